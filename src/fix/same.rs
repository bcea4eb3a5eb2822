//! Whether a report reads as it did, but for what was mended.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::plan::Step;
use crate::check::meant;
use crate::diagnostic::Edited;
use crate::narrative::{Block, Illustration, Inline, Narrative};
use crate::report::{Cell, CellState, Leaf, Tables, leaves, plain_number};

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
            shift += own.iter().map(|step| step.growth()).sum::<isize>();
            let end = one.range.end.checked_add_signed(shift);
            let stands_there = (start, end) == (Some(other.range.start), Some(other.range.end));
            one.key == other.key && stands_there && is_same_value(old, one, new, other, &own)
        });
    is_same && left.next().is_none()
}

fn is_same_value(old: &str, one: &Leaf, new: &str, other: &Leaf, steps: &[&Step]) -> bool {
    if steps.is_empty() {
        return old.get(one.range.clone()) == new.get(other.range.clone());
    }
    match (&one.text, &other.text) {
        // The same string, as much longer or shorter as its edits make it.
        (Some(before), Some(after)) => {
            let grown: isize = steps.iter().map(|step| step.growth()).sum();
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

/// Whether the cells of the tables are what they were, but for those that `steps` have changed: these print and count
/// what was meant. Totals that the file leaves out follow from the others.
pub fn is_same_figures(old: &Tables, new: &Tables, steps: &[Step]) -> bool {
    let cells = |tables: &Tables| -> Vec<Cell> {
        let rows = tables.all().into_iter().flat_map(|table| table.rows());
        rows.flat_map(|(_, row)| row.cells.clone()).collect()
    };
    let (before, after) = (cells(old), cells(new));
    before.len() == after.len() && before.iter().zip(&after).all(|(one, other)| is_same_cell(one, other, steps))
}

fn is_same_cell(old: &Cell, new: &Cell, steps: &[Step]) -> bool {
    if old.state != CellState::Stated || new.state != CellState::Stated {
        return (old.state == CellState::Stated) == (new.state == CellState::Stated);
    }
    let own = |step: &&Step| old.span.is_some_and(|span| step.range.start < span.end && span.start < step.range.end);
    match steps.iter().find(own) {
        None => (&old.text, old.value) == (&new.text, new.value),
        Some(step) if step.what == Edited::Words => old.value == new.value,
        Some(step) => new.text == step.new && new.value.is_some() && new.value == plain_number(&step.new),
    }
}

/// Whether a narrative has the same blocks with the same words, however its marks and digits are written.
pub fn is_same_prose(old: &Narrative, new: &Narrative) -> bool {
    outline(old) == outline(new)
}

/// Whether a narrative shows what stands in some bytes as its text: what it leaves out, since it cannot be read, cannot
/// be compared.
pub fn shows(narrative: &Narrative, range: &Range<usize>) -> bool {
    let notes = narrative.footnotes.iter().flat_map(|note| &note.paragraphs).flatten();
    let mut texts: Vec<&Inline> = notes.collect();
    inlines(&narrative.blocks, &mut texts);
    texts.iter().any(|inline| match inline {
        Inline::Text { span, .. } => span.start <= range.start && range.end <= span.end,
        Inline::LineBreak | Inline::Footnote(_) => false,
    })
}

/// All text of some blocks.
fn inlines<'n>(all: &'n [Block], found: &mut Vec<&'n Inline>) {
    for block in all {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Source(text) => found.extend(text),
            Block::List { items, .. } => items.iter().for_each(|item| inlines(item, found)),
            Block::Quote(inside) => inlines(inside, found),
            Block::Table(table) => {
                found.extend(table.caption.iter().flatten());
                found.extend(table.cells.iter().flat_map(|cell| &cell.lines).flat_map(|line| &line.text));
            }
            Block::Illustrations(all) => found.extend(all.iter().flat_map(|one| &one.caption)),
        }
    }
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
                out.push_str(&format!("|{}x{} {} {:?}", table.columns, table.rows, table.head_rows, table.align));
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
                for Illustration { number, caption, shows, alternative, width, name, .. } in all {
                    let alternative = alternative.as_deref().map(plainly);
                    out.push_str(&format!("!{number:?} {shows:?} {alternative:?} {width:?} {name:?} "));
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
                out.push_str(&plainly(text));
            }
            Inline::LineBreak => out.push('\\'),
            Inline::Footnote(index) => out.push_str(&format!("[{index}]")),
        }
    }
}

/// A text as it is compared; two hyphens stand for one dash.
fn plainly(text: &str) -> String {
    text.chars().filter_map(plain).nfkc().collect::<String>().replace("--", "-")
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

    fn step(text: &str, old: &str, new: &str) -> Step {
        let start = text.find(old).unwrap_or_default();
        let (old, new) = (old.to_owned(), new.to_owned());
        Step {
            range: start..start + old.len(),
            old,
            new,
            code: "toy",
            key: String::new(),
            what: Edited::Words,
            pair: None,
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
