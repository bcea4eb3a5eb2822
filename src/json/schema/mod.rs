//! JSON Schema (draft 2020-12) of the report as JSON: every key, its type, what it means in Chinese, and nothing else
//! allowed. The keys of the official tables are those of the forms.

mod shape;
mod shapes;
mod tables;

pub(super) use shape::{Field, Shape};
pub(super) use shapes::shapes;

use serde_json::{Map, Value, json};

use crate::form::Forms;
use shape::reference;
use shapes::blocks;

/// The schema of reports in some forms, as JSON text.
pub fn schema(forms: Forms) -> String {
    format!("{:#}\n", value(forms))
}

/// The schema.
pub(super) fn value(forms: Forms) -> Value {
    let mut definitions: Map<String, Value> =
        shapes(forms).iter().map(|shape| (shape.name.to_owned(), shape.schema())).collect();
    definitions.insert("block".to_owned(), block());
    definitions.extend(tables::definitions(forms));
    // The form of a report decides which rows and columns its tables have.
    let by_form = |name: &str| {
        json!({
            "if": { "properties": { "form": { "const": name } } },
            "then": { "properties": { "tables": reference(&format!("tables_{name}")) } },
        })
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        "description": "nianbao 生成的报告数据：三张表的每一格，正文的每一段",
        "$ref": "#/$defs/report",
        "allOf": forms.names().into_iter().map(by_form).collect::<Vec<_>>(),
        "$defs": definitions,
    })
}

/// A part of a section: one of all kinds.
fn block() -> Value {
    let kinds: Vec<Value> = blocks().iter().map(|shape| reference(shape.name)).collect();
    json!({ "title": "内容块", "anyOf": kinds })
}
