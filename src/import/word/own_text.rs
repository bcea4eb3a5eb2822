//! Lines of files of this program as the Markdown of a data file (docs/data-file.md, 正文).

use super::body::lines;
use super::signs::{LINK, LINK_END, Part, RUN_IN, STRONG, TARGET, parts};
use crate::import::blocks::{Line, Mark};
use crate::import::markdown::escaped;
use crate::import::markdown::{numbered_as_markdown, numbered_as_typed};

/// Mark of the lines of a cell that are items.
const ITEM: char = '•';

/// A line as Markdown, line breaks kept.
pub(super) fn as_markdown(line: &Line) -> Line {
    let mut out = Line { is_markdown: true, ..Line::default() };
    let mut begins_line = true;
    for part in without_seams(parts(line)) {
        match part {
            Part::Text(text) => {
                for (at, piece) in text.split('\n').enumerate() {
                    if at > 0 {
                        out.push_str("\\\n");
                    }
                    out.push_str(&escaped(piece, at > 0 || begins_line));
                }
                begins_line = text.ends_with('\n');
            }
            Part::Sign(STRONG) => out.push_str("**"),
            Part::Sign(LINK) => {
                // Behind an exclamation mark it would be a picture.
                if out.text.ends_with('!') {
                    let last = out.text.len() - 1;
                    insert(&mut out, last, "\\");
                }
                out.push_str("[");
            }
            Part::Sign(TARGET) => out.push_str("]("),
            Part::Sign(LINK_END) => out.push_str(")"),
            Part::Address(address) => {
                let is_plain = !address.contains([' ', '(', ')', '<', '>', '\\']);
                let address =
                    if is_plain { address.to_owned() } else { format!("<{}>", address.replace(['<', '>'], "")) };
                out.push_str(&address);
            }
            Part::Sign(_) => {}
            Part::Mark(note) => out.push_mark(note),
        }
    }
    out
}

/// Parts of a line in which strong stretches that stand side by side are one, and none is empty.
fn without_seams(parts: Vec<Part>) -> Vec<Part> {
    let mut whole: Vec<Part> = Vec::new();
    for part in parts {
        if matches!((whole.last(), &part), (Some(Part::Sign(STRONG)), Part::Sign(STRONG))) {
            whole.pop();
        } else {
            whole.push(part);
        }
    }
    whole
}

/// A paragraph as Markdown: what only looks like the number of a heading or an item is none, in a quote as well.
pub(super) fn prose(line: &Line, is_quoted: bool) -> Line {
    let mut out = as_markdown(line);
    let written = if is_quoted { numbered_as_markdown } else { numbered_as_typed };
    let escaped = written(out.text.clone());
    let same = out.text.bytes().zip(escaped.bytes()).take_while(|(one, other)| one == other).count();
    if escaped.len() > out.text.len() {
        insert(&mut out, same, "\\");
    }
    out
}

/// A heading of a level, without its number.
pub(super) fn heading(line: &Line, level: usize) -> Line {
    let mut heading = as_markdown(line);
    // Signs at its end would close it.
    if heading.text.ends_with('#') {
        let last = heading.text.len() - 1;
        insert(&mut heading, last, "\\");
    }
    heading.led_by(&format!("{} ", "#".repeat(level)))
}

/// The text of a cell as Markdown.
pub(super) fn in_a_cell(text: &Line) -> Line {
    let mut cell = Line::default();
    for (at, line) in lines(text).iter().enumerate() {
        if at > 0 {
            cell.push_str("<br>");
        }
        let is_item = line.text.starts_with(ITEM);
        if is_item {
            cell.push_str("- ");
        }
        cell.push_line(&as_markdown(&if is_item { line.behind(ITEM.len_utf8()) } else { line.clone() }));
    }
    cell
}

/// A text of several lines with something before each but the first; blank ones have no blanks at their end.
pub(super) fn indented(line: &Line, indent: &str) -> Line {
    let mut out = Line { text: String::new(), marks: Vec::new(), ..*line };
    let mut start = 0;
    for (at, piece) in line.text.split('\n').enumerate() {
        if at > 0 {
            out.push_str("\n");
            out.push_str(if piece.is_empty() { indent.trim_end() } else { indent });
        }
        let end = start + piece.len();
        let own = line.marks.iter().filter(|mark| (start..=end).contains(&mark.at));
        let shift = out.text.len();
        out.marks.extend(own.map(|mark| Mark { at: mark.at - start + shift, ..*mark }));
        out.push_str(piece);
        start = end + 1;
    }
    out
}

/// The two parts of a paragraph that begins with a heading.
pub(super) fn divided_at(line: &Line, at: usize) -> (Line, Line) {
    let (before, behind): (Vec<Mark>, Vec<Mark>) = line.marks.iter().partition(|mark| mark.at <= at);
    let text = |range: Option<&str>| range.unwrap_or_default().to_owned();
    let behind = behind.into_iter().map(|mark| Mark { at: mark.at - at, ..mark }).collect();
    (
        Line { text: text(line.text.get(..at)), marks: before, ..*line },
        Line { text: text(line.text.get(at..)), marks: behind, ..*line },
    )
}

/// Where the heading ends with which a paragraph begins.
pub(super) fn end_of_run_in(line: &Line) -> usize {
    let ends = crate::narrative::RUN_IN_ENDS;
    let first_end = || line.text.find(ends).and_then(|at| Some(at + line.text.get(at..)?.chars().next()?.len_utf8()));
    line.text.find(RUN_IN).or_else(first_end).unwrap_or(line.text.len())
}

fn insert(line: &mut Line, at: usize, text: &str) {
    line.text.insert_str(at, text);
    line.marks.iter_mut().filter(|mark| mark.at > at).for_each(|mark| mark.at += text.len());
}
