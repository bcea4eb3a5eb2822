//! Where in the lines of a pasted table the cells begin: below their heads, or side by side where the lines that leave
//! no doubt have them. A blank before the first figure may be a cell, or what a merged cell has left: where nothing
//! tells which, the line is refused.

use rust_decimal::Decimal;

use super::panel::{Line, Panel};
use crate::report::fit::{Reading, cells_behind, readings, starts};
use crate::report::number::plain_number;

/// The places of a line's cells, in the order of its columns; `None` behind its end.
pub(super) type Cells = Vec<Option<usize>>;

/// Why a line does not fit its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// It has so many cells, more than there are columns.
    TooMany(usize),
    /// It has so many cells, too few.
    TooFew(usize),
    /// Blanks around its figures may be cells or not.
    Unclear,
}

/// What the lines of a pasted table have in common.
pub(super) struct Layout {
    /// Whether all of them lack the total that is their last column.
    lacks_totals: bool,
    /// Whether the cells may stand right behind the labels, as a browser copies them.
    is_tight: bool,
    /// The place where the cells of all lines may begin, as a spreadsheet copies them.
    grid: Option<usize>,
}

impl Layout {
    /// The layout that the lines without aligned heads show.
    pub fn of(panels: &[Panel]) -> Layout {
        let mut layout = Layout { lacks_totals: lack_totals(panels), is_tight: false, grid: None };
        let lines = || {
            let free = panels.iter().filter(|panel| panel.at.is_none());
            free.flat_map(|panel| panel.said_lines().map(move |line| (panel, line)))
        };
        let certain: Vec<(usize, usize)> = lines()
            .filter_map(|(panel, line)| Some((line.row.labels, line.certain_start(layout.width(panel))?)))
            .collect();
        let Some((_, first)) = certain.first() else { return layout };
        let deepest = lines().map(|(_, line)| line.row.labels).max();
        layout.is_tight = certain.iter().all(|(labels, start)| labels == start);
        let is_one_place = certain.iter().all(|(_, start)| start == first) && deepest <= Some(*first);
        layout.grid = Some(*first).filter(|_| is_one_place);
        layout
    }

    /// The cells of a line.
    ///
    /// # Errors
    /// If it can be read in no way, or in two.
    pub fn cells(&self, panel: &Panel, line: &Line) -> Result<Cells, Misfit> {
        let (count, end) = (panel.order.len(), line.fields.len());
        let places: Vec<usize> = match &panel.at {
            Some(at) if line.is_within(at) => at.clone(),
            Some(_) => return Err(too_many(line, count).unwrap_or(Misfit::Unclear)),
            None if line.is_blank() => (line.row.labels..).take(count).collect(),
            None => (self.start(panel, line)?..).take(count).collect(),
        };
        let cells: Cells = places.into_iter().map(|at| Some(at).filter(|at| *at < end)).collect();
        let given = cells.iter().flatten().count();
        let wanted = match line.is_blank() {
            true => count.saturating_sub(usize::from(panel.ends_with_total())),
            false => self.width(panel),
        };
        if given < wanted { Err(Misfit::TooFew(given)) } else { Ok(cells) }
    }

    /// How many cells a line has.
    pub fn width(&self, panel: &Panel) -> usize {
        panel.order.len().saturating_sub(usize::from(self.lacks_totals && panel.ends_with_total()))
    }

