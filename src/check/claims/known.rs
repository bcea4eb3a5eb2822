//! What the tables hold for the figures of a passage: a figure that contradicts them is told by `narrative-figure`,
//! and what hangs on it is not told once more.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cells::{Sum, value};
use super::claim::{Claim, Said, Statements};
use super::texts::Text;
use crate::check::prose::figure::Figure;
use crate::check::subject::Subject;
use crate::form::{APPLICATIONS, TOTAL_COLUMN};

/// The figures of a passage that speak of cells, by the byte that they open at: what these cells hold.
#[derive(Default)]
pub(super) struct Known(BTreeMap<usize, Cells>);

/// What some cells of a table hold.
#[derive(Clone)]
struct Cells {
    table: &'static str,
    values: Vec<Decimal>,
    /// Whether the figure is none of them.
    contradicts: bool,
}

/// The figures of every passage, by the passage's place.
pub(super) fn read_known(subject: &Subject) -> BTreeMap<usize, Known> {
    let claims = subject.claims.of(subject).iter();
    let cells = |said: &Statements| {
        let claims = said.claims.iter().filter(|claim| !claim.is_part);
        Known(claims.filter_map(|claim| cells(subject, claim)).collect())
    };
    claims.map(|(passage, said)| (*passage, cells(said))).collect()
}

fn cells(subject: &Subject, claim: &Claim) -> Option<(usize, Cells)> {
    let Said::Figure(figure) = &claim.said else { return None };
    let table = claim.means.first()?.table;
    let values: Vec<Decimal> = claim.means.iter().filter_map(|sum| Some(value(&subject.this, sum)?.value)).collect();
    (!values.is_empty()).then_some((
        figure.range.start,
        Cells { table, contradicts: !values.iter().any(|value| figure.agrees(*value)), values },
    ))
}

impl Known {
    /// The same of a text that is made of several passages.
    pub fn of_text(known: &BTreeMap<usize, Known>, text: &Text) -> Known {
        let parts = text.parts().iter().filter_map(|(start, passage)| Some((start, known.get(passage)?)));
        let cells = parts.flat_map(|(start, own)| own.0.iter().map(move |(at, cells)| (start + at, cells.clone())));
        Known(cells.collect())
    }

    /// What the cells hold that a figure speaks of; nothing of one that speaks of none.
    pub fn of(&self, figure: &Figure) -> &[Decimal] {
        self.0.get(&figure.range.start).map_or(&[], |cells| cells.values.as_slice())
    }

    /// Whether a figure speaks of applications.
    pub fn is_of_applications(&self, figure: &Figure) -> bool {
        self.0.get(&figure.range.start).is_some_and(|cells| cells.table == APPLICATIONS)
    }

    /// Whether a figure speaks of cells.
    pub fn has(&self, figure: &Figure) -> bool {
        !self.of(figure).is_empty()
    }

    /// Whether a figure contradicts all cells that it can mean.
    pub fn contradicts(&self, figure: &Figure) -> bool {
        self.contradicts_at(figure.range.start)
    }

    /// The same of the figure that opens at a byte.
    pub fn contradicts_at(&self, at: usize) -> bool {
        self.0.get(&at).is_some_and(|cells| cells.contradicts)
    }
}

/// What shares and lists of applications may be taken of: all that came, what was new of it, and what was done.
pub(super) fn application_totals(subject: &Subject) -> Vec<Decimal> {
    const TOTALS: [&str; 3] = ["received", "received+carried_in", "total"];
    let sums = TOTALS.iter().map(|rows| Sum { table: APPLICATIONS, rows: (*rows).to_owned(), columns: TOTAL_COLUMN });
    let mut totals: Vec<Decimal> = sums.filter_map(|sum| Some(value(&subject.this, &sum)?.value)).collect();
    totals.retain(|total| !total.is_zero());
    totals.dedup();
    totals
}
