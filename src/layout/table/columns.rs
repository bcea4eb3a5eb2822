//! Widths of columns: the official proportions as a start, or what the content asks for; never less than what cannot be
//! divided, so that no figure crosses a rule.

use super::PADDING;
use crate::compose::document::{Column, Table};
use crate::text::Paragraph;
use crate::units::Pt;

/// Column widths that add up to the table's.
pub(super) struct Columns {
    pub(super) widths: Vec<Pt>,
    /// Whether some column is narrower than its content needs.
    pub(super) crowded: bool,
}

/// What a column asks for.
#[derive(Clone, Copy, Default)]
struct Wish {
    /// The widest part of its cells that cannot be divided.
    least: Pt,
    /// Its widest cell on one line.
    most: Pt,
}

/// Divides the width of a table among its columns.
pub(super) fn widths(table: &Table, texts: &[Vec<Paragraph>], width: Pt) -> Columns {
    let wishes = wishes(table, texts);
    let least: Pt = wishes.iter().map(|wish| wish.least).sum();
    if least > width {
        // Not even the smallest text fits: the widest columns give in to one width, and their long words are divided.
        let capped = |most: f64| wishes.iter().map(|wish| wish.least.min(Pt(most))).collect::<Vec<Pt>>();
        return Columns { widths: filling(capped, width), crowded: true };
    }
    let at = |share: f64| -> Vec<Pt> {
        wishes.iter().zip(&table.columns).map(|(wish, column)| grown(*wish, *column, share)).collect()
    };
    Columns { widths: filling(at, width), crowded: false }
}

/// Widths that fill a table: they grow with a number, and the one at which they do is found by halving.
fn filling(widths: impl Fn(f64) -> Vec<Pt>, width: Pt) -> Vec<Pt> {
    let fills = |number: f64| widths(number).into_iter().sum::<Pt>() >= width;
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        if fills(high) {
            break;
        }
        high *= 2.0;
    }
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if fills(middle) { high = middle } else { low = middle }
    }
    widths(high)
}

/// Width of a column at a share: an official one is its proportion, but never less than it needs; one of content grows
/// from what it needs to what it would like, and on in that proportion.
fn grown(wish: Wish, column: Column, share: f64) -> Pt {
    match column {
        Column::Share(proportion) => wish.least.max(Pt(proportion * share)),
        Column::Content if share <= 1.0 => wish.least + (wish.most - wish.least) * share,
        Column::Content => wish.most * share,
    }
}

fn wishes(table: &Table, texts: &[Vec<Paragraph>]) -> Vec<Wish> {
    let padding = PADDING * 2.0;
    let mut wishes = vec![Wish { least: padding + Pt(1.0), most: padding + Pt(1.0) }; table.columns.len()];
    let cells = || table.cells.iter().zip(texts);
    for (cell, text) in cells().filter(|(cell, _)| cell.column_span <= 1) {
        if let Some(wish) = wishes.get_mut(cell.column) {
            for line in text {
                wish.least = wish.least.max(line.least_width() + padding);
                wish.most = wish.most.max(line.natural_width() + padding);
            }
        }
    }
    // What a cell over several columns needs beyond theirs is put on them evenly.
    for (cell, text) in cells().filter(|(cell, _)| cell.column_span > 1) {
        let end = (cell.column + cell.column_span).min(wishes.len());
        let Some(spanned) = wishes.get_mut(cell.column..end) else { continue };
        let least = text.iter().map(Paragraph::least_width).fold(Pt::ZERO, Pt::max) + padding;
        let missing = least - spanned.iter().map(|wish| wish.least).sum();
        if missing > Pt::ZERO {
            let part = missing / spanned.len() as f64;
            for wish in spanned {
                wish.least += part;
                wish.most = wish.most.max(wish.least);
            }
        }
    }
    wishes
}
