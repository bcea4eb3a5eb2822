//! What the checks look at. What several of them need is made here once.

use super::Previous;
use super::claims::Claims;
use super::prose::passages::{Passage, passages};
use super::tables::FigureTable;
use crate::narrative::Narratives;
use crate::report::{Report, Tables};
use crate::source::Span;

/// A report with all that it is checked against.
pub(super) struct Subject<'a> {
    /// The report.
    pub this: Year<'a>,
    /// Its prose, as far as it could be read.
    pub narratives: &'a Narratives,
    /// The same, paragraph by paragraph.
    pub passages: Vec<Passage<'a>>,
    /// What it says of the tables.
    pub claims: Claims,
    /// What was given as last year's report, be it of another year.
    pub previous: Option<&'a Report>,
    /// The report of the year before, if it was given.
    pub last: Option<Year<'a>>,
    /// Its prose, as far as it could be read.
    pub last_prose: Option<&'a Narratives>,
}

/// A report and its tables.
pub(super) struct Year<'a> {
    /// The report.
    pub report: &'a Report,
    /// Table 二.
    pub disclosure: FigureTable<'a>,
    /// Table 三.
    pub applications: FigureTable<'a>,
    /// Table 四.
    pub remedies: FigureTable<'a>,
}

/// Something that may not be at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// What `--previous` names, of whatever year it is.
    Previous,
    /// The report of the year before.
    LastYear,
    /// The whole prose of the report of the year before.
    LastProse,
    /// The whole prose: a piece of it that could not be read may hold what is looked for.
    Prose,
}

impl<'a> Subject<'a> {
    pub fn new(report: &'a Report, narratives: &'a Narratives, previous: Option<Previous<'a>>) -> Subject<'a> {
        let last = previous.filter(|previous| previous.report.year.checked_add(1) == Some(report.year));
        Subject {
            this: Year::new(report),
            narratives,
            passages: passages(report, narratives),
            claims: Claims::default(),
            previous: previous.map(|previous| previous.report),
            last: last.map(|last| Year::new(last.report)),
            last_prose: last.map(|last| last.narratives),
        }
    }

    /// The same report with other tables.
    pub fn with_tables(report: &'a Report, tables: &'a Tables, narratives: &'a Narratives) -> Subject<'a> {
        let this = Year::of(report, tables);
        let (passages, claims) = (Vec::new(), Claims::default());
        Subject { this, narratives, passages, claims, previous: None, last: None, last_prose: None }
    }

    /// The texts of a section, counted from 0.
    pub fn said(&self, section: usize) -> impl Iterator<Item = &str> {
        self.passages
            .iter()
            .filter(move |passage| passage.section == Some(section))
            .map(|passage| passage.text.as_str())
    }

    /// Where a section, counted from 0, opens in the file; the organ's name stands for one that is not there.
    pub fn section_span(&self, section: usize) -> Span {
        let own = self.this.report.sections.get(section).and_then(|section| section.span);
        own.unwrap_or(self.this.report.organ.span)
    }

    /// Whether something is at hand.
    pub fn has(&self, need: Need) -> bool {
        match need {
            Need::Previous => self.previous.is_some(),
            Need::LastYear => self.last.is_some(),
            Need::LastProse => self.last_prose.is_some_and(|prose| prose.is_whole),
            Need::Prose => self.narratives.is_whole,
        }
    }
}

impl<'a> Year<'a> {
    fn new(report: &'a Report) -> Year<'a> {
        Year::of(report, &report.tables)
    }

    fn of(report: &'a Report, tables: &'a Tables) -> Year<'a> {
        let [disclosure, applications, remedies] = tables.all().map(|table| FigureTable::new(report, table));
        Year { report, disclosure, applications, remedies }
    }

    /// The three tables in printed order.
    pub fn tables(&self) -> [&FigureTable<'a>; 3] {
        [&self.disclosure, &self.applications, &self.remedies]
    }
}
