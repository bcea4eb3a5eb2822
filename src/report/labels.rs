//! Printed labels: the form's own, or what `[labels]` puts in their place.

use std::collections::BTreeMap;

use super::label_keys;
use super::table::{Faults, Table};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::form::Form;
use crate::message;
use crate::report::rules;
use crate::source::{Located, Span};

/// A label as it is printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// The text.
    pub text: String,
    /// Where it stands in the data file; `None` for the form's own.
    pub span: Option<Span>,
}

impl Label {
    /// A label that the data file writes.
    pub fn given(label: Located<String>) -> Label {
        Label { text: label.value, span: Some(label.span) }
    }
}

/// Labels that depart from the form, by their dotted key, such as `applications.*.ngo`.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    given: BTreeMap<String, Label>,
}

impl Labels {
    /// Puts a label in the place of the form's. Gives the label that the key had before, if it had one.
    pub fn insert(&mut self, key: String, label: Label) -> Option<Label> {
        self.given.insert(key, label)
    }

    /// All labels that depart from the form, by their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Label)> {
        self.given.iter().map(|(key, label)| (key.as_str(), label))
    }

    /// The label that the first of `keys` names in the data file, else the form's own.
    pub fn get(&self, keys: &[&str], form: &str) -> Label {
        self.first_of(keys, form)
    }

    /// The same, for keys that are made as they are asked for.
    pub(super) fn first_of(&self, keys: &[impl AsRef<str>], form: &str) -> Label {
        let given = keys.iter().find_map(|key| self.given.get(key.as_ref()));
        given.cloned().unwrap_or_else(|| Label { text: form.to_owned(), span: None })
    }
}

/// Reads `[labels]`: quoted dotted keys, or tables within tables.
pub(super) fn labels(top: &mut Table, form: &'static Form, faults: &mut Faults) -> Labels {
    let mut labels = Labels::default();
    if let Some(table) = top.take_table("labels", faults) {
        let known: Vec<String> = label_keys(form).into_iter().map(|(key, _)| key).collect();
        collect(table, "", &known, &mut labels, faults);
    }
    labels
}

fn collect(mut table: Table, above: &str, known: &[String], labels: &mut Labels, faults: &mut Faults) {
    for (name, item) in table.take_all() {
        let key = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        if item.value.is_table() {
            if let Some(table) = item.table(faults) {
                collect(table, &key, known, labels, faults);
            }
        } else if known.contains(&key) {
            if let Some(label) = item.line(faults) {
                let span = label.span;
                if labels.insert(key.clone(), Label::given(label)).is_some() {
                    let twice = message!(zh: "标签“{key}”写了两次", en: "the label `{key}` is given twice");
                    let help = message!(zh: "删去其中一个", en: "delete one of them");
                    let fault = Diagnostic::error(&rules::UNKNOWN_KEY, twice);
                    faults.push(fault.at(span).key(format!("labels.{key}")).help(help));
                }
            }
        } else {
            let message = message!(zh: "没有“{key}”这个标签", en: "there is no label `{key}`");
            let fault = Diagnostic::error(&rules::UNKNOWN_KEY, message);
            let help = did_you_mean(&key, known.iter().map(String::as_str), None);
            faults.push(fault.at(item.key_span).key(format!("labels.{key}")).help(help));
        }
    }
}
