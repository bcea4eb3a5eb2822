//! From a form and the labels that depart from it to its tables, every cell left out: the one place that walks a form.

use std::sync::{Mutex, PoisonError};

use super::{Block, Cell, Column, Group, Label, Labels, OfficialTable, Row, Tables};
use crate::form::{self, Form, FormTable, Head, SECTION_KEYS, leaves};

/// Asked for the label that the first of some keys names, else the form's own.
type Ask<'a> = dyn FnMut(&[String], &'static str) -> Label + 'a;

impl Tables {
    /// The tables of a form, every cell left out.
    pub fn blank(form: &'static Form, labels: &Labels) -> Tables {
        resolved(form, &mut |keys, own| labels.first_of(keys, own))
    }

    /// The tables as a form prints them, every cell left out. They are made once: what is pasted and imported is compared
    /// with them table by table.
    pub fn official(form: &'static Form) -> &'static Tables {
        static MADE: Mutex<Vec<(&Form, &Tables)>> = Mutex::new(Vec::new());
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, tables)) = made.iter().find(|(of, _)| std::ptr::eq(*of, form)) {
            return tables;
        }
        // There are as many as forms, which live as long.
        let tables: &Tables = Box::leak(Box::new(Tables::blank(form, &Labels::default())));
        made.push((form, tables));
        tables
    }
}

/// The key of a label and what the form prints there; empty where several labels share the key.
pub type LabelKey = (String, &'static str);

/// All keys under which `[labels]` can change what a form prints: section titles (`problems.title`), rows
/// (`disclosure.normative`), groups (`applications.refused`), and columns, of a whole table (`applications.*.ngo`), of
/// one block of table 二 (`disclosure.item_1.*.in_force`) or of one of table 四 (`remedies.litigation_after.*.pending`).
pub fn label_keys(form: &'static Form) -> Vec<LabelKey> {
    let titles = SECTION_KEYS.iter().zip(form.section_titles);
    let mut keys: Vec<LabelKey> = titles.map(|(section, title)| (format!("{section}.title"), title)).collect();
    resolved(form, &mut |asked, own| {
        // The corners of different blocks need not say the same.
        let shared = |key: &str| key.ends_with(".*.item") && asked.first().is_some_and(|first| first != key);
        keys.extend(asked.iter().map(|key| (key.clone(), if shared(key) { "" } else { own })));
        Label::default()
    });
    keys.sort();
    keys.dedup_by(|a, b| a.0 == b.0);
    keys
}

fn resolved(form: &'static Form, ask: &mut Ask) -> Tables {
    let [disclosure, applications, remedies] = form.tables().map(|table| resolve(&table, ask));
    Tables { disclosure, applications, remedies }
}

fn resolve(form: &FormTable, ask: &mut Ask) -> OfficialTable {
    let blocks = form.blocks.iter().map(|block| resolve_block(form.key, block, ask)).collect();
    OfficialTable { number: form.number, key: form.key, span: None, blocks }
}

fn resolve_block(table: &str, form: &'static form::Block, ask: &mut Ask) -> Block {
    // What a block prints under a key of its own may be changed there, or for all blocks of the table at once.
    let keys = |name: &str| match form.key {
        "" => vec![format!("{table}.*.{name}")],
        block => vec![format!("{table}.{block}.*.{name}"), format!("{table}.*.{name}")],
    };
    let mut printed =
        |keys: &[String], own: &'static str| if own.is_empty() { Label::default() } else { ask(keys, own) };
    let title = printed(&[format!("{table}.{}", form.key)], form.title);
    let corner = match form.key {
        "" => printed(&[format!("{table}.corner")], form.corner),
        _ => printed(&keys("item"), form.corner),
    };
    let columns: Vec<Column> = leaves(form.columns)
        .into_iter()
        .map(|leaf| {
            let form::Column { key, label, kind, role } = leaf.one;
            let groups = resolved_groups(table, &leaf.heads, ask);
            Column { key, label: ask(&keys(key), label), kind: *kind, role: *role, groups }
        })
        .collect();
    let rows = leaves(form.rows).into_iter().map(|leaf| {
        let key = leaf.key();
        let label = ask(&[format!("{table}.{key}")], leaf.one.label);
        let groups = resolved_groups(table, &leaf.heads, ask);
        let cells = vec![Cell::left_out(); columns.len()];
        Row { key, label, role: leaf.one.role, groups, cells, span: None, extra_after: None }
    });
    let rows = rows.collect();
    Block { key: form.key, title, corner, columns, rows }
}

/// The groups of a row or column, the outermost first.
fn resolved_groups(table: &str, heads: &[&'static Head], ask: &mut Ask) -> Vec<Group> {
    let mut above: Vec<&str> = Vec::new();
    let group = |head: &&'static Head| {
        let key = above.iter().chain([&head.key]).copied().collect::<Vec<_>>().join(".");
        if head.in_keys {
            above.push(head.key);
        }
        Group { label: ask(&[format!("{table}.{key}")], head.label), key, in_keys: head.in_keys }
    };
    heads.iter().map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FORM_2021;

    #[test]
    fn the_keys_that_the_data_format_names_are_there() {
        let keys: Vec<String> = label_keys(&FORM_2021).into_iter().map(|(key, _)| key).collect();
        for key in [
            "disclosure.normative",
            "applications.*.ngo",
            "disclosure.item_1.*.in_force",
            "applications.refused",
            "applications.outcomes",
            "applications.corner",
            "applications.applicants",
            "applications.organisations",
            "disclosure.*.item",
            "remedies.litigation",
            "problems.title",
        ] {
            assert!(keys.iter().any(|known| known == key), "{key} is missing");
        }
    }
}
