//! Tables: columns measured, cells set, rows given their height, cut into the fragments that pages hold.
//!
//! `measure` is the first step: `cells` makes texts of the cells, `columns` finds widths for them, `sized` sets them in
//! these, `decimals` figures on their points, `slices` cuts rows that are too high, `notes` tells what had to be done;
//! `roomy` knows without all this that there is nothing to tell. A [`Fragment`] is what stands on one page of a table,
//! `rules` the rules around and in it.

mod cells;
mod columns;
mod decimals;
mod fragment;
mod notes;
mod roomy;
mod rules;
mod sized;
mod slices;

pub(super) use fragment::{Fragment, Rows};
pub(super) use roomy::is_roomy;

use super::geometry::{Geometry, LEAST_TABLE_SIZE, SMALL_SIZE, TABLE_SIZE};
use super::runs::runs;
use crate::compose::document::{Column, NodeId, Table};
use crate::text::{Alignment, Line, Measure, Role, Typesetter};
use crate::units::Pt;
use columns::Floor;
use sized::{SetCells, Sizes, Want};

/// Outer rules of a table (docs/typography.md, Tables).
pub(super) const OUTER_RULE: Pt = Pt(1.0);
/// Inner rules.
pub(super) const INNER_RULE: Pt = Pt(0.5);
// What follows is this program's choice, made by eye.

/// Between a cell's text and its rules, above and below: the first where there is room, the others to keep a table on
/// one page.
pub(in crate::layout) const ROW_PADDINGS: [Pt; 3] = [Pt(3.3), Pt(2.4), Pt(1.6)];
/// The most of it, where a part of a table fills its page.
pub(in crate::layout) const MOST_ROW_PADDING: Pt = Pt(4.5);
/// A row is at most as high as this many to a page; a higher one is cut.
const ROWS_A_PAGE: f64 = 3.0;

/// A measured table. Lengths from the top left corner of its outer edge, but for `left`.
pub(in crate::layout) struct TableLayout {
    /// From the left edge of the type area.
    pub(in crate::layout) left: Pt,
    /// Middles of the rules down, one more than there are columns.
    pub(in crate::layout) edges: Vec<Pt>,
    /// Its cells in reading order.
    pub(in crate::layout) cells: Vec<CellLayout>,
    /// Lines of the caption, which stands above.
    pub(in crate::layout) caption: Vec<Line>,
    /// Whether it is one of the official form.
    is_official: bool,
    rows: usize,
    head_rows: usize,
    keep_with_next: Vec<usize>,
    repeat: Vec<Vec<usize>>,
    /// Between a cell's text and its rules, left and right.
    padding: Pt,
    /// Size of the text in cells.
    pub(in crate::layout) size: Pt,
    /// Distance of baselines in the caption.
    caption_pitch: Pt,
    /// The same table in the smallest type, if that may bring it onto the page of what stands above it.
    smaller: Option<Box<TableLayout>>,
}

/// A cell, its text set.
pub(in crate::layout) struct CellLayout {
    pub(in crate::layout) row: usize,
    pub(in crate::layout) column: usize,
    pub(in crate::layout) row_span: usize,
    pub(in crate::layout) column_span: usize,
    /// The cell of the document.
    pub(in crate::layout) node: NodeId,
    /// Which cell of the document's table it is, or is a slice of.
    group: usize,
    /// Whether it is a slice.
    sliced: bool,
    /// Its lines, to be put the table's padding from its left rule.
    pub(in crate::layout) lines: Vec<Line>,
    /// Distance of their baselines.
    pub(in crate::layout) leading: Pt,
}

/// How a table is set: size of its text, and the room between a cell's text and its rules, left and right.
#[derive(Clone, Copy)]
struct Setting {
    size: Pt,
    padding: Pt,
}

/// The ways to set a table, the best first, and how narrow columns may become by each: smaller type comes before heads
/// that are set vertically, these before the smallest type with next to no room. Tables of the narrative, whose columns
/// have what they ask for, begin with the first, the official ones with the second.
const SETTINGS: [(Setting, Floor); 8] = [
    (Setting { size: TABLE_SIZE, padding: Pt(4.0) }, Floor::Comfort),
    (Setting { size: TABLE_SIZE, padding: Pt(3.0) }, Floor::Comfort),
    (Setting { size: TABLE_SIZE, padding: LEAST_PADDING }, Floor::Comfort),
    (Setting { size: LEAST_TABLE_SIZE, padding: Pt(2.5) }, Floor::Comfort),
    (Setting { size: TABLE_SIZE, padding: LEAST_PADDING }, Floor::Least),
    (Setting { size: LEAST_TABLE_SIZE, padding: Pt(2.0) }, Floor::Least),
    (Setting { size: LEAST_TABLE_SIZE, padding: Pt(1.5) }, Floor::Least),
    (CROWDED, Floor::Least),
];
/// The least room in cells of text of the usual size.
const LEAST_PADDING: Pt = Pt(2.0);
/// Where nothing else is left.
const CROWDED: Setting = Setting { size: LEAST_TABLE_SIZE, padding: Pt(1.0) };

/// Where a table is to stand: its left edge from that of the type area, its width, and the height of a page that has it
/// and what may not be parted from it.
#[derive(Clone, Copy)]
pub(super) struct TableRoom {
    pub(super) left: Pt,
    pub(super) width: Pt,
    pub(super) height: Pt,
}

impl TableRoom {
    /// Between the middles of its outer rules.
    fn inner(&self) -> Pt {
        self.width - OUTER_RULE
    }
}

