//! The sum of many departments' tables 二, 三 and 四, row by row and cell by cell.

use rust_decimal::Decimal;

use crate::author::rules;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::form::{Entry, Form, label_keys};
use crate::message;
use crate::report::{Cell, CellState, Report, Row};
use crate::source::Span;

/// Marks of a cell that holds no figure; they count as nothing.
const MARKS: [&str; 4] = ["", "/", "-", "—"];

/// Tables in the order of the form, with the number by which messages call them.
pub(super) const TABLES: [(&str, &str); 3] = [("disclosure", "二"), ("applications", "三"), ("remedies", "四")];

/// A department's report.
#[derive(Debug)]
pub struct Department {
    /// Name of its file.
    pub name: String,
    /// What the file says.
    pub report: Report,
}

/// The sum of departments' tables, which are all of one form and one year.
#[derive(Debug)]
pub struct Sum<'a> {
    /// The departments, in the order in which they were given.
    pub departments: &'a [Department],
    pub(super) form: &'static Form,
    pub(super) year: u16,
    /// Tables 二, 三 and 四.
    pub(super) tables: [Vec<SumRow>; 3],
}

/// A row of the sum.
#[derive(Debug)]
pub(super) struct SumRow {
    /// Key below its table; of an extra row, the key of the row that it stands behind.
    pub key: String,
    /// Whether the form does not have it.
    pub is_extra: bool,
    pub label: String,
    pub cells: Vec<SumCell>,
}

/// A cell of the sum.
#[derive(Clone, Debug, Default)]
pub(super) struct SumCell {
    /// The sum; `None` if no department has a figure.
    pub value: Option<Decimal>,
    /// The mark that all departments have, if they have the same; blank otherwise.
    pub mark: Option<String>,
    /// Whether no department's file has the cell.
    pub left_out: bool,
}

/// Sums the tables of departments. Beside the sum stands what is worth knowing about it.
///
/// # Errors
/// Whatever cannot be summed: a form or a year that is not the first file's, a cell of text.
pub fn sum(departments: &[Department]) -> Result<(Sum<'_>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Some(first) = departments.first() else { return Err(Vec::new()) };
    let mut found = Vec::new();
    for department in departments {
        of_the_same_kind(first, department, &mut found);
        for (rows, table) in tables(&department.report).into_iter().zip(TABLES) {
            for row in rows {
                cells_that_cannot_be_summed(&department.report, table, row, &mut found);
            }
        }
    }
    let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
    if found.iter().any(is_error) {
        return Err(found);
    }
    notes(departments, &mut found);
    let form = first.report.form;
    let tables = [0, 1, 2].map(|table| summed(departments, table));
    Ok((Sum { departments, form, year: first.report.year, tables }, found))
}

/// Tables 二, 三 and 四 of a report.
pub(super) fn tables(report: &Report) -> [&[Row]; 3] {
    [&report.disclosure, &report.applications, &report.remedies]
}

/// Rows with the key of the row that they stand behind, or their own, and whether they are extra.
pub(super) fn placed(rows: &[Row]) -> impl Iterator<Item = (&str, bool, &Row)> {
    rows.iter().scan("", |after, row| {
        let is_extra = row.key.starts_with("extra.");
        if !is_extra {
            *after = &row.key;
        }
        Some((*after, is_extra, row))
    })
}

