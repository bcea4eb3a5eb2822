//! What had to be done for want of room, and what cannot be done, told at its place in the data file.

use crate::compose::document::{Cell, Inline, Table};
use crate::diagnostic::{Diagnostic, message};
use crate::layout::rules;
use crate::source::Span;

/// Words or figures were divided though they may not be.
pub(super) fn crowded(table: &Table) -> Diagnostic {
    let columns = table.columns.len();
    Diagnostic::note(
        &rules::TABLE_CROWDED,
        message! {
            zh: "表有 {columns} 列，用最小的字（小五号）也放不下，有词或数字在格子里断开了",
            en: "the table has {columns} columns, too wide even in the smallest type (9 pt): \
                words or figures were divided",
        },
    )
    .at(place(&table.cells))
    .help(message! { zh: "减少列，或者拆成两张表", en: "take columns away, or make two tables of it" })
}

/// Columns that are narrower than a character.
pub(super) fn too_many_columns(table: &Table) -> Diagnostic {
    let columns = table.columns.len();
    Diagnostic::error(
        &rules::LIMIT_COLUMNS,
        message! {
            zh: "表有 {columns} 列，用最小的字（小五号），每列连一个字也放不下",
            en: "the table has {columns} columns: even in the smallest type (9 pt), they are narrower than a character",
        },
    )
    .at(place(&table.cells))
    .help(message! { zh: "拆成两张表", en: "make two tables of it" })
}

/// A row that is higher than a page; `cell` is the index of its first cell that is.
pub(super) fn row_divided(table: &Table, cell: usize) -> Diagnostic {
    Diagnostic::note(
        &rules::ROW_DIVIDED,
        message! {
            zh: "表的这一行太高，一页放不下，分印在几页上",
            en: "this row of the table is too high for a page and goes on over several",
        },
    )
    .at(place(table.cells.get(cell..).unwrap_or_default()))
    .help(message! { zh: "格子里的长文字可以移到正文里", en: "long text may be moved out of the table" })
}

/// The first text of some cells that stands in the data file.
fn place(cells: &[Cell]) -> Option<Span> {
    let inlines = cells.iter().flat_map(|cell| &cell.lines).flatten();
    inlines.into_iter().find_map(|inline| if let Inline::Text { span, .. } = inline { *span } else { None })
}
