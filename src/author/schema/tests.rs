//! The schema against the reader and the samples.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::value;
use crate::form::Forms;
use crate::report::{ReadOptions, label_keys, read};
use crate::source::Sources;

/// A TOML text as JSON; a date becomes a string, as language servers take it.
fn json_of(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(truth) => json!(truth),
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Array(items) => Value::Array(items.into_iter().map(convert).collect()),
            toml::Value::Table(table) => Value::Object(table.into_iter().map(|(k, v)| (k, convert(v))).collect()),
        }
    }
    convert(toml::Value::Table(toml::from_str(text).expect("TOML")))
}

/// Whether a value satisfies a schema: the words of draft 07 that this schema uses.
fn allows(root: &Value, schema: &Value, value: &Value) -> bool {
    if let Some(reference) = schema.get("$ref") {
        let target = root.pointer(reference.as_str().unwrap().trim_start_matches('#')).expect("a definition");
        return allows(root, target, value);
    }
    let each = |list: &Value| list.as_array().unwrap().iter().map(|item| allows(root, item, value)).collect::<Vec<_>>();
    schema.as_object().unwrap().iter().all(|(word, says)| match word.as_str() {
        "$schema" | "title" | "description" | "definitions" | "format" | "then" | "else" | "additionalProperties" => {
            true
        }
        "type" => match says.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            other => panic!("type {other}"),
        },
        "enum" => says.as_array().unwrap().contains(value),
        "const" => says == value,
        "minimum" => value.as_f64().is_none_or(|number| number >= says.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|number| number <= says.as_f64().unwrap()),
        "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= says.as_u64().unwrap()),
        "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= says.as_u64().unwrap()),
        "maxItems" => value.as_array().is_none_or(|list| list.len() as u64 <= says.as_u64().unwrap()),
        "required" => value
            .as_object()
            .is_none_or(|object| says.as_array().unwrap().iter().all(|key| object.contains_key(key.as_str().unwrap()))),
        "properties" => value.as_object().is_none_or(|object| {
            let known = says.as_object().unwrap();
            let closed = schema.get("additionalProperties") == Some(&json!(false));
            object.iter().all(|(key, value)| known.get(key).map_or(!closed, |schema| allows(root, schema, value)))
        }),
        "items" => value.as_array().is_none_or(|list| match says {
            Value::Array(schemas) => list.iter().zip(schemas).all(|(item, schema)| allows(root, schema, item)),
            schema => list.iter().all(|item| allows(root, schema, item)),
        }),
        "anyOf" => each(says).contains(&true),
        "allOf" => !each(says).contains(&false),
        "not" => !allows(root, says, value),
        "if" => allows(root, &schema[if allows(root, says, value) { "then" } else { "else" }], value),
        other => panic!("the word {other}"),
    })
}

fn accepted(text: &str) -> bool {
    let schema = value(Forms::OFFICIAL, &["narrative-figure", "year-jump"]);
    allows(&schema, &schema, &json_of(text))
}

const HEAD: &str = "[report]\norgan = '甲局'\n";

#[test]
fn full_samples_are_allowed() {
    assert!(accepted(include_str!("../../../data/yunshan-2025.toml")));
    assert!(accepted(include_str!("../../../data/jiyang-2020.toml")));
    assert!(accepted(&format!(
        "{HEAD}year = 2025\npublished = 2026-01-20\n[labels]\n'applications.*.ngo' = '社会团体'\n[labels.problems]\n\
         title = '问题'\n[labels.applications.refused]\nquery = '查询'\n[disclosure]\nfees = \"12.5\"\n\
         licences = [{{ value = 22, text = '22（其中修订16件）' }}]\n[applications]\n\
         received = {{ natural = 1, enterprise = '/', research = '' }}\n\
         [[accept]]\ncode = 'narrative-figure'\nreason = '核对过'\n"
    )));
}

#[test]
fn new_files_are_allowed() {
    for year in [2020, 2025] {
        let asked = crate::author::NewFile { organ: Some("甲局"), year: Some(year), ..Default::default() };
        assert!(accepted(&crate::author::new_file(&asked).unwrap()), "{year}");
    }
}

