//! `build -o 报告.html`: the page and the fragment, read as browsers read them (scraper). They say what the PDF says, by its
//! structure tree; `import` reads them back.

use std::collections::{HashMap, HashSet};
use std::fs;

use scraper::{ElementRef, Html, Node, Selector};

use crate::support::random::{PICTURES, random};
use crate::support::structure::{Element, Kid, Tagged};
use crate::support::{Desk, END, TABLES, in_repository, report, squeezed};

/// A paragraph, a heading, a caption or a cell: what it is, the rows and columns that it is over, what it says.
type Part = (String, [String; 2], String);

const SAMPLES: [&str; 12] = [
    "data/jiyang-2020.toml",
    "data/specimen.toml",
    "data/yunshan-2025.toml",
    "tests/cases/departures.toml",
    "tests/cases/suqian-2023.toml",
    "tests/cases/archive/contents.toml",
    "tests/cases/archive/draft.toml",
    "tests/cases/archive/footnotes.toml",
    "tests/cases/archive/links.toml",
    "tests/cases/archive/lists.toml",
    "tests/cases/archive/scripts.toml",
    "tests/cases/archive/tables.toml",
];

/// Puts a data file and what it names on a desk.
fn put(desk: &Desk, path: &str) {
    let folder = in_repository(path).parent().unwrap().to_owned();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_some_and(|ending| ["png", "svg", "jpg"].iter().any(|own| ending == *own)) {
            fs::copy(&entry, desk.path(entry.file_name().unwrap().to_str().unwrap())).unwrap();
        }
    }
    desk.put("report.toml", fs::read(in_repository(path)).unwrap());
}

