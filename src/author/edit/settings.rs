//! Settings: the form, `[report]` and `[page]`.

use std::collections::BTreeMap;

use super::Refusal;
use super::data::Data;
use super::meant::Says;
use super::recast::recast;
use super::statements::{Node, Statements, What};
use super::texts::in_quotes;
use crate::author::toml_text::quoted;
use crate::diagnostic::message;
use crate::official_page::{AREA_HEIGHT, LINES};
use crate::report::{Date, Report, plain_number};

/// What a setting holds.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingValue {
    /// A text, or the name of a choice.
    Text(String),
    /// The lines of the title.
    Lines(Vec<String>),
    /// A number, in its digits.
    Number(String),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Date),
}

/// A setting, as a file states it and as it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its dotted key, such as `page.numbers`, or `form`.
    pub key: &'static str,
    /// What the file states, if it does.
    pub stated: Option<SettingValue>,
    /// What holds; `None` where nothing does, such as a day of publication that nobody has told.
    pub effective: Option<SettingValue>,
}

/// The keys of all settings, in the order in which a file has them.
const KEYS: [&str; 16] = [
    "form",
    "report.organ",
    "report.year",
    "report.kind",
    "report.title",
    "report.draft",
    "report.published",
    "report.contents",
    "report.signature",
    "page.line_pitch",
    "page.chars_per_line",
    "page.numbers",
    "page.duplex",
    "page.numbered_tables",
    "page.color",
    "page.max_dpi",
];

/// All settings of a report, `text` being its data file.
pub fn settings(report: &Report, text: &str) -> Vec<Setting> {
    let statements = Statements::new(text);
    let setting = |key| Setting { key, effective: effective(report, key), stated: stated(key, &statements, text) };
    KEYS.into_iter().map(setting).collect()
}

/// The settings that a file states.
pub(super) fn all_stated(statements: &Statements, text: &str) -> BTreeMap<&'static str, SettingValue> {
    KEYS.into_iter().filter_map(|key| Some((key, stated(key, statements, text)?))).collect()
}

/// The settings of a report as they hold.
pub(super) fn all_effective(report: &Report) -> BTreeMap<&'static str, SettingValue> {
    KEYS.into_iter().filter_map(|key| Some((key, effective(report, key)?))).collect()
}

/// Whether a setting may change which form the report is written in.
pub(super) fn decides_form(key: &str) -> bool {
    matches!(key, "form" | "report.year")
}

fn stated(key: &str, statements: &Statements, text: &str) -> Option<SettingValue> {
    let path: Vec<&str> = key.split('.').collect();
    let found = statements.find(&path)?;
    Some(match found.what {
        What::Text(text) if key == "report.title" => SettingValue::Lines(vec![text.clone()]),
        What::Text(text) => SettingValue::Text(text.clone()),
        What::Number => SettingValue::Number(text.get(found.range.clone())?.replace('_', "")),
        What::Flag(flag) => SettingValue::Flag(*flag),
        What::Date(day) => SettingValue::Date(*day),
        What::List(items) => {
            let line = |item: &Node| match &item.what {
                What::Text(text) => Some(text.clone()),
                _ => None,
            };
            SettingValue::Lines(items.iter().filter_map(line).collect())
        }
        What::Table(_) | What::Other => return None,
    })
}

fn effective(report: &Report, key: &str) -> Option<SettingValue> {
    let page = &report.page;
    Some(match key {
        "form" => SettingValue::Text(report.form.name.to_owned()),
        "report.organ" => SettingValue::Text(report.organ.value.clone()),
        "report.year" => SettingValue::Number(report.year.to_string()),
        "report.kind" => SettingValue::Text(report.kind.name().to_owned()),
        "report.title" => SettingValue::Lines(report.title.iter().map(|line| line.value.clone()).collect()),
        "report.draft" => SettingValue::Flag(report.draft),
        "report.published" => SettingValue::Date(report.published?),
        "report.contents" => SettingValue::Flag(report.contents),
        "report.signature" => SettingValue::Flag(report.signature),
        "page.line_pitch" => {
            let pitch = page.line_pitch.map(|pitch| pitch.to_string());
            SettingValue::Number(pitch.unwrap_or_else(|| format!("{:.2}", (AREA_HEIGHT / LINES).0)))
        }
        "page.chars_per_line" => SettingValue::Number(page.chars_per_line.to_string()),
        "page.numbers" => SettingValue::Flag(page.numbers),
        "page.duplex" => SettingValue::Flag(page.duplex),
        "page.numbered_tables" => SettingValue::Flag(page.numbered_tables),
        "page.color" => SettingValue::Flag(page.color),
        "page.max_dpi" => SettingValue::Number(page.max_dpi?.to_string()),
        _ => return None,
    })
}

