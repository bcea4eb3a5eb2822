//! The tables 二, 三 and 四 of each form.

use serde_json::{Map, Value, json};

use super::{described, narrative, object, simple, with};
use crate::form::{Block, Entry, FORMS, Form, SECTION_KEYS};

/// The largest figure that a cell takes.
const LARGEST: u64 = 1 << 53;

/// Numbers of the sections 二, 三 and 四, by their keys.
const NUMBERS: [(&str, &str); 3] = [("disclosure", "二"), ("applications", "三"), ("remedies", "四")];

/// A section in any of the forms.
pub(super) fn union(section: &str) -> Value {
    let number = NUMBERS.iter().find(|(key, _)| *key == section).map_or("", |(_, number)| number);
    let at = SECTION_KEYS.iter().position(|key| *key == section).unwrap_or_default();
    let title = FORMS.last().and_then(|form| form.section_titles.get(at)).unwrap_or(&"");
    let forms = FORMS.map(|form| reference(&format!("{section}_{}", form.name)));
    with(described(&format!("{number}、{title}"), ""), json!({ "anyOf": forms }))
}

/// The report's own form decides which of each section's shapes is right: the form that is stated, else the year.
pub(super) fn by_form() -> Value {
    let shapes = |form: &Form| {
        let shape = |(key, _): &(&str, &str)| ((*key).to_owned(), reference(&format!("{key}_{}", form.name)));
        json!({ "properties": Map::from_iter(NUMBERS.iter().map(shape)) })
    };
    let [old, new] = FORMS;
    let last_year = (2008..=2099).filter(|year| crate::form::by_year(*year) == old).max();
    let of_old = json!({ "anyOf": [
        { "required": ["form"], "properties": { "form": { "const": old.name } } },
        {
            "not": { "required": ["form"] },
            "properties": { "report": { "properties": { "year": { "maximum": last_year } } } },
        },
    ]});
    json!([{ "if": of_old, "then": shapes(old), "else": shapes(new) }])
}

/// The shapes of sections, rows and cells that others name.
pub(super) fn definitions() -> Map<String, Value> {
    let count = json!({ "type": "integer", "minimum": 0, "maximum": LARGEST });
    let change = json!({ "type": "integer", "minimum": -(LARGEST as i64), "maximum": LARGEST });
    let amount = json!({ "type": "number", "minimum": 0, "maximum": LARGEST });
    let mut all = Map::from_iter([
        ("count".to_owned(), cell("件数", &count)),
        ("change".to_owned(), cell("增减", &change)),
        ("amount".to_owned(), cell("金额", &amount)),
    ]);
    for form in FORMS {
        let name = form.name;
        for block in form.disclosure {
            all.insert(format!("{}_{name}", block.key), row(block.columns));
        }
        all.insert(format!("applicants_{name}"), row(&form.applications.columns));
        all.insert(format!("results_{name}"), row(&form.remedies.columns));
        all.insert(format!("disclosure_{name}"), disclosure(form));
        all.insert(format!("applications_{name}"), applications(form));
        all.insert(format!("remedies_{name}"), remedies(form));
    }
    all
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// A shape that has a definition, under a label. Beside `$ref` draft 07 reads nothing, so it stands within `allOf`.
fn labelled(label: &str, text: &str, definition: &str) -> Value {
    with(described(label, text), json!({ "allOf": [reference(definition)] }))
}

/// A cell: a number, a text that is printed as it is, or both.
fn cell(title: &str, number: &Value) -> Value {
    let mut both = object(
        "数字和印出的文字",
        "数字用来相加，文字照印",
        json!({
            "value": number,
            "text": simple("印出的文字", "", "string", json!({})),
        }),
    );
    both.insert("required".to_owned(), json!(["value", "text"]));
    let text = json!({ "type": "string", "description": "照印的文字，如 \"\"（空白）、\"/\"" });
    with(described(title, "数字不加引号"), json!({ "anyOf": [number, text, both] }))
}

fn cell_kind(column: &Entry) -> &'static str {
    match column.key {
        "amount" => "amount",
        "change" => "change",
        _ => "count",
    }
}

/// A row: its cells by their columns, in order, or as a line of a spreadsheet.
fn row(columns: &[Entry]) -> Value {
    let by_column = columns.iter().map(|column| (column.key.to_owned(), labelled(column.label, "", cell_kind(column))));
    let by_column = object("各格", "", Value::Object(by_column.collect()));
    let listed: Vec<Value> = columns.iter().map(|column| labelled(column.label, "", cell_kind(column))).collect();
    let labels: Vec<&str> = columns.iter().map(|column| column.label).collect();
    let order = format!("各格按次序：{}", labels.join("、"));
    json!({ "anyOf": [
        by_column,
        { "type": "array", "description": order, "items": listed, "maxItems": columns.len() },
        { "type": "string", "description": format!("从电子表格复制来的一行，格与格之间是制表符。{order}") },
    ]})
}

fn disclosure(form: &Form) -> Value {
    let mut properties = narrative();
    for block in form.disclosure {
        for entry in block.rows {
            let definition = format!("{}_{}", block.key, form.name);
            properties.insert(entry.key.to_owned(), labelled(entry.label, block.title, &definition));
        }
    }
    let extra = form.disclosure.iter().map(|block| extra_row(form, block)).collect::<Vec<_>>();
    properties.insert(
        "extra".to_owned(),
        with(described("增加的行", "格式没有的行"), json!({ "type": "array", "items": { "anyOf": extra } })),
    );
    Value::Object(object(&format!("表二（{}年版）", form.name), "", Value::Object(properties)))
}

/// An extra row in a block.
fn extra_row(form: &Form, block: &Block) -> Value {
    let rows: Vec<&str> = block.rows.iter().map(|row| row.key).collect();
    let mut row = object(
        "增加的行",
        block.title,
        json!({
            "after": simple("排在哪一行之后", "", "string", json!({ "enum": rows })),
            "label": simple("印出的名称", "", "string", json!({})),
            "cells": labelled("各格", "", &format!("{}_{}", block.key, form.name)),
        }),
    );
    row.insert("required".to_owned(), json!(["after", "label", "cells"]));
    Value::Object(row)
}

fn applications(form: &Form) -> Value {
    let (table, definition) = (&form.applications, format!("applicants_{}", form.name));
    let plain = |entry: &Entry| (entry.key.to_owned(), labelled(entry.label, "", &definition));
    let mut properties = narrative();
    properties.extend(table.incoming.iter().map(plain));
    for outcome in table.outcomes {
        let (key, shape) = plain(&outcome.entry);
        let rows: Map<String, Value> = outcome.rows.iter().map(plain).collect();
        let group = || Value::Object(object(outcome.entry.label, "", Value::Object(rows.clone())));
        properties.insert(key, if rows.is_empty() { shape } else { group() });
    }
    properties.extend([&table.total, &table.carried_out].map(plain));
    Value::Object(object(&format!("表三（{}年版）", form.name), "", Value::Object(properties)))
}

fn remedies(form: &Form) -> Value {
    let definition = format!("results_{}", form.name);
    let mut properties = narrative();
    for group in &form.remedies.groups {
        properties.insert(group.key.to_owned(), labelled(group.label, "", &definition));
    }
    Value::Object(object(&format!("表四（{}年版）", form.name), "", Value::Object(properties)))
}
