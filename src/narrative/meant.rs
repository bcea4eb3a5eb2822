//! What the author of a text meant otherwise than the parser reads it.

use super::bracketed_marks::footnote_mark;
use super::footnotes::missing_footnote;
use super::full_width::full_width_mark;
use super::reader::Reader;
use super::refusals::{not_a_picture, unsupported};
use super::run::Run;
use crate::diagnostic::{Diagnostic, message};
use crate::narrative::rules;

impl Reader<'_> {
    /// Looks for what the parser has left in the text although its author meant something by it.
    pub(super) fn check_text(&mut self, runs: &[Run]) {
        for run in runs.iter().filter(|run| run.is_literal()) {
            let text = run.text();
            let mut found = Vec::new();
            if let Some(at) = text.find("~~").filter(|at| text[at + 2..].contains("~~")) {
                let fault = unsupported(message!(zh: "不支持删除线", en: "strikethrough is not supported"));
                found.push((at, 2, fault.help(message!(zh: "删去这些文字", en: "delete the text"))));
            }
            if let Some(at) = text.find("![") {
                found.push((at, 2, not_a_picture()));
            }
            if let Some((at, label)) = footnote_mark(text) {
                found.push((at, label.len() + "[^]".len(), missing_footnote(&self.template.filled(label))));
            }
            for (at, length, fault) in found {
                let start = run.range.start + at;
                if at > 0 || !self.is_escaped(run) {
                    self.fault(fault, start..start + length);
                }
            }
        }
    }

    /// Looks at the lines of a paragraph for what was meant as another block.
    pub(super) fn check_lines(&mut self, runs: &[Run], after_table: bool) {
        for (index, run) in runs.iter().enumerate() {
            let opens_line = index.checked_sub(1).and_then(|before| runs.get(before)).is_none_or(Run::is_break);
            if !opens_line || run.is_break() || self.is_escaped(run) {
                continue;
            }
            let text = run.text();
            let line = run.range.start..run.range.start + text.len();
            let marks = text.len() - text.trim_start_matches('#').len();
            if (2..=4).contains(&marks) {
                let signs = "#".repeat(marks);
                let fault = unsupported(message!(
                    zh: "“{signs}”后面要空一格，才是标题",
                    en: "a space must stand behind `{signs}` to make it a heading",
                ));
                self.fault(fault, line.start..line.start + marks);
            } else if text.starts_with('|') && text.contains('｜') {
                self.fault(full_width_mark(text), line);
                break;
            } else if text.starts_with('|') {
                let fault = Diagnostic::error(
                    &rules::TABLE_SHAPE,
                    message!(
                        zh: "这一行像是表格，却没有读成表格",
                        en: "this line looks like a table but is not read as one",
                    ),
                );
                let help = message!(
                    zh: "表头下面要有分隔行（如 | --- | --- |），格数和表头相同；竖线本身写成 \\|",
                    en: "below the head stands a delimiter row such as | --- | --- | with as many cells; \
                        write \\| for the sign",
                );
                self.fault(fault.help(help), line);
                // One finding says it for all lines of the table.
                break;
            } else if index == 0 && after_table && text.starts_with(": ") {
                let fault = Diagnostic::error(
                    &rules::TABLE_SHAPE,
                    message!(zh: "题注和表格之间不要空行", en: "no empty line may stand between a table and its caption"),
                );
                self.fault(fault, line);
            }
        }
    }

    /// Whether a run opens behind a backslash, which says that its first sign is meant as a sign.
    pub(super) fn is_escaped(&self, run: &Run) -> bool {
        self.source(&(0..run.range.start)).ends_with('\\')
    }
}
