//! The file of a report against its schema, and against what the report says.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::report_json;
use super::schema::{shapes, value};
use crate::compose::compose;
use crate::form::Forms;
use crate::narrative::read_all;
use crate::report::{ReadOptions, Report, read};
use crate::source::Sources;

fn report(text: &str) -> Report {
    let mut sources = Sources::default();
    let data = sources.add("a.toml", text);
    read(&mut sources, data, &ReadOptions::default()).expect("a report").0
}

/// The file of a data file, as text.
fn written(text: &str) -> String {
    let report = report(text);
    let (narratives, faults) = read_all(&report, None);
    assert!(faults.is_empty(), "{faults:?}");
    report_json(&report, &narratives, &compose(&report, &narratives))
}

fn file(text: &str) -> Value {
    serde_json::from_str(&written(text)).expect("JSON")
}

const HEAD: &str = "[report]\norgan = '甲局'\nyear = 2025\n";

/// Data files that have everything between them.
fn samples() -> Vec<Value> {
    [
        include_str!("../../data/jiyang-2020.toml"),
        include_str!("../../data/specimen.toml"),
        include_str!("../../data/yunshan-2024.toml"),
        include_str!("../../tests/cases/departures.toml"),
        include_str!("../../tests/cases/archive/footnotes.toml"),
        include_str!("../../tests/cases/archive/links.toml"),
        include_str!("../../tests/cases/archive/references.toml"),
        HEAD,
    ]
    .map(file)
    .into()
}

/// Whether a value satisfies a schema: the words of draft 2020-12 that this schema uses.
fn allows(root: &Value, schema: &Value, value: &Value) -> bool {
    let all = |list: &Value| list.as_array().unwrap().iter().all(|schema| allows(root, schema, value));
    let any = |list: &Value| list.as_array().unwrap().iter().any(|schema| allows(root, schema, value));
    let is_of = |name: &Value| match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("type {other}"),
    };
    let length = || value.as_array().map(|items| items.len() as u64);
    let Some(schema) = schema.as_object() else { return schema == &json!(true) };
    schema.iter().all(|(word, says)| match word.as_str() {
        "$schema" | "$defs" | "title" | "description" | "format" | "then" | "pattern" | "patternProperties" => true,
        "$ref" => allows(root, root.pointer(says.as_str().unwrap().trim_start_matches('#')).unwrap(), value),
        "type" => says.as_array().map_or_else(|| is_of(says), |names| names.iter().any(is_of)),
        "enum" => says.as_array().unwrap().contains(value),
        "const" => says == value,
        "minimum" => value.as_f64().is_none_or(|number| number >= says.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|number| number <= says.as_f64().unwrap()),
        "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= says.as_u64().unwrap()),
        "minItems" => length().is_none_or(|length| length >= says.as_u64().unwrap()),
        "maxItems" => length().is_none_or(|length| length <= says.as_u64().unwrap()),
        "required" => value
            .as_object()
            .is_none_or(|object| says.as_array().unwrap().iter().all(|key| object.contains_key(key.as_str().unwrap()))),
        "properties" => value.as_object().is_none_or(|object| {
            object.iter().all(|(key, of)| says.get(key).is_none_or(|of_key| allows(root, of_key, of)))
        }),
        "additionalProperties" => value.as_object().is_none_or(|object| {
            let known = |key: &str| schema.get("properties").is_some_and(|known| known.get(key).is_some());
            object.iter().filter(|(key, _)| !known(key)).all(|(key, of)| {
                // The one pattern is that of extra rows.
                let extra = schema.get("patternProperties").and_then(|patterns| patterns.as_object()?.values().next());
                let extra = extra.filter(|_| key.starts_with("extra."));
                allows(root, extra.unwrap_or(says), of)
            })
        }),
        "prefixItems" => value.as_array().is_none_or(|items| {
            items.iter().zip(says.as_array().unwrap()).all(|(item, schema)| allows(root, schema, item))
        }),
        "items" => value.as_array().is_none_or(|items| {
            let before = schema.get("prefixItems").map_or(0, |first| first.as_array().unwrap().len());
            items.iter().skip(before).all(|item| allows(root, says, item))
        }),
        "anyOf" => any(says),
        "allOf" => all(says),
        "if" => !allows(root, says, value) || allows(root, &schema["then"], value),
        other => panic!("the word {other}"),
    })
}

