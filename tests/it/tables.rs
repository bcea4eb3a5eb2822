//! Tables of the narrative, read back from their rules: cells and spans, columns, figures, heads that are set
//! vertically.

use crate::support::pdf::{Line, Pdf};
use crate::support::tables::{Cell, Part, Table, assert_rows, joined, rows, section};
use crate::support::{assert_near, build, han, report, squeezed};

/// The only table of the narrative, and its page.
#[track_caller]
fn narrative_table(pdf: &Pdf) -> Part {
    let mut parts = section(pdf, 1);
    assert_eq!(parts.len(), 1);
    parts.remove(0)
}

#[test]
fn a_pipe_table_with_spans() {
    let pdf = build(&report(
        "",
        "| 类别 | < | 数量 | 比例 |\n| --- | :-- | --: | :-: |\n| 甲 | 一 | 1 | \\< |\n| ^ | 二<br>两行 | 22 | 丙 |\n| 乙 | < | - 三<br>- 四 |   |\n: 表1 各类申请",
    ));
    let (page, table) = narrative_table(&pdf);
    assert_eq!(page, 0);
    assert_eq!(table.rows(), rows("类别|数量|比例\n甲|一|1|<\n二两行|22|丙\n乙|•三•四|"));
    for (text, place) in [("类别", (0, 0, 1, 2)), ("甲", (1, 0, 2, 1)), ("二两行", (2, 1, 1, 1)), ("乙", (3, 0, 1, 2))]
    {
        assert_eq!(table.cell(text).place(), place, "{text}");
    }
    assert_eq!(table.cell("二两行").lines.len(), 2);
    assert_eq!(table.cell("•三•四").lines.len(), 2);
    for (text, font) in [("类别", "FandolHei-Regular"), ("甲", "FandolFang-Regular")] {
        assert_eq!(table.cell(text).lines[0].fonts(), [font]);
    }

    // How the delimiter row aligns: `:--` left, `--:` right, `:-:` in the middle.
    let room = |text: &str| {
        let cell = table.cell(text);
        let line = &cell.lines[0];
        (line.first().x - cell.edges[0], cell.edges[2] - line.last().right())
    };
    let (before, after) = room("一");
    assert!(before < 6.0 && after > before, "一 is not at the left: {before:.1} {after:.1}");
    let (before, after) = room("22");
    assert!(after < 6.0 && before > after, "22 is not at the right: {before:.1} {after:.1}");
    let (before, after) = room("丙");
    assert_near(before, after, 0.3, "丙 in the middle");

    // The caption: 楷体 小4号, in the middle above the table.
    let [x0, y0, x1, _] = table.bounds();
    let captions = pdf.pages[0].lines_of(12.0);
    assert_eq!(captions.len(), 1);
    let caption = &captions[0];
    assert_eq!(squeezed(&caption.text()), "表1各类申请");
    assert_eq!(caption.fonts(), ["FandolKai-Regular"]);
    assert!(caption.y < y0 && caption.y > y0 - 30.0, "the caption stands {:.1} above the table", y0 - caption.y);
    assert_near((caption.first().x + caption.last().right()) / 2.0, (x0 + x1) / 2.0, 0.3, "middle of the caption");
}

/// docs/data-file.md: a head row whose cells are all empty is not printed.
#[test]
fn an_empty_head_is_not_printed() {
    let pdf = build(&report("", "|   |   |\n| --- | --- |\n| 甲 | 乙 |\n| 丙 |   |"));
    assert_eq!(narrative_table(&pdf).1.rows(), rows("甲|乙\n丙|"));
}

/// Wherever on a page it comes to stand.
#[test]
fn a_caption_stays_with_its_table() {
    for lines in (12..21).step_by(2) {
        let table = "| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n| 三 | 四 |\n| 五 | 六 |\n: 表题";
        let pdf = build(&report("", &format!("{}\n\n{table}", han(28 * lines - 2))));
        let first = section(&pdf, 1).remove(0);
        let caption = pdf
            .pages
            .iter()
            .position(|page| page.lines_of(12.0).iter().any(|line| squeezed(&line.text()) == "表1表题"));
        assert_eq!(caption, Some(first.0), "{lines} lines above");
    }
}

#[test]
fn a_long_pipe_table_repeats_its_head() {
    let body: String = (1..=80).map(|row| format!("| 第{row}项 | {} |\n", row * 7)).collect();
    let pdf = build(&report("", &format!("| 事项 | 数量 |\n| --- | --- |\n{body}")));
    let parts = section(&pdf, 1);
    assert!(parts.len() > 2, "{} pages", parts.len());
    for (number, (_, table)) in parts.iter().enumerate() {
        assert_eq!(table.row(0), ["事项", "数量"]);
        assert_eq!(table.cells[0].is_repeated(), number > 0, "only the first head is text");
    }
    let mut expected = vec![vec!["事项".to_owned(), "数量".to_owned()]];
    expected.extend((1..=80).map(|row| vec![format!("第{row}项"), (row * 7).to_string()]));
    assert_rows(&joined(&parts), &expected);
}

