//! A table as it comes out of a spreadsheet or a word processor: lines whose cells are divided by tabs.

use super::line::{Line, is_blank};
use crate::report::tsv::{Field, line};
use crate::report::typed_number;

/// A table found in a text.
pub(super) struct TabTable {
    /// Its rows; the first is its head.
    pub(super) rows: Vec<TabRow>,
    /// The lines that it takes.
    pub(super) lines: usize,
}

/// A row: its cells, and where its last line ends.
pub(super) struct TabRow {
    pub(super) cells: Vec<Field>,
    pub(super) end: usize,
}

/// The table that the first of some lines opens. One line alone is none, nor are paragraphs indented by tabs, nor items
/// with a tab behind their numbers.
pub(super) fn tab_table(text: &str, lines: &[Line]) -> Option<TabTable> {
    let first = lines.first()?;
    let depth = |line: &Line| text.get(line.mark.clone()).unwrap_or_default().matches('>').count();
    let (mut rows, mut taken) = (Vec::new(), 0);
    while let Some(first) = lines.get(taken).filter(|line| depth(line) == depth(first)) {
        let (cells, end) = line(text, first.whole.start);
        let whole = text.get(first.whole.start..end).unwrap_or_default();
        if !whole.contains('\t') || is_item(whole) || (rows.is_empty() && first.text.is_empty()) {
            break;
        }
        rows.push(TabRow { cells, end });
        taken += lines.iter().skip(taken).take_while(|line| line.whole.start < end.max(first.whole.start + 1)).count();
    }
    let filled = |row: &TabRow| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    while rows.last().is_some_and(|row| filled(row) == 0) {
        rows.pop();
        taken -= 1;
    }
    let ends_like_a_sentence = |row: &TabRow| {
        let last = row.cells.last().map_or("", |cell| cell.text.as_str());
        last.ends_with(['。', '：', '；', '！', '？'])
    };
    if rows.len() < 2 || (filled(rows.first()?) == 1 && ends_like_a_sentence(rows.first()?)) {
        return None;
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
    divides_words.then_some(TabTable { rows, lines: taken })
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
        let found = tab_table(text, &lines(text))?;
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
        ] {
            assert_eq!(table(text), None, "{text}");
        }
    }
}
