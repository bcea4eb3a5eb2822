//! What the cells of a report hold, for the sums that words can mean.

use rust_decimal::Decimal;

use crate::check::subject::Year;
use crate::check::tables::{Figure, FigureTable};
use crate::form::{APPLICATIONS, DISCLOSURE};

/// One thing that words can mean: a sum of rows in a sum of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    /// Key of the table.
    pub table: &'static str,
    /// Keys of rows or of groups of rows, joined by `+` and `-`.
    pub rows: String,
    /// Keys of columns, joined by `+`.
    pub columns: &'static str,
}

/// What a sum comes to.
pub(super) struct Value<'a> {
    pub value: Decimal,
    /// Number of the table: 二, 三 or 四.
    pub table: &'static str,
    /// What the office calls its rows and columns.
    pub name: String,
    /// The cells that count something, or the only one.
    pub figures: Vec<Figure<'a>>,
}

/// What a sum comes to in a year's tables; `None` where the form has no such cells, where one of them holds a text, or
/// where the table holds nothing at all.
pub(super) fn value<'a>(year: &Year<'a>, sum: &Sum) -> Option<Value<'a>> {
    let table = table(year, sum.table);
    if !table.rows.iter().any(|row| row.row.cells.iter().any(|cell| cell.value.is_some())) {
        return None;
    }
    let mut total = Decimal::ZERO;
    let mut figures = Vec::new();
    let mut names = Vec::new();
    for (sign, row) in terms(&sum.rows) {
        let cells = cells(table, row, sum.columns)?;
        for cell in &cells {
            let value = match cell.value {
                Some(value) => value,
                None if cell.is_blank() => Decimal::ZERO,
                None => return None,
            };
            total = if sign { total.checked_add(value)? } else { total.checked_sub(value)? };
        }
        let mark = if names.is_empty() {
            ""
        } else if sign {
            "＋"
        } else {
            "－"
        };
        names.push(format!("{mark}{}", name(table, row, sum.columns)));
        let is_sole = cells.len() == 1;
        figures.extend(cells.into_iter().filter(|cell| is_sole || cell.counts()));
    }
    Some(Value { value: total, table: table.number, name: names.concat(), figures })
}

fn table<'y, 'a>(year: &'y Year<'a>, key: &str) -> &'y FigureTable<'a> {
    match key {
        DISCLOSURE => &year.disclosure,
        APPLICATIONS => &year.applications,
        _ => &year.remedies,
    }
}

/// The keys of a sum, each with whether it is added.
fn terms(keys: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = Some(keys);
    let mut sign = true;
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.find(['+', '-']);
        let key = text.get(..end.unwrap_or(text.len()))?;
        let own = sign;
        sign = end.is_none_or(|end| text.get(end..).is_some_and(|text| text.starts_with('+')));
        rest = end.and_then(|end| text.get(end + 1..));
        Some((own, key))
    })
}

/// The cells of a row, or of all rows of a group, in some columns; `None` where the form has no such cell.
fn cells<'a>(table: &FigureTable<'a>, row: &str, columns: &str) -> Option<Vec<Figure<'a>>> {
    let mut found = Vec::new();
    let rows = table.rows.iter().filter(|one| is_named(one.row.key.as_str(), row) || is_in_group(one, row));
    for one in rows {
        for (_, column) in terms(columns) {
            found.push(table.figure(one, one.block.column(column)?)?);
        }
    }
    (!found.is_empty()).then_some(found)
}

fn is_named(key: &str, row: &str) -> bool {
    key == row
}

fn is_in_group(row: &crate::check::tables::TableRow, group: &str) -> bool {
    row.row.groups.iter().any(|above| above.in_keys && above.key == group)
}

/// What the office calls a row or a group, with the column where that is not its total.
fn name(table: &FigureTable, key: &str, columns: &str) -> String {
    let row = table.rows.iter().find(|row| row.row.key == key);
    let group = || {
        let groups = table.rows.iter().flat_map(|row| &row.row.groups);
        groups.into_iter().find(|group| group.key == key).map(|group| short(group.label.name()).to_owned())
    };
    let row_name = match row {
        Some(row) => row.name(),
        None => group().unwrap_or_default(),
    };
    let column = match row.or(table.rows.first()) {
        Some(row) => {
            let names = terms(columns).filter_map(|(_, column)| row.block.column(column));
            let names: Vec<&str> = names.map(|at| row.column_name(at)).collect();
            if names.len() > 2 { "法人或其他组织".to_owned() } else { names.join("＋") }
        }
        None => String::new(),
    };
    format!("{} {column}", row_name).trim_end().to_owned()
}

/// A label without what stands in brackets behind it.
fn short(label: &str) -> &str {
    let behind = label.char_indices().skip(1).find(|(_, ch)| *ch == '（').map(|(at, _)| at);
    behind.and_then(|at| label.get(..at)).unwrap_or(label)
}
