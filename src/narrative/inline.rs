//! Runs of text within a block, and what their author meant otherwise than the parser reads it.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::captions::footnote_mark;
use super::footnotes::missing_footnote;
use super::reader::Reader;
use super::refusals::{html, indent_help, not_a_picture, not_alone, unsupported};
use super::{Emphasis, Inline};
use crate::diagnostic::{Diagnostic, message};
use crate::narrative::rules;
use crate::source::{SourceId, Span};

/// Whether an event belongs to a run of text, and is no block.
pub(super) fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }),
        Event::End(tag) => matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link),
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

/// A run of text, a break or a mark, and where it stands in the Markdown.
pub(super) struct Run {
    pub(super) inline: Inline,
    pub(super) range: Range<usize>,
}

impl Run {
    /// The characters; none of a break or a mark.
    pub(super) fn text(&self) -> &str {
        match &self.inline {
            Inline::Text { text, .. } => text,
            _ => "",
        }
    }

    pub(super) fn is_break(&self) -> bool {
        matches!(self.inline, Inline::LineBreak) || self.text() == "\n"
    }

    /// Whether each byte of the text stands where its place says: no escape, no entity.
    pub(super) fn is_literal(&self) -> bool {
        self.text().len() == self.range.len() && self.text() != "\n"
    }

    /// A part of a text, tied to its part of the Markdown where the text is literal. A break or a mark has no parts.
    pub(super) fn part(&self, part: Range<usize>) -> Run {
        let mut run = Run { inline: self.inline.clone(), range: self.range.clone() };
        if let Inline::Text { text, .. } = &mut run.inline {
            if self.is_literal() {
                run.range = self.range.start + part.start..self.range.start + part.end;
            }
            *text = text.get(part).unwrap_or_default().to_owned();
        }
        run
    }

    /// Drops white space at the start, and `mark` before it.
    pub(super) fn trim_start(&mut self, mark: &str) {
        let literal = self.is_literal();
        if let Inline::Text { text, .. } = &mut self.inline {
            let rest = text.strip_prefix(mark).unwrap_or(text).trim_start();
            let gone = text.len() - rest.len();
            text.drain(..gone);
            self.range.start += if literal { gone } else { 0 };
        }
    }

    /// Drops white space at the end.
    pub(super) fn trim_end(&mut self) {
        let literal = self.is_literal();
        if let Inline::Text { text, .. } = &mut self.inline {
            let kept = text.trim_end().len();
            self.range.end -= if literal { text.len() - kept } else { 0 };
            text.truncate(kept);
        }
    }
}

/// The emphasis and the link that text stands in.
struct Style {
    strong: usize,
    soft: usize,
    link: Option<String>,
    source: SourceId,
}

impl Style {
    fn emphasis(&self) -> Emphasis {
        match (self.strong, self.soft) {
            (0, 0) => Emphasis::None,
            (0, _) => Emphasis::Soft,
            _ => Emphasis::Strong,
        }
    }
}

