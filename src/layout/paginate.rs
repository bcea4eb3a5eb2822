//! The flow cut into pages: each as full as it can be, ended only where it may.

use std::ops::Range;

use super::flow::{Flow, Kind};
use super::geometry::{BODY_SIZE, Geometry, SMALL_SIZE, TABLE_SIZE, TITLE_SIZE};
use super::illustrations::ROW_GAP;
use super::table::Fragment;
use crate::units::Pt;

/// What stands on a page.
#[derive(Default)]
pub(super) struct PagePlan {
    /// Pieces from top to bottom.
    pub(super) placed: Vec<Placed>,
    /// Footnotes that it mentions, in the order of their marks.
    pub(super) mentions: Vec<usize>,
    /// What stands of footnotes at its foot: first what the page before had no room for, then its own.
    pub(super) notes: Vec<NotePart>,
}

/// Lines of a footnote that stand on one page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NotePart {
    pub(super) note: usize,
    pub(super) lines: Range<usize>,
}

/// A piece in its place.
pub(super) struct Placed {
    /// Its index in the flow.
    pub(super) piece: usize,
    /// Baseline of a line, top of anything else; from the top of the type area.
    pub(super) y: Pt,
    /// What the page shows of a table.
    pub(super) fragment: Option<Fragment>,
}

// The standard gives the grid; what leaves it is this program's choice, made by eye.

/// Distance of baselines in the title, in em.
const TITLE_LEADING: f64 = 1.6;
/// Distance of baselines in footnotes, in em.
pub(super) const NOTE_LEADING: f64 = 1.5;
/// Between the text and the footnotes; the rule stands in its middle.
pub(super) const NOTE_GAP: Pt = Pt(12.0);
/// Between a table and what stands on no line of the grid: a quote, another table.
const TABLE_GAP: Pt = Pt(4.0);

/// Cuts the flow into pages.
pub(super) fn paginate(flow: &Flow, geometry: &Geometry) -> Vec<PagePlan> {
    let mut pages = Vec::new();
    let mut at = Position { piece: 0, row: 0 };
    let mut carried = Vec::new();
    while at.piece < flow.pieces.len() || !carried.is_empty() {
        let (mut page, next) = fill(flow, geometry, at, &carried);
        let whole = |note: &usize| NotePart { note: *note, lines: 0..flow.notes.get(*note).map_or(0, Vec::len) };
        carried.extend(page.mentions.iter().map(whole));
        (page.notes, carried) = divide(carried, note_lines_a_page(geometry));
        pages.push(page);
        at = next;
    }
    pages
}

/// The first lines of footnotes, as many as a page holds, and those that are left for the next.
fn divide(parts: Vec<NotePart>, mut room: usize) -> (Vec<NotePart>, Vec<NotePart>) {
    let (mut here, mut later) = (Vec::new(), Vec::new());
    for NotePart { note, lines } in parts {
        let middle = lines.end.min(lines.start + room);
        room -= middle - lines.start;
        here.push(NotePart { note, lines: lines.start..middle });
        later.push(NotePart { note, lines: middle..lines.end });
    }
    here.retain(|part| !part.lines.is_empty());
    later.retain(|part| !part.lines.is_empty());
    (here, later)
}

/// A place in the flow: a piece and, in a table, a row.
#[derive(Clone, Copy)]
struct Position {
    piece: usize,
    row: usize,
}

/// Where the pen stands on a page.
#[derive(Clone, Copy)]
struct Cursor {
    /// End of what stands there, from the top of the type area.
    y: Pt,
    /// Baseline of the last line of a quote, if the pen is in one.
    small: Option<Pt>,
    /// Whether the last thing there is a table.
    table: bool,
}

impl Cursor {
    /// Below something that is neither a quote nor a table.
    fn at(y: Pt) -> Cursor {
        Cursor { y, small: None, table: false }
    }

    /// Where something may begin that stands on no line of the grid.
    fn off_grid(&self) -> Pt {
        self.y.max(Pt::ZERO) + if self.small.is_some() || self.table { TABLE_GAP } else { Pt::ZERO }
    }

