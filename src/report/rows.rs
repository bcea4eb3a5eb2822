//! The rows of the tables 二, 三 and 四 as the data file writes them.

use super::cells::row as read_cells;
use super::toml_table::{Faults, Item, TomlTable};
use super::{Column, Label, OfficialTable, Row};
use crate::diagnostic::{Diagnostic, did_you_mean, message};
use crate::report::rules;

/// Reads the cells of all rows, and the rows that the form does not have.
pub(super) fn read_rows(from: &mut TomlTable, into: &mut OfficialTable, faults: &mut Faults) {
    for block in &mut into.blocks {
        below(from, 0, &mut block.rows, &block.columns, faults);
    }
    if into.takes_extra_rows() {
        let extra = from.take("extra").and_then(|item| item.list(faults)).unwrap_or_default();
        for (index, item) in extra.iter().enumerate() {
            extra_row(into, index, item, faults);
        }
    }
}

/// Reads rows whose keys all begin alike: `depth` of their parts have led to this table of the data file.
fn below(from: &mut TomlTable, depth: usize, rows: &mut [Row], columns: &[Column], faults: &mut Faults) {
    let mut rest = rows;
    while let Some(first) = rest.first_mut() {
        let name = part(&first.key, depth).to_owned();
        let is_row = first.key.split('.').count() == depth + 1;
        let item = from.take(&name);
        if is_row {
            first.cells = read_cells(item.as_ref(), columns, faults);
            first.span = item.map(|item| item.whole());
            rest = rest.split_first_mut().map(|(_, rest)| rest).unwrap_or_default();
            continue;
        }
        let count = rest.iter().take_while(|row| part(&row.key, depth) == name).count();
        let (group, others) = rest.split_at_mut(count);
        if let Some(mut table) = item.and_then(|item| group_table(&item, faults)) {
            below(&mut table, depth + 1, group, columns, faults);
            table.finish(faults);
        }
        rest = others;
    }
}

fn part(key: &str, depth: usize) -> &str {
    key.split('.').nth(depth).unwrap_or_default()
}

/// The table of a group of rows. What is written there like a row may be one of another form.
fn group_table<'a>(item: &Item<'a>, faults: &mut Faults) -> Option<TomlTable<'a>> {
    match faults.of_other_form(&item.key) {
        Some(fault) if !item.value.is_table() => {
            faults.push(fault.at(item.key_span).key(&item.key));
            None
        }
        _ => item.table(faults),
    }
}

/// Puts one `[[disclosure.extra]]` into its place.
fn extra_row(into: &mut OfficialTable, index: usize, item: &Item, faults: &mut Faults) -> Option<()> {
    let mut table = item.table(faults)?;
    let after = table.need("after", faults).and_then(|after| Some((after.line(faults)?.value, after)));
    let label = table.need("label", faults).and_then(|label| label.line(faults));
    let cells = table.need("cells", faults);
    table.finish(faults);

    let (after, after_item) = after?;
    let Some((block, row)) = into.row(&after) else {
        let number = into.number;
        let message = message!(zh: "表{number}没有“{after}”这一行", en: "table {number} has no row `{after}`");
        let fault = Diagnostic::error(&rules::UNKNOWN_KEY, message);
        let known: Vec<&str> =
            into.rows().map(|(_, row)| row).filter(|row| !row.is_extra()).map(|row| &*row.key).collect();
        let (zh, en) = (known.join("、"), known.join(", "));
        let otherwise = message!(zh: "可以用的行：{zh}", en: "known rows: {en}");
        let help = did_you_mean(&after, known, otherwise);
        faults.push(fault.at(after_item.span).key(&after_item.key).help(help));
        return None;
    };
    let cells = read_cells(cells.as_ref(), &block.columns, faults);
    let row = Row::extra(index, row.home(), Label::given(label?), cells, Some(item.whole()));
    into.insert_extra(row);
    Some(())
}
