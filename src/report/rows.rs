//! The rows of the tables 二, 三 and 四 as the data file writes them.

use super::bounds::Bound;
use super::cells::{RowShape, row as read_cells};
use super::names::TableNames;
use super::pasted;
use super::toml_table::{Faults, Item, TomlTable};
use super::{Column, Label, OfficialTable, Row};
use crate::diagnostic::{Diagnostic, did_you_mean, message};
use crate::report::rules;

/// Reads the cells of all rows, one by one or pasted as a whole, and the rows that the form does not have.
pub(super) fn read_rows(from: &mut TomlTable, into: &mut OfficialTable, faults: &mut Faults) {
    let names = TableNames::new(into, faults.forms);
    for block in &mut into.blocks {
        below(from, 0, &mut block.rows, Within { columns: &block.columns, names: &names }, faults);
    }
    if let Some(item) = from.take("pasted") {
        pasted::read(&item, into, &names, faults);
    }
    if into.takes_extra_rows() {
        let extra = from.take("extra").and_then(|item| item.list(faults)).unwrap_or_default();
        let most = faults.bounds.of(Bound::Rows);
        if let Some(beyond) = extra.get(most) {
            faults.push(too_many_extra(beyond, extra.len(), most));
        }
        for (index, item) in extra.iter().enumerate().take(most) {
            extra_row(into, index, item, faults);
        }
    }
}

/// What the rows of a block have in common.
#[derive(Clone, Copy)]
struct Within<'a> {
    columns: &'a [Column],
    names: &'a TableNames,
}

/// Reads rows whose keys all begin alike: `depth` of their parts have led to this table of the data file.
fn below(from: &mut TomlTable, depth: usize, rows: &mut [Row], within: Within, faults: &mut Faults) {
    let mut rest = rows;
    while let Some(first) = rest.first_mut() {
        let name = part(&first.key, depth).to_owned();
        let is_row = first.key.split('.').count() == depth + 1;
        let item = from.take(&name);
        if is_row {
            let shape = RowShape { key: &first.key, columns: within.columns, names: within.names };
            first.cells = read_cells(item.as_ref(), shape, faults);
            first.span = item.map(|item| item.whole());
            rest = rest.split_first_mut().map(|(_, rest)| rest).unwrap_or_default();
            continue;
        }
        let count = rest.iter().take_while(|row| part(&row.key, depth) == name).count();
        let (group, others) = rest.split_at_mut(count);
        if let Some(mut table) = item.and_then(|item| group_table(&item, faults)) {
            below(&mut table, depth + 1, group, within, faults);
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

fn too_many_extra(beyond: &Item, count: usize, most: usize) -> Diagnostic {
    let message = message!(
        zh: "[[disclosure.extra]] 有 {count} 个，最多 {most} 个",
        en: "there are {count} `[[disclosure.extra]]`; {most} are allowed",
    );
    let help = message!(
        zh: "删去不需要的；要列的很多，在 body 里写一张表格",
        en: "delete what is not needed; a long list can be a table in `body`",
    );
    Diagnostic::error(&rules::LIMIT_TEXT, message).at(beyond.span).key(&beyond.key).help(Bound::Rows.help(&help))
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
    let key = format!("extra.{index}");
    let names = TableNames::of_row(&key, label.as_ref().map_or("", |label| &label.value));
    let shape = RowShape { key: &key, columns: &block.columns, names: &names };
    let cells = read_cells(cells.as_ref(), shape, faults);
    let row = Row::extra(index, row.home(), Label::given(label?), cells, Some(item.whole()));
    into.insert_extra(row);
    Some(())
}