fn html(desk: &Desk, name: &str) -> Html {
    Html::parse_document(&String::from_utf8(desk.read(name)).unwrap())
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn page_and_fragment_say_what_the_pdf_says() {
    for sample in SAMPLES {
        let desk = Desk::new();
        put(&desk, sample);
        say_the_same(&desk, sample);
    }
}

#[test]
fn so_do_those_of_random_reports() {
    for seed in 0..6 {
        let desk = Desk::new();
        for picture in PICTURES {
            fs::copy(in_repository("tests/cases/illustrations").join(picture), desk.path(picture)).unwrap();
        }
        desk.put("report.toml", random(20_251_130 + seed).data);
        say_the_same(&desk, &format!("seed {seed}"));
    }
}

#[track_caller]
fn say_the_same(desk: &Desk, name: &str) {
    desk.run(&["build", "report.toml", "-o", "a.pdf", "-o", "a.html", "--allow-errors"]).succeeds();
    desk.run(&["build", "report.toml", "-o", "f.html", "--fragment", "--allow-errors"]).succeeds();
    let repeated = repeated_captions(&html(desk, "a.html"));
    let (parts, notes) = of_pdf(&Tagged::read(&desk.read("a.pdf")));
    assert!(parts.len() > 50, "{name}");
    for (file, is_page) in [("a.html", true), ("f.html", false)] {
        let page = html(desk, file);
        let (own, own_notes) = of_page(&page, &repeated);
        // The portal prints the title.
        let parts = if is_page { &parts[..] } else { &parts[1..] };
        if let Some(at) = parts.iter().zip(&own).position(|(part, own)| part != own) {
            panic!("{name}, {file}, part {at}:\n{:?}\n{:?}", &parts[at], &own[at]);
        }
        assert_eq!(parts.len(), own.len(), "{name}, {file}: {:?}", parts.iter().chain(&own).next_back());
        assert_eq!(notes, own_notes, "{name}, {file}");
    }
}

/// The parts of a PDF and its notes.
fn of_pdf(tagged: &Tagged) -> (Vec<Part>, Vec<String>) {
    let (mut parts, mut notes) = (Vec::new(), Vec::new());
    let all: Vec<&Element> = tagged.root.elements().collect();
    for (at, element) in all.iter().enumerate() {
        // What stands above the contents belongs to them.
        if all.get(at + 1).is_none_or(|next| next.tag != "TOC") {
            add(element, &mut parts, &mut notes);
        }
    }
    (parts, notes)
}

fn add(element: &Element, parts: &mut Vec<Part>, notes: &mut Vec<String>) {
    let is_again = || element.dictionary.get(b"ID").is_ok_and(|id| id.as_str().unwrap().starts_with(b"r"));
    match element.tag.as_str() {
        "TOC" => {}
        "Note" if is_again() => {}
        "Note" => {
            let paragraphs = element.elements().filter(|own| own.tag == "P");
            notes.push(paragraphs.map(text_of_element).collect::<Vec<_>>().join("/"));
        }
        // The first paragraph stands behind the label.
        "LI" => {
            let mut kids = element.elements();
            let label = text_of_element(kids.next().unwrap());
            let mut own = Vec::new();
            let body: Vec<&Element> = kids.flat_map(Element::elements).collect();
            body.iter().for_each(|kid| add(kid, &mut own, notes));
            if body.first().is_some_and(|first| first.tag == "P") {
                own[0].2.insert_str(0, &label);
            } else {
                own.insert(0, ("p".to_owned(), Default::default(), label));
            }
            parts.extend(own);
        }
        "H1" | "H2" | "H3" | "H4" | "H5" | "H6" | "P" | "Caption" | "TH" | "TD" => {
            let span = |key: &[u8]| element.attribute(key).map_or(1, |span| span.as_i64().unwrap()).to_string();
            let text = text_of_element(element);
            // A head that says nothing is none.
            let tag = if element.tag == "TH" && text.is_empty() { "td".to_owned() } else { element.tag.to_lowercase() };
            let spans = if tag.starts_with('t') { [span(b"RowSpan"), span(b"ColSpan")] } else { Default::default() };
            parts.push((tag, spans, text));
        }
        _ => element.elements().for_each(|own| add(own, parts, notes)),
    }
}

/// The text of an element and of the links in it, without the marks of footnotes and the hyphens of line ends.
fn text_of_element(element: &Element) -> String {
    let say = |kid: &Kid| match kid {
        Kid::Element(own) if matches!(own.tag.as_str(), "Link" | "Span") => text_of_element(own),
        Kid::Content(_, _, text) => text.clone(),
        _ => String::new(),
    };
    squeezed(&element.kids.iter().map(say).collect::<String>()).replace('\u{AD}', "")
}

/// The parts of a page and its notes. What is there for some readers alone is left out: contents, captions that say the
/// heading again, values of charts.
fn of_page(page: &Html, repeated: &HashSet<usize>) -> (Vec<Part>, Vec<String>) {
    let (mut parts, mut notes) = (Vec::new(), Vec::new());
    let mut tables = 0;
    let is_in = |node: ElementRef, names: &[&str]| {
        node.ancestors().filter_map(ElementRef::wrap).any(|own| names.contains(&own.value().name()))
    };
    let is_of_values = |node: ElementRef| {
        let tables = node.ancestors().filter_map(ElementRef::wrap).filter(|own| own.value().name() == "table");
        let caption = Selector::parse("caption").unwrap();
        tables.flat_map(|table| table.select(&caption).next().map(words)).any(|words| words.starts_with("图中数据"))
    };
    for element in select(page, "body *") {
        let name = element.value().name();
        tables += usize::from(name == "table");
        if name == "div" && element.attr("id").is_some_and(|id| id.starts_with("note-")) {
            let paragraphs = element.children().filter_map(ElementRef::wrap);
            // Without its number.
            let note = paragraphs.map(words).collect::<Vec<_>>().join("/");
            notes.push(note.trim_start_matches(is_circled).to_owned());
        }
        let is_note = element
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|own| own.attr("id").is_some_and(|id| id.starts_with("note-")));
        let is_part =
            matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "caption" | "figcaption" | "th" | "td");
        if !is_part || is_note || is_in(element, &["nav", "details"]) || is_of_values(element) {
            continue;
        }
        let text = words(element);
        let is_mark = matches!(text.as_str(), "草稿" | "目录") && name == "p";
        let is_picture = name == "p" && text.is_empty();
        let is_repeated = name == "caption" && repeated.contains(&(tables - 1));
        if is_mark || is_picture || is_repeated {
            continue;
        }
        let span = |name: &str| element.attr(name).unwrap_or("1").to_owned();
        let is_cell = matches!(name, "th" | "td");
        let spans = if is_cell { [span("rowspan"), span("colspan")] } else { Default::default() };
        let is_caption = name == "figcaption" || (name == "p" && is_behind_picture(element));
        let name = if is_caption { "caption" } else { name };
        parts.push((name.to_owned(), spans, text));
    }
    (parts, notes)
}

