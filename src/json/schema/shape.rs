//! What an object of the file holds, said once for the schema and for the reference.

use serde_json::{Map, Value, json};

/// An object of the file.
pub(in crate::json) struct Shape {
    /// Its name in the schema.
    pub(in crate::json) name: &'static str,
    /// What it is called.
    pub(in crate::json) title: &'static str,
    /// What is to be said of it, if anything.
    pub(in crate::json) text: &'static str,
    /// Its keys, in the order in which they are written.
    pub(in crate::json) fields: Vec<Field>,
}

/// A key of an object.
pub(in crate::json) struct Field {
    /// The key.
    pub(in crate::json) key: &'static str,
    /// What it means.
    pub(in crate::json) text: &'static str,
    /// What it holds.
    pub(in crate::json) holds: Value,
    /// Whether it may be left out.
    pub(in crate::json) is_optional: bool,
}

impl Shape {
    /// The object with these keys and no others.
    pub(super) fn schema(&self) -> Value {
        let described = |field: &Field| {
            let mut holds = field.holds.clone();
            holds["description"] = json!(field.text);
            (field.key.to_owned(), holds)
        };
        let required: Vec<&str> =
            self.fields.iter().filter(|field| !field.is_optional).map(|field| field.key).collect();
        let mut schema = json!({
            "title": self.title,
            "type": "object",
            "properties": self.fields.iter().map(described).collect::<Map<_, _>>(),
            "required": required,
            "additionalProperties": false,
        });
        if !self.text.is_empty() {
            schema["description"] = json!(self.text);
        }
        schema
    }
}

/// A key that is always there.
pub(super) fn field(key: &'static str, text: &'static str, holds: Value) -> Field {
    Field { key, text, holds, is_optional: false }
}

/// A key that is there only where it has something to say.
pub(super) fn optional(key: &'static str, text: &'static str, holds: Value) -> Field {
    Field { is_optional: true, ..field(key, text, holds) }
}

/// Text.
pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

/// A whole number from some number on.
pub(super) fn whole(minimum: usize) -> Value {
    json!({ "type": "integer", "minimum": minimum })
}

/// `true` or `false`.
pub(super) fn truth() -> Value {
    json!({ "type": "boolean" })
}

/// One of some words.
pub(super) fn word(words: &[&str]) -> Value {
    json!({ "enum": words })
}

/// What it is itself, and nothing else.
pub(super) fn only(value: impl Into<Value>) -> Value {
    json!({ "const": value.into() })
}

/// A list.
pub(super) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// Something or `null`.
pub(super) fn or_null(holds: Value) -> Value {
    json!({ "anyOf": [holds, { "type": "null" }] })
}

/// An object of a name.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}
