//! `import` of a PDF that this program has made: a report goes out as a PDF, comes back as a data file and goes out again.
//! Both PDFs are then read by code that is not the program's (`support::structure`), element by element: the same text,
//! in the same faces, in cells of the same spans.

use std::fs;

use lopdf::{Document, Object, ObjectId, dictionary};

use crate::support::random::{PICTURES, random};
use crate::support::structure::{Element, Kid, Tagged};
use crate::support::{Desk, TABLES, in_repository, picture, report, report_of_tables, squeezed};

/// What an element shows: its type, the rows and columns that it spans, its text by faces, and where its links lead.
type Shown = (String, [i64; 2], Vec<(String, String)>, Vec<String>);

/// Elements of text by themselves.
const TEXTS: [&str; 11] = ["H1", "H2", "H3", "H4", "H5", "H6", "P", "Lbl", "Caption", "TH", "TD"];

/// What of a report is compared.
#[derive(Clone, Copy, PartialEq)]
enum Kept {
    All,
    /// Labels, rows and titles of its own are told, and not taken over: all but the tables of the form and the titles.
    Narrative,
}

/// What a PDF shows from the top, without contents, pictures and charts.
fn shown(tagged: &Tagged, kept: Kept) -> Vec<Shown> {
    let mut found = Vec::new();
    let all: Vec<&Element> = tagged.root.elements().collect();
    let is_contents = |at: usize| all.get(at + 1).is_some_and(|next| next.tag == "TOC");
    for (at, element) in all.iter().enumerate() {
        let is_title = element.tag == "H2" && element.text().chars().nth(1) == Some('、');
        let is_dropped = is_contents(at) || (kept == Kept::Narrative && (is_title || is_official(element)));
        // A note that stands again does so where the pages turn.
        let is_again = element.dictionary.get(b"ID").is_ok_and(|id| id.as_str().unwrap().starts_with(b"r"));
        if !is_dropped && !is_again {
            add(tagged, element, &mut found);
        }
    }
    found
}

fn add(tagged: &Tagged, element: &Element, found: &mut Vec<Shown>) {
    if matches!(element.tag.as_str(), "TOC" | "Figure") {
        return;
    }
    if TEXTS.contains(&element.tag.as_str()) {
        let span = |key: &[u8]| element.attribute(key).map_or(1, |span| span.as_i64().unwrap());
        found.push((
            element.tag.clone(),
            [span(b"RowSpan"), span(b"ColSpan")],
            by_faces(tagged, element),
            addresses(tagged, element),
        ));
    }
    for own in element.elements().filter(|own| !matches!(own.tag.as_str(), "Link" | "Reference")) {
        add(tagged, own, found);
    }
}

/// The text of an element without white space, a piece for each face. Marks of footnotes say which page they are on.
fn by_faces(tagged: &Tagged, element: &Element) -> Vec<(String, String)> {
    let is_mark = |text: &str| text.starts_with(|ch| ('①'..='⑳').contains(&ch));
    let mut pieces: Vec<(String, String)> = Vec::new();
    for kid in &element.kids {
        let own = match kid {
            Kid::Content(page, number, _) => {
                let glyphs = tagged.shown.pages[*page].glyphs.iter().filter(|glyph| glyph.stretch == Some(*number));
                glyphs.map(|glyph| (glyph.font.to_string(), squeezed(&glyph.text))).collect()
            }
            Kid::Element(own) if own.tag == "Link" => by_faces(tagged, own),
            _ => continue,
        };
        for (face, text) in own.into_iter().filter(|(_, text)| !text.is_empty() && text != "\u{AD}" && !is_mark(text)) {
            match pieces.last_mut() {
                Some((last, before)) if *last == face => before.push_str(&text),
                _ => pieces.push((face, text)),
            }
        }
    }
    pieces
}

fn addresses(tagged: &Tagged, element: &Element) -> Vec<String> {
    let of_link = |link: &Element| {
        let annotation = link.kids.iter().find_map(|kid| if let Kid::Annotation(id) = kid { Some(*id) } else { None });
        let annotation = tagged.file.get_dictionary(annotation?).ok()?;
        let action = annotation.get(b"A").ok()?.as_dict().ok()?;
        Some(String::from_utf8_lossy(action.get(b"URI").ok()?.as_str().ok()?).into_owned())
    };
    element.elements().filter(|own| own.tag == "Link").filter_map(of_link).collect()
}