/// The tables whose captions only say again what a heading says, by their places: the same in both forms.
fn repeated_captions(page: &Html) -> HashSet<usize> {
    let is_repeated = |table: &ElementRef| table.select(&Selector::parse("caption.unseen").unwrap()).next().is_some();
    let tables = select(page, "table").into_iter().enumerate();
    tables.filter(|(_, table)| is_repeated(table)).map(|(at, _)| at).collect()
}

fn is_behind_picture(paragraph: ElementRef) -> bool {
    let before = paragraph.prev_siblings().find_map(ElementRef::wrap);
    before.is_some_and(|before| {
        before.value().name() == "p" && before.select(&Selector::parse("img").unwrap()).next().is_some()
    }) && paragraph.attr("style") == Some("text-align:center")
}

fn is_circled(ch: char) -> bool {
    matches!(u32::from(ch), 0x2460..=0x2473 | 0x3251..=0x325F | 0x32B1..=0x32BF)
}

/// What an element says, without the marks of footnotes.
fn words(element: ElementRef) -> String {
    let is_mark = |node: ego_tree::NodeRef<Node>| {
        node.ancestors().filter_map(ElementRef::wrap).any(|own| own.value().name() == "sup")
    };
    let texts = element.descendants().filter(|node| node.value().is_text() && !is_mark(*node));
    squeezed(&texts.filter_map(|node| node.value().as_text().map(|text| text.to_string())).collect::<String>())
}

/// The figures of the form, the text and the tables of a page come back from it, and so do those of a fragment.
#[test]
fn pages_come_back() {
    for sample in [
        "data/jiyang-2020.toml",
        "data/specimen.toml",
        "data/yunshan-2024.toml",
        "data/yunshan-2025.toml",
        "tests/cases/departures.toml",
        "tests/cases/suqian-2023.toml",
        "tests/cases/suqian-2024.toml",
    ] {
        let desk = Desk::new();
        put(&desk, sample);
        // A label in other marks is the form's own: it comes back in the form's. Titles of sections stay those of the form.
        let data = String::from_utf8(desk.read("report.toml")).unwrap();
        let data = data.replace("= \"第二十条第五项\"", "= \"第二十条第（五）项\"");
        let data = data.replace("\"problems.title\" = \"政府信息公开工作存在的主要问题及改进情况\"\n", "");
        let year: String =
            data.lines().find_map(|line| line.strip_prefix("year = ")).unwrap().chars().take(4).collect();
        desk.put("report.toml", data);
        desk.run(&["build", "report.toml", "-o", "a.html", "--allow-errors"]).succeeds();
        desk.run(&["build", "report.toml", "-o", "f.html", "--fragment", "--allow-errors"]).succeeds();
        let before = kept(&html(&desk, "a.html"));
        for file in ["a.html", "f.html"] {
            let back = format!("{file}.toml");
            // The title is the portal's.
            let titled: &[&str] =
                if file == "f.html" { &["--organ", "某某县人民政府", "--year", &year] } else { &[] };
            let run = desk.run(&[&["import", file, "-o", &back], titled].concat());
            assert_eq!(run.code, 0, "{sample}: {}", run.messages);
            let run = desk.run(&["build", &back, "-o", "back.html", "--allow-errors"]);
            assert_eq!(run.code, 0, "{sample}, {file}: {}", run.messages);
            let after = kept(&html(&desk, "back.html"));
            if let Some(at) = before.iter().zip(&after).position(|(before, after)| before != after) {
                panic!("{sample}, {file}, part {at}:\n{:?}\n{:?}", before[at], after[at]);
            }
            assert_eq!(before.len(), after.len(), "{sample}, {file}");
        }
    }
}

