//! What is large takes its time and no more, or is refused with its place: sizes of what is written, and limits.

use crate::support::pdf::Pdf;
use crate::support::{Desk, build, report};

/// The findings of a report of these codes, as `check` prints them.
fn checked(data: &str) -> (i32, String) {
    let desk = Desk::new();
    desk.put("report.toml", data);
    let run = desk.run(&["check", "report.toml"]);
    (run.code, run.said())
}

/// What is refused: the code, the place and some words of it.
#[track_caller]
fn refuses(data: &str, place: &str, words: &str) {
    let (code, said) = checked(data);
    let found = said.split("\n\n").find(|finding| finding.starts_with("错误[limit-text]"));
    let found = found.unwrap_or_else(|| panic!("no limit-text: {}", said.chars().take(500).collect::<String>()));
    assert!(found.contains(&format!("report.toml:{place}\n")) && found.contains(words), "{found}");
    assert!(found.contains("= 帮助:") && found.len() < 1_000 && code == 1, "{code} {found}");
}

#[test]
fn a_line_of_text_has_a_limit() {
    let long = "长".repeat(1_001);
    refuses(&report(&format!("title = '{long}'\n"), "文"), "4:9", "1001 个字，最多 1000 个");
    refuses(&report(&format!("[labels]\n'applications.*.ngo' = '{long}'\n"), "文"), "5:24", "最多 1000 个");
    refuses(&report(&format!("[charts.{long}]\nkind = 'bar'\nvalues = {{ 甲 = 1 }}\n"), "文"), "4:9", "最多 1000 个");
    refuses(&report(&format!("[charts.c]\nkind = 'bar'\nvalues = {{ {long} = 1 }}\n"), "文"), "6:12", "最多 1000 个");
    let (code, said) = checked(&report(&format!("[labels]\n'applications.*.ngo' = '{}'\n", "长".repeat(1_000)), "文"));
    assert!(code == 0 && !said.contains("limit-text"), "{said}");
}

#[test]
fn narrative_has_limits() {
    let paragraph = |count: usize| "文".repeat(count);
    refuses(&report("", &format!("前。\n{}\n", paragraph(200_001))), "8:1", "这一段有 200001 个字，最多 200000 个");
    let pages = format!("{}\n", paragraph(100_000)).repeat(40);
    refuses(&report("", &format!("{pages}多\n")), "47:1", "超过了 4000000 字");
    let columns = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(4));
    let rows = |count: usize| format!("{}{}{}", columns("甲"), columns("---"), columns("1").repeat(count));
    refuses(&report("", &format!("前。\n\n{}", rows(100_000))), "9:1", "400004 格，最多 400000 格");
    refuses(&report("", &"文\n".repeat(200_001)), "200007:1", "超过了 200000 行");
}

/// What expressions come to counts, not what is written.
#[test]
fn figures_count_as_they_are_printed() {
    let organ = "[report]\norgan = \"某某县人民政府\"";
    let long = format!("[report]\norgan = \"{}县人民政府\"", "某".repeat(990));
    let data = report("", &"{{ report.organ }}".repeat(210)).replacen(organ, &long, 1);
    refuses(&data, "7:1", "最多 200000 个");
}

#[test]
fn rows_that_a_file_adds_have_a_limit() {
    let rows = "[[disclosure.extra]]\nafter = 'normative'\nlabel = '其他'\ncells = [1, 0, 2]\n".repeat(201);
    let (code, said) = checked(&(report("", "文") + &rows));
    assert!(code == 1 && said.contains("错误[limit-text]: [[disclosure.extra]] 有 201 个，最多 200 个"), "{said}");
}

#[test]
fn charts_beyond_the_limit_are_refused_at_the_first_of_them() {
    let chart = |at: usize| format!("[charts.c{at}]\nkind = 'bar'\nvalues = {{ 甲 = 1 }}\n");
    let (code, said) = checked(&report(&(0..1_000).map(chart).collect::<String>(), "文"));
    assert!(code == 1 && said.contains("最多 200 个") && said.contains("report.toml:604:"), "{said}");
}

/// A data file that never ends, or is something else altogether.
#[test]
fn a_data_file_has_a_limit() {
    let desk = Desk::new();
    desk.put("report.toml", vec![b'#'; (16 << 20) + 1]);
    desk.put("long.md", vec![b'x'; (16 << 20) + 1]);
    desk.put("other.toml", report("", "文").replacen("body = '''\n文\n'''", "body_file = 'long.md'", 1));
    let run = desk.run(&["check", "report.toml"]);
    assert!(run.code == 1 && run.said().contains("错误[limit-text]: report.toml 太大：最多 16 MiB"), "{}", run.said());
    let run = desk.run(&["check", "other.toml"]);
    assert!(run.code == 1 && run.said().contains("错误[limit-text]: long.md 太大"), "{}", run.said());
    if cfg!(target_os = "linux") {
        for arguments in [&["check", "/dev/zero"][..], &["build", "other.toml", "--previous", "/dev/zero"]] {
            let run = desk.run(arguments);
            assert!(run.code == 1 && run.said().contains("/dev/zero 太大：最多 16 MiB"), "{}", run.said());
        }
    }
    let run = desk.run_with("zh_CN.UTF-8", &["check", "-"], &vec![b'#'; (16 << 20) + 1]);
    assert!(run.code == 1 && run.said().contains("<stdin> 太大"), "{}", run.said());
}

