//! The rows of the tables 二, 三 and 四, and the labels that depart from the form.

use super::cells::row;
use super::table::{Faults, Item, Table, did_you_mean, nearest, of_other_form};
use super::{Label, Labels, Row, totals};
use crate::diagnostic::Diagnostic;
use crate::form::{Entry, Form, label_keys};
use crate::message;
use crate::report::rules;
use crate::source::Span;

/// The rows of table 二 in printed order, extra rows behind those that they name.
pub(super) fn disclosure(table: &mut Table, form: &'static Form, labels: &Labels, faults: &mut Faults) -> Vec<Row> {
    let mut rows: Vec<(Row, &'static [Entry])> = Vec::new();
    for block in form.disclosure {
        for entry in block.rows {
            let item = table.take(entry.key);
            rows.push((read_row("disclosure", entry, entry.key, item, block.columns, labels, faults), block.columns));
        }
    }
    let extra = table.take("extra").and_then(|item| item.list(faults)).unwrap_or_default();
    for (index, item) in extra.iter().enumerate() {
        extra_row(&mut rows, index, item, faults);
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

/// Puts one `[[disclosure.extra]]` into its place: behind its row, and behind extra rows that are there already.
fn extra_row(rows: &mut Vec<(Row, &'static [Entry])>, index: usize, item: &Item, faults: &mut Faults) -> Option<()> {
    let mut table = item.table(faults)?;
    let after = table.need("after", faults).and_then(|after| Some((after.line(faults)?.value, after)));
    let label = table.need("label", faults).and_then(|label| label.line(faults));
    let cells = table.need("cells", faults);
    table.finish(faults);

    let (after, after_item) = after?;
    let Some(found) = rows.iter().position(|(row, _)| row.key == after) else {
        let fault = Diagnostic::error(
            &rules::UNKNOWN_KEY,
            message!(zh: "表二没有“{after}”这一行", en: "table 二 has no row `{after}`"),
        );
        let known: Vec<&str> =
            rows.iter().map(|(row, _)| row.key.as_str()).filter(|key| !key.starts_with("extra.")).collect();
        let (zh, en) = (known.join("、"), known.join(", "));
        faults.push(fault.at(after_item.span).key(&after_item.key).help(match nearest(&after, known.into_iter()) {
            Some(near) => did_you_mean(near),
            None => message!(zh: "可以用的行：{zh}", en: "known rows: {en}"),
        }));
        return None;
    };
    let columns = rows.get(found)?.1;
    let cells = row(cells.as_ref(), columns, faults);
    let more = rows.iter().skip(found + 1).take_while(|(row, _)| row.key.starts_with("extra.")).count();
    let row = Row { key: format!("extra.{index}"), label: Label::given(label?), cells, span: Some(item.whole()) };
    rows.insert(found + 1 + more, (row, columns));
    Some(())
}

/// The rows of table 三 in printed order, totals filled in.
pub(super) fn applications(table: &mut Table, form: &'static Form, labels: &Labels, faults: &mut Faults) -> Vec<Row> {
    let layout = &form.applications;
    let mut rows = Vec::new();
    let plain = |table: &mut Table, entry: &'static Entry, faults: &mut Faults| {
        let item = table.take(entry.key);
        read_row("applications", entry, entry.key, item, &layout.columns, labels, faults)
    };
    for entry in &layout.incoming {
        rows.push(plain(table, entry, faults));
    }
    for outcome in layout.outcomes {
        if outcome.rows.is_empty() {
            rows.push(plain(table, &outcome.entry, faults));
            continue;
        }
        let mut group = table.take(outcome.entry.key).and_then(|item| group(&item, faults));
        for entry in outcome.rows {
            let key = format!("{}.{}", outcome.entry.key, entry.key);
            let item = group.as_mut().and_then(|group| group.take(entry.key));
            rows.push(read_row("applications", entry, &key, item, &layout.columns, labels, faults));
        }
        if let Some(group) = group {
            group.finish(faults);
        }
    }
    rows.push(plain(table, &layout.total, faults));
    rows.push(plain(table, &layout.carried_out, faults));
    totals::fill_applications(&mut rows, form);
    rows
}

/// The table of a group of rows. What is written there like a row may be one of the other form.
fn group<'a>(item: &Item<'a>, faults: &mut Faults) -> Option<Table<'a>> {
    match of_other_form(&item.key, faults.form) {
        Some(fault) if !item.value.is_table() => {
            faults.push(fault.at(item.key_span).key(&item.key));
            None
        }
        _ => item.table(faults),
    }
}

/// The three groups of table 四, totals filled in.
pub(super) fn remedies(table: &mut Table, form: &'static Form, labels: &Labels, faults: &mut Faults) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for entry in &form.remedies.groups {
        let item = table.take(entry.key);
        rows.push(read_row("remedies", entry, entry.key, item, &form.remedies.columns, labels, faults));
    }
    totals::fill_remedies(&mut rows);
    rows
}

fn read_row(
    table: &str,
    entry: &'static Entry,
    key: &str,
    item: Option<Item>,
    columns: &[Entry],
    labels: &Labels,
    faults: &mut Faults,
) -> Row {
    Row {
        key: key.to_owned(),
        label: labels.get(&[&format!("{table}.{key}")], entry.label),
        cells: row(item.as_ref(), columns, faults),
        span: item.map(|item| item.whole()),
    }
}

/// Reads `[labels]`: quoted dotted keys, or tables within tables.
pub(super) fn labels(top: &mut Table, form: &'static Form, faults: &mut Faults) -> Labels {
    let mut labels = Labels::default();
    if let Some(table) = top.take_table("labels", faults) {
        let known: Vec<String> = label_keys(form).into_iter().map(|(key, _)| key).collect();
        collect_labels(table, "", &known, &mut labels, faults);
    }
    labels
}

fn collect_labels(mut table: Table, above: &str, known: &[String], labels: &mut Labels, faults: &mut Faults) {
    for (name, item) in table.take_all() {
        let key = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        if item.value.is_table() {
            if let Some(table) = item.table(faults) {
                collect_labels(table, &key, known, labels, faults);
            }
        } else if known.contains(&key) {
            if let Some(label) = item.line(faults) {
                let span = label.span;
                if labels.insert(key.clone(), Label::given(label)).is_some() {
                    let twice = message!(zh: "标签“{key}”写了两次", en: "the label `{key}` is given twice");
                    let help = message!(zh: "删去其中一个", en: "delete one of them");
                    faults.push(
                        Diagnostic::error(&rules::UNKNOWN_KEY, twice).at(span).key(format!("labels.{key}")).help(help),
                    );
                }
            }
        } else {
            unknown_label(&key, item.key_span, known, faults);
        }
    }
}

fn unknown_label(key: &str, span: Option<Span>, known: &[String], faults: &mut Faults) {
    let fault =
        Diagnostic::error(&rules::UNKNOWN_KEY, message!(zh: "没有“{key}”这个标签", en: "there is no label `{key}`"));
    let fault = fault.at(span).key(format!("labels.{key}"));
    faults.push(match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => fault.help(did_you_mean(near)),
        None => fault,
    });
}