/// All that a page says of its text comes back, and builds the same page again: headings that run on, paragraphs that look
/// numbered, footnotes wherever they stand, lists within lists, line breaks, blanks, strong text and links, tables and
/// their columns, pictures side by side, and what the report says of itself.
#[test]
fn text_of_a_page_comes_back_as_it_was() {
    let desk = Desk::new();
    for file in ["photo.jpg", "seal.png"] {
        fs::copy(in_repository("tests/cases/illustrations").join(file), desk.path(file)).unwrap();
    }
    let text = "第一行\\\n第二行\\\n江苏 南京，A\\&B \\<script>，王*明，**加重[^a]**，[链接](https://a.cn/?a=1&b=2)。\n\n\
        ## 甲[^a]\n\n### 接排。\n\n接在后面[^a]。\n\n### 乙\n\n1. 条一，包括：\n   1. 里一；\n\n      里一的第二段。\n      - 再里\n   \
        2. 里二。\n2. 条二。\n\n#### 丁\n\n\\（九）也不是\n\n5\\. 也不是\n\n5\\.也不是\n\n- 甲\n  - 二层\n\n  | 表 | 里 |\n  \
        | :--- | ---: |\n  | 1 | 2 |\n  : 项里的表\n\n- 乙\n\n## 各领域公开数量\n\n\
        | 领域[^b] | 2024年 | < |\n| :--- | ---: | --- |\n| 江苏 南京 | 12[^b] | 3 |\n| ^ | - 一<br>- **二** | / |\n\
        : 各领域公开数量\n\n| 不 | 题 |\n| --- | --- |\n| 1 | 2 |\n\n![图题[^a]](photo.jpg) ![](seal.png \"说明\")\n\n\
        > **关于 通知**\n>\n> 各县\\\n> 各区：\n>\n> - 一\n>   1. 二\n\n[^a]: 第一条 注，**重**。\n\n[^b]: 第二条。";
    let head = "title = ['某局', '关于2025年政府信息公开工作的', '年度报告']\npublished = 2026-01-20\nsignature = true\n\
        contents = true\ndraft = true";
    desk.put("report.toml", report(head, text));
    desk.run(&["build", "report.toml", "-o", "a.html", "--allow-errors"]).succeeds();
    let run = desk.run(&["import", "a.html", "-o", "b.toml"]);
    run.succeeds();
    assert!(!run.messages.contains("import-doubt"), "{}", run.messages);
    desk.run(&["build", "b.toml", "-o", "b.html", "--allow-errors"]).succeeds();
    let [before, after] = ["a.html", "b.html"].map(|name| String::from_utf8(desk.read(name)).unwrap());
    for (before, after) in before.lines().zip(after.lines()) {
        assert_eq!(before, after);
    }
    assert_eq!(before.len(), after.len());
}

/// The text of random reports comes back with its headings, lists, tables and footnotes. Charts do not, nor what stands
/// below them.
#[test]
fn random_pages_come_back() {
    for seed in 0..6 {
        let desk = Desk::new();
        for picture in PICTURES {
            fs::copy(in_repository("tests/cases/illustrations").join(picture), desk.path(picture)).unwrap();
        }
        desk.put("report.toml", random(20_251_130 + seed).data);
        desk.run(&["build", "report.toml", "-o", "a.html", "--allow-errors"]).succeeds();
        desk.run(&["import", "a.html", "-o", "b.toml"]).succeeds();
        desk.run(&["build", "b.toml", "-o", "b.html", "--allow-errors"]).succeeds();
        let [before, after] = ["a.html", "b.html"].map(|name| {
            let page = html(&desk, name);
            let (parts, notes) = of_page(&page, &repeated_captions(&page));
            (parts.into_iter().filter(|part| part.0 != "caption").collect::<Vec<_>>(), notes)
        });
        for (before, after) in before.0.iter().zip(&after.0) {
            assert_eq!(before, after, "seed {seed}");
        }
        assert_eq!(before.0.len(), after.0.len(), "seed {seed}");
        assert_eq!(before.1, after.1, "seed {seed}");
    }
}

