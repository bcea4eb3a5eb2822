//! Pages as programs write them, and what browsers show of them.
#![allow(clippy::unwrap_used)]

use encoding_rs::GBK;

use super::{Shelf, page};
use crate::form::Forms;
use crate::import::blocks::{Block, Document};
use crate::import::grid::GridCell;
use crate::import::prose::narrative;

fn read(bytes: &[u8]) -> Document {
    page(bytes, None, Shelf::default()).unwrap().0
}

fn shown(bytes: &[u8]) -> Vec<String> {
    let text = |block: Block| match block {
        Block::Text(line) => line.text,
        Block::Section(_, title) => title,
        Block::Picture(picture) => format!("[{}]", picture.description),
        Block::Table(grid) => {
            let row = |row: &Vec<GridCell>| {
                let cell = |cell: &GridCell| format!("{}:{}", cell.column, cell.text);
                row.iter().map(cell).collect::<Vec<_>>().join("|")
            };
            grid.rows.iter().map(row).collect::<Vec<_>>().join("/")
        }
    };
    read(bytes).blocks.into_iter().map(text).collect()
}

#[test]
fn a_page_is_what_it_shows() {
    let page = "<html><head><title>x</title></head><body><script>var a='<p>b';</script>\
        <div>一、总体<span>情况</span></div><p class=MsoNormal><span lang=EN-US>2025</span>年&nbsp;\n 收到<br>二</p>\
        <p style='display: none'>看不见</p><img src=a.png alt='图'><ul><li>甲<li>乙</ul></body>";
    assert_eq!(shown(page.as_bytes()), ["一、总体情况", "2025年收到", "二", "[图]", "甲", "乙"]);
}

/// By hand from the algorithm of the standard.
#[test]
fn cells_stand_where_browsers_put_them() {
    let page = "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2<tr><td>3<td>4</table>\
        <table><tr><td><table><tr><td><p>5</p></td></tr></table></td></tr></table>";
    assert_eq!(shown(page.as_bytes()), ["0:甲|1:乙/1:1|2:2/0:3|1:4", "0:5"]);
}

#[test]
fn the_portals_own_parts_are_left_out() {
    let page =
        "<title>甲局2025年</title><div>导航</div><div><div id=zoom><p>一</p><table><td>本年新收</table></div></div>";
    assert_eq!(shown(page.as_bytes()), ["一", "0:本年新收"]);
    let page =
        "<div>导航</div><div><p>一</p><div><table><td>本年新收</table></div><table><td>行政复议</table></div>页脚";
    assert_eq!(shown(page.as_bytes()), ["一", "0:本年新收", "0:行政复议"]);
}

#[test]
fn pages_in_gbk() {
    let (bytes, ..) = GBK.encode("<meta charset=gb2312><p>规章");
    assert_eq!(shown(&bytes), ["规章"]);
    assert_eq!(shown("<meta charset=gb2312><p>规章".as_bytes()), ["规章"], "it is UTF-8 whatever it says");
}

/// The texts of a page, marks of footnotes among them, and its notes.
fn with_notes(page: &str) -> (Vec<String>, Vec<String>) {
    let document = read(page.as_bytes());
    let text = |block: &Block| match block {
        Block::Text(line) => {
            let mut text = line.text.clone();
            line.marks.iter().rev().for_each(|mark| text.insert_str(mark.at, &format!("[^{}]", mark.note + 1)));
            text
        }
        Block::Table(grid) => grid.rows.iter().flatten().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"),
        Block::Picture(_) => "[]".to_owned(),
        Block::Section(_, title) => title.clone(),
    };
    let note = |lines: &Vec<crate::import::blocks::Line>| {
        lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("/")
    };
    (document.blocks.iter().map(text).collect(), document.notes.iter().map(note).collect())
}

#[track_caller]
fn has_notes(page: &str, texts: &[&str], notes: &[&str]) {
    let (found_texts, found_notes) = with_notes(page);
    assert_eq!(found_texts, texts);
    assert_eq!(found_notes, notes);
}

/// As Word 2016 saves `web page, filtered`.
#[test]
fn footnotes_of_word() {
    has_notes(
        "<body lang=ZH-CN><div class=WordSection1><p class=MsoNormal>公开<span lang=EN-US>5</span>条\
         <a href=\"#_ftn1\" name=\"_ftnref1\" title=\"\"><span class=MsoFootnoteReference><span lang=EN-US><span \
         class=MsoFootnoteReference><span lang=EN-US style='font-size:10.5pt'>[1]</span></span></span></span></a>，答复\
         <a href=\"#_ftn2\" name=\"_ftnref2\" title=\"\"><span class=MsoFootnoteReference>[2]</span></a>。</p></div>\
         <div><br clear=all><hr align=left size=1 width=\"33%\"><div id=ftn1><p class=MsoFootnoteText><a \
         href=\"#_ftnref1\" name=\"_ftn1\" title=\"\"><span class=MsoFootnoteReference>[1]</span></a><span lang=EN-US> \
         </span>不含转载。</p><p class=MsoFootnoteText>另见附件。</p></div><div id=ftn2><p class=MsoFootnoteText>\
         <a href=\"#_ftnref2\" name=\"_ftn2\" title=\"\"><span>[2]</span></a> 3件。</p></div></div></body>",
        &["公开5条[^1]，答复[^2]。"],
        &["不含转载。/另见附件。", "3件。"],
    );
}

