//! A section as it is edited: its title, its texts, its table.

use std::collections::HashMap;

use serde::Serialize;

use super::table::{TablePart, table};
use crate::compose::Document;
use crate::form::{SECTION_KEYS, SECTION_NUMBERS};
use crate::import::PREFACE;
use crate::report::{Prose as Narrative, Report};
use crate::rich_text::{Piece, Prose, pieces, refresh};
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

/// Pieces of texts that are known, by the keys of these: what is made of a text depends on nothing else but what its figures
/// print.
#[derive(Default)]
pub(in crate::desk) struct KnownPieces(HashMap<String, (String, Vec<Piece>)>);

impl KnownPieces {
    fn of(&mut self, key: &str, text: &str, figure: &dyn Fn(&str) -> Option<String>) -> Vec<Piece> {
        if let Some((known, made)) = self.0.get(key)
            && known == text
        {
            let mut made = made.clone();
            refresh(&mut made, figure);
            return made;
        }
        let made = pieces(text, figure);
        self.0.insert(key.to_owned(), (text.to_owned(), made.clone()));
        made
    }
}

/// A section of a report, or its preface.
pub(in crate::desk) fn section<'a>(key: &'a str, context: &Context<'a>, known: &mut KnownPieces) -> SectionPart<'a> {
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
        body: prose(format!("{key}.body"), body, context, known),
        // Text below a table belongs to the sections that have one.
        note: table.is_some().then(|| prose(format!("{key}.note"), note, context, known)),
        table,
    }
}

fn prose(key: String, narrative: Option<&Narrative>, context: &Context, known: &mut KnownPieces) -> Prose {
    let Some(narrative) = narrative else { return Prose { key, pieces: Vec::new(), file: None, revision: 0 } };
    let file = narrative.key.ends_with("_file").then(|| {
        let name = &context.sources.get(narrative.source).name;
        std::path::Path::new(name).file_name().map_or(name.clone(), |name| name.to_string_lossy().into_owned())
    });
    let pieces = known.of(&key, &narrative.text, context.figure);
    Prose { key, pieces, file, revision: 0 }
}
