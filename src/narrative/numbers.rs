//! The numbers of headings (GB/T 9704-2012, 7.3.3), illustrations and tables, and those that were typed by hand
//! although the program makes them: taken once where they are the ones that are due, told where they are others.

use super::numerals::heading_label;
use super::{Block, Chart, Illustration, Inline, Narrative, Narratives, PipeTable, Shows};
use crate::diagnostic::{Diagnostic, message};
use crate::report::rules::TYPED_NUMBER;
use crate::report::{Prose, Report, typed_caption_number, typed_number};

/// Numbers what the narratives hold, section by section. `faulty` are the keys of the texts that could not be read
/// whole: what is refused there may be what is missing in the numbers, so that nothing is said about them.
pub(super) fn number(narratives: &mut Narratives, report: &Report, faulty: &[&str]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Narratives { preface, bodies, notes, charts, .. } = narratives;
    let mut figures = Numbers {
        charts,
        numbers_tables: report.page.numbered_tables,
        last: [0; 3],
        figure: 0,
        table: 0,
        key: "",
        told: faulty.is_empty(),
        found: &mut found,
    };
    let texts = report.sections.iter().zip(bodies).zip(notes).map(|((section, body), note)| {
        [(section.body.as_ref(), body.as_mut()), (section.note.as_ref(), note.as_mut())]
    });
    for pieces in std::iter::once([(report.preface.as_ref(), preface.as_mut()), (None, None)]).chain(texts) {
        figures.last = [0; 3];
        let is_faulty = |prose: &Option<&Prose>| prose.is_some_and(|prose| faulty.contains(&prose.key.as_str()));
        let is_whole = !pieces.iter().any(|(prose, _)| is_faulty(prose));
        for (prose, narrative) in pieces {
            if let (Some(prose), Some(narrative)) = (prose, narrative) {
                figures.key = &prose.key;
                figures.narrative(narrative, is_whole);
            }
        }
    }
    found
}

/// Where the numbering stands.
struct Numbers<'a> {
    charts: &'a [Chart],
    numbers_tables: bool,
    /// Numbers of the last headings of levels 2, 3 and 4.
    last: [u32; 3],
    /// Number of the last illustration, and of the last table with a caption.
    figure: u32,
    table: u32,
    /// The text that is numbered.
    key: &'a str,
    /// Whether something may be said about the numbers of illustrations and tables, which run through all texts.
    told: bool,
    found: &'a mut Vec<Diagnostic>,
}

