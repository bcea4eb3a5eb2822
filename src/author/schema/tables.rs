//! The tables 二, 三 and 四 of each form.

use serde_json::{Map, Value, json};

use super::{described, narrative, object, simple, with};
use crate::form::{APPLICATIONS, DISCLOSURE, Form, Forms, Kind, SECTION_KEYS};
use crate::report::limits::LARGEST_FIGURE;
use crate::report::{Block, Column, OfficialTable, Row, Tables};

/// A section in any of the forms.
pub(super) fn union(forms: Forms, section: &str) -> Value {
    let newest = forms.newest();
    let number = newest.tables().into_iter().find(|table| table.key == section).map_or("", |table| table.number);
    let at = SECTION_KEYS.iter().position(|key| *key == section).unwrap_or_default();
    let title = newest.section_titles.get(at).unwrap_or(&"");
    let shapes: Vec<Value> = forms.iter().map(|form| reference(&format!("{section}_{}", form.name))).collect();
    with(described(&format!("{number}、{title}"), ""), json!({ "anyOf": shapes }))
}

/// The report's own form decides which of each section's shapes is right: the form that is stated, else the year.
pub(super) fn by_form(forms: Forms) -> Value {
    let all: Vec<&Form> = forms.iter().collect();
    json!([among(&all)])
}

/// The shapes of the first of some forms if the report is in it, else those of one of the others.
fn among(forms: &[&Form]) -> Value {
    let shapes = |form: &Form| {
        let shape = |key: &str| (key.to_owned(), reference(&format!("{key}_{}", form.name)));
        json!({ "properties": Map::from_iter(form.tables().iter().map(|table| shape(table.key))) })
    };
    match forms {
        [] => json!({}),
        [newest] => shapes(newest),
        [form, later @ ..] => {
            let last_year = later.first().map(|next| next.since.saturating_sub(1));
            let is_this = json!({ "anyOf": [
                { "required": ["form"], "properties": { "form": { "const": form.name } } },
                {
                    "not": { "required": ["form"] },
                    "properties": { "report": { "properties": { "year": { "maximum": last_year } } } },
                },
            ]});
            json!({ "if": is_this, "then": shapes(form), "else": among(later) })
        }
    }
}

/// The shapes of sections, rows and cells that others name.
pub(super) fn definitions(forms: Forms) -> Map<String, Value> {
    let count = json!({ "type": "integer", "minimum": 0, "maximum": LARGEST_FIGURE });
    let change = json!({ "type": "integer", "minimum": -(LARGEST_FIGURE as i64), "maximum": LARGEST_FIGURE });
    let amount = json!({ "type": "number", "minimum": 0, "maximum": LARGEST_FIGURE });
    let mut all = Map::from_iter([
        ("count".to_owned(), cell("件数", &count)),
        ("change".to_owned(), cell("增减", &change)),
        ("amount".to_owned(), cell("金额", &amount)),
    ]);
    for form in forms.iter() {
        for table in Tables::official(form).all() {
            let rows = table.blocks.iter().map(|block| (row_definition(form, table, block), row(&block.columns)));
            all.extend(rows);
            all.insert(format!("{}_{}", table.key, form.name), section(form, table));
        }
    }
    all
}

/// The name of the shape of a block's rows.
fn row_definition(form: &Form, table: &OfficialTable, block: &Block) -> String {
    let name = match table.key {
        DISCLOSURE => block.key,
        APPLICATIONS => "applicants",
        _ => "results",
    };
    format!("{name}_{}", form.name)
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

/// The name of the shape of a column's cells.
fn cell_definition(column: &Column) -> &'static str {
    match column.kind {
        Kind::Count => "count",
        Kind::Change => "change",
        Kind::Amount { .. } => "amount",
    }
}

/// A row: its cells by their columns, in order, or as a line of a spreadsheet.
fn row(columns: &[Column]) -> Value {
    let shape = |column: &Column| labelled(&column.label.text, "", cell_definition(column));
    let by_column = columns.iter().map(|column| (column.key.to_owned(), shape(column)));
    let by_column = object("各格", "", Value::Object(by_column.collect()));
    let listed: Vec<Value> = columns.iter().map(shape).collect();
    let labels: Vec<&str> = columns.iter().map(|column| column.label.text.as_str()).collect();
    let order = format!("各格按次序：{}", labels.join("、"));
    json!({ "anyOf": [
        by_column,
        { "type": "array", "description": order, "items": listed, "maxItems": columns.len() },
        { "type": "string", "description": format!("从电子表格复制来的一行，格与格之间是制表符。{order}") },
    ]})
}

/// A section with its table.
fn section(form: &Form, table: &OfficialTable) -> Value {
    let mut properties = narrative();
    let pasted = "从 Excel、Word 或网页复制的整张表，可带表头和行名；写了它，各行不再另写";
    properties.insert("pasted".to_owned(), simple("粘贴的整张表", pasted, "string", json!({})));
    for block in &table.blocks {
        let shape = |row: &Row| labelled(&row.label.text, &block.title.text, &row_definition(form, table, block));
        let rows: Vec<&Row> = block.rows.iter().collect();
        properties.extend(below(&rows, 0, &shape));
    }
    if table.takes_extra_rows() {
        let extra: Vec<Value> = table.blocks.iter().map(|block| extra_row(form, table, block)).collect();
        properties.insert(
            "extra".to_owned(),
            with(described("增加的行", "格式没有的行"), json!({ "type": "array", "items": { "anyOf": extra } })),
        );
    }
    Value::Object(object(&format!("表{}（{}年版）", table.number, form.name), "", Value::Object(properties)))
}

/// Rows, and tables of those that stand in groups, `level` of which they all share.
fn below(rows: &[&Row], level: usize, shape: &dyn Fn(&Row) -> Value) -> Map<String, Value> {
    let mut properties = Map::new();
    let name = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
    let group = |row: &Row| row.groups.iter().filter(|group| group.in_keys).nth(level).cloned();
    for rows in rows.chunk_by(|one, other| group(one) == group(other)) {
        match rows.first().and_then(|row| group(row)) {
            Some(group) => {
                let within = Value::Object(below(rows, level + 1, shape));
                properties.insert(name(&group.key), Value::Object(object(&group.label.text, "", within)));
            }
            None => properties.extend(rows.iter().map(|row| (name(&row.key), shape(row)))),
        }
    }
    properties
}

/// An extra row in a block.
fn extra_row(form: &Form, table: &OfficialTable, block: &Block) -> Value {
    let rows: Vec<&str> = block.rows.iter().map(|row| row.key.as_str()).collect();
    let mut row = object(
        "增加的行",
        &block.title.text,
        json!({
            "after": simple("排在哪一行之后", "", "string", json!({ "enum": rows })),
            "label": simple("印出的名称", "", "string", json!({})),
            "cells": labelled("各格", "", &row_definition(form, table, block)),
        }),
    );
    row.insert("required".to_owned(), json!(["after", "label", "cells"]));
    Value::Object(row)
}
