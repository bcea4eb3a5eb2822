//! The official tables of each form: which blocks, rows and columns there are, and what their cells hold.

use serde_json::{Map, Value, json};

use super::shape::{only, reference, word};
use crate::form::{Form, Forms, Kind};
use crate::json::tables::kind_name;
use crate::report::{Block, Column, OfficialTable, Tables};

/// How the keys of extra rows look.
const EXTRA: &str = "^extra\\.(0|[1-9][0-9]*)$";

/// The tables of all forms, and the cells of all kinds.
pub(super) fn definitions(forms: Forms) -> Map<String, Value> {
    let count = json!({ "type": ["integer", "null"], "minimum": 0 });
    let change = json!({ "type": ["integer", "null"] });
    let amount = json!({ "type": ["number", "null"], "minimum": 0 });
    let of_kind = |value: Value| json!({ "allOf": [reference("cell"), { "properties": { "value": value } }] });
    let kinds = [("cell_count", count), ("cell_change", change), ("cell_amount", amount)];
    let mut all: Map<String, Value> =
        kinds.into_iter().map(|(name, value)| (name.to_owned(), of_kind(value))).collect();
    for form in forms.iter() {
        let tables = Tables::official(form);
        let mut names = Map::new();
        for table in tables.all() {
            let name = format!("{}_{}", table.key, form.name);
            names.insert(table.key.to_owned(), reference(&name));
            all.extend(table.blocks.iter().enumerate().map(|(at, block)| (cells_name(form, table, at), cells(block))));
            all.insert(name, of_form(form, table));
        }
        let tables = json!({ "title": format!("三张表（{}年版）", form.name), "properties": names });
        all.insert(format!("tables_{}", form.name), tables);
    }
    all
}

/// The name of the cells of a block's rows.
fn cells_name(form: &Form, table: &OfficialTable, at: usize) -> String {
    let block = table.blocks.get(at).map_or("", |block| block.key);
    match block {
        "" => format!("{}_cells_{}", table.key, form.name),
        block => format!("{}_{block}_cells_{}", table.key, form.name),
    }
}

/// The cells of a row by the columns of its block, all of them.
fn cells(block: &Block) -> Value {
    let cell = |column: &Column| {
        let mut cell = reference(&format!("cell_{}", kind_name(column.kind)));
        cell["title"] = json!(column.label.text);
        (column.key.to_owned(), cell)
    };
    let keys: Vec<&str> = block.columns.iter().map(|column| column.key).collect();
    json!({
        "type": "object",
        "properties": block.columns.iter().map(cell).collect::<Map<_, _>>(),
        "required": keys,
        "additionalProperties": false,
    })
}

/// A table as a form has it.
fn of_form(form: &Form, table: &OfficialTable) -> Value {
    let blocks: Vec<Value> = table.blocks.iter().map(block).collect();
    let mut rows = Map::new();
    for (at, block) in table.blocks.iter().enumerate() {
        for row in &block.rows {
            let its = json!({ "after": only(Value::Null), "cells": reference(&cells_name(form, table, at)) });
            let shape = json!({ "title": row.label.text, "allOf": [reference("row"), { "properties": its }] });
            rows.insert(row.key.clone(), shape);
        }
    }
    let required: Vec<&String> = rows.keys().collect();
    let mut rows = json!({ "type": "object", "required": required, "properties": rows, "additionalProperties": false });
    if table.takes_extra_rows() {
        let behind = |(at, block): (usize, &Block)| {
            let keys: Vec<&str> = block.rows.iter().map(|row| row.key.as_str()).collect();
            json!({ "properties": { "after": word(&keys), "cells": reference(&cells_name(form, table, at)) } })
        };
        let behind: Vec<Value> = table.blocks.iter().enumerate().map(behind).collect();
        let extra = json!({ "title": "自己加的行", "allOf": [reference("row"), { "anyOf": behind }] });
        rows["patternProperties"] = json!({ EXTRA: extra });
    }
    let its = json!({ "number": only(table.number), "blocks": exactly(blocks), "rows": rows });
    let title = format!("表{}（{}年版）", table.number, form.name);
    json!({ "title": title, "allOf": [reference("table"), { "properties": its }] })
}

/// A block with the columns of the form.
fn block(block: &Block) -> Value {
    let key = if block.key.is_empty() { Value::Null } else { json!(block.key) };
    let column = |column: &Column| {
        let unit = match column.kind {
            Kind::Amount { unit } => unit,
            Kind::Count | Kind::Change => None,
        };
        json!({ "properties": {
            "key": only(column.key),
            "kind": only(kind_name(column.kind)),
            "unit": unit.map_or(only(Value::Null), only),
        }})
    };
    json!({ "properties": { "key": only(key), "columns": exactly(block.columns.iter().map(column).collect()) } })
}

/// A list of just these.
fn exactly(items: Vec<Value>) -> Value {
    json!({ "type": "array", "minItems": items.len(), "maxItems": items.len(), "prefixItems": items })
}
