#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use super::*;
use crate::narrative::{self, Block, Emphasis, Narrative, Narratives, Shows, read_all};
use crate::report::{ReadOptions, Report, read};
use crate::source::Sources;

/// The pieces of a text in which `{{ a }}` prints 558 and nothing else prints anything.
fn read_pieces(text: &str) -> Vec<Piece> {
    pieces(text, &|expression| (expression == "a").then(|| "558".to_owned()))
}

/// The pieces without where they stand, also those of quotes.
fn bare(pieces: &[Piece]) -> Vec<Shape> {
    let shape = |piece: &Piece| match &piece.shape {
        Shape::Quote { pieces } => Shape::Quote { pieces: bare(pieces).into_iter().map(Piece::new).collect() },
        // All that such a piece says is its source.
        shape => shape.clone(),
    };
    pieces.iter().map(shape).collect()
}

/// The pieces as if all of them had been changed; those that are nothing but their source stay.
fn changed(pieces: &[Piece]) -> Vec<Piece> {
    let change = |piece: &Piece| match &piece.shape {
        Shape::Source => piece.clone(),
        Shape::Quote { pieces } => Piece::new(Shape::Quote { pieces: changed(pieces) }),
        shape => Piece::new(shape.clone()),
    };
    pieces.iter().map(change).collect()
}

fn text(text: &str) -> Inline {
    Inline::plain(text)
}

fn strong(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), strong: true, link: None }
}

fn paragraph(text: Vec<Inline>) -> Shape {
    Shape::Paragraph { text, plain: false }
}

fn item(number: Option<u64>, brackets: bool, depth: usize, words: &str) -> Shape {
    Shape::Item { ordered: number.is_some(), brackets, number, depth, text: vec![text(words)] }
}

/// What random input has found.
#[test]
fn a_quote_that_opens_with_an_empty_line_stays_where_it_is() {
    for source in
        [include_str!("../../tests/cases/fuzz/prose/quote-opens-empty.md"), "文\n>\n> 引文\n", "> 甲\n\n文\n>\n>\n> 乙"]
    {
        assert_eq!(markdown(&read_pieces(source)), source);
    }
    // Two quotes that come one behind the other stay two.
    let quotes = [read_pieces("> 甲"), read_pieces(">\n> 乙")].concat();
    assert_eq!(markdown(&quotes), "> 甲\n\n>\n> 乙");
}

#[test]
fn lines_are_what_they_show() {
    let source = "\n全年{{ a }}件，**一是**公开。\n## 主动公开\n（二）依申请。办理{{ b }}。\n\n1. 甲\n（1）乙\n   - 丙\n\\（三）丁\n\
                  第一行\\\n第二行[^1]\n[^1]: 注\n";
    let found = read_pieces(source);
    let figure = |expression: &str, shown: Option<&str>| Inline::Figure {
        expression: expression.to_owned(),
        shown: shown.map(str::to_owned),
        strong: false,
        link: None,
    };
    assert_eq!(
        bare(&found),
        [
            paragraph(vec![text("全年"), figure("a", Some("558")), text("件，"), strong("一是"), text("公开。")]),
            Shape::Heading { level: 2, typed: false, text: vec![text("主动公开")], run_in: None },
            Shape::Heading {
                level: 2,
                typed: true,
                text: vec![text("（二）依申请。")],
                run_in: Some(vec![text("办理"), figure("b", None), text("。")]),
            },
            item(Some(1), false, 0, "甲"),
            item(Some(1), true, 1, "乙"),
            // As far in as the words of （1）.
            item(None, false, 2, "丙"),
            Shape::Paragraph { text: vec![text("（三）丁")], plain: true },
            paragraph(vec![text("第一行"), Inline::Break, text("第二行"), Inline::Note { label: "1".to_owned() }]),
            Shape::Note { label: "1".to_owned(), text: vec![text("注")] },
        ]
    );
    let sources: Vec<&str> = found.iter().map(|piece| piece.source.as_deref().unwrap()).collect();
    assert_eq!(
        sources,
        [
            "\n全年{{ a }}件，**一是**公开。",
            "## 主动公开",
            "（二）依申请。办理{{ b }}。",
            "\n1. 甲",
            "（1）乙",
            "   - 丙",
            "\\（三）丁",
            "第一行\\\n第二行[^1]",
            "[^1]: 注\n",
        ]
    );
}

