//! What programs put into the clipboard; expected: what they show on the screen.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

/// A line for each piece: what it is, and what it says; `*` around 黑体.
fn shown_of(pieces: &[Piece]) -> Vec<String> {
    pieces.iter().map(|piece| one(&piece.shape)).collect()
}

fn one(shape: &Shape) -> String {
    match shape {
        Shape::Heading { level, typed, text, run_in } => {
            format!(
                "h{level}{} {}{}",
                if *typed { "t" } else { "" },
                words(text),
                run_in.as_deref().map(words).unwrap_or_default()
            )
        }
        Shape::Paragraph { text, .. } => format!("p {}", words(text)),
        Shape::Item { number, brackets, depth, text, .. } => format!("i {number:?} {brackets} {depth} {}", words(text)),
        Shape::Note { label, text } => format!("n {label} {}", words(text)),
        Shape::Table(table) => {
            let line = |line: &Line| words(&line.text);
            let cell = |cell: &Cell| {
                let lines: Vec<String> = cell.lines.iter().map(line).collect();
                format!("{},{},{}×{} {}", cell.row, cell.column, cell.row_span, cell.column_span, lines.join("/"))
            };
            format!("t {} {}", table.head_rows, table.cells.iter().map(cell).collect::<Vec<_>>().join("|"))
        }
        other => format!("{other:?}"),
    }
}

fn words(text: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text { text, strong: true, .. } => format!("*{text}*"),
        Inline::Text { text, .. } => text.clone(),
        Inline::Note { label } => format!("^{label}"),
        other => format!("{other:?}"),
    };
    text.iter().map(word).collect()
}

/// As Word writes it on Windows, shortened.
#[test]
fn paragraphs_lists_and_notes_of_word() {
    let html = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>\
        <!-- p.MsoNormal {margin:0cm; font-size:10.5pt;} \
        .a1 {font-weight:bold;} --></style></head><body lang=ZH-CN><!--StartFragment-->\
        <h2><b>主动公开<span lang=EN-US><o:p></o:p></span></b></h2>\
        <p class=MsoNormal style='text-indent:32.0pt'>全年公开<span lang=EN-US>5*3</span>件，\
        <b style='mso-bidi-font-weight:normal'>一是</b><span \
        class=a1>加强。</span>其<span style='font-weight:normal'><b>他</b></span>\
        <a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\" \
        title=\"\"><span class=MsoFootnoteReference><span lang=EN-US>[1]</span></span></a>。</p>\
        <p class=MsoNormal><b>（二）依申请公开</b></p>\
        <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US>\
        <span style='mso-list:Ignore'>1.<span \
        style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span></span><![endif]>甲项</p>\
        <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]>\
        <span style='font-family:Wingdings'><span \
        style='mso-list:Ignore'>l<span style='font:7.0pt'>&nbsp;&nbsp;</span></span></span><![endif]>乙项</p>\
        <p class=MsoNormal><img width=200 height=100 src=\"file:///C:/Users/a/msohtmlclip1/01/clip_image001.png\"></p>\
        <!--EndFragment--><div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>\
        <p class=MsoFootnoteText><a \
        style='mso-footnote-id:ftn1' href=\"#_ftnref1\" name=\"_ftn1\" title=\"\">\
        <span class=MsoFootnoteReference>[1]</span></a>含转办。</p></div>\
        </div></body></html>";
    let found = pasted(Some(html), "主动公开\r\n");
    assert_eq!(
        shown_of(&found.pieces),
        [
            "h2 主动公开",
            "p 全年公开5*3件，*一是加强。*其*他*^1。",
            "h2t （二）依申请公开",
            "i Some(1) false 0 甲项",
            "i None false 0 乙项",
            "n 1 含转办。",
        ]
    );
    assert_eq!(found.doubts, ["图片：1 张没有带入：另存为图片文件，再插入"]);
    assert!(found.pieces.iter().all(|piece| piece.source.is_none()));
}

#[test]
fn tables_of_excel_and_pages() {
    let html = "<html><body><table border=0><!--StartFragment--><tr><td rowspan=2>单位</td><td colspan=2>申请</td></tr>\
        <tr><td>新收</td><td>办结</td></tr><tr><td>甲<br>局</td><td x:num>5</td><td>|4</td></tr><!--EndFragment--></table>\
        </body></html>";
    let found = pasted(Some(html), "单位\t申请");
    // A narrative knows heads of one row.
    assert_eq!(
        shown_of(&found.pieces),
        ["t 0 0,0,2×1 单位|0,1,1×2 申请|1,1,1×1 新收|1,2,1×1 办结|2,0,1×1 甲/局|2,1,1×1 5|2,2,1×1 |4"]
    );
    let html = "<table><tr><th>项目</th><th>数</th></tr><tr><td><p>甲</p><p>乙</p></td><td>1</td></tr></table><ul>\
        <li>一<ul><li>二</li></ul></li></ul>\
        <ol><li>三<ol><li>四</ol></ol><p>第一行<br>第二行</p><h3>甲</h3><h4>乙</h4>";
    assert_eq!(
        shown_of(&pasted(Some(html), "").pieces),
        [
            "t 1 0,0,1×1 项目|0,1,1×1 数|1,0,1×1 甲/乙|1,1,1×1 1",
            "i None false 0 一",
            "i None false 1 二",
            "i Some(1) false 0 三",
            "i Some(1) true 1 四",
            "p 第一行",
            "p 第二行",
            "h2 甲",
            "h3 乙",
        ]
    );
}

#[test]
fn plain_text_is_lines() {
    let found = pasted(
        None,
        "\u{3000}\u{3000}全年**公开**5件。\r\n\r\n（一）公开。办理#1。\r\n1. 甲\r\n> 乙\r\n项目\t数\r\n*甲*\t1\r\n- 丙\r\n",
    );
    assert_eq!(
        shown_of(&found.pieces),
        [
            "p 全年**公开**5件。",
            "h2t （一）公开。办理#1。",
            "i Some(1) false 0 甲",
            "p > 乙",
            "t 1 0,0,1×1 项目|0,1,1×1 数|1,0,1×1 *甲*|1,1,1×1 1",
            "p - 丙",
        ]
    );
    assert!(found.doubts.is_empty());
    // One plain run says no more than its text.
    let found = pasted(Some("<meta charset='utf-8'><span style='color:red'>甲 乙</span>"), "甲 乙");
    assert_eq!(shown_of(&found.pieces), ["p 甲 乙"]);
    let found = pasted(Some("<b>甲</b>"), "甲");
    assert_eq!(shown_of(&found.pieces), ["p *甲*"]);
    assert_eq!(pasted(Some(" "), ""), Pasted::default());
    let deep = "<div>".repeat(5000);
    assert!(pasted(Some(&deep), "甲").doubts[0].contains("不读"));
}
