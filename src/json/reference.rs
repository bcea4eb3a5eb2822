//! The reference of the report as JSON: `docs/report-json.md`, in Chinese, made from what the schema is made from.

use serde_json::Value;

use super::schema::{Field, Shape, shapes};
use crate::form::Forms;

/// Every object of the file, as Markdown: a table of its keys.
pub fn reference() -> String {
    let shapes = shapes(Forms::OFFICIAL);
    let sections: Vec<String> = shapes.iter().map(|shape| section(shape, &shapes)).collect();
    sections.join("\n")
}

fn section(shape: &Shape, all: &[Shape]) -> String {
    let Shape { name, title, text, fields } = shape;
    let text = if text.is_empty() { String::new() } else { format!("{text}。\n\n") };
    let rows: String = fields.iter().map(|field| row(field, all)).collect();
    format!("### {title} `{name}`\n\n{text}| 键 | 类型 | 意思 |\n|---|---|---|\n{rows}")
}

fn row(Field { key, text, holds, is_optional }: &Field, all: &[Shape]) -> String {
    let absent = if *is_optional { "，可以没有" } else { "" };
    format!("| `{key}` | {}{absent} | {text} |\n", in_words(holds, all))
}

/// What a value may be.
fn in_words(holds: &Value, all: &[Shape]) -> String {
    let each = |values: &Value, words: &dyn Fn(&Value) -> String| {
        let values: Vec<String> = values.as_array().into_iter().flatten().map(words).collect();
        values.join(" 或 ")
    };
    let constant = |value: &Value| format!("`{value}`");
    let is = |word: &str| holds.get(word);
    if let Some(name) = is("$ref").and_then(Value::as_str) {
        return of_name(name.trim_start_matches("#/$defs/"), all);
    }
    if let Some(value) = is("const") {
        return constant(value);
    }
    if let Some(values) = is("enum") {
        return each(values, &constant);
    }
    if let Some(shapes) = is("anyOf") {
        return each(shapes, &|shape| in_words(shape, all));
    }
    match is("type") {
        Some(Value::String(name)) => match (name.as_str(), is("items"), is("additionalProperties")) {
            ("array", Some(items), _) if items.is_object() => format!("列表：{}", in_words(items, all)),
            ("object", _, Some(values)) if values.is_object() => format!("按键：{}", in_words(values, all)),
            (name, ..) => simple(name).to_owned(),
        },
        Some(names) => each(names, &|name| simple(name.as_str().unwrap_or_default()).to_owned()),
        None => String::new(),
    }
}

/// An object by what it is called; a block is one of several.
fn of_name(name: &str, all: &[Shape]) -> String {
    match all.iter().find(|shape| shape.name == name) {
        Some(shape) => format!("{} `{name}`", shape.title),
        None => "内容块".to_owned(),
    }
}

/// A type of JSON.
fn simple(name: &str) -> &str {
    match name {
        "string" => "文字",
        "integer" => "整数",
        "number" => "数",
        "boolean" => "`true` 或 `false`",
        "array" => "列表",
        "null" => "`null`",
        other => other,
    }
}
