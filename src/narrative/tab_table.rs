//! A table as it comes out of a spreadsheet or a word processor: lines whose cells are divided by tabs.

use super::line::{Line, Opening, is_blank, opening};
use crate::report::tsv::{Field, line};
use crate::report::typed_number;

/// A table found in a text.
pub(crate) struct TabTable {
    /// Its rows; the first is its head.
    pub(crate) rows: Vec<TabRow>,
    /// The lines that it takes.
    pub(crate) lines: usize,
}

/// A row: its cells, and where its last line ends.
pub(crate) struct TabRow {
    pub(crate) cells: Vec<Field>,
    pub(crate) end: usize,
}

/// The table that the first of some lines opens. One line alone is none, nor are paragraphs indented by tabs, nor items
/// with a tab behind their numbers.
///
/// # Errors
/// The number of lines with tabs among which there is no table, if there are any.
pub(crate) fn tab_table(text: &str, lines: &[Line]) -> Result<TabTable, usize> {
    let Some(first) = lines.first() else { return Err(0) };
    let filled = |row: &TabRow| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let ends_like_a_sentence = |row: &TabRow| {
        let last = row.cells.last().map_or("", |cell| cell.text.as_str());
        last.ends_with(['。', '：', '；', '！', '？'])
    };
    let depth = |line: &Line| text.get(line.mark.clone()).unwrap_or_default().matches('>').count();
    let (mut rows, mut taken) = (Vec::new(), 0);
    while let Some(first) = lines.get(taken).filter(|line| depth(line) == depth(first)) {
        let (cells, end) = row(text, first);
        let whole = text.get(first.whole.start..end).unwrap_or_default();
        let is_first = rows.is_empty();
        let columns = rows.first().map_or(0, |row: &TabRow| row.cells.len());
        if !whole.contains('\t') || (is_first && first.text.is_empty()) || (is_item(whole) && columns != 2) {
            break;
        }
        let next = lines.get(taken + 1).and_then(|line| text.get(line.text.clone())).unwrap_or_default();
        if is_indented(whole) && !is_cell(whole, !is_first && columns == 2 && next.contains('\t')) {
            break;
        }
        rows.push(TabRow { cells, end });
        if is_first && rows.first().is_some_and(|row| filled(row) == 1 && ends_like_a_sentence(row)) {
            return Err(0);
        }
        taken += lines.iter().skip(taken).take_while(|line| line.whole.start < end.max(first.whole.start + 1)).count();
    }
    while rows.last().is_some_and(|row| filled(row) == 0) {
        rows.pop();
        taken = taken.saturating_sub(1);
    }
    if rows.len() < 2 {
        return Err(0);
    }

    // What is blank in all rows is an indent, or what was marked beside the table.
    let is_blank_column = |column: usize| rows.iter().all(|row| row.cells.get(column).is_none_or(Field::is_blank));
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let from = (0..width).take_while(|column| is_blank_column(*column)).count();
    let blank_behind = (from..width).rev().take_while(|column| is_blank_column(*column)).count();
    let to = width - blank_behind;
    for row in &mut rows {
        row.cells.truncate(to);
        row.cells.drain(..from.min(row.cells.len()));
    }
    let divides_words = rows.iter().any(|row| filled(row) > 1);
    if divides_words { Ok(TabTable { rows, lines: taken }) } else { Err(taken) }
}

/// The cells of a line, and where it ends: below the line, where a cell in quotes holds line breaks.
fn row(text: &str, first: &Line) -> (Vec<Field>, usize) {
    let (cells, end) = line(text.get(..first.whole.end).unwrap_or_default(), first.whole.start);
    if cells.iter().any(|cell| cell.text.starts_with('"')) { line(text, first.whole.start) } else { (cells, end) }
}

/// Whether tabs stand nowhere but before the words of a line.
fn is_indented(line: &str) -> bool {
    !line.trim_end_matches(['\r', ' ']).trim_start_matches(is_blank).contains('\t')
}

