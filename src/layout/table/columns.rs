//! Widths of columns: the official proportions as a start, or what the content asks for; never less than what cannot be
//! divided, so that no figure crosses a rule.

use super::cells::CellText;
use super::decimals::Decimals;
use crate::compose::document::{Align, CellRole, Column, Table};
use crate::units::Pt;

// What follows is this program's choice, made by eye. Widths in em of the table's text.

/// A column is comfortable if a line of it holds two characters: below that, heads are set vertically.
const COMFORT: f64 = 2.0;
/// A column of text to read is comfortable with lines of five.
const COMFORT_OF_TEXT: f64 = 5.0;
/// A column that is no wider than this on one line is one of short words and figures, whose cells are not divided where
/// another column has room to give.
const SHORT: f64 = 8.0;
/// Short columns side by side whose widths differ by no more than this are of one kind, such as twelve months.
const ALIKE: f64 = 2.0;

/// What a table's text needs of its columns.
pub(super) struct Wishes {
    columns: Vec<(Wish, Column)>,
    em: Pt,
    padding: Pt,
}

/// What a column asks for.
#[derive(Clone, Copy, Default)]
struct Wish {
    /// The widest part of its cells that cannot be divided.
    least: Pt,
    /// As much as it is to have before the type is made smaller.
    comfort: Pt,
    /// Its widest cell on one line.
    most: Pt,
    /// The same where heads are set vertically.
    under_upright_heads: Pt,
}

/// How narrow columns may become.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Floor {
    /// Two characters, five of text to read.
    Comfort,
    /// What cannot be divided.
    Least,
}

impl Wishes {
    /// The wishes of a table whose text is set in a size, with room between it and its rules.
    pub(super) fn new(table: &Table, texts: &[CellText], decimals: &Decimals, em: Pt, padding: Pt) -> Wishes {
        let wishes = of_columns(table, texts, decimals, em, padding * 2.0);
        Wishes { columns: wishes.into_iter().zip(table.columns.iter().copied()).collect(), em, padding: padding * 2.0 }
    }

    /// Widths that add up to the table's, none below its floor; `None` if there are none.
    pub(super) fn widths(&self, width: Pt, floor: Floor) -> Option<Vec<Pt>> {
        let wish = |wish: &Wish| match floor {
            Floor::Comfort => Wish { least: wish.least.max(wish.comfort), ..*wish },
            Floor::Least => Wish { most: wish.under_upright_heads, ..*wish },
        };
        let columns: Vec<(Wish, Column)> = self.columns.iter().map(|(own, column)| (wish(own), *column)).collect();
        if sum(&columns, |wish| wish.least) > width {
            return None;
        }
        let even = self.evened(&columns);
        // Columns of one kind are alike, unless that would divide what has its place.
        let divides = |of: fn(&Wish) -> Pt| sum(&columns, of) <= width && sum(&even, of) > width;
        let columns = if divides(|wish| wish.least) || divides(|wish| wish.most) { columns } else { even };
        let shares: Option<Vec<f64>> = columns
            .iter()
            .map(|(_, column)| if let Column::Share(share) = column { Some(*share) } else { None })
            .collect();
        let wishes: Vec<Wish> = columns.iter().map(|(wish, _)| *wish).collect();
        Some(match shares {
            // An official one is its proportion, but never less than it needs.
            Some(shares) => {
                let grown = |(wish, share): (&Wish, &f64), number: f64| wish.least.max(Pt(share * number));
                filling(|number| wishes.iter().zip(&shares).map(|pair| grown(pair, number)).collect(), width)
            }
            None => self.of_content(&wishes, width),
        })
    }

    /// Widths where not even the least are there: the widest columns give in to one width.
    pub(super) fn squeezed(&self, width: Pt) -> Vec<Pt> {
        filling(|most| self.columns.iter().map(|(wish, _)| wish.least.min(Pt(most))).collect(), width)
    }

    /// Columns of one kind that stand side by side ask for the same.
    fn evened(&self, columns: &[(Wish, Column)]) -> Vec<(Wish, Column)> {
        let mut even = columns.to_vec();
        let mut start = 0;
        while start < even.len() {
            let length = (1..=even.len() - start)
                .take_while(|length| self.are_alike(&columns[start..start + length]))
                .last()
                .unwrap_or(1);
            let kind = &mut even[start..start + length];
            let most = |of: fn(&Wish) -> Pt| kind.iter().map(|(wish, _)| of(wish)).fold(Pt::ZERO, Pt::max);
            let wish = Wish {
                least: most(|wish| wish.least),
                comfort: most(|wish| wish.comfort),
                most: most(|wish| wish.most),
                under_upright_heads: most(|wish| wish.under_upright_heads),
            };
            kind.iter_mut().for_each(|(own, _)| *own = wish);
            start += length;
        }
        even
    }

