//! Edits: from what the page asks to the change of the texts.

use std::path::PathBuf;

use serde_json::Value;

use super::request::{Edit, EditRequest};
use super::splice::Splice;
use super::{Desk, Refused};
use crate::author::edit::{Change, Edited, SettingValue, edited};
use crate::diagnostic::Lang;
use crate::report::{Date, ReadOptions, Report, decode};
use crate::rich_text::{Piece, markdown_like};
use crate::source::Sources;

impl Desk {
    /// Makes edits, all of them or none, as one step of the history.
    ///
    /// # Errors
    /// A field was changed by somebody else since it was seen; something cannot be changed as it is asked.
    pub fn edit(&mut self, request: EditRequest) -> Result<(), Refused> {
        let EditRequest { base, merge, edits } = request;
        let keys: Vec<String> = edits.iter().map(key_of).collect();
        let is_stale = |key: &String| self.touched.get(key).is_some_and(|at| *at > base);
        if self.all_touched > base || keys.iter().any(is_stale) {
            let message = "这里刚被另一个窗口改过，现在显示的是改过以后的；请看一看再改。".to_owned();
            return Err(Refused { is_stale: true, message });
        }
        if let [Edit::File { text }] = edits.as_slice() {
            let splices = Splice::between(self.texts.text(0), text).map(|splice| (0, splice));
            return self.change("文件".to_owned(), splices.into_iter().collect(), merge, &[]);
        }
        let Some(report) = self.shown.report.clone() else {
            return Err(Refused::new("数据文件现在读不出来，请先改正它。"));
        };
        let about = about(&edits, &report);
        let changes =
            edits.into_iter().map(|edit| self.change_of(edit, &report)).collect::<Result<Vec<_>, Refused>>()?;
        let splices = self.splices(&report, &changes)?;
        self.change(about, splices, merge, &keys)
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        if let Some(splices) = self.history.undo(&mut self.texts) {
            self.went(&splices);
        }
    }

    /// Does the step again that was taken back last.
    pub fn redo(&mut self) {
        if let Some(splices) = self.history.redo(&mut self.texts) {
            self.went(&splices);
        }
    }

    /// The texts have gone a step back or on: the journal is told what changed.
    fn went(&mut self, splices: &[(usize, Splice)]) {
        // It begins with the texts as they are, which have these changes already.
        if !self.journal.needs_head() {
            self.record(splices);
        } else {
            let mut before = self.texts.clone();
            let back: Vec<_> = splices.iter().rev().map(|(text, splice)| (*text, splice.reversed())).collect();
            if before.apply(&back) {
                let _ = self.journal.note(&before, splices);
            }
        }
        self.changed(&[]);
    }

    /// What some changes exchange in the texts.
    ///
    /// # Errors
    /// What cannot be changed.
    fn splices(&mut self, report: &Report, changes: &[Change]) -> Result<Vec<(usize, Splice)>, Refused> {
        let files = self.files();
        let folder = files.folder(self.folder(), self.options.allow_outside);
        let (forms, bounds) = (self.options.forms, self.options.bounds);
        let options = ReadOptions { folder: Some(folder), forms, bounds };
        let old = self.texts.text(0);
        let Edited { text, files: others, .. } = edited(old, report, changes, &options)
            .map_err(|refusal| Refused::new(refusal.message.in_lang(Lang::Zh)))?;
        let mut splices: Vec<(usize, Splice)> =
            Splice::between(old, &text).map(|splice| (0, splice)).into_iter().collect();
        let paths: Vec<(PathBuf, String)> =
            others.into_iter().map(|(name, text)| (self.folder().join(name), text)).collect();
        for (path, text) in paths {
            let number = self
                .texts
                .number(&path)
                .map_err(|error| Refused::new(format!("读不出“{}”：{error}", path.display())))?;
            let old = self.texts.text(number);
            let text = if old.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
            splices.extend(Splice::between(old, &text).map(|splice| (number, splice)));
        }
        Ok(splices)
    }

    /// The change that an edit asks for.
    fn change_of(&self, edit: Edit, report: &Report) -> Result<Change, Refused> {
        Ok(match edit {
            Edit::Cell { key, text } => Change::Cell { key, text },
            Edit::Prose { key, pieces } => {
                let text = self.markdown(&key, &pieces, report);
                Change::Text { key, text: Some(text).filter(|text| !text.trim().is_empty()) }
            }
            Edit::Set { key, value } => Change::Setting { value: setting(&key, value)?, key },
            Edit::Label { key, text } => Change::Label { key, text },
            Edit::AddRow { table, after, label, cells } => Change::AddRow { table, after, label, cells },
            Edit::RemoveRow { key } => Change::RemoveRow { key },
            Edit::Accept { code, key, reason } => Change::Accept { code, key, reason },
            Edit::Chart { name, chart } => Change::Chart { name, chart },
            Edit::File { .. } => return Err(Refused::new("整个文件不能和别的一起改。")),
        })
    }

