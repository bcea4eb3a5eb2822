//! `import` of documents: pictures are saved beside the data file, footnotes and lists come over, pages in one file are
//! read. The documents of tests/cases/import are made by other programs (make.py).

use std::fs;

use toml::Table;

use crate::importing_workbooks::repacked;
use crate::support::pdf::Pdf;
use crate::support::{Desk, in_repository};

fn case(name: &str) -> Vec<u8> {
    fs::read(in_repository(&format!("tests/cases/import/{name}"))).expect("a case")
}

fn picture(name: &str) -> Vec<u8> {
    fs::read(in_repository(&format!("tests/cases/illustrations/{name}"))).expect("a picture")
}

/// The text of a section.
fn body(desk: &Desk, section: &str) -> String {
    let data: Table = String::from_utf8(desk.read("上年.toml")).expect("UTF-8").parse().expect("TOML");
    data[section]["body"].as_str().expect("a text").trim().to_owned()
}

/// Imports a file of the desk and builds what comes of it; gives what was told, and the PDF.
#[track_caller]
fn imported(desk: &Desk, name: &str) -> (String, Pdf) {
    let run = desk.run(&["import", name, "-o", "上年.toml"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let built = desk.run(&["build", "上年.toml", "--allow-errors"]);
    assert_eq!(built.code, 0, "{}", built.messages);
    (run.messages, Pdf::read(desk.read("上年.pdf")))
}

#[track_caller]
fn has_pictures_and_footnote(desk: &Desk, pdf: &Pdf) {
    assert!(desk.read("上年图片/图1.jpg") == picture("photo.jpg"));
    assert!(desk.read("上年图片/图2.png") == picture("seal.png"));
    assert_eq!(pdf.pages.iter().map(|page| page.pictures.len()).sum::<usize>(), 2);
    let text: String = pdf.text().chars().filter(|ch| !ch.is_whitespace()).collect();
    assert!(text.contains("图1政务公开专区") && text.contains("不含转载的信息。"), "{text}");
}

#[test]
fn pictures_and_footnotes_of_word() {
    let desk = Desk::new();
    desk.put("上年.docx", case("illustrated.docx"));
    let (told, pdf) = imported(&desk, "上年.docx");
    assert!(!told.contains("存疑"), "{told}");
    assert_eq!(
        body(&desk, "overview"),
        "（一）主动公开情况。公开了3\\*2类信息。[^1]\n\n| 领域 | 件数 |\n| --- | --- |\n| 教育 | 5 |\n\n下面有图。\n\n\
         ![政务公开专区](上年图片/图1.jpg)\n\n下面没有图题。\n\n![](上年图片/图2.png \"红色的印章\")\n\n\
         1.聚焦重点。解读12篇。\n\n公开6条。\n\n[^1]: 不含转载的信息。\n\n    另见附件。"
    );
    has_pictures_and_footnote(&desk, &pdf);
    // What is there already is not written again.
    fs::remove_file(desk.path("上年.toml")).expect("removed");
    let run = desk.run(&["import", "上年.docx", "-o", "上年.toml"]);
    assert_eq!(run.code, 0, "{}", run.messages);
}

/// A page in one file, in GBK, as a browser keeps it.
#[test]
fn a_page_in_one_file() {
    let desk = Desk::new();
    desk.put("上年.mht", case("page.mht"));
    let (told, pdf) = imported(&desk, "上年.mht");
    assert!(!told.contains("存疑"), "{told}");
    assert_eq!(
        body(&desk, "overview"),
        "（一）主动公开情况。公开了3\\*2类信息。[^1]\n\n![政务公开专区](上年图片/图1.jpg)\n\n\
         ![](上年图片/图2.png \"红色的印章\")\n\n| 领域 | 件数 |\n| --- | --- |\n| 教育 | 5 |\n\n1.聚焦重点。解读12篇。\n\n\
         [^1]: 不含转载的信息。"
    );
    has_pictures_and_footnote(&desk, &pdf);
    let page = Desk::new();
    page.put("page.html", case("page.html"));
    assert_eq!(page.run(&["import", "page.html", "-o", "上年.toml"]).code, 0);
    let tables = |desk: &Desk| {
        let data: Table = String::from_utf8(desk.read("上年.toml")).expect("UTF-8").parse().expect("TOML");
        ["disclosure", "applications", "remedies"].map(|section| data[section].clone())
    };
    assert_eq!(tables(&desk)[1], tables(&page)[1], "the same figures");
    assert_eq!(tables(&desk)[2], tables(&page)[2]);

    // Other verbs take it as well.
    let run = desk.run(&["new", "今年.toml", "--from", "上年.mht"]);
    assert_eq!(run.code, 0, "{}", run.messages);
}

#[test]
fn pages_in_one_file_that_are_none() {
    let desk = Desk::new();
    let whole = String::from_utf8(case("page.mht")).expect("ASCII");
    desk.put("short.mht", &whole[..whole.len() / 2]);
    desk.put("unbound.mhtml", whole.replace("boundary=", "border="));
    desk.put("text.mht", whole.replace("Content-Type: text/html", "Content-Type: text/plain"));
    for (name, expected) in [
        ("short.mht", "是单个文件的网页（.mht），读不出：文件不完整"),
        ("unbound.mhtml", "文件不完整"),
        ("text.mht", "里面没有网页"),
    ] {
        let run = desk.run(&["import", name, "-o", "上年.toml"]);
        assert!(run.code == 1 && run.messages.contains(expected), "{name}: {}", run.messages);
        assert!(!desk.path("上年.toml").exists());
    }
}

/// The page of the cases with more in its first section.
fn page(more: &str) -> String {
    let page = String::from_utf8(case("page.html")).expect("UTF-8");
    page.replace("公开了3*2类信息。</p>", &format!("公开了3*2类信息。</p>{more}"))
}

/// Pictures of a page are read from its folder alone, and from it itself.
#[test]
fn pictures_of_a_page() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("页/年报_files")).expect("a folder");
    desk.put("页/年报_files/图 1.jpg", picture("photo.jpg"));
    desk.put("out.png", picture("seal.png"));
    let page = page(
        "<figure><img src='年报_files/%E5%9B%BE%201.jpg'><figcaption>图1 政务公开专区</figcaption></figure>\
         <p><img alt='一个徽章' src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='90' \
         height='90'%3E%3Crect width='90' height='90'/%3E%3C/svg%3E\"></p>\
         <p><img src='../out.png' alt='外面'><img src='https://www.example.gov.cn/a.png' alt='网上'>\
         <img src='none.png' alt='缺少'><img src='年报_files/icon.png' width=12></p>",
    );
    desk.put("页/上年.html", page);
    let (told, pdf) = imported(&desk, "页/上年.html");
    assert!(
        body(&desk, "overview")
            .contains("![政务公开专区](上年图片/图1.jpg)\n\n![](上年图片/图2.svg \"一个徽章\")\n\n| 领域")
    );
    assert!(desk.read("上年图片/图1.jpg") == picture("photo.jpg"));
    assert_eq!(pdf.pages.iter().map(|page| page.pictures.len()).sum::<usize>(), 1, "and a drawing");
    for expected in [
        "图片“外面”：“../out.png”不在网页所在的文件夹里",
        "图片“网上”：不在网页旁边（https://www.example.gov.cn/a.png）",
        "图片“缺少”：没有文件“none.png”",
        "存疑 3 处",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

/// Numbers that a browser counts are numbers of the report, and those of inner lists stand in brackets.
#[test]
fn lists_of_a_page() {
    let desk = Desk::new();
    desk.put("上年.html", page("<ol><li>甲；<ol><li>乙；</li><li>丙；</li></ol></li><li>丁。</li></ol>"));
    let (_, pdf) = imported(&desk, "上年.html");
    assert!(
        body(&desk, "overview").contains("1.甲；\n\n（1）乙；\n\n（2）丙；\n\n2.丁。"),
        "{}",
        body(&desk, "overview")
    );
    let text: String = pdf.text().chars().filter(|ch| !ch.is_whitespace()).collect();
    assert!(text.contains("1.甲；（1）乙；（2）丙；2.丁。"), "{text}");
}

/// A page in UTF-16, as editors of Windows save it.
#[test]
fn a_page_in_utf_16() {
    let desk = Desk::new();
    let wide = format!("\u{FEFF}{}", page("")).encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    desk.put("上年.html", wide);
    imported(&desk, "上年.html");
    assert!(body(&desk, "overview").starts_with("（一）主动公开情况。"));
}

/// What a Word file has too much of is told by its name, not as damage.
#[test]
fn word_files_that_are_none() {
    let body = |text: &str| {
        format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{text}</w:body>\
             </w:document>"
        )
    };
    let deep = "<w:tbl><w:tr><w:tc>".repeat(400) + &"</w:tc></w:tr></w:tbl>".repeat(400);
    let entities = format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", body("<w:p/>"));
    for (text, words) in [
        (body(&deep), "套得超过 400 层"),
        (body(&"<w:r/>".repeat(3_000_000)), "超过 3000000 个标签和文字"),
        (entities, "里面有 DOCTYPE"),
    ] {
        let desk = Desk::new();
        desk.put("a.docx", repacked(&case("report.docx"), &[("word/document.xml", &text)]));
        let run = desk.run(&["import", "a.docx", "-o", "报告.toml"]);
        assert!(run.code == 1 && run.messages.contains(words), "{}", run.messages);
        assert!(!run.messages.contains("不完整"), "{}", run.messages);
    }
}
