//! Widths of columns: the official proportions as a start, or what the content asks for; never less than what cannot be
//! divided, if there is room for that.

use super::extent::Extent;
use super::is_official;
use crate::compose::document::{Align, Column, Table};
use crate::units::Pt;

// What follows is this program's choice, the same as for the PDF. Widths in em of the table's text.

/// A column is comfortable if a line of it holds two characters.
const COMFORT: f64 = 2.0;
/// A column of text to read is comfortable with lines of five.
const COMFORT_OF_TEXT: f64 = 5.0;
/// A column that is no wider than this on one line is one of short words and figures.
const SHORT: f64 = 8.0;

/// What a column asks for.
#[derive(Clone, Copy, Default)]
struct Wish {
    least: f64,
    comfort: f64,
    most: f64,
}

/// How narrow columns may become.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Floor {
    /// Two characters, five of text to read.
    Comfort,
    /// What cannot be divided.
    Least,
}

/// Widths that add up to the table's, by the size of its text and the room between that and the rules; `None` if some
/// column would be below its floor.
pub(super) fn widths(
    table: &Table,
    extents: &[Extent],
    room: Pt,
    em: Pt,
    padding: Pt,
    floor: Floor,
) -> Option<Vec<Pt>> {
    let wishes = wishes(table, extents, padding * 2.0 / em);
    let wishes = wishes.into_iter().map(|wish| match floor {
        Floor::Comfort => Wish { least: wish.least.max(wish.comfort), ..wish },
        Floor::Least => wish,
    });
    let wishes: Vec<Wish> = wishes.collect();
    let width = room / em;
    if wishes.iter().map(|wish| wish.least).sum::<f64>() > width {
        return None;
    }
    let widths = match is_official(table) {
        true => of_shares(&table.columns, &wishes, width),
        false => of_content(&wishes, width, padding * 2.0 / em),
    };
    Some(widths.into_iter().map(|width| em * width).collect())
}

/// Widths where not even the least are there: the widest columns give in to one width.
pub(super) fn squeezed(table: &Table, extents: &[Extent], room: Pt, em: Pt, padding: Pt) -> Vec<Pt> {
    let wishes = wishes(table, extents, padding * 2.0 / em);
    let widths = filling(|most| wishes.iter().map(|wish| wish.least.min(most)).collect(), room / em);
    let sum: f64 = widths.iter().sum();
    widths.into_iter().map(|width| room * (width / sum.max(f64::MIN_POSITIVE))).collect()
}

/// An official column is its proportion, but never less than it needs.
fn of_shares(columns: &[Column], wishes: &[Wish], width: f64) -> Vec<f64> {
    let share = |column: &Column| if let Column::Share(share) = column { *share } else { 1.0 };
    filling(
        |number| columns.iter().zip(wishes).map(|(column, wish)| wish.least.max(share(column) * number)).collect(),
        width,
    )
}

/// Columns that all fit on one line share what is left, half of it evenly and half as they are wide. Else short columns
/// stay on one line and the others give way, the longer the more.
fn of_content(wishes: &[Wish], width: f64, padding: f64) -> Vec<f64> {
    let all: f64 = wishes.iter().map(|wish| wish.most).sum();
    let left = width - all;
    if left >= 0.0 {
        let part = |wish: &Wish| (1.0 / wishes.len() as f64 + wish.most / all) / 2.0;
        return wishes.iter().map(|wish| wish.most + left * part(wish)).collect();
    }
    let short = SHORT + padding;
    let kept = |wish: &Wish| if wish.most <= short { Wish { least: wish.most, ..*wish } } else { *wish };
    let whole: Vec<Wish> = wishes.iter().map(kept).collect();
    let room = |wish: &Wish| wish.least.max(wish.most.min(short));
    let wishes = if whole.iter().map(room).sum::<f64>() <= width { whole } else { wishes.to_vec() };
    // As the root of its text, the longer of two columns has more lines, but neither is a tower beside the other.
    let grown = |wish: &Wish, number: f64| wish.least.max(wish.most.min(wish.most.sqrt() * number));
    filling(|number| wishes.iter().map(|wish| grown(wish, number)).collect(), width)
}

/// Widths that fill a table: they grow with a number, and the one at which they do is found by halving.
fn filling(widths: impl Fn(f64) -> Vec<f64>, width: f64) -> Vec<f64> {
    let fills = |number: f64| widths(number).into_iter().sum::<f64>() >= width;
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

fn wishes(table: &Table, extents: &[Extent], padding: f64) -> Vec<Wish> {
    let bare = Wish { least: padding + 0.1, comfort: padding, most: padding + 0.1 };
    let mut wishes = vec![bare; table.columns.len()];
    let cells = || table.cells.iter().zip(extents);
    for (cell, extent) in cells().filter(|(cell, _)| cell.column_span <= 1) {
        let Some(wish) = wishes.get_mut(cell.column) else { continue };
        wish.least = wish.least.max(extent.least + padding);
        wish.most = wish.most.max(extent.most + padding);
        let is_to_read = cell.align == Align::Left && extent.most > SHORT && !is_official(table);
        let comfort = if is_to_read { COMFORT_OF_TEXT } else { COMFORT };
        wish.comfort = wish.comfort.max(extent.most.min(comfort) + padding);
    }
    // What a cell over several columns needs beyond theirs is put on them evenly.
    for (cell, extent) in cells().filter(|(cell, _)| cell.column_span > 1) {
        let end = cell.column.saturating_add(cell.column_span).min(wishes.len());
        let Some(spanned) = wishes.get_mut(cell.column..end) else { continue };
        let missing = extent.least + padding - spanned.iter().map(|wish| wish.least).sum::<f64>();
        if missing > 0.0 {
            let part = missing / spanned.len() as f64;
            for wish in spanned {
                wish.least += part;
                wish.most = wish.most.max(wish.least);
            }
        }
    }
    wishes
}
