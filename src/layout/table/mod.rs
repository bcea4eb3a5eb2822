//! Tables: columns measured, cells set, rows given their height, cut into the fragments that pages hold.
//!
//! `measure` is the first step: `cells` makes texts of the cells, `columns` finds widths for them, `decimals` sets
//! figures on their points, `slices` cuts rows that are too high, `notes` tells what had to be done; `roomy` knows
//! without all this that there is nothing to tell. A [`Fragment`] is
//! what stands on one page of a table, `rules` the rules around and in it.

mod cells;
mod columns;
mod decimals;
mod fragment;
mod notes;
mod roomy;
mod rules;
mod slices;

pub(super) use fragment::{Fragment, Rows};
pub(super) use roomy::is_roomy;

use super::geometry::{Geometry, LEAST_TABLE_SIZE, SMALL_SIZE, TABLE_SIZE};
use super::runs::runs;
use crate::compose::document::{Cell, CellRole, Column, Table};
use crate::text::{Alignment, Line, Measure, Role, Typesetter};
use crate::units::Pt;
use cells::CellText;
use columns::{Floor, Wishes};
use decimals::Decimals;

/// Outer rules of a table (docs/typography.md, Tables).
pub(super) const OUTER_RULE: Pt = Pt(1.0);
/// Inner rules.
pub(super) const INNER_RULE: Pt = Pt(0.5);
// What follows is this program's choice, made by eye.

/// Between a cell's text and its rules, above and below.
const ROW_PADDING: Pt = Pt(3.3);
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
}