/// The table of a narrative that is nothing else.
#[track_caller]
fn table_of(rows: &[&str]) -> Table {
    let mut rows: Vec<String> = rows.iter().map(|row| format!("| {row} |")).collect();
    let columns = rows[0].matches('|').count() - 1;
    rows.insert(1, format!("|{}", " --- |".repeat(columns)));
    narrative_table(&build(&report("", &rows.join("\n")))).1
}

/// The column of cells under the head.
fn column(table: &Table, column: usize) -> Vec<&Cell> {
    table.cells.iter().filter(|cell| cell.column == column && cell.row > 0).collect()
}

fn middle(cell: &Cell) -> f64 {
    (cell.edges[0] + cell.edges[2]) / 2.0
}

/// Left and right end of a line's advances.
fn ends(cell: &Cell) -> (f64, f64) {
    (cell.lines[0].first().x, cell.lines[0].last().right())
}

#[test]
fn figures_stand_on_their_points() {
    let table = table_of(&["项目 | 金额", "甲 | 12.50", "乙 | 3.5", "丙 | 1048.125", "丁 | -7", "戊 | /", "己 | "]);
    let cells = column(&table, 1);
    // Where the point stands; behind the last digit of a whole number.
    let point = |cell: &Cell| {
        let glyphs = &cell.lines[0].glyphs;
        glyphs.iter().find(|glyph| glyph.text == ".").map_or(ends(cell).1, |glyph| glyph.x)
    };
    for cell in &cells[1..4] {
        assert_near(point(cell), point(cells[0]), 0.05, &cell.text());
    }
    // 1048.125 is the widest on both sides of the point, and in the middle.
    let (left, right) = ends(cells[2]);
    assert_near((left + right) / 2.0, middle(cells[2]), 0.1, "the figures together");
    let (left, right) = ends(cells[4]);
    assert_near((left + right) / 2.0, middle(cells[4]), 0.1, "/ is no figure");
}

/// The mark of a footnote hangs behind its figure, which stands on its point like the others.
#[test]
fn a_figure_with_a_footnote_stands_on_its_point() {
    let rows = "| 项目 | 金额 |\n| --- | --- |\n| 甲 | 12.50 |\n| 乙 | 3.25[^1] |\n| 丙 | 1048.1 |\n\n[^1]: 注。";
    let pdf = build(&report("", rows));
    let points: Vec<f64> = pdf.pages[0].glyphs.iter().filter(|glyph| glyph.text == ".").map(|glyph| glyph.x).collect();
    assert!(points.len() >= 3, "{points:?}");
    points[..3].iter().for_each(|point| assert_near(*point, points[0], 0.05, "a decimal point"));
}

#[test]
fn whole_numbers_and_their_units_stand_at_one_edge() {
    let table = table_of(&["县区 | 新收 | 办结率", "甲 | 5 | 100.0% ", "乙 | 1362 | 98.5%", "丙 | 47 | 7.5%"]);
    for number in [1, 2] {
        let cells = column(&table, number);
        for cell in &cells {
            assert_near(ends(cell).1, ends(cells[0]).1, 0.05, &cell.text());
        }
        let widest = cells.iter().map(|cell| ends(cell)).min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
        assert_near((widest.0 + widest.1) / 2.0, middle(cells[0]), 0.1, "the figures together");
    }
}

/// A column with a word among its figures, or with two units, is no column of figures.
#[test]
fn mixed_columns_stay_in_the_middle() {
    let table = table_of(&["项目 | 数量 | 费用", "甲 | 1200 | 5元", "乙 | 约5 | 1200万元", "丙 | 17 | 3元"]);
    for number in [1, 2] {
        for cell in column(&table, number) {
            let (left, right) = ends(cell);
            assert_near((left + right) / 2.0, middle(cell), 0.1, &cell.text());
        }
    }
}

#[test]
fn columns_that_have_room_share_it() {
    let text = han(20);
    let table = table_of(&["序号 | 内容 | 数量", &format!("1 | {text} | 37"), &format!("2 | {text} | 4")]);
    assert!(table.cells.iter().all(|cell| cell.lines.len() == 1), "every cell stands on one line");
    let room = |cell: &Cell| (cell.edges[2] - cell.edges[0]) - (ends(cell).1 - ends(cell).0);
    let rooms: Vec<f64> = table.cells[..3].iter().chain(&table.cells[4..5]).map(room).collect();
    assert!(rooms.iter().all(|room| *room > 20.0), "{rooms:.1?}");
    let [first, last] = [0, 2].map(|at| table.xs[at + 1] - table.xs[at]);
    assert_near(first, last, 0.05, "two columns of two characters");
}

