//! A report in another form: what says nothing there goes, and if anything that says something would go with it, nothing
//! is changed.

use super::Refusal;
use super::data::{Data, as_path};
use super::meant::{Says, SaysCell};
use super::rows::{Place, is_reckoned, write_out};
use crate::diagnostic::message;
use crate::form::Form;
use crate::report::{Block, CellState, OfficialTable, Report, Row, Tables, label_keys};

/// How many of the cells that would be lost are named.
const NAMED: usize = 8;

/// Makes room for another form: rows and cells that it does not have are taken out, if they are blank.
///
/// # Errors
/// The cells, rows and labels that say something and would be lost.
pub(super) fn recast(data: &mut Data, report: &Report, says: &mut Says, form: &'static Form) -> Result<(), Refusal> {
    let new = Tables::official(form);
    let lost = lost(report, new, form);
    if !lost.is_empty() {
        let (from, to, count) = (report.form.name, form.name, lost.len());
        let all = lost.iter().take(NAMED).cloned().collect::<Vec<_>>().join("；");
        let more = if count > NAMED { "等" } else { "" };
        return Err(Refusal {
            message: message!(
                zh: "{from} 年格式里填的，{to} 年格式没有地方写，共 {count} 处：{all}{more}。先把这些清空，再换格式",
                en: "form {to} has no place for what is filled in for form {from}, {count} in all: {all}{more}; clear it \
                     first",
            ),
            key: Some("form".to_owned()),
        });
    }
    for (old, new) in report.tables.all().into_iter().zip(new.all()) {
        let is_alike = old.rows().all(|(block, row)| kept(new, row).is_some_and(|other| are_alike(block, other)));
        if is_alike {
            continue;
        }
        write_out(data, old)?;
        for (block, row) in old.rows() {
            let place = Place::of(old, block, row);
            cells(data, &place, kept(new, row))?;
        }
    }
    restate(says, report, new);
    Ok(())
}

/// The block of a table of another form that has a row.
fn kept<'t>(new: &'t OfficialTable, row: &Row) -> Option<&'t Block> {
    new.row(row.home()).map(|(block, _)| block)
}

fn are_alike(one: &Block, other: &Block) -> bool {
    let keys = |block: &Block| block.columns.iter().map(|column| column.key).collect::<Vec<_>>();
    keys(one) == keys(other)
}

/// What says something and has no place in another form.
fn lost(report: &Report, new: &Tables, form: &'static Form) -> Vec<String> {
    let mut lost = Vec::new();
    for (old, new) in report.tables.all().into_iter().zip(new.all()) {
        for (block, row) in old.rows() {
            let other = kept(new, row);
            for (column, cell) in block.columns.iter().zip(&row.cells) {
                let has_place = other.is_some_and(|other| other.column(column.key).is_some());
                if cell.state == CellState::Stated && !cell.text.trim().is_empty() && !has_place {
                    lost.push(format!("{} {} {}", old.number, row.label.short_name(), column.label.short_name()));
                }
            }
            let is_named = row.is_extra() && other.is_none();
            if is_named && row.cells.iter().all(|cell| cell.text.trim().is_empty()) {
                lost.push(format!("{} {}", old.number, row.label.name()));
            }
        }
    }
    let known = label_keys(form);
    let labels = report.labels.iter().filter(|(key, _)| !known.iter().any(|(known, _)| known == key));
    lost.extend(labels.map(|(_, label)| format!("标签“{}”", label.name())));
    lost
}

/// Takes the cells of a row out that another form does not have, or the row.
fn cells(data: &mut Data, place: &Place, new: Option<&Block>) -> Result<(), Refusal> {
    let path = as_path(&place.path);
    let unwritten = || Refusal::unwritten(&path.join("."));
    if !data.has(&path) {
        return Ok(());
    }
    let Some(new) = new else { return data.remove(&path).ok_or_else(unwritten) };
    if are_alike(place.block, new) {
        return Ok(());
    }
    let stated = place.stated();
    let of_column = |key: &str| {
        let at = place.block.column(key)?;
        stated.get(at).cloned().flatten().filter(|cell| cell != "\"\"")
    };
    let items: Vec<String> =
        new.columns.iter().filter_map(|column| Some(format!("{} = {}", column.key, of_column(column.key)?))).collect();
    let value = if items.is_empty() { "[]".to_owned() } else { format!("{{ {} }}", items.join(", ")) };
    if data.replace(&path, &value).is_some() {
        return Ok(());
    }
    // It has a header, or keys with dots.
    for column in place.block.columns.iter().filter(|column| new.column(column.key).is_none()) {
        let cell: Vec<&str> = path.iter().copied().chain([column.key]).collect();
        if data.has(&cell) {
            data.remove(&cell).ok_or_else(unwritten)?;
        }
    }
    Ok(())
}

/// The rows as they are meant to read in another form.
fn restate(says: &mut Says, report: &Report, new: &Tables) {
    let old = std::mem::take(&mut says.rows);
    let extra = report
        .tables
        .all()
        .into_iter()
        .flat_map(|table| table.rows().filter(|(_, row)| row.is_extra()).map(move |(_, row)| (table.key, row)));
    let rows = new.all().into_iter().flat_map(|table| table.rows().map(move |(block, row)| (table, block, row)));
    let mut all: Vec<(String, &Block, &Row)> =
        rows.map(|(table, block, row)| (format!("{}.{}", table.key, row.key), block, row)).collect();
    all.extend(extra.filter_map(|(key, row)| {
        let (block, _) = new.of_section(key)?.row(row.home())?;
        Some((format!("{key}.{}", row.key), block, row))
    }));
    for (key, block, row) in all {
        let before = old.get(&key);
        let cell = |(place, column): (usize, &crate::report::Column)| {
            let stated = before.and_then(|row| row.cells.get(column.key)).and_then(|cell| cell.stated.clone());
            (column.key, SaysCell { stated, is_reckoned: is_reckoned(block, row.role, place) })
        };
        let cells = block.columns.iter().enumerate().map(cell).collect();
        let extra = before.and_then(|row| row.extra.clone());
        says.rows.insert(key, super::meant::SaysRow { extra, cells });
    }
}
