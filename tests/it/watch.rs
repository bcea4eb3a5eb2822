//! `watch`: what is written is built at once, from whatever file it comes; what is wrong leaves the PDF as it was.
//!
//! Nothing here depends on how fast the machine is: each step waits for the line that says that it is done.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::support::pdf::Pdf;
use crate::support::{Desk, WHOLE_OVERVIEW, in_repository, report};

/// How long to wait for a line that must come.
const DEADLINE: Duration = Duration::from_secs(300);

/// The program, watching.
struct Watching {
    child: Child,
    lines: Receiver<String>,
    /// All that it has said.
    said: Vec<String>,
}

impl Watching {
    fn new(desk: &Desk, arguments: &[&str]) -> Watching {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
            .arg("watch")
            .args(arguments)
            .current_dir(desk.path(""))
            .env("LC_ALL", "zh_CN.UTF-8")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("nianbao runs");
        let stderr = BufReader::new(child.stderr.take().expect("a standard error"));
        let (sender, lines) = channel();
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Watching { child, lines, said: Vec::new() }
    }

    /// Waits for a line that holds a text.
    #[track_caller]
    fn says(&mut self, text: &str) -> String {
        let start = Instant::now();
        loop {
            let rest = DEADLINE.saturating_sub(start.elapsed());
            let Ok(line) = self.lines.recv_timeout(rest) else {
                panic!("“{text}” is not said:\n{}", self.said.join("\n"))
            };
            self.said.push(line.clone());
            if line.contains(text) {
                return line;
            }
        }
    }

    /// Waits until a PDF is written.
    #[track_caller]
    fn builds(&mut self) {
        let line = self.says("已生成 ");
        assert!(line.contains("用时 ") && line.ends_with(" 毫秒"), "{line}");
    }

    /// Waits until the report is refused.
    #[track_caller]
    fn refuses(&mut self) {
        self.says("没有生成，原来的文件没有动");
    }

