//! From Markdown to blocks.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::as_markdown::as_markdown;
use super::figures::Figures;
use super::footnotes::Notes;
use super::full_width::full_width_marks;
use super::reader::Reader;
use super::refusals::{Within, code_block, html, out_of_place, unsupported};
use super::run::is_inline;
use super::template::Template;
use super::{Block, Inline, Narrative};
use crate::diagnostic::{Diagnostic, message};
use crate::narrative::rules;
use crate::report::Prose;

/// Reads a piece of Markdown, with the figures that it calls for.
///
/// Gives what could be read, and everything that may not stand in a narrative, in the order of the text; see
/// docs/data-file.md, 正文.
pub(super) fn read(prose: &Prose, figures: Figures) -> (Narrative, Vec<Diagnostic>) {
    let mut faults = full_width_marks(prose);
    let mut template = Template::new(&as_markdown(prose), figures);
    faults.append(&mut template.faults);
    let prose = &template.prose;
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
        charts: figures.report.charts.iter().map(|chart| chart.name.value.as_str()).collect(),
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
    let (footnotes, faults) = std::mem::take(&mut reader.notes).finish();
    for (fault, range) in faults {
        reader.fault(fault, range);
    }

    let mut faults = reader.faults;
    faults.sort_by_key(|fault| fault.span.map(|span| span.start));
    (Narrative { blocks, footnotes }, faults)
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
            if let Some(fault) = out_of_place(&tag, within, depth) {
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
            en: "items are numbered on: write （{number}）; before a list that begins anew write a paragraph; if this is no \
                 list, write a backslash before the bracket: \\（",
        )
    } else {
        message!(
            zh: "序号接着编：改成 {number}；另起的一组，前面先写一段文字；不是列表的，把句点写成 \\.",
            en: "items are numbered on: write {number}; before a list that begins anew write a paragraph; if this is no \
                 list, write the full stop as \\.",
        )
    };
    Diagnostic::error(&rules::LIST_NUMBER, message).help(help)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::narrative::Inline;
    use crate::narrative::sample::read_plain;
    use crate::narrative::{Illustration, Shows};
    use crate::source::Sources;

    fn prose_of(text: &str) -> (Sources, Prose) {
        let mut sources = Sources::default();
        let source = sources.add("a.md", text);
        (sources, Prose { text: text.to_owned(), source, offsets: Vec::new(), key: "overview.body".to_owned() })
    }

    /// Blocks in a short notation, and that every text stands where its span says.
    fn blocks(text: &str) -> String {
        let (sources, prose) = prose_of(text);
        let narrative = read_plain(&prose).expect("a sound narrative");
        let mut out = narrative.blocks.iter().map(|block| show(block, &sources)).collect::<Vec<_>>();
        for (index, note) in narrative.footnotes.iter().enumerate() {
            out.extend(note.paragraphs.iter().map(|text| format!("注{index} {}", runs(text, &sources))));
        }
        out.join("\n")
    }

    fn show(block: &Block, sources: &Sources) -> String {
        let all = |blocks: &[Block]| blocks.iter().map(|block| show(block, sources)).collect::<Vec<_>>().join("；");
        match block {
            Block::Heading { level, text, runs_on, span, .. } => {
                let runs_on = if *runs_on { "→" } else { "" };
                format!("{level} {}{runs_on} @{}", runs(text, sources), sources.slice(*span))
            }
            Block::Paragraph(text) => format!("P {}", runs(text, sources)),
            Block::Source(text) => format!("S {}", runs(text, sources)),
            Block::List { first, in_brackets, items } => {
                let brackets = if *in_brackets { "()" } else { "" };
                format!("L{brackets}{first:?}[{}]", items.iter().map(|item| all(item)).collect::<Vec<_>>().join("／"))
            }
            Block::Quote(blocks) => format!("Q[{}]", all(blocks)),
            Block::Table(table) => format!("T{}×{}", table.rows, table.columns),
            Block::Illustrations(all) => {
                let show = |one: &Illustration| {
                    let alternative = one.alternative.as_deref().map(|text| format!("({text})")).unwrap_or_default();
                    match &one.shows {
                        Shows::File(path) => format!("{path}:{}{alternative}", runs(&one.caption, sources)),
                        Shows::Chart(index) => format!("#{index}:{}{alternative}", runs(&one.caption, sources)),
                    }
                };
                format!("I[{}]", all.iter().map(show).collect::<Vec<_>>().join("／"))
            }
        }
    }

    fn runs(text: &[Inline], sources: &Sources) -> String {
        let show = |inline: &Inline| match inline {
            Inline::Text { text, emphasis, link, span } => {
                if text != "\n" && !sources.slice(*span).starts_with('&') {
                    assert_eq!(sources.slice(*span), text);
                }
                let link = link.as_deref().map(|link| format!("→{link}")).unwrap_or_default();
                match emphasis {
                    crate::narrative::Emphasis::None => format!("{text}{link}"),
                    emphasis => format!("<{emphasis:?} {text}{link}>"),
                }
            }
            Inline::LineBreak => "⏎".to_owned(),
            Inline::Footnote(index) => format!("^{index}"),
        };
        text.iter().map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn pictures_stand_alone_or_side_by_side() {
        assert_eq!(blocks("![题**目**](图/a.png)"), "I[图/a.png:题|<Strong 目>]");
        assert_eq!(blocks("![甲](a.png)\n![乙](<b c.png> \"一张照片\")"), "I[a.png:甲／b c.png:乙(一张照片)]");
        assert_eq!(blocks("前\n\n![](a.png '说明')\n\n后"), "P 前\nI[a.png:(说明)]\nP 后");
        assert_eq!(blocks("> ![甲](a.png)"), "Q[I[a.png:甲]]");
        assert_eq!(blocks("\\![甲]"), "P ![甲]");
    }

    /// Code, line and column of everything that is wrong.
    fn faults(text: &str) -> Vec<(&'static str, usize, usize)> {
        let (sources, prose) = prose_of(text);
        let found = read_plain(&prose).expect_err("something is wrong");
        found
            .iter()
            .map(|fault| {
                assert_eq!(fault.key.as_deref(), Some("overview.body"));
                let at = sources.line_column(fault.span.expect("a place"));
                (fault.code(), at.line, at.column)
            })
            .collect()
    }

    #[test]
    fn headings_and_paragraphs() {
        assert_eq!(
            blocks("甲\r\n乙\n\n## 一 级 ##\n\n### 聚焦**重点**。\n#### 末\n\n## 又"),
            "P 甲\nP 乙\n2 一 级 @## 一 级 ##\n3 聚焦|<Strong 重点>|。→ @### 聚焦**重点**。\n4 末 @#### 末\n2 又 @## 又"
        );
    }

    #[test]
    fn runs_of_text() {
        assert_eq!(
            blocks("**强*兼*强**和*星*  \n次行\\\n末 a_b_c _a_ 1~2月、3~4月 a < b “引”...--"),
            "P <Strong 强*兼*强>|和*星*\nP 次行|⏎|末 a_b_c _a_ 1~2月、3~4月 a < b “引”...--"
        );
        assert_eq!(
            blocks("[省**府**](https://a.cn/x)、<https://b.cn>、<a@b.cn>、\\[1\\](2)、\\{{、张\\*\\*、\\[^1]、&lt;"),
            "P 省→https://a.cn/x|<Strong 府→https://a.cn/x>|、|https://b.cn→https://b.cn|、|a@b.cn→mailto:a@b.cn|、\
             |[1|](2)、|{{、张|*|*、|[^1]、|<"
        );
    }

    #[test]
    fn lists_keep_their_first_number() {
        assert_eq!(
            blocks("3. 甲\n   续\n   - 乙\n     1. 丙\n4. 丁\n\n- 戊\n\n- 己\n\n  庚"),
            "LSome(3)[P 甲；P 续；LNone[P 乙；LSome(1)[P 丙]]／P 丁]\nLNone[P 戊／P 己；P 庚]"
        );
    }

    #[test]
    fn list_numbers_are_never_changed() {
        assert_eq!(faults("3. 甲\n5. 乙\n5. 丙"), [("list-number", 2, 1)]);
        assert_eq!(faults("007. 甲"), [("list-number", 1, 1)]);
        assert_eq!(faults("1. 甲\n1. 乙\n3. 丙"), [("list-number", 2, 1)]);
        assert_eq!(faults("1. 甲\n2. 乙\n1. 丙"), [("list-number", 3, 1)]);
        assert_eq!(blocks("甲\n2. 乙"), "P 甲\nLSome(2)[P 乙]");
    }

    #[test]
    fn stars_are_text_but_for_pairs_of_two() {
        assert_eq!(
            blocks("共3*4*5=60件，王*明、赵*华，138****0000，***"),
            "P 共3*4*5=60件，王*明、赵*华，138****0000，***"
        );
        assert_eq!(
            blocks("一是**加强领导；**二是**健全制度。**"),
            "P 一是|<Strong 加强领导；>|二是|<Strong 健全制度。>"
        );
        assert_eq!(
            blocks("推进**“一张网”**改革，落实**《办法》**，建设**（含新媒体）**平台"),
            "P 推进|<Strong “一张网”>|改革，落实|<Strong 《办法》>|，建设|<Strong （含新媒体）>|平台"
        );
        assert_eq!(blocks("*“甲”*乙，某\\*\\*公司"), "P *“甲”*乙，某|*|*公司");
        assert_eq!(blocks("***甲***"), "P ***甲***");
        assert_eq!(faults("**甲**乙**丙"), [("markdown-emphasis", 1, 7)]);
        // The other half stands in the next paragraph: one mistake.
        assert_eq!(faults("**甲\n乙**\n丙**"), [("markdown-emphasis", 1, 1), ("markdown-emphasis", 3, 2)]);
    }

    #[test]
    fn a_quote_has_its_source_line() {
        assert_eq!(
            blocks("> **题**\n>\n> 来源：某局 2020\n>\n> 正文\n> 续\n>\n> **一、范围**"),
            "Q[P <Strong 题>；S 来源：某局 2020；P 正文；P 续；P <Strong 一、范围>]"
        );
        assert_eq!(blocks("> **题**\n> 来源：某局\n> 正文"), "Q[P <Strong 题>；S 来源：某局；P 正文]");
        assert_eq!(blocks("来源：某局"), "P 来源：某局");
        assert_eq!(
            faults("> ## 题\n\n- # 题\n- > 引\n\n> > 套"),
            [
                ("markdown-unsupported", 1, 3),
                ("markdown-unsupported", 3, 3),
                ("markdown-unsupported", 4, 3),
                ("markdown-unsupported", 6, 3)
            ]
        );
    }

    #[test]
    fn footnotes_count_by_their_first_mention() {
        assert_eq!(
            blocks("甲[^b]乙[^a]丙[^b]。\n\n[^a]: 注甲\n[^b]: 注**乙**\n\n    次段\n"),
            "P 甲|^0|乙|^1|丙|^0|。\nP 次段\n注0 注|<Strong 乙>\n注1 注甲"
        );
        assert_eq!(
            faults("甲[^1]乙[^9]\n\n[^1]: 注[^2]\n\n[^2]: 二\n\n[^1]: 重"),
            [("footnote", 1, 7), ("footnote", 3, 8), ("footnote", 5, 1), ("footnote", 7, 1)]
        );
        assert_eq!(faults("甲[^1]\n\n[^1]: # 题"), [("markdown-unsupported", 3, 7)]);
    }

    #[test]
    fn footnotes_may_stand_by_links() {
        assert_eq!(
            blocks("见文件[^1][第二条](https://a.cn/)，[天[^2]地](https://b.cn/)\n\n[^1]: 甲\n\n[^2]: 乙"),
            "P 见文件|^0|第二条→https://a.cn/|，|天→https://b.cn/|^1|地→https://b.cn/\n注0 甲\n注1 乙"
        );
        assert_eq!(faults("甲[^1]\n\n[^1]:\n"), [("footnote", 3, 1)]);
    }

    #[test]
    fn nothing_false_is_said_beside_what_is_refused() {
        // The mark, or the text, of a footnote stands in the quote that may not stand in a list.
        assert_eq!(faults("- > 引[^1]\n\n[^1]: 注"), [("markdown-unsupported", 1, 3)]);
        assert_eq!(faults("甲[^1]\n\n- [^1]: 注"), [("markdown-unsupported", 3, 3)]);
        // What is refused is a heading all the same.
        assert_eq!(faults("甲\n---\n\n## 乙"), [("markdown-unsupported", 2, 1)]);
        assert_eq!(faults("## 甲\n\n##### 乙\n\n#### 丁"), [("markdown-unsupported", 3, 1)]);
    }

    #[test]
    fn headings_step_down_by_one() {
        assert_eq!(faults("### 甲"), [("heading-gap", 1, 1)]);
        assert_eq!(faults("正文\n\n## 甲\n\n#### 乙\n\n#### 丙"), [("heading-gap", 5, 1)]);
        assert_eq!(
            faults("# 甲\n\n##### 乙\n\n## \n\n丙\n---\n"),
            [
                ("markdown-unsupported", 1, 1),
                ("markdown-unsupported", 3, 1),
                ("markdown-unsupported", 5, 1),
                ("markdown-unsupported", 8, 1)
            ]
        );
        assert_eq!(faults("正文\n##甲"), [("markdown-unsupported", 2, 1)]);
    }

    #[test]
    fn what_the_house_cannot_set_is_refused_at_its_place() {
        for (text, code, line, column) in [
            ("甲<b>乙", "markdown-html", 1, 2),
            ("甲<br>乙", "markdown-html", 1, 2),
            ("甲\n\n<div>\n乙\n</div>\n\n丙", "markdown-html", 3, 1),
            ("甲\n\n<!-- 注 -->", "markdown-html", 3, 1),
            ("甲`乙`", "markdown-unsupported", 1, 2),
            ("甲\n\n```\n乙\n```", "markdown-unsupported", 3, 1),
            ("甲\n\n---\n\n乙", "markdown-unsupported", 3, 1),
            ("甲~~乙~~", "markdown-unsupported", 1, 2),
            ("- [ ] 乙", "markdown-unsupported", 1, 3),
            ("甲\n\n[乙]: https://a.cn", "markdown-unsupported", 3, 1),
            ("甲![乙](a.png)丙", "markdown-unsupported", 1, 2),
            ("- ![乙](a.png)", "markdown-unsupported", 1, 3),
            ("| 甲 |\n| --- |\n| ![乙](a.png) |", "markdown-unsupported", 3, 3),
            ("![乙](a b.png)", "markdown-unsupported", 1, 1),
            ("![](a.png)", "picture-caption", 1, 1),
            ("![乙](chart:years)", "chart-unknown", 1, 1),
            ("![甲](a.png) ![乙](b.png) ![丙](c.png) ![丁](d.png)", "markdown-unsupported", 1, 37),
            ("共{{ a }}件", "template", 1, 5),
            ("见[乙](54)号", "link-address", 1, 2),
            ("见[乙](https://a.cn '题')", "markdown-unsupported", 1, 2),
            ("**注意：甲", "markdown-emphasis", 1, 1),
            ("甲\n\n| 乙 | 丙 |\n| --- |\n| 丁 |", "table-shape", 3, 1),
        ] {
            assert_eq!(faults(text), [(code, line, column)], "{text}");
        }
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(
            blocks("　　一是甲。\n\u{A0}\u{A0}二是乙。\n\n    三是丙。\n\t四是丁。"),
            "P 一是甲。\nP 二是乙。\nP 三是丙。\nP 四是丁。"
        );
        assert_eq!(
            blocks("（一）主动公开\n全年120条。\n1.甲。\n（1）子\n（2）女\n2．乙\n注：末。\n（1）独"),
            "2 （一）主动公开 @（一）主动公开\nP 全年120条。\nLSome(1)[P 甲。；L()Some(1)[P 子／P 女]／P 乙]\nP 注：末。\nL()Some(1)[P 独]"
        );
        assert_eq!(
            blocks("（一）甲。全年120条。\n(二)**乙。**丙。丁\n（三）戊。\n己\n（含庚）辛"),
            "2 （一）甲。→ @（一）甲。\nP 全年120条。\n2 (二)|<Strong 乙。>→ @(二)**乙。**\nP 丙。丁\n2 （三）戊。 @（三）戊。\nP 己\nP （含庚）辛"
        );
        assert_eq!(
            blocks("12345热线\n2025年\n1.5万\n\\（一）甲\n1\\.乙\n一、丙"),
            "P 12345热线\nP 2025年\nP 1.5万\nP （一）甲\nP 1|.乙\nP 一、丙"
        );
        assert_eq!(blocks("> （一）甲\n> 1.乙"), "Q[P （一）甲；P 1.乙]", "a quote keeps its own numbers");
        assert_eq!(blocks("甲\\\n　　乙\\\n丙\n丁"), "P 甲|⏎|乙|⏎|丙\nP 丁");
        assert_eq!(blocks("1.甲\n\t续\n正文\n![图](a.png)\n正文"), "LSome(1)[P 甲；P 续]\nP 正文\nI[a.png:图]\nP 正文");
    }

    #[test]
    fn lines_with_tabs_are_a_table() {
        assert_eq!(blocks("各项：\n项目\t数|量\n<\t\"甲\n乙\"\n: 题注\n后文"), "P 各项：\nT2×2\nP 后文");
        assert_eq!(faults("项目\t数量\n公开\t5\t6\n"), [("table-shape", 2, 1)]);
        assert_eq!(blocks("| 甲 |\n|---|\n| 乙 |\n后文"), "T2×1\nP 后文");
    }

    #[test]
    fn deep_nesting_is_refused_and_not_followed() {
        assert!(faults(&"> ".repeat(20_000)).iter().all(|fault| fault.0 == "markdown-unsupported"));
        let list: String = (0..200).map(|depth| format!("{}- 甲\n", "  ".repeat(depth))).collect();
        assert_eq!(faults(&list)[0].0, "markdown-unsupported");
    }
}