fn is_allowed(file: &Value) -> bool {
    let schema = value(Forms::OFFICIAL);
    allows(&schema, &schema, file)
}

#[test]
fn samples_are_allowed() {
    for sample in samples() {
        assert!(is_allowed(&sample), "{}", sample["organ"]);
    }
}

#[test]
fn wrong_files_are_refused() {
    let right = file(include_str!("../../tests/cases/departures.toml"));
    let received = "/tables/applications/rows/received";
    let natural = &format!("{received}/cells/natural");
    for (at, wrong) in [
        ("", json!({})),
        ("/version", json!(2)),
        ("/form", json!("2019")),
        ("/year", json!("2025")),
        ("/title", json!([])),
        ("/published", json!(20260320)),
        ("/kind", json!("school")),
        ("/draft", json!(null)),
        ("/tables/remedies", json!(null)),
        ("/tables/applications/blocks/0/columns/0/key", json!("person")),
        ("/tables/applications/blocks/0/key", json!("item_1")),
        ("/tables/disclosure/rows/extra.0/after", json!("procurement")),
        ("/tables/disclosure/rows/extra.0/cells", json!({})),
        ("/tables/disclosure/rows/normative/after", json!("regulations")),
        (received, json!({ "groups": [], "label": "", "after": null, "cells": {} })),
        (natural, json!(3)),
        (natural, json!({ "text": "3", "value": "3", "computed": false })),
        (natural, json!({ "text": "3", "value": 3.5, "computed": false })),
        (natural, json!({ "text": "-3", "value": -3, "computed": false })),
        (natural, json!({ "text": "3", "value": 3 })),
        (natural, json!({ "text": "3", "value": 3, "computed": false, "note": "" })),
        ("/sections/1/key", json!("overview")),
        ("/sections/0/content", json!([{ "type": "paragraph" }])),
        ("/sections/0/content", json!([{ "type": "verse", "text": "甲" }])),
        (
            "/sections/0/content",
            json!([{ "type": "paragraph", "text": "甲", "runs": [{ "text": "甲", "strong": false }] }]),
        ),
        ("/footnotes", json!([{ "number": 0, "paragraphs": [] }])),
    ] {
        let mut file = right.clone();
        *file.pointer_mut(at).unwrap_or_else(|| panic!("{at}")) = wrong;
        assert!(!is_allowed(&file), "{at}");
    }
    for (at, key) in [("", "organ"), ("", "signature"), ("/tables", "remedies"), ("/sections/0", "content")] {
        let mut file = right.clone();
        file.pointer_mut(at).unwrap().as_object_mut().unwrap().remove(key);
        assert!(!is_allowed(&file), "{at}/{key} is missing");
    }
    let mut more = right.clone();
    more["tables"]["disclosure"]["rows"]["procurement"] = right["tables"]["disclosure"]["rows"]["fees"].clone();
    assert!(!is_allowed(&more));
    assert!(is_allowed(&right));
}

/// The keys of all objects within a value.
fn keys_of<'a>(value: &'a Value, keys: &mut BTreeSet<&'a str>) {
    if let Some(object) = value.as_object() {
        keys.extend(object.keys().map(String::as_str));
        object.values().for_each(|value| keys_of(value, keys));
    }
    value.as_array().into_iter().flatten().for_each(|value| keys_of(value, keys));
}

#[test]
fn every_key_of_the_schema_is_written() {
    let samples = samples();
    let mut keys = BTreeSet::new();
    samples.iter().for_each(|sample| keys_of(sample, &mut keys));
    for shape in shapes(Forms::OFFICIAL) {
        for field in shape.fields {
            assert!(keys.contains(field.key), "{}.{}", shape.name, field.key);
        }
    }
}

/// All objects that have a text, wherever they stand.
fn texts<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    if value.get("runs").is_some() {
        found.push(value);
    }
    value.as_object().into_iter().flat_map(|object| object.values()).for_each(|value| texts(value, found));
    value.as_array().into_iter().flatten().for_each(|value| texts(value, found));
}

