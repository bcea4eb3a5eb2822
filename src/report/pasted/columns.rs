//! Which cell of a pasted line is which column's.

use std::collections::BTreeMap;

use super::Paste;
use super::sort::{RowLine, Sorted};
use crate::diagnostic::{Diagnostic, message};
use crate::report::fit::{cells_behind, is_blank_behind, starts};
use crate::report::heads::{Found, NoHead};
use crate::report::official::total_of;
use crate::report::tsv::Field;
use crate::report::{Column, OfficialTable};

/// A row with the cells of its columns.
pub(super) struct Placed {
    /// Place of the row in the table.
    pub row: usize,
    /// The line that it stands in.
    pub line: usize,
    /// By their columns the places of its cells in the line; that of a total may be left out.
    pub cells: BTreeMap<usize, usize>,
}

/// A column as a line has it.
#[derive(Clone, Copy)]
struct Slot<'t> {
    /// Place of its row in the table.
    row: usize,
    /// Place in its row.
    place: usize,
    column: &'t Column,
    /// Whether it is a total that is computed where it is left out.
    is_total: bool,
}

/// A line of figures with its cells.
#[derive(Clone, Copy)]
struct Line<'s> {
    row: &'s RowLine,
    fields: &'s [Field],
}

/// Lines whose columns stand alike.
struct Panel<'t, 's> {
    lines: Vec<Line<'s>>,
    /// The columns in the order in which the lines have them.
    order: Vec<Slot<'t>>,
    /// How many cells a line has: one a column, but for a total that no line has.
    width: usize,
    /// The places of their heads, if these can be the places of their cells.
    at: Option<Vec<usize>>,
}

/// The places of a line's cells, in the order of its columns; `None` behind its end.
type Cells = Vec<Option<usize>>;

/// Places the cells of all lines.
///
/// # Errors
/// Every line and every head that can be read in no way, or in two.
pub(super) fn place_cells(
    paste: &Paste,
    sorted: &Sorted,
    table: &OfficialTable,
) -> Result<Vec<Placed>, Vec<Diagnostic>> {
    let panels = panels(paste, sorted, table)?;
    // Where cells begin in the lines that leave no doubt: in others merged cells have left their blanks alike.
    let mut certain: Vec<usize> = Vec::new();
    for line in panels.iter().flat_map(|panel| panel.lines.iter().filter(|line| line.is_certain(panel.width))) {
        if !certain.contains(&line.row.labels) {
            certain.push(line.row.labels);
        }
    }
    let (mut placed, mut faults) = (Vec::new(), Vec::new());
    for panel in &panels {
        let by_heads = panel.below_heads(&certain);
        for (at, line) in panel.lines.iter().enumerate() {
            let cells = match by_heads.as_ref().and_then(|cells| cells.get(at)) {
                Some(cells) => Ok(cells.clone()),
                None => panel.side_by_side(line, &certain),
            };
            match cells {
                Ok(cells) => placed.extend(panel.rows(line.row, &cells)),
                Err(misfit) => faults.push(panel.fault(paste, table, line, &certain, misfit)),
            }
        }
    }
    if faults.is_empty() { Ok(placed) } else { Err(faults) }
}

/// The lines below the same heads whose rows have the same columns.
fn panels<'t, 's>(
    paste: &'s Paste,
    sorted: &'s Sorted,
    table: &'t OfficialTable,
) -> Result<Vec<Panel<'t, 's>>, Vec<Diagnostic>> {
    let block_of: Vec<usize> =
        table.blocks.iter().enumerate().flat_map(|(at, block)| block.rows.iter().map(move |_| at)).collect();
    let mut groups: BTreeMap<(Option<usize>, usize), Vec<Line>> = BTreeMap::new();
    for row in &sorted.rows {
        let block = if sorted.is_one_line { 0 } else { block_of.get(row.row).copied().unwrap_or_default() };
        let fields = paste.lines.get(row.line).map(Vec::as_slice).unwrap_or_default();
        groups.entry((row.heads, block)).or_default().push(Line { row, fields });
    }
    let (mut panels, mut faults) = (Vec::new(), Vec::new());
    let mut owned: Vec<usize> = Vec::new();
    for ((heads, block), lines) in groups {
        let slots = slots(table, sorted, block);
        let order = heads.map(|heads| (heads, order_of(paste, sorted, heads, block)));
        let (order, at) = match order {
            Some((heads, Ok(found))) => {
                owned.push(heads);
                if let Some(fault) = left_out(paste, sorted, heads, &slots, &found) {
                    faults.push(fault);
                    continue;
                }
                let at: Vec<usize> = found.iter().map(|found| found.at).collect();
                let order = found.iter().filter_map(|found| slots.get(found.column).copied()).collect();
                (order, at.is_sorted_by(|a, b| a < b).then_some(at))
            }
            // Heads of another block say nothing of this one's columns, which then are those of the form.
            Some((heads, Err(_))) if owned.contains(&heads) => (slots, None),
            Some((heads, Err(no_head))) => {
                faults.push(no_place(paste, sorted, heads, no_head));
                continue;
            }
            None => (slots, None),
        };
        let width = if heads.is_some() { width(&lines, &order) } else { order.len() };
        panels.push(Panel { lines, order, width, at });
    }
    if faults.is_empty() { Ok(panels) } else { Err(faults) }
}

