//! What the tests share: a desk on which the program is run as a clerk would run it, and a report that is complete but
//! for what a test is about. `pdf` reads a finished PDF, `structure` its tags, `picture` draws its pages, `tables`
//! finds the tables on its pages; `random` makes reports of everything.

pub mod pdf;
pub mod picture;
pub mod random;
pub mod structure;
pub mod tables;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use pdf::{Line, Pdf};

/// Points in a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// A folder of its own, in which the program runs.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file there.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).expect("a file written");
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names of everything that lies there, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Runs `nianbao` there, for a Chinese user.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with("zh_CN.UTF-8", arguments, b"")
    }

    /// Runs `nianbao` there with a locale and a standard input.
    pub fn run_with(&self, locale: &str, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("LC_ALL", locale)
            .env_remove("SOURCE_DATE_EPOCH")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("nianbao runs");
        // A program that refuses its command line does not read what it is sent.
        let _ = child.stdin.take().expect("a standard input").write_all(input);
        let output: Output = child.wait_with_output().expect("nianbao ends");
        Run {
            code: output.status.code().expect("an exit code"),
            out: output.stdout,
            messages: String::from_utf8(output.stderr).expect("messages in UTF-8"),
        }
    }
}

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    /// What it wrote to the standard output.
    pub out: Vec<u8>,
    /// What it wrote to the standard error.
    pub messages: String,
}

impl Run {
    /// All that it says, wherever that goes.
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned() + &self.messages
    }

    #[track_caller]
    pub fn succeeds(&self) {
        assert_eq!(self.code, 0, "{}", self.messages);
    }
}

/// Builds a report and reads the PDF back.
#[track_caller]
pub fn build(report: &str) -> Pdf {
    build_on(&Desk::new(), report)
}

/// Builds a report on a desk where other files lie.
#[track_caller]
pub fn build_on(desk: &Desk, report: &str) -> Pdf {
    desk.put("report.toml", report);
    desk.run(&["build", "report.toml"]).succeeds();
    Pdf::read(desk.read("report.pdf"))
}

/// A file of the repository.
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Organ and year of the reports below.
const HEAD: &str = "[report]\norgan = \"某某县人民政府\"\nyear = 2025\n";

/// Figures of the form 2021 that add up.
pub const TABLES: &str = "\
[disclosure]
regulations = { issued = 0, repealed = 0, in_force = 1 }
normative = { issued = 2, repealed = 1, in_force = 8 }
licences = { decisions = 300 }
penalties = { decisions = 40 }
coercion = { decisions = 5 }
fees = { amount = 12.5 }
[applications]
received = [3, 1, 0, 0, 0, 0]
carried_in = [0, 0, 0, 0, 0, 0]
granted = [3, 1, 0, 0, 0, 0]
carried_out = [0, 0, 0, 0, 0, 0]
[remedies]
reconsideration = [1, 0, 0, 0]
litigation_direct = [0, 0, 0, 0]
litigation_after = [0, 0, 0, 0]
";

/// Sections 五 and 六.
pub const END: &str = "\
[problems]
body = '存在的问题是公开不够及时，今后将改进工作方法。'
[other]
body = '本年度没有收取信息处理费。'
";

/// A complete report of the form 2021. `settings` stand behind organ and year and may go on with tables of their own;
/// `overview` is the narrative of 一.
pub fn report(settings: &str, overview: &str) -> String {
    report_of_tables(settings, overview, TABLES)
}

/// The same, its tables 二, 三 and 四 the test's own.
pub fn report_of_tables(settings: &str, overview: &str, tables: &str) -> String {
    // A title of a test's own need not be one of a report.
    let accepted = if settings.contains("title = ") { ACCEPTED_TITLE } else { "" };
    format!("{HEAD}{settings}\n[overview]\nbody = '''\n{overview}\n'''\n{tables}{END}{accepted}")
}

const ACCEPTED_TITLE: &str = "[[accept]]\ncode = 'title'\nreason = '排印'\n";

/// All that 一 must say, of whatever year, and what a preface says.
pub const WHOLE_OVERVIEW: &str = "根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为1月1日至12月31日，可在网站下载，有疑问请联系\
                                  本机关。主动公开、依申请公开、政府信息管理、平台建设、监督保障各项工作有序，工作考核、社会评议良好，\
                                  没有责任追究的情形。";

/// A text without its white space.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// So many Han characters, the same every time.
pub fn han(count: usize) -> String {
    HAN.chars().cycle().take(count).collect()
}

/// Characters of GB 2312, which every face has; no numbers among them.
pub const HAN: &str = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号\
                       巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇";

/// Numbers that only look random, the same on every machine (Knuth's MMIX generator).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `end`.
    pub fn roll(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end
    }
}

/// The body lines of 一 behind its heading, page by page.
pub fn overview(pdf: &Pdf) -> Vec<Vec<Line>> {
    let mut pages = Vec::new();
    let mut inside = false;
    for page in &pdf.pages {
        let mut lines = Vec::new();
        for line in page.body() {
            let text = line.text();
            match inside {
                true if text.starts_with("二、") => {
                    pages.extend((!lines.is_empty()).then_some(lines));
                    return pages;
                }
                true => lines.push(line),
                false => inside = text.starts_with("一、"),
            }
        }
        pages.push(lines);
    }
    panic!("二 is missing")
}

#[track_caller]
pub fn assert_near(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((found - expected).abs() <= tolerance, "{what}: {found:.4} is not {expected:.4} ± {tolerance}");
}
