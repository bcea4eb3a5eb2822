//! What a data file says, to be held against what it was meant to say.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::charts::{ChartChange, charts};
use super::rows::is_reckoned;
use super::settings::SettingValue;
use super::typed::Typed;
use crate::form::SECTION_KEYS;
use crate::report::{CellState, Prose, Report};

/// All that a data file says.
#[derive(Clone, Debug)]
pub(super) struct Says {
    /// By their dotted keys, the rows of the official tables.
    pub rows: BTreeMap<String, SaysRow>,
    /// By their dotted keys, the narratives that are not blank.
    pub texts: BTreeMap<String, String>,
    /// By their keys, the settings: those that are stated where settings are changed, else as they hold.
    pub settings: BTreeMap<&'static str, SettingValue>,
    fonts: Vec<(&'static str, String)>,
    /// By their keys, the labels that depart from the form.
    pub labels: BTreeMap<String, String>,
    /// The charts.
    pub charts: BTreeMap<String, ChartChange>,
    /// Codes, keys and reasons of what is accepted.
    pub accepts: Vec<(String, Option<String>, String)>,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SaysRow {
    /// Of a row that the form does not have: what it is called, and the row that it stands behind.
    pub extra: Option<(String, String)>,
    /// By the keys of their columns, the cells.
    pub cells: BTreeMap<&'static str, SaysCell>,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SaysCell {
    /// What it prints and counts, if the file states it.
    pub stated: Option<(String, Option<Decimal>)>,
    /// Whether it is reckoned where the file does not state it: then it is one thing to state it as blank, another not
    /// to state it.
    pub is_reckoned: bool,
}

impl SaysCell {
    /// The same cell with something typed into it, or nothing.
    pub fn put(&mut self, typed: Option<&Typed>) {
        self.stated = typed.map(|typed| (typed.text.clone(), typed.value));
    }

    fn is_same(&self, other: &SaysCell) -> bool {
        match self.is_reckoned {
            true => self.stated == other.stated,
            // A blank that is stated and one that is not print the same.
            false => self.shown() == other.shown(),
        }
    }

    fn shown(&self) -> (&str, Option<Decimal>) {
        self.stated.as_ref().map_or(("", None), |(text, value)| (text.as_str(), *value))
    }
}

impl Says {
    /// What a report says, under some settings.
    pub fn of(report: &Report, settings: BTreeMap<&'static str, SettingValue>) -> Says {
        let mut rows = BTreeMap::new();
        for table in report.tables.all() {
            for (block, row) in table.rows() {
                let cell = |(place, cell): (usize, &crate::report::Cell)| {
                    let stated = (cell.state == CellState::Stated).then(|| (cell.text.trim().to_owned(), cell.value));
                    let column = block.columns.get(place)?;
                    Some((column.key, SaysCell { stated, is_reckoned: is_reckoned(block, row.role, place) }))
                };
                let extra = row.is_extra().then(|| (row.label.text.clone(), row.home().to_owned()));
                let cells = row.cells.iter().enumerate().filter_map(cell).collect();
                rows.insert(format!("{}.{}", table.key, row.key), SaysRow { extra, cells });
            }
        }
        let mut texts = BTreeMap::new();
        let mut text_of = |key: String, prose: &Option<Prose>| {
            let said = prose.as_ref().map(|prose| plain(&prose.text)).unwrap_or_default();
            if !said.is_empty() {
                texts.insert(key, said);
            }
        };
        text_of("preface.body".to_owned(), &report.preface);
        for (key, section) in SECTION_KEYS.iter().zip(&report.sections) {
            text_of(format!("{key}.body"), &section.body);
            text_of(format!("{key}.note"), &section.note);
        }
        Says {
            rows,
            texts,
            settings,
            fonts: report.fonts.iter().map(|font| (font.slot.key(), font.name.value.clone())).collect(),
            labels: report.labels.iter().map(|(key, label)| (key.to_owned(), label.text.clone())).collect(),
            charts: charts(report).into_iter().collect(),
            accepts: report
                .accepts
                .iter()
                .map(|accept| (accept.code.value.clone(), accept.key.clone(), accept.reason.clone()))
                .collect(),
        }
    }

    /// The key of the first thing in which it differs from what another says.
    pub fn differs_from(&self, other: &Says) -> Option<String> {
        let cells = || {
            first_of(&self.rows, &other.rows, |row, other| {
                row.extra == other.extra && first_of(&row.cells, &other.cells, SaysCell::is_same).is_none()
            })
        };
        cells()
            .or_else(|| first_of(&self.texts, &other.texts, String::eq))
            .or_else(|| first_of(&self.settings, &other.settings, SettingValue::eq).map(str::to_owned))
            .or_else(|| (self.fonts != other.fonts).then(|| "fonts".to_owned()))
            .or_else(|| first_of(&self.labels, &other.labels, String::eq).map(|key| format!("labels.{key}")))
            .or_else(|| first_of(&self.charts, &other.charts, |one, other| one == other))
            .or_else(|| (self.accepts != other.accepts).then(|| "accept".to_owned()))
    }
}

/// The first key of which two maps do not hold the same.
fn first_of<K: Ord + Clone, V>(
    one: &BTreeMap<K, V>,
    other: &BTreeMap<K, V>,
    is_same: impl Fn(&V, &V) -> bool,
) -> Option<K> {
    let differs = |(key, value): &(&K, &V)| !other.get(key).is_some_and(|other| is_same(value, other));
    let lost = one.iter().find(differs).map(|(key, _)| key.clone());
    lost.or_else(|| other.keys().find(|key| !one.contains_key(key)).cloned())
}

/// A text without the line breaks around it, its lines ended by LF.
pub(super) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim_matches('\n').to_owned()
}
