//! From Markdown to blocks.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::as_markdown::as_markdown;
use super::expression::{SpanOf, evaluate};
use super::figures::Figures;
use super::footnotes::Notes;
use super::full_width::full_width_marks;
use super::length::Length;
use super::reader::Reader;
use super::refusals::{Within, code_block, html, out_of_place, unsupported};
use super::run::is_inline;
use super::template::{ComesTo, Template};
use super::{Block, Inline, Narrative};
use crate::diagnostic::{Diagnostic, message};
use crate::narrative::rules;
use crate::report::Prose;

/// Reads a piece of Markdown, with the figures that it calls for.
///
/// Gives what could be read, and everything that may not stand in a narrative, in the order of the text; see
/// docs/data-file.md, 正文.
pub(super) fn read(prose: &Prose, figures: Figures, length: &mut Length) -> (Narrative, Vec<Diagnostic>) {
    let charts = figures.report.charts.iter().map(|chart| chart.name.value.as_str()).collect();
    let comes_to = |expression: &str, span: SpanOf| evaluate(expression, figures, span);
    let (narrative, _, faults) = read_with(prose, &comes_to, Some(charts), length);
    (narrative, faults)
}

/// The same with what the expressions come to, and the names of the charts that may be called: all of them, if no names
/// are given, which are then the files `chart:NAME`. Gives the labels of the footnotes that are mentioned besides.
pub(super) fn read_with(
    prose: &Prose,
    comes_to: ComesTo,
    charts: Option<Vec<&str>>,
    length: &mut Length,
) -> (Narrative, Vec<String>, Vec<Diagnostic>) {
    let mut faults = full_width_marks(prose);
    let mut template = Template::new(&as_markdown(prose), comes_to);
    faults.append(&mut template.faults);
    let prose = &template.prose;
    if let Err((fault, place)) = length.add(&template) {
        faults.push(fault.at(prose.span(place)).key(&prose.key));
        return (Narrative::default(), Vec::new(), faults);
    }
    // Task lists are read only to be refused; strikethrough is looked for in the text, since a single ~ is a range.
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(&prose.text, options);
    let definitions: Vec<Range<usize>> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();

    let mut reader = Reader {
        prose,
        template: &template,
        events: parser.into_offset_iter().peekable(),
        faults,
        last_level: 1,
        is_strong_open: false,
        notes: Notes::default(),
        length,
        charts,
    };
    for range in definitions {
        // The parser takes these lines out of the text; a reader of the report would miss them.
        let fault = unsupported(message!(
            zh: "链接的地址要写在文字后面：[文字](地址)",
            en: "write the address of a link behind its text: [text](address)",
        ));
        reader.fault(fault, range);
    }
    let blocks = reader.blocks(Within::Text, 0);
    let notes = std::mem::take(&mut reader.notes);
    let labels = notes.labels();
    let (footnotes, faults) = notes.finish();
    for (fault, range) in faults {
        reader.fault(fault, range);
    }

    let mut faults = reader.faults;
    faults.sort_by_key(|fault| fault.span.map(|span| span.start));
    (Narrative { blocks, footnotes }, labels, faults)
}

