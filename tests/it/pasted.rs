//! Text as clerks paste it: each case of tests/cases/pasted prints as its first lines say, or is told; and of documents
//! made of random pieces nothing is lost that is no mark-up.

use nianbao::narrative::{Block, Inline, Narrative};
use nianbao::{Input, Options, read};

use crate::support::pdf::Pdf;
use crate::support::{Desk, Dice, END, HAN, Run, TABLES, in_repository, overview, report, squeezed};

const HEI: &str = "FandolHei-Regular";
const KAI: &str = "FandolKai-Regular";

/// A desk with a case on it.
fn desk(case: &str) -> Desk {
    let desk = Desk::new();
    let folder = in_repository("tests/cases/pasted");
    desk.put("report.toml", std::fs::read(folder.join(case)).expect("the case"));
    desk.put("picture.jpg", std::fs::read(folder.join("picture.jpg")).expect("the picture"));
    desk
}

/// What `check` says about a case, which must have as many errors and warnings. That 一 is short of its aspects is one
/// of them where the prose can be read.
#[track_caller]
fn check(case: &str, errors: usize, warnings: usize) -> String {
    let run: Run = desk(case).run(&["check", "report.toml"]);
    let said = String::from_utf8(run.out).expect("UTF-8") + &run.messages;
    assert!(said.contains(&format!("：{errors} 个错误，{warnings} 个警告")), "{said}");
    assert_eq!(run.code, i32::from(errors > 0), "{said}");
    said
}

#[track_caller]
fn pdf(case: &str) -> Pdf {
    let desk = desk(case);
    desk.run(&["build", "report.toml"]).succeeds();
    Pdf::read(desk.read("report.pdf"))
}

/// The stretches of 一 that stand in a face, without the headings.
fn in_face(pdf: &Pdf, face: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut was = false;
    for line in overview(pdf).iter().flatten() {
        for glyph in &line.glyphs {
            let is = &*glyph.font == face;
            match found.last_mut() {
                Some(last) if is && was => last.push_str(&glyph.text),
                _ if is => found.push(glyph.text.clone()),
                _ => {}
            }
            was = is;
        }
    }
    found
}

fn lines(pdf: &Pdf) -> Vec<String> {
    overview(pdf).iter().flatten().map(|line| line.text()).collect()
}

#[test]
fn p01_strong_text_begins_and_ends_where_it_is_marked() {
    let pdf = pdf("p01-bold-repairs.toml");
    assert_eq!(lines(&pdf), ["一是加强领导；二是健全制度；三是压实责任。"]);
    assert_eq!(in_face(&pdf, HEI), ["加强领导；", "健全制度；", "压实责任。"]);
}

#[test]
fn p02_strong_text_may_stand_beside_any_mark() {
    let pdf = pdf("p02-bold-punctuation-refused.toml");
    let strong = ["一是加强领导。", "二是健全制度。", "“一张网”", "《某办法》", "（含新媒体）"];
    assert_eq!(in_face(&pdf, HEI), strong);
    assert!(!lines(&pdf).concat().contains('*'));
}

#[test]
fn p03_single_stars_are_printed() {
    let pdf = pdf("p03-kai-repairs.toml");
    assert_eq!(lines(&pdf), ["甲段：*“甲乙丙”*制度，*（2025年版）*目录。"]);
    assert_eq!(in_face(&pdf, KAI), [""; 0]);
}

#[test]
fn p04_masks_are_printed_or_told() {
    let said = check("p04-mask-lost.toml", 1, 0);
    assert!(
        said.contains("错误[markdown-emphasis]: 这里的 ** 没有成对") && said.contains("report.toml:17:7"),
        "{said}"
    );
    // As the help says.
    let desk = desk("p04-mask-lost.toml");
    let data = String::from_utf8(desk.read("report.toml")).unwrap().replace("某**公司", "某\\*\\*公司");
    desk.put("report.toml", data);
    desk.run(&["build", "report.toml"]).succeeds();
    let pdf = Pdf::read(desk.read("report.pdf"));
    let masked = [
        "申请人为王*明、赵*华。",
        "某*公司和某**公司、某***公司各1家。",
        "证号以***隐去，电话138****0000，甲*、乙*等2人。",
    ];
    assert_eq!(lines(&pdf), masked);
    assert_eq!((in_face(&pdf, HEI), in_face(&pdf, KAI)), (Vec::new(), Vec::new()));
}