    /// Where the slot of a line of body text may begin. The slot has room above its em box already.
    fn on_grid(&self, geometry: &Geometry) -> Pt {
        if self.table { self.y + TABLE_GAP - (geometry.pitch - BODY_SIZE) / 2.0 } else { self.y }
    }
}

/// Fills one page from a position; gives the position where the next one begins.
fn fill(flow: &Flow, geometry: &Geometry, from: Position, carried: &[NotePart]) -> (PagePlan, Position) {
    let mut page = PagePlan::default();
    let mut cursor = Cursor::at(geometry.slot(0).min(Pt::ZERO));
    // The last place where the page may end: how many pieces and notes it would hold, and what comes next.
    let mut end: Option<(usize, usize, Position)> = None;
    let mut row = from.row;
    for index in from.piece..flow.pieces.len() {
        let piece = &flow.pieces[index];
        let foot = |more: &[usize]| {
            let mentions = united(&page.mentions, more);
            let own: usize = mentions.iter().filter_map(|note| flow.notes.get(*note)).map(Vec::len).sum();
            let lines = own + carried.iter().map(|part| part.lines.len()).sum::<usize>();
            geometry.height() - notes_height(lines.min(note_lines_a_page(geometry)))
        };
        match place(flow, geometry, index, row, cursor, foot, page.placed.is_empty()) {
            Some(Outcome::Whole(placed, next)) => {
                page.mentions = united(&page.mentions, &mentions(flow, index, placed.as_ref()));
                page.placed.extend(placed);
                cursor = next;
                row = 0;
                if piece.break_after {
                    end = Some((page.placed.len(), page.mentions.len(), Position { piece: index + 1, row: 0 }));
                }
            }
            Some(Outcome::Part(placed, row)) => {
                page.mentions = united(&page.mentions, &mentions(flow, index, Some(&placed)));
                page.placed.push(placed);
                return (page, Position { piece: index, row });
            }
            None => {
                // Nothing on the page may end it: it ends here all the same.
                let (pieces, mentions, next) =
                    end.unwrap_or((page.placed.len(), page.mentions.len(), Position { piece: index, row }));
                page.placed.truncate(pieces);
                page.mentions.truncate(mentions);
                return (page, next);
            }
        }
    }
    (page, Position { piece: flow.pieces.len(), row: 0 })
}

/// What became of a piece on a page.
enum Outcome {
    /// All of it stands there (a blank at the head of a page leaves nothing).
    Whole(Option<Placed>, Cursor),
    /// A table goes on at this row on the next page.
    Part(Placed, usize),
}

