//! Everything that is shown, made anew from the texts, and compared with what was told before.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::edit::prose_of;
use super::pictures::address;
use super::previous::Previous;
use super::shown::findings::ProsePlace;
use super::shown::section::KnownPieces;
use super::shown::{charts, findings, head, pages, section, settings};
use super::{Desk, Update};
use crate::compose::compose;
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::form::SECTION_KEYS;
use crate::narrative::Narratives;
use crate::pipeline::{Reading, Typeset, not_told, read_beside, typeset};
use crate::report::Report;
use crate::rich_text::{Prose, figure_choices, shown};
use crate::source::Sources;
use crate::svg::Glyphs;
use crate::threads;

/// What was shown last, for questions about it.
#[derive(Default)]
pub(super) struct Shown {
    /// The report, as far as it could be read the last time that it could.
    pub report: Option<Report>,
    /// All that is found about it.
    pub found: Vec<Diagnostic>,
    /// The texts that the findings speak of.
    pub sources: Sources,
    /// The pages of the last state that could be set, and the report that is on them.
    pub pages: Option<Arc<SetPages>>,
    /// Whether the pages are those of the report as it is.
    pub is_current: bool,
    /// The pages as they were drawn last.
    pub drawn: Vec<String>,
    /// The glyphs that pages have been drawn with.
    pub glyphs: Glyphs,
    /// How many glyphs there were, by the revision.
    pub glyph_marks: Vec<(u64, usize)>,
}

/// Pages, and the report that is on them.
pub(super) struct SetPages {
    /// The pages.
    pub typeset: Typeset,
    /// What stands on them.
    pub report: Report,
    /// Its prose.
    pub narratives: Narratives,
    /// Its pictures, by their numbers, as the narrative calls them.
    pub pictures: Vec<String>,
}

/// Glyphs of the dictionary, from a number on.
#[derive(Serialize)]
struct GlyphsPart<'a> {
    from: usize,
    outlines: Vec<&'a str>,
}

/// What would be undone and done again.
#[derive(Serialize)]
struct HistoryPart<'a> {
    undo: Option<&'a str>,
    redo: Option<&'a str>,
}

/// Both versions of a file that another program has changed.
#[derive(Serialize)]
struct ConflictPart {
    mine: String,
    theirs: String,
}

/// In which revision each text last changed.
#[derive(Default)]
pub(super) struct ProseRevisions(HashMap<String, (Prose, u64)>);

impl ProseRevisions {
    /// That of a text as it is now.
    fn of(&mut self, prose: &Prose, now: u64) -> u64 {
        match self.0.get(&prose.key) {
            // Its revision is not set yet, neither here nor there.
            Some((known, revision)) if known == prose => *revision,
            _ => {
                self.0.insert(prose.key.clone(), (prose.clone(), now));
                now
            }
        }
    }
}