impl Numbers<'_> {
    fn narrative(&mut self, narrative: &mut Narrative, is_whole: bool) {
        for block in &mut narrative.blocks {
            match block {
                Block::Heading { level, number, text, .. } => {
                    *number = self.next(*level);
                    let typed = first_text(text).and_then(|text| {
                        let typed = typed_number(text)?;
                        Some((typed.value, typed.length))
                    });
                    let due = heading_label(*level, *number);
                    if let Some(other) =
                        self.take(typed, *number, text, is_whole, |written| other_heading(written, &due))
                    {
                        self.go_on_from(*level, other);
                    }
                }
                other => self.captions(std::slice::from_mut(other)),
            }
        }
    }

    /// Numbers illustrations and tables; what stands in a quote is not numbered.
    fn captions(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Illustrations(all) => all.iter_mut().for_each(|one| self.illustration(one)),
                Block::Table(table) => self.table(table),
                Block::List { items, .. } => items.iter_mut().for_each(|blocks| self.captions(blocks)),
                _ => {}
            }
        }
    }

    /// Counts a heading of level 2 to 4; those below it begin anew.
    fn next(&mut self, level: u8) -> u32 {
        let at = usize::from(level.clamp(2, 4)) - 2;
        if let Some(last) = self.last.get_mut(at) {
            *last = last.saturating_add(1);
        }
        if let Some(below) = self.last.get_mut(at + 1..) {
            below.fill(0);
        }
        self.last.get(at).copied().unwrap_or_default()
    }

    fn illustration(&mut self, one: &mut Illustration) {
        let has_title = match &one.shows {
            Shows::Chart(index) => self.charts.get(*index).is_some_and(|chart| chart.title.is_some()),
            Shows::File(_) => false,
        };
        if one.caption.is_empty() && !has_title {
            return;
        }
        self.figure = self.figure.saturating_add(1);
        let figure = self.figure;
        one.number = Some(figure);
        self.figure = self.caption('图', figure, &mut one.caption);
    }

    fn table(&mut self, table: &mut PipeTable) {
        let Some(caption) = table.caption.as_mut().filter(|_| self.numbers_tables) else { return };
        let number = self.table.saturating_add(1);
        table.number = Some(number);
        self.table = self.caption('表', number, caption);
    }

    /// Takes a number out of a caption; gives the one to go on from.
    fn caption(&mut self, word: char, number: u32, caption: &mut Vec<Inline>) -> u32 {
        let typed = first_text(caption).and_then(|text| typed_caption_number(text, word));
        let due = format!("{word}{number}");
        self.take(typed, number, caption, self.told, |written| other_caption(written, &due)).unwrap_or(number)
    }

    /// Lets what comes behind a slip go on from the number that was typed, so that one slip is one finding.
    fn go_on_from(&mut self, level: u8, typed: u32) {
        if let Some(last) = self.last.get_mut(usize::from(level.clamp(2, 4)) - 2) {
            *last = typed;
        }
    }

    /// Takes a typed number out of a text. Gives it, and tells it, if it is not the one that is due.
    fn take(
        &mut self,
        typed: Option<(u32, usize)>,
        due: u32,
        text: &mut Vec<Inline>,
        is_whole: bool,
        told: impl FnOnce(&str) -> Diagnostic,
    ) -> Option<u32> {
        let (value, length) = typed?;
        let Some(Inline::Text { text: first, span, .. }) = text.first_mut() else { return None };
        let is_literal = span.end - span.start == first.len();
        let written = first.get(..length).unwrap_or_default().trim_end().to_owned();
        let mut place = *span;
        if is_literal {
            place.end = place.start + written.len();
        }
        first.drain(..length);
        if is_literal {
            span.start += length;
        }
        if first.is_empty() {
            text.remove(0);
        }
        if text.is_empty() {
            self.found.push(nothing_but_a_number(&written).at(place).key(self.key));
            return None;
        }
        if value == due {
            return None;
        }
        if is_whole {
            self.found.push(told(&written).at(place).key(self.key));
        }
        Some(value).filter(|value| *value > 0)
    }
}

fn first_text(text: &[Inline]) -> Option<&str> {
    match text.first()? {
        Inline::Text { text, .. } => Some(text),
        _ => None,
    }
}

fn nothing_but_a_number(written: &str) -> Diagnostic {
    let message = message!(zh: "“{written}”后面没有文字", en: "there are no words behind `{written}`");
    let help = message!(zh: "在后面写上标题的文字", en: "write the words of the heading or caption behind it");
    Diagnostic::error(&TYPED_NUMBER, message).help(help)
}

fn other_heading(written: &str, due: &str) -> Diagnostic {
    other_number(written, due).help(message!(
        zh: "改成{due}；前面少了标题的，补上；不是标题的，在这一行的开头写一个反斜杠：\\{written}",
        en: "write {due}; add the heading that is missing before it; if this is no heading, write a backslash at the \
             line's start: \\{written}",
    ))
}

fn other_caption(written: &str, due: &str) -> Diagnostic {
    other_number(written, due).help(message!(
        zh: "删去“{written}”，由程序编号；正文里说到它的，也说{due}",
        en: "delete `{written}`, the program numbers it; where the text speaks of it, write {due}",
    ))
}

fn other_number(written: &str, due: &str) -> Diagnostic {
    let message = message!(
        zh: "这里手写的序号是“{written}”，按顺序应是{due}",
        en: "the number typed here is `{written}`, but in its order it is {due}",
    );
    Diagnostic::error(&TYPED_NUMBER, message)
}
