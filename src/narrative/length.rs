//! How much narrative a report has, against the limits. What lies beyond them was pasted by mistake, and would take more
//! memory than machines have.

use std::ops::Range;

use super::template::Template;
use crate::diagnostic::{Diagnostic, Message, message};
use crate::report::bounds::{Bound, Bounds};
use crate::report::rules::LIMIT_TEXT;
use crate::report::{Report, SeriesValues};

/// Values of a row or a column of the official tables at most, which a chart may name.
const LONGEST_ROW: usize = 40;

/// What the narratives of a report have so far.
#[derive(Debug, Default)]
pub(super) struct Length {
    characters: usize,
    lines: usize,
    cells: usize,
    headings: usize,
    links: usize,
    points: usize,
    /// How many values each chart has.
    of_charts: Vec<usize>,
    bounds: Bounds,
}

impl Length {
    /// Nothing yet, of a report.
    pub(super) fn of(report: &Report) -> Length {
        let size = |values: &SeriesValues| match values {
            SeriesValues::Listed(values) => values.len(),
            SeriesValues::Key(_) => LONGEST_ROW,
        };
        let charts = report.charts.iter();
        let of_charts = charts.map(|chart| chart.series.iter().map(|series| size(&series.values)).sum()).collect();
        Length { bounds: report.bounds, of_charts, ..Length::default() }
    }

    /// How many blocks may stand within one another.
    pub(super) fn deepest(&self) -> usize {
        self.bounds.of(Bound::Depth)
    }

    /// Adds a narrative, with what its expressions come to.
    ///
    /// # Errors
    /// It, or one of its lines, is too long; and the place of what is.
    pub(super) fn add(&mut self, template: &Template) -> Result<(), (Diagnostic, Range<usize>)> {
        let text = template.prose.text.as_str();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let place = start..start + line.trim_end().len();
            start += line.len();
            let count: usize = line.trim_end().chars().map(|ch| template.length_of(ch)).sum();
            self.characters = self.characters.saturating_add(count);
            self.lines = self.lines.saturating_add(usize::from(count > 0));
            if count > self.bounds.of(Bound::Paragraph) {
                return Err((too_long_paragraph(count, self.bounds.of(Bound::Paragraph)), place));
            }
            if self.characters > self.bounds.of(Bound::Characters) {
                return Err((too_much(self.bounds.of(Bound::Characters)), place));
            }
            if self.lines > self.bounds.of(Bound::Lines) {
                return Err((too_many_lines(self.bounds.of(Bound::Lines)), place));
            }
        }
        Ok(())
    }

    /// Adds a heading.
    ///
    /// # Errors
    /// It is the first that is too many.
    pub(super) fn add_heading(&mut self) -> Result<(), Diagnostic> {
        let most = self.bounds.of(Bound::Headings);
        self.headings = self.headings.saturating_add(1);
        if self.headings == most.saturating_add(1) { Err(too_many_headings(most)) } else { Ok(()) }
    }

    /// Adds a link.
    ///
    /// # Errors
    /// It is the first that is too many.
    pub(super) fn add_link(&mut self) -> Result<(), Diagnostic> {
        let most = self.bounds.of(Bound::Links);
        self.links = self.links.saturating_add(1);
        if self.links == most.saturating_add(1) { Err(too_many_links(most)) } else { Ok(()) }
    }

    /// Adds what is drawn of a chart where it is shown.
    ///
    /// # Errors
    /// It is the first that is too much.
    pub(super) fn add_chart(&mut self, index: usize) -> Result<(), Diagnostic> {
        let (before, most) = (self.points, self.bounds.of(Bound::Points));
        self.points = before.saturating_add(self.of_charts.get(index).copied().unwrap_or_default().max(1));
        if before <= most && self.points > most { Err(too_many_points(self.points, most)) } else { Ok(()) }
    }

    /// Adds the cells of a table.
    ///
    /// # Errors
    /// There are too many.
    pub(super) fn add_cells(&mut self, rows: usize, columns: usize) -> Result<(), Diagnostic> {
        self.cells = self.cells.saturating_add(rows.saturating_mul(columns));
        let most = self.bounds.of(Bound::Cells);
        if self.cells > most { Err(too_many_cells(self.cells, most)) } else { Ok(()) }
    }
}

fn too_long_paragraph(count: usize, most: usize) -> Diagnostic {
    let message = message!(
        zh: "这一段有 {count} 个字，最多 {most} 个",
        en: "this paragraph has {count} characters; {most} are allowed",
    );
    let help = message!(
        zh: "删去误贴的内容，或者分成几段",
        en: "delete what does not belong here, or make it several paragraphs",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(Bound::Paragraph.help(&help))
}

fn too_much(most: usize) -> Diagnostic {
    let message = message!(
        zh: "正文太多：从这里起超过了 {most} 字",
        en: "there is too much narrative: from here on it has more than {most} characters",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(Bound::Characters.help(&several_reports()))
}

fn too_many_lines(most: usize) -> Diagnostic {
    let message = message!(
        zh: "正文太多：从这里起超过了 {most} 行",
        en: "there is too much narrative: from here on it has more than {most} lines",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(Bound::Lines.help(&several_reports()))
}

fn too_many_headings(most: usize) -> Diagnostic {
    let message = message!(
        zh: "标题太多：从这里起超过了 {most} 个",
        en: "there are too many headings: from here on more than {most}",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(Bound::Headings.help(&several_reports()))
}

fn too_many_links(most: usize) -> Diagnostic {
    let message = message!(
        zh: "链接太多：从这里起超过了 {most} 个",
        en: "there are too many links: from here on more than {most}",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(Bound::Links.help(&several_reports()))
}

fn too_many_points(count: usize, most: usize) -> Diagnostic {
    let message = message!(
        zh: "到这个图表为止，图表一共画了 {count} 个数，最多 {most} 个",
        en: "with this chart {count} values are drawn; {most} are allowed",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(Bound::Points.help(&several_reports()))
}

fn too_many_cells(count: usize, most: usize) -> Diagnostic {
    let message = message!(
        zh: "到这张表为止，正文的表格有 {count} 格，最多 {most} 格",
        en: "with this table the narrative has {count} cells; {most} are allowed",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(Bound::Cells.help(&several_reports()))
}

fn several_reports() -> Message {
    message!(
        zh: "删去误贴的内容，另作附件，或者分成几份报告",
        en: "delete what does not belong here, or make it an annex or several reports",
    )
}