#[test]
fn p05_a_line_is_a_paragraph() {
    let pdf = pdf("p05-lines-run-together.toml");
    let expected = [
        "一是加强领导。",
        "二是健全制度。",
        "三是强化监督。",
        "（一）主动公开情况",
        "全年公开信息120条。",
        "（二）依申请公开情况",
        "收到申请6件。",
        "1.信息发布情况。",
        "2.解读情况。",
        "注：数据截至12月31日。",
    ];
    assert_eq!(lines(&pdf), expected);
    assert_eq!(in_face(&pdf, KAI), ["（一）主动公开情况", "（二）依申请公开情况"]);
    let outline: Vec<&str> = pdf.outline[0].children.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(outline, ["（一）主动公开情况", "（二）依申请公开情况"]);
}

#[test]
fn p06_typed_numbers_are_printed_once_or_told() {
    // 2、 is typed where 1. is due; everything else is.
    let said = check("p06-number-twice.toml", 1, 0);
    assert!(said.contains("错误[typed-number]: 这里手写的序号是“2、”，按顺序应是1."), "{said}");
    let desk = desk("p06-number-twice.toml");
    let data = String::from_utf8(desk.read("report.toml")).unwrap().replace("### 2、", "### 1、");
    desk.put("report.toml", data);
    desk.run(&["build", "report.toml"]).succeeds();
    let pdf = Pdf::read(desk.read("report.pdf"));
    let text = squeezed(&pdf.text());
    for (once, count) in [
        ("（一）主动公开情况", 1),
        ("（一）（一）", 0),
        ("1.信息发布", 1),
        ("1.1.", 0),
        ("（1）图解", 1),
        ("（二）依申请公开情况", 1),
        ("1.办理情况", 1),
        ("图1宣传栏", 1),
        ("（三）12345热线办理情况", 1),
        ("（四）2025年的新做法", 1),
        ("五、存在的问题及改进情况", 1),
        ("五、五、", 0),
    ] {
        assert_eq!(text.matches(once).count(), count, "{once}");
    }
}

#[test]
fn p07_tabs_make_a_table() {
    let pdf = pdf("p07-tab-table.toml");
    let page = pdf.pages.first().expect("a page");
    let x = |text: &str| page.glyphs.iter().find(|glyph| glyph.text == text).map(|glyph| glyph.x).expect("a glyph");
    // Three columns side by side, two rows below their head, and lines around them.
    assert!(x("项") < x("数") && x("数") < x("占"));
    let text = squeezed(&pdf.text());
    assert!(text.contains("项目数量占比") && text.contains("不予公开550%"), "{text}");
    let face = |text: &str| page.glyphs.iter().find(|glyph| glyph.text == text).map(|glyph| &*glyph.font);
    assert_eq!((face("占"), face("予") == Some(HEI)), (Some(HEI), false), "the first row is the head");
}

#[test]
fn p11_check_finds_what_build_refuses() {
    let said = check("p11-check-passes-build-refuses.toml", 3, 1);
    assert!(said.contains("missing-character"), "{said}");
    let built = desk("p11-check-passes-build-refuses.toml").run(&["build", "report.toml"]);
    assert!(built.code == 1 && built.messages.contains("错误[characters]"), "{}", built.messages);
}

#[test]
fn p13_full_width_marks_are_told() {
    let said = check("p13-fullwidth-marks.toml", 4, 1);
    for half in [
        "改成半角：##",
        "**重点**",
        "[网站](https://www.example.cn/)",
        "| 项目 | 数量 |",
        "{{ applications.received.total }}",
    ] {
        assert!(said.contains(half), "{half} is not in {said}");
    }
}

#[test]
fn p14_the_blanks_that_open_a_line_go() {
    let pdf = pdf("p14-indent-refused.toml");
    assert_eq!(lines(&pdf), ["一是加强领导。", "二是健全制度。", "三是强化监督。"]);
    let first = |line: usize| overview(&pdf)[0][line].first().x;
    assert!((first(0) - first(1)).abs() < 0.05 && (first(0) - first(2)).abs() < 0.05, "all indented alike");
}

#[test]
fn p15_half_width_punctuation_is_told() {
    let said = check("p15-ascii-punctuation.toml", 0, 2);
    assert!(said.contains("警告[punctuation]: 汉字之间的 \" , ; ( ) : 是半角的（9 处）"), "{said}");
}