/// Puts a setting, or takes it out.
pub(super) fn change(
    data: &mut Data,
    report: &Report,
    says: &mut Says,
    key: &str,
    value: Option<&SettingValue>,
) -> Result<(), Refusal> {
    let known = KEYS.into_iter().find(|known| *known == key).ok_or_else(|| Refusal::unknown(key))?;
    let value = match value {
        // A title of one line.
        Some(SettingValue::Text(line)) if key == "report.title" => Some(SettingValue::Lines(vec![line.clone()])),
        value => value.cloned(),
    };
    let value =
        value.as_ref().map(plainly).transpose().map_err(|message| Refusal { message, key: Some(key.to_owned()) })?;
    if says.settings.get(known) == value.as_ref() {
        return Ok(());
    }
    let form = match (key, &value) {
        ("form", Some(SettingValue::Text(name))) => report.forms.by_name(name),
        ("form", None) => Some(report.forms.by_year(report.year)),
        ("report.year", Some(SettingValue::Number(year))) if !says.settings.contains_key("form") => {
            year.parse().ok().map(|year| report.forms.by_year(year))
        }
        _ => None,
    };
    if let Some(form) = form.filter(|form| form.name != report.form.name) {
        recast(data, report, says, form)?;
    }
    let path: Vec<&str> = known.split('.').collect();
    let unwritten = || Refusal::unwritten(known);
    let Some(value) = value else {
        says.settings.remove(known);
        return data.remove(&path).ok_or_else(unwritten);
    };
    let old = data.at(&path, |found| found.range).and_then(|range| data.text().get(range)).unwrap_or_default();
    let written = written(&value, old);
    let rank = |path: &[String]| {
        let key = path.join(".");
        KEYS.iter().position(|known| *known == key)
    };
    data.put(&path, &written, &rank).ok_or_else(unwritten)?;
    says.settings.insert(known, value);
    Ok(())
}

/// A value as it is written: numbers in plain digits, texts without blanks around them.
fn plainly(value: &SettingValue) -> Result<SettingValue, crate::diagnostic::Message> {
    Ok(match value {
        SettingValue::Text(text) => SettingValue::Text(text.trim().to_owned()),
        SettingValue::Lines(lines) => SettingValue::Lines(lines.iter().map(|line| line.trim().to_owned()).collect()),
        SettingValue::Number(digits) => {
            let typed = super::typed::typed(digits);
            if typed.value.is_none() || plain_number(&typed.text).is_none() {
                return Err(message!(zh: "“{digits}”不是一个数", en: "`{digits}` is no number"));
            }
            SettingValue::Number(typed.text)
        }
        SettingValue::Date(day) => {
            if written(value, "").parse::<toml::value::Datetime>().is_err() {
                let Date { year, month, day } = day;
                return Err(message!(
                    zh: "没有{year}年{month}月{day}日这一天",
                    en: "there is no day {year}-{month}-{day}",
                ));
            }
            value.clone()
        }
        SettingValue::Flag(_) => value.clone(),
    })
}

/// A value as TOML, a text in quotes as the old one had.
fn written(value: &SettingValue, old: &str) -> String {
    match value {
        SettingValue::Text(text) if old.starts_with(['"', '\'']) => in_quotes(old, text),
        SettingValue::Text(text) => quoted(text),
        SettingValue::Lines(lines) => match lines.as_slice() {
            [line] if !old.starts_with('[') => written(&SettingValue::Text(line.clone()), old),
            lines => format!("[{}]", lines.iter().map(|line| quoted(line)).collect::<Vec<_>>().join(", ")),
        },
        SettingValue::Number(digits) => digits.clone(),
        SettingValue::Flag(flag) => flag.to_string(),
        SettingValue::Date(Date { year, month, day }) => format!("{year:04}-{month:02}-{day:02}"),
    }
}
