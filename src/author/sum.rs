//! The sum of many departments' tables 二, 三 and 四, row by row and cell by cell.

use rust_decimal::Decimal;

use crate::author::rules;
use crate::diagnostic::{Diagnostic, Rule, Severity, message};
use crate::form::Form;
use crate::report::{Block, Cell, CellState, OfficialTable, Report, Row, Tables, label_keys, sole_reading};
use crate::source::Span;

/// Stands in a merged file for the government's name, which no department's file tells.
pub(super) const UNNAMED: &str = "××人民政府";

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
    /// Tables 二, 三 and 四, their labels those of the first department.
    pub(super) tables: Tables,
}

/// Sums the tables of departments. Beside the sum stands what is worth knowing about it; a file that is there twice is
/// an error there, for the office may know better.
///
/// # Errors
/// Whatever cannot be summed: a form or a year that is not the first file's, a cell of text.
pub fn sum(departments: &[Department]) -> Result<(Sum<'_>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Some(first) = departments.first() else { return Err(Vec::new()) };
    let mut found = Vec::new();
    for department in departments {
        of_the_same_kind(first, department, &mut found);
        for table in department.report.tables.all() {
            for (block, row) in table.rows() {
                cells_that_cannot_be_summed(&department.report, table, (block, row), &mut found);
            }
        }
    }
    let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
    if found.iter().any(is_error) {
        return Err(found);
    }
    notes(departments, &mut found);
    let form = first.report.form;
    let tables = summed(&first.report, departments);
    Ok((Sum { departments, form, year: first.report.year, tables }, found))
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
            .at(b.year_span)
            .key("report.year")
            .help(message!(zh: "换成 {ours} 年的数据文件", en: "take the file of {ours}")),
        );
    }
}

