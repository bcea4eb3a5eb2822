//! Grids of text to the tables 二, 三 and 四.
//!
//! Each row of a grid belongs to the table whose words it has. A table is read in every way in which its cells may
//! stand; where two ways give two readings it is not read at all. What is left out is a doubt, and so is whatever is not
//! understood: a figure is never guessed.

use std::collections::BTreeMap;

use super::doubt::Doubt;
use super::grid::{Grid, GridCell, Lines, Part, Setting};
use super::values::{Written, written};
use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::form::{Form, Forms, Kind, RowRole};
use crate::report::{Block, Cell, Labels, OfficialTable, TableWords, Tables, is_no_figure, read_lines};
use crate::source::Sources;

/// The tables of some grids, in a form.
#[derive(Clone, Debug)]
pub(super) struct ReadTables {
    pub form: &'static Form,
    pub tables: Tables,
    /// Keys of the tables that were there.
    pub found: Vec<&'static str>,
    pub doubts: Vec<Doubt>,
    /// How many figures were read.
    figures: usize,
}

/// How often lines are left out and the rest is read again.
const MOST_READINGS: usize = 30;
/// Cells of a line without figures that may be a title or a remark; more are heads.
const MOST_REMARKS: usize = 2;

/// Reads the tables of some grids in the form that fits them best; of two that fit as well, in the newer one.
pub(super) fn read_tables(grids: &[Grid], forms: Forms, wanted: Option<&'static Form>) -> ReadTables {
    let newest_first = || forms.iter().collect::<Vec<_>>().into_iter().rev();
    let mut read: Vec<ReadTables> = match wanted {
        Some(form) => vec![in_form(grids, form, forms)],
        None => newest_first().map(|form| in_form(grids, form, forms)).collect(),
    };
    // A figure that is told is one that was read.
    let weight = |read: &ReadTables| usize::MAX - read.figures - read.doubts.len();
    read.sort_by_key(weight);
    read.into_iter().next().unwrap_or_else(|| in_form(grids, forms.by_year(u16::MAX), forms))
}

fn in_form(grids: &[Grid], form: &'static Form, forms: Forms) -> ReadTables {
    let tables = Tables::blank(form, &Labels::default());
    let words: Vec<TableWords> = tables.all().into_iter().map(|table| TableWords::new(table, forms)).collect();
    let mut parts: [Vec<Part>; 3] = Default::default();
    for grid in grids {
        for (owned, rows) in parts.iter_mut().zip(owned_rows(grid, &words)) {
            if !rows.is_empty() {
                owned.push(Part { grid, rows });
            }
        }
    }
    let mut read = ReadTables { form, tables, found: Vec::new(), doubts: Vec::new(), figures: 0 };
    for ((table, parts), words) in read.tables.all_mut().into_iter().zip(parts).zip(&words) {
        if let Some(first) = parts.first() {
            read.found.push(table.key);
            read.doubts.extend(read_table(table, &parts, first, words, forms));
            read.figures += figures(table).iter().filter(|text| !text.is_empty()).count();
        }
    }
    read
}

/// The words of the tables of the forms.
pub(super) struct Words(Vec<TableWords>);

impl Words {
    pub fn new(forms: Forms) -> Words {
        let tables = Tables::blank(forms.by_year(u16::MAX), &Labels::default());
        Words(tables.all().into_iter().map(|table| TableWords::new(table, forms)).collect())
    }

    /// Whether a grid holds a table of the form: several of its cells have words of one.
    pub fn are_in(&self, grid: &Grid) -> bool {
        /// Fewer may be met by chance.
        const LEAST: usize = 4;
        let cells = || grid.rows.iter().flat_map(|row| said(row));
        self.0.iter().any(|words| cells().filter(|cell| words.know(&cell.text)).take(LEAST).count() == LEAST)
    }
}

/// The rows of a grid by the table whose words they have. Rows of figures alone go with those above them, and what
/// stands above all words with the first.
fn owned_rows(grid: &Grid, words: &[TableWords]) -> [Vec<usize>; 3] {
    let mut owned: [Vec<usize>; 3] = Default::default();
    let mut owners: Vec<Option<usize>> = Vec::new();
    for row in &grid.rows {
        let count = |words: &TableWords| said(row).filter(|cell| words.know(&cell.text)).count();
        let counts: Vec<usize> = words.iter().map(count).collect();
        let most = counts.iter().copied().max().unwrap_or_default();
        let mut best = (0..counts.len()).filter(|at| most > 0 && counts.get(*at) == Some(&most));
        let sole = best.next().filter(|_| best.next().is_none());
        owners.push(sole.or(owners.last().copied().flatten()));
    }
    let first = owners.iter().flatten().next().copied();
    for (row, owner) in owners.into_iter().enumerate() {
        if let Some(rows) = owner.or(first).and_then(|owner| owned.get_mut(owner)) {
            rows.push(row);
        }
    }
    owned
}

