//! A table as it comes out of a spreadsheet or a word processor: lines whose cells are divided by tabs.

use std::ops::Range;

use super::line::{Line, is_blank};
use crate::report::typed_number;

/// A table found in a text.
pub(super) struct TabTable {
    /// Its rows; the first is its head.
    pub(super) rows: Vec<TabRow>,
    /// The lines that it takes.
    pub(super) lines: usize,
}

/// A row: its cells as ranges of the text, quotes included, and where its last line ends.
pub(super) struct TabRow {
    pub(super) cells: Vec<Range<usize>>,
    pub(super) end: usize,
}

/// The table that the first of some lines opens. One line alone is none, nor are paragraphs indented by tabs, nor items
/// with a tab behind their numbers.
pub(super) fn tab_table(text: &str, lines: &[Line]) -> Option<TabTable> {
    let first = lines.first()?;
    let depth = |line: &Line| text.get(line.mark.clone()).unwrap_or_default().matches('>').count();
    let (mut rows, mut taken) = (Vec::new(), 0);
    while let Some(line) = lines.get(taken).filter(|line| depth(line) == depth(first)) {
        let (row, lines) = row(text, lines.get(taken..).unwrap_or_default());
        let whole = text.get(line.whole.start..row.end).unwrap_or_default();
        if !whole.contains('\t') || is_item(whole) || (rows.is_empty() && line.text.is_empty()) {
            break;
        }
        rows.push(row);
        taken += lines;
    }
    let filled = |row: &TabRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    while rows.last().is_some_and(|row| filled(row) == 0) {
        rows.pop();
        taken -= 1;
    }
    let ends_like_a_sentence = |row: &TabRow| {
        let last = row.cells.last().and_then(|cell| text.get(cell.clone())).unwrap_or_default();
        last.ends_with(['。', '：', '；', '！', '？'])
    };
    if rows.len() < 2 || (filled(rows.first()?) == 1 && ends_like_a_sentence(rows.first()?)) {
        return None;
    }

    // What is blank in all rows is an indent, or what was marked beside the table.
    let is_blank_column = |column: usize| rows.iter().all(|row| row.cells.get(column).is_none_or(Range::is_empty));
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

/// The row that some lines open, and the lines that it takes: a quoted cell may hold line breaks.
fn row(text: &str, lines: &[Line]) -> (TabRow, usize) {
    let Some(first) = lines.first() else { return (TabRow { cells: Vec::new(), end: 0 }, 1) };
    let (mut cells, mut taken) = (Vec::new(), 1);
    let (mut at, mut end) = (first.whole.start, first.whole.end);
    loop {
        let rest = text.get(at..end).unwrap_or_default();
        let mut field = rest.find('\t').map_or(end, |tab| at + tab);
        if rest.starts_with('"') {
            let ends = || lines.iter().map(|line| line.whole.end).enumerate().skip(taken - 1);
            if let Some((close, line, line_end)) = closed(text, at, ends()) {
                (field, taken, end) = (close, line + 1, line_end);
            }
        }
        cells.push(trimmed(text, at..field));
        if field >= end {
            return (TabRow { cells, end }, taken);
        }
        at = field + 1;
    }
}

/// Where a cell ends that opens with a quotation mark at `start`, and the line where it does: at the first mark that is not
/// doubled, if a tab or the end of a line stands behind it. `None` if none does: then the mark is one of the text.
fn closed(text: &str, start: usize, ends: impl Iterator<Item = (usize, usize)>) -> Option<(usize, usize, usize)> {
    /// Lines of one cell beyond this are no cell.
    const LONGEST: usize = 40;
    let mut at = start + 1;
    for (line, end) in ends.take(LONGEST) {
        while let Some(quote) = text.get(at..end)?.find('"') {
            let behind = text.get(at + quote + 1..end)?;
            at += quote + 1;
            if behind.starts_with('"') {
                at += 1;
                continue;
            }
            let ends_here = behind.starts_with('\t') || behind.trim_end().is_empty();
            return ends_here.then_some((at, line, end));
        }
        at = end;
    }
    None
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let written = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (written.len() - written.trim_start_matches(is_blank).len());
    start..start + written.trim_matches(is_blank).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::line::lines;

    fn table(text: &str) -> Option<(Vec<Vec<&str>>, usize)> {
        let found = tab_table(text, &lines(text))?;
        let cells = |row: &TabRow| row.cells.iter().filter_map(|cell| text.get(cell.clone())).collect();
        Some((found.rows.iter().map(cells).collect(), found.lines))
    }

    #[test]
    fn lines_with_tabs_are_rows() {
        let rows = vec![vec!["项目", "数量"], vec!["公开", "5"]];
        assert_eq!(table("项目\t数量\r\n公开\t 5\t\n正文"), Some((rows.clone(), 2)));
        assert_eq!(table("\t项目\t数量\n\t公开\t5\n\t\t\n"), Some((rows, 2)));
        assert_eq!(table("\t2024\n新收\t5"), Some((vec![vec!["", "2024"], vec!["新收", "5"]], 2)));
        let quoted = vec![vec!["\"甲\n乙\"", "1"], vec!["\"三公\"经费", "\"\"\"一\"\"\""]];
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
