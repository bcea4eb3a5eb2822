//! Charts: what a file states of each, and that changed.

use serde::{Deserialize, Serialize};

use super::Refusal;
use super::data::{Data, as_path, names, no_rank, top_rank};
use super::labels::replace;
use super::meant::Says;
use super::statements::{Shape, What};
use super::typed::typed;
use crate::author::toml_text::{key as written_key, quoted};
use crate::diagnostic::message;
use crate::report::{ChartKind, ChartSpec, Report, SeriesValues};

/// A chart as a file states it: nothing in it is reckoned yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChartChange {
    /// `pie`, `bar`, `stacked-bar` or `line`.
    pub kind: String,
    /// What it shows.
    pub title: Option<String>,
    /// What its values count.
    pub unit: Option<String>,
    /// Decimals of the percentages of a pie; those of the form without it.
    #[serde(default)]
    pub decimals: Option<u16>,
    /// Names of the slices, bars or points; none where keys of the tables tell them.
    pub categories: Vec<String>,
    /// Its series; that of a pie, and any that stands alone, may have an empty name.
    pub series: Vec<SeriesChange>,
}

/// A series of a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesChange {
    /// Its name; empty if it has none.
    pub name: String,
    /// Numbers in their digits, `{{ … }}`, or blank, one for each category.
    #[serde(default)]
    pub values: Vec<String>,
    /// Key of the tables with a star in it that tells the values in the place of all these, such as
    /// `applications.received.*`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// The charts of a report by their names, in the order of the file.
pub fn charts(report: &Report) -> Vec<(String, ChartChange)> {
    report.charts.iter().map(|chart| (chart.name.value.clone(), stated(chart))).collect()
}

fn stated(chart: &ChartSpec) -> ChartChange {
    let series = chart.series.iter().map(|series| {
        let (values, key) = match &series.values {
            SeriesValues::Listed(values) => (values.iter().map(|value| value.value.clone()).collect(), None),
            SeriesValues::Key(key) => (Vec::new(), Some(key.value.clone())),
        };
        SeriesChange { name: series.name.as_ref().map(|name| name.value.clone()).unwrap_or_default(), values, key }
    });
    ChartChange {
        kind: chart.kind.name().to_owned(),
        title: chart.title.as_ref().map(|title| title.value.clone()),
        unit: chart.unit.as_ref().map(|unit| unit.value.clone()),
        decimals: chart.decimals,
        categories: chart.categories.iter().flatten().map(|name| name.value.clone()).collect(),
        series: series.collect(),
    }
}

/// The order of what a chart has.
const KEYS: [&str; 7] = ["kind", "title", "unit", "decimals", "categories", "values", "series"];

/// Puts a chart, changes it, or takes it out.
pub(super) fn change(
    data: &mut Data,
    report: &Report,
    says: &mut Says,
    name: &str,
    chart: Option<&ChartChange>,
) -> Result<(), Refusal> {
    let path = ["charts", name];
    let key = format!("charts.{name}");
    let unwritten = || Refusal::unwritten(&key);
    let old = report.charts.iter().find(|chart| chart.name.value == name).map(stated);
    let Some(chart) = chart else {
        if old.is_none() {
            return Ok(());
        }
        says.charts.remove(name);
        return data.remove(&path).ok_or_else(unwritten);
    };
    let chart = sound(chart, &key)?;
    says.charts.insert(name.to_owned(), chart.clone());
    let Some(old) = old else { return new(data, name, &chart).ok_or_else(unwritten) };
    let mut written = || {
        let of = |key: &'static str| ["charts", name, key];
        if old.kind != chart.kind {
            replace(data, &of("kind"), &chart.kind)?;
        }
        match (old.decimals, chart.decimals) {
            (old, new) if old == new => {}
            (None, Some(new)) => data.insert(&of("decimals"), &new.to_string(), &rank)?,
            (Some(_), Some(new)) => data.replace(&of("decimals"), &new.to_string())?,
            (_, None) => data.remove(&of("decimals"))?,
        }
        for (key, old, new) in [("title", &old.title, &chart.title), ("unit", &old.unit, &chart.unit)] {
            match (old, new) {
                (old, new) if old == new => {}
                (Some(_), Some(new)) => replace(data, &of(key), new)?,
                (_, Some(new)) => data.insert(&of(key), &quoted(new), &rank)?,
                (_, None) => data.remove(&of(key))?,
            }
        }
        if (&old.categories, &old.series) == (&chart.categories, &chart.series) {
            return Some(());
        }
        if in_place(data, name, &old, &chart).is_some() {
            return Some(());
        }
        for key in ["categories", "values", "series"] {
            if data.has(&of(key)) {
                data.remove(&of(key))?;
            }
        }
        let lines = values(&chart);
        lines.iter().try_for_each(|(key, value)| data.insert(&of(key), value, &rank))
    };
    written().ok_or_else(unwritten)
}