/// Marks of footnotes in cells of a fragment, which says nothing of the program, are marks as well.
#[test]
fn footnotes_in_cells_of_a_fragment_come_back() {
    let desk = Desk::new();
    let text = "前文[^a]。\n\n| 甲[^b] | 乙 |\n| --- | --- |\n| 12[^a] | 3 |\n\n[^a]: 第一条。\n\n[^b]: 第二条。";
    desk.put("report.toml", report("", text));
    desk.run(&["build", "report.toml", "-o", "f.html", "--fragment", "--allow-errors"]).succeeds();
    desk.run(&["import", "f.html", "-o", "b.toml", "--organ", "某局", "--year", "2025"]).succeeds();
    let data: toml::Table = String::from_utf8(desk.read("b.toml")).unwrap().parse().unwrap();
    assert_eq!(
        data["overview"]["body"].as_str().unwrap().trim(),
        "前文[^1]。\n\n| 甲[^2] | 乙 |\n| --- | --- |\n| 12[^1] | 3 |\n\n[^1]: 第一条。\n\n[^2]: 第二条。"
    );
}

/// A title that names no organ: the page says whose report it is.
#[test]
fn the_organ_is_known_without_a_title_that_names_it() {
    let desk = Desk::new();
    desk.put("report.toml", report("title = '2025年政府信息公开工作年度报告'", "公开了5条。"));
    desk.run(&["build", "report.toml", "-o", "a.html", "--allow-errors"]).succeeds();
    desk.run(&["import", "a.html", "-o", "b.toml"]).succeeds();
    let data: toml::Table = String::from_utf8(desk.read("b.toml")).unwrap().parse().unwrap();
    let before: toml::Table = String::from_utf8(desk.read("report.toml")).unwrap().parse().unwrap();
    assert_eq!(data["report"]["organ"], before["report"]["organ"]);
    assert_eq!(data["report"]["title"], toml::Value::Array(vec!["2025年政府信息公开工作年度报告".into()]));
}

/// What comes back: not the title, nor the captions of figures and the numbers of tables, which the program counts anew.
/// Headings are told from paragraphs by their numbers.
fn kept(page: &Html) -> Vec<Part> {
    let (parts, _) = of_page(page, &repeated_captions(page));
    let is_figure = |part: &Part| part.0 == "caption" && part.2.starts_with('图');
    let parts = parts.into_iter().filter(|part| part.0 != "h1" && !is_figure(part));
    let mut tables = 1;
    let mut unnumbered = |text: String| match text.strip_prefix(&format!("表{tables}")) {
        Some(behind) => {
            tables += 1;
            behind.to_owned()
        }
        None => text,
    };
    let kept = |(tag, spans, text): Part| match tag.as_str() {
        "caption" => (tag, spans, unnumbered(text)),
        tag if tag.starts_with('h') => ("p".to_owned(), spans, text),
        _ => (tag, spans, text),
    };
    parts.map(kept).collect()
}

/// A chart cannot come back as one: that is told, and its values become neither text nor figures of the form.
#[test]
fn charts_are_told() {
    let desk = Desk::new();
    let chart = "[charts.a]\nkind = 'bar'\nunit = '件'\nvalues = 'applications.outcomes.*.total'\n\
                 [charts.b]\nkind = 'pie'\ntitle = '领域'\nunit = '件'\nvalues = { 甲 = 1, 乙 = 2 }\n";
    desk.put("report.toml", report("", "前文。\n\n![办理结果](chart:a) ![](chart:b)\n\n后文。") + chart);
    desk.run(&["build", "report.toml", "-o", "a.html", "--allow-errors"]).succeeds();
    desk.run(&["build", "report.toml", "-o", "f.html", "--fragment", "--allow-errors"]).succeeds();
    let told = |file: &str, arguments: &[&str]| {
        let run = desk.run(&[&["import", file, "-o", "b.toml"], arguments].concat());
        run.succeeds();
        let data: toml::Table = String::from_utf8(desk.read("b.toml")).unwrap().parse().unwrap();
        fs::remove_file(desk.path("b.toml")).unwrap();
        assert_eq!(data["applications"]["granted"][0].as_integer(), Some(3));
        (run.messages, data["overview"]["body"].as_str().unwrap().trim().to_owned())
    };
    let (page, text) = told("a.html", &[]);
    assert_eq!(text, "前文。\n\n后文。");
    for title in ["办理结果", "领域"] {
        assert!(page.contains(&format!("图表“{title}”：没有带入")), "{page}");
    }
    let (fragment, text) = told("f.html", &["--organ", "某局", "--year", "2025"]);
    assert!(
        text.starts_with("前文。\n\n![办理结果](b图片/图1.png \"") && text.contains("![领域](b图片/图2.png"),
        "{text}"
    );
    for title in ["办理结果", "领域"] {
        assert!(fragment.contains(&format!("图表“{title}”：按图片带入")), "{fragment}");
    }
}

