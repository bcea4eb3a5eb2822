//! Which cell of a pasted line is which column's.

use std::collections::BTreeMap;

use super::Matrix;
use super::layout::Layout;
use super::misfits::{Wrong, misfits};
use super::panel::{Line, Panel, Placed, Slot};
use super::sort::Sorted;
use crate::diagnostic::{Diagnostic, message};
use crate::report::OfficialTable;
use crate::report::heads::{Found, NoHead};
use crate::report::official::total_of;
use crate::report::tsv::Field;

/// Places the cells of all lines.
///
/// # Errors
/// Every line and every head that can be read in no way, or in two.
pub(super) fn place_cells(
    matrix: &Matrix,
    sorted: &Sorted,
    table: &OfficialTable,
) -> Result<Vec<Placed>, Vec<Diagnostic>> {
    let panels = panels(matrix, sorted, table)?;
    let layout = Layout::of(&panels);
    let (mut placed, mut wrong) = (Vec::new(), Vec::new());
    for panel in &panels {
        for line in &panel.lines {
            match layout.cells(panel, line) {
                Ok(cells) => placed.extend(panel.rows(line.row, &cells)),
                Err(misfit) => wrong.push(Wrong { panel, line, misfit }),
            }
        }
    }
    if wrong.is_empty() {
        return Ok(placed);
    }
    wrong.sort_by_key(|wrong| wrong.line.row.line);
    let all = panels.iter().map(|panel| panel.said_lines().count()).sum();
    Err(misfits(matrix, table, &wrong, &layout, all))
}

/// The lines below the same heads whose rows have the same columns.
fn panels<'t, 's>(
    matrix: &'s Matrix,
    sorted: &'s Sorted,
    table: &'t OfficialTable,
) -> Result<Vec<Panel<'t, 's>>, Vec<Diagnostic>> {
    let block_of: Vec<usize> =
        table.blocks.iter().enumerate().flat_map(|(at, block)| block.rows.iter().map(move |_| at)).collect();
    let mut groups: BTreeMap<(Option<usize>, usize), Vec<Line>> = BTreeMap::new();
    for row in &sorted.rows {
        let block = if sorted.is_one_line { 0 } else { block_of.get(row.row).copied().unwrap_or_default() };
        let fields = matrix.lines.get(row.line).map(Vec::as_slice).unwrap_or_default();
        groups.entry((row.heads, block)).or_default().push(Line { row, fields });
    }
    let label_columns = table.rows().map(|(_, row)| row.groups.len() + 1).max().unwrap_or_default();
    let (mut panels, mut faults) = (Vec::new(), Vec::new());
    let mut owned: Vec<usize> = Vec::new();
    for ((heads, block), lines) in groups {
        let slots = slots(table, sorted, block);
        let order = heads.map(|heads| (heads, order_of(matrix, sorted, heads, block)));
        let (order, at) = match order {
            Some((heads, Ok(found))) => {
                owned.push(heads);
                if let Some(fault) = left_out(matrix, sorted, heads, &slots, &found) {
                    faults.push(fault);
                    continue;
                }
                let at: Vec<usize> = found.iter().map(|found| found.at).collect();
                let order = found.iter().filter_map(|found| slots.get(found.column).copied()).collect();
                let at = Some(at).filter(|at| at.is_sorted_by(|a, b| a < b) && are_below(&lines, at));
                (order, at)
            }
            // Heads of another block say nothing of this one's columns, which then are those of the form.
            Some((heads, Err(_))) if owned.contains(&heads) => (slots, None),
            Some((heads, Err(no_head))) => {
                faults.push(no_place(matrix, sorted, heads, no_head));
                continue;
            }
            None => (slots, None),
        };
        panels.push(Panel { lines, order, label_columns, has_heads: heads.is_some(), at });
    }
    if faults.is_empty() { Ok(panels) } else { Err(faults) }
}

