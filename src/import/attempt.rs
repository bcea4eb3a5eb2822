//! One table from its grids: read in every way in which its cells may stand. Where two ways give two readings it is not
//! read at all. What is left out is a doubt, and so is whatever is not understood: a figure is never guessed.

use super::doubt::Doubt;
use super::grid::{Grid, GridCell, Lines, Part, Setting};
use super::settle::{missing, other_units, settle};
use super::values::{Written, written};
use crate::diagnostic::{Diagnostic, Lang, message};
use crate::form::Forms;
use crate::report::{OfficialTable, TableWords, is_like_label, is_no_figure, read_lines};
use crate::source::Sources;

/// How often lines are left out and the rest is read again.
const MOST_READINGS: usize = 30;

/// What became of reading a table.
pub(super) struct Reading {
    pub table: OfficialTable,
    /// Whether it could be read.
    pub is_read: bool,
    pub doubts: Vec<Doubt>,
}

/// One way of reading a table.
struct Attempt {
    table: OfficialTable,
    /// How many rows were there; none where the table could not be read.
    rows: Option<usize>,
    doubts: Vec<Doubt>,
}

impl Reading {
    /// How many figures were read.
    pub fn count(&self) -> usize {
        figures(&self.table).iter().filter(|text| !text.is_empty()).count()
    }
}

/// Reads a table from some parts, in all ways in which its cells may stand.
pub(super) fn read_table(table: &OfficialTable, parts: &[Part], forms: Forms) -> Reading {
    let words = &TableWords::new(table, forms);
    let nothing = |doubts| Reading { table: table.clone(), is_read: false, doubts };
    // 四 has one line of figures and no label for it: where nothing is filled in, there is no line.
    let cells = || parts.iter().flat_map(|part| part.rows.iter().filter_map(|row| part.grid.rows.get(*row))).flatten();
    let fills = |cell: &GridCell| written(&cell.text).is_some() || !cell.text.is_empty() && is_no_figure(&cell.text);
    if table.is_side_by_side() && !cells().any(fills) {
        return nothing(Vec::new());
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
    let Some(best) = attempts.next() else { return nothing(Vec::new()) };
    let Some(rows) = best.rows else { return nothing(best.doubts) };
    let is_other = |other: &Attempt| other.rows == Some(rows) && figures(&other.table) != figures(&best.table);
    if attempts.any(|other| is_other(&other)) {
        let number = table.number;
        let message = message!(
            zh: "表{number}有两种读法，没有带入：各列要对齐表头，空白的格不能省",
            en: "table {number} can be read in two ways and was left out: cells must stand below their heads, blank ones \
                 too",
        );
        let first = parts.first().map(|part| part.grid.place(part.rows.first().copied().unwrap_or_default(), 0));
        return nothing(vec![Doubt::new(first.unwrap_or_default(), message).about(table.key, None)]);
    }
    Reading { table: best.table, is_read: true, doubts: best.doubts }
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
                // What is no figure of its column is blank then.
                doubts.extend(read.faults.iter().map(|fault| {
                    let (zh, en) = (fault.message.in_lang(Lang::Zh), fault.message.in_lang(Lang::En));
                    let message = message!(zh: "{zh}，没有带入", en: "{en}; left out");
                    Doubt::new(place(fault).unwrap_or_default(), message).about(blank.key, None)
                }));
                settle(&mut table, &lines, &parts, words, &mut doubts);
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
    let mut texts: Vec<&str> = said(cells).map(|cell| cell.text.as_str()).collect();
    // A merged cell that was taken apart repeats its text.
    texts.dedup();
    let is_figure = |text: &&str| !is_like_label(text) && written(text).is_some_and(|written| !is_year(&written));
    let figures = texts.iter().copied().filter(is_figure).count();
    let are_column_numbers = texts.iter().enumerate().all(|(at, text)| *text == (at + 1).to_string());
    let has_heads = texts.iter().any(|text| words.is_head(text) && !words.is_label(text));
    match figures {
        2.. if are_column_numbers => Worth::Remark,
        1.. if has_heads => Worth::Heads,
        1.. => Worth::Figures,
        0 if has_heads => Worth::Heads,
        // Figures in words, such as 约5件.
        0 if texts.iter().any(|text| counts_something(text)) => Worth::Figures,
        0 if texts.iter().filter(|text| !is_aside(text)).count() > 1 => Worth::Heads,
        0 => Worth::Remark,
    }
}

/// Whether a figure is a year: 2024年.
fn is_year(written: &Written) -> bool {
    written.behind.starts_with('年')
}

/// Whether a text holds a number of things: digits that are neither those of a date nor the number before it.
fn counts_something(text: &str) -> bool {
    let is_digit = |ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch);
    let mut rest = text.trim_start_matches(|ch: char| is_digit(ch) || ".．、）)（(".contains(ch));
    while let Some(at) = rest.find(is_digit) {
        let behind = rest.get(at..).unwrap_or_default().trim_start_matches(is_digit);
        if !behind.starts_with(['年', '月', '日', '号', '〕', ']', '页', '-', '/']) {
            return true;
        }
        rest = behind;
    }
    false
}

/// Whether a text stands beside a title and is none itself: a unit, who has filled the table in, whether it balances.
fn is_aside(text: &str) -> bool {
    ["单位", "填报", "填表", "制表", "审核", "日期", "备注", "注：", "注:", "勾稽"]
        .iter()
        .any(|word| text.contains(word))
        && !text.contains("金额")
}

/// The cells of a row that say something.
pub(super) fn said(row: &[GridCell]) -> impl Iterator<Item = &GridCell> {
    row.iter().filter(|cell| !cell.text.is_empty())
}
