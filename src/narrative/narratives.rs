//! All prose of one report.

use std::collections::HashSet;

use super::charts::charts;
use super::length::Length;
use super::numbers::number;
use super::references::resolve;
use super::{Block, Chart, Figures, Illustration, Narrative, Shows, read};
use crate::diagnostic::Diagnostic;
use crate::narrative::rules::PREVIOUS_MISSING;
use crate::report::{Prose, Report};
use crate::source::Span;

/// Names a picture of a report: its index in [`Narratives::picture_files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureId(pub usize);

/// The narratives of a report by their places; `None` where the data file has none.
#[derive(Clone, Debug, Default)]
pub struct Narratives {
    /// What stands before 一.
    pub preface: Option<Narrative>,
    /// Narrative of the sections 一 to 六, before the table if they have one.
    pub bodies: [Option<Narrative>; 6],
    /// Narrative behind the tables.
    pub notes: [Option<Narrative>; 6],
    /// The charts of the report, in the order of [`Report::charts`].
    pub charts: Vec<Chart>,
    /// Whether all prose could be read; else what is not found in it may yet stand there.
    pub is_whole: bool,
}

impl Narratives {
    /// All narratives in printed order.
    pub fn iter(&self) -> impl Iterator<Item = &Narrative> {
        self.pieces().flatten()
    }

    /// All places for narratives in printed order.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Option<&Narrative>> {
        let sections = self.bodies.iter().zip(&self.notes).flat_map(|(body, note)| [body, note]);
        std::iter::once(&self.preface).chain(sections).map(Option::as_ref)
    }

    /// The same, to be changed.
    pub(super) fn pieces_mut(&mut self) -> impl Iterator<Item = Option<&mut Narrative>> {
        let sections = self.bodies.iter_mut().zip(&mut self.notes).flat_map(|(body, note)| [body, note]);
        std::iter::once(&mut self.preface).chain(sections).map(Option::as_mut)
    }

    /// All pictures and charts in printed order.
    pub fn illustrations(&self) -> impl Iterator<Item = &Illustration> {
        self.iter().flat_map(|narrative| illustrations(&narrative.blocks))
    }

    /// The paths of all pictures, each once, with the place where it is shown first. A [`PictureId`] counts into them.
    pub fn picture_files(&self) -> Vec<(&str, Span)> {
        let mut files: Vec<(&str, Span)> = Vec::new();
        let mut known = HashSet::new();
        for illustration in self.illustrations() {
            if let Shows::File(path) = &illustration.shows
                && known.insert(path)
            {
                files.push((path, illustration.span));
            }
        }
        files
    }
}

/// The pictures and charts of some blocks: by themselves or in a quote, for they stand nowhere else.
fn illustrations(blocks: &[Block]) -> Vec<&Illustration> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Illustrations(all) => found.extend(all),
            Block::Quote(blocks) => found.extend(illustrations(blocks)),
            _ => {}
        }
    }
    found
}

/// Reads all prose of a report, with the figures that it calls for: the report's own and, as `previous.…`, last year's.
///
/// Gives what could be read, to look at, and everything that is wrong with any piece of it, piece by piece. Prose with
/// a fault is not to be printed.
pub fn read_all(report: &Report, previous: Option<&Report>) -> (Narratives, Vec<Diagnostic>) {
    let figures = Figures { report, previous };
    let mut faults = Vec::new();
    let mut length = Length::of(report);
    let mut piece = |prose: &Option<Prose>| {
        let (narrative, found) = read(prose.as_ref()?, figures, &mut length);
        faults.extend(found);
        Some(narrative)
    };
    let mut narratives = Narratives { preface: piece(&report.preface), ..Narratives::default() };
    for ((section, body), note) in report.sections.iter().zip(&mut narratives.bodies).zip(&mut narratives.notes) {
        *body = piece(&section.body);
        *note = piece(&section.note);
    }
    match charts(figures) {
        Ok(charts) => narratives.charts = charts,
        Err(found) => faults.extend(found),
    }
    let faulty: Vec<String> = faults.iter().filter_map(|fault| fault.key.clone()).collect();
    let faulty: Vec<&str> = faulty.iter().map(String::as_str).collect();
    faults.extend(number(&mut narratives, report, &faulty));
    faults.extend(resolve(&mut narratives, report, faulty.is_empty()));
    narratives.is_whole = faults.is_empty();
    (narratives, faults)
}

/// Reads the prose of a report for another year's to be compared with. What is wrong with it is told where it is to be
/// printed: here a piece with a fault is left out. Figures of the year before may be called for and not be at hand.
pub fn read_sound(report: &Report, previous: Option<&Report>) -> Narratives {
    let (mut narratives, mut faults) = read_all(report, previous);
    faults.retain(|fault| fault.rule != &PREVIOUS_MISSING);
    let is_faulty = |prose: &Option<Prose>| {
        prose.as_ref().is_some_and(|prose| faults.iter().any(|fault| fault.key.as_ref() == Some(&prose.key)))
    };
    let pieces = report.sections.iter().flat_map(|section| [&section.body, &section.note]);
    let narratives_of_pieces =
        narratives.bodies.iter_mut().zip(&mut narratives.notes).flat_map(|(body, note)| [body, note]);
    let pieces = pieces.chain([&report.preface]).zip(narratives_of_pieces.chain([&mut narratives.preface]));
    for (_, narrative) in pieces.filter(|(prose, _)| is_faulty(prose)) {
        *narrative = None;
    }
    narratives.is_whole = faults.is_empty();
    narratives
}
