//! Printed labels: the form's own, or what `[labels]` puts in their place.

use std::collections::BTreeMap;

use crate::source::{Located, Span};

/// A label as it is printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// The text.
    pub text: String,
    /// Where it stands in the data file; `None` for the form's own.
    pub span: Option<Span>,
    /// What the form prints there; empty where it has nothing.
    pub form: &'static str,
}

impl Label {
    /// A label that the data file writes.
    pub fn given(label: Located<String>) -> Label {
        Label { text: label.value, span: Some(label.span), form: "" }
    }

    /// What a message calls it: the text, or of an empty one what the form prints there.
    pub fn name(&self) -> &str {
        let text = self.text.trim();
        if text.is_empty() { self.form } else { text }
    }

    /// The same without what stands in brackets behind it.
    pub fn short_name(&self) -> &str {
        let name = self.name();
        let behind = name.char_indices().skip(1).find(|(_, c)| *c == '（').map(|(at, _)| at);
        let short = behind.and_then(|at| name.get(..at)).unwrap_or(name).trim();
        if short.is_empty() { name } else { short }
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
    pub fn get(&self, keys: &[&str], form: &'static str) -> Label {
        self.first_of(keys, form)
    }

    /// The same, for keys that are made as they are asked for.
    pub(super) fn first_of(&self, keys: &[impl AsRef<str>], form: &'static str) -> Label {
        let given = keys.iter().find_map(|key| self.given.get(key.as_ref()));
        let own = || Label { text: form.to_owned(), span: None, form };
        given.map(|given| Label { form, ..given.clone() }).unwrap_or_else(own)
    }
}
