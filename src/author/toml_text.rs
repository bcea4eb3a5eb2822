//! Pieces of TOML text: strings, comments, columns that stand below each other.

use crate::report::{Cell, plain_number};

/// A text as a TOML string on one line.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text of several lines as a TOML string. Literal, so that a backslash is a backslash, unless the text forbids it.
pub(super) fn multi_line(text: &str) -> String {
    let text = text.trim_matches('\n');
    let end = if text.is_empty() { "" } else { "\n" };
    let is_literal = !text.contains("'''") && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'));
    if is_literal {
        return format!("'''\n{text}{end}'''");
    }
    let lines: Vec<String> = text.split('\n').map(escaped).collect();
    format!("\"\"\"\n{}{end}\"\"\"", lines.join("\n"))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// A text as comment lines, each behind `mark`; control characters, which no comment may hold, go.
pub(super) fn comment(text: &str, mark: &str) -> Vec<String> {
    let clean = |line: &str| line.chars().filter(|c| !c.is_control()).collect::<String>();
    text.trim_matches('\n').split('\n').map(|line| format!("# {mark}{}", clean(line)).trim_end().to_owned()).collect()
}

/// A cell as a TOML value that prints and counts as the cell does.
pub(super) fn cell_value(cell: &Cell) -> String {
    match cell.value {
        None => quoted(&cell.text),
        Some(_) if is_number(&cell.text) => cell.text.clone(),
        Some(value) => format!("{{ value = {value}, text = {} }}", quoted(&cell.text)),
    }
}

/// A value as a number where it is one, else as a string.
pub(super) fn number_or_text(text: &str) -> String {
    if is_number(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text is a number in TOML: 007 may be printed, but is none.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let opens_with_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    plain_number(text).is_some() && !opens_with_zero
}

/// A name as a key: bare where TOML allows it.
pub(super) fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// Columns that a text takes on a screen: a Han character or full-width mark takes two.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) < 0x1100 && !matches!(c, '“' | '”') { 1 } else { 2 }).sum()
}

/// A text with blanks behind it, so that it takes `columns`.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Lines of a value and the comment behind it, the comments below each other.
pub(super) fn with_comments(lines: &[(String, String)]) -> Vec<String> {
    let column =
        lines.iter().filter(|(_, comment)| !comment.is_empty()).map(|(text, _)| width(text)).max().unwrap_or(0);
    let line = |(text, remark): &(String, String)| match remark.is_empty() {
        true => text.clone(),
        false => format!("{}  {}", padded(text, column), comment(remark, "").join(" ")),
    };
    lines.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn any_text_comes_back_from_its_string() {
        for text in ["甲“乙”", "a\"b\\c", "\u{7}\t", "'''", "", "甲\n乙\\n", "甲\r\n'''乙\"\"\"\n\n丙"] {
            let table: toml::Table = toml::from_str(&format!("a = {}", quoted(text))).unwrap();
            assert_eq!(table["a"].as_str().unwrap(), text);
            let table: toml::Table = toml::from_str(&format!("a = {}", multi_line(text))).unwrap();
            assert_eq!(table["a"].as_str().unwrap().trim_matches('\n'), text.trim_matches('\n'));
        }
    }

    #[test]
    fn comments_hold_no_control_characters() {
        assert_eq!(comment("\n甲\r\n\n乙\u{b}丙\n", "│ "), ["# │ 甲", "# │", "# │ 乙丙"]);
    }

    #[test]
    fn comments_stand_below_each_other() {
        let lines = [("甲 = 1".to_owned(), "一".to_owned()), ("ab".to_owned(), "二".to_owned())];
        assert_eq!(with_comments(&lines), ["甲 = 1  # 一", "ab      # 二"]);
    }
}