    /// Where the cells of a line begin that stand side by side.
    fn start(&self, panel: &Panel, line: &Line) -> Result<usize, Misfit> {
        let (labels, width) = (line.row.labels, self.width(panel));
        if let Some(start) = line.certain_start(width) {
            // A line without its total is as long as one that lacks another cell: it must stand like the others.
            let is_alike = (self.is_tight && start == labels) || self.grid == Some(start);
            return if width == panel.order.len() || is_alike { Ok(start) } else { Err(Misfit::Unclear) };
        }
        let found = starts(line.fields, labels, width);
        let among = |start: usize| Some(start).filter(|start| found.contains(start));
        let short = || self.misfit(panel, line);
        match (self.is_tight, self.grid) {
            (true, Some(grid)) if labels == grid => among(grid).ok_or_else(short),
            (true, Some(grid)) => match (among(labels), among(grid)) {
                (None, None) => Err(short()),
                (None, Some(start)) => Ok(start),
                // What is whole behind its labels may be one that lacks a cell of the sheet.
                (Some(start), None) if line.fields.len() >= grid.saturating_add(width) => Ok(start),
                _ => Err(Misfit::Unclear),
            },
            (true, None) => among(labels).ok_or_else(short),
            (false, Some(grid)) => among(grid).ok_or_else(short),
            (false, None) if found.is_empty() => Err(short()),
            (false, None) if !panel.ends_with_total() && found == [labels] => Ok(labels),
            (false, None) => Err(Misfit::Unclear),
        }
    }

    /// Why a line has no cells where they should begin.
    fn misfit(&self, panel: &Panel, line: &Line) -> Misfit {
        let start = self.grid.unwrap_or(line.row.labels).max(line.row.labels);
        let given = line.fields.len().saturating_sub(start);
        let too_few = Some(Misfit::TooFew(given)).filter(|_| given < self.width(panel));
        too_many(line, panel.order.len()).or(too_few).unwrap_or(Misfit::Unclear)
    }
}

fn too_many(line: &Line, columns: usize) -> Option<Misfit> {
    let given = cells_behind(line.fields, line.row.labels);
    Some(Misfit::TooMany(given)).filter(|_| given > columns)
}

/// Whether no line has the total that is its last column: some are one cell short and none is whole, or each can be
/// read so, its figures behind as many cells as the form has columns of labels, and otherwise the first column would be
/// blank from top to bottom.
fn lack_totals(panels: &[Panel]) -> bool {
    let mut is_short = false;
    let mut open: Vec<bool> = Vec::new();
    for panel in panels.iter().filter(|panel| panel.ends_with_total()) {
        for line in panel.said_lines() {
            match last_total(panel, line) {
                LastTotal::There => return false,
                LastTotal::LeftOut => is_short = true,
                LastTotal::Either { opens } => open.push(opens),
                LastTotal::Untold => {}
            }
        }
    }
    let opening = open.iter().filter(|opens| **opens).count();
    is_short || (open.len() > 1 && opening > open.len() / 2)
}

/// Whether a line has its last total, told from the line alone.
enum LastTotal {
    There,
    LeftOut,
    /// Whether without it the first cell says something, and stands behind the labels as the form has them.
    Either {
        opens: bool,
    },
    /// The line fits neither way.
    Untold,
}

fn last_total(panel: &Panel, line: &Line) -> LastTotal {
    if let Some(last) = panel.at.as_ref().and_then(|at| at.last()) {
        let end = line.fields.len();
        return if *last < end { LastTotal::There } else { LastTotal::LeftOut };
    }
    let may_lack_it = line.row.labels > 0 || panel.has_heads;
    let count = panel.order.len();
    let found = readings(line.fields, line.row.labels, count, may_lack_it);
    let (whole, short): (Vec<Reading>, Vec<Reading>) = found.into_iter().partition(|reading| reading.count == count);
    match (whole.as_slice(), short.first()) {
        ([], None) => LastTotal::Untold,
        ([], Some(_)) => LastTotal::LeftOut,
        (_, None) => LastTotal::There,
        (whole, Some(_)) if whole.iter().any(|reading| adds_up(line, *reading)) => LastTotal::There,
        (_, Some(reading)) => {
            LastTotal::Either { opens: reading.opens(line.fields) && reading.start == panel.label_columns }
        }
    }
}

/// Whether the last cell is the sum of those before it, and not 0.
fn adds_up(line: &Line, reading: Reading) -> bool {
    let cells = line.fields.iter().skip(reading.start).take(reading.count);
    let values: Vec<Decimal> = cells.map(|field| plain_number(&field.text).unwrap_or_default()).collect();
    let Some((total, parts)) = values.split_last() else { return false };
    !total.is_zero() && parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part)) == Some(*total)
}