impl Reader<'_> {
    /// The blocks up to the end of what they stand in.
    fn blocks(&mut self, within: Within, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.peek().cloned() {
            if is_inline(&event) {
                // Items of a tight list hold their text without a paragraph around it.
                self.paragraph(within, &mut blocks);
                continue;
            }
            self.events.next();
            let tag = match event {
                Event::Start(tag) => tag,
                Event::Rule => {
                    let fault = unsupported(message!(zh: "不支持分隔线", en: "rules are not supported"));
                    self.fault(fault.help(message!(zh: "删去这一行", en: "delete this line")), range);
                    continue;
                }
                // The end of what these blocks stand in.
                _ => break,
            };
            if let Some(fault) = out_of_place(&tag, within, depth, self.length.deepest()) {
                self.fault(fault, self.opening(&range));
                if let Tag::FootnoteDefinition(label) = &tag {
                    let label = self.template.filled(label);
                    self.notes.refuse(&label);
                }
                self.skip();
                continue;
            }
            match tag {
                Tag::Paragraph => {
                    self.paragraph(within, &mut blocks);
                    self.events.next();
                }
                Tag::Heading { level, .. } => blocks.extend(self.heading(level, range)),
                Tag::List(first) => {
                    let in_brackets =
                        first.is_some() && self.source(&range).trim_start_matches(is_digit).starts_with(')');
                    blocks.push(Block::List { first, in_brackets, items: self.items(first, depth) });
                }
                Tag::Table(align) => blocks.extend(self.table(&align, range).map(Block::Table)),
                Tag::BlockQuote(_) => blocks.push(Block::Quote(self.blocks(Within::Quote, depth + 1))),
                Tag::FootnoteDefinition(label) => {
                    self.notes.inside = true;
                    let known = self.faults.len();
                    let blocks = self.blocks(Within::Footnote, depth + 1);
                    self.notes.inside = false;
                    let (label, line) = (self.template.filled(&label), self.opening(&range));
                    if blocks.is_empty() && self.faults.len() > known {
                        // All of it was refused, and told.
                        self.notes.refuse(&label);
                        continue;
                    }
                    if let Err(fault) = self.notes.define(&label, blocks, line.clone()) {
                        self.fault(fault, line);
                    }
                }
                Tag::CodeBlock(_) => {
                    self.fault(code_block(), self.opening(&range));
                    self.skip();
                }
                _ => {
                    self.fault(html(), self.opening(&range));
                    self.skip();
                }
            }
        }
        blocks
    }

    /// A paragraph, or in a quote the line that names its source.
    fn paragraph(&mut self, within: Within, blocks: &mut Vec<Block>) {
        if matches!(self.events.peek(), Some((Event::Start(Tag::Image { .. }), _))) {
            blocks.extend(self.illustrations(within).map(Block::Illustrations));
            return;
        }
        let after_table = matches!(blocks.last(), Some(Block::Table(_)));
        let runs = self.inlines(false);
        self.check_lines(&runs, after_table);
        let names_source = within == Within::Quote && runs.first().is_some_and(|run| run.text().starts_with("来源："));
        let text = self.placed(runs);
        blocks.push(if names_source { Block::Source(text) } else { Block::Paragraph(text) });
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) -> Option<Block> {
        let line = self.opening(&range);
        if let Err(fault) = self.length.add_heading() {
            self.fault(fault, line.clone());
        }
        let runs = self.inlines(false);
        let text = self.placed(runs);
        self.events.next();
        let level = level as u8;
        let above = self.last_level;
        // Also of a heading that is refused: what stands below it has not skipped a level.
        self.last_level = above.max(level.clamp(2, 4));
        if !self.source(&line).starts_with('#') {
            // Text with a line of --- or === below: hardly meant as a heading.
            let fault = unsupported(message!(zh: "标题要以 ## 开头", en: "a heading opens with ##"));
            let help = message!(
                zh: "如果不是标题，而是文字下面的一条线，请删去这条线",
                en: "if this is no heading but a rule below a text, take the rule away",
            );
            self.fault(fault.help(help), line);
            return None;
        }
        if !(2..=4).contains(&level) {
            let fault = unsupported(message!(
                zh: "标题只有三级：##（一）、### 1.、####（1）",
                en: "headings have three levels: ## (一), ### 1. and #### (1)",
            ));
            self.fault(fault, line);
            return None;
        }
        let written = self.source(&line);
        if (written.len() - written.trim_end_matches('\\').len()) % 2 == 1 {
            let fault = unsupported(message!(zh: "标题里不能换行", en: "a heading stands on one line"));
            let help = message!(
                zh: "删去行末的反斜杠；标题断成两行的，连成一行",
                en: "take the backslash at its end away; write a heading that is divided on one line",
            );
            self.fault(fault.help(help), line.clone());
        }
        if level > above + 1 {
            let (marks, missing) = ("#".repeat(level.into()), "#".repeat(usize::from(above) + 1));
            let fault = Diagnostic::error(
                &rules::HEADING_GAP,
                message!(
                    zh: "标题跳级：“{marks}”之前要先有“{missing}”",
                    en: "a heading level is skipped: `{marks}` needs a `{missing}` before it",
                ),
            );
            self.fault(fault, line.clone());
        }
        self.last_level = level;
        if text.is_empty() {
            self.fault(unsupported(message!(zh: "标题是空的", en: "the heading is empty")), line.clone());
        }
        // A line that is a heading by its number runs on with nothing but the rest of itself.
        let is_by_number = self.prose.is_put_in(line.start..line.start + 1);
        let is_divided = self.prose.is_put_in(line.end..line.end + 1);
        let runs_on = ends_like_a_sentence(&text) && (!is_by_number || is_divided);
        Some(Block::Heading { level, number: 0, text, runs_on, span: self.prose.span(line) })
    }

    fn items(&mut self, first: Option<u64>, depth: usize) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        // What was typed before the item: behind a slip both it and the place of the item may be gone on from.
        let mut before = None;
        while let Some((Event::Start(_), range)) = self.events.next() {
            if let Some(first) = first {
                let written = self.source(&range);
                let written = written.get(..written.len() - written.trim_start_matches(is_digit).len());
                let written = written.unwrap_or_default();
                let number = first.saturating_add(items.len() as u64);
                let goes_on = before.map(|before: u64| before.saturating_add(1));
                if written != number.to_string() && goes_on.is_none_or(|due| written != due.to_string()) {
                    let is_in_brackets = self.source(&range).trim_start_matches(is_digit).starts_with(')');
                    let place = range.start..range.start + written.len();
                    self.fault(other_number(written, number, is_in_brackets), place);
                }
                before = written.parse().ok();
            }
            items.push(self.blocks(Within::Item, depth + 1));
        }
        items
    }
}

/// The marks at a heading's end that let it run on with the paragraph below it.
pub const RUN_IN_ENDS: [char; 4] = ['。', '！', '？', '：'];

fn ends_like_a_sentence(text: &[Inline]) -> bool {
    let last = text.iter().rev().find_map(|inline| match inline {
        Inline::Text { text, .. } => text.trim_end().chars().next_back(),
        _ => None,
    });
    last.is_some_and(|last| RUN_IN_ENDS.contains(&last))
}

fn is_digit(ch: char) -> bool {
    ch.is_ascii_digit()
}

/// Items are numbered on from the first: a number that says otherwise would be changed.
fn other_number(written: &str, number: u64, is_in_brackets: bool) -> Diagnostic {
    let message = message!(
        zh: "这一条的序号是 {written}，会印成 {number}",
        en: "this item says {written} but would be printed as {number}",
    );
    let help = if is_in_brackets {
        message!(
            zh: "序号接着编：改成（{number}）；另起的一组，前面先写一段文字；不是列表的，在括号前写一个反斜杠：\\（",
            en: "items are numbered on: write （{number}）; before a list that begins anew write a paragraph; if this is \
                 no list, write a backslash before the bracket: \\（",
        )
    } else {
        message!(
            zh: "序号接着编：改成 {number}；另起的一组，前面先写一段文字；不是列表的，把句点写成 \\.",
            en: "items are numbered on: write {number}; before a list that begins anew write a paragraph; if this is \
                 no list, write the full stop as \\.",
        )
    };
    Diagnostic::error(&rules::LIST_NUMBER, message).help(help)
}