#[test]
fn tables_pictures_and_quotes() {
    let found = read_pieces(
        "| 项目 | < |\n|:--|--:|\n| 甲<br>- 乙 | 1 |\n| ^ | 2 |\n\
         : 表题 {#tbl-a}\n![图](a b.png)\n![图**题**](<a b.png> \"说明\"){#fig-a \
         width=60%} ![](chart:年度)\n> 甲\n> **乙**\n>\n> - 丙\n\n> 丁\n<div>\n",
    );
    let cell = |row, column, row_span, column_span, lines: &[(bool, &str)]| Cell {
        row,
        column,
        row_span,
        column_span,
        lines: lines.iter().map(|(item, words)| Line { item: *item, text: vec![text(words)] }).collect(),
    };
    let table = Table {
        columns: 2,
        rows: 3,
        head_rows: 1,
        align: vec!["left".to_owned(), "right".to_owned()],
        cells: vec![
            cell(0, 0, 1, 2, &[(false, "项目")]),
            cell(1, 0, 2, 1, &[(false, "甲"), (true, "乙")]),
            cell(1, 1, 1, 1, &[(false, "1")]),
            cell(2, 1, 1, 1, &[(false, "2")]),
        ],
        caption: Some(vec![text("表题")]),
        name: Some("tbl-a".to_owned()),
    };
    let quoted = |shapes: Vec<Shape>| Shape::Quote { pieces: shapes.into_iter().map(Piece::new).collect() };
    let quote = vec![paragraph(vec![text("甲")]), paragraph(vec![strong("乙")]), item(None, false, 0, "丙")];
    assert_eq!(
        bare(&found),
        [
            Shape::Table(table),
            // Its address has a blank: no picture.
            Shape::Source,
            quoted(quote),
            quoted(vec![paragraph(vec![text("丁")])]),
            Shape::Source,
        ]
    );

    let found = read_pieces("![图**题**](<a b.png> \"说明\"){#fig-a width=60%}\n![](chart:年度){width=8cm}");
    let [Piece { shape: Shape::Pictures { items }, .. }] = found.as_slice() else { panic!("pictures") };
    assert_eq!(
        items.as_slice(),
        [
            Illustration {
                file: Some("a b.png".to_owned()),
                chart: None,
                caption: vec![text("图"), strong("题")],
                width: Some("60%".to_owned()),
                name: Some("fig-a".to_owned()),
                alternative: Some("说明".to_owned()),
            },
            Illustration {
                chart: Some("年度".to_owned()), width: Some("80mm".to_owned()), ..Illustration::default()
            },
        ]
    );
}

/// Whatever may end a line, and whatever stands between.
#[test]
fn sources_are_the_text_to_the_byte() {
    for text in [
        "",
        "\n",
        " \n\n",
        "甲",
        "\n\n甲\n\n\n  乙 \n\n",
        "甲\r\n\r\n乙\r\n",
        "甲\r乙\n丙",
        "甲\n\r乙\r",
        "甲\u{B}乙\u{2028}\n丙\u{85}",
        "> 甲\n>\n> 乙\n\n> 丙\n丁",
        "```\n# 甲\n\n乙\n```\n丙",
        "项目\t数\n甲\t1\n\n\n: 题\n![a](b.png)\n![c](d.png)\n\n![e](f.png)",
        "<div>\n甲\n\n乙",
        "\u{FDD0}0\u{FDD1}{{ a }}\n甲",
        "1. 甲\n\n    乙\n\n丙",
    ] {
        let found = read_pieces(text);
        assert_eq!(markdown(&found), text, "{text:?}");
        assert_eq!(markdown_like(text, &found), text, "{text:?}");
        if !text.contains('\r') && !text.contains(['\u{B}', '\u{2028}', '\u{85}']) {
            let sources: Vec<&str> = found.iter().map(|piece| piece.source.as_deref().unwrap()).collect();
            assert_eq!(sources.join("\n"), text);
        }
    }
}