#[test]
fn p17_advice_leads_out() {
    for (case, slip, advice, instead) in [
        ("p17a-date-help.toml", "published = \"2026年1月20日\"", "published = 2026-01-20", "published = 2026-01-20"),
        ("p17b-thousands-help.toml", "decisions = 1,362", "1362", "decisions = 1362"),
        ("p17c-backslash-help.toml", "\"\"\"", "都改成 '''", "'''"),
    ] {
        let desk = desk(case);
        let said = desk.run(&["check", "report.toml", "--format", "human"]);
        let said = String::from_utf8(said.out).unwrap() + &said.messages;
        assert!(said.contains(advice) && !said.contains("全角标点"), "{case}: {said}");
        let data = String::from_utf8(desk.read("report.toml")).unwrap();
        assert!(data.contains(slip));
        desk.put("report.toml", data.replace(slip, instead));
        desk.run(&["build", "report.toml"]).succeeds();
    }
}

/// A piece of pasted text: its lines as they stand in the file, and what of them must be printed, or be told.
struct Piece {
    written: String,
    visible: Vec<String>,
}

/// Makes pieces; each has words of its own, so that what is lost can be told from what is there.
struct Paster {
    dice: Dice,
    words: usize,
    headings: usize,
}

impl Paster {
    /// Words that occur nowhere else.
    fn words(&mut self) -> String {
        self.words += 1;
        let han: Vec<char> = HAN.chars().filter(|ch| !ch.is_whitespace()).collect();
        let (high, low) = (self.words / han.len() % han.len(), self.words % han.len());
        let third = (high * 7 + low * 3 + 1) % han.len();
        [han[high], han[low], han[third]].iter().collect()
    }

    fn piece(&mut self) -> Piece {
        let (a, b) = (self.words(), self.words());
        let whole = |written: String| Piece { visible: vec![written.trim().to_owned()], written };
        let parts = |written: String, visible: &[&str]| Piece {
            written,
            visible: visible.iter().map(|part| (*part).to_owned()).collect(),
        };
        match self.dice.roll(44) {
            0 => whole(format!("{a}。{b}。")),
            1 => whole(format!("　　{a}，{b}。")),
            2 => whole(format!("\t{a}。")),
            3 => whole(format!("    {a}；")),
            4 => whole(format!("\u{A0}\u{A0}{a}")),
            5 => whole(format!("{a}*{b}")),
            6 => whole(format!("{a}***{b}****")),
            7 => parts(format!("**{a}。**{b}"), &[&format!("{a}。{b}")]),
            8 => parts(format!("{a}**“{b}”**"), &[&format!("{a}“{b}”")]),
            9 => whole(format!("{a}**{b}")),
            10 => whole(format!("* {a}")),
            11 => whole(format!("+ {a}")),
            12 => parts(format!("- {a}"), &[&a]),
            13 | 14 => {
                self.headings += 1;
                let number = ["一", "二", "三", "四", "五", "六", "七", "八", "九"].get(self.headings - 1);
                parts(format!("（{}）{a}。{b}", number.unwrap_or(&"十")), &[&a, &b])
            }
            15 => parts(format!("（三）{a}"), &[&a]),
            16 => parts(format!("1.{a}"), &[&format!("1.{a}")]),
            17 => parts(format!("（1）{a}"), &[&format!("（1）{a}")]),
            18 => parts(format!("2．{a}"), &[&a]),
            19 => whole(format!("1、{a}")),
            20 => whole(format!("①{a}")),
            21 => parts(format!("{a}\t{b}\n{b}\t5"), &[&a, &b]),
            22 => parts(format!("{a}\t{b}\t\n\"{b}\n甲\"\t|\t*"), &[&a, &b, "|", "*"]),
            23 => parts(format!("1.\t{a}\n•\t{b}"), &[&a, &format!("•{b}")]),
            24 => parts(format!("{a}\t{b}"), &[&a, &b]),
            25 => whole(format!("（含{a}）[{b}]【甲】")),
            26 => whole(format!("<{a}>{{{b}}}《甲》(乙)")),
            27 => whole(format!("{a}|{b}")),
            28 => whole(format!("| {a} | {b}")),
            29 => parts(format!("> {a}\n> （一）{b}"), &[&a, &format!("（一）{b}")]),
            30 => whole("---".to_owned()),
            31 => whole("===".to_owned()),
            32 => whole("-".to_owned()),
            33 => whole(format!("_{a}_{b}_")),
            34 => whole(format!("{a}~{b}~1")),
            35 => whole(format!("`{a}`")),
            36 => whole(format!("1.5万{a}12345热线")),
            37 => whole(format!("2025年{a}#1")),
            38 => whole(format!("#{a}")),
            39 => whole(format!("{a}C:\\甲")),
            40 => parts(format!("{a}\\\n　　{b}"), &[&a, &b]),
            41 => whole(format!("{a}{{{{{b}")),
            42 => whole(format!("![{a}]{b}[^{a}]")),
            _ => whole(format!("＊＊{a}＊＊：（{b}")),
        }
    }