/// The cells of a row that say something.
fn said(row: &[GridCell]) -> impl Iterator<Item = &GridCell> {
    row.iter().filter(|cell| !cell.text.is_empty())
}

/// One way of reading a table.
struct Attempt {
    table: OfficialTable,
    /// How many rows were there; none where the table could not be read.
    rows: Option<usize>,
    doubts: Vec<Doubt>,
}

/// Reads a table from some parts, in all ways in which its cells may stand.
fn read_table(table: &mut OfficialTable, parts: &[Part], first: &Part, words: &TableWords, forms: Forms) -> Vec<Doubt> {
    // 四 has one line of figures and no label for it: where nothing is filled in, there is no line.
    let cells = || parts.iter().flat_map(|part| part.rows.iter().filter_map(|row| part.grid.rows.get(*row))).flatten();
    let fills = |cell: &GridCell| written(&cell.text).is_some() || !cell.text.is_empty() && is_no_figure(&cell.text);
    if table.is_side_by_side() && !cells().any(fills) {
        return Vec::new();
    }
    let cut = |part: &Part| Grid {
        rows: part.rows.iter().filter_map(|row| part.grid.rows.get(*row)).cloned().collect(),
        name: part.grid.name.clone(),
        naming: part.grid.naming,
        ..Grid::default()
    };
    let turned: Vec<Grid> = parts.iter().map(|part| cut(part).turned()).collect();
    let sideways: Vec<Part> = turned.iter().map(|grid| Part { grid, rows: (0..grid.rows.len()).collect() }).collect();
    let ways = [(parts, Setting::Aligned), (parts, Setting::Tight), (&sideways, Setting::Aligned)];
    let mut attempts: Vec<Attempt> =
        ways.into_iter().map(|(parts, setting)| attempt(table, parts, setting, words, forms)).collect();
    attempts.sort_by_key(|attempt| (usize::MAX - attempt.rows.unwrap_or_default(), attempt.doubts.len()));
    let mut attempts = attempts.into_iter();
    let Some(best) = attempts.next() else { return Vec::new() };
    let Some(rows) = best.rows else { return best.doubts };
    let is_other = |other: &Attempt| other.rows == Some(rows) && figures(&other.table) != figures(&best.table);
    if attempts.any(|other| is_other(&other)) {
        let number = table.number;
        let message = message!(
            zh: "表{number}有两种读法，没有带入：各列要对齐表头，空白的格不能省",
            en: "table {number} can be read in two ways and was left out: cells must stand below their heads, blank ones \
                 too",
        );
        let row = first.rows.first().copied().unwrap_or_default();
        return vec![Doubt::new(first.grid.place(row, 0), message).about(table.key, None)];
    }
    *table = best.table;
    best.doubts
}

/// All figures of a table as they are written.
fn figures(table: &OfficialTable) -> Vec<&str> {
    table.rows().flat_map(|(_, row)| row.cells.iter().map(|cell| cell.text.as_str())).collect()
}

/// Reads a table in one way: lines that are not understood are left out, and the rest is read again.
fn attempt(blank: &OfficialTable, parts: &[Part], setting: Setting, words: &TableWords, forms: Forms) -> Attempt {
    // A head that names another unit is no head of the form, and is left out.
    let (whole, mut parts) = (parts, parts.to_vec());
    let mut doubts = Vec::new();
    for _ in 0..MOST_READINGS {
        let mut sources = Sources::default();
        let lines = Lines::new(&parts, setting, &mut sources);
        let mut table = blank.clone();
        match read_lines(&lines.text, lines.source, &mut table, forms) {
            Ok(read) => {
                let place = |fault: &Diagnostic| place_of(fault, &lines, &parts).map(|(place, ..)| place);
                doubts.extend(read.faults.iter().map(|fault| {
                    Doubt::new(place(fault).unwrap_or_default(), fault.message.clone()).about(blank.key, None)
                }));
                settle(&mut table, &lines, &parts, &mut doubts);
                other_units(&mut table, whole, &mut doubts);
                doubts.extend(missing(blank, &read.rows, &parts));
                return Attempt { table, rows: Some(read.rows.len()), doubts };
            }
            Err(faults) => {
                let Some(told) = leave_out(&faults, &lines, &mut parts, words, blank.key) else {
                    let doubt = |fault: &Diagnostic| {
                        let (place, ..) = place_of(fault, &lines, &parts)?;
                        Some(Doubt::new(place, fault.message.clone()).about(blank.key, None))
                    };
                    return Attempt {
                        table: blank.clone(),
                        rows: None,
                        doubts: doubts.into_iter().chain(faults.iter().filter_map(doubt)).collect(),
                    };
                };
                doubts.extend(told);
            }
        }
    }
    Attempt { table: blank.clone(), rows: None, doubts }
}