impl Reader<'_> {
    /// The runs up to the next event that belongs to a block. `<br>` breaks a line in cells only.
    pub(super) fn inlines(&mut self, in_cell: bool) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut style = Style { strong: 0, soft: 0, link: None, source: self.prose.source };
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            match event {
                Event::Text(text) => push(&mut runs, &text, range, &style),
                Event::SoftBreak => push(&mut runs, "\n", range, &style),
                Event::HardBreak => runs.push(Run { inline: Inline::LineBreak, range }),
                Event::Start(tag @ (Tag::Strong | Tag::Emphasis)) => {
                    self.check_product(&range);
                    *(if tag == Tag::Strong { &mut style.strong } else { &mut style.soft }) += 1;
                }
                Event::End(TagEnd::Strong) => style.strong = style.strong.saturating_sub(1),
                Event::End(TagEnd::Emphasis) => style.soft = style.soft.saturating_sub(1),
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    if !title.is_empty() {
                        let title = self.template.filled(&title);
                        let fault = unsupported(message!(
                            zh: "链接只写地址：后面的“{title}”不会印出来",
                            en: "a link has an address only: `{title}` behind it would not be printed",
                        ));
                        self.fault(fault, range.clone());
                    }
                    style.link = self.address(link_type, &dest_url, range);
                }
                Event::End(TagEnd::Link) => style.link = None,
                Event::FootnoteReference(label) => {
                    match self.notes.mention(&self.template.filled(&label), range.clone()) {
                        Ok(note) => runs.push(Run { inline: Inline::Footnote(note), range }),
                        Err(fault) => self.fault(fault, range),
                    }
                }
                Event::InlineHtml(tag) if in_cell && is_line_break(&tag) => {
                    runs.push(Run { inline: Inline::LineBreak, range })
                }
                Event::InlineHtml(tag) => {
                    let fault = html();
                    self.fault(
                        if is_line_break(&tag) && !in_cell {
                            fault.help(message!(
                                zh: "正文里换行：在行末写一个反斜杠 \\",
                                en: "to break a line in a paragraph, end it with a backslash",
                            ))
                        } else {
                            fault
                        },
                        range,
                    );
                }
                Event::Start(Tag::Image { .. }) => {
                    self.fault(not_alone(), range);
                    self.skip();
                }
                Event::Code(_) => {
                    let fault = unsupported(message!(
                        zh: "不支持代码（反引号）",
                        en: "code in backticks is not supported",
                    ));
                    self.fault(fault.help(message!(zh: "改用引号", en: "use quotation marks")), range);
                }
                Event::TaskListMarker(_) => {
                    let fault = unsupported(message!(
                        zh: "不支持任务清单",
                        en: "task lists are not supported",
                    ));
                    self.fault(
                        fault.help(message!(zh: "改用 ☑ 或 ☐", en: "write the character ☑ or ☐ instead")),
                        range,
                    );
                }
                _ => {}
            }
        }
        self.check_text(&runs);
        runs
    }

    /// Ties runs to their places in the file, and puts in what expressions come to, each a text of its own.
    pub(super) fn placed(&self, runs: impl IntoIterator<Item = Run>) -> Vec<Inline> {
        let mut placed = Vec::new();
        for run in runs {
            let is_literal = run.is_literal();
            match run.inline {
                Inline::Text { text, emphasis, link, .. } => {
                    for part in self.parts(&text) {
                        let range = match is_literal {
                            true => run.range.start + part.start..run.range.start + part.end,
                            false => run.range.clone(),
                        };
                        let text = self.template.filled(text.get(part).unwrap_or_default());
                        let span = self.prose.span(range);
                        placed.push(Inline::Text { text, emphasis, link: link.clone(), span });
                    }
                }
                other => placed.push(other),
            }
        }
        placed
    }

    /// A text divided into expressions and what stands between them.
    fn parts(&self, text: &str) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut done = 0;
        for (at, ch) in text.char_indices().filter(|(_, ch)| self.template.stands_in(*ch)) {
            parts.push(done..at);
            done = at + ch.len_utf8();
            parts.push(at..done);
        }
        parts.push(done..text.len());
        if parts.len() > 1 {
            parts.retain(|part| !part.is_empty());
        }
        parts
    }

    /// The address of a link; a PDF can only lead to one with a scheme.
    fn address(&mut self, kind: LinkType, address: &str, range: Range<usize>) -> Option<String> {
        if !self.template.is_known(address) {
            return None;
        }
        let address = self.template.filled(address);
        if kind == LinkType::Email {
            return Some(format!("mailto:{address}"));
        }
        let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
        if scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-".contains(&byte))
        {
            return Some(address);
        }
        let fault = Diagnostic::error(
            &rules::LINK_ADDRESS,
            message!(
                zh: "链接的地址“{address}”不完整：要以 https:// 之类开头",
                en: "the address `{address}` of the link is incomplete: it must open with https:// or the like",
            ),
        );
        self.fault(
            fault.help(message!(
                zh: "如果不是链接，在方括号前面写一个反斜杠：\\[",
                en: "if this is no link, write a backslash before the bracket: \\[",
            )),
            range,
        );
        None
    }

    /// Looks for asterisks between digits, which are meant as signs: 3*4*5.
    fn check_product(&mut self, range: &Range<usize>) {
        let before = self.source(&(0..range.start)).chars().next_back();
        let inside = self.source(range).trim_start_matches(['*', '_']).chars().next();
        let is_figure = |ch: char| ch.is_ascii_digit() || self.template.stands_in(ch);
        if [before, inside].iter().all(|ch| ch.is_some_and(is_figure)) {
            let message =
                message!(zh: "数字之间的 * 会被当作强调", en: "an asterisk between digits is read as emphasis");
            let fault = Diagnostic::error(&rules::MARKDOWN_EMPHASIS, message);
            let help = message!(zh: "写成 \\* 或 ×", en: "write \\* or ×");
            self.fault(fault.help(help), range.start..range.start + 1);
        }
    }

    /// Looks for what the parser has left in the text although its author meant something by it.
    fn check_text(&mut self, runs: &[Run]) {
        for run in runs.iter().filter(|run| run.is_literal()) {
            let text = run.text();
            let mut found = Vec::new();
            if let Some(at) = text.find("**") {
                found.push((at, 2, lone_asterisks()));
            }
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
            if text.starts_with(['\u{3000}', '\u{A0}']) {
                let white = text.len() - text.trim_start().len();
                let fault = unsupported(message!(zh: "段首不要缩进", en: "do not indent a paragraph"));
                self.fault(fault.help(indent_help()), line.start..line.start + white);
            } else if (2..=4).contains(&marks) {
                let signs = "#".repeat(marks);
                let fault = unsupported(message!(
                    zh: "“{signs}”后面要空一格，才是标题",
                    en: "a space must stand behind `{signs}` to make it a heading",
                ));
                self.fault(fault, line.start..line.start + marks);
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
            } else if index > 0 && opens_item(text) {
                let fault = unsupported(message!(zh: "列表前面要空一行", en: "an empty line must stand before a list"));
                let help = message!(
                    zh: "如果不是列表，把句点写成 \\.",
                    en: "if this is no list, write the full stop as \\.",
                );
                self.fault(fault.help(help), line);
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

/// Adds text, to the run before it if both are one stretch of the source.
fn push(runs: &mut Vec<Run>, added: &str, range: Range<usize>, style: &Style) {
    let added = Run {
        inline: Inline::Text {
            text: added.to_owned(),
            emphasis: style.emphasis(),
            link: style.link.clone(),
            span: Span::new(style.source, range.clone()),
        },
        range,
    };
    if let Some(last) = runs.last_mut() {
        let one_stretch = last.range.end == added.range.start && last.is_literal() && added.is_literal();
        if let Inline::Text { text, emphasis, link, .. } = &mut last.inline
            && one_stretch
            && *emphasis == style.emphasis()
            && *link == style.link
        {
            text.push_str(added.text());
            last.range.end = added.range.end;
            return;
        }
    }
    runs.push(added);
}

/// Whether a line opens like an item of an ordered list.
fn opens_item(text: &str) -> bool {
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    rest.len() < text.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

fn lone_asterisks() -> Diagnostic {
    let message = message!(zh: "这里的 ** 没有起作用", en: "this ** has no effect");
    Diagnostic::error(&rules::MARKDOWN_EMPHASIS, message).help(message!(
        zh: "** 要成对，内侧不能是标点，如 **重点**：；星号本身写成 \\*",
        en: "** comes in pairs with no punctuation on its inner side; write \\* for an asterisk",
    ))
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}
