//! What the cells of a table say once it is known which cell is whose: figures with units and remarks, cells over several,
//! rows that have slipped, amounts in another unit. What is no plain figure is told.

use std::collections::BTreeMap;

use super::doubt::Doubt;
use super::grid::{Grid, GridCell, Lines, Part};
use super::values::{Written, written};
use crate::diagnostic::{Message, message};
use crate::form::{Kind, RowRole};
use crate::report::{Block, Cell, OfficialTable, TableWords, is_like_label, is_no_figure};

/// Cells that say a figure and something more: the figure counts, and that is told. Totals that are blank are left to
/// be computed, as those are whose formula no program has computed yet.
pub(super) fn settle(
    table: &mut OfficialTable,
    lines: &Lines,
    parts: &[Part],
    words: &TableWords,
    doubts: &mut Vec<Doubt>,
) {
    let key = table.key;
    let all: usize = table.blocks.iter().map(|block| block.columns.len()).sum();
    let is_side_by_side = table.is_side_by_side();
    for block in &mut table.blocks {
        let count = if is_side_by_side { all } else { block.columns.len() };
        let total = block.total();
        for row in &mut block.rows {
            for (at, cell) in row.cells.iter_mut().enumerate() {
                if cell.text.is_empty() && (Some(at) == total || row.role == RowRole::Total) {
                    *cell = Cell::left_out();
                }
                let place = cell.span.and_then(|span| lines.place_at(span.start));
                let grid = place.and_then(|place| Some(parts.get(place.part)?.grid));
                let of_grid = grid.zip(place).and_then(|(grid, place)| grid.cell(place.row, place.column));
                let is_over = |of: &GridCell| {
                    let is_whole = |grid: &Grid| has_all_cells(grid, of.row, count);
                    of.row_span > 1 || of.column_span > 1 && block.columns.len() > 1 && !grid.is_some_and(is_whole)
                };
                if let Some((grid, of)) = grid.zip(of_grid).filter(|(_, of)| !of.unseen.is_empty()) {
                    let unseen = &of.unseen;
                    let message = message!(
                        zh: "隐藏或者划掉的“{unseen}”没有带入",
                        en: "`{unseen}` is hidden or struck out: left out",
                    );
                    doubts.push(Doubt::new(grid.place(of.row, of.column), message).about(key, Some(row.key.clone())));
                }
                let kind = block.columns.get(at).map_or(Kind::Count, |column| column.kind);
                let message = if !cell.text.is_empty() && of_grid.is_some_and(is_over) {
                    let text = std::mem::take(&mut cell.text);
                    cell.value = None;
                    Some(
                        message!(zh: "“{text}”占了几格，没有带入", en: "`{text}` is over several cells, and was left out"),
                    )
                } else {
                    settled(cell, kind)
                };
                if let Some(message) = message {
                    let place = grid.zip(place).map(|(grid, place)| grid.place(place.row, place.column));
                    doubts.push(Doubt::new(place.unwrap_or_default(), message).about(key, Some(row.key.clone())));
                }
            }
        }
        doubts.extend(beside_the_others(block, key, lines, parts));
        if !is_side_by_side {
            doubts.extend(slipped(block, key, lines, parts, words));
        }
    }
}

/// Whether a row of a grid has a cell for each of so many columns behind its labels, however wide these are.
fn has_all_cells(grid: &Grid, row: usize, count: usize) -> bool {
    let cells = grid.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    let labels = cells.iter().rposition(|cell| is_like_label(&cell.text)).map_or(0, |last| last + 1);
    // A sheet may be wider than its table.
    let said = cells.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
    [cells.len(), said].iter().any(|end| end.checked_sub(labels) == Some(count))
}

/// Blanks the rows whose figures stand in other columns of the grid than those of most rows, and tells of them: a cell
/// too many or too few before them would put each figure beside its own column.
fn beside_the_others(block: &mut Block, key: &'static str, lines: &Lines, parts: &[Part]) -> Vec<Doubt> {
    let place = |cell: &Cell| cell.span.and_then(|span| lines.place_at(span.start));
    // A table that is cut in two need not have its columns where the other part has them.
    let most = |at: usize, part: usize| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        let places = block.rows.iter().filter_map(|row| place(row.cells.get(at)?));
        for place in places.filter(|place| place.part == part) {
            *counts.entry(place.column).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 1).map(|(column, _)| column)
    };
    let in_part = |part: usize| (0..block.columns.len()).map(|at| most(at, part)).collect();
    let columns: Vec<Vec<Option<usize>>> = (0..parts.len()).map(in_part).collect();
    let mut doubts = Vec::new();
    for row in &mut block.rows {
        let stray = row.cells.iter().enumerate().find_map(|(at, cell)| {
            let place = place(cell).filter(|_| !cell.text.is_empty())?;
            let column = columns.get(place.part)?.get(at).copied().flatten()?;
            (column != place.column).then_some(place)
        });
        let Some(stray) = stray else { continue };
        row.cells.iter_mut().for_each(|cell| *cell = Cell::blank());
        let message = message!(
            zh: "这一行的数和别的行不在同一列，没有带入",
            en: "the figures of this row stand in other columns than those of the other rows, and were left out",
        );
        let place = parts.get(stray.part).map(|part| part.grid.place(stray.row, stray.column)).unwrap_or_default();
        doubts.push(Doubt::new(place, message).about(key, Some(row.key.clone())));
    }
    doubts
}

