//! Rows that the form does not have.

use super::Refusal;
use super::data::{Data, no_rank};
use super::meant::{Says, SaysCell, SaysRow};
use super::rows::row_rank;
use super::statements::{Shape, What};
use super::typed::{Typed, typed};
use crate::author::toml_text::quoted;
use crate::diagnostic::message;
use crate::report::Report;

/// A row to be added.
pub(super) struct New<'a> {
    pub table: &'a str,
    pub after: &'a str,
    pub label: &'a str,
    pub cells: &'a [String],
}

/// Adds a row behind the others of its kind.
pub(super) fn add(data: &mut Data, report: &Report, says: &mut Says, new: New) -> Result<(), Refusal> {
    let New { table, after, label, cells } = new;
    let refuse = |message| Err(Refusal { message, key: Some(table.to_owned()) });
    let own = report.tables.of_section(table).filter(|own| own.takes_extra_rows());
    let Some(own) = own else {
        return refuse(message!(zh: "这张表不能增加行", en: "no row can be added to this table"));
    };
    let Some((block, row)) = own.row(after) else { return Err(Refusal::unknown(&format!("{table}.{after}"))) };
    let label = label.split(['\r', '\n', '\t']).map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned();
    if label.is_empty() {
        return refuse(message!(zh: "增加的行要有名称", en: "a row that is added needs a label"));
    }
    if cells.len() > block.columns.len() {
        let (count, room) = (cells.len(), block.columns.len());
        return refuse(message!(
            zh: "有 {count} 格，这一行只有 {room} 格",
            en: "there are {count} cells; the row has room for {room}",
        ));
    }
    let home = row.home().to_owned();
    let cells: Vec<Typed> =
        block.columns.iter().enumerate().map(|(at, _)| typed(cells.get(at).map_or("", String::as_str))).collect();
    let count = own.rows().filter(|(_, row)| row.is_extra()).count();
    let says_cell = |cell: &Typed| SaysCell { stated: Some((cell.text.clone(), cell.value)), is_reckoned: false };
    says.rows.insert(
        format!("{table}.extra.{count}"),
        SaysRow {
            extra: Some((label.clone(), home.clone())),
            cells: block.columns.iter().zip(&cells).map(|(column, cell)| (column.key, says_cell(cell))).collect(),
        },
    );

    let list: Vec<&str> = cells.iter().map(|cell| cell.toml.as_str()).collect();
    let lines = [("after", quoted(&home)), ("label", quoted(&label)), ("cells", format!("[{}]", list.join(", ")))];
    let line = |(key, value): &(&str, String)| format!("{key} = {value}");
    let lines: Vec<String> = lines.iter().map(line).collect();
    let in_braces = format!("{{ {} }}", lines.join(", "));
    let path = [table, "extra"];
    let above = data.at(&[table], |found| found.shape == Shape::Value);
    let known = data.at(&path, |found| match found.what {
        What::List(_) => Some(found.shape),
        _ => None,
    });
    let rank = row_rank(own);
    let written = match known.flatten() {
        Some(Shape::Value) => data.push(&path, &[in_braces]),
        None if above == Some(true) => data.insert(&path, &format!("[{in_braces}]"), &no_rank),
        Some(_) => data.insert_block(&format!("[[{table}.extra]]\n{}", lines.join("\n")), &path, &rank),
        None => {
            // Behind all that the table has, or where the table belongs.
            let has_table = above.is_some();
            let block = format!("[[{table}.extra]]\n{}", lines.join("\n"));
            match has_table {
                true => data.insert_block(&block, &path, &rank),
                false => data.insert_block(&block, &path, &super::data::top_rank),
            }
        }
    };
    written.ok_or_else(|| Refusal::unwritten(table))
}

/// Takes out a row that the form does not have.
pub(super) fn remove(data: &mut Data, report: &Report, says: &mut Says, key: &str) -> Result<(), Refusal> {
    let unknown = || Refusal::unknown(key);
    let (table, row) = key.split_once('.').ok_or_else(unknown)?;
    let own = report.tables.of_section(table).ok_or_else(unknown)?;
    let (_, row) = own.row(row).filter(|(_, row)| row.is_extra()).ok_or_else(unknown)?;
    let index: usize = row.key.rsplit('.').next().and_then(|index| index.parse().ok()).ok_or_else(unknown)?;
    let count = own.rows().filter(|(_, row)| row.is_extra()).count();
    says.rows.remove(key);
    for at in index + 1..count {
        if let Some(row) = says.rows.remove(&format!("{table}.extra.{at}")) {
            says.rows.insert(format!("{table}.extra.{}", at - 1), row);
        }
    }
    let path: Vec<&str> = key.split('.').collect();
    let last = count == 1 && data.at(&[table, "extra"], |found| found.shape == Shape::Value) == Some(true);
    let path = if last { path.get(..2).unwrap_or_default() } else { &path };
    data.remove(path).ok_or_else(|| Refusal::unwritten(key))
}