impl Desk {
    /// What changed after a revision; 0 for everything.
    pub fn update(&self, since: u64) -> Update<'_> {
        // Of a revision that is yet to come nothing can have been seen.
        let since = if since > self.revision { 0 } else { since };
        let marks = &self.shown.glyph_marks;
        let from = marks.iter().rev().find(|(revision, _)| *revision <= since).map_or(0, |(_, count)| *count);
        let outlines: Vec<&str> = self.shown.glyphs.outlines(from).collect();
        let mut parts: Vec<(&str, Cow<RawValue>)> =
            self.parts.since(since).map(|(name, value)| (name, Cow::Borrowed(value))).collect();
        if !outlines.is_empty()
            && let Ok(glyphs) = to_raw_value(&GlyphsPart { from, outlines })
        {
            parts.push(("glyphs", Cow::Owned(glyphs)));
        }
        Update {
            revision: self.revision,
            session: &self.session,
            parts,
            told: self.told.iter().filter(|(at, _)| *at > since).map(|(_, sentence)| sentence.as_str()).collect(),
            message: None,
        }
    }

    /// The revision that is shown.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Makes everything that is shown anew.
    pub(super) fn show(&mut self) {
        self.revision = self.revision.saturating_add(1);
        let revision = self.revision;
        let files = self.files();
        let (data, previous) = self.inputs();
        let library = self.library;
        let (reading, set) = read_beside(&data, previous.as_ref(), &files, &self.options, |manuscript| {
            typeset(manuscript, library, &files, None)
        });
        let Reading { manuscript, unprinted, mut found, sources, about_previous } = reading;
        found.extend(about_previous);
        let mut typeset = None;
        match set {
            Some(Ok(pages)) => {
                found.extend(not_told(&found, pages.layout.notes.clone()));
                typeset = Some(pages);
            }
            Some(Err(faults)) => {
                let more = not_told(&found, faults);
                found.extend(more);
            }
            None => {}
        }
        self.shown.is_current = typeset.is_some();
        let is_broken = manuscript.is_none() && unprinted.is_none();
        let (report, narratives) = match manuscript {
            Some(manuscript) => (Some(manuscript.report), manuscript.narratives),
            None => (unprinted, Narratives::default()),
        };
        if let (Some(typeset), Some(report)) = (typeset, &report) {
            let pictures = narratives.picture_files().into_iter().map(|(path, _)| path.to_owned()).collect();
            self.shown.pages =
                Some(Arc::new(SetPages { typeset, report: report.clone(), narratives: narratives.clone(), pictures }));
        }
        (self.shown.found, self.shown.sources) = (found, sources);
        if report.is_some() {
            self.shown.report = report;
        }
        self.show_report_and_pages(&narratives);
        let broken = is_broken.then(|| findings::broken(self.texts.text(0), &self.shown.found, &self.shown.sources));
        self.parts.set("broken", &broken, revision);
        self.show_saving_parts();
    }

    /// The parts that tell what the report says, as long as it can be read, and the drawings of its pages: neither waits
    /// for the other.
    fn show_report_and_pages(&mut self, narratives: &Narratives) {
        let revision = self.revision;
        let Desk { shown, parts, prose_revisions, known_pieces, previous, path, texts, .. } = self;
        let Shown { report, found, sources, pages, is_current, glyphs, drawn, .. } = shown;
        let pages = pages.as_ref().filter(|_| *is_current);
        let draw = || pages.map(|set| redraw(set, glyphs, drawn));
        let told = || {
            let last = previous.as_ref().map(|previous| &previous.report);
            let parts = TellParts { narratives, last, found, sources, path, data: texts.text(0), revision };
            report.as_ref().map(|report| parts.of(report, prose_revisions, known_pieces)).unwrap_or_default()
        };
        let (redrawn, told) = threads::join(draw, told);
        for (name, json) in told {
            parts.put(&name, json, revision);
        }
        parts.set("previous", &previous.as_ref().map(Previous::part), revision);
        for (number, page) in redrawn.into_iter().flatten() {
            parts.put(&format!("page:{number}"), page, revision);
        }
        self.show_page_count();
    }

    /// How many pages there are.
    fn show_page_count(&mut self) {
        let revision = self.revision;
        let Some(set) = &self.shown.pages else { return self.parts.set("pages", &pages::none(), revision) };
        let (layout, is_current) = (&set.typeset.layout, self.shown.is_current);
        self.parts.set("pages", &pages::pages(layout, &set.report, !is_current), revision);
        self.parts.truncate("page", layout.pages.len());
        let count = self.shown.glyphs.len();
        if self.shown.glyph_marks.last().is_none_or(|(_, known)| *known != count) {
            self.shown.glyph_marks.push((revision, count));
        }
    }

    /// Tells how saving stands, if that has changed.
    pub(super) fn show_saving(&mut self) {
        let state = self.saving.state();
        let Ok(json) = to_raw_value(&state) else { return };
        if !self.parts.is("saving", &json) {
            self.revision = self.revision.saturating_add(1);
            self.show_saving_parts();
        }
    }

    fn show_saving_parts(&mut self) {
        let revision = self.revision;
        self.parts.set("saving", &self.saving.state(), revision);
        let (undo, redo) = self.history.next();
        self.parts.set("history", &HistoryPart { undo, redo }, revision);
        let conflict = self.saving.is_conflict.then(|| ConflictPart {
            mine: self.texts.text(0).to_owned(),
            theirs: Files::on_disk()
                .read(&self.path, crate::report::bounds::LARGEST_FILE)
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                .unwrap_or_default(),
        });
        self.parts.set("conflict", &conflict, revision);
    }
}

/// Draws pages, and gives those that are not drawn as they were, as JSON.
fn redraw(set: &SetPages, glyphs: &mut Glyphs, drawn: &mut Vec<String>) -> Vec<(usize, Box<RawValue>)> {
    let Typeset { layout, faces, .. } = &set.typeset;
    let mut changed = Vec::new();
    for (number, page) in layout.pages.iter().enumerate() {
        let drawing = crate::svg::page(page, faces, glyphs, &|picture| address(set, picture));
        if drawn.get(number) == Some(&drawing) {
            continue;
        }
        changed.extend(to_raw_value(&drawing).ok().map(|json| (number, json)));
        match drawn.get_mut(number) {
            Some(old) => *old = drawing,
            None => drawn.push(drawing),
        }
    }
    drawn.truncate(layout.pages.len());
    changed
}

/// What the parts that tell of a report are made of.
struct TellParts<'a> {
    narratives: &'a Narratives,
    last: Option<&'a Report>,
    found: &'a [Diagnostic],
    sources: &'a Sources,
    path: &'a Path,
    /// The text of the data file.
    data: &'a str,
    revision: u64,
}

impl TellParts<'_> {
    /// The parts by their names, as JSON.
    fn of(
        &self,
        report: &Report,
        revisions: &mut ProseRevisions,
        known: &mut KnownPieces,
    ) -> Vec<(String, Box<RawValue>)> {
        let (last, sources) = (self.last, self.sources);
        let document = compose(report, self.narratives);
        let figure = shown(report, last);
        let context = section::Context { report, document: &document, last, sources, figure: &figure };
        let mut parts = Vec::new();
        let mut places = Vec::new();
        for key in std::iter::once("preface").chain(SECTION_KEYS) {
            let mut section = section::section(key, &context, known);
            for prose in std::iter::once(&mut section.body).chain(section.note.as_mut()) {
                prose.revision = revisions.of(prose, self.revision);
                places.extend(prose_of(report, &prose.key).map(|narrative| ProsePlace::of(prose, narrative)));
            }
            parts.push((format!("section:{key}"), to_raw_value(&section)));
        }
        let mut add = |name: &str, json| parts.push((name.to_owned(), json));
        add("head", to_raw_value(&head::head(report, self.path)));
        add("settings", to_raw_value(&settings::settings(report, self.data)));
        add("findings", to_raw_value(&findings::findings(self.found, sources, &places)));
        add("charts", to_raw_value(&charts::charts(report)));
        add("figures", to_raw_value(&figure_choices(report, last)));
        // Nothing in these shapes can fail to be written: their keys are texts.
        parts.into_iter().filter_map(|(name, json)| Some((name, json.ok()?))).collect()
    }
}