/// A cell, its text set.
pub(in crate::layout) struct CellLayout {
    pub(in crate::layout) row: usize,
    pub(in crate::layout) column: usize,
    pub(in crate::layout) row_span: usize,
    pub(in crate::layout) column_span: usize,
    /// Which cell of the document it is, or is a slice of.
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
const SETTINGS: [(Setting, Floor); 7] = [
    (Setting { size: TABLE_SIZE, padding: Pt(4.0) }, Floor::Comfort),
    (Setting { size: TABLE_SIZE, padding: Pt(3.0) }, Floor::Comfort),
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

/// Measures a table of a given width. What it had to do for want of room is reported.
pub(super) fn measure(
    table: &Table,
    left: Pt,
    width: Pt,
    geometry: &Geometry,
    typesetter: &mut Typesetter,
) -> TableLayout {
    let inner = width - OUTER_RULE;
    let Fitted { setting, widths, texts, decimals } = fitted(table, inner, typesetter);
    let Setting { size, padding } = setting;

    let mut edges = vec![OUTER_RULE / 2.0];
    for width in &widths {
        edges.push(edges.last().copied().unwrap_or_default() + *width);
    }
    let room = |cell: &Cell| span_width(&widths, cell.column, cell.column_span) - padding * 2.0;
    // Heads of single columns are all set alike: vertically, if one of them has to be.
    let is_head = |cell: &Cell| cell.role == CellRole::Head && cell.column_span <= 1;
    let upright = |cell: &Cell, text: &CellText| is_head(cell) && text.is_narrow(room(cell), size);
    let upright_heads = table.cells.iter().zip(&texts).any(|(cell, text)| upright(cell, text));

    let mut divided = false;
    let mut cells = Vec::new();
    for (group, (cell, text)) in table.cells.iter().zip(&texts).enumerate() {
        let upright = upright_heads && is_head(cell);
        let set = text.set(cell, room(cell), size, upright, &decimals, typesetter.faces());
        divided |= set.is_divided;
        cells.push(CellLayout {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span.max(1),
            column_span: cell.column_span.max(1),
            group,
            sliced: false,
            lines: set.lines,
            leading: set.leading,
        });
    }
    let beyond = |cell: &Cell, text: &CellText| text.widest_character() > room(cell) + Pt(0.01);
    if table.cells.iter().zip(&texts).any(|(cell, text)| beyond(cell, text)) {
        typesetter.report(notes::too_many_columns(table));
    } else if divided {
        typesetter.report(notes::crowded(table));
    }

    let mut layout = TableLayout {
        left,
        edges,
        cells,
        caption: caption(table, width, geometry, typesetter),
        is_official: is_official(table),
        rows: table.rows,
        head_rows: table.head_rows,
        keep_with_next: table.keep_with_next.clone(),
        repeat: table.repeat.clone(),
        padding,
        size,
        caption_pitch: geometry.small_pitch(),
    };
    for cell in layout.higher_than(geometry.height()) {
        typesetter.report(notes::row_divided(table, cell));
    }
    let lines = (geometry.height() / ROWS_A_PAGE - ROW_PADDING * 2.0) / layout.leading();
    layout.slice(lines.max(1.0) as usize);
    layout.repeat_no_high_head(geometry.height() / ROWS_A_PAGE);
    layout
}

/// Whether a table is one of the official form, which gives the proportions of its columns.
fn is_official(table: &Table) -> bool {
    table.columns.iter().any(|column| matches!(column, Column::Share(_)))
}

/// How a table fits into its width.
struct Fitted {
    setting: Setting,
    widths: Vec<Pt>,
    texts: Vec<CellText>,
    decimals: Decimals,
}

/// The first setting by which a table has room; in the last, columns give way.
fn fitted(table: &Table, width: Pt, typesetter: &mut Typesetter) -> Fitted {
    let mut sizes: Vec<SizedCells> = Vec::new();
    for (setting, floor) in SETTINGS.into_iter().skip(usize::from(is_official(table))) {
        let at = sizes.iter().position(|known| known.size == setting.size).unwrap_or_else(|| {
            sizes.push(SizedCells::new(table, setting.size, typesetter));
            sizes.len() - 1
        });
        if let Some(widths) = sizes[at].wishes(table, setting).widths(width, floor) {
            let SizedCells { texts, decimals, .. } = sizes.swap_remove(at);
            return Fitted { setting, widths, texts, decimals };
        }
    }
    let sized = SizedCells::new(table, CROWDED.size, typesetter);
    let widths = sized.wishes(table, CROWDED).squeezed(width);
    Fitted { setting: CROWDED, widths, texts: sized.texts, decimals: sized.decimals }
}

/// The cells of a table in one size.
struct SizedCells {
    size: Pt,
    texts: Vec<CellText>,
    decimals: Decimals,
}

impl SizedCells {
    fn new(table: &Table, size: Pt, typesetter: &mut Typesetter) -> SizedCells {
        let texts = cells::texts(table, size, typesetter);
        let decimals = Decimals::new(table, &texts);
        SizedCells { size, texts, decimals }
    }

    fn wishes(&self, table: &Table, setting: Setting) -> Wishes {
        Wishes::new(table, &self.texts, &self.decimals, self.size, setting.padding)
    }
}

/// Width of a cell between the middles of its rules.
fn span_width(widths: &[Pt], column: usize, span: usize) -> Pt {
    widths.iter().skip(column).take(span.max(1)).copied().sum()
}

/// The lines of the caption: 楷体 小4号, in the middle.
fn caption(table: &Table, width: Pt, geometry: &Geometry, typesetter: &mut Typesetter) -> Vec<Line> {
    let Some(caption) = &table.caption else { return Vec::new() };
    let style = geometry.style(Role::Level2, SMALL_SIZE);
    let text = typesetter.paragraph(&runs(&caption.text, style, caption.id));
    text.by_words().lines(Measure { width, first_indent: Pt::ZERO }, Alignment::Centre)
}

impl TableLayout {
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

    /// Height that a cell asks for, between the middles of its rules.
    fn cell_height(&self, cell: &CellLayout) -> Pt {
        self.text_height(cell).max(self.size) + ROW_PADDING * 2.0
    }

    /// The greatest distance of baselines in its cells.
    fn leading(&self) -> Pt {
        self.cells.iter().map(|cell| cell.leading).fold(self.size, Pt::max)
    }

    /// The first cell of each row that is higher than a page, as its index in the document's table.
    fn higher_than(&self, page: Pt) -> Vec<usize> {
        let high: Vec<&CellLayout> = self.cells.iter().filter(|cell| self.cell_height(cell) > page).collect();
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
