//! `[labels]`: quoted dotted keys, or tables within tables.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{described, object, with};
use crate::form::Forms;
use crate::report::label_keys;

/// All labels of all forms.
pub(super) fn labels(forms: Forms) -> Value {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for form in forms.iter() {
        known.extend(label_keys(form));
    }
    let keys: Vec<(Vec<&str>, &str)> = known.iter().map(|(key, own)| (key.split('.').collect(), *own)).collect();
    Value::Object(object("标签", "与格式用语不同的标签，按键改写", Value::Object(below(&keys, true))))
}

/// The keys of a table of labels: each first part of a dotted key, and at the top the whole keys in quotes.
fn below(keys: &[(Vec<&str>, &str)], is_top: bool) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut groups: BTreeMap<&str, Vec<(Vec<&str>, &str)>> = BTreeMap::new();
    for (parts, own) in keys {
        if let [first, rest @ ..] = parts.as_slice()
            && !rest.is_empty()
        {
            groups.entry(first).or_default().push((rest.to_vec(), own));
        }
        if is_top || parts.len() == 1 {
            properties.insert(parts.join("."), with(described(own, "格式用语"), json!({ "type": "string" })));
        }
    }
    for (first, keys) in groups {
        let table = Value::Object(object(first, "", Value::Object(below(&keys, false))));
        // A group has a label of its own beside those of its rows.
        let shape = match properties.remove(first) {
            Some(label) => json!({ "anyOf": [label, table] }),
            None => table,
        };
        properties.insert(first.to_owned(), shape);
    }
    properties
}
