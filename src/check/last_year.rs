//! This year's tables beside last year's: only what both have is compared.

use super::tables::{Figure, FigureTable, TableRow};

/// The figures that stand in both years' table, row by row.
pub(super) fn pairs<'a>(table: &FigureTable<'a>, last_table: &FigureTable<'a>) -> Vec<(Figure<'a>, Figure<'a>)> {
    let mut pairs = Vec::new();
    for row in &table.rows {
        let Some(last_row) = twin(row, last_table) else { continue };
        for column in &row.block.columns {
            pairs.extend(named(table, row, column.key).zip(named(last_table, last_row, column.key)));
        }
    }
    pairs
}

/// The same row in last year's table.
pub(super) fn twin<'t, 'a>(row: &TableRow, last_table: &'t FigureTable<'a>) -> Option<&'t TableRow<'a>> {
    last_table.rows.iter().find(|last| identity(last) == identity(row))
}

/// What makes a row the same in both years: its key, or the label of a row that the form does not have.
pub(super) fn identity<'r>(row: &'r TableRow) -> &'r str {
    if row.row.is_extra() { &row.row.label.text } else { &row.row.key }
}

/// The figure in the column of a key.
pub(super) fn named<'a>(table: &FigureTable<'a>, row: &TableRow<'a>, column: &str) -> Option<Figure<'a>> {
    table.figure(row, row.block.column(column)?)
}