/// Each text is printed as it is when it is a paragraph, an item, a heading, a note, a caption or a line of a cell.
#[test]
fn text_is_printed_as_it_is() {
    for words in [
        "王*明",
        "138****0000",
        "**甲**",
        "# 甲",
        "## 甲",
        "甲 #",
        "#",
        "- 甲",
        "-",
        "---",
        "===",
        "+ 甲",
        "* 甲",
        "> 甲",
        ">5件",
        "| 甲 | 乙 |",
        "1. 甲",
        "1.甲",
        "1．甲",
        "１．甲",
        "1) 甲",
        "(1)甲",
        "（1）甲",
        "（一）甲",
        "(一)甲",
        "一、甲",
        "2025年",
        "1.5万件",
        "~~~",
        "~~甲~~",
        "```",
        "`甲`",
        "<b>甲</b>",
        "<https://a.cn>",
        "<br>",
        "&amp;",
        "&#49;",
        "[甲](https://a.cn)",
        "![甲](a.png)",
        "[^1]",
        "[^1]: 甲",
        "[甲]: 乙",
        ": 甲",
        "\\",
        "甲\\",
        "\\（一）甲",
        "_甲_",
        "{{ 甲 }}",
        "{{",
        "{#甲}",
        "{width=5%}",
        "甲{#乙}",
        "{applications.received.total}",
        "^",
        "<",
        "甲|乙",
        "'''",
        "\"甲\"",
        "a@b.cn",
        "　",
        "甲　乙",
        "甲  乙",
        "!",
        "甲!",
        "[ ] 甲",
        "1",
        "-5%",
        "：甲",
        "注：甲",
        "来源：甲",
        "“甲”",
        "\u{F0000}",
    ] {
        let says = |shape: Shape| {
            let written = markdown(&[Piece::new(shape.clone())]);
            (read_pieces(&written), written)
        };
        let expected = words.trim_matches(|ch: char| ch.is_whitespace());
        let run = vec![text(words)];
        for shape in [
            Shape::Paragraph { text: run.clone(), plain: true },
            Shape::Heading { level: 3, typed: false, text: run.clone(), run_in: None },
            Shape::Item { ordered: true, brackets: false, number: Some(1), depth: 0, text: run.clone() },
            Shape::Item { ordered: true, brackets: true, number: Some(1), depth: 0, text: run.clone() },
            Shape::Item { ordered: false, brackets: false, number: None, depth: 0, text: run.clone() },
            Shape::Note { label: "n".to_owned(), text: run.clone() },
            Shape::Paragraph { text: vec![text("甲"), Inline::Break, text(words)], plain: false },
            Shape::Paragraph { text: vec![strong(words)], plain: false },
            Shape::Quote { pieces: vec![Piece::new(Shape::Paragraph { text: run.clone(), plain: true })] },
        ] {
            let (found, written) = says(shape.clone());
            let all: String = found.iter().map(|piece| plain_of(&piece.shape)).collect();
            let is_typed = matches!(shape, Shape::Heading { .. }) && crate::report::typed_number(expected).is_some();
            let broken = matches!(&shape, Shape::Paragraph { text, .. } if text.contains(&Inline::Break));
            let expected = if broken && !expected.is_empty() {
                format!("甲⏎{expected}")
            } else if broken {
                "甲".into()
            } else {
                expected.to_owned()
            };
            assert!(found.len() <= 1 && (all == expected || is_typed), "{shape:?}\n{written}\n{found:?}");
            let kinds =
                [&found.first().map_or(Shape::Source, |piece| piece.shape.clone()), &shape].map(std::mem::discriminant);
            assert!(found.is_empty() || kinds[0] == kinds[1], "{shape:?}\n{written}\n{found:?}");
        }
        let lines = vec![Line { item: false, text: run.clone() }, Line { item: true, text: run.clone() }];
        let cell = Cell { row: 0, column: 0, row_span: 1, column_span: 1, lines };
        let own = Cell {
            row: 1,
            column: 0,
            row_span: 1,
            column_span: 1,
            lines: vec![Line { item: false, text: vec![text("乙")] }],
        };
        let table =
            Table { columns: 1, rows: 2, head_rows: 1, cells: vec![cell, own], caption: Some(run), ..Table::default() };
        let (found, written) = says(Shape::Table(table));
        let [Piece { shape: Shape::Table(table), .. }] = found.as_slice() else { panic!("{written}\n{found:?}") };
        let cell: Vec<(bool, String)> =
            table.cells[0].lines.iter().map(|line| (line.item, plain_inlines(&line.text))).collect();
        assert_eq!(cell, [(false, expected.to_owned()), (!expected.is_empty(), expected.to_owned())], "{written}");
        assert_eq!(table.caption.as_deref().map(plain_inlines).unwrap_or_default(), expected, "{written}");
    }
}