/// Whether a line that tabs indent is a row with blank cells all the same: it holds a figure, or stands between rows
/// and is too short to be a paragraph.
fn is_cell(line: &str, is_between_rows: bool) -> bool {
    /// Characters of a cell beside figures.
    const LONGEST: usize = 10;
    let words = line.trim_matches(is_blank);
    let is_figure = words.chars().all(|ch| ch.is_ascii_digit() || ".,%％-+/—年".contains(ch));
    let is_plain = opening(words, false) == Opening::Text && !words.contains(['。', '：', '；', '，', '！', '？']);
    is_figure || (is_between_rows && is_plain && words.chars().count() <= LONGEST)
}

/// Whether a tab stands behind the number or the mark of an item, as word processors copy them.
fn is_item(line: &str) -> bool {
    const MARKS: &str = "-*+•·●○■□◆◇▪▶➢✓※①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
    let mut fields = line.trim_matches(is_blank).split('\t');
    let (mark, others) = (fields.next().unwrap_or_default().trim_end_matches(is_blank), fields.count());
    let is_number = || typed_number(mark).is_some_and(|number| number.length == mark.len());
    let is_mark = || mark.chars().count() == 1 && MARKS.contains(mark);
    others == 1 && (is_number() || is_mark())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::line::lines;

    fn table(text: &str) -> Option<(Vec<Vec<String>>, usize)> {
        let found = tab_table(text, &lines(text)).ok()?;
        let cells = |row: &TabRow| row.cells.iter().map(|cell| cell.text.clone()).collect();
        Some((found.rows.iter().map(cells).collect(), found.lines))
    }

    fn owned(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn lines_with_tabs_are_rows() {
        let rows = owned(&[&["项目", "数量"], &["公开", "5"]]);
        assert_eq!(table("项目\t数量\r\n公开\t 5\t\n正文"), Some((rows.clone(), 2)));
        assert_eq!(table("\t项目\t数量\n\t公开\t5\n\t\t\n"), Some((rows, 2)));
        let numbered = owned(&[&["序号", "事项"], &["1.", "甲"], &["①", "乙"]]);
        assert_eq!(table("序号\t事项\n1.\t甲\n①\t乙"), Some((numbered, 3)));
        // Words that tabs indent are paragraphs below the table, short ones between its rows are cells.
        let rows = owned(&[&["项目", "数量"], &["公开", "5"]]);
        assert_eq!(
            table("项目\t数量\n公开\t5\n\t全年公开信息120条，同比增长3%。\n\t（一）甲"),
            Some((rows.clone(), 2))
        );
        assert_eq!(table("项目\t数量\u{B}公开\t5\u{2028}末"), Some((rows.clone(), 2)));
        let merged = owned(&[&["单位", "事项"], &["甲局", "许可"], &["", "处罚"], &["乙局", "强制"]]);
        assert_eq!(table("单位\t事项\n甲局\t许可\n\t处罚\n乙局\t强制"), Some((merged, 4)));
        assert_eq!(table("\t2024\n新收\t5"), Some((owned(&[&["", "2024"], &["新收", "5"]]), 2)));
        let quoted = owned(&[&["甲\n乙", "1"], &["\"三公\"经费", "\"一\""]]);
        assert_eq!(table("\"甲\n乙\"\t1\n\"三公\"经费\t\"\"\"一\"\"\""), Some((quoted, 3)));
    }

    #[test]
    fn other_tabs_make_no_table() {
        for text in [
            "\t一是加强领导。\n\t二是健全制度。",
            "1.\t甲\n2.\t乙",
            "•\t甲\n•\t乙",
            "（一）\t甲\n（二）\t乙",
            "联系人：某\t电话：1\n正文",
            "\t各项数据如下：\n项目\t数量\n公开\t5",
            "甲\n乙\t丙\n丁\t戊",
            "\t各领域情况\n项目\t数量",
        ] {
            assert_eq!(table(text), None, "{text}");
        }
    }
}