/// Where a finding stands: its name, the part and the row.
fn place_of(fault: &Diagnostic, lines: &Lines, parts: &[Part]) -> Option<(String, usize, usize)> {
    let place = lines.place_at(fault.span?.start)?;
    let grid = parts.get(place.part)?.grid;
    Some((grid.place(place.row, place.column), place.part, place.row))
}

/// Takes the lines out of the parts that findings speak of, and tells of those with figures; `None` if that does not
/// help, or would take away what tells which column is which.
fn leave_out(
    faults: &[Diagnostic],
    lines: &Lines,
    parts: &mut [Part],
    words: &TableWords,
    table: &'static str,
) -> Option<Vec<Doubt>> {
    let mut told = Vec::new();
    let mut has_gone = false;
    for fault in faults {
        let (place, part, row) = place_of(fault, lines, parts)?;
        let part = parts.get_mut(part)?;
        // A turned grid counts its rows from where it was cut.
        let at =
            part.rows.iter().position(|at| part.grid.rows.get(*at).is_some_and(|cells| row_of(cells) == Some(row)));
        let Some(at) = at else { continue };
        let cells = part.rows.get(at).and_then(|row| part.grid.rows.get(*row))?;
        match worth(cells, words) {
            Worth::Heads => return None,
            Worth::Remark => {}
            Worth::Figures => {
                let line: Vec<&str> = said(cells).map(|cell| cell.text.as_str()).collect();
                let (line, reason) = (line.join(" | "), &fault.message);
                let (zh, en) = (reason.in_lang(Lang::Zh), reason.in_lang(Lang::En));
                let message = message!(zh: "没有带入（{line}）：{zh}", en: "left out ({line}): {en}");
                told.push(Doubt::new(place, message).about(table, None));
            }
        }
        part.rows.remove(at);
        has_gone = true;
    }
    has_gone.then_some(told)
}

fn row_of(cells: &[GridCell]) -> Option<usize> {
    cells.first().map(|cell| cell.row)
}

/// What a line that is not understood may be.
enum Worth {
    /// Heads of columns: without them nobody knows what the figures are.
    Heads,
    /// A title, a remark, the numbers of columns.
    Remark,
    Figures,
}

fn worth(cells: &[GridCell], words: &TableWords) -> Worth {
    let texts: Vec<&str> = said(cells).map(|cell| cell.text.as_str()).collect();
    let is_figure = |text: &&&str| written(text).is_some_and(|written| !written.behind.starts_with('年'));
    let figures: Vec<&&str> = texts.iter().filter(is_figure).collect();
    let are_column_numbers = figures.iter().enumerate().all(|(at, text)| **text == (at + 1).to_string());
    let has_heads = texts.iter().any(|text| words.is_head(text) && !words.is_label(text));
    match figures.len() {
        0 if has_heads || texts.len() > MOST_REMARKS => Worth::Heads,
        0 => Worth::Remark,
        2.. if are_column_numbers && figures.len() == texts.len() => Worth::Remark,
        _ if has_heads => Worth::Heads,
        _ => Worth::Figures,
    }
}

/// Cells that say a figure and something more: the figure counts, and that is told. Totals that are blank are left to
/// be computed, as those are whose formula no program has computed yet.
fn settle(table: &mut OfficialTable, lines: &Lines, parts: &[Part], doubts: &mut Vec<Doubt>) {
    let key = table.key;
    for block in &mut table.blocks {
        let total = block.total();
        for row in &mut block.rows {
            for (at, cell) in row.cells.iter_mut().enumerate() {
                if cell.text.is_empty() && (Some(at) == total || row.role == RowRole::Total) {
                    *cell = Cell::left_out();
                }
                let place = cell.span.and_then(|span| lines.place_at(span.start));
                let grid = place.and_then(|place| Some(parts.get(place.part)?.grid));
                let of_grid = grid.zip(place).and_then(|(grid, place)| grid.cell(place.row, place.column));
                let is_over = |of: &GridCell| of.row_span > 1 || of.column_span > 1 && block.columns.len() > 1;
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
    }
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

/// Amounts whose head names another unit than the form's are blanked, and told.
fn other_units(table: &mut OfficialTable, parts: &[Part], doubts: &mut Vec<Doubt>) {
    const UNITS: [&str; 5] = ["亿元", "万元", "千元", "百元", "元"];
    let cells = || {
        let rows = parts.iter().flat_map(|part| part.rows.iter().map(move |row| (part.grid, *row)));
        rows.flat_map(|(grid, row)| grid.rows.get(row).into_iter().flatten().map(move |cell| (grid, cell)))
    };
    for block in &mut table.blocks {
        for (at, column) in block.columns.iter().enumerate() {
            let Kind::Amount { unit: Some(unit) } = column.kind else { continue };
            let Some((grid, head)) = cells().find(|(_, cell)| cell.text.contains("收费金额")) else { continue };
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
fn missing(blank: &OfficialTable, rows: &[String], parts: &[Part]) -> Vec<Doubt> {
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