fn is_official(element: &Element) -> bool {
    let heads = element.all().into_iter().filter(|own| own.tag == "TH");
    let mut scopes = heads.filter_map(|head| head.attribute(b"Scope"));
    let head = element.elements().find(|own| own.tag == "THead").map_or(0, |head| head.elements().count());
    element.tag == "Table" && (head > 1 || scopes.any(|scope| scope.as_name().unwrap() == b"Row"))
}

/// Builds `report.toml` on a desk, imports the PDF as `back.toml`, builds that, and reads both PDFs.
fn back_and_forth(desk: &Desk, options: &[&str]) -> (Tagged, Tagged, String) {
    desk.run(&[&["build", "report.toml", "--allow-errors"], options].concat()).succeeds();
    let run = desk.run(&["import", "report.pdf", "-o", "back.toml"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let told = run.messages;
    // What is a setting is told.
    if told.contains("numbered_tables = false") {
        let text = String::from_utf8(desk.read("back.toml")).unwrap();
        desk.put("back.toml", text + "\n[page]\nnumbered_tables = false\n");
    }
    let run = desk.run(&["build", "back.toml", "--allow-errors"]);
    assert_eq!(run.code, 0, "{}\n{}", run.messages, String::from_utf8_lossy(&desk.read("back.toml")));
    (Tagged::read(&desk.read("report.pdf")), Tagged::read(&desk.read("back.pdf")), told)
}

#[track_caller]
fn assert_same(before: &[Shown], after: &[Shown], name: &str) {
    let differs = before.iter().zip(after).position(|(before, after)| before != after);
    if let Some(at) = differs {
        panic!("{name}, element {at}:\n{:?}\n{:?}", before[at], after[at]);
    }
    assert_eq!(before.len(), after.len(), "{name}: {:?}", before.iter().chain(after).next_back());
}

/// Whether the last two of some elements are a signature: those are told, and not taken over.
fn without_signature(mut shown: Vec<Shown>) -> Vec<Shown> {
    let text = |(.., pieces, _): &Shown| pieces.iter().map(|(_, text)| text.as_str()).collect::<String>();
    if shown.last().is_some_and(|last| last.0 == "P" && text(last).starts_with("20") && text(last).ends_with('日')) {
        shown.truncate(shown.len() - 2);
    }
    shown
}

#[test]
fn samples_come_back_whole() {
    let with = |file: &'static str, kept| (file, kept);
    for (file, kept) in [
        with("data/jiyang-2020.toml", Kept::All),
        with("data/yunshan-2024.toml", Kept::All),
        with("data/yunshan-2025.toml", Kept::All),
        with("tests/cases/suqian-2023.toml", Kept::All),
        with("tests/cases/suqian-2024.toml", Kept::All),
        with("tests/cases/departures.toml", Kept::All),
        with("tests/cases/archive/contents.toml", Kept::All),
        with("tests/cases/archive/draft.toml", Kept::All),
        with("tests/cases/archive/footnotes.toml", Kept::All),
        with("tests/cases/archive/links.toml", Kept::All),
        with("tests/cases/archive/lists.toml", Kept::All),
        with("tests/cases/archive/scripts.toml", Kept::All),
        with("tests/cases/archive/tables.toml", Kept::All),
    ] {
        let desk = Desk::new();
        // A label in other marks is the form's own: it comes back in the form's.
        let data = fs::read_to_string(in_repository(file))
            .unwrap()
            .replace("= \"第二十条第五项\"", "= \"第二十条第（五）项\"");
        desk.put("report.toml", data);
        desk.put("last.toml", fs::read(in_repository("data/yunshan-2024.toml")).unwrap());
        let options: &[&str] = if file.ends_with("yunshan-2025.toml") { &["--previous", "last.toml"] } else { &[] };
        let (before, after, told) = back_and_forth(&desk, options);
        // What has another title is told; both have one.
        let behind_title = |tagged: &Tagged| without_signature(shown(tagged, kept)).split_off(1);
        assert_same(&behind_title(&before), &behind_title(&after), file);
        let is_signed = before.root.text().ends_with('日');
        assert_eq!(told.contains("落款"), is_signed, "{told}");
    }
}

/// The figures of a report of the form, and what stands in the place of some.
#[test]
fn figures_come_back() {
    let desk = Desk::new();
    let tables = TABLES
        .replace("in_force = 8", "in_force = { value = 22, text = '22（其中修订16件）' }")
        .replace("issued = 0", "issued = '/'")
        .replace("received = [3, 1, 0, 0, 0, 0]", "received = [3, 1, '', 0, '—', 0]");
    desk.put("report.toml", report_of_tables("", "公开了5条。", &tables));
    let (before, after, told) = back_and_forth(&desk, &[]);
    assert_same(&shown(&before, Kept::All), &shown(&after, Kept::All), "figures");
    assert_eq!(told.matches("警告").count(), 1, "{told}");
    let text = String::from_utf8(desk.read("back.toml")).unwrap();
    assert!(text.contains("{ value = 22, text = \"22（其中修订16件）\" }"), "{text}");
    assert!(text.contains("organ = \"某某县人民政府\"") && text.contains("year = 2025"));
    let data: toml::Table = text.parse().unwrap();
    let row = |table: &str, row: &str| -> Vec<String> {
        let written = |cell: &toml::Value| cell.as_str().map_or_else(|| format!("{cell:?}"), str::to_owned);
        data[table][row].as_array().unwrap().iter().map(written).collect()
    };
    assert_eq!(row("disclosure", "regulations"), ["/", "Integer(0)", "Integer(1)"]);
    let figures = ["Integer(3)", "Integer(1)", "", "Integer(0)", "—", "Integer(0)", "Integer(4)"];
    assert_eq!(row("applications", "received"), figures);
    assert_eq!(data["preface"]["body"].as_str().map(str::trim), Some(""), "what is not there is not there");
}

/// What somebody wrote with the marks of Markdown, or so that it reads like them, is written so again.
#[test]
fn narrative_comes_back_as_it_was_written() {
    let written = "\\（一）不是标题。\n\n\
        1\\.不是列表。\n\n\
        见*号与#号，[甲]，C:\\\\a，a_b，^1，\\{{ 写在这里 }}，A &lt; B。\n\n\
        地址一行，\\\n电话一行。\n\n\
        ## 主动公开\n\n\
        ### 12345热线。\n\n\
        接排的**加重**的文字，**全部（一）**，Open **Government Data** 与\
        [网站](https://www.example.gov.cn/a(b)?c=d)，邮箱<gongkai@example.gov.cn>。\n\n\
        1. 甲；\n   1. 子一；\n   2. 子二：\n      - 深；\n2. 乙。\n\n   乙的第二段。\n\n\
        > **通知**\n> 来源：某网站\n>\n> （一）引文里的序号照印。\n>\n> - 甲；\n> - 乙。\n\n\
        | 领域 | 数量 | < |\n| --- | --- | --- |\n| **甲**\\|乙 | - 一<br>- 二 | 3 |\n| ^ | 4[^表] | 5 |\n: 各领域的数量\n\n\
        脚注[^1]，又一处[^1]。\n\n\
        [^1]: 第一段，见[网站](https://www.example.gov.cn/)。\n\n    第二段。\n\n[^表]: 表里的。";
    let desk = Desk::new();
    desk.put("report.toml", report("", written));
    let (before, after, told) = back_and_forth(&desk, &[]);
    assert_same(&shown(&before, Kept::All), &shown(&after, Kept::All), "narrative");
    assert!(!told.contains("警告"), "{told}");
    let data: toml::Table = String::from_utf8(desk.read("back.toml")).unwrap().parse().unwrap();
    let body = data["overview"]["body"].as_str().unwrap();
    for part in [
        "\\（一）不是标题。\n",
        "\n1\\.不是列表。\n",
        "\n地址一行，\\\n电话一行。\n",
        "\n## 主动公开\n\n### 12345热线。\n",
        "\n1. 甲；\n   1. 子一；\n   2. 子二：\n      - 深；\n2. 乙。\n\n   乙的第二段。\n",
        "\n> **通知**\n",
        "| ^ | 4[^1] | 5 |\n: 各领域的数量\n",
        "脚注[^2]，又一处[^2]。",
    ] {
        assert!(body.contains(part), "{part}\n{body}");
    }
}

/// Random reports with every feature of the narrative in every place where it may stand.
#[test]
fn random_reports_come_back() {
    for seed in 0..8 {
        let desk = Desk::new();
        for picture in PICTURES {
            fs::copy(in_repository("tests/cases/illustrations").join(picture), desk.path(picture)).unwrap();
        }
        let made_of = random(20_251_128 + seed);
        desk.put("report.toml", &made_of.data);
        let (before, after, _) = back_and_forth(&desk, &[]);
        let narrative = |tagged: &Tagged| without_signature(shown(tagged, Kept::Narrative)).split_off(1);
        assert_same(&narrative(&before), &narrative(&after), &format!("seed {seed}:\n{}", made_of.data));
    }
}

/// Pictures come back as files that look the same where they stood: turned, with their profile, their transparency and
/// their size.
#[test]
fn pictures_come_back() {
    let files = [
        "photo.jpg",
        "progressive.jpg",
        "grey.jpg",
        "cmyk.jpg",
        "palette.png",
        "seal.png",
        "deep.png",
        "deep-grey.png",
        "screen.bmp",
        "screen.webp",
        "first-frame.gif",
    ];
    let desk = Desk::new();
    for file in files {
        fs::copy(in_repository("tests/cases/illustrations").join(file), desk.path(file)).unwrap();
    }
    let all = files.map(|file| format!("![题 {file}]({file})\n\n"));
    let more = "![](photo.jpg \"没有图题的\")\n\n![左](photo.jpg) ![右](seal.png \"一枚章\")";
    desk.put("report.toml", report("", &(all.concat() + more)));
    let (before, after, told) = back_and_forth(&desk, &[]);
    assert!(!told.contains("警告"), "{told}");
    let alternatives = |tagged: &Tagged| -> Vec<Vec<u8>> {
        let alternative = |figure: &&Element| figure.dictionary.get(b"Alt").unwrap().as_str().unwrap().to_vec();
        tagged.tagged("Figure").iter().map(alternative).collect()
    };
    assert_eq!(alternatives(&before), alternatives(&after));
    assert_eq!(alternatives(&before).len(), files.len() + 3);
    let text = String::from_utf8(desk.read("back.toml")).unwrap();
    assert!(text.contains(") ![右](back图片/"), "side by side: {text}");
    desk.put("back.toml", text.replace("draft = true", ""));
    desk.run(&["build", "back.toml"]).succeeds();
    let [before, after] = ["report.pdf", "back.pdf"].map(|name| picture::draw(desk.read(name), 0.0));
    assert_eq!(before.len(), after.len());
    for (page, (before, after)) in before.iter().zip(&after).enumerate() {
        let differs = before.differs(after, 8);
        assert_eq!(differs, 0, "page {page}");
    }
}

/// Other verbs take such a PDF as they take a data file.
#[test]
fn other_verbs_take_a_pdf() {
    let desk = Desk::new();
    let last = report("", "公开了5条。").replace("year = 2025", "year = 2024");
    desk.put("last.toml", last.replace("carried_out = [0", "carried_out = [2").replace("granted = [3", "granted = [1"));
    desk.put("report.toml", report("", "公开了6条。"));
    desk.run(&["build", "last.toml", "-o", "上年.pdf"]).succeeds();
    desk.run(&["build", "report.toml"]).succeeds();
    let run = desk.run(&["new", "今年.toml", "--from", "上年.pdf"]);
    run.succeeds();
    let data: toml::Table = String::from_utf8(desk.read("今年.toml")).unwrap().parse().unwrap();
    assert_eq!(data["applications"]["carried_in"][0].as_integer(), Some(2), "what last year carried out");
    let run = desk.run(&["check", "report.toml", "--previous", "上年.pdf"]);
    assert!(run.said().contains("carried-over") || run.said().contains("结转"), "{}", run.said());
    let run = desk.run(&["compare", "上年.pdf", "report.toml"]);
    assert!(run.code == 0 && run.said().contains("2024、2025年度数据对照"), "{}", run.said());
    desk.put("乙.toml", report("", "公开了7条。").replace("某某县", "乙县"));
    let run = desk.run(&["merge", "report.pdf", "乙.toml", "-o", "合.toml"]);
    run.succeeds();
    let data: toml::Table = String::from_utf8(desk.read("合.toml")).unwrap().parse().unwrap();
    assert_eq!(data["applications"]["received"][0].as_integer(), Some(6), "twice three");
    for verb in ["build", "check"] {
        let run = desk.run(&[verb, "report.pdf"]);
        assert!(run.code != 0 && run.said().contains("nianbao import report.pdf -o report.toml"), "{}", run.said());
    }
}

/// A link to a table becomes the number that is printed, and that is told.
#[test]
fn links_within_the_report_are_told() {
    let desk = Desk::new();
    let table = "见[](#tbl-a)。\n\n| 镇 | 数量 |\n| --- | --- |\n| 东镇 | 3 |\n: 数量 {#tbl-a}";
    desk.put("report.toml", report("", table));
    let (before, after, told) = back_and_forth(&desk, &[]);
    assert_same(&shown(&before, Kept::All), &shown(&after, Kept::All), "references");
    assert!(told.contains("1 处指到图、表的链接") && told.matches("警告").count() == 1, "{told}");
}

/// Charts cannot come back: each is told by its title.
#[test]
fn charts_are_told() {
    let desk = Desk::new();
    let chart = "[charts.outcomes]\nkind = 'bar'\ntitle = '办理结果'\ncategories = ['甲', '乙']\nvalues = [3, 5]\n";
    desk.put("report.toml", report("", "![办理的结果](chart:outcomes)") + chart);
    let (_, after, told) = back_and_forth(&desk, &[]);
    assert!(told.contains("图表“图1办理的结果”") && told.matches("警告").count() == 1, "{told}");
    assert!(after.tagged("Figure").is_empty());
}

/// What another program has made, what is damaged and what is locked is refused, and nothing is written.
#[test]
fn other_pdfs_are_refused() {
    let desk = Desk::new();
    for name in ["reportlab.pdf", "encrypted.pdf"] {
        desk.put(name, fs::read(in_repository("tests/cases/verify").join(name)).unwrap());
    }
    desk.put("report.toml", report("", "公开了5条。"));
    desk.run(&["build", "report.toml"]).succeeds();
    let whole = desk.read("report.pdf");
    desk.put("short.pdf", &whole[..whole.len() / 2]);
    let mut untagged = Document::load_mem(&whole).unwrap();
    untagged.catalog_mut().unwrap().remove(b"StructTreeRoot");
    untagged.save(desk.path("untagged.pdf")).unwrap();
    for (name, code, expected) in [
        ("reportlab.pdf", 1, "不是本程序生成的"),
        ("untagged.pdf", 1, "丢了结构"),
        ("encrypted.pdf", 3, "加了密"),
        ("short.pdf", 3, "不完整"),
    ] {
        let run = desk.run(&["import", name, "-o", "back.toml"]);
        assert_eq!(run.code, code, "{name}: {}", run.messages);
        assert!(run.messages.contains(expected), "{name}: {}", run.messages);
        assert!(!desk.path("back.toml").exists());
    }
}

/// A file that was changed is read as it is, and that is told.
#[test]
fn changed_files_are_told() {
    let desk = Desk::new();
    desk.put("report.toml", report("", "公开了5条。"));
    desk.run(&["build", "report.toml"]).succeeds();
    let changed = |change: &dyn Fn(&mut Document, &[ObjectId])| {
        let mut file = Document::load_mem(&desk.read("report.pdf")).unwrap();
        let is_cell = |object: &Object| {
            object.as_dict().is_ok_and(|own| own.get(b"S").and_then(Object::as_name).is_ok_and(|tag| tag == b"TD"))
        };
        let cells: Vec<ObjectId> = file.objects.iter().filter(|(_, own)| is_cell(own)).map(|(id, _)| *id).collect();
        change(&mut file, &cells);
        file.save(desk.path("changed.pdf")).unwrap();
        let run = desk.run(&["import", "changed.pdf", "-o", "-"]);
        (run.code, run.messages)
    };
    let (code, told) = changed(&|_, _| {});
    assert!(code == 0 && !told.contains("改动"), "saved anew is not changed: {told}");
    let (code, told) = changed(&|file, cells| {
        file.get_dictionary_mut(cells[0]).unwrap().set("A", dictionary! { "O" => "Table", "RowSpan" => 1_000_000_000 });
    });
    assert!(code == 0 && told.contains("生成以后改动过"), "{told}");
    // An element that holds itself.
    let (code, told) = changed(&|file, cells| {
        file.get_dictionary_mut(cells[0]).unwrap().set("K", vec![Object::Reference(cells[0]); 3]);
    });
    assert!(code == 3 && told.contains("损坏"), "{told}");
    // One within another, a hundred thousand times.
    let (code, told) = changed(&|file, cells| {
        let mut inner = Object::Null;
        for _ in 0..100_000 {
            inner = file.add_object(dictionary! { "S" => "Span", "K" => inner }).into();
        }
        file.get_dictionary_mut(cells[0]).unwrap().set("K", inner);
    });
    assert!(code == 3 && told.contains("太复杂"), "{told}");
}