/// Where a long text has to be broken, short words beside it are not.
#[test]
fn short_words_stay_whole_beside_a_long_text() {
    let long = han(150);
    let table = table_of(&[
        "序号 | 任务 | 措施 | 完成情况 | 责任单位",
        &format!("1 | 平台建设 | {long} | 已完成 | 市政务公开办"),
        &format!("2 | 队伍建设 | {long} | 进行中 | 市司法局"),
    ]);
    for cell in table.cells.iter().filter(|cell| cell.text() != long) {
        assert_eq!(cell.lines.len(), 1, "{} is broken", cell.text());
    }
    // The text fills its lines: whole characters, both edges straight.
    let text = table.cells.iter().find(|cell| cell.text() == long).unwrap();
    let full: Vec<&Line> = text.lines.iter().take(text.lines.len() - 1).collect();
    assert!(full.len() > 3);
    for line in &full {
        assert_near(line.last().right(), full[0].last().right(), 0.05, "right edge of the text");
        assert_near(line.last().x - line.first().x, 10.5 * (line.glyphs.len() - 1) as f64, 0.05, "no stretch");
    }
}

#[test]
fn twelve_months_are_twelve_equal_columns() {
    let months: Vec<String> = (1..=12).map(|month| format!("{month}月")).collect();
    let figures = |factor: usize| (1..=12).map(|month| (month * factor).to_string()).collect::<Vec<_>>().join(" | ");
    let table = table_of(&[
        &format!("项目 | {}", months.join(" | ")),
        &format!("新收 | {}", figures(1)),
        &format!("办结 | {}", figures(11)),
    ]);
    let widths: Vec<f64> = table.xs.windows(2).skip(1).map(|edges| edges[1] - edges[0]).collect();
    for width in &widths {
        assert_near(*width, widths[0], 0.05, "width of a month");
    }
    assert!(table.cells.iter().all(|cell| cell.lines.len() == 1));
}

/// Twenty heads of four characters: their columns have room for figures only, so the heads are set vertically, each
/// character in the middle of its column, digits side by side, brackets in their vertical form.
#[test]
fn heads_of_narrow_columns_are_set_vertically() {
    let mut heads = vec!["新收件数".to_owned(); 17];
    heads.extend(["总计（件）".to_owned(), "第12项".to_owned(), "总计".to_owned()]);
    let figures = |start: usize| (start..start + 20).map(|n| (n * 7).to_string()).collect::<Vec<_>>().join(" | ");
    let table = table_of(&[&heads.join(" | "), &figures(1), &figures(11)]);
    assert_eq!(table.row(0), heads);
    for cell in table.cells.iter().filter(|cell| cell.row == 0) {
        let lines: Vec<String> = cell.lines.iter().map(Line::text).collect();
        let expected: Vec<&str> = match cell.text().as_str() {
            "新收件数" => vec!["新", "收", "件", "数"],
            "总计（件）" => vec!["总", "计", "（", "件", "）"],
            "第12项" => vec!["第", "12", "项"],
            _ => vec!["总", "计"],
        };
        assert_eq!(lines, expected);
        for line in &cell.lines {
            assert_near(line.first().size, 10.5, 0.01, "size");
            assert_near((line.first().x + line.last().right()) / 2.0, middle(cell), 0.1, &line.text());
        }
        for pair in cell.lines.windows(2) {
            assert_near(pair[1].y - pair[0].y, 10.5 * 1.1, 0.05, "one character under another");
        }
    }
    // A bracket lies: it is wider than high.
    let ink = table.cell("总计（件）").lines[2].first().ink.unwrap();
    assert!(ink.x1 - ink.x0 > 2.0 * (ink.y1 - ink.y0), "an upright bracket");
    for cell in table.cells.iter().filter(|cell| cell.row > 0) {
        assert_eq!(cell.lines.len(), 1, "the figure {} is divided", cell.text());
    }
}

/// Rows of as many lines are equally high, and each further line adds one leading, 1.3 em.
#[test]
fn rows_are_even() {
    let (two, three) = (han(40), han(62));
    let table = table_of(&["甲 | 乙", "一 | 短", &format!("二 | {two}"), "三 | 短", &format!("四 | {three}"), "五 | "]);
    let lines = |row: usize| {
        let cells = table.cells.iter().filter(|cell| cell.row == row);
        cells.map(|cell| cell.lines.len()).max().unwrap_or(0)
    };
    let height = |row: usize| table.ys[row + 1] - table.ys[row];
    assert!((0..6).any(|row| lines(row) > 1));
    for row in 1..6 {
        let more = (lines(row) - 1) as f64 * 10.5 * 1.3;
        assert_near(height(row), height(0) + more, 0.05, &format!("row {row}"));
    }
}