/// How many cells the lines below some heads have: a last total may be left out of all of them.
fn width(lines: &[Line], order: &[Slot]) -> usize {
    let count = order.len();
    let shorter = count.saturating_sub(1);
    let certain = |width: usize| lines.iter().filter(|line| line.is_certain(width)).count();
    let is_without_total =
        order.last().is_some_and(|slot| slot.is_total) && certain(count) == 0 && certain(shorter) > 1;
    if is_without_total { shorter } else { count }
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

fn order_of(paste: &Paste, sorted: &Sorted, heads: usize, block: usize) -> Result<Vec<Found>, NoHead> {
    let lines = sorted.heads.get(heads).map(Vec::as_slice).unwrap_or_default();
    let lines: Vec<&[Field]> = lines.iter().filter_map(|line| paste.lines.get(*line)).map(Vec::as_slice).collect();
    let is_title = |text: &str| sorted.titles.iter().any(|title| title == text);
    sorted.known.get(block).map_or(Err(NoHead { line: 0, at: 0 }), |heads| heads.order(&lines, is_title))
}

/// The error that heads leave out columns that are not computed.
fn left_out(paste: &Paste, sorted: &Sorted, heads: usize, slots: &[Slot], found: &[Found]) -> Option<Diagnostic> {
    let is_there = |place: usize| found.iter().any(|found| found.column == place);
    let missing: Vec<&str> = slots
        .iter()
        .enumerate()
        .filter(|(place, slot)| !slot.is_total && !is_there(*place))
        .map(|(_, slot)| slot.column.label.name())
        .collect();
    let line = sorted.heads.get(heads).and_then(|lines| lines.last()).copied().unwrap_or_default();
    let (zh, en) = (missing.join("、"), missing.join(", "));
    let fault = message!(zh: "粘贴的表，表头缺 {zh}", en: "pasted: the heads lack {en}");
    let help = message!(
        zh: "补上这些列；没有数的格空着",
        en: "add these columns; cells without a figure stay blank",
    );
    (!missing.is_empty()).then(|| paste.fault(line, fault).help(help))
}

/// The error that a head has no place among the others.
fn no_place(paste: &Paste, sorted: &Sorted, heads: usize, no_head: NoHead) -> Diagnostic {
    let line = sorted.heads.get(heads).and_then(|lines| lines.get(no_head.line)).copied().unwrap_or_default();
    let field = paste.lines.get(line).and_then(|fields| fields.get(no_head.at));
    let label = field.map_or("", |field| &field.text);
    let fault = message!(
        zh: "粘贴的表，表头“{label}”和下面的行、旁边的列名对不上",
        en: "pasted: the head `{label}` does not go with the rows below and the heads beside it",
    );
    let fault = match field {
        Some(field) => paste.fault_at(field, fault),
        None => paste.fault(line, fault),
    };
    fault.help(message!(
        zh: "表头照格式补全；各列的次序和格式相同的，也可以删去表头",
        en: "complete the heads as the form has them; where the columns stand in the form's order, they may be deleted",
    ))
}

/// Why a line does not fit its columns.
enum Misfit {
    /// It has too many cells, or too few.
    Count,
    /// Blanks stand on both sides of its cells.
    Ambiguous,
}

impl Line<'_> {
    /// Whether it leaves no doubt where its cells begin: it has as many as it should, the first behind the labels.
    fn is_certain(&self, width: usize) -> bool {
        let labels = self.row.labels;
        self.says(labels) && starts(self.fields, labels, width).contains(&labels)
    }

    fn says(&self, at: usize) -> bool {
        self.fields.get(at).is_some_and(|field| !field.is_blank())
    }

    fn is_blank(&self) -> bool {
        is_blank_behind(self.fields, self.row.labels)
    }
}