fn rank(path: &[String]) -> Option<usize> {
    path.get(2).and_then(|key| KEYS.iter().position(|known| known == key))
}

/// A chart as it is written: nothing blank around its words, numbers in plain digits.
///
/// # Errors
/// Names that stand twice, or for nothing; a kind that there is not.
fn sound(chart: &ChartChange, key: &str) -> Result<ChartChange, Refusal> {
    let refuse = |message| Err(Refusal { message, key: Some(key.to_owned()) });
    let line = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let value = |text: &String| match text.trim() {
        text if text.starts_with("{{") => text.to_owned(),
        text => typed(text).text,
    };
    let chart = ChartChange {
        kind: chart.kind.clone(),
        title: chart.title.as_ref().map(line).filter(|title| !title.is_empty()),
        unit: chart.unit.as_ref().map(line).filter(|unit| !unit.is_empty()),
        // Only a pie prints percentages.
        decimals: chart.decimals.filter(|_| chart.kind == ChartKind::Pie.name()),
        categories: chart.categories.iter().map(line).collect(),
        series: chart
            .series
            .iter()
            .map(|series| SeriesChange {
                name: line(&series.name),
                values: series.values.iter().map(value).collect(),
                key: series.key.as_ref().map(line),
            })
            .collect(),
    };
    let kind = &chart.kind;
    if !ChartKind::NAMES.iter().any(|(name, _)| name == kind) {
        return refuse(message!(zh: "没有“{kind}”这种图表", en: "there is no kind of chart `{kind}`"));
    }
    let names: Vec<&String> = chart.series.iter().map(|series| &series.name).collect();
    if let Some(name) = twice(&names) {
        return refuse(message!(zh: "两个系列都叫“{name}”", en: "two series are called `{name}`"));
    }
    if chart.series.is_empty() || chart.series.len() > 1 && names.iter().any(|name| name.is_empty()) {
        return refuse(message!(zh: "图表的每个系列都要有名称", en: "each series of a chart needs a name"));
    }
    let count = chart.categories.len();
    let is_short = |series: &&SeriesChange| series.key.is_none() && series.values.len() != count;
    if let Some(series) = chart.series.iter().find(is_short).filter(|_| count > 0) {
        let given = series.values.len();
        return refuse(message!(
            zh: "有 {count} 个名称，{given} 个数：要一样多",
            en: "there are {count} names and {given} values: there must be as many",
        ));
    }
    Ok(chart)
}

fn twice<'n>(names: &[&'n String]) -> Option<&'n String> {
    names
        .iter()
        .enumerate()
        .find(|(at, name)| names.iter().take(*at).any(|other| other == *name))
        .map(|(_, name)| *name)
}

fn new(data: &mut Data, name: &str, chart: &ChartChange) -> Option<()> {
    let mut lines = vec![("kind", quoted(&chart.kind))];
    lines.extend(chart.title.as_ref().map(|title| ("title", quoted(title))));
    lines.extend(chart.unit.as_ref().map(|unit| ("unit", quoted(unit))));
    lines.extend(chart.decimals.map(|decimals| ("decimals", decimals.to_string())));
    lines.extend(values(chart));
    let lines: Vec<String> = lines.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    let path = ["charts", name];
    if data.at(&["charts"], |found| found.shape) == Some(Shape::Value) {
        return data.insert(&path, &format!("{{ {} }}", lines.join(", ")), &no_rank);
    }
    data.insert_block(&format!("[{}]\n{}", names(&path), lines.join("\n")), &path, &top_rank)
}