    fn are_alike(&self, columns: &[(Wish, Column)]) -> bool {
        let Some((first, share)) = columns.first() else { return false };
        if let Column::Share(_) = share {
            return columns.iter().all(|(_, other)| other == share);
        }
        let most = columns.iter().map(|(wish, _)| wish.most).fold(first.most, Pt::max);
        let least = columns.iter().map(|(wish, _)| wish.most).fold(first.most, Pt::min);
        columns.len() == 1 || (self.is_short(most) && most - least <= self.em * ALIKE)
    }

    fn is_short(&self, most: Pt) -> bool {
        most <= self.em * SHORT + self.padding
    }

    /// Columns that all fit on one line share what is left, half of it evenly and half as they are wide. Else short
    /// columns stay on one line and the others give way, the longer the more.
    fn of_content(&self, wishes: &[Wish], width: Pt) -> Vec<Pt> {
        let all: Pt = wishes.iter().map(|wish| wish.most).sum();
        let left = width - all;
        if left >= Pt::ZERO {
            let part = |wish: &Wish| (1.0 / wishes.len() as f64 + wish.most / all) / 2.0;
            return wishes.iter().map(|wish| wish.most + left * part(wish)).collect();
        }
        let short: Vec<bool> = wishes.iter().map(|wish| self.is_short(wish.most)).collect();
        let kept = |short: &[bool]| -> Vec<Wish> {
            let keep = |(wish, short): (&Wish, &bool)| if *short { Wish { least: wish.most, ..*wish } } else { *wish };
            wishes.iter().zip(short).map(keep).collect()
        };
        let room = |wish: &Wish| wish.least.max(wish.most.min(self.em * SHORT + self.padding));
        let whole = kept(&short);
        let wishes = if whole.iter().map(room).sum::<Pt>() <= width { whole } else { wishes.to_vec() };
        // The height of a column is its text by its width: as the root of its text, the longer of two columns has more
        // lines, but neither is a tower beside the other.
        let grown = |wish: &Wish, number: f64| wish.least.max(wish.most.min(Pt(wish.most.0.max(0.0).sqrt() * number)));
        filling(|number| wishes.iter().map(|wish| grown(wish, number)).collect(), width)
    }
}

fn sum(columns: &[(Wish, Column)], of: impl Fn(&Wish) -> Pt) -> Pt {
    columns.iter().map(|(wish, _)| of(wish)).sum()
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

fn of_columns(table: &Table, texts: &[CellText], decimals: &Decimals, em: Pt, padding: Pt) -> Vec<Wish> {
    let bare = padding + Pt(1.0);
    let mut wishes =
        vec![Wish { least: bare, comfort: bare, most: bare, under_upright_heads: bare }; table.columns.len()];
    let cells = || table.cells.iter().zip(texts);
    for (cell, text) in cells().filter(|(cell, _)| cell.column_span <= 1) {
        let Some(wish) = wishes.get_mut(cell.column) else { continue };
        let block = if cell.align == Align::Decimal { decimals.width(cell.column) } else { Pt::ZERO };
        let most = text.natural_width().max(block) + padding;
        wish.least = wish.least.max(text.least_width().max(block) + padding);
        wish.most = wish.most.max(most);
        let upright = text.upright.filter(|_| cell.role == CellRole::Head).map(|upright| upright + padding);
        wish.under_upright_heads = wish.under_upright_heads.max(upright.unwrap_or(most));
        let to_read = cell.align == Align::Left && most > em * SHORT + padding;
        let official = matches!(table.columns.get(cell.column), Some(Column::Share(_)));
        let comfort = if to_read && !official { COMFORT_OF_TEXT } else { COMFORT };
        wish.comfort = wish.comfort.max(most.min(em * comfort + padding));
    }
    // What a cell over several columns needs beyond theirs is put on them evenly.
    for (cell, text) in cells().filter(|(cell, _)| cell.column_span > 1) {
        let end = (cell.column + cell.column_span).min(wishes.len());
        let Some(spanned) = wishes.get_mut(cell.column..end) else { continue };
        let missing = text.least_width() + padding - spanned.iter().map(|wish| wish.least).sum();
        if missing > Pt::ZERO {
            let part = missing / spanned.len() as f64;
            for wish in spanned {
                wish.least += part;
                wish.most = wish.most.max(wish.least);
                wish.under_upright_heads = wish.under_upright_heads.max(wish.least);
            }
        }
    }
    wishes
}
