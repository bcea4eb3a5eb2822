//! One cell of an official table, in whatever way the file writes its row.

use super::Refusal;
use super::data::{Data, as_path, names};
use super::meant::Says;
use super::rows::{Place, row_rank};
use super::statements::{Shape, What};
use super::typed::{Typed, typed};
use crate::report::{OfficialTable, Report};

/// Types a text into a cell, or takes the cell out.
pub(super) fn change(
    data: &mut Data,
    report: &Report,
    says: &mut Says,
    key: &str,
    text: Option<&str>,
) -> Result<(), Refusal> {
    let (place, column) = find(report, key).ok_or_else(|| Refusal::unknown(key))?;
    let typed = text.map(typed);
    let (row, column_key) = key.rsplit_once('.').ok_or_else(|| Refusal::unknown(key))?;
    let own = says.rows.get_mut(row).and_then(|row| row.cells.get_mut(column_key));
    let own = own.ok_or_else(|| Refusal::unknown(key))?;
    // What is there already stays as it is written.
    let is_blank = |typed: &Typed| typed.text.is_empty() && !own.is_reckoned && own.stated.is_none();
    let is_same = match (&typed, &own.stated) {
        (Some(typed), Some((text, value))) => typed.text == *text && typed.value == *value,
        (Some(typed), None) => is_blank(typed),
        (None, stated) => stated.is_none(),
    };
    if is_same {
        return Ok(());
    }
    own.put(typed.as_ref());
    place.written_out(data)?;
    let written = match typed {
        Some(typed) => put(data, &place, column, &typed.toml),
        None => take_out(data, &place, column),
    };
    written.ok_or_else(|| Refusal::unwritten(row))
}

/// The row of a cell, and the place of its column.
fn find<'r>(report: &'r Report, key: &str) -> Option<(Place<'r>, usize)> {
    let (table, rest) = key.split_once('.')?;
    let (row, column) = rest.rsplit_once('.')?;
    let table = report.tables.of_section(table)?;
    let (block, row) = table.row(row)?;
    Some((Place::of(table, block, row), block.column(column)?))
}

/// How a row is written.
enum Way {
    /// As a list of so many cells.
    List(usize),
    /// By the keys of its columns.
    Keys,
    Nowhere,
}

fn way(data: &Data, path: &[&str]) -> Option<Way> {
    match data.at(path, |found| match found.what {
        What::List(items) if found.shape == Shape::Value => Some(Way::List(items.len())),
        What::Table(_) => Some(Way::Keys),
        _ => None,
    }) {
        Some(way) => way,
        None => Some(Way::Nowhere),
    }
}

fn put(data: &mut Data, place: &Place, column: usize, value: &str) -> Option<()> {
    let path = as_path(&place.path);
    match way(data, &path)? {
        Way::List(count) => {
            let mut cells: Vec<Option<String>> = place.block.columns.iter().map(|_| None).collect();
            cells.iter_mut().zip(items(data, &path)?).for_each(|(cell, item)| *cell = Some(item));
            *cells.get_mut(column)? = Some(value.to_owned());
            let written = place.written(&cells);
            if !written.starts_with('[') {
                return data.replace(&path, &written);
            }
            if column < count {
                data.replace(&[path.as_slice(), &[column.to_string().as_str()]].concat(), value)?;
            }
            // Where the list ends, blanks lead to the cell, and behind it as far as a list has to go.
            let length = place.list_length(&cells);
            let blank = || "\"\"".to_owned();
            let new: Vec<String> =
                cells.into_iter().take(length).skip(count).map(|cell| cell.unwrap_or_else(blank)).collect();
            if new.is_empty() { Some(()) } else { data.push(&path, &new) }
        }
        Way::Keys => put_by_key(data, place, column, value),
        Way::Nowhere => new_row(data, place, column, value),
    }
}

fn put_by_key(data: &mut Data, place: &Place, column: usize, value: &str) -> Option<()> {
    let path = place.cell(column)?;
    let depth = place.path.len();
    let columns = &place.block.columns;
    let rank = |path: &[String]| {
        let name = path.get(depth)?;
        columns.iter().position(|column| column.key == name)
    };
    data.put(&as_path(&path), value, &rank)
}

/// The cells of a list as they are written.
fn items(data: &Data, path: &[&str]) -> Option<Vec<String>> {
    let ranges = data.at(path, |found| match found.what {
        What::List(items) => items.iter().map(|item| item.range.clone()).collect::<Vec<_>>(),
        _ => Vec::new(),
    })?;
    ranges.into_iter().map(|range| data.text().get(range).map(str::to_owned)).collect()
}

/// Writes a row that the file does not have, in the way in which it writes the rows beside it.
fn new_row(data: &mut Data, place: &Place, column: usize, value: &str) -> Option<()> {
    let mut cells: Vec<Option<String>> = place.block.columns.iter().map(|_| None).collect();
    *cells.get_mut(column)? = Some(value.to_owned());
    let path = as_path(&place.path);
    let rank = row_rank(place.table);
    match like(data, place) {
        Like::List => data.insert(&path, &place.written(&cells), &rank),
        Like::Braces => data.insert(&path, &place.in_braces(&cells), &rank),
        Like::Dots => data.insert(&as_path(&place.cell(column)?), value, &rank),
        Like::Header => {
            let key = place.block.columns.get(column)?.key;
            data.insert_block(&format!("[{}]\n{key} = {value}", names(&path)), &path, &rank)
        }
    }
}

/// How the rows beside a row are written.
#[derive(Clone, Copy)]
enum Like {
    List,
    Braces,
    Dots,
    Header,
}

/// How the nearest row is written, those before it first.
fn like(data: &Data, place: &Place) -> Like {
    let OfficialTable { blocks, .. } = place.table;
    let rows: Vec<Place> = blocks
        .iter()
        .flat_map(|block| block.rows.iter().map(move |row| Place::of(place.table, block, row)))
        .filter(|other| !other.row.is_extra())
        .collect();
    let own = rows.iter().position(|other| other.row.key == place.row.key).unwrap_or(rows.len());
    let (before, behind) = rows.split_at(own.min(rows.len()));
    let statements = data.statements();
    let of = |place: &Place| {
        let found = statements.find(&as_path(&place.path))?;
        Some(match (found.shape, found.what) {
            (Shape::Header, _) => Like::Header,
            (Shape::Open, _) => Like::Dots,
            (Shape::Value, What::Table(_)) => Like::Braces,
            (Shape::Value, _) => Like::List,
        })
    };
    before.iter().rev().chain(behind).find_map(of).unwrap_or(Like::List)
}

fn take_out(data: &mut Data, place: &Place, column: usize) -> Option<()> {
    let path = as_path(&place.path);
    match way(data, &path)? {
        Way::List(count) if column >= count => Some(()),
        Way::List(count) => {
            let place_in_list = column.to_string();
            let item = [path.as_slice(), &[place_in_list.as_str()]].concat();
            let mut cells: Vec<Option<String>> = items(data, &path)?.into_iter().map(Some).collect();
            *cells.get_mut(column)? = None;
            cells.resize(place.block.columns.len(), None);
            let is_last = column + 1 == count;
            if is_last && place.list_length(&cells) <= column {
                return data.remove(&item);
            }
            match place.is_reckoned(column) {
                true => data.replace(&path, &place.in_braces(&cells)),
                false => data.replace(&item, "\"\""),
            }
        }
        Way::Keys => {
            let cell = place.cell(column)?;
            if data.has(&as_path(&cell)) { data.remove(&as_path(&cell)) } else { Some(()) }
        }
        Way::Nowhere => Some(()),
    }
}