/// Measures a table. What it had to do for want of room is reported.
///
/// Who adds up an official table wants to see the whole of it: where it is too high for a page, its columns and then
/// its type give way until it has room there.
pub(super) fn measure(table: &Table, room: TableRoom, geometry: &Geometry, typesetter: &mut Typesetter) -> TableLayout {
    let (mut layout, want) = fitted(table, room, geometry, typesetter);
    match want {
        Some(Want::Columns) => typesetter.report(notes::too_many_columns(table)),
        Some(Want::Room) => typesetter.report(notes::crowded(table)),
        None => {}
    }
    for cell in layout.higher_than(geometry.height()) {
        typesetter.report(notes::row_divided(table, cell));
    }
    let lines = (geometry.height() / ROWS_A_PAGE - ROW_PADDINGS[0] * 2.0) / layout.leading();
    layout.slice(lines.max(1.0) as usize);
    layout.repeat_no_high_head(geometry.height() / ROWS_A_PAGE);
    layout
}

/// The first way to set a table by which it has room, and what it wants of it; in the last, columns give way.
fn fitted(
    table: &Table,
    room: TableRoom,
    geometry: &Geometry,
    typesetter: &mut Typesetter,
) -> (TableLayout, Option<Want>) {
    let caption = caption(table, room.width, geometry, typesetter);
    let is_official = is_official(table);
    let layout = |set: SetCells| TableLayout {
        left: room.left,
        edges: set.edges,
        cells: set.cells,
        caption: caption.clone(),
        is_official,
        rows: table.rows,
        head_rows: table.head_rows,
        keep_with_next: table.keep_with_next.clone(),
        repeat: table.repeat.clone(),
        padding: set.setting.padding,
        size: set.setting.size,
        caption_pitch: geometry.small_pitch(),
        smaller: None,
    };

    let mut sizes = Sizes::new(table, room.inner(), !is_official);
    let ways = || SETTINGS.into_iter().skip(usize::from(is_official));
    let mut best: Option<(TableLayout, Option<Want>)> = None;
    for (setting, floor) in ways() {
        let Some(set) = sizes.set(setting, floor, typesetter) else { continue };
        let want = set.want;
        let layout = layout(set);
        let has_room = !is_official || Rows::new(&layout).least_page() <= room.height;
        if has_room || best.is_none() {
            best = Some((layout, want));
        }
        if has_room {
            break;
        }
    }
    let (mut best, want) = best.unwrap_or_else(|| {
        let set = sizes.squeezed(CROWDED, typesetter);
        let want = set.want;
        (layout(set), want)
    });
    if is_official && best.size > LEAST_TABLE_SIZE && Rows::new(&best).least_page() > room.height / 2.0 {
        let mut smaller = ways().filter(|(setting, _)| setting.size == LEAST_TABLE_SIZE);
        let set = smaller.find_map(|(setting, floor)| sizes.set(setting, floor, typesetter));
        best.smaller = set.map(|set| Box::new(layout(set)));
    }
    (best, want)
}

/// Whether a table is one of the official form, which gives the proportions of its columns.
fn is_official(table: &Table) -> bool {
    table.columns.iter().any(|column| matches!(column, Column::Share(_)))
}

/// The lines of the caption: 楷体 小4号, in the middle.
fn caption(table: &Table, width: Pt, geometry: &Geometry, typesetter: &mut Typesetter) -> Vec<Line> {
    let Some(caption) = &table.caption else { return Vec::new() };
    let style = geometry.style(Role::Level2, SMALL_SIZE);
    let text = typesetter.paragraph(&runs(&caption.text, style, caption.id));
    text.by_words().lines(Measure { width, first_indent: Pt::ZERO }, Alignment::Centre)
}

impl TableLayout {
    /// The same table in the smallest type, if it may be set so.
    pub(in crate::layout) fn smaller(&self) -> Option<&TableLayout> {
        self.smaller.as_deref()
    }

    /// Left end of a cell's text.
    pub(in crate::layout) fn text_left(&self, cell: &CellLayout) -> Pt {
        self.edges.get(cell.column).copied().unwrap_or_default() + self.padding
    }

    /// Height of a cell's text, from the top of its first em box to the foot of its last.
    pub(in crate::layout) fn text_height(&self, cell: &CellLayout) -> Pt {
        match cell.lines.len() {
            0 => Pt::ZERO,
            lines => cell.leading * (lines - 1) as f64 + self.size,
        }
    }

    /// Height of a cell's text, an empty cell having one line: what the cell asks for without the room above and below.
    fn least_height(&self, cell: &CellLayout) -> Pt {
        self.text_height(cell).max(self.size)
    }

    /// The greatest distance of baselines in its cells.
    fn leading(&self) -> Pt {
        self.cells.iter().map(|cell| cell.leading).fold(self.size, Pt::max)
    }

    /// The first cell of each row that is higher than a page, as its index in the document's table.
    fn higher_than(&self, page: Pt) -> Vec<usize> {
        let high: Vec<&CellLayout> =
            self.cells.iter().filter(|cell| self.least_height(cell) + ROW_PADDINGS[0] * 2.0 > page).collect();
        high.chunk_by(|a, b| a.row == b.row).filter_map(|row| Some(row.first()?.group)).collect()
    }

    /// Height of the caption with the room below it.
    pub(in crate::layout) fn caption_height(&self) -> Pt {
        self.caption_pitch * self.caption.len() as f64
    }

    /// Distance of baselines in the caption.
    pub(in crate::layout) fn caption_pitch(&self) -> Pt {
        self.caption_pitch
    }
}
