//! Tables: whole grids of fixed widths, heads that are repeated, spans, rules.
//!
//! `extent` tells how wide the text of a cell is, `widths` shares a table's width out, `setting` finds size and room for the
//! text, `decimals` puts figures on their points.

mod decimals;
mod extent;
mod setting;
mod widths;

use std::collections::BTreeMap;

use super::body::whole;
use super::page::twips;
use super::styles::TABLE_GAP;
use super::writer::{Look, Writer};
use super::xml::put;
use crate::compose::document::{Align, Cell, CellRole, Column, Table};
use crate::official_page::TABLE_SIZE;
use crate::units::Pt;
use decimals::Decimals;
use extent::Extent;
use setting::{LEADING, Setting};

/// Outer and inner rules, in eighths of a point: 1 pt and 0.5 pt (docs/typography.md, Tables).
const OUTER_RULE: u32 = 8;
const INNER_RULE: u32 = 4;
/// Rows that a page must hold of a table that it shares with another page.
const LEAST_ROWS: usize = 3;

/// What a row begins with at a column.
enum Place<'t> {
    Cell(&'t Cell),
    /// The cell of a row above goes on.
    GoesOn(&'t Cell),
}

impl Writer<'_> {
    /// Puts a table of a width and a style, its caption above it.
    pub(super) fn table(&mut self, table: &Table, room: Pt, style: Option<&str>) {
        if table.columns.is_empty() || table.rows == 0 {
            return;
        }
        let stays = self.keep_next;
        match &table.caption {
            Some(caption) => {
                let before = if self.below_table { TABLE_GAP } else { Pt::ZERO };
                self.caption(caption, caption.id, Look { before, keep_next: true, ..Look::default() });
            }
            None => self.part_tables(),
        }
        let extents: Vec<Extent> = table.cells.iter().map(Extent::of).collect();
        let setting = Setting::find(table, &extents, room, self.page.height() - self.page.pitch);
        let decimals = Decimals::new(table);
        let widths = whole(&setting.widths);

        self.begin_table(&setting, &widths, style);
        let mut open: BTreeMap<usize, &Cell> = BTreeMap::new();
        let mut cells = table.cells.iter().peekable();
        for row in 0..table.rows {
            open.retain(|_, cell| cell.row + cell.row_span > row);
            let mut places: BTreeMap<usize, Place> = open.iter().map(|(at, cell)| (*at, Place::GoesOn(cell))).collect();
            while let Some(cell) = cells.next_if(|cell| cell.row <= row) {
                places.insert(cell.column, Place::Cell(cell));
                if cell.row_span > 1 {
                    open.insert(cell.column, cell);
                }
            }
            let is_last = row + 1 == table.rows;
            let is_kept = setting.is_whole && !begins_block(table, row + 1);
            self.keep_next = if is_last { stays } else { is_kept || keeps_next(table, row) };
            self.row(table, row, &places, &setting, &widths, &decimals);
        }
        self.part.text.push_str("</w:tbl>");
        self.keep_next = stays;
        self.below_table = true;
    }

    fn begin_table(&mut self, setting: &Setting, widths: &[i64], style: Option<&str>) {
        let out = &mut self.part.text;
        let width: i64 = widths.iter().sum();
        let style = style.map(|style| format!("<w:tblStyle w:val=\"{style}\"/>")).unwrap_or_default();
        put!(
            out,
            "<w:tbl><w:tblPr>{style}<w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>"
        );
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            let rule = if side.starts_with("inside") { INNER_RULE } else { OUTER_RULE };
            put!(out, "<w:{side} w:val=\"single\" w:sz=\"{rule}\" w:space=\"0\" w:color=\"000000\"/>");
        }
        out.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
        // Programs put what a line is higher than its text above that.
        let above = (setting.row_padding - setting.size * (LEADING - 1.0)).max(Pt::ZERO);
        let sides =
            [("top", above), ("left", setting.padding), ("bottom", setting.row_padding), ("right", setting.padding)];
        for (side, room) in sides {
            put!(out, "<w:{side} w:w=\"{}\" w:type=\"dxa\"/>", twips(room));
        }
        out.push_str("</w:tblCellMar></w:tblPr>");
        self.table_grid(widths);
    }

    fn row(
        &mut self,
        table: &Table,
        row: usize,
        places: &BTreeMap<usize, Place>,
        setting: &Setting,
        widths: &[i64],
        decimals: &Decimals,
    ) {
        self.part.text.push_str("<w:tr><w:trPr><w:cantSplit/>");
        if row < table.head_rows && table.head_rows < table.rows {
            self.part.text.push_str("<w:tblHeader/>");
        }
        self.part.text.push_str("</w:trPr>");
        let mut column = 0;
        while column < widths.len() {
            let place = places.get(&column);
            let cell = place.map(|place| match place {
                Place::Cell(cell) | Place::GoesOn(cell) => *cell,
            });
            let next = places.range(column + 1..).next().map_or(widths.len(), |(next, _)| *next);
            let span = cell.map_or(1, |cell| cell.column_span.max(1)).min(next - column);
            let width: i64 = widths.iter().skip(column).take(span).sum();
            let out = &mut self.part.text;
            put!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
            if span > 1 {
                put!(out, "<w:gridSpan w:val=\"{span}\"/>");
            }
            match place {
                Some(Place::GoesOn(_)) => out.push_str("<w:vMerge/>"),
                Some(Place::Cell(cell)) if cell.row_span > 1 => out.push_str("<w:vMerge w:val=\"restart\"/>"),
                _ => {}
            }
            out.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
            match place {
                Some(Place::Cell(cell)) => self.cell(cell, setting, Pt(width as f64 / 20.0), decimals),
                _ => self.text_paragraph(style_of(CellRole::Data, setting.size), Look::default(), []),
            }
            self.part.text.push_str("</w:tc>");
            column += span;
        }
        self.part.text.push_str("</w:tr>");
    }

    fn cell(&mut self, cell: &Cell, setting: &Setting, width: Pt, decimals: &Decimals) {
        let style = style_of(cell.role, setting.size);
        let room = width - setting.padding * 2.0;
        let align = match cell.align {
            Align::Centre => None,
            Align::Left => Some("left"),
            Align::Right => Some("right"),
            Align::Decimal => Some("right").filter(|_| decimals.right(cell, room, setting.size).is_some()),
        };
        let right = decimals.right(cell, room, setting.size).filter(|_| cell.align == Align::Decimal);
        let look = Look { align, indents: right.map(|right| (Pt::ZERO, right, Pt::ZERO)), ..Look::default() };
        for line in &cell.lines {
            self.text_paragraph(style, look, line);
        }
        if cell.lines.is_empty() {
            self.text_paragraph(style, look, []);
        }
    }
}

/// The style of a cell's text.
fn style_of(role: CellRole, size: Pt) -> &'static str {
    match (role == CellRole::Head, size < TABLE_SIZE) {
        (true, false) => "TableHead",
        (true, true) => "TableHeadSmall",
        (false, false) => "TableText",
        (false, true) => "TableTextSmall",
    }
}

/// Whether a row must stay with the one below it: heads, and so many that no page has fewer than three rows of a table.
fn keeps_next(table: &Table, row: usize) -> bool {
    let is_first = row < table.head_rows + LEAST_ROWS - 1;
    let is_last = row + LEAST_ROWS >= table.rows;
    is_first || is_last || table.keep_with_next.contains(&row)
}

/// Whether a new block of the table, with a head of its own, begins with a row.
fn begins_block(table: &Table, row: usize) -> bool {
    let has_heads = |row: usize| table.repeat.get(row).is_some_and(|heads| !heads.is_empty());
    row.checked_sub(1).is_some_and(has_heads) && !has_heads(row)
}

/// Whether a table is one of the official form, which gives the proportions of its columns.
fn is_official(table: &Table) -> bool {
    table.columns.iter().any(|column| matches!(column, Column::Share(_)))
}
