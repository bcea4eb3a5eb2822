//! The settings, as the file states them and as they hold.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::author::edit::{self, SettingValue};
use crate::report::Report;

/// One of the part `settings`.
#[derive(Serialize)]
pub(in crate::desk) struct Setting {
    value: Value,
    effective: Value,
}

/// Those of a report, by their keys; `text` is its data file.
pub(in crate::desk) fn settings(report: &Report, text: &str) -> BTreeMap<&'static str, Setting> {
    let setting = |edit::Setting { key, stated, effective }| {
        (
            key,
            Setting {
                value: stated.as_ref().map_or(Value::Null, json_of),
                effective: effective.as_ref().map_or(Value::Null, json_of),
            },
        )
    };
    edit::settings(report, text).into_iter().map(setting).collect()
}

fn json_of(value: &SettingValue) -> Value {
    match value {
        SettingValue::Text(text) => json!(text),
        SettingValue::Lines(lines) => json!(lines),
        SettingValue::Flag(flag) => json!(flag),
        // Numbers keep their digits on the way to the page as well as they can.
        SettingValue::Number(number) => serde_json::from_str(number).unwrap_or_else(|_| json!(number)),
        SettingValue::Date(date) => json!(format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
    }
}
