//! A relation that a form sets between its figures (勾稽关系): two sums that are equal.

use rust_decimal::Decimal;

use super::sums::{finding_about, mismatch, sum};
use super::tables::{Figure, FigureTable};
use crate::diagnostic::{Diagnostic, Message, Rule};
use crate::report::CellState;

/// Two sums that must be equal.
pub(in crate::check) struct Relation<'a> {
    /// The rule that demands it.
    pub rule: &'static Rule,
    /// What a message calls it.
    pub name: Message,
    /// What is told of it by itself, if it does not hold.
    pub broken: Option<Diagnostic>,
    /// Whether the file states none of its figures: the program has computed them all.
    pub is_computed: bool,
    /// Keys of the figures that the rule names.
    named: Vec<String>,
    /// Key of the total, if one of the sums is that of its parts.
    total: Option<String>,
    /// Both sums in terms of the cells that the office fills in; `None` where they are not made of such cells alone.
    sides: Option<[Vec<Figure<'a>>; 2]>,
}

impl<'a> Relation<'a> {
    /// Two sums of a table; `broken` is what is told if they differ.
    pub fn new(
        rule: &'static Rule,
        name: Message,
        table: &FigureTable<'a>,
        sums: [&[Figure<'a>]; 2],
        broken: Option<Diagnostic>,
    ) -> Relation<'a> {
        let is_computed = sums.iter().copied().flatten().all(|figure| figure.cell.state != CellState::Stated);
        let named = sums.iter().copied().flatten().map(|figure| figure.key.clone()).collect();
        Relation { rule, name, broken, is_computed, named, total: None, sides: sides(table, sums) }
    }

    /// What is wrong with several relations of a rule at once.
    pub fn of_several(rule: &'static Rule, name: Message, broken: Diagnostic) -> Relation<'a> {
        let sides = Some([Vec::new(), Vec::new()]);
        Relation { rule, name, broken: Some(broken), is_computed: false, named: Vec::new(), total: None, sides }
    }

    /// A total and its parts, which `what` names.
    pub fn of_total(
        rule: &'static Rule,
        name: Message,
        table: &FigureTable<'a>,
        (total, parts): (Figure<'a>, Vec<Figure<'a>>),
        what: &Message,
    ) -> Relation<'a> {
        let broken = mismatch(&total, &parts, what).map(|message| {
            let figures: Vec<&Figure> = [&total].into_iter().chain(&parts).collect();
            finding_about(Diagnostic::error(rule, message), &figures)
        });
        let of_parts = Relation::new(rule, name, table, [std::slice::from_ref(&total), &parts], broken);
        Relation { total: Some(total.key), ..of_parts }
    }

    /// Whether its total is that of a row.
    pub fn is_total_of(&self, row: &str) -> bool {
        let column = self.total.as_ref().and_then(|total| total.strip_prefix(row)?.strip_prefix('.'));
        column.is_some_and(|column| !column.contains('.'))
    }

    /// Whether a figure is its total.
    pub fn is_total(&self, figure: &Figure) -> bool {
        self.total.as_ref() == Some(&figure.key)
    }

    /// Whether a figure of some key stands in it, be it within a total that is computed.
    pub fn has(&self, key: &str) -> bool {
        self.named.iter().any(|named| named == key) || self.figures().any(|figure| figure.key == key)
    }

    /// Whether it is known which cells of the office it is made of.
    pub fn is_resolved(&self) -> bool {
        self.sides.is_some()
    }

    /// The cells that the office fills in and that it is made of.
    pub fn figures(&self) -> impl Iterator<Item = &Figure<'a>> {
        self.sides.iter().flatten().flatten()
    }

    /// By how much the first sum is more than the second.
    pub fn difference(&self) -> Option<Decimal> {
        let [left, right] = self.sides.as_ref()?;
        sum(left).unwrap_or_default().checked_sub(sum(right).unwrap_or_default())
    }

    /// What a figure must be for it to hold, and the sum that says so: `8+1-1=8`. Nothing if it does not stand in it.
    pub fn solved_for(&self, figure: &Figure) -> Option<(Decimal, String)> {
        let [left, right] = self.sides.as_ref()?;
        let stands_in = |side: &[Figure]| side.iter().any(|other| other.is(figure));
        let (own, opposite) = if stands_in(left) { (left, right) } else { (right, left) };
        if !stands_in(own) {
            return None;
        }
        let beside = || own.iter().filter(|other| !other.is(figure));
        let value = sum(opposite).unwrap_or_default().checked_sub(sum(beside()).unwrap_or_default())?;
        let added: Vec<String> = opposite.iter().filter(|other| other.counts()).map(Figure::shown).collect();
        let taken: Vec<String> =
            beside().filter(|other| other.counts()).map(|other| format!("-{}", other.shown())).collect();
        let is_alone = added.len() + taken.len() < 2;
        let sum = added.join("+") + &taken.concat();
        Some((value, if is_alone { value.to_string() } else { format!("{sum}={value}") }))
    }
}

/// Both sums in terms of the cells that the office fills in. What stands in both says nothing and is left out.
fn sides<'a>(table: &FigureTable<'a>, sums: [&[Figure<'a>]; 2]) -> Option<[Vec<Figure<'a>>; 2]> {
    let [left, right] = sums.map(|figures| {
        let cells = figures.iter().map(|figure| table.filled_in(&figure.row, figure.column_index));
        cells.collect::<Option<Vec<_>>>().map(|cells| cells.into_iter().flatten().collect::<Vec<_>>())
    });
    let (mut left, mut right) = (left?, right?);
    let common: Vec<_> =
        left.iter().filter(|one| right.iter().any(|other| one.is(other))).map(|one| one.cell).collect();
    for side in [&mut left, &mut right] {
        side.retain(|figure| !common.iter().any(|cell| std::ptr::eq(*cell, figure.cell)));
    }
    Some([left, right])
}
