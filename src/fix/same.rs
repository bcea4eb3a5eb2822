//! Whether a report reads as it did, but for what was mended.

use unicode_normalization::UnicodeNormalization;

use super::plan::Step;
use crate::check::meant;
use crate::narrative::{Block, Illustration, Inline, Narrative, Narratives};
use crate::report::{Leaf, leaves};

/// Whether a data file has the same keys with the same values in the same order, but where `steps` have changed some.
pub fn is_same_data(old: &str, new: &str, steps: &[Step]) -> bool {
    let (before, after) = (leaves(old), leaves(new));
    let mut left = steps.iter().peekable();
    // By how much later what follows stands in the new text.
    let mut shift = 0_isize;
    let is_same = before.len() == after.len()
        && before.iter().zip(&after).all(|(one, other)| {
            let mut own: Vec<&Step> = Vec::new();
            while let Some(step) = left.next_if(|step| step.range.start < one.range.end) {
                own.push(step);
            }
            let start = one.range.start.checked_add_signed(shift);
            shift += own.iter().map(|step| grown(step)).sum::<isize>();
            let end = one.range.end.checked_add_signed(shift);
            let stands_there = (start, end) == (Some(other.range.start), Some(other.range.end));
            one.key == other.key && stands_there && is_same_value(old, one, new, other, &own)
        });
    is_same && left.next().is_none()
}

/// By how many bytes a step makes a text longer.
fn grown(step: &Step) -> isize {
    isize::try_from(step.new.len()).unwrap_or(isize::MAX) - isize::try_from(step.old.len()).unwrap_or(isize::MAX)
}

fn is_same_value(old: &str, one: &Leaf, new: &str, other: &Leaf, steps: &[&Step]) -> bool {
    if steps.is_empty() {
        return old.get(one.range.clone()) == new.get(other.range.clone());
    }
    match (&one.text, &other.text) {
        // The same string, as much longer or shorter as its edits make it.
        (Some(before), Some(after)) => {
            let grown: isize = steps.iter().map(|step| grown(step)).sum();
            before.len().checked_add_signed(grown) == Some(after.len())
        }
        // A figure in the place of a text, or of another figure.
        (_, None) => {
            let is_alone = steps.iter().all(|step| step.range == one.range);
            is_alone && steps.last().is_some_and(|step| new.get(other.range.clone()) == Some(&step.new))
        }
        (None, Some(_)) => false,
    }
}

/// Whether all prose has the same blocks with the same words, however its marks and digits are written.
pub fn is_same_prose(old: &Narratives, new: &Narratives) -> bool {
    old.iter().map(outline).eq(new.iter().map(outline))
}

/// The blocks of a narrative and their words, plainly written.
fn outline(narrative: &Narrative) -> String {
    let mut out = String::new();
    blocks(&narrative.blocks, &mut out);
    for note in &narrative.footnotes {
        out.push_str("\n^");
        note.paragraphs.iter().for_each(|text| words(text, &mut out));
    }
    out
}

fn blocks(all: &[Block], out: &mut String) {
    for block in all {
        out.push('\n');
        match block {
            Block::Heading { level, number, text, runs_on, .. } => {
                out.push_str(&format!("#{level} {number} {runs_on} "));
                words(text, out);
            }
            Block::Paragraph(text) => words(text, out),
            Block::Source(text) => {
                out.push('@');
                words(text, out);
            }
            Block::List { first, in_brackets, items } => {
                out.push_str(&format!("- {first:?} {in_brackets}"));
                for item in items {
                    out.push_str("\n+");
                    blocks(item, out);
                }
                out.push_str("\n-");
            }
            Block::Quote(inside) => {
                out.push('>');
                blocks(inside, out);
                out.push_str("\n<");
            }
            Block::Table(table) => {
                out.push_str(&format!("|{}x{} {}", table.columns, table.rows, table.head_rows));
                out.push_str(&format!("{:?} {:?}", table.number, table.name));
                table.caption.iter().for_each(|caption| words(caption, out));
                for cell in &table.cells {
                    out.push_str(&format!("\n|{} {} {} {}", cell.row, cell.column, cell.row_span, cell.column_span));
                    for line in &cell.lines {
                        out.push(if line.item { '*' } else { '/' });
                        words(&line.text, out);
                    }
                }
            }
            Block::Illustrations(all) => {
                for Illustration { number, caption, shows, width, name, .. } in all {
                    out.push_str(&format!("!{number:?} {shows:?} {width:?} {name:?} "));
                    words(caption, out);
                }
            }
        }
    }
}

fn words(text: &[Inline], out: &mut String) {
    for inline in text {
        match inline {
            Inline::Text { text, emphasis, link, .. } => {
                out.push_str(&format!("{emphasis:?}{link:?}"));
                out.extend(text.chars().filter_map(plain).nfkc());
            }
            Inline::LineBreak => out.push('\\'),
            Inline::Footnote(index) => out.push_str(&format!("[{index}]")),
        }
    }
}

/// A character as it is compared: one of each pair that an edit may put in the place of another, none that an edit may
/// delete.
fn plain(ch: char) -> Option<char> {
    match ch {
        '“' | '”' => Some('"'),
        '‘' | '’' => Some('\''),
        '〈' => Some('<'),
        '〉' => Some('>'),
        '—' | '～' | '‐' | '‑' | '－' => Some('-'),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => None,
        '\u{AD}' | '\u{61C}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => None,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => None,
        ch => meant(ch).or(Some(ch)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Edited;

    fn step(text: &str, old: &str, new: &str) -> Step {
        let start = text.find(old).unwrap_or_default();
        let (old, new) = (old.to_owned(), new.to_owned());
        Step {
            range: start..start + old.len(),
            line: 1,
            old,
            new,
            code: "toy",
            key: String::new(),
            what: Edited::Words,
        }
    }

    fn is_same(text: &str, old: &str, new: &str) -> bool {
        let step = step(text, old, new);
        is_same_data(text, &text.replacen(old, new, 1), &[step])
    }

    #[test]
    fn only_the_values_that_were_edited_differ() {
        assert!(is_same("a = '甲,乙' # 注\nb = [1, '2件']", ",", "，"));
        assert!(is_same("a = '甲'\nb = [1, '2件']", "'2件'", "2"));
        // An edit that is none of a value, or makes a text of more than it was.
        assert!(!is_same("a = '甲' # 注,\nb = 1", ",", "，"));
        assert!(!is_same("a = \"甲,乙\"\nb = 1", ",", "\\n"));
        assert!(!is_same("a = '甲,乙'\nb = 1", ",", "' #"));
        assert!(!is_same_data("a = 1\nb = 2", "a = 1\nb = 3", &[]));
    }
}