/// Places a piece below the cursor; `None` if it does not fit above the foot, which rises with the footnotes that the
/// piece mentions. On an empty page something always fits.
fn place(
    flow: &Flow,
    geometry: &Geometry,
    index: usize,
    row: usize,
    cursor: Cursor,
    foot: impl Fn(&[usize]) -> Pt,
    empty: bool,
) -> Option<Outcome> {
    let fits = |bottom: Pt| empty || bottom <= foot(&mentions(flow, index, None)) + Pt(0.01);
    let line_placed = |baseline: Pt, next: Cursor| {
        Some(Outcome::Whole(Some(Placed { piece: index, y: baseline, fragment: None }), next))
    };
    match &flow.pieces[index].kind {
        Kind::Body { .. } => {
            let line = geometry.line_at(cursor.on_grid(geometry));
            let baseline = geometry.baseline(line);
            if !fits(baseline + geometry.below(BODY_SIZE)) {
                return None;
            }
            line_placed(baseline, Cursor::at(geometry.slot(line + 1)))
        }
        Kind::Small { .. } => {
            let baseline = match cursor.small {
                Some(last) => last + geometry.small_pitch(),
                None => geometry.baseline(geometry.line_at(cursor.on_grid(geometry))),
            };
            if !fits(baseline + geometry.below(SMALL_SIZE)) {
                return None;
            }
            let room = (geometry.small_pitch() - SMALL_SIZE) / 2.0;
            let y = baseline + geometry.below(SMALL_SIZE) + room;
            line_placed(baseline, Cursor { small: Some(baseline), ..Cursor::at(y) })
        }
        Kind::Title(_) => {
            let leading = TITLE_SIZE * TITLE_LEADING;
            let baseline = cursor.y.max(Pt::ZERO) + (leading - TITLE_SIZE) / 2.0 + geometry.above(TITLE_SIZE);
            if !fits(baseline + geometry.below(TITLE_SIZE)) {
                return None;
            }
            line_placed(baseline, Cursor::at(cursor.y.max(Pt::ZERO) + leading))
        }
        Kind::Blank(lines) => {
            let y = if empty { cursor.y } else { geometry.slot(geometry.line_at(cursor.on_grid(geometry)) + lines) };
            Some(Outcome::Whole(None, Cursor::at(y)))
        }
        Kind::PageEnd => empty.then_some(Outcome::Whole(None, cursor)),
        Kind::Illustrations(row) => {
            let line = geometry.line_at(cursor.on_grid(geometry));
            // Whole slots of the grid, the picture in their middle; one as high as the page has no room for that.
            let slots = ((row.height + ROW_GAP * 2.0) / geometry.pitch).ceil().max(1.0);
            let slack = (geometry.pitch * slots - row.height) / 2.0;
            let centred = geometry.slot(line) + slack;
            let top = if centred + row.height > geometry.height() { geometry.slot(line) } else { centred };
            let top = top.max(Pt::ZERO);
            if !fits(top + row.height) {
                return None;
            }
            line_placed(top, Cursor::at(top + row.height + slack))
        }
        Kind::Table(table) => {
            let top = if empty { Pt::ZERO } else { cursor.off_grid() };
            let fit = |foot: Pt| {
                if empty { Some(table.fit_empty_page(row, foot - top)) } else { table.fit(row, foot - top) }
            };
            // The rows decide which footnotes stand below them, and these how many rows there are: what fits with the
            // footnotes of more rows fits with its own.
            let (most, _) = fit(foot(&[]))?;
            let (fragment, end) = fit(foot(&table.notes(&most)))?;
            let y = top + table.height(&fragment);
            let placed = Placed { piece: index, y: top, fragment: Some(fragment) };
            Some(if table.is_end(end) {
                Outcome::Whole(Some(placed), Cursor { table: true, ..Cursor::at(y) })
            } else {
                Outcome::Part(placed, end)
            })
        }
    }
}

/// The footnotes that a piece mentions; of a table, those of the rows that are placed.
fn mentions(flow: &Flow, index: usize, placed: Option<&Placed>) -> Vec<usize> {
    match (&flow.pieces[index].kind, placed.and_then(|placed| placed.fragment.as_ref())) {
        (Kind::Body { line, .. } | Kind::Small { line, .. } | Kind::Title(line), _) => line.notes.clone(),
        (Kind::Table(table), Some(fragment)) => table.notes(fragment),
        (Kind::Illustrations(row), _) => {
            let lines = row.shown.iter().flat_map(|one| &one.caption);
            united(&[], &lines.flat_map(|line| line.notes.clone()).collect::<Vec<_>>())
        }
        _ => Vec::new(),
    }
}

/// Both lists, each footnote once.
fn united(notes: &[usize], more: &[usize]) -> Vec<usize> {
    let mut all = notes.to_vec();
    for note in more {
        if !all.contains(note) {
            all.push(*note);
        }
    }
    all
}

/// Most lines of footnotes on a page: they take no more than half of it, what is left goes to the next.
fn note_lines_a_page(geometry: &Geometry) -> usize {
    ((geometry.height() / 2.0 - NOTE_GAP) / (TABLE_SIZE * NOTE_LEADING)).max(1.0) as usize
}

/// Height of so many lines of footnotes, with the room above them.
pub(super) fn notes_height(lines: usize) -> Pt {
    if lines == 0 { Pt::ZERO } else { NOTE_GAP + TABLE_SIZE * NOTE_LEADING * lines as f64 }
}