/// The columns of a row.
pub(super) fn columns(form: &'static Form, table: usize, key: &str) -> &'static [Entry] {
    let block = || form.disclosure.iter().find(|block| block.rows.iter().any(|row| row.key == key));
    match table {
        0 => block().map(|block| block.columns).unwrap_or_default(),
        1 => &form.applications.columns,
        _ => &form.remedies.columns,
    }
}

/// Whether a text stands for no figure.
pub(super) fn is_mark(text: &str) -> bool {
    MARKS.contains(&text.trim())
}

fn of_the_same_kind(first: &Department, department: &Department, found: &mut Vec<Diagnostic>) {
    let (a, b) = (&first.report, &department.report);
    let at = b.organ.span;
    let name = &first.name;
    if a.form.name != b.form.name {
        let (theirs, ours) = (b.form.name, a.form.name);
        found.push(
            Diagnostic::error(
                &rules::MERGE_FORM,
                message!(
                    zh: "这份数据用 {theirs} 年版格式，{name} 用 {ours} 年版，不能相加",
                    en: "this file is in form {theirs}, {name} in form {ours}: they cannot be summed",
                ),
            )
            .at(at)
            .key("form")
            .help(message!(zh: "请该单位改用 {ours} 年版格式重填", en: "have it filled in again in form {ours}")),
        );
    }
    if a.year != b.year {
        let (theirs, ours) = (b.year, a.year);
        found.push(
            Diagnostic::error(
                &rules::MERGE_YEAR,
                message!(
                    zh: "这份数据是 {theirs} 年的，{name} 是 {ours} 年的，不能相加",
                    en: "this file is of {theirs}, {name} of {ours}: they cannot be summed",
                ),
            )
            .at(at)
            .key("report.year")
            .help(message!(zh: "换成 {ours} 年的数据文件", en: "take the file of {ours}")),
        );
    }
}

/// A cell of text has no figure that could be summed.
fn cells_that_cannot_be_summed(report: &Report, table: (&str, &str), row: &Row, found: &mut Vec<Diagnostic>) {
    for cell in &row.cells {
        let (text, label, number) = (&cell.text, &row.label.text, table.1);
        let key = format!("{}.{}", table.0, row.key);
        let at = cell.span.or(row.span).unwrap_or(report.organ.span);
        if cell.value.is_none() && !is_mark(text) {
            let message = message!(
                zh: "表{number}“{label}”这一格是文字“{text}”，不能相加",
                en: "table {number}, {label}: the cell holds the text `{text}`, which cannot be summed",
            );
            let help = message!(
                zh: "改成数字（不加引号）；要保留说明，写成 {{ value = 数字, text = \"{text}\" }}",
                en: "write a number without quotes, or {{ value = NUMBER, text = \"{text}\" }} to keep the text",
            );
            found.push(Diagnostic::error(&rules::MERGE_TEXT, message).at(at).key(key).help(help));
        } else if let Some(value) = cell.value.filter(|_| text.parse::<Decimal>() != Ok(cell.value.unwrap_or_default()))
        {
            let message = message!(
                zh: "表{number}“{label}”按 {value} 相加，附带的文字“{text}”不带入合计",
                en: "table {number}, {label}: counted as {value}; its text `{text}` is not taken over",
            );
            found.push(note(&rules::MERGE_NOTE, message).at(at).key(key));
        }
    }
    if let Some((total, parts)) = row.cells.split_last()
        && table.0 != "disclosure"
        && total.value.is_none()
        && total.state == CellState::Stated
        && parts.iter().any(|part| part.value.is_some_and(|value| !value.is_zero()))
    {
        let (label, number) = (&row.label.text, table.1);
        let message = message!(
            zh: "表{number}“{label}”的总计是空白，各列却有数字：总计按空白相加",
            en: "table {number}, {label}: the total is blank though its parts are not: it is summed as blank",
        );
        let help = message!(zh: "填上总计，或者删去这一格，由程序计算", en: "state the total, or leave it out");
        let at = total.span.or(row.span);
        found.push(
            Diagnostic::warning(&rules::MERGE_TOTAL, message).at(at).key(format!("{}.{}", table.0, row.key)).help(help),
        );
    }
}

fn note(rule: &'static Rule, message: crate::diagnostic::Message) -> Diagnostic {
    Diagnostic { severity: Severity::Note, ..Diagnostic::warning(rule, message) }
}

/// Labels that differ, and organs that are there twice.
fn notes(departments: &[Department], found: &mut Vec<Diagnostic>) {
    let Some((first, others)) = departments.split_first() else { return };
    let known = label_keys(first.report.form);
    for (index, department) in others.iter().enumerate() {
        let (organ, earlier) = (&department.report.organ, departments.iter().take(index + 1));
        if let Some(twin) = earlier.into_iter().find(|other| other.report.organ.value == organ.value) {
            let (name, organ_name) = (&twin.name, &organ.value);
            let message = message!(
                zh: "“{organ_name}”在 {name} 中已经有了，两份都计入合计",
                en: "`{organ_name}` is in {name} already; both are summed",
            );
            let help = message!(zh: "如果是同一份数据，去掉一份", en: "if it is the same data, leave one out");
            found.push(Diagnostic::warning(&rules::MERGE_ORGAN, message).at(organ.span).key("report.organ").help(help));
        }
        for (key, own) in &known {
            let (a, b) =
                (first.report.labels.get(&[key.as_str()], own), department.report.labels.get(&[key.as_str()], own));
            if a.text != b.text {
                let (taken, left, name) = (a.text, b.text, &first.name);
                let message = message!(
                    zh: "标签不同：这里是“{left}”，{name} 是“{taken}”，合计用后者",
                    en: "labels differ: `{left}` here, `{taken}` in {name}, which the sum takes",
                );
                let at = b.span.or(a.span);
                found.push(note(&rules::MERGE_LABEL, message).at(at).key(format!("labels.{key}")));
            }
        }
    }
}

/// One table of all departments. Rows stand in the order of the form; extra rows behind those that they name, in the
/// order in which they are met.
fn summed(departments: &[Department], table: usize) -> Vec<SumRow> {
    let mut sums: Vec<SumRow> = Vec::new();
    for department in departments {
        let [disclosure, applications, remedies] = tables(&department.report);
        let rows = match table {
            0 => disclosure,
            1 => applications,
            _ => remedies,
        };
        for (key, is_extra, row) in placed(rows) {
            let is_same =
                |sum: &SumRow| sum.key == key && sum.is_extra == is_extra && (!is_extra || sum.label == row.label.text);
            let at = sums.iter().position(is_same).unwrap_or_else(|| {
                // Behind its row and the extra rows that are there already; rows of the form come in order.
                let at = sums.iter().rposition(|sum| sum.key == key).map_or(sums.len(), |last| last + 1);
                let cell = SumCell { left_out: true, ..SumCell::default() };
                let cells = vec![cell; row.cells.len()];
                sums.insert(at, SumRow { key: key.to_owned(), is_extra, label: row.label.text.clone(), cells });
                at
            });
            if let Some(sum) = sums.get_mut(at) {
                sum.cells.iter_mut().zip(&row.cells).for_each(|(sum, cell)| add(sum, cell));
            }
        }
    }
    sums
}

fn add(sum: &mut SumCell, cell: &Cell) {
    let mark = cell.text.trim();
    match (cell.value, &sum.mark) {
        (Some(value), _) => sum.value = Some(sum.value.unwrap_or_default().saturating_add(value)),
        (None, None) => sum.mark = Some(mark.to_owned()),
        (None, Some(other)) if other != mark => sum.mark = Some(String::new()),
        (None, Some(_)) => {}
    }
    sum.left_out &= cell.state == CellState::LeftOut;
}

impl SumCell {
    /// The cell as it is printed.
    pub(super) fn text(&self) -> String {
        self.value.map(|value| value.to_string()).or_else(|| self.mark.clone()).unwrap_or_default()
    }
}

/// A place in a report for a cell: its own, its row's, or the organ's name where the file has neither.
pub(super) fn place(report: &Report, row: Option<&Row>, cell: Option<&Cell>) -> Span {
    cell.and_then(|cell| cell.span).or(row.and_then(|row| row.span)).unwrap_or(report.organ.span)
}