impl Panel<'_, '_> {
    /// The cells of all lines below their heads; `None` if any line has figures elsewhere, or can be read in one way
    /// that is another.
    fn below_heads(&self, certain: &[usize]) -> Option<Vec<Cells>> {
        let heads = self.at.as_ref()?;
        let cells = |line: &Line| {
            let (labels, count) = (line.row.labels, line.fields.len());
            let says_elsewhere = (labels..count).any(|at| line.says(at) && !heads.contains(&at));
            let is_behind_labels = heads.first().is_some_and(|first| *first >= labels);
            let cells: Cells = heads.iter().map(|at| Some(*at).filter(|at| *at < count)).collect();
            let is_whole = cells.iter().take(self.width).all(Option::is_some) || line.is_blank();
            let said = |cells: &Cells| -> Cells { cells.iter().map(|at| at.filter(|at| line.says(*at))).collect() };
            let differs = self.side_by_side(line, certain).is_ok_and(|other| said(&other) != said(&cells));
            (!says_elsewhere && is_behind_labels && is_whole && !differs).then_some(cells)
        };
        self.lines.iter().map(cells).collect()
    }

    /// The cells of a line that stand side by side, behind its labels and between blanks.
    fn side_by_side(&self, line: &Line, certain: &[usize]) -> Result<Cells, Misfit> {
        let labels = line.row.labels;
        let from = |start: usize| {
            let end = line.fields.len().min(start.saturating_add(self.width));
            (start..start.saturating_add(self.order.len())).map(|at| Some(at).filter(|at| *at < end)).collect()
        };
        if line.is_blank() {
            return Ok(from(labels));
        }
        let mut found = starts(line.fields, labels, self.width);
        if !line.says(labels) && !certain.is_empty() {
            found.retain(|start| certain.contains(start));
        }
        match found.as_slice() {
            [] => Err(Misfit::Count),
            [start] => Ok(from(*start)),
            _ => Err(Misfit::Ambiguous),
        }
    }

    /// The rows that the cells of a line make: one, or all that stand side by side.
    fn rows(&self, line: &RowLine, cells: &Cells) -> Vec<Placed> {
        let mut rows: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        for (slot, cell) in self.order.iter().zip(cells) {
            let row = if self.is_of_one_row() { line.row } else { slot.row };
            let own = rows.entry(row).or_default();
            own.extend(cell.map(|cell| (slot.place, cell)));
        }
        rows.into_iter().map(|(row, cells)| Placed { row, line: line.line, cells }).collect()
    }

    /// Whether all columns are those of one row.
    fn is_of_one_row(&self) -> bool {
        self.order.windows(2).all(|pair| matches!(pair, [a, b] if a.row == b.row))
    }

    fn fault(
        &self,
        paste: &Paste,
        table: &OfficialTable,
        line: &Line,
        certain: &[usize],
        misfit: Misfit,
    ) -> Diagnostic {
        let Line { row, fields } = line;
        let label = match self.is_of_one_row() {
            true => table.rows().nth(row.row).map_or("", |(_, row)| row.label.name()),
            false => "",
        };
        let (number, count) = (table.number, self.order.len());
        let given = cells_behind(fields, row.labels);
        let (zh, en) = if label.is_empty() {
            (format!("粘贴的表{number}"), format!("pasted table {number}"))
        } else {
            (format!("粘贴的表{number}，“{label}”"), format!("pasted table {number}, {label}"))
        };
        match misfit {
            Misfit::Ambiguous => paste
                .fault(
                    row.line,
                    message!(
                        zh: "{zh}：前后都有空白的格，看不出各数在哪一列",
                        en: "{en}: blank cells stand on both sides; the columns cannot be told",
                    ),
                )
                .help(message!(
                    zh: "连表头一起复制；或者空白的格填 0，没有数的填 /",
                    en: "copy it with its heads; or write 0, or `/` for no figure, into the blank cells",
                )),
            Misfit::Count if given > count => paste
                .fault(
                    row.line,
                    message!(
                        zh: "{zh}：行名后面有 {given} 格，只有 {count} 列",
                        en: "{en}: {given} cells behind the label for {count} columns",
                    ),
                )
                .help(message!(
                    zh: "看是不是一个数断成了两格，或者两行接成了一行",
                    en: "see whether one figure was divided into two cells, or two lines were joined",
                )),
            Misfit::Count => {
                let start = match certain {
                    [start] if !line.says(row.labels) => *start,
                    _ => row.labels,
                };
                let given = fields.len().saturating_sub(start);
                let missing: Vec<&str> = self.order.iter().skip(given).map(|slot| slot.column.label.name()).collect();
                let (missing_zh, missing_en) = (missing.join("、"), missing.join(", "));
                paste
                    .fault(
                        row.line,
                        message!(
                            zh: "{zh}：只有 {given} 格，缺 {missing_zh}",
                            en: "{en}: only {given} of {count} cells; missing: {missing_en}",
                        ),
                    )
                    .help(message!(
                        zh: "各格之间是制表符（Tab），空白的格也占一格；补齐这一行",
                        en: "cells are divided by tabs, blank ones too; complete the line",
                    ))
            }
        }
    }
}