/// As LibreOffice 25.2 saves HTML.
#[test]
fn footnotes_of_libre_office() {
    has_notes(
        "<p>公开5条<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\"><sup>1</sup></a>。</p>\
         <div id=\"sdfootnote1\"><p class=\"sdfootnote\"><a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" \
         href=\"#sdfootnote1anc\">1</a>1件未计。</p></div>",
        &["公开5条[^1]。"],
        &["1件未计。"],
    );
}

/// As Pandoc and markdown-it write them: one note is called twice.
#[test]
fn footnotes_of_markdown() {
    has_notes(
        "<p>甲<a href=\"#fn1\" class=\"footnote-ref\" id=\"fnref1\" role=\"doc-noteref\"><sup>1</sup></a>乙</p>\
         <section id=\"footnotes\" class=\"footnotes\"><hr /><ol><li id=\"fn1\"><p>注一。<a href=\"#fnref1\" \
         class=\"footnote-back\">↩︎</a></p></li></ol></section>",
        &["甲[^1]乙"],
        &["注一。"],
    );
    has_notes(
        "<p>甲<sup class=\"footnote-ref\"><a href=\"#fn1\" id=\"fnref1\">[1]</a></sup>乙<sup class=\"footnote-ref\">\
         <a href=\"#fn1\" id=\"fnref1:1\">[1:1]</a></sup>丙<sup>[<a href=#fn2 id=fnref2>2</a>]</sup></p><hr>\
         <section><ol><li id=fn1 class=footnote-item><p>一</p><p>二 <a href=\"#fnref1\">↩︎</a> <a \
         href=\"#fnref1:1\">↩︎</a></p></li><li id=fn2>[2] 三<a href=#fnref2>返回</a></li></ol></section>",
        &["甲[^1]乙[^1]丙[^2]"],
        &["一/二", "三"],
    );
}

/// Links that are no footnotes stay text: contents, a link without a way back, one to what stands above.
#[test]
fn links_that_are_no_footnotes() {
    has_notes(
        "<p><a href=#a name=b>一、总体情况</a></p><p><a name=a href=#b>一、总体情况</a></p><p>见<a href=#c>1</a></p>\
         <p id=c>说明</p><p>见<a href=#c id=d>2</a></p><p>5<sup>2</sup></p>",
        &["一、总体情况", "一、总体情况", "见1", "说明", "见2", "5²"],
        &[],
    );
}

/// In a cell a mark is no digit of the figure before it.
#[test]
fn footnotes_in_cells() {
    has_notes(
        "<table><tr><td>40<a href=#n name=m>[1]</a></table><p id=n><a href=#m>[1]</a>其中</p>",
        &["40¹"],
        &["其中"],
    );
}

/// In a cell of the narrative and below a picture a mark is one.
#[test]
fn footnotes_in_tables_and_captions() {
    let page = "<h2>一、总体情况</h2><table><tr><th>甲<th>乙<tr><td>40<a href=#n name=m>[1]</a><td>2</table>\
        <figure><img src=a.png><figcaption>图1 题<a href=#n>[1]</a></figcaption></figure><p>完<a href=#o name=k>[2]</a>\
        <p id=n><a href=#m>[1]</a>其中<p id=o><a href=#k>[2]</a>另外";
    let document = read(page.as_bytes());
    let mut doubts = Vec::new();
    let narrative = narrative(&document, Forms::OFFICIAL, |_| false, Some("a"), &mut doubts);
    assert_eq!(narrative.bodies[0], "| 甲 | 乙 |\n| --- | --- |\n| 40[^1] | 2 |\n\n完[^2]\n\n[^1]: 其中\n\n[^2]: 另外");
    let caption = document.blocks.iter().find_map(|block| match block {
        Block::Picture(picture) => Some(picture.caption.clone()),
        _ => None,
    });
    assert_eq!(caption.unwrap().marks.len(), 1);
}

