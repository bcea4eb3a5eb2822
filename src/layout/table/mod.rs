//! Tables: columns measured, cells set, rows given their height, cut into the fragments that pages hold.
//!
//! `measure` is the first step; a [`Fragment`] is what stands on one page of it.

mod columns;
mod fragment;
mod rules;
mod slices;

pub(super) use fragment::Fragment;

use super::geometry::{Geometry, LEAST_TABLE_SIZE, SMALL_SIZE, TABLE_SIZE};
use super::runs::runs;
use crate::compose::document::{Align, Cell, CellRole, Table};
use crate::text::{Alignment, Line, Measure, Paragraph, Role, Style, Typesetter};
use crate::units::Pt;

/// Outer rules of a table (typography.md).
pub(super) const OUTER_RULE: Pt = Pt(1.0);
/// Inner rules.
pub(super) const INNER_RULE: Pt = Pt(0.5);
// typography.md gives the rules and the sizes of text; the rest is this program's choice, made by eye.

/// Between a cell's text and its rules, left and right.
const PADDING: Pt = Pt(2.5);
/// Between a cell's text and its rules, above and below.
const ROW_PADDING: Pt = Pt(3.6);
/// A row is at most as high as this many to a page; a higher one is cut.
const ROWS_A_PAGE: f64 = 3.0;
/// Distance of baselines in a cell, in em.
const LEADING: f64 = 1.3;

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
    rows: usize,
    head_rows: usize,
    keep_with_next: Vec<usize>,
    repeat: Vec<Vec<usize>>,
    /// Distance of baselines in cells.
    pub(in crate::layout) leading: Pt,
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
    /// Its lines, to be put [`PADDING`] from its left rule.
    pub(in crate::layout) lines: Vec<Line>,
}

/// Measures a table of a given width, its text of 5号 or, where the columns need it, of 小5号.
pub(super) fn measure(
    table: &Table,
    left: Pt,
    width: Pt,
    geometry: &Geometry,
    typesetter: &mut Typesetter,
) -> TableLayout {
    let inner = width - OUTER_RULE;
    let mut size = TABLE_SIZE;
    let mut texts = cell_texts(table, size, typesetter);
    let mut columns = columns::widths(table, &texts, inner);
    if columns.crowded {
        size = LEAST_TABLE_SIZE;
        texts = cell_texts(table, size, typesetter);
        columns = columns::widths(table, &texts, inner);
    }

    let mut edges = vec![OUTER_RULE / 2.0];
    for width in &columns.widths {
        edges.push(edges.last().copied().unwrap_or_default() + *width);
    }
    let cells = table
        .cells
        .iter()
        .zip(&texts)
        .enumerate()
        .map(|(at, (cell, text))| set_cell(at, cell, text, span_width(&columns.widths, cell.column, cell.column_span)))
        .collect();
    let mut layout = TableLayout {
        left,
        edges,
        cells,
        caption: caption(table, width, geometry, typesetter),
        rows: table.rows,
        head_rows: table.head_rows,
        keep_with_next: table.keep_with_next.clone(),
        repeat: table.repeat.clone(),
        leading: size * LEADING,
        size,
        caption_pitch: geometry.small_pitch(),
    };
    let lines = (geometry.height() / ROWS_A_PAGE - ROW_PADDING * 2.0) / layout.leading;
    layout.slice(lines.max(1.0) as usize);
    layout.repeat_no_high_head(geometry.height() / ROWS_A_PAGE);
    layout
}

/// The lines of each cell as paragraphs, heads in 黑体.
fn cell_texts(table: &Table, size: Pt, typesetter: &mut Typesetter) -> Vec<Vec<Paragraph>> {
    let mut set = |cell: &Cell| {
        let role = if cell.role == CellRole::Head { Role::Level1 } else { Role::Table };
        let style = Style { role, size, cell: 1.0 };
        cell.lines.iter().map(|line| typesetter.paragraph(&runs(line, style, cell.id))).collect()
    };
    table.cells.iter().map(&mut set).collect()
}

fn set_cell(group: usize, cell: &Cell, text: &[Paragraph], width: Pt) -> CellLayout {
    let alignment = match cell.align {
        Align::Centre => Alignment::Centre,
        Align::Left => Alignment::Left,
        Align::Right => Alignment::Right,
    };
    let measure = Measure { width: width - PADDING * 2.0, first_indent: Pt::ZERO };
    CellLayout {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span.max(1),
        column_span: cell.column_span.max(1),
        group,
        sliced: false,
        lines: text.iter().flat_map(|paragraph| paragraph.lines(measure, alignment)).collect(),
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
    text.lines(Measure { width, first_indent: Pt::ZERO }, Alignment::Centre)
}

impl TableLayout {
    /// Left end of a cell's text.
    pub(in crate::layout) fn text_left(&self, cell: &CellLayout) -> Pt {
        self.edges.get(cell.column).copied().unwrap_or_default() + PADDING
    }

    /// Height of a cell's text, from the top of its first em box to the foot of its last.
    pub(in crate::layout) fn text_height(&self, cell: &CellLayout) -> Pt {
        match cell.lines.len() {
            0 => Pt::ZERO,
            lines => self.leading * (lines - 1) as f64 + self.size,
        }
    }

    /// Height that a cell asks for, between the middles of its rules.
    fn cell_height(&self, cell: &CellLayout) -> Pt {
        self.text_height(cell).max(self.size) + ROW_PADDING * 2.0
    }

    /// Height of the caption with the room below it.
    pub(in crate::layout) fn caption_height(&self) -> Pt {
        self.caption_pitch * self.caption.len() as f64
    }

    /// Whether a row index is the end of the table.
    pub(in crate::layout) fn is_end(&self, row: usize) -> bool {
        row >= self.rows
    }

    /// Distance of baselines in the caption.
    pub(in crate::layout) fn caption_pitch(&self) -> Pt {
        self.caption_pitch
    }
}