#[test]
fn a_number_that_is_typed_is_what_it_shows() {
    let typed = |words: &str| {
        let written = markdown(&[Piece::new(paragraph(vec![text(words)]))]);
        bare(&read_pieces(&written))
    };
    assert_eq!(
        typed("（一）公开。办理*5*件"),
        [Shape::Heading {
            level: 2,
            typed: true,
            text: vec![text("（一）公开。")],
            run_in: Some(vec![text("办理*5*件")]),
        }]
    );
    assert_eq!(typed("1.甲"), [item(Some(1), false, 0, "甲")]);
    assert_eq!(typed("（2）甲"), [item(Some(2), true, 0, "甲")]);
    let Shape::Paragraph { text: found, .. } = typed("共{{ applications.received.total }}件{{甲}}")[0].clone()
    else {
        panic!()
    };
    assert!(matches!(&found[1], Inline::Figure { expression, .. } if expression == "applications.received.total"));
    assert_eq!(found[2], text("件{{甲}}"));
}

#[test]
fn what_a_clerk_types_is_no_danger() {
    let inlines = vec![text(" \t甲\u{0}\u{1B}乙\n# 丙\r\n\n"), Inline::Break, text("丁\t"), Inline::Break];
    let written = markdown(&[Piece::new(paragraph(inlines))]);
    assert_eq!(written, "甲乙\\\n\\# 丙\\\n\\\n\\\n丁");
    let found = read_pieces(&written);
    assert_eq!(found.iter().map(|piece| plain_of(&piece.shape)).collect::<String>(), "甲乙⏎# 丙⏎⏎⏎丁");
    // What says nothing is no piece.
    let empty = [
        paragraph(vec![text(" \u{3000}"), Inline::Break]),
        item(Some(1), false, 0, ""),
        Shape::Pictures { items: vec![Illustration::default()] },
        Shape::Table(Table { columns: usize::MAX, rows: usize::MAX, ..Table::default() }),
        Shape::Note { label: "[]".to_owned(), text: vec![text("甲")] },
    ];
    assert_eq!(markdown(&empty.map(Piece::new)), "");
    let beyond = Cell { row: usize::MAX, column: usize::MAX, row_span: usize::MAX, column_span: 0, lines: Vec::new() };
    assert_eq!(markdown(&[Piece::new(Shape::Table(Table { cells: vec![beyond], ..Table::default() }))]), "");
}