#[test]
fn the_fragment_is_what_editors_keep() {
    let desk = Desk::new();
    put(&desk, "data/specimen.toml");
    desk.run(&["build", "report.toml", "-o", "f.html", "--fragment"]).succeeds();
    let text = String::from_utf8(desk.read("f.html")).unwrap();
    for never in [
        "class=",
        "<style",
        "<script",
        "font-family",
        "border=\"0\"",
        "border:none",
        "border:0",
        "<svg",
        "<h1",
        "<html",
    ] {
        assert!(!text.contains(never), "{never}");
    }
    let page = Html::parse_fragment(&text);
    let targets: HashSet<&str> =
        select(&page, "a[href^='#']").iter().map(|link| &link.attr("href").unwrap()[1..]).collect();
    let names: HashSet<&str> = select(&page, "[id]").iter().map(|element| element.attr("id").unwrap()).collect();
    assert_eq!(targets, names, "names are there for links alone, and each link has one");
    let tables = select(&page, "table");
    assert_eq!(tables.len(), 10, "of the form, of the narrative, of charts");
    for table in tables {
        assert_eq!(["border", "cellspacing", "cellpadding"].map(|name| table.attr(name).unwrap()), ["1", "0", "4"]);
        assert!(table.attr("style").unwrap().starts_with("border-collapse:collapse"));
        let around = ElementRef::wrap(table.parent().unwrap()).unwrap();
        assert_eq!((around.value().name(), around.attr("style")), ("div", Some("overflow-x:auto")));
        assert!(table.select(&Selector::parse("caption").unwrap()).all(|caption| !words(caption).is_empty()));
    }
    for cell in select(&page, "th, td") {
        assert!(cell.attr("style").unwrap().starts_with("border:1px solid"));
        assert_eq!(cell.attr("scope").is_some(), cell.value().name() == "th");
    }
    assert!(
        select(&page, "img").iter().all(|picture| picture.attr("src").unwrap().starts_with("data:image/png;base64,"))
    );
}

/// Heads of the official tables, by hand from the forms (HTML, 4.9.12.2; WCAG technique H43).
#[test]
fn cells_have_the_heads_that_they_have() {
    let desk = Desk::new();
    desk.put("report.toml", report("", "公开了5条。"));
    desk.run(&["build", "report.toml", "-o", "a.html", "--allow-errors"]).succeeds();
    let page = html(&desk, "a.html");
    let heads = |table: &str, row: usize, cell: usize| -> Vec<String> {
        let rows = select(&page, &format!("#{table} tr"));
        let cell = rows[row].select(&Selector::parse("td").unwrap()).nth(cell).unwrap();
        let names = cell.attr("headers").unwrap().split(' ');
        names.map(|name| words(select(&page, &format!("#{table} th[id='{name}']"))[0])).collect()
    };
    assert_eq!(heads("table-1", 3, 1), ["第二十条第（一）项", "本年废止件数", "行政规范性文件"]);
    assert_eq!(
        heads("table-2", 8, 2),
        [
            "申请人情况",
            "法人或其他组织",
            "科研机构",
            "三、本年度办理结果",
            "（三）不予公开",
            "2.其他法律行政法规禁止公开"
        ]
    );
    assert_eq!(heads("table-3", 3, 12), ["行政诉讼", "复议后起诉", "其他结果"]);
    let scopes = |table: &str| -> HashMap<String, String> {
        let heads = select(&page, &format!("#{table} th"));
        heads.iter().map(|head| (words(*head), head.attr("scope").unwrap().to_owned())).collect()
    };
    let of = scopes("table-2");
    for (head, scope) in [
        ("申请人情况", "colgroup"),
        ("法人或其他组织", "col"),
        ("三、本年度办理结果", "rowgroup"),
        ("（三）不予公开", "row"),
        ("四、结转下年度继续办理", "row"),
    ] {
        assert_eq!(of[head], scope, "{head}");
    }
    let of = scopes("table-1");
    assert_eq!((of["第二十条第（五）项"].as_str(), of["本年处理决定数量"].as_str()), ("rowgroup", "col"));
    assert_eq!(scopes("table-3")["行政诉讼"], "colgroup");
}

