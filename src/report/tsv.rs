//! Lines of cells as spreadsheets, Word and browsers put them on the clipboard: cells divided by tabs; a cell that
//! holds a tab, a line break or a quote stands in quotes, which are doubled within it.

use std::ops::Range;

/// One cell of what was pasted, without the blanks around it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    /// What it says.
    pub text: String,
    /// Where in what was pasted.
    pub range: Range<usize>,
}

impl Field {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// The lines that hold anything, cell by cell.
pub(super) fn lines(text: &str) -> Vec<Vec<Field>> {
    let mut lines = Vec::new();
    let mut at = 0;
    loop {
        let (fields, end) = line(text, at);
        lines.push(fields);
        if end >= text.len() {
            break;
        }
        at = end + 1;
    }
    lines.retain(|line| !line.iter().all(Field::is_blank));
    lines
}

/// The cells of the line that begins at a place, and where it ends: at a line break that stands in no cell.
pub(crate) fn line(text: &str, start: usize) -> (Vec<Field>, usize) {
    let (mut fields, mut at) = (Vec::new(), start);
    loop {
        let (field, end) = quoted(text, at).unwrap_or_else(|| plain(text, at));
        fields.push(field);
        if !text.get(end..).is_some_and(|rest| rest.starts_with('\t')) {
            return (fields, end);
        }
        at = end + 1;
    }
}

/// A cell up to the next tab or line end, and where that stands.
fn plain(text: &str, at: usize) -> (Field, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
    (field(rest.get(..end).unwrap_or_default(), at), at + end)
}

/// A cell in quotes, and where the tab or line end behind it stands; `None` if no closing quote stands before one.
fn quoted(text: &str, at: usize) -> Option<(Field, usize)> {
    let inside = text.get(at..)?.strip_prefix('"')?;
    let mut from = 0;
    let close = loop {
        let quote = from + inside.get(from..)?.find('"')?;
        if !inside.get(quote + 1..)?.starts_with('"') {
            break quote;
        }
        from = quote + 2;
    };
    let behind = inside.get(close + 1..)?;
    let end = close + 1 + behind.len() - behind.trim_start_matches(['\r', ' ']).len();
    let is_whole = inside.get(end..)?.is_empty() || inside.get(end..)?.starts_with(['\t', '\n']);
    let own = field(inside.get(..close)?, at + 1);
    is_whole.then(|| (Field { text: own.text.replace("\"\"", "\""), ..own }, at + 1 + end))
}

/// A cell of some text that stands at a place.
fn field(text: &str, at: usize) -> Field {
    let trimmed = text.trim();
    let start = at + text.len() - text.trim_start().len();
    Field { text: trimmed.to_owned(), range: start..start + trimmed.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        lines(text).into_iter().map(|line| line.into_iter().map(|field| field.text).collect()).collect()
    }

    #[test]
    fn cells_are_divided_by_tabs_and_lines() {
        assert_eq!(texts("1\t2\r\n\r\n\t \t\n 3 \t\t\n"), [vec!["1", "2"], vec!["3", "", ""]]);
        assert_eq!(texts(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn quotes_hold_line_breaks_and_quotes() {
        assert_eq!(texts("\"甲\n乙\"\t\"危及\"\"三安全\"\"\"\r\n2"), [vec!["甲\n乙", "危及\"三安全\""], vec!["2"]]);
        // What only begins or ends with a quote is what it is.
        assert_eq!(texts("\"甲\t乙\"\t丙\n\"丁\"戊"), [vec!["甲\t乙", "丙"], vec!["\"丁\"戊"]]);
        assert_eq!(texts("\"甲\t1\n"), [vec!["\"甲", "1"]]);
    }

    #[test]
    fn each_cell_knows_its_place() {
        let text = "甲\t \"x\"\t\" 乙 \"\n";
        let found: Vec<&str> = lines(text).concat().iter().filter_map(|field| text.get(field.range.clone())).collect();
        assert_eq!(found, ["甲", "\"x\"", "乙"]);
    }
}