#[test]
fn new_pieces_stand_as_the_others_do() {
    let new = || Piece::new(paragraph(vec![text("新")]));
    let with = |old: &str, at: usize| {
        let mut pieces = read_pieces(old);
        pieces.insert(at, new());
        markdown_like(old, &pieces)
    };
    assert_eq!(with("甲\n乙\n", 1), "甲\n新\n乙\n");
    assert_eq!(with("甲\n\n乙\n", 2), "甲\n\n乙\n\n新\n");
    assert_eq!(with("甲\n乙\n", 2), "甲\n乙\n新\n");
    assert_eq!(with("1. 甲\n2. 乙", 0), "新\n1. 甲\n2. 乙");
    assert_eq!(with("", 0), "新");

    // What would be taken for more of what stands before is kept apart.
    let drop = |old: &str, at: usize| {
        let mut pieces = read_pieces(old);
        pieces.remove(at);
        markdown(&pieces)
    };
    assert_eq!(drop("![a](a.png)\n甲\n![b](b.png)", 1), "![a](a.png)\n\n![b](b.png)");
    assert_eq!(drop("> 甲\n\n乙\n> 丙", 1), "> 甲\n\n> 丙");
    assert_eq!(drop("甲\t1\n乙\t2\n\n丙\n丁\t3\n戊\t4", 1), "甲\t1\n乙\t2\n\n丁\t3\n戊\t4");

    let mut list = read_pieces("1. 甲\n   - 乙\n2. 丁\n（1）戊\n");
    list.insert(2, Piece::new(item(None, false, 1, "丙")));
    list.push(Piece::new(item(None, true, 1, "己")));
    let Shape::Item { ordered, .. } = &mut list[5].shape else { panic!() };
    *ordered = true;
    assert_eq!(markdown(&list), "1. 甲\n   - 乙\n   - 丙\n2. 丁\n（1）戊\n（2）己\n");
}

