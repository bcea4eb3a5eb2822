//! Tables: rows, heads and cells as they are tagged (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7).

use crate::compose::document::{Cell, CellRole, NodeId, Table};
use crate::compose::{HeadedCell, headed_rows};

/// A row, as it is tagged.
pub(super) struct TaggedRow<'t> {
    /// Whether it belongs to the head that is repeated on every page; other heads stand in the table's body.
    pub(super) is_head: bool,
    /// Its cells from left to right.
    pub(super) cells: Vec<TaggedCell<'t>>,
}

/// A cell, as it is tagged.
pub(super) struct TaggedCell<'t> {
    pub(super) cell: &'t Cell,
    /// Type of its element.
    pub(super) tag: &'static str,
    /// Its attributes, if it needs any.
    pub(super) attributes: Option<CellAttributes>,
    /// Whether some cell names it as its head.
    pub(super) is_named: bool,
}

/// What is told of a cell (tables 349 and 350).
pub(super) struct CellAttributes {
    /// What a head is the head of.
    pub(super) scope: Option<&'static str>,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
    /// Its heads, where their scopes do not say it all.
    pub(super) heads: Vec<NodeId>,
}

/// The rows of a table.
pub(super) fn rows(table: &Table) -> impl Iterator<Item = TaggedRow<'_>> {
    headed_rows(table).map(|row| TaggedRow { is_head: row.is_head, cells: row.cells.into_iter().map(tagged).collect() })
}

fn tagged(headed: HeadedCell<'_>) -> TaggedCell<'_> {
    let HeadedCell { cell, heads, is_named } = headed;
    let (tag, scope) = match cell.role {
        CellRole::Head => ("TH", Some("Column")),
        CellRole::Label => ("TH", Some("Row")),
        CellRole::Data => ("TD", None),
    };
    let says_nothing = scope.is_none() && cell.row_span <= 1 && cell.column_span <= 1 && heads.is_empty();
    let attributes = CellAttributes { scope, row_span: cell.row_span, column_span: cell.column_span, heads };
    TaggedCell { cell, tag, attributes: (!says_nothing).then_some(attributes), is_named }
}