    /// The Markdown of pieces, written as the text that they take the place of is.
    fn markdown(&self, key: &str, pieces: &[Piece], report: &Report) -> String {
        let old = prose_of(report, key).map_or("", |prose| prose.text.as_str());
        markdown_like(old, pieces)
    }
}

/// The narrative of a dotted key.
pub(super) fn prose_of<'r>(report: &'r Report, key: &str) -> Option<&'r crate::report::Prose> {
    let (section, part) = key.split_once('.')?;
    if section == "preface" {
        return report.preface.as_ref();
    }
    let at = crate::form::SECTION_KEYS.iter().position(|own| *own == section)?;
    let section = report.sections.get(at)?;
    match part {
        "note" => section.note.as_ref(),
        _ => section.body.as_ref(),
    }
}

/// The field that an edit changes, by its key.
fn key_of(edit: &Edit) -> String {
    match edit {
        Edit::Cell { key, .. }
        | Edit::Prose { key, .. }
        | Edit::Set { key, .. }
        | Edit::Label { key, .. }
        | Edit::RemoveRow { key } => key.clone(),
        Edit::AddRow { table, .. } => format!("{table}.extra"),
        Edit::Accept { code, key, .. } => format!("accept.{code}.{}", key.as_deref().unwrap_or_default()),
        Edit::Chart { name, .. } => format!("charts.{name}"),
        Edit::File { .. } => "file".to_owned(),
    }
}

/// What edits are about, as the history tells it.
fn about(edits: &[Edit], report: &Report) -> String {
    let cells = || edits.iter().filter(|edit| matches!(edit, Edit::Cell { .. })).count();
    match edits {
        [Edit::Cell { key, .. }] => report.figure_name(key),
        [Edit::Cell { .. }, ..] if cells() == edits.len() => format!("{} 格", edits.len()),
        [Edit::Prose { key, .. }] => title_of(key, report),
        [Edit::Set { .. }, ..] => "设置".to_owned(),
        [Edit::Label { .. }] => "名称".to_owned(),
        [Edit::AddRow { label, .. }] => format!("增加“{label}”"),
        [Edit::RemoveRow { .. }] => "删去一行".to_owned(),
        [Edit::Accept { reason: Some(_), .. }] => "已核实".to_owned(),
        [Edit::Accept { reason: None, .. }] => "取消已核实".to_owned(),
        [Edit::Chart { name, .. }] => format!("图“{name}”"),
        _ => "几处改动".to_owned(),
    }
}

/// The section that a text belongs to, as it is printed.
fn title_of(key: &str, report: &Report) -> String {
    let section = key.split('.').next().unwrap_or_default();
    let at = crate::form::SECTION_KEYS.iter().position(|own| *own == section);
    let numbered = at.and_then(|at| Some((crate::form::SECTION_NUMBERS.get(at)?, report.sections.get(at)?)));
    match numbered {
        Some((number, section)) => format!("{number}、{}", section.title.text),
        None => crate::import::PREFACE.to_owned(),
    }
}

/// The value of a setting as the page sends it.
///
/// # Errors
/// It is of another kind than settings have.
fn setting(key: &str, value: Value) -> Result<Option<SettingValue>, Refused> {
    let refused = || Refused::new("这一项的值不对。");
    Ok(Some(match value {
        Value::Null => return Ok(None),
        Value::Bool(flag) => SettingValue::Flag(flag),
        Value::Number(number) => SettingValue::Number(number.to_string()),
        Value::String(text) if key == "report.published" => SettingValue::Date(date(&text).ok_or_else(refused)?),
        Value::String(text) => SettingValue::Text(text),
        Value::Array(lines) => {
            let lines = lines.into_iter().map(|line| line.as_str().map(str::to_owned).ok_or_else(refused));
            SettingValue::Lines(lines.collect::<Result<_, Refused>>()?)
        }
        Value::Object(_) => return Err(refused()),
    }))
}

/// A day as `YYYY-MM-DD`.
fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let date = Date {
        year: parts.next()?.parse().ok()?,
        month: parts.next()?.parse().ok()?,
        day: parts.next()?.parse().ok()?,
    };
    parts.next().is_none().then_some(date)
}

/// A file as text for whoever has only bytes of it.
///
/// # Errors
/// It is none.
pub(super) fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, Refused> {
    decode(name, bytes, &mut Sources::default()).map_err(|fault| Refused::new(super::previous::told(&[*fault])))
}
