//! Word files written out by hand, and what Word shows of them.
#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Shows, document};
use crate::diagnostic::Lang;
use crate::import::blocks::{Block, Document, Line};

/// A Word file with a body and some other parts.
fn word(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let body = format!(
        "<w:document xmlns:w='w' xmlns:r='r' xmlns:a='a' xmlns:wp='wp' xmlns:v='v' xmlns:mc='mc' xmlns:c='c'><w:body>{body}</w:body></w:document>"
    );
    for (name, text) in parts.iter().chain(&[("word/document.xml", body.as_str())]) {
        file.start_file(*name, SimpleFileOptions::default()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

fn read(body: &str, parts: &[(&str, &str)]) -> (Document, Vec<String>) {
    let Shows { document: read, doubts, .. } = document(&word(body, parts), &|_| false).unwrap();
    let told = doubts.iter().map(|doubt| format!("{}：{}", doubt.place, doubt.message.in_lang(Lang::Zh))).collect();
    (read, told)
}

fn text(line: &Line) -> String {
    let mut text = line.text.clone();
    line.marks.iter().rev().for_each(|mark| text.insert_str(mark.at, &format!("[^{}]", mark.note + 1)));
    text
}

/// The blocks: texts, cells with their spans of rows, pictures with what hinders them.
fn shown(document: &Document) -> Vec<String> {
    let block = |block: &Block| match block {
        Block::Text(line) => text(line),
        Block::Section(_, title) => title.clone(),
        Block::Table(grid) => {
            let cell =
                |cell: &crate::import::grid::GridCell| format!("{}:{}×{}", cell.column, cell.text, cell.row_span);
            let row = |row: &Vec<_>| row.iter().map(cell).collect::<Vec<_>>().join("|");
            grid.rows.iter().map(row).collect::<Vec<_>>().join("/")
        }
        Block::Picture(picture) => {
            let file = picture.file.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
            let hindrance = picture.hindrance.as_ref().map_or("", |told| told.in_lang(Lang::Zh));
            format!("[{} {file}{hindrance}]", picture.description)
        }
    };
    document.blocks.iter().map(block).collect()
}

#[track_caller]
fn shows(body: &str, parts: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(shown(&read(body, parts).0), expected);
}

#[test]
fn changes_are_read_as_if_they_were_accepted() {
    shows(
        "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText><w:t>乙</w:t></w:r></w:del>\
         <w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>戊</w:t></w:r></w:p><w:p><w:r><w:t>己</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>\
         <w:ins><w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:ins></w:tbl>",
        &[],
        &["甲丙", "戊己", "0:2×1"],
    );
}

#[test]
fn styles_hide_their_text() {
    let styles = "<w:styles xmlns:w='w'><w:style w:styleId='A'><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:styleId='B'><w:basedOn w:val='A'/></w:style><w:style w:styleId='C'><w:basedOn w:val='A'/>\
        <w:rPr><w:vanish w:val='0'/></w:rPr></w:style><w:style w:styleId='10'><w:name w:val='toc 1'/></w:style>\
        <w:style w:styleId='L'><w:basedOn w:val='L'/></w:style></w:styles>";
    let paragraph = |style: &str, run: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{style}{run}</w:t></w:r></w:p>")
            .replace("<w:t>", "<w:t xml:space='preserve'>")
    };
    let body = ["A", "B", "C", "10", "L", "无"].map(|style| paragraph(style, "")).concat()
        + "<w:p><w:r><w:rPr><w:rStyle w:val='B'/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:rStyle w:val='B'/>\
           <w:vanish w:val='false'/></w:rPr><w:t>显</w:t></w:r></w:p>";
    shows(&body, &[("word/styles.xml", styles)], &["C", "L", "无", "显"]);
}

#[test]
fn footnotes_and_endnotes() {
    let footnotes = "<w:footnotes xmlns:w='w'><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>线</w:t></w:r></w:p>\
        </w:footnote><w:footnote w:id='1'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> 注一</w:t></w:r></w:p>\
        <w:p><w:r><w:t>又</w:t></w:r></w:p></w:footnote><w:footnote w:id='2'><w:p/></w:footnote></w:footnotes>";
    let endnotes =
        "<w:endnotes xmlns:w='w'><w:endnote w:id='1'><w:p><w:r><w:t>尾注</w:t></w:r></w:p></w:endnote></w:endnotes>";
    let body = "<w:p><w:r><w:t xml:space='preserve'> 甲</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:t>乙</w:t>\
        <w:br/></w:r><w:r><w:endnoteReference w:id='1' w:customMarkFollows='1'/><w:t>*</w:t></w:r><w:r><w:t>丙</w:t></w:r>\
        <w:r><w:footnoteReference w:id='2'/><w:footnoteReference w:id='9'/></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>40</w:t><w:footnoteReference w:id='1'/></w:r></w:p></w:tc></w:tr></w:tbl>";
    let (document, doubts) = read(body, &[("word/footnotes.xml", footnotes), ("word/endnotes.xml", endnotes)]);
    assert_eq!(shown(&document), ["甲[^1]乙", "[^2]丙", "0:40¹×1"]);
    let notes: Vec<String> =
        document.notes.iter().map(|note| note.iter().map(text).collect::<Vec<_>>().join("/")).collect();
    assert_eq!(notes, ["注一/又", "尾注"]);
    assert_eq!(doubts, ["脚注：2 条脚注没有带入"]);
}

const RELATIONS: &str = "<Relationships><Relationship Id='i1' Type='x/image' Target='media/1.png'/>\
    <Relationship Id='i2' Type='x/image' Target='file:///C:/2.png' TargetMode='External'/>\
    <Relationship Id='c1' Type='x/chart' Target='charts/1.xml'/></Relationships>";

fn drawing(words: &str, inner: &str) -> String {
    format!(
        "<w:p><w:r><w:drawing><wp:inline><wp:docPr name='图片 1' {words}/><a:graphic>{inner}</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
}

#[test]
fn pictures_are_parts_of_the_package() {
    let parts = [("word/_rels/document.xml.rels", RELATIONS), ("word/media/1.png", "PNG")];
    let blip = "<a:blip r:embed='i1'/>";
    let body = drawing("descr='大厅'", blip)
        + &drawing(
            "descr='a.png' title='题'",
            "<a:blipFill><a:blip r:embed='i1'/><a:srcRect l='0' r='100'/></a:blipFill>",
        )
        + &drawing("", "<a:blip r:link='i2'/>")
        + &drawing("", "<c:chart r:id='c1'/>")
        + "<w:p><w:r><w:pict><v:shape alt='旧'><v:imagedata r:id='i1'/></v:shape></w:pict></w:r></w:p>"
        + &drawing("", "<a:blip r:embed='none'/>");
    let (document, doubts) = read(&body, &parts);
    let found = shown(&document);
    assert_eq!(found[..2], ["[大厅 PNG]", "[题 PNG]"]);
    assert!(found[2].contains("链接的图片") && found[3].contains("是图表"), "{found:?}");
    assert_eq!(found[4], "[旧 PNG]");
    assert!(found[5].contains("不在里面") && found.len() == 6, "{found:?}");
    assert!(doubts.len() == 1 && doubts[0].contains("裁剪过"), "{doubts:?}");
}

/// Word says a drawing twice, for itself and for older programs.
#[test]
fn alternatives_are_read_once() {
    let parts = [("word/_rels/document.xml.rels", RELATIONS), ("word/media/1.png", "PNG")];
    let text = |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let body = format!(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>\
         <w:p><mc:AlternateContent><mc:Choice Requires='ink'><w:r/></mc:Choice><mc:Fallback><w:r><w:drawing>\
         <a:blip r:embed='i1'/></w:drawing></w:r></mc:Fallback></mc:AlternateContent></w:p>",
        text("框"),
        text("又"),
    );
    shows(&body, &parts, &["前", "框", "[ PNG]"]);
}

fn table(rows: &[&[(&str, &str)]]) -> String {
    let cell = |(properties, text): &(&str, &str)| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let row = |row: &&[_]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn merged_cells_know_over_how_many_rows_they_are() {
    let (begins, goes_on) = ("<w:vMerge w:val='restart'/>", "<w:vMerge/>");
    let body = table(&[
        &[(begins, "甲"), ("<w:gridSpan w:val='2'/>", "1")],
        &[(goes_on, ""), (begins, "2"), ("", "3")],
        &[(goes_on, ""), (goes_on, "4"), ("", "5")],
        &[(begins, "乙"), (goes_on, ""), ("<w:hMerge w:val='restart'/>", "6")],
    ]);
    shows(&body, &[], &["0:甲×3|1:1×1/1:2×3|2:3×1/2:5×1/0:乙×1|2:6×1"]);
    // A cell that goes on from nothing is one.
    shows(&table(&[&[(goes_on, "7"), ("", "8")]]), &[], &["0:7×1|1:8×1"]);
}

#[test]
fn what_is_no_text_in_a_cell_is_not_overlooked() {
    let inner = table(&[&[("", "5")]]);
    let cells: Vec<(&str, &str)> = std::iter::repeat_n(("", "1"), 20).chain([("", "行政复议")]).collect();
    let body =
        table(&[&cells]).replace("</w:tr>", &format!("<w:tc>{inner}<w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr>"));
    let found = shown(&read(&body, &[]).0);
    assert!(found.len() == 1 && found[0].ends_with("21:4▢×1"), "{found:?}");
    // A table of few cells lays out those in it, and so does one of pictures.
    let body = format!("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p>{inner}</w:tc></w:tr></w:tbl>");
    shows(&body, &[], &["外", "0:5×1"]);
    let parts = [("word/_rels/document.xml.rels", RELATIONS), ("word/media/1.png", "PNG")];
    let picture = drawing("", "<a:blip r:embed='i1'/>");
    let body =
        format!("<w:tbl><w:tr><w:tc>{picture}</w:tc><w:tc><w:p><w:r><w:t>图1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
    shows(&body, &parts, &["[ PNG]", "图1"]);
    shows(&body.replace("图1", "3"), &parts, &["0:▢×1|1:3×1"]);
}

#[test]
fn the_main_part_may_be_called_otherwise() {
    let relations =
        "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='/word/document2.xml'/></Relationships>";
    let body = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>";
    shows("", &[("_rels/.rels", relations), ("word/document2.xml", body)], &["甲"]);
}

/// What nests deeper than any program writes it is refused, and what nests deep is not followed without end.
#[test]
fn hostile_depths() {
    let nested = |open: &str, close: &str, count: usize| {
        let text = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>";
        document(&word(&(open.repeat(count) + text + &close.repeat(count)), &[]), &|_| false)
    };
    for (open, close, step) in [
        ("<w:sdt>", "</w:sdt>", 1),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 3),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 4),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>", 2),
    ] {
        assert!(nested(open, close, 350 / step).is_ok());
        assert!(nested(open, close, 100_000).is_err());
    }
}

/// A run of the text 1 behind 40, with properties, in a cell.
#[track_caller]
fn reads_run(properties: &str, expected: &str) {
    let styles = "<w:styles xmlns:w='w'><w:style w:styleId='Up'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>\
        <w:style w:styleId='Of'><w:basedOn w:val='Up'/></w:style><w:style w:styleId='Flat'><w:basedOn w:val='Up'/>\
        <w:rPr><w:vertAlign w:val='baseline'/></w:rPr></w:style><w:style w:styleId='High'><w:rPr><w:position w:val='6'/>\
        </w:rPr></w:style><w:style w:styleId='Gone'><w:rPr><w:specVanish/></w:rPr></w:style></w:styles>";
    let body = format!(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>40</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    );
    shows(&body, &[("word/styles.xml", styles)], &[&format!("0:{expected}×1")]);
}

#[test]
fn digits_off_the_line_join_no_figure() {
    for properties in [
        "<w:vertAlign w:val='superscript'/>",
        "<w:rStyle w:val='Up'/>",
        "<w:rStyle w:val='Of'/>",
        "<w:position w:val='6'/>",
        "<w:position w:val='-3pt'/>",
        "<w:rStyle w:val='High'/>",
    ] {
        reads_run(properties, "40¹");
    }
    for properties in
        ["<w:rStyle w:val='Flat'/>", "<w:rStyle w:val='Up'/><w:vertAlign w:val='baseline'/>", "<w:position w:val='0'/>"]
    {
        reads_run(properties, "401");
    }
    for properties in ["<w:specVanish/>", "<w:rStyle w:val='Gone'/>"] {
        reads_run(properties, "40");
    }
    // A line that is moved as a whole stands where it would.
    let run = |text: &str| format!("<w:r><w:rPr><w:position w:val='2'/></w:rPr><w:t>{text}</w:t></w:r>");
    shows(&format!("<w:p>{}{}</w:p>", run("20"), run("25年")), &[], &["2025年"]);
}

/// A number that Word counts is no digit of a figure.
#[test]
fn numbers_of_lists_join_no_figure() {
    let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:lvlText w:val='%1.'/>\
        </w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    let numbered = |text: &str| {
        format!("<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", numbered(text));
    let body = numbered("5月") + &format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("属于国家秘密"), cell("44"));
    shows(&body, &[("word/numbering.xml", numbering)], &["1.5月", "0:2.属于国家秘密×1|1:〔3.〕44×1"]);
}

#[test]
fn formulas_and_fields_are_not_overlooked() {
    let cell = |inner: &str| format!("<w:tc><w:p>{inner}</w:p></w:tc>");
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let field = |instruction: &str, result: &str| {
        [
            "<w:fldChar w:fldCharType='begin'/>",
            &format!("<w:instrText> {instruction} </w:instrText>"),
            "<w:fldChar w:fldCharType='separate'/>",
            &format!("<w:t>{result}</w:t>"),
            "<w:fldChar w:fldCharType='end'/>",
        ]
        .map(run)
        .concat()
    };
    let part = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let cells = [
        format!("<w:oMathPara><w:oMath>{}{}</w:oMath></w:oMathPara>", part("4"), part("0")),
        format!("<w:oMath><w:sSup><w:e>{}</w:e><w:sup>{}</w:sup></w:sSup></w:oMath>", part("4"), part("2")),
        format!("<w:oMath><w:f><w:num>{}</w:num><w:den>{}</w:den></w:f></w:oMath>", part("4"), part("2")),
        field("FORMTEXT", "5"),
        field("FORMTEXT", "\u{2002}"),
        field("FORMDROPDOWN", ""),
        "<w:fldSimple w:instr=' FORMDROPDOWN '/>".to_owned(),
        field("eq \\f(1,2)", ""),
        field("PAGE", "7"),
        run("<w:t>3</w:t>") + &run("<w:fldChar w:fldCharType='begin'/><w:instrText>EQ x</w:instrText>"),
    ];
    let cells: String = cells.iter().map(|inner| cell(inner)).collect();
    let expected = "0:40×1|1:▢×1|2:▢×1|3:5×1|4:▢×1|5:▢×1|6:▢×1|7:▢×1|8:7×1|9:3▢×1";
    shows(&format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), &[], &[expected]);
}

/// What a file of this program says of itself, and the styles that it goes by.
const OWN: [(&str, &str); 4] = [
    (
        "_rels/.rels",
        "<r><Relationship Id='1' Type='a/custom-properties' Target='docProps/custom.xml'/>\
         <Relationship Id='2' Type='a/core-properties' Target='docProps/core.xml'/></r>",
    ),
    ("docProps/custom.xml", "<p><property name='正式文本'/></p>"),
    ("docProps/core.xml", "<p xmlns:dc='dc'><dc:creator>甲局</dc:creator></p>"),
    (
        "word/styles.xml",
        "<s><style styleId='T'><name val='Title'/></style><style styleId='H'><name val='heading 2'/></style>\
         <style styleId='Q'><name val='Quote'/></style><style styleId='C'><name val='caption'/></style>\
         <style styleId='S'><name val='Signature'/></style></s>",
    ),
];

/// Such a file is read by its styles: its tables of the narrative keep their spans and captions, its quotes are quotes.
#[test]
fn files_of_this_program_are_read_by_their_styles() {
    let paragraph = |style: &str, text: &str| format!("<p><pPr><pStyle val='{style}'/></pPr><r><t>{text}</t></r></p>");
    let cell = |properties: &str, text: &str| format!("<tc><tcPr>{properties}</tcPr>{}</tc>", paragraph("", text));
    let body = [
        paragraph("T", "甲局</t><br/><t>2025年报告"),
        paragraph("H", "（一）公*开"),
        paragraph("C", "表1 题"),
        format!(
            "<tbl><tr><trPr><tblHeader/></trPr>{}</tr><tr>{}{}</tr><tr>{}{}</tr></tbl>",
            cell("<gridSpan val='2'/>", "头"),
            cell("<vMerge val='restart'/>", "甲"),
            cell("", "•一</t><br/><t>•二"),
            cell("<vMerge/>", ""),
            cell("", "|"),
        ),
        paragraph("Q", "引"),
        paragraph("Q", "文"),
        paragraph("S", "甲局"),
    ];
    let shows = document(&word(&body.concat(), &OWN), &|_| false).unwrap();
    assert_eq!((shows.organ.as_deref(), shows.heading.as_deref()), (Some("甲局"), Some("甲局2025年报告")));
    let table = "| 头 | < |\n| --- | --- |\n| 甲 | - 一<br>- 二 |\n| ^ | \\| |\n: 题";
    assert_eq!(shown(&shows.document), ["## 公\\*开", table, "> 引\n>\n> 文"]);
    assert!(shows.doubts.len() == 1 && shows.doubts[0].place.contains("落款"));
    // The same styles in a file of another program mean nothing for certain.
    let (_, others) = OWN.split_at(1);
    let foreign = document(&word(&body.concat(), others), &|_| false).unwrap();
    assert!(foreign.organ.is_none() && foreign.document.blocks.len() > 3);
}