/// A cell of text has no figure that could be summed.
fn cells_that_cannot_be_summed(
    report: &Report,
    table: &OfficialTable,
    (block, row): (&Block, &Row),
    found: &mut Vec<Diagnostic>,
) {
    let (label, number) = (row.label.name(), table.number);
    for (cell, column) in row.cells.iter().zip(&block.columns) {
        let text = &cell.text;
        let key = format!("{}.{}", table.key, row.key);
        let at = cell.span.or(row.span).unwrap_or(report.organ.span);
        if cell.value.is_none() && !cell.is_no_figure() {
            let message = message!(
                zh: "表{number}“{label}”这一格是文字“{text}”，不能相加",
                en: "table {number}, {label}: the cell holds the text `{text}`, which cannot be summed",
            );
            let meant = sole_reading(text, column.kind);
            let (zh, en) = match meant {
                Some(meant) => (format!("改成 {meant}，不加引号"), format!("write {meant} without quotes")),
                None => ("改成数字，不加引号".to_owned(), "write a number without quotes".to_owned()),
            };
            let help = message!(
                zh: "{zh}；要保留说明，这一行按键写成列表，这一格写 {{ value = 数字, text = \"{text}\" }}",
                en: "{en}; to keep the text, write the row as a list by its key, and the cell as {{ value = NUMBER, \
                     text = \"{text}\" }}",
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
}

fn note(rule: &'static Rule, message: crate::diagnostic::Message) -> Diagnostic {
    Diagnostic { severity: Severity::Note, ..Diagnostic::warning(rule, message) }
}

/// Labels that differ, and organs that are there twice.
fn notes(departments: &[Department], found: &mut Vec<Diagnostic>) {
    let Some((first, others)) = departments.split_first() else { return };
    let known = label_keys(first.report.form);
    found.extend(departments.iter().filter_map(already_merged));
    for (index, department) in others.iter().enumerate() {
        let (organ, mut earlier) = (&department.report.organ, departments.iter().take(index + 1));
        if let Some(twin) = earlier.find(|other| other.report.organ.value == organ.value) {
            found.push(there_twice(department, twin));
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

/// What is said of an organ with two files: an error if their figures are the same, for then one is a copy.
fn there_twice(department: &Department, twin: &Department) -> Diagnostic {
    let (organ, name) = (&department.report.organ, &twin.name);
    let organ_name = &organ.value;
    let values = |department: &Department| -> Vec<Option<Decimal>> {
        let tables = department.report.tables.all();
        let rows = tables.into_iter().flat_map(|table| table.rows());
        rows.flat_map(|(_, row)| &row.cells).map(|cell| cell.value).collect()
    };
    let finding = if values(department) == values(twin) {
        Diagnostic::error(
            &rules::MERGE_ORGAN,
            message!(
                zh: "“{organ_name}”在 {name} 中已经有了，数字也都一样，会重复计算",
                en: "`{organ_name}` is in {name} already, with the same figures: they would be counted twice",
            ),
        )
        .help(message!(
            zh: "去掉一份；不是同一份数据的，改正机关名称",
            en: "leave one out; if it is other data, mend the name of the organ",
        ))
    } else {
        Diagnostic::warning(
            &rules::MERGE_ORGAN,
            message!(
                zh: "“{organ_name}”在 {name} 中已经有了，两份都计入合计",
                en: "`{organ_name}` is in {name} already; both are summed",
            ),
        )
        .help(message!(zh: "如果是同一份数据，去掉一份", en: "if it is the same data, leave one out"))
    };
    finding.at(organ.span).key("report.organ")
}

/// What is said of a file that `merge` has written and nobody has named since: its parts may be among the files too.
fn already_merged(department: &Department) -> Option<Diagnostic> {
    let organ = &department.report.organ;
    let message = message!(
        zh: "机关名称还是“{UNNAMED}”：看来是以前合并出来的，其中的单位会重复计算",
        en: "the organ is still `{UNNAMED}`: it looks like an earlier sum, whose parts would be counted twice",
    );
    let help = message!(
        zh: "合并的结果不和各单位的文件放在一起；确是一个单位的，改成它的名称",
        en: "keep sums apart from the departments' files; if it is a department's, give it its name",
    );
    let finding = Diagnostic::warning(&rules::MERGE_ORGAN, message).at(organ.span).key("report.organ").help(help);
    (organ.value == UNNAMED).then_some(finding)
}

/// The tables of all departments, cell by cell. Rows that the form does not have stand behind those that they name, in
/// the order in which they are met; those of one label are one row.
fn summed(first: &Report, departments: &[Department]) -> Tables {
    let mut sums = Tables::blank(first.form, &first.labels);
    for (index, sum) in sums.all_mut().into_iter().enumerate() {
        let tables: Vec<&OfficialTable> =
            departments.iter().filter_map(|own| own.report.tables.all().into_iter().nth(index)).collect();
        for row in tables.iter().flat_map(|table| table.rows()).map(|(_, row)| row).filter(|row| row.is_extra()) {
            let extra = sum.rows().filter(|(_, own)| own.is_extra()).count();
            if !sum.rows().any(|(_, own)| is_same(own, row)) {
                sum.insert_extra(Row { key: format!("extra.{extra}"), ..row.clone() });
            }
        }
        for row in sum.rows_mut() {
            let all =
                || tables.iter().flat_map(|table| table.rows()).map(|(_, own)| own).filter(|own| is_same(own, row));
            let cells = |at: usize| all().filter_map(|own| own.cells.get(at)).collect::<Vec<_>>();
            row.cells = (0..row.cells.len()).map(|at| sum_of(&cells(at))).collect();
        }
    }
    sums
}

/// Whether two rows are one in different files: rows of the form by their key, others by their place and label.
pub(super) fn is_same(one: &Row, other: &Row) -> bool {
    one.home() == other.home()
        && one.is_extra() == other.is_extra()
        && (!one.is_extra() || one.label.text == other.label.text)
}

/// The sum of cells; of none that is a figure, the mark that all of them have, or a blank.
fn sum_of(cells: &[&Cell]) -> Cell {
    if let Some(sum) = cells.iter().filter_map(|cell| cell.value).reduce(Decimal::saturating_add) {
        return Cell::computed(sum);
    }
    if cells.iter().all(|cell| cell.state == CellState::LeftOut) {
        return Cell::left_out();
    }
    let mark = cells.first().map(|cell| cell.text.trim()).unwrap_or_default();
    let is_shared = cells.iter().all(|cell| cell.text.trim() == mark);
    Cell { text: if is_shared { mark.to_owned() } else { String::new() }, ..Cell::blank() }
}

/// A place in a report for a cell: its own, its row's, or the organ's name where the file has neither.
pub(super) fn place(report: &Report, row: Option<&Row>, cell: Option<&Cell>) -> Span {
    cell.and_then(|cell| cell.span).or(row.and_then(|row| row.span)).unwrap_or(report.organ.span)
}