#[test]
fn the_page_stands_alone() {
    let desk = Desk::new();
    put(&desk, "data/specimen.toml");
    desk.run(&["build", "report.toml", "-o", "a.html"]).succeeds();
    let first = desk.read("a.html");
    desk.run(&["build", "report.toml", "-o", "a.html"]).succeeds();
    assert!(first == desk.read("a.html"), "the same bytes every time");
    let page = html(&desk, "a.html");
    assert_eq!(select(&page, "html")[0].attr("lang"), Some("zh-CN"));
    assert!(select(&page, "script, link, iframe, object, base").is_empty());
    let content = |name: &str| select(&page, &format!("meta[name={name}]"))[0].attr("content").unwrap().to_owned();
    assert_eq!(content("author"), "云山县人民政府");
    assert!(content("description").starts_with("根据《中华人民共和国政府信息公开条例》"));
    let ids: Vec<&str> = select(&page, "[id]").iter().map(|element| element.attr("id").unwrap()).collect();
    assert_eq!(ids.len(), ids.iter().collect::<HashSet<_>>().len(), "names are each one's");
    for link in select(&page, "a[href^='#']") {
        assert!(ids.contains(&&link.attr("href").unwrap()[1..]));
    }
    for id in ["s1", "s1-1-1-2", "s5-2", "s6", "tbl-areas", "fig-mark", "chart-visits"] {
        assert!(ids.contains(&id), "{id}");
    }
    let entries: Vec<String> = select(&page, "nav a").into_iter().map(words).collect();
    assert_eq!(entries.len(), 13);
    assert_eq!(entries[1], "（一）主动公开情况");
    // A mark leads to its note, and that back.
    let mark = select(&page, "sup a")[1];
    let note = select(&page, &format!("[id='{}']", &mark.attr("href").unwrap()[1..]))[0];
    let back = note.select(&Selector::parse("a").unwrap()).next().unwrap();
    assert_eq!(back.attr("href").unwrap()[1..], *mark.attr("id").unwrap());
    // No level of headings is left out.
    let levels: Vec<u8> =
        select(&page, "h1, h2, h3, h4, h5, h6").iter().map(|own| own.value().name().as_bytes()[1]).collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    // Charts: drawn, told, and their values in a table.
    let charts = select(&page, "svg[role=img]");
    assert_eq!(charts.len(), 5);
    assert!(charts.iter().all(|chart| !chart.attr("aria-label").unwrap().is_empty()));
    assert_eq!(select(&page, "details table").len(), 5);
    assert_eq!(
        words(select(&page, "details table")[1]),
        "图中数据（单位：件）项目县政府各部门2022年413122023年504012024年634502025年66492"
    );
}