    fn document(&mut self) -> Vec<Piece> {
        let count = 3 + self.dice.roll(8);
        (0..count).map(|_| self.piece()).collect()
    }
}

/// The text of a document: pieces with an empty line between them, or none.
fn written(paster: &mut Paster, pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        text += &piece.written;
        text += if paster.dice.roll(3) == 0 { "\n\n" } else { "\n" };
    }
    text
}

/// All characters of a narrative.
fn text_of(narrative: &Narrative) -> String {
    let mut texts = Vec::new();
    collect(&narrative.blocks, &mut texts);
    squeezed(&texts.concat())
}

fn add(text: &[Inline], texts: &mut Vec<String>) {
    texts.extend(text.iter().filter_map(|inline| match inline {
        Inline::Text { text, .. } => Some(text.clone()),
        _ => None,
    }));
}

fn collect(blocks: &[Block], texts: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Source(text) => add(text, texts),
            Block::Table(table) => {
                table.cells.iter().flat_map(|cell| &cell.lines).for_each(|line| add(&line.text, texts))
            }
            Block::List { first, in_brackets, items } => {
                for (number, item) in (first.unwrap_or_default()..).zip(items) {
                    texts.extend(first.map(|_| match in_brackets {
                        true => format!("（{number}）"),
                        false => format!("{number}."),
                    }));
                    collect(item, texts);
                }
            }
            Block::Quote(inside) => collect(inside, texts),
            Block::Illustrations(all) => all.iter().for_each(|one| add(&one.caption, texts)),
        }
    }
}

/// The first documents of a seed that are told nothing about, and how many were told.
const SEED: u64 = 20_261_128;
const DOCUMENTS: usize = 1_000;

#[test]
fn nothing_of_a_thousand_pasted_documents_is_lost_in_silence() {
    let mut paster = Paster { dice: Dice(SEED), words: 0, headings: 0 };
    let (mut sound, mut told) = (0, 0);
    for document in 0..DOCUMENTS {
        paster.headings = 0;
        let pieces = paster.document();
        let text = written(&mut paster, &pieces);
        let data = format!(
            "[report]\norgan = '某某县人民政府'\nyear = 2025\n[overview]\nbody = '''\n{text}\n'''\n{TABLES}{END}"
        );
        let bytes = data.clone().into_bytes();
        let input = Input::Bytes { name: "a.toml".to_owned(), bytes };
        let files = nianbao::files::Files::on_disk();
        let reading = read(&input, None, &files, &Options::default());
        let Some(manuscript) = reading.manuscript else {
            assert!(reading.found.iter().any(|found| found.is_error()), "seed {SEED}, document {document}:\n{text}");
            told += 1;
            continue;
        };
        sound += 1;
        let found = text_of(manuscript.narratives.bodies[0].as_ref().expect("一"));
        for visible in pieces.iter().flat_map(|piece| &piece.visible).map(|text| squeezed(text)) {
            assert!(
                found.contains(&visible),
                "seed {SEED}, document {document}: {visible} is not in\n{found}\nof\n{text}"
            );
        }
    }
    assert!(sound > 200 && told > 200, "{sound} were read, {told} told");
}

/// The same on finished pages, for as many as a test may take.
#[test]
fn pasted_documents_reach_the_page() {
    let mut paster = Paster { dice: Dice(SEED), words: 0, headings: 0 };
    let mut printed = 0;
    while printed < 12 {
        paster.headings = 0;
        let pieces = paster.document();
        let text = written(&mut paster, &pieces);
        let desk = Desk::new();
        desk.put("report.toml", report("", "@").replace('@', &text));
        let run = desk.run(&["build", "report.toml"]);
        assert!(run.code == 0 || run.messages.contains("错误["), "seed {SEED}:\n{text}\n{}", run.messages);
        if run.code != 0 {
            continue;
        }
        printed += 1;
        let found = squeezed(&Pdf::read(desk.read("report.pdf")).text());
        for visible in pieces.iter().flat_map(|piece| &piece.visible).map(|text| squeezed(text)) {
            assert!(found.contains(&visible), "seed {SEED}: {visible} is not in\n{found}\nof\n{text}");
        }
    }
}
