//! A comparison for programs, as docs/data-file.md sets out.

use serde::Serialize;

use super::{CellComparison, Comparison, Edition, RowComparison, SectionComparison, TableComparison, Value};
use crate::check::Repeated;
use crate::diagnostic::{Entry, Lang, json as findings};
use crate::source::{Sources, Span};

/// A comparison, ready for any serde format. A figure is a text: no decimal of it is lost.
#[derive(Debug, Serialize)]
pub struct ComparisonEntry {
    last: EditionEntry,
    this: EditionEntry,
    tables: Vec<TableEntry>,
    sections: Vec<SectionEntry>,
    findings: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct EditionEntry {
    file: String,
    organ: String,
    year: u16,
    form: &'static str,
}

#[derive(Debug, Serialize)]
struct TableEntry {
    key: &'static str,
    number: &'static str,
    title: String,
    rows: Vec<RowEntry>,
}

#[derive(Debug, Serialize)]
struct RowEntry {
    key: String,
    /// Labels of the groups that it stands in, the outermost first.
    groups: Vec<String>,
    label: String,
    cells: Vec<CellEntry>,
}

#[derive(Debug, Serialize)]
struct CellEntry {
    key: String,
    label: String,
    unit: Option<&'static str>,
    /// As the report prints it; none where the form has no such cell.
    last: Option<String>,
    this: Option<String>,
    differs: bool,
    change: Option<String>,
    percent: Option<String>,
}

#[derive(Debug, Serialize)]
struct SectionEntry {
    key: &'static str,
    number: &'static str,
    title: String,
    /// Whether it is long enough to be compared; without it nothing stands below.
    compared: bool,
    characters: Option<usize>,
    repeated: Option<usize>,
    percent: Option<String>,
    longest: Option<RunEntry>,
}

#[derive(Debug, Serialize)]
struct RunEntry {
    words: String,
    characters: usize,
    #[serde(flatten)]
    place: PlaceEntry,
    last: PlaceEntry,
}

#[derive(Debug, Serialize)]
struct PlaceEntry {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    key: String,
}

/// The entry of a comparison of two files.
pub fn json(comparison: &Comparison, last: &str, this: &str, sources: &Sources, lang: Lang) -> ComparisonEntry {
    ComparisonEntry {
        last: edition(&comparison.last, last),
        this: edition(&comparison.this, this),
        tables: comparison.tables.iter().map(table).collect(),
        sections: comparison.sections.iter().map(|of| section(of, sources)).collect(),
        findings: findings(this, &comparison.findings, sources, lang),
    }
}

fn edition(edition: &Edition, file: &str) -> EditionEntry {
    let Edition { organ, year, form } = edition;
    EditionEntry { file: file.to_owned(), organ: organ.clone(), year: *year, form }
}

fn table(table: &TableComparison) -> TableEntry {
    let TableComparison { key, number, title, rows, .. } = table;
    TableEntry { key, number, title: title.clone(), rows: rows.iter().map(row).collect() }
}

fn row(row: &RowComparison) -> RowEntry {
    RowEntry {
        key: row.key.clone(),
        groups: row.groups.iter().map(|group| group.label.text.clone()).collect(),
        label: row.label.text.clone(),
        cells: row.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &CellComparison) -> CellEntry {
    let text = |value: &Option<Value>| value.as_ref().map(|value| value.text.clone());
    CellEntry {
        key: cell.key.clone(),
        label: cell.label.text.clone(),
        unit: cell.unit,
        last: text(&cell.last),
        this: text(&cell.this),
        differs: cell.differs(),
        change: cell.change().map(|change| change.to_string()),
        percent: cell.per_cent().map(|share| share.to_string()),
    }
}

fn section(section: &SectionComparison, sources: &Sources) -> SectionEntry {
    let SectionComparison { key, number, title, likeness } = section;
    let likeness = likeness.as_ref();
    SectionEntry {
        key,
        number,
        title: title.clone(),
        compared: likeness.is_some(),
        characters: likeness.map(|likeness| likeness.characters),
        repeated: likeness.map(|likeness| likeness.repeated),
        percent: likeness.map(|likeness| likeness.per_cent()),
        longest: likeness.and_then(|likeness| likeness.longest.as_ref()).map(|longest| run(longest, sources)),
    }
}

fn run(run: &Repeated, sources: &Sources) -> RunEntry {
    RunEntry {
        words: run.words.clone(),
        characters: run.characters,
        place: place(run.span, &run.key, sources),
        last: place(run.last_span, &run.last_key, sources),
    }
}

fn place(span: Option<Span>, key: &str, sources: &Sources) -> PlaceEntry {
    let at = span.map(|span| sources.line_column(span));
    PlaceEntry {
        file: span.map(|span| sources.get(span.source).name.clone()),
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
        key: key.to_owned(),
    }
}
