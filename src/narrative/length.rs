//! How much narrative a report has, against the limits. What lies beyond them was pasted by mistake, and would take more
//! memory than machines have.

use std::ops::Range;

use super::template::Template;
use crate::diagnostic::{Diagnostic, Message, message};
use crate::report::limits::{LONGEST_PARAGRAPH, MOST_CELLS, MOST_CHARACTERS};
use crate::report::rules::LIMIT_TEXT;

/// What the narratives of a report have so far.
#[derive(Debug, Default)]
pub(super) struct Length {
    characters: usize,
    cells: usize,
}

impl Length {
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
            if count > LONGEST_PARAGRAPH {
                return Err((too_long_paragraph(count), place));
            }
            if self.characters > MOST_CHARACTERS {
                return Err((too_much(), place));
            }
        }
        Ok(())
    }

    /// Adds the cells of a table.
    ///
    /// # Errors
    /// There are too many.
    pub(super) fn add_cells(&mut self, rows: usize, columns: usize) -> Result<(), Diagnostic> {
        self.cells = self.cells.saturating_add(rows.saturating_mul(columns));
        if self.cells > MOST_CELLS { Err(too_many_cells(self.cells)) } else { Ok(()) }
    }
}

fn too_long_paragraph(count: usize) -> Diagnostic {
    let message = message!(
        zh: "这一段有 {count} 个字，最多 {LONGEST_PARAGRAPH} 个",
        en: "this paragraph has {count} characters; {LONGEST_PARAGRAPH} are allowed",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(message!(
        zh: "删去误贴的内容，或者分成几段",
        en: "delete what does not belong here, or make it several paragraphs",
    ))
}

fn too_much() -> Diagnostic {
    let message = message!(
        zh: "正文太多：从这里起超过了 {MOST_CHARACTERS} 字",
        en: "there is too much narrative: from here on it has more than {MOST_CHARACTERS} characters",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(several_reports())
}

fn too_many_cells(count: usize) -> Diagnostic {
    let message = message!(
        zh: "到这张表为止，正文的表格有 {count} 格，最多 {MOST_CELLS} 格",
        en: "with this table the narrative has {count} cells; {MOST_CELLS} are allowed",
    );
    Diagnostic::error(&LIMIT_TEXT, message).help(several_reports())
}

fn several_reports() -> Message {
    message!(
        zh: "删去误贴的内容；确有这么多的，另作附件，或者分成几份报告",
        en: "delete what does not belong here; if it does, make it an annex or several reports",
    )
}