/// What Chromium shows before items, but for inner lists, whose numbers stand in brackets.
#[test]
fn numbers_of_lists() {
    let page = "<ol><li>甲<ol start=3><li>乙<li value=7>丙<li>丁</ol><li><p>戊</p><p>己</p><li></li></ol>\
        <ol reversed><li>庚<li>辛</ol><ol type=a><li>壬</ol><ol style='list-style: none'><li>癸</ol>\
        <ol><li>1.子<li>2.丑</ol><ul><li>寅</ul>";
    let expected =
        ["1.甲", "（3）乙", "（7）丙", "（8）丁", "2.戊", "己", "2.庚", "1.辛", "a.壬", "癸", "1.子", "2.丑", "寅"];
    assert_eq!(shown(page.as_bytes()), expected);
}

#[test]
fn captions_and_icons() {
    let page = "<figure><figcaption>图1 大厅</figcaption><img src=a.png alt=a.png><img src=b.png></figure>\
        <img src=c.png width=15><img src=d.png style='height: 1px'><img src=e.png height=16 alt=照片>\
        <figure><table><td>1</table><figcaption>题</figcaption></figure><svg width=8></svg><svg width=300><text>5</text></svg>";
    let document = read(page.as_bytes());
    let pictures: Vec<(&str, &str)> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Picture(picture) => Some((picture.description.as_str(), picture.caption.text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(pictures, [("", ""), ("", "图1大厅"), ("照片", ""), ("", "")]);
    assert!(document.blocks.iter().any(|block| matches!(block, Block::Text(line) if line.text == "题")));
}

/// Pictures side by side in a table, each above its caption, are no table.
#[test]
fn tables_of_pictures() {
    let page = "<table><tr><td><img src=a><td><img src=b><tr><td>图1 甲<td>图2 乙</table>";
    assert_eq!(shown(page.as_bytes()), ["[]", "[]", "图1甲", "图2乙"]);
    assert_eq!(shown(b"<table><tr><td><img src=a><td>5</table>"), ["0:▢|1:5"]);
}

#[test]
fn what_is_not_shown() {
    let page = "<template><table><td>第二十条</table></template><!--[if gte mso 9]><p>甲</p><![endif]--><p>乙</p>\
        <noscript><table><td>本年新收</table></noscript><![if !vml]><p>丙</p><![endif]>\
        <div style='display:none'><table><td>行政诉讼</table></div>";
    assert_eq!(shown(page.as_bytes()), ["乙", "丙"]);
}

/// A cell of the form in which a table stands is a cell, and its table is told.
#[test]
fn a_table_in_a_cell_of_the_form() {
    let cells: String = (0..20).map(|at| format!("<td>{at}")).collect();
    let page = format!("<table><tr><td>行政复议{cells}<td>4<table><td>5</table></table>");
    let found = shown(page.as_bytes());
    assert!(found.len() == 1 && found[0].ends_with("|20:19|21:4▢"), "{found:?}");
}

#[test]
fn damaged_characters_are_told() {
    let bytes = ["规章".repeat(50).as_bytes(), b"\xE8"].concat();
    assert_eq!(page(&bytes, None, Shelf::default()).unwrap().1.len(), 1);
}

/// What a cell is read as.
#[track_caller]
fn reads(inner: &str, expected: &str) {
    let page = format!(
        "<!doctype html><style>.up{{vertical-align:super}} u,span.low{{position:relative;top:3px}}\
         .no{{display:none}} .hid{{visibility:hidden}} .tiny{{font-size:0}} .cut{{text-decoration:line-through}}\
         .faint{{opacity:0}}</style><table><tr><td>{inner}</table>"
    );
    assert_eq!(shown(page.as_bytes()), [format!("0:{expected}")], "{inner}");
}

/// Expected: what browsers show, digits off the line as raised ones.
#[test]
fn digits_off_the_line_join_no_figure() {
    for inner in [
        "40<span style='vertical-align: super'>1</span>",
        "40<b style='VERTICAL-ALIGN:sub'>1</b>",
        "40<font style='vertical-align:30%'>1</font>",
        "40<span style='vertical-align:-2px'><b>1</b></span>",
        "40<i style='position:relative;top:-.4em'>1</i>",
        "40<i style='position:relative;bottom:3pt'>1</i>",
        "40<i class='x up'>1</i>",
        "40<span class=low>1</span>",
        "40<a href='#n'>1</a>",
    ] {
        reads(inner, "40¹");
    }
    reads("<span class=low>40<span class=low>1</span></span>", "⁴⁰¹");
    reads("<a href='#n'>1</a>40", "¹40");
    // A line that is moved as a whole stands where it would.
    for inner in [
        "<span class=low>401</span>",
        "40<span style='position:relative'>1</span>",
        "<a href='#n'>401</a>",
        "40<a href='n.html'>1</a>",
        "40<span style='vertical-align:middle'>1</span>",
        "40<span style='vertical-align:0'>1</span>",
        "40<span style='top:3px'>1</span>",
    ] {
        reads(inner, "401");
    }
}

#[test]
fn hidden_digits_join_no_figure() {
    for inner in [
        "40<span style='mso-hide:all'>1</span>",
        "40<span style='font-size:0pt'>1</span>",
        "40<span style='font-size: 0'><b style='font-size:2em'>1</b></span>",
        "40<span style='opacity:0.0'>1</span>",
        "40<i class=no>1</i>",
        "40<i class=hid>1</i>",
        "40<i class=tiny>1</i>",
        "40<i class=faint>1</i>",
        "40<i class=cut>1</i>",
        // Portals take the gaps between elements away so.
        "<div class=tiny>1<span style='font-size:14px'>40</span></div>",
        "<div class=tiny>1<span style='font:12px/1.5 宋体'>40</span></div>",
    ] {
        reads(inner, "40");
    }
    reads("40<span style='opacity:.5;font-size:0.5em'>1</span>", "401");
    // Without a document type a table has its own size.
    assert_eq!(shown(b"<div style='font-size:0'>2<table><tr><td>1</table></div>"), ["0:1"]);
    assert_eq!(shown("<body style='opacity:0'><p>甲</p>".as_bytes()), ["甲"]);
}

/// Spans that no table has push no cell out of it, and what does not fit is told.
#[test]
fn cells_beyond_the_last_column() {
    let page = "<table><tr><td colspan=300>甲<td>1<td colspan=300>2<tr><td>乙<td>3<td>4\
        <tr><td rowspan=2 colspan=300>丙<tr><td>5</table>";
    assert_eq!(shown(page.as_bytes()), ["0:甲|1:1|2:2/0:乙|1:3|2:4/0:丙/200:▢"]);
    let many = shown(format!("<table><tr>{}</table>", "<td>1".repeat(201)).as_bytes());
    assert!(many[0].ends_with("|199:1|200:▢"), "{many:?}");
}

/// A page and what is pasted of one are held to the same limits, which are told.
#[test]
fn limits_of_pages_hold_for_what_is_pasted() {
    let attributes: String = (0..1_001).map(|at| format!("a{at}=1 ")).collect();
    let text = format!("<table><tr><td {attributes}>规章</table>");
    let whole = super::page(text.as_bytes(), None, super::Shelf::default()).err();
    for told in [whole, super::part(&text).err()] {
        let told = told.map(|message| message.in_lang(crate::diagnostic::Lang::Zh).to_owned()).unwrap_or_default();
        assert!(told.contains("一个标签超过 1000 个属性"), "{told}");
    }
}

/// What stands on lines of its own joins no figure beside it, by whatever element or style it stands there.
#[test]
fn lines_within_a_cell_are_no_one_figure() {
    let apart = [
        "<p>4</p>86",
        "<div>4</div>86",
        "4<div>86</div>",
        "<pre>4</pre>86",
        "<ul><li>4</ul>86",
        "<address>4</address>86",
        "<details><summary>4</summary>86</details>",
        "<fieldset>4</fieldset>86",
        "<span style='display:block'>4</span><span style='display: block'>86</span>",
        "<b style='display:flex'>4</b>86",
        "4<br>86",
    ];
    for cell in apart {
        let blocks = read(format!("<table><td>{cell}</table>").as_bytes()).blocks;
        let Some(Block::Table(grid)) = blocks.first() else { panic!("{cell}") };
        assert_eq!(grid.rows[0][0].lines, ["4", "86"], "{cell}");
    }
    for cell in ["<p>486</p>", "<p><span>4</span>86</p>", "4<b style='display:inline-block'>86</b>"] {
        assert_eq!(shown(format!("<table><td>{cell}</table>").as_bytes()), ["0:486"], "{cell}");
    }
}

/// A figure that a cell does not show is known all the same, so that it can be told.
#[test]
fn figures_that_are_not_shown_are_known() {
    let unseen = |cell: &str| {
        let blocks = read(format!("<table><tr>{cell}</table>").as_bytes()).blocks;
        let Some(Block::Table(grid)) = blocks.first() else { panic!("{cell}") };
        (grid.rows[0][0].text.clone(), grid.rows[0][0].unseen.clone())
    };
    let known = |text: &str, own: &str| (text.to_owned(), own.to_owned());
    assert_eq!(unseen("<td><del>486</del>"), known("", "486"));
    assert_eq!(unseen("<td>5<span style='text-decoration: line-through'>486</span>"), known("5", "486"));
    assert_eq!(unseen("<td hidden>486"), known("", "486"));
    assert_eq!(unseen("<td style='display:none'><p>486"), known("", "486"));
    assert_eq!(unseen("<td><button>4</button>86"), known("86", "4"));
    assert_eq!(unseen("<td><script>var a = 4</script><del>无</del>86"), known("86", ""));
}
