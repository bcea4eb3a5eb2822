//! What is shown, divided into named parts, each with the revision in which it last changed: whoever has seen a revision
//! is told what changed after it, and nothing else.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

/// The parts, as JSON.
#[derive(Debug, Default)]
pub(super) struct Parts {
    parts: BTreeMap<String, Part>,
}

#[derive(Debug)]
struct Part {
    json: Box<RawValue>,
    changed: u64,
}

impl Parts {
    /// Puts a part in its place; one that says what it said before has not changed.
    pub fn set(&mut self, name: &str, value: &impl Serialize, revision: u64) {
        // Nothing in these shapes can fail to be written: their keys are texts.
        if let Ok(json) = to_raw_value(value) {
            self.put(name, json, revision);
        }
    }

    /// The same with what is JSON already.
    pub fn put(&mut self, name: &str, json: Box<RawValue>, revision: u64) {
        match self.parts.get_mut(name) {
            Some(part) if part.json.get() == json.get() => {}
            Some(part) => *part = Part { json, changed: revision },
            None => {
                self.parts.insert(name.to_owned(), Part { json, changed: revision });
            }
        }
    }

    /// Takes away the parts of a kind from a number on: `page:7`, `page:8` …
    pub fn truncate(&mut self, kind: &str, from: usize) {
        let number = |name: &str| name.strip_prefix(kind)?.strip_prefix(':')?.parse::<usize>().ok();
        self.parts.retain(|name, _| number(name).is_none_or(|number| number < from));
    }

    /// The parts that changed after a revision.
    pub fn since(&self, revision: u64) -> impl Iterator<Item = (&str, &RawValue)> {
        let changed = self.parts.iter().filter(move |(_, part)| part.changed > revision);
        changed.map(|(name, part)| (name.as_str(), &*part.json))
    }

    /// Whether a part says this already.
    pub fn is(&self, name: &str, json: &RawValue) -> bool {
        self.parts.get(name).is_some_and(|part| part.json.get() == json.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_told() {
        let mut parts = Parts::default();
        for (page, revision) in [("a", 1), ("b", 1), ("c", 1)] {
            parts.set(&format!("page:{}", page.len()), &page, revision);
            parts.set(page, &1, revision);
        }
        parts.set("a", &1, 2);
        parts.set("b", &2, 2);
        let since = |parts: &Parts, revision| {
            parts.since(revision).map(|(name, json)| format!("{name}={}", json.get())).collect::<Vec<_>>()
        };
        assert_eq!(since(&parts, 1), ["b=2"]);
        assert_eq!(since(&parts, 0), ["a=1", "b=2", "c=1", "page:1=\"c\""]);
        parts.set("page:12", &"z", 3);
        parts.truncate("page", 12);
        assert_eq!(since(&parts, 2), [""; 0]);
    }
}
