//! All texts of a data file that are printed, as the user wrote them: no step of the reading has been at them yet.

use std::ops::Range;

use crate::diagnostic::{Edit, Edited};
use crate::report::{CellState, Prose, Report, SeriesValues};
use crate::source::{Located, Span};

/// A text that is printed.
pub(super) struct PrintedText<'a> {
    /// Its characters; of narrative the Markdown.
    pub text: &'a str,
    /// Dotted key.
    pub key: String,
    place: Place<'a>,
}

/// Where a text stands.
enum Place<'a> {
    Prose(&'a Prose),
    /// The text; or what holds it, where an escape divides the two.
    Span(Span),
}

impl PrintedText<'_> {
    /// Whether it is narrative.
    pub fn is_prose(&self) -> bool {
        matches!(self.place, Place::Prose(_))
    }

    /// The place of some bytes.
    pub fn span(&self, range: Range<usize>) -> Span {
        match self.place {
            Place::Prose(prose) => prose.span(range),
            Place::Span(span) if span.end - span.start == self.text.len() => {
                Span { start: span.start + range.start, end: span.start + range.end, ..span }
            }
            Place::Span(span) => span,
        }
    }

    /// What puts a text in the place of some bytes; none in a quoted document, which is another's.
    pub fn edit(&self, range: Range<usize>, new: &str) -> Option<Edit> {
        let old = self.text.get(range.clone())?;
        let line = self.text.get(..range.start)?.rsplit('\n').next().unwrap_or_default();
        let is_quoted = self.is_prose() && line.trim_start().starts_with('>');
        (!is_quoted).then(|| Edit::new(self.span(range), old, new, Edited::Words))
    }
}

/// All of them: the organ, the title, labels, captions of charts, narrative, texts of cells.
pub(super) fn printed_texts(report: &Report) -> Vec<PrintedText<'_>> {
    let mut texts = Vec::new();
    texts.push(of_line(&report.organ, "report.organ".to_owned()));
    // A title that the file does not state is made of organ and year.
    let is_stated = |line: &&Located<String>| line.span != report.organ.span && line.span != report.year_span;
    texts.extend(report.title.iter().filter(is_stated).map(|line| of_line(line, "report.title".to_owned())));
    for (key, label) in report.labels.iter() {
        texts.extend(label.span.map(|span| of_span(&label.text, span, format!("labels.{key}"))));
    }
    for chart in &report.charts {
        let key = format!("charts.{}", chart.name.value);
        let names = chart.series.iter().filter_map(|series| series.name.as_ref());
        let listed = chart.series.iter().flat_map(|series| match &series.values {
            SeriesValues::Listed(values) => values.as_slice(),
            SeriesValues::Key(_) => &[],
        });
        let all = chart.title.iter().chain(&chart.unit).chain(chart.categories.iter().flatten()).chain(names);
        texts.extend(all.chain(listed).map(|line| of_line(line, key.clone())));
    }
    let sections = report.sections.iter().flat_map(|section| [&section.body, &section.note]);
    for prose in std::iter::once(&report.preface).chain(sections).flatten() {
        texts.push(PrintedText { text: &prose.text, key: prose.key.clone(), place: Place::Prose(prose) });
    }
    for table in report.tables.all() {
        for (block, row) in table.rows() {
            let key = format!("{}.{}", table.key, row.key);
            let own_label = row.label.span.filter(|_| row.extra_after.is_some());
            texts.extend(own_label.map(|span| of_span(&row.label.text, span, format!("{key}.label"))));
            for (cell, column) in row.cells.iter().zip(&block.columns) {
                let span = cell.span.filter(|_| cell.state == CellState::Stated);
                texts.extend(span.map(|span| of_span(&cell.text, span, format!("{key}.{}", column.key))));
            }
        }
    }
    texts
}

fn of_line(line: &Located<String>, key: String) -> PrintedText<'_> {
    of_span(&line.value, line.span, key)
}

fn of_span(text: &str, span: Span, key: String) -> PrintedText<'_> {
    PrintedText { text, key, place: Place::Span(span) }
}