/// Blanks the rows that have more cells than columns, of which the first is blank, unless the heads stand like that too:
/// which of them was put in too much, nobody can tell.
fn slipped(block: &mut Block, key: &'static str, lines: &Lines, parts: &[Part], words: &TableWords) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for row in &mut block.rows {
        let first =
            row.cells.iter().find(|cell| !cell.text.is_empty()).and_then(|cell| lines.place_at(cell.span?.start));
        let Some((grid, place)) = first.and_then(|place| Some((parts.get(place.part)?.grid, place))) else { continue };
        let cells = grid.rows.get(place.row).map(Vec::as_slice).unwrap_or_default();
        let label = cells.iter().rposition(|cell| is_like_label(&cell.text)).map_or(0, |last| last + 1);
        let behind = cells.get(label..).unwrap_or_default();
        let is_apart = behind.first().is_some_and(|cell| cell.text.is_empty());
        let is_below = || {
            let above = grid.rows.iter().take(place.row).rev();
            let mut heads =
                above.map(|cells| cells.iter().filter(|cell| words.is_head(&cell.text)).collect::<Vec<_>>());
            let nearest = heads.find(|heads| !heads.is_empty()).unwrap_or_default();
            let first = nearest.iter().map(|head| head.column).min();
            first == Some(place.column)
        };
        if behind.len() <= block.columns.len() || !is_apart || is_below() {
            continue;
        }
        row.cells.iter_mut().for_each(|cell| *cell = Cell::blank());
        let message = message!(
            zh: "这一行的数和列名不在同一列，没有带入",
            en: "the figures of this row do not stand below their heads, and were left out",
        );
        doubts.push(Doubt::new(grid.place(place.row, place.column), message).about(key, Some(row.key.clone())));
    }
    doubts
}

/// Amounts whose head names another unit than the form's are blanked, and told.
pub(super) fn other_units(table: &mut OfficialTable, parts: &[Part], doubts: &mut Vec<Doubt>) {
    const UNITS: [&str; 5] = ["亿元", "万元", "千元", "百元", "元"];
    let cells = || {
        let rows = parts.iter().flat_map(|part| part.rows.iter().map(move |row| (part.grid, *row)));
        rows.flat_map(|(grid, row)| grid.rows.get(row).into_iter().flatten().map(move |cell| (grid, cell)))
    };
    for block in &mut table.blocks {
        for (at, column) in block.columns.iter().enumerate() {
            let Kind::Amount { unit: Some(unit) } = column.kind else { continue };
            let is_head = |text: &str| {
                ["收费", "金额"].iter().any(|word| text.contains(word))
                    && ["单位", "元"].iter().any(|word| text.contains(word))
            };
            let named = || cells().find(|(_, cell)| cell.text.contains("收费金额"));
            let Some((grid, head)) = cells().find(|(_, cell)| is_head(&cell.text)).or_else(named) else { continue };
            let stated = UNITS.iter().find(|stated| head.text.contains(**stated));
            let message = match stated {
                Some(stated) if *stated == unit => continue,
                Some(stated) => message!(
                    zh: "单位是{stated}，格式是{unit}：这一列没有带入，换算以后再填",
                    en: "the unit is {stated}, that of the form {unit}: the column was left out; convert it first",
                ),
                None => message!(zh: "没有写单位，按{unit}带入", en: "no unit is named: taken for {unit}"),
            };
            if stated.is_some() {
                block.rows.iter_mut().filter_map(|row| row.cells.get_mut(at)).for_each(|cell| *cell = Cell::blank());
            }
            doubts.push(Doubt::new(grid.place(head.row, head.column), message).about(table.key, None));
        }
    }
}

/// Settles what a cell says, and tells of it unless it is a plain figure.
fn settled(cell: &mut Cell, kind: Kind) -> Option<Message> {
    if cell.value.is_some() || cell.text.is_empty() || is_no_figure(&cell.text) {
        return None;
    }
    let text = cell.text.clone();
    match written(&text) {
        Some(written) if written.behind.is_empty() && suits(&written, kind) => {
            (cell.text, cell.value) = (written.digits, Some(written.value));
            None
        }
        // A unit may not be that of the form.
        Some(written) if written.behind.starts_with(['(', '（']) && suits(&written, kind) => {
            cell.value = Some(written.value);
            let digits = written.digits;
            Some(
                message!(zh: "“{text}”照样印，按 {digits} 计算", en: "`{text}` is printed as it is and counts as {digits}"),
            )
        }
        _ => {
            (cell.text, cell.value) = (String::new(), None);
            Some(message!(zh: "“{text}”不是一个数，没有带入", en: "`{text}` is no figure and was left out"))
        }
    }
}

/// Whether a figure may stand in a column of a kind.
fn suits(written: &Written, kind: Kind) -> bool {
    let (is_whole, is_negative) = (!written.digits.contains('.'), written.digits.starts_with('-'));
    match kind {
        Kind::Count => is_whole && !is_negative,
        Kind::Change => is_whole,
        Kind::Amount { .. } => !is_negative,
    }
}

/// Rows of the form that were not there. Totals are computed.
pub(super) fn missing(blank: &OfficialTable, rows: &[String], parts: &[Part]) -> Vec<Doubt> {
    let Some(part) = parts.first() else { return Vec::new() };
    let place = part.grid.place(part.rows.first().copied().unwrap_or_default(), 0);
    let is_missing = |key: &str| !rows.iter().any(|row| row == key);
    let missing = blank.rows().filter(|(_, row)| row.role != RowRole::Total && is_missing(&row.key));
    missing
        .map(|(_, row)| {
            let label = row.label.name();
            let message = message!(zh: "没有“{label}”这一行", en: "there is no row `{label}`");
            Doubt::new(place.clone(), message).about(blank.key, Some(row.key.clone()))
        })
        .collect()
}