    /// Waits until the report is refused, for what a text says.
    #[track_caller]
    fn refuses_for(&mut self, text: &str) {
        self.says(text);
        self.refuses();
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("报告.toml", report("", "第一稿"));
    desk
}

/// Puts another file in the place of one, as editors do.
fn replace(desk: &Desk, name: &str, content: impl AsRef<[u8]>) {
    desk.put(".编辑中", content);
    fs::rename(desk.path(".编辑中"), desk.path(name)).expect("renamed");
}

#[track_caller]
fn shows(desk: &Desk, text: &str) {
    let pdf = Pdf::read(desk.read("报告.pdf"));
    assert!(pdf.text().contains(text), "{text}");
}

/// Written in place and replaced, wrong and right again, gone and back.
fn follows_the_data_file(more: &[&str]) {
    let desk = desk();
    let mut watching = Watching::new(&desk, &[&["报告.toml"], more].concat());
    watching.builds();
    watching.says("守着 报告.toml");
    shows(&desk, "第一稿");

    replace(&desk, "报告.toml", report("", "第二稿"));
    watching.builds();
    shows(&desk, "第二稿");

    let before = desk.read("报告.pdf");
    replace(&desk, "报告.toml", report("", "第三稿").replace("year = 2025", "yaer = 2025"));
    watching.refuses_for("报告.toml:3:1");
    assert!(desk.read("报告.pdf") == before, "the PDF stays while the data is wrong");
    desk.put("报告.toml", report("", "第四稿"));
    watching.builds();
    shows(&desk, "第四稿");

    fs::remove_file(desk.path("报告.toml")).expect("removed");
    watching.refuses_for("没有“报告.toml”这个文件");
    replace(&desk, "报告.toml", report("", "第五稿"));
    watching.builds();
    shows(&desk, "第五稿");
    assert_eq!(desk.names(), ["报告.pdf", "报告.toml"]);
}

#[test]
fn the_data_file_is_followed() {
    follows_the_data_file(&[]);
}

#[test]
fn the_data_file_is_followed_by_looking_at_it() {
    follows_the_data_file(&["--poll"]);
}

/// What the data file names, in the order in which it comes to be named; also what is not there yet, and the folder
/// that it will lie in.
#[test]
fn what_the_data_file_names_is_followed() {
    let desk = desk();
    let mut watching = Watching::new(&desk, &["报告.toml"]);
    watching.builds();
    let with_body = report("", "@").replace("body = '''\n@\n'''", "body_file = '文/总体.md'");
    replace(&desk, "报告.toml", with_body);
    watching.refuses_for("文/总体.md");

    fs::create_dir(desk.path("新")).expect("a folder");
    desk.put("新/总体.md", "文件里的第一稿");
    fs::rename(desk.path("新"), desk.path("文")).expect("renamed");
    watching.builds();
    shows(&desk, "文件里的第一稿");
    replace(&desk, "文/总体.md", "文件里的第二稿\n\n![图](图.png)\n");
    watching.refuses_for("图.png");
    fs::copy(in_repository("tests/cases/illustrations/palette.png"), desk.path("图.png")).expect("a picture");
    watching.builds();
    shows(&desk, "文件里的第二稿");
    desk.put("图.png", "no picture");
    watching.refuses();
    fs::remove_dir_all(desk.path("文")).expect("removed");
    watching.refuses();
    replace(&desk, "报告.toml", report("[fonts]\nbody = '字.otf'\n", "换了字体"));
    watching.refuses_for("字.otf");
    fs::copy(in_repository("fonts/FandolSong-Regular.otf"), desk.path("字.otf")).expect("a face");
    watching.says("正文用字体 FandolSong-Regular");
    watching.builds();
}

/// Last year's file and the folder of faces are part of it.
#[test]
fn what_the_command_line_names_is_followed() {
    let desk = desk();
    let this = report("", "上年收到{{ previous.applications.received.total }}件");
    // 4 this year, and 3 + 1 or 5 + 1 last year.
    let last = report("", WHOLE_OVERVIEW).replace("year = 2025", "year = 2024").replace("in_force = 8", "in_force = 7");
    desk.put("报告.toml", this);
    desk.put("上年.toml", &last);
    fs::create_dir(desk.path("字体")).expect("a folder");
    let face = |from: &str, to: &str| {
        fs::copy(in_repository("fonts").join(from), desk.path(".字体")).expect("a face");
        fs::rename(desk.path(".字体"), desk.path(to)).expect("renamed");
    };
    face("FandolSong-Regular.otf", "字体/body.otf");
    let mut watching =
        Watching::new(&desk, &["报告.toml", "--previous", "上年.toml", "--font-dir", "字体", "--allow-errors"]);
    watching.says("正文用字体 FandolSong-Regular");
    watching.builds();
    shows(&desk, "上年收到4件");
    let other = last.replace("[3, 1, 0, 0, 0, 0]", "[5, 1, 0, 0, 0, 0]");
    replace(&desk, "上年.toml", other);
    watching.builds();
    shows(&desk, "上年收到6件");
    face("FandolKai-Regular.otf", "字体/body.otf");
    watching.says("正文用字体 FandolKai-Regular");
    watching.builds();
    face("FandolHei-Regular.otf", "字体/title.otf");
    watching.says("标题用字体 FandolHei-Regular");
    watching.builds();
}

/// Ctrl-C ends it, with nothing left behind; what it wrote itself, and files that are the same as they were, have not
/// been built.
#[cfg(unix)]
#[test]
fn a_signal_ends_it() {
    for (more, signal, code) in [(&[][..], "-INT", 130), (&["--poll"], "-TERM", 143)] {
        let desk = desk();
        let mut watching = Watching::new(&desk, &[&["报告.toml", "-o", "公布.pdf"], more].concat());
        watching.says("守着");
        replace(&desk, "报告.toml", report("", "第一稿"));
        replace(&desk, "别的.toml", report("", "第一稿"));
        replace(&desk, "报告.toml", report("", "第二稿"));
        watching.builds();
        let id = watching.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill runs").success());
        watching.says("不再守着");
        assert_eq!(watching.child.wait().expect("nianbao ends").code(), Some(code));
        assert_eq!(watching.said.iter().filter(|line| line.contains("已生成")).count(), 2, "{:?}", watching.said);
        assert_eq!(desk.names(), ["公布.pdf", "别的.toml", "报告.toml"]);
    }
}

/// A name that leads nowhere at the start is a slip.
#[test]
fn what_cannot_be_watched_is_refused() {
    let desk = desk();
    for (arguments, code, expected) in [
        (vec!["报告"], 3, "是不是“报告.toml”"),
        (vec!["."], 2, "是文件夹"),
        (vec!["-"], 2, "不能是标准输入"),
        (vec!["报告.toml", "-o", "-"], 2, "不能写到标准输出"),
        (vec!["报告.toml", "-o", "报告.doc"], 2, "报告.docx"),
        (vec!["报告.toml", "--font-dir", "没有"], 3, "没有“没有”这个文件夹"),
    ] {
        let run = desk.run(&[&["watch"], &arguments[..]].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.messages);
        assert!(run.messages.contains(expected), "{arguments:?}: {}", run.messages);
    }
    assert_eq!(desk.names(), ["报告.toml"]);
}