#[test]
fn what_the_reader_refuses_is_refused() {
    for (year, wrong) in [
        (2025, "orgn = 1"),
        (2025, "[notes]"),
        (2025, "[overview]\nbdy = ''"),
        (2025, "[disclosure]\nregulations = { made = 1 }"),
        (2025, "[disclosure]\nregulations = [1, 2, 3, 4]"),
        (2025, "[disclosure]\nregulations = [-1]"),
        (2025, "[disclosure]\nregulations = [1.5]"),
        (2025, "[disclosure]\nprocurement = {}"),
        (2025, "[[disclosure.extra]]\nafter = 'fee'\nlabel = '甲'\ncells = []"),
        (2025, "[applications]\nother_outcome = [1]"),
        (2025, "[applications]\nrefused.stat_secret = [1]"),
        (2020, "[applications]\nother_outcome.other = [1]"),
        (2025, "[remedies]\nreconsideration = { upheld = 1, totl = 1 }"),
        (2025, "[labels]\n'other.titel' = ''"),
        (2025, "[page]\nchars_per_line = 99"),
    ] {
        let text = format!("{HEAD}year = {year}\n{wrong}\n");
        assert!(!accepted(&text), "{text}");
        let mut sources = Sources::default();
        let id = sources.add("a.toml", &text);
        assert!(read(&mut sources, id, &ReadOptions::default()).is_err(), "{text}");
    }
    assert!(!accepted("[report]\norgan = '甲局'\n"));
    // Whether there is such a code, the checks know.
    assert!(!accepted(&format!("{HEAD}year = 2025\n[[accept]]\ncode = 'year-jmp'\nreason = '理由'\n")));
    // A form that is stated counts for more than the year.
    assert!(accepted(&format!("form = '2019'\n{HEAD}year = 2025\n[disclosure]\nprocurement = {{}}\n")));
    assert!(!accepted(&format!("form = '2021'\n{HEAD}year = 2020\n[disclosure]\nprocurement = {{}}\n")));
}

/// The keys that the reader knows in a table: it names them all when a key is like none of them.
fn known_to_reader(year: u16, table: &str) -> BTreeSet<String> {
    let at = if table.is_empty() { "zzzzzzzz".to_owned() } else { format!("{table}.zzzzzzzz") };
    let text = match table {
        "report" => format!("{HEAD}year = {year}\nzzzzzzzz = 1\n"),
        // Dotted keys stand before the first header.
        _ => format!("{at} = 1\n{HEAD}year = {year}\n"),
    };
    let mut sources = Sources::default();
    let id = sources.add("a.toml", &text);
    let faults = read(&mut sources, id, &ReadOptions::default()).expect_err("an unknown key");
    let fault = faults.iter().find(|fault| fault.key.as_deref() == Some(&at)).expect("the unknown key");
    let help = fault.help.as_ref().expect("the known keys").in_lang(crate::diagnostic::Lang::En).to_owned();
    help.trim_start_matches("known keys here: ").split(", ").map(str::to_owned).collect()
}

/// The keys that the schema knows in a table, in a form.
fn known_to_schema(form: &str, table: &str) -> BTreeSet<String> {
    let root = value(Forms::OFFICIAL, &["narrative-figure", "year-jump"]);
    let mut schema = &root;
    for part in table.split('.').filter(|part| !part.is_empty()) {
        schema = &schema["properties"][part];
        if let Some(shapes) = schema.get("anyOf").filter(|shapes| shapes[0].get("$ref").is_some()) {
            let suffix = format!("_{form}");
            let name =
                shapes.as_array().unwrap().iter().find(|shape| shape["$ref"].as_str().unwrap().ends_with(&suffix));
            schema = root.pointer(name.unwrap()["$ref"].as_str().unwrap().trim_start_matches('#')).unwrap();
        }
        if let Some(definition) = schema.get("allOf") {
            schema = root.pointer(definition[0]["$ref"].as_str().unwrap().trim_start_matches('#')).unwrap();
            schema = &schema["anyOf"][0];
        }
    }
    let empty = Map::new();
    schema["properties"].as_object().unwrap_or(&empty).keys().cloned().collect()
}

#[test]
fn every_key_of_the_reader_is_in_the_schema() {
    for (year, form) in [(2020, "2019"), (2025, "2021")] {
        let mut tables = vec![String::new()];
        while let Some(table) = tables.pop() {
            let (reader, schema) = (known_to_reader(year, &table), known_to_schema(form, &table));
            let missing: Vec<&String> = reader.difference(&schema).collect();
            assert!(missing.is_empty(), "{form} [{table}]: the reader knows {missing:?}, the schema does not");
            // What the schema offers before this release reads it.
            let early: Vec<&String> = schema.difference(&reader).filter(|key| *key != "accept").collect();
            assert!(early.is_empty(), "{form} [{table}]: the schema knows {early:?}, the reader does not");
            // Into every table below; labels, free text and lists have tests of their own.
            tables.extend(
                reader.iter().map(|key| if table.is_empty() { key.clone() } else { format!("{table}.{key}") }).filter(
                    |key| key != "labels" && !key.starts_with("accept") && !known_to_schema(form, key).is_empty(),
                ),
            );
        }
    }
}

#[test]
fn labels_of_both_forms_are_there() {
    let schema = known_to_schema("2021", "labels");
    for form in Forms::OFFICIAL.iter() {
        for (key, _) in label_keys(form) {
            assert!(schema.contains(&key), "{key}");
        }
    }
}