/// Whether lines have their cells below some heads: all behind their labels, some line has no figure elsewhere, and no
/// line that leaves no doubt has one.
fn are_below(lines: &[Line], heads: &[usize]) -> bool {
    let said = || lines.iter().filter(|line| !line.is_blank());
    let stands_elsewhere = |line: &Line| line.certain_start(heads.len()).is_some() && !line.is_within(heads);
    lines.iter().all(|line| heads.first().is_some_and(|first| *first >= line.row.labels))
        && (said().any(|line| line.is_within(heads)) || said().next().is_none())
        && !said().any(stands_elsewhere)
}

/// The columns in the order of the form: of a block, or of all blocks in one line.
fn slots<'t>(table: &'t OfficialTable, sorted: &Sorted, block: usize) -> Vec<Slot<'t>> {
    let mut row = 0;
    let mut slots = Vec::new();
    for (at, own) in table.blocks.iter().enumerate() {
        if sorted.is_one_line || at == block {
            let total = total_of(&own.columns);
            let slot = |(place, column)| Slot { row, place, column, is_total: Some(place) == total };
            slots.extend(own.columns.iter().enumerate().map(slot));
        }
        row += own.rows.len();
    }
    slots
}

fn order_of(matrix: &Matrix, sorted: &Sorted, heads: usize, block: usize) -> Result<Vec<Found>, NoHead> {
    let lines = sorted.heads.get(heads).map(Vec::as_slice).unwrap_or_default();
    let lines: Vec<&[Field]> = lines.iter().filter_map(|line| matrix.lines.get(*line)).map(Vec::as_slice).collect();
    let is_title = |text: &str| sorted.titles.iter().any(|title| title == text);
    sorted.known.get(block).map_or(Err(NoHead { line: 0, at: 0 }), |heads| heads.order(&lines, is_title))
}

/// The error that heads leave out columns that are not computed.
fn left_out(matrix: &Matrix, sorted: &Sorted, heads: usize, slots: &[Slot], found: &[Found]) -> Option<Diagnostic> {
    let is_there = |place: usize| found.iter().any(|found| found.column == place);
    let missing: Vec<&str> = slots
        .iter()
        .enumerate()
        .filter(|(place, slot)| !slot.is_total && !is_there(*place))
        .map(|(_, slot)| slot.column.label.name())
        .collect();
    let line = sorted.heads.get(heads).and_then(|lines| lines.last()).copied().unwrap_or_default();
    let (missing_zh, missing_en) = (missing.join("、"), missing.join(", "));
    let (zh, en) = matrix.what();
    let fault = message!(zh: "{zh}，表头缺 {missing_zh}", en: "{en}: the heads lack {missing_en}");
    let help = message!(
        zh: "补上这些列；没有数的格空着",
        en: "add these columns; cells without a figure stay blank",
    );
    (!missing.is_empty()).then(|| matrix.fault(line, fault).help(help))
}

/// The error that a head has no place among the others.
fn no_place(matrix: &Matrix, sorted: &Sorted, heads: usize, no_head: NoHead) -> Diagnostic {
    let line = sorted.heads.get(heads).and_then(|lines| lines.get(no_head.line)).copied().unwrap_or_default();
    let field = matrix.lines.get(line).and_then(|fields| fields.get(no_head.at));
    let label = field.map_or("", |field| &field.text);
    let (zh, en) = matrix.what();
    let fault = message!(
        zh: "{zh}，表头“{label}”和下面的行、旁边的列名对不上",
        en: "{en}: the head `{label}` does not go with the rows below and the heads beside it",
    );
    let fault = match field {
        Some(field) => matrix.fault_at(field, fault),
        None => matrix.fault(line, fault),
    };
    fault.help(message!(
        zh: "表头照格式补全；各列的次序和格式相同的，也可以删去表头",
        en: "complete the heads as the form has them; where the columns stand in the form's order, they may be deleted",
    ))
}