#[test]
fn runs_make_up_their_texts_and_mention_footnotes_that_are_there() {
    let mut count = 0;
    for sample in samples() {
        let mut found = Vec::new();
        texts(&sample, &mut found);
        count += found.len();
        let notes = sample["footnotes"].as_array().unwrap().len() as u64;
        let mut mentioned = BTreeSet::new();
        for text in found {
            let runs = text["runs"].as_array().unwrap();
            let whole: String = runs.iter().filter_map(|run| run["text"].as_str()).collect();
            assert_eq!(text["text"], whole);
            mentioned.extend(runs.iter().filter_map(|run| run["footnote"].as_u64()));
        }
        assert_eq!(mentioned, (1..=notes).collect());
    }
    assert!(count > 20, "{count}");
}

/// The texts of the cells of a grid that hold figures, in reading order.
fn figures(grid: &Value) -> Vec<&str> {
    let cells = grid["rows"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
    cells.filter(|cell| cell["role"] == "data").map(|cell| cell["text"].as_str().unwrap()).collect()
}

#[test]
fn the_printed_tables_hold_the_figures_of_the_tables() {
    for sample in samples() {
        for (key, table) in sample["tables"].as_object().unwrap() {
            let blocks = sample["sections"].as_array().unwrap().iter().flat_map(|of| of["content"].as_array().unwrap());
            let printed: Vec<&str> = blocks.filter(|block| block["official"] == *key).flat_map(figures).collect();
            let mut own = Vec::new();
            for block in table["blocks"].as_array().unwrap() {
                for row in block["rows"].as_array().unwrap() {
                    let cells = &table["rows"][row.as_str().unwrap()]["cells"];
                    let columns = block["columns"].as_array().unwrap().iter();
                    own.extend(columns.map(|column| cells[column["key"].as_str().unwrap()]["text"].as_str().unwrap()));
                }
            }
            assert_eq!(printed, own, "{key}");
            assert!(!own.is_empty());
        }
    }
}

#[test]
fn totals_are_filled_in_and_marked() {
    let file = file(&format!(
        "{HEAD}[applications]\nreceived = {{ natural = 60, enterprise = {{ value = 6, text = '6（注）' }} }}\n\
         refused.state_secret = [1, 0, 0, 0, 0, 0]\ncarried_in = [1, '/', '', 0, 0, 0, 2]\n\
         [remedies]\nreconsideration = [1, 2, 3, 4]\n"
    ));
    let cell = |table: &str, row: &str, column: &str| file["tables"][table]["rows"][row]["cells"][column].clone();
    let is = |text: &str, value: Value, computed: bool| json!({ "text": text, "value": value, "computed": computed });
    for (table, row, column, expected) in [
        ("applications", "received", "total", is("66", json!(66), true)),
        ("applications", "received", "enterprise", is("6（注）", json!(6), false)),
        ("applications", "received", "ngo", is("", json!(null), false)),
        ("applications", "refused.state_secret", "total", is("1", json!(1), true)),
        ("applications", "total", "natural", is("1", json!(1), true)),
        ("applications", "total", "total", is("1", json!(1), true)),
        ("applications", "carried_in", "enterprise", is("/", json!(null), false)),
        ("applications", "carried_in", "research", is("", json!(null), false)),
        ("applications", "carried_in", "total", is("2", json!(2), false)),
        ("applications", "carried_out", "total", is("", json!(null), false)),
        ("remedies", "reconsideration", "total", is("10", json!(10), true)),
        ("remedies", "litigation_after", "total", is("", json!(null), false)),
    ] {
        assert_eq!(cell(table, row, column), expected, "{table}.{row}.{column}");
    }
}

#[test]
fn decimals_stay_as_they_are_written() {
    for (given, text, value) in [
        ("12.50", "12.50", "12.50"),
        ("0.10", "0.10", "0.10"),
        ("9007199254740991.25", "9007199254740991.25", "9007199254740991.25"),
        ("+3", "+3", "3"),
    ] {
        let written = written(&format!("{HEAD}[disclosure]\nfees = {{ amount = {given} }}\n"));
        let cell = format!("\"text\": \"{text}\",\n            \"value\": {value},\n");
        assert!(squeezed(&written).contains(&squeezed(&cell)), "{given}");
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn departures_from_the_form_are_told() {
    let file = file(&format!(
        "{HEAD}[labels]\n'applications.*.ngo' = '社会团体'\n'applications.refused' = '（三）不公开'\n'problems.title' = '问题'\n\
         [[disclosure.extra]]\nafter = 'normative'\nlabel = '其他文件'\ncells = [12, 0, 340]\n"
    ));
    let disclosure = &file["tables"]["disclosure"];
    assert_eq!(disclosure["blocks"][0]["rows"], json!(["regulations", "normative", "extra.0"]));
    let extra = &disclosure["rows"]["extra.0"];
    assert_eq!((&extra["label"], &extra["after"]), (&json!("其他文件"), &json!("normative")));
    assert_eq!(extra["cells"]["in_force"]["value"], 340);
    let applications = &file["tables"]["applications"];
    let ngo = applications["blocks"][0]["columns"].as_array().unwrap().iter().find(|column| column["key"] == "ngo");
    assert_eq!(ngo.unwrap()["label"], "社会团体");
    assert_eq!(
        applications["rows"]["refused.query"]["groups"][1],
        json!({ "key": "refused", "label": "（三）不公开" })
    );
    assert_eq!(file["sections"][4]["title"], "问题");
}

#[test]
fn headings_lists_and_notes_stand_in_reading_order() {
    let file = file(&format!(
        "{HEAD}published = 2026-03-05\nsignature = true\n[preface]\nbody = '前言。'\n[overview]\nbody = '''\n## 主动公开\n### 第一点。\n接着说[^a]。\n\
         1. 甲\n2. 乙\n\n[^a]: 注。\n'''\n[disclosure]\nnote = '说明。'\n"
    ));
    assert_eq!(file["published"], "2026-03-05");
    assert_eq!(file["signature"], json!({ "organ": "甲局", "date": "2026年3月5日" }));
    assert_eq!(file["preface"], json!([{ "type": "paragraph", "text": "前言。" }]));
    let item = |label: &str, text: &str| json!({ "label": label, "content": [{ "type": "paragraph", "text": text }] });
    assert_eq!(
        file["sections"][0]["content"],
        json!([
            { "type": "heading", "level": 2, "number": "（一）", "text": "主动公开", "run_in": false },
            { "type": "heading", "level": 3, "number": "1.", "text": "第一点。", "run_in": true },
            { "type": "paragraph", "text": "接着说。", "runs": [{ "text": "接着说" }, { "footnote": 1 }, { "text": "。" }] },
            { "type": "list", "numbered": true, "items": [item("1.", "甲"), item("2.", "乙")] },
        ])
    );
    assert_eq!(file["footnotes"], json!([{ "number": 1, "paragraphs": [{ "text": "注。" }] }]));
    let below = &file["sections"][1]["content"];
    assert_eq!(below[0]["official"], "disclosure");
    assert_eq!(below[1], json!({ "type": "table-notes", "content": [{ "type": "paragraph", "text": "说明。" }] }));
}

#[test]
fn what_looks_like_code_is_text() {
    // As Markdown within TOML: what stands behind a backslash is itself.
    let body = r#"他说"好"，\\路径，\</script>，\<b>，&amp;lt;，]]>，甲\u0001\u007F乙"#;
    let body = body.replace('\\', "\\\\").replace('"', "\\\"").replace("\\\\u", "\\u");
    let report = report(&format!("{HEAD}[overview]\nbody = \"{body}\"\n"));
    let (narratives, _) = read_all(&report, None);
    let written = report_json(&report, &narratives, &compose(&report, &narratives));
    assert!(!written.chars().any(|ch| ch < ' ' && ch != '\n'), "{written}");
    let file: Value = serde_json::from_str(&written).expect("JSON");
    let text = file["sections"][0]["content"][0]["text"].as_str().unwrap();
    assert_eq!(text, "他说\"好\"，\\路径，</script>，<b>，&lt;，]]>，甲\u{1}\u{7f}乙");
}

#[test]
fn a_table_of_many_rows_is_whole() {
    let rows: String = (0..10_000).map(|row| format!("| 第{row}行 | {row} |\n")).collect();
    let file = file(&format!("{HEAD}[overview]\nbody = '''\n| 甲 | 乙 |\n|---|---|\n{rows}'''\n"));
    let table = &file["sections"][0]["content"][0];
    assert_eq!(table["rows"].as_array().unwrap().len(), 10_001);
    assert_eq!(
        table["rows"][10_000],
        json!([{ "column": 0, "role": "data", "text": "第9999行" }, { "column": 1, "role": "data", "text": "9999" }])
    );
    assert_eq!(file["sections"][1]["content"][0]["official"], "disclosure");
}