/// A link in the contents is named by the heading's beginning: all of it, for each of its lines, would grow with the
/// square of its length.
#[test]
fn a_long_heading_is_told_once_in_the_contents() {
    let size = |characters: usize| {
        let heading = "政务公开".repeat(characters / 4);
        let desk = Desk::new();
        desk.put("report.toml", report("contents = true\n", &format!("## {heading}\n\n文\n")));
        desk.run(&["build", "report.toml"]).succeeds();
        desk.read("report.pdf").len() as i64
    };
    let (small, twice, four_times) = (size(4_000), size(8_000), size(16_000));
    assert!(four_times - twice < 3 * (twice - small), "{small} {twice} {four_times}");
}

/// Thousands of findings on one line: each shows its part of the line.
#[test]
fn findings_of_one_long_line_are_short() {
    let (code, said) = checked(&report("", &"文<b>字".repeat(4_000)));
    let findings: Vec<&str> = said.split("\n\n").filter(|finding| finding.starts_with("错误[markdown-html]")).collect();
    assert_eq!((code, findings.len()), (1, 4_000));
    assert!(findings.iter().all(|finding| finding.len() < 600), "{}", findings[3_999]);
    // 3,999 times 文<b>字, which are five characters, stand before the last.
    assert!(findings[3_999].contains("report.toml:7:19997\n"), "{}", findings[3_999]);
}

#[test]
fn a_message_does_not_repeat_a_book() {
    for text in [format!("{{{{ {} }}}}", "a".repeat(100_000)), format!("![图]({}.jpg)", "a".repeat(100_000))] {
        let (_, said) = checked(&report("", &text));
        let longest = said.split("\n\n").map(str::len).max().unwrap();
        assert!(longest < 20_000, "{longest}");
    }
}

/// Thousands of `[[accept]]` beside thousands of findings, each looked up once.
#[test]
fn thousands_of_findings_are_accepted() {
    let text: String = (0..5_000).map(|at| format!("办理第{at}件,见表。\n")).collect();
    let accept = "[[accept]]\ncode = 'punctuation'\nkey = 'overview.body'\nreason = '原文如此'\n".repeat(5_000);
    let (code, said) = checked(&(report("", &text) + &accept));
    assert!(code == 0 && !said.contains("punctuation") && !said.contains("accept-unused"), "{said}");
}

#[test]
fn a_drawing_that_panics_is_told_and_nothing_else() {
    let marker = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image width='1e-9' height='9' \
                  href='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAA\
                  AElFTkSuQmCC'/></svg>";
    let desk = Desk::new();
    desk.put("a.svg", marker);
    desk.put("report.toml", report("", "![图](a.svg)"));
    let run = desk.run(&["check", "report.toml"]);
    assert!(!run.said().contains("panicked") && !run.said().contains(".rs:"), "{}", run.said());
}

/// Windows writes folders with a backslash: for pictures, texts and faces alike.
#[test]
fn a_backslash_leads_into_a_folder() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("附件")).unwrap();
    desk.put("附件/a.md", "另有说明。\n");
    std::fs::copy(crate::support::in_repository("fonts/FandolSong-Regular.otf"), desk.path("附件/song.otf")).unwrap();
    let data = report("[fonts]\nbody = '附件\\song.otf'\n", "文").replacen(
        "[overview]\nbody = '''\n文\n'''",
        "[overview]\nbody_file = '附件\\a.md'",
        1,
    );
    desk.put("report.toml", data);
    desk.run(&["build", "report.toml"]).succeeds();
    let pdf = Pdf::read(desk.read("report.pdf"));
    assert!(pdf.text().contains("另有说明"));
    let glyph = pdf.glyphs().find(|glyph| glyph.text == "另").expect("另");
    assert_eq!(&*glyph.font, "FandolSong-Regular");
}

/// What is called like a font file and is none neither fails the build nor holds it up.
#[cfg(unix)]
#[test]
fn a_folder_or_a_pipe_among_the_faces_is_passed_over() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("faces/old.ttf")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(desk.path("faces/a.ttf")).status();
    assert!(pipe.is_ok_and(|status| status.success()));
    desk.put("report.toml", report("", "鑫"));
    let run = desk.run(&["build", "report.toml", "--font-dir", "faces"]);
    assert!(run.code == 3 && run.said().contains("font-dir"), "{}", run.said());
    std::fs::copy(crate::support::in_repository("fonts/FandolSong-Regular.otf"), desk.path("faces/body.otf")).unwrap();
    desk.run(&["build", "report.toml", "--font-dir", "faces"]).succeeds();
    assert_eq!(&*Pdf::read(desk.read("report.pdf")).glyph("鑫").font, "FandolSong-Regular");
}

/// What a killed run has left goes with the next.
#[test]
fn what_a_killed_run_has_left_is_swept_away() {
    let desk = Desk::new();
    desk.put(".nianbao-k1lled.tmp", "%PDF-1.7");
    desk.put("report.toml", report("", "文"));
    desk.run(&["build", "report.toml"]).succeeds();
    assert_eq!(desk.names(), ["report.pdf", "report.toml"]);
}

/// Ten times the pages make some ten times the file.
#[test]
fn a_file_grows_with_its_pages() {
    let page = "全市认真贯彻落实条例，依法公开政府信息，办理答复申请。\n".repeat(22);
    let pages = |count: usize| build(&report("", &page.repeat(count)));
    let (ten, hundred) = (pages(10), pages(100));
    assert_eq!(hundred.pages.len() - ten.pages.len(), 90);
}
