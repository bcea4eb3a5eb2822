//! What belongs into a place of a data file, by its key.

use crate::form::{Column, ColumnRole, Form, Forms, Kind, WAN_YUAN, leaves};

/// What belongs into a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    /// Text in quotes.
    Text,
    /// A year.
    Year,
    /// A day.
    Date,
    /// `true` or `false`.
    Boolean,
    /// The name of a form.
    Form,
    /// The name of a kind of organ.
    OrganKind,
    /// A row of a table, by its dotted key, or a part of one.
    Row(String),
    /// A cell of a table, in 万元 or not.
    Cell {
        /// Whether it is in 万元.
        in_wan_yuan: bool,
    },
    /// Anything.
    Anything,
}

impl Wanted {
    /// What belongs behind a key of a table.
    pub fn behind(table: &str, key: &str, forms: Forms) -> Wanted {
        let (top, _) = table.split_once('.').unwrap_or((table, ""));
        let last = key.rsplit('.').next().unwrap_or(key);
        match (top, last) {
            (_, "body" | "note" | "body_file" | "pasted") => Wanted::Text,
            ("" | "report", "form") => Wanted::Form,
            ("report", "kind") => Wanted::OrganKind,
            ("" | "report", "organ" | "title") => Wanted::Text,
            ("" | "report", "year") => Wanted::Year,
            ("" | "report", "published") => Wanted::Date,
            ("" | "report", "contents" | "signature" | "draft") => Wanted::Boolean,
            ("page", "numbers" | "duplex" | "numbered_tables" | "color") => Wanted::Boolean,
            ("fonts" | "labels" | "accept", _) => Wanted::Text,
            ("charts", "kind" | "title" | "unit" | "categories") => Wanted::Text,
            ("disclosure", "after" | "label") => Wanted::Text,
            ("disclosure" | "applications" | "remedies", _) => {
                let key = format!("{table}.{key}");
                match key.rsplit_once('.') {
                    Some((row, column)) if is_row(row, forms) => {
                        Wanted::Cell { in_wan_yuan: is_in_wan_yuan(row, |key, _| key == column, forms) }
                    }
                    _ => Wanted::Row(key),
                }
            }
            _ => Wanted::Anything,
        }
    }

    /// What such a value may look like: of a row, a cell for each of its columns but the total.
    pub fn sample(&self, forms: Forms) -> Option<String> {
        match self {
            Wanted::Form => Some(format!("\"{}\"", forms.newest().name)),
            Wanted::Row(row) => {
                let columns = columns_of(row, forms).last()?;
                let cells: Vec<&str> =
                    columns.iter().filter(|column| column.role != ColumnRole::Total).map(|_| "0").collect();
                Some(format!("[{}]", cells.join(", ")))
            }
            _ => None,
        }
    }

    /// What belongs into a part of what is wanted: behind a key in braces, or at a place in a list.
    pub fn part(&self, name: Option<&str>, index: usize, forms: Forms) -> Wanted {
        match self {
            Wanted::Row(row) => {
                let is_it = |key: &str, at: usize| name.map_or(at == index, |name| name == key);
                Wanted::Cell { in_wan_yuan: is_in_wan_yuan(row, is_it, forms) }
            }
            Wanted::Cell { .. } if name == Some("text") => Wanted::Text,
            other => other.clone(),
        }
    }
}

fn is_row(key: &str, forms: Forms) -> bool {
    forms.iter().any(|form| form.tables().iter().any(|table| key.starts_with(table.key)) && form.knows(key))
        && !forms.iter().any(|form| form.tables().iter().any(|table| table.key == key))
}

/// Whether a form has a column in 万元 for which `is_it` is true of key and place, in the row of a dotted key.
fn is_in_wan_yuan(row: &str, is_it: impl Fn(&str, usize) -> bool, forms: Forms) -> bool {
    let columns = columns_of(row, forms).flat_map(|columns| columns.into_iter().enumerate());
    let mut in_wan_yuan = columns.filter(|(_, column)| column.kind == Kind::Amount { unit: Some(WAN_YUAN) });
    in_wan_yuan.any(|(at, column)| is_it(column.key, at))
}

/// The columns of the row of a dotted key, in each form that has it.
fn columns_of(row: &str, forms: Forms) -> impl Iterator<Item = Vec<&'static Column>> {
    let tables = forms.iter().flat_map(Form::tables);
    let blocks = tables.flat_map(|table| table.blocks.iter().map(move |block| (table.key, block)));
    let of_row = blocks.filter(move |(table, block)| {
        leaves(block.rows).iter().any(|leaf| row.split_once('.') == Some((*table, leaf.key().as_str())))
    });
    of_row.map(|(_, block)| leaves(block.columns).into_iter().map(|leaf| leaf.one).collect())
}
