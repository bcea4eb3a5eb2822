//! A section as it is edited: its title, its texts, its table.

use serde::Serialize;

use super::table::{TablePart, table};
use crate::compose::Document;
use crate::form::{SECTION_KEYS, SECTION_NUMBERS};
use crate::import::PREFACE;
use crate::report::{Prose as Narrative, Report};
use crate::rich_text::{Prose, pieces};
use crate::source::Sources;

/// The part `section:KEY`.
#[derive(Serialize)]
pub(in crate::desk) struct SectionPart<'a> {
    key: &'a str,
    number: &'static str,
    title: &'a str,
    title_own: bool,
    pub body: Prose,
    pub note: Option<Prose>,
    table: Option<TablePart<'a>>,
}

/// Where the texts of a report come from, and what they call for.
pub(in crate::desk) struct Context<'a> {
    pub report: &'a Report,
    pub document: &'a Document,
    pub last: Option<&'a Report>,
    pub sources: &'a Sources,
    /// What an expression of the narrative prints.
    pub figure: &'a dyn Fn(&str) -> Option<String>,
}

/// A section of a report, or its preface.
pub(in crate::desk) fn section<'a>(key: &'a str, context: &Context<'a>) -> SectionPart<'a> {
    let report = context.report;
    let at = SECTION_KEYS.iter().position(|own| *own == key);
    let section = at.and_then(|at| report.sections.get(at));
    let body = match section {
        Some(section) => section.body.as_ref(),
        None => report.preface.as_ref(),
    };
    let table = report.tables.of_section(key).and_then(|own| table(own, context.document, report, context.last));
    let note = section.and_then(|section| section.note.as_ref());
    SectionPart {
        key,
        number: at.and_then(|at| SECTION_NUMBERS.get(at)).copied().unwrap_or(""),
        title: section.map_or(PREFACE, |section| section.title.text.as_str()),
        title_own: section.is_some_and(|section| section.title.span.is_some()),
        body: prose(format!("{key}.body"), body, context),
        // Text below a table belongs to the sections that have one.
        note: table.is_some().then(|| prose(format!("{key}.note"), note, context)),
        table,
    }
}

fn prose(key: String, narrative: Option<&Narrative>, context: &Context) -> Prose {
    let Some(narrative) = narrative else { return Prose { key, pieces: Vec::new(), file: None, revision: 0 } };
    let file = narrative.key.ends_with("_file").then(|| {
        let name = &context.sources.get(narrative.source).name;
        std::path::Path::new(name).file_name().map_or(name.clone(), |name| name.to_string_lossy().into_owned())
    });
    Prose { key, pieces: pieces(&narrative.text, context.figure), file, revision: 0 }
}