/// Categories and values as they are written.
fn values(chart: &ChartChange) -> Vec<(&'static str, String)> {
    let list = |items: &[String], one: fn(&str) -> String| {
        format!("[{}]", items.iter().map(|item| one(item)).collect::<Vec<_>>().join(", "))
    };
    let of_series = |series: &SeriesChange| match &series.key {
        Some(key) => quoted(key),
        None => list(&series.values, value),
    };
    let categories = || ("categories", list(&chart.categories, quoted));
    let named = |pairs: Vec<(&String, String)>| {
        let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{} = {value}", written_key(name))).collect();
        format!("{{ {} }}", pairs.join(", "))
    };
    match chart.series.as_slice() {
        [one] if one.name.is_empty() && one.key.is_some() && chart.categories.is_empty() => {
            vec![("values", of_series(one))]
        }
        [one] if one.name.is_empty() && one.key.is_none() && !chart.categories.is_empty() => {
            let names: Vec<&String> = chart.categories.iter().collect();
            match twice(&names) {
                None => {
                    let values = one.values.iter().map(|text| value(text));
                    vec![("values", named(names.into_iter().zip(values).collect()))]
                }
                Some(_) => vec![categories(), ("values", of_series(one))],
            }
        }
        [one] if one.name.is_empty() => vec![categories(), ("values", of_series(one))],
        all => {
            let series = named(all.iter().map(|one| (&one.name, of_series(one))).collect());
            let has_names = !chart.categories.is_empty();
            has_names.then(categories).into_iter().chain([("series", series)]).collect()
        }
    }
}

/// A value as TOML: a number, or a text.
fn value(text: &str) -> String {
    let typed = typed(text);
    if typed.value.is_some() && typed.text == text && !typed.toml.starts_with('{') { typed.toml } else { quoted(text) }
}

/// Changes single values where the names stay; `None` if something else changes, and nothing was changed.
fn in_place(data: &mut Data, name: &str, old: &ChartChange, new: &ChartChange) -> Option<()> {
    let is_alike = |(one, other): (&SeriesChange, &SeriesChange)| {
        one.name == other.name && one.values.len() == other.values.len() && one.key.is_some() == other.key.is_some()
    };
    let are_alike = old.categories == new.categories && old.series.len() == new.series.len();
    if !are_alike || !old.series.iter().zip(&new.series).all(is_alike) {
        return None;
    }
    let mut changes: Vec<(Vec<String>, String)> = Vec::new();
    for (series, old) in new.series.iter().zip(&old.series) {
        let above: Vec<String> = match series.name.as_str() {
            "" => ["charts", name, "values"].map(str::to_owned).to_vec(),
            own => ["charts", name, "series", own].map(str::to_owned).to_vec(),
        };
        if let Some(key) = series.key.as_ref().filter(|key| Some(*key) != old.key.as_ref()) {
            changes.push((above.clone(), quoted(key)));
        }
        for (at, (text, _)) in
            series.values.iter().zip(&old.values).enumerate().filter(|(_, (one, other))| one != other)
        {
            let is_table = data.at(&as_path(&above), |found| matches!(found.what, What::Table(_)))?;
            let last = if is_table { new.categories.get(at)?.clone() } else { at.to_string() };
            changes.push((above.iter().cloned().chain([last]).collect(), value(text)));
        }
    }
    let can = |(path, _): &(Vec<String>, String)| data.at(&as_path(path), |found| found.shape) == Some(Shape::Value);
    if !changes.iter().all(can) {
        return None;
    }
    changes.iter().try_for_each(|(path, value)| data.replace(&as_path(path), value))
}