#[test]
fn pictures_lie_beside_the_page() {
    let desk = Desk::new();
    for file in ["photo.jpg", "badge.svg", "seal.png"] {
        fs::copy(in_repository("tests/cases/illustrations").join(file), desk.path(file)).unwrap();
    }
    desk.put("report.toml", report("", "![甲](photo.jpg)\n\n![乙](badge.svg)\n\n![丙](photo.jpg) ![丁](seal.png)"));
    let sources = |arguments: &[&str]| -> Vec<String> {
        desk.run(
            &[&["build", "report.toml", "-o", "a.html", "--allow-errors", "--assets", "图 片"], arguments].concat(),
        )
        .succeeds();
        select(&html(&desk, "a.html"), "img").iter().map(|own| own.attr("src").unwrap().to_owned()).collect()
    };
    let folder = "%E5%9B%BE%20%E7%89%87/a-";
    let named = |names: [&str; 4]| names.map(|name| format!("{folder}{name}"));
    assert_eq!(sources(&[]), named(["1.jpg", "2.svg", "1.jpg", "3.png"]));
    assert_eq!(desk.read("图 片/a-3.png")[..4], *b"\x89PNG");
    // Portals take no SVG.
    assert_eq!(sources(&["--fragment"]), named(["1.jpg", "2.png", "1.jpg", "3.png"]));
}

/// What could be mark-up is text wherever it stands, and no link does anything but lead somewhere.
#[test]
fn text_is_text() {
    let bad = "<script>alert(1)</script>&amp;\"'>]]><img src=x onerror=alert(1)>";
    let markdown = "\\<script>alert(1)\\</script>\\&amp;\"'>]]>\\<img src=x onerror=alert(1)>";
    let text = format!(
        "{markdown}\n\n[戊](https://a.cn/?\"onmouseover=\"x)。\n\n| {markdown} | 乙 |\n| --- | --- |\n| 丙 | {markdown} |\n: {markdown}\n\n\
         ![](chart:c)\n\n脚注[^1]。\n\n[^1]: {markdown}"
    );
    let quoted = format!("'''{bad}'''");
    let data = format!(
        "{}\n[charts.c]\nkind = 'bar'\ntitle = {quoted}\nunit = {quoted}\ncategories = [{quoted}, '乙']\nseries = {{ '<b>' = [1, 2] }}\n",
        report(
            "title = '''<script>alert(0)</script>2025年政府信息公开工作年度报告'''\n[labels]\n\"disclosure.normative\" = '''<b>&amp;\"'>'''",
            &text
        )
    );
    let desk = Desk::new();
    desk.put("report.toml", data);
    for arguments in [&["-o", "a.html"][..], &["-o", "a.html", "--fragment"]] {
        let run = desk.run(&[&["build", "report.toml", "--allow-errors"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.messages);
        let page = html(&desk, "a.html");
        assert!(select(&page, "script, b").is_empty());
        for element in select(&page, "*") {
            assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")), "{:?}", element.value());
        }
        let addresses: Vec<&str> = select(&page, "a[href]").iter().map(|link| link.attr("href").unwrap()).collect();
        assert!(
            addresses.iter().all(|address| address.starts_with('#') || address.starts_with("https:")),
            "{addresses:?}"
        );
        let squeezed = squeezed(bad);
        let shown = words(select(&page, "body")[0]);
        assert!(shown.matches(&squeezed).count() >= 5, "{shown}");
        assert!(shown.contains("<b>&amp;\"'>"));
    }
}

/// A table of 10,000 rows is one table of as many rows.
#[test]
fn long_tables() {
    let rows: String = (0..10_000).map(|at| format!("| 第{at}行 | {at} |\n")).collect();
    let desk = Desk::new();
    desk.put("report.toml", report("", &format!("| 名称 | 件数 |\n| --- | --- |\n{rows}")));
    desk.run(&["build", "report.toml", "-o", "a.html", "--allow-errors"]).succeeds();
    let page = html(&desk, "a.html");
    assert_eq!(select(&page, "#table-1 > tbody > tr").len(), 10_000);
}

/// A report without anything but its tables has them in both forms.
#[test]
fn the_shortest_report() {
    let desk = Desk::new();
    desk.put("report.toml", format!("[report]\norgan = '某局'\nyear = 2025\n{TABLES}{END}"));
    desk.run(&["build", "report.toml", "-o", "a.html", "--allow-errors"]).succeeds();
    let page = html(&desk, "a.html");
    assert_eq!(select(&page, "main table").len(), 3);
    assert_eq!(select(&page, "main h2").len(), 6);
}