#[test]
fn pieces_from_the_page_may_be_anything() {
    let piece = |json: &str| serde_json::from_str::<Piece>(json);
    assert_eq!(piece(r#"{"source":"甲"}"#).unwrap(), Piece { shape: Shape::Source, source: Some("甲".to_owned()) });
    assert_eq!(piece(r#"{"kind":"heading","level":-1,"source":"甲"}"#).unwrap().source.as_deref(), Some("甲"));
    assert!(piece(r#"{"kind":"heading","level":-1,"text":[]}"#).is_err());
    assert!(piece(r#"{"kind":"甲"}"#).is_err());
    let json = concat!(
        r#"{"kind":"paragraph","text":[{"t":"text","text":"甲","strong":true},"#,
        r#"{"t":"figure","expression":"a","shown":null},{"t":"note","label":"1"},{"t":"break"}],"plain":false}"#,
    );
    assert_eq!(serde_json::to_string(&piece(json).unwrap()).unwrap(), json);
    let table = concat!(
        r#"{"kind":"table","columns":1,"rows":1,"head_rows":0,"align":[""],"cells":[{"row":0,"column":0,"row_span":1,"#,
        r#""column_span":1,"lines":[{"item":false,"text":[]}]}],"caption":null,"name":null,"source":"甲"}"#,
    );
    assert_eq!(serde_json::to_string(&piece(table).unwrap()).unwrap(), table);
}

#[test]
fn figures_to_pick() {
    let report = |text: &str| {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", format!("[report]\norgan = '甲局'\n{text}"));
        read(&mut sources, data, &ReadOptions::default()).unwrap().0
    };
    let own = report("year = 2025\n[applications]\nreceived = { natural = 60, enterprise = 6 }\n");
    let before = report("year = 2024\n[applications]\nreceived = { natural = 50 }\n");
    let choices = figure_choices(&own, Some(&before));
    let choice = |key: &str| choices.iter().find(|choice| choice.key == key).map(|own| (&*own.name, &*own.shown));
    assert_eq!(choice("report.year"), Some(("年度", "2025")));
    assert_eq!(choice("applications.received.total"), Some(("三 本年新收 总计", "66")));
    assert_eq!(choice("applications.carried_in.total"), Some(("三 上年结转 总计", "")));
    assert_eq!(choice("previous.applications.received.natural"), Some(("上年 三 本年新收 自然人", "50")));
    assert!(!figure_choices(&own, None).iter().any(|choice| choice.key.starts_with("previous.")));
    assert_eq!(
        shown(&own, Some(&before))("change(applications.received.natural, previous.applications.received.natural)"),
        Some("增长20%".to_owned())
    );
    assert_eq!(shown(&own, None)("applications.nothing"), None);
}

/// All narratives of all samples: their sources give them back, and written anew they print the same.
#[test]
fn samples_are_printed_the_same() {
    let mut seen = 0;
    for path in samples() {
        let Some((report, before)) = report(&path) else { continue };
        let mut rewritten = report.clone();
        let mut is_changed = false;
        for (prose, new) in all_prose(&report).into_iter().zip(all_prose_mut(&mut rewritten)) {
            let found = pieces(&prose.text, &shown(&report, None));
            assert_eq!(markdown(&found), prose.text, "{} {}", path.display(), prose.key);
            let written = markdown_like(&prose.text, &changed(&found));
            let again = pieces(&written, &shown(&report, None));
            let (one, other) = (bare(&found), bare(&again));
            for (one, other) in one.iter().zip(&other) {
                assert_eq!(one, other, "{} {}\n{written}", path.display(), prose.key);
            }
            assert_eq!(one.len(), other.len(), "{} {}\n{written}", path.display(), prose.key);
            (new.text, new.offsets) = (written, Vec::new());
            is_changed = true;
            seen += found.len();
        }
        let all = read_all(&rewritten, None).0;
        let after = printed(&all);
        assert_eq!(before, after, "{}", path.display());
        assert!(is_changed || all_prose(&report).is_empty());
    }
    assert!(seen > 300, "{seen}");
}

/// Pieces made by chance, of shapes and words that come close to marks.
#[test]
fn random_pieces_come_back() {
    let mut chance = Chance(7);
    for round in 0..1000 {
        let pieces = chance.pieces();
        let written = markdown(&pieces);
        let found = read_pieces(&written);
        assert_eq!(bare(&found), bare(&pieces), "{round}\n{written}");
        assert_eq!(markdown(&found), written, "{round}");
    }
}

fn samples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open = vec![root.join("data"), root.join("tests/cases")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                _ if path.is_dir() => open.push(path),
                Some(ending) if ending == "toml" => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// A report, and what its narratives print.
fn report(path: &Path) -> Option<(Report, Vec<String>)> {
    let mut sources = Sources::default();
    let data = sources.add("a.toml", std::fs::read_to_string(path).unwrap());
    let (report, _) = read(&mut sources, data, &ReadOptions::default()).ok()?;
    let before = printed(&read_all(&report, None).0);
    Some((report, before))
}

fn all_prose(report: &Report) -> Vec<&crate::report::Prose> {
    let sections = report.sections.iter().flat_map(|section| [&section.body, &section.note]);
    std::iter::once(&report.preface).chain(sections).flatten().collect()
}

fn all_prose_mut(report: &mut Report) -> Vec<&mut crate::report::Prose> {
    let sections = report.sections.iter_mut().flat_map(|section| [&mut section.body, &mut section.note]);
    std::iter::once(&mut report.preface).chain(sections).flatten().collect()
}

/// What narratives print, block by block.
fn printed(narratives: &Narratives) -> Vec<String> {
    let mut out = Vec::new();
    narratives.iter().for_each(|narrative: &Narrative| {
        blocks(&narrative.blocks, "", &mut out);
        for note in &narrative.footnotes {
            out.extend(note.paragraphs.iter().map(|text| format!("note {}", runs(text))));
        }
    });
    out
}

fn blocks(all: &[Block], before: &str, out: &mut Vec<String>) {
    for block in all {
        match block {
            Block::Heading { level, number, text, runs_on, .. } => {
                out.push(format!("{before}h{level} {number} {runs_on} {}", runs(text)));
            }
            Block::Paragraph(text) | Block::Source(text) => out.push(format!("{before}p {}", runs(text))),
            Block::List { first, in_brackets, items } => {
                out.push(format!("{before}list {first:?} {in_brackets}"));
                items.iter().for_each(|item| blocks(item, &format!("{before}  "), out));
            }
            Block::Table(table) => {
                let cell = |cell: &narrative::Cell| {
                    let lines: Vec<String> =
                        cell.lines.iter().map(|line| format!("{}{}", line.item, runs(&line.text))).collect();
                    format!("{},{},{},{} {lines:?}", cell.row, cell.column, cell.row_span, cell.column_span)
                };
                let cells: Vec<String> = table.cells.iter().map(cell).collect();
                let caption = table.caption.as_deref().map(runs);
                out.push(format!(
                    "{before}table {:?} {} {:?} {caption:?} {:?} {cells:#?}",
                    table.align, table.head_rows, table.number, table.name
                ));
            }
            Block::Quote(inner) => blocks(inner, &format!("{before}> "), out),
            Block::Illustrations(all) => {
                for one in all {
                    let shows = match &one.shows {
                        Shows::File(path) => path.clone(),
                        Shows::Chart(index) => index.to_string(),
                    };
                    out.push(format!(
                        "{before}picture {:?} {shows} {} {:?} {:?} {:?}",
                        one.number,
                        runs(&one.caption),
                        one.alternative,
                        one.width,
                        one.name
                    ));
                }
            }
        }
    }
}

/// What a text prints, `*` around 黑体.
fn runs(text: &[narrative::Inline]) -> String {
    let mut out = String::new();
    for inline in text {
        match inline {
            narrative::Inline::Text { text, emphasis, link, .. } => {
                let (mark, link) =
                    (if *emphasis == Emphasis::Strong { "\u{1}" } else { "" }, link.as_deref().unwrap_or_default());
                text.chars().for_each(|ch| out.push_str(&format!("{mark}{ch}{link}")));
            }
            narrative::Inline::LineBreak => out.push('⏎'),
            narrative::Inline::Footnote(index) => out.push_str(&format!("^{index}")),
        }
    }
    out
}

fn plain_of(shape: &Shape) -> String {
    match shape {
        Shape::Heading { text, run_in, .. } => {
            format!("{}{}", plain_inlines(text), run_in.as_deref().map(plain_inlines).unwrap_or_default())
        }
        Shape::Paragraph { text, .. } | Shape::Item { text, .. } | Shape::Note { text, .. } => plain_inlines(text),
        Shape::Quote { pieces } => pieces.iter().map(|piece| plain_of(&piece.shape)).collect(),
        Shape::Table(_) | Shape::Pictures { .. } | Shape::Source => "▢".to_owned(),
    }
}

fn plain_inlines(text: &[Inline]) -> String {
    let show = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Figure { expression, .. } => format!("{{{expression}}}"),
        Inline::Note { label } => format!("^{label}"),
        Inline::Break => "⏎".to_owned(),
    };
    text.iter().map(show).collect()
}

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn is(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }

    fn words(&mut self) -> String {
        const WORDS: [&str; 24] = [
            "甲", "公开", "。", "5", "*", "**", "#", "- ", "1.", "|", "<", "&lt;", "[", "](", "`", "\\", "~~", "_",
            "{{", "}}", " 乙", "!", ": ", "^",
        ];
        let count = 1 + self.below(4);
        let mut words: String = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        // Not at the ends, where blanks say nothing, nor a number, which is told by the shape.
        words.insert(0, '字');
        words.push('字');
        words
    }

    fn inlines(&mut self, breaks: bool) -> Vec<Inline> {
        let mut out: Vec<Inline> = vec![Inline::plain(self.words())];
        for _ in 0..self.below(4) {
            let last_is = |out: &[Inline], one: bool| match out.last() {
                Some(Inline::Text { strong, link: None, .. }) => *strong == one,
                _ => false,
            };
            match self.below(6) {
                0 if !last_is(&out, true) => out.push(strong(&self.words())),
                1 if !last_is(&out, false) => out.push(Inline::plain(self.words())),
                2 => {
                    let link = Some("https://www.gov.cn/a_b(c)".to_owned());
                    if !matches!(out.last(), Some(Inline::Text { link: Some(_), .. })) {
                        out.push(Inline::Text { text: self.words(), strong: self.is(2), link });
                    }
                }
                3 => out.push(Inline::Figure {
                    expression: "a".to_owned(),
                    shown: Some("558".to_owned()),
                    strong: self.is(2),
                    link: None,
                }),
                4 => out.push(Inline::Note { label: "注1".to_owned() }),
                5 if breaks => out.extend([Inline::Break, Inline::plain(self.words())]),
                _ => {}
            }
        }
        out
    }

    fn pieces(&mut self) -> Vec<Piece> {
        let mut out: Vec<Shape> = Vec::new();
        for _ in 0..1 + self.below(5) {
            let shape = match self.below(8) {
                0 => Shape::Heading {
                    level: 2 + u8::try_from(self.below(3)).unwrap(),
                    typed: false,
                    text: self.inlines(false),
                    run_in: None,
                },
                1 => self.table(),
                2 => {
                    let mut inner = vec![paragraph(self.inlines(true)), item(None, false, 0, &self.words())];
                    inner.extend([paragraph(vec![text("完")])]);
                    Shape::Quote { pieces: inner.into_iter().map(Piece::new).collect() }
                }
                3 => {
                    let own = Illustration {
                        file: Some(["a.png", "图 (1).png"][self.below(2)].to_owned()),
                        caption: self.inlines(false),
                        width: self.is(2).then(|| "60%".to_owned()),
                        name: self.is(2).then(|| "fig-a".to_owned()),
                        alternative: self.is(2).then(|| self.words()),
                        chart: None,
                    };
                    Shape::Pictures { items: vec![own; 1 + self.below(2)] }
                }
                4 | 5 => {
                    let depth = match out.last() {
                        Some(Shape::Item { depth, .. }) => self.below(depth + 2),
                        _ => 0,
                    };
                    // A list goes on or begins anew; that of numbers would be counted.
                    Shape::Item { ordered: false, brackets: false, number: None, depth, text: self.inlines(true) }
                }
                _ => paragraph(self.inlines(true)),
            };
            out.push(shape);
        }
        out.into_iter().map(Piece::new).collect()
    }

    fn table(&mut self) -> Shape {
        let mut cells = Vec::new();
        for row in 0..3 {
            for column in 0..2 {
                let lines = (0..1 + self.below(2)).map(|_| Line { item: self.is(3), text: self.inlines(false) });
                let cell = Cell { row, column, row_span: 1, column_span: 1, lines: lines.collect() };
                cells.push(cell);
            }
        }
        if self.is(2) {
            cells.retain(|cell| (cell.row, cell.column) != (2, 1));
            cells.last_mut().unwrap().column_span = 2;
        }
        Shape::Table(Table {
            columns: 2,
            rows: 3,
            head_rows: self.below(2),
            align: vec!["".to_owned(), ["left", "center", "right"][self.below(3)].to_owned()],
            cells,
            caption: self.is(2).then(|| self.inlines(false)),
            name: None,
        })
    }
}
