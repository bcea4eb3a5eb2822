//! Whole tables as they were copied from Excel, WPS, Word or a web page: `pasted = '''…'''` in 二, 三 or 四. What is
//! what in them, `matrix` tells.

#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod tests;

use super::cells::place_of;
use super::matrix::{self, Matrix, Placed};
use super::names::TableNames;
use super::toml_table::{Faults, Item};
use super::tsv::{self, Field};
use super::{OfficialTable, Row};
use crate::diagnostic::{Diagnostic, Message, Related, message};
use crate::form::RowRole;
use crate::report::rules;

/// Reads a pasted table into one whose rows have been read by their keys.
pub(super) fn read(item: &Item, into: &mut OfficialTable, names: &TableNames, faults: &mut Faults) {
    let Some(text) = item.text(faults) else { return };
    let paste = Matrix {
        lines: tsv::lines(text),
        place: place_of(item, text, faults),
        key: item.key.clone(),
        what: what(into),
    };
    if paste.lines.is_empty() {
        return;
    }
    if let Some(fault) = without_tabs(&paste, into) {
        faults.push(fault);
        return;
    }
    let placed = match matrix::rows(&paste, into, names, faults.forms) {
        Ok(placed) => placed,
        Err(found) => {
            found.into_iter().for_each(|fault| faults.push(fault));
            return;
        }
    };
    if let Some(fault) = given_twice(&placed, into).or_else(|| given_nowhere(item, &placed, into)) {
        faults.push(fault);
        return;
    }
    for placed in placed {
        matrix::put(&paste, &placed, into, faults);
    }
}

/// What messages call a pasted table.
fn what(table: &OfficialTable) -> Message {
    let number = table.number;
    message!(zh: "粘贴的表{number}", en: "pasted table {number}")
}

/// The error that a copy has lost its tabs: several lines with figures, and not one of two cells.
fn without_tabs(paste: &Matrix, table: &OfficialTable) -> Option<Diagnostic> {
    let has_tab = paste.lines.iter().any(|line| line.len() > 1);
    let has_figures = |field: &Field| field.text.contains(|ch: char| ch.is_numeric());
    let lines = paste.lines.iter().flatten().filter(|field| has_figures(field)).count();
    if has_tab || lines < 2 {
        return None;
    }
    let number = table.number;
    let fault = message!(
        zh: "粘贴的表{number}里没有制表符，看不出哪里是一格",
        en: "the pasted table {number} has no tabs: where its cells are cannot be told",
    );
    Some(paste.fault(0, fault).help(message!(
        zh: "各格之间要有制表符（Tab），空格、逗号、竖线都不行：从 Excel、Word 或网页重新复制这张表",
        en: "cells are divided by tabs, not by blanks, commas or bars: copy the table again from the spreadsheet, the \
             document or the page",
    )))
}

/// The error that rows stand both in what was pasted and by their keys. One whose cells are all blank says nothing, as
/// in a file that is yet to be filled in.
fn given_twice(placed: &[Placed], table: &OfficialTable) -> Option<Diagnostic> {
    let says_something = |row: &Row| row.cells.iter().any(|cell| !cell.text.trim().is_empty());
    let twice: Vec<&Row> = table
        .rows()
        .enumerate()
        .filter(|(at, (_, row))| row.span.is_some() && says_something(row) && placed.iter().any(|one| one.row == *at))
        .map(|(_, (_, row))| row)
        .collect();
    let (first, others) = twice.split_first()?;
    let (label, key) = (first.label.name(), format!("{}.{}", table.key, first.key));
    let more = others.len();
    let fault = if more == 0 {
        message!(zh: "“{label}”在 pasted 里有，又另外写了一次", en: "`{label}` stands in `pasted` and by its key")
    } else {
        message!(
            zh: "“{label}”在 pasted 里有，又另外写了一次；这样的还有 {more} 行",
            en: "`{label}` stands in `pasted` and by its key; so do {more} other rows",
        )
    };
    let related = |row: &&Row| {
        let label = row.label.name();
        let key = format!("{}.{}", table.key, row.key);
        Related { span: row.span, key: Some(key), message: message!(zh: "{label}", en: "{label}") }
    };
    Some(
        Diagnostic::error(&rules::PASTED_TABLE, fault)
            .at(first.span)
            .key(key)
            .related(others.iter().map(related))
            .help(message!(
                zh: "留一处：删去另写的行，或者从 pasted 里删去这些行",
                en: "keep one: delete the rows by their keys, or those lines of `pasted`",
            )),
    )
}

/// The error that rows of the form stand neither in what was pasted nor by their keys. A row of totals is computed.
fn given_nowhere(item: &Item, placed: &[Placed], table: &OfficialTable) -> Option<Diagnostic> {
    let missing: Vec<&Row> = table
        .rows()
        .enumerate()
        .filter(|(at, (_, row))| row.span.is_none() && !placed.iter().any(|one| one.row == *at))
        .map(|(_, (_, row))| row)
        .filter(|row| row.role != RowRole::Total)
        .collect();
    let first = &missing.first()?.key;
    let labels: Vec<&str> = missing.iter().map(|row| row.label.name()).collect();
    let (zh, en) = (labels.join("、"), labels.join(", "));
    let (number, count) = (table.number, labels.len());
    let fault = message!(
        zh: "粘贴的表{number}缺 {count} 行：{zh}",
        en: "the pasted table {number} lacks {count} rows: {en}",
    );
    Some(Diagnostic::error(&rules::PASTED_TABLE, fault).at(item.whole()).key(&item.key).help(message!(
        zh: "补进 pasted；或者在 pasted 下面另写，确实空白的写成 {first} = {{}}",
        en: "add them to `pasted`, or write them below it; of one that is blank, {first} = {{}}",
    )))
}
