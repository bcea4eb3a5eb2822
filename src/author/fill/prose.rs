//! Narrative and labels.

use toml_edit::{Item, Value};

use super::document::{put, value};
use super::{Difference, Fate, Filling};
use crate::author::sheet::Sheet;
use crate::author::toml_text::{multi_line, quoted};
use crate::form::SECTION_KEYS;
use crate::import::Imported;
use crate::report::{Labels, Prose};

/// Characters of a text that are shown where two differ.
const SHOWN: usize = 30;

impl Filling<'_> {
    /// Fills in labels that depart from the form.
    pub fn labels(&mut self, imported: &Imported) {
        for (key, label) in imported.labels.iter() {
            let known = self.report.labels.iter().find(|(known, _)| *known == key).map(|(_, own)| own.clone());
            let first = self.filled.differing.len();
            let fate = match known {
                Some(own) if own.text.trim() == label.text.trim() => Fate::Keep,
                Some(own) => self.differs(Difference {
                    key: format!("labels.\"{key}\""),
                    span: own.span,
                    old: own.text,
                    new: label.text.clone(),
                    is_replaced: false,
                }),
                None => Fate::Fill,
            };
            if let Fate::Fill = fate {
                self.text(&["labels", key], &quoted(&label.text), first);
            }
        }
    }

    /// Fills in the narrative, piece by piece.
    pub fn narrative(&mut self, imported: &Imported) {
        let report = self.report;
        // What a new file says of itself is there to be replaced.
        let blank = Sheet::blank(report.form, Labels::default(), &report.organ.value, report.year);
        let narrative = &imported.narrative;
        self.piece("preface", "body", report.preface.as_ref(), &narrative.preface, &blank.preface.body);
        for (at, key) in SECTION_KEYS.iter().enumerate() {
            let (Some(own), Some(body), Some(note)) =
                (report.sections.get(at), narrative.bodies.get(at), narrative.notes.get(at))
            else {
                continue;
            };
            let blank = blank.sections.get(at).map_or("", |piece| piece.body.as_str());
            self.piece(key, "body", own.body.as_ref(), body, blank);
            self.piece(key, "note", own.note.as_ref(), note, "");
        }
    }

    fn piece(&mut self, section: &str, key: &str, old: Option<&Prose>, new: &str, blank: &str) {
        let said = old.map_or("", |old| old.text.trim());
        if new.is_empty() || said == new.trim() {
            return;
        }
        let first = self.filled.differing.len();
        // A heading that comes again is no text yet.
        let is_again = |line: &str| {
            let title = line.trim_start_matches('#').trim();
            line.trim().is_empty() || line.starts_with('#') && new.contains(title)
        };
        if said != blank.trim() && !said.lines().all(is_again) {
            let shown = |text: &str| text.trim().chars().take(SHOWN).collect::<String>();
            let span = old.map(|old| old.span(0..old.text.trim_end().find('\n').unwrap_or(old.text.len())));
            let key = format!("{section}.{key}");
            let difference = Difference { key, span, old: shown(said), new: shown(new), is_replaced: false };
            if let Fate::Keep = self.differs(difference) {
                return;
            }
        }
        // A text in a file of its own is left to whoever writes that.
        match key == "body" && self.document.get(&[section, "body_file"]).is_some() {
            true => self.filled.unwritten.push(format!("{section}.body_file")),
            false => self.text(&[section, key], &multi_line(new), first),
        }
    }

    /// Puts a text in the place of the one that stands there, or where none does. `first` is the first difference that
    /// it makes good.
    fn text(&mut self, path: &[&str; 2], text: &str, first: usize) {
        let [above, key] = *path;
        let written = match self.document.get(path) {
            Some(Item::Value(old @ Value::String(_))) => put(old, text),
            Some(_) => None,
            None => self.document.table(&[above]).zip(value(text)).map(|(table, value)| {
                table.insert(key, Item::Value(value));
            }),
        };
        match written {
            Some(()) => {
                self.filled.texts += 1;
                self.replaced(first);
            }
            None => self.filled.unwritten.push(path.join(".")),
        }
    }
}
