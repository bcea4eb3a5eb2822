//! The runs of text within a block.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::addresses::{may_be_followed, scheme};
use super::reader::Reader;
use super::references::is_reference;
use super::refusals::{html, not_alone, unsupported};
use super::run::{Run, is_inline};
use super::{Emphasis, Inline};
use crate::diagnostic::{Diagnostic, message};
use crate::narrative::rules;
use crate::source::{SourceId, Span};

/// The link that text stands in, and the file.
struct Style {
    link: Option<String>,
    source: SourceId,
}

impl Reader<'_> {
    /// The runs up to the next event that belongs to a block. `<br>` breaks a line in cells only.
    pub(super) fn inlines(&mut self, in_cell: bool) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut style = Style { link: None, source: self.prose.source };
        // The reference that is open, and how many runs stand before it.
        let mut reference = None;
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            match event {
                Event::Text(text) => push(&mut runs, &text, range, &style),
                Event::SoftBreak | Event::HardBreak => runs.push(Run { inline: Inline::LineBreak, range }),
                // What the parser takes for marks of emphasis is text: `strong` looks for the pairs of ** by itself.
                Event::Start(tag @ (Tag::Strong | Tag::Emphasis)) => {
                    let width = if tag == Tag::Strong { 2 } else { 1 };
                    let mark = range.start..range.start + width;
                    push(&mut runs, self.source(&mark), mark.clone(), &style);
                }
                Event::End(tag @ (TagEnd::Strong | TagEnd::Emphasis)) => {
                    let width = if tag == TagEnd::Strong { 2 } else { 1 };
                    let mark = range.end.saturating_sub(width)..range.end;
                    push(&mut runs, self.source(&mark), mark.clone(), &style);
                }
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    if !title.is_empty() {
                        let title = self.template.filled(&title);
                        let fault = unsupported(message!(
                            zh: "链接只写地址：后面的“{title}”不会印出来",
                            en: "a link has an address only: `{title}` behind it would not be printed",
                        ));
                        self.fault(fault, range.clone());
                    }
                    if let Err(fault) = self.length.add_link() {
                        self.fault(fault, range.clone());
                    }
                    style.link = self.address(link_type, &dest_url, range.clone());
                    reference = style.link.as_deref().is_some_and(is_reference).then_some((runs.len(), range));
                }
                Event::End(TagEnd::Link) => {
                    // One without words is given them when the numbers are known.
                    if let Some((before, range)) = reference.take()
                        && runs.len() == before
                    {
                        push(&mut runs, "", range, &style);
                    }
                    style.link = None;
                }
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
        let runs = self.with_strong(runs);
        self.with_marks(runs)
    }

    /// Runs with the marks of footnotes that were taken out of brackets in their places.
    fn with_marks(&mut self, runs: Vec<Run>) -> Vec<Run> {
        let mut marked = Vec::new();
        for run in runs {
            let mut done = 0;
            let text = run.text().to_owned();
            for (at, ch) in text.char_indices() {
                let Some(label) = self.template.note(ch) else { continue };
                marked.extend((at > done).then(|| run.part(done..at)));
                done = at + ch.len_utf8();
                let range = run.part(at..done).range;
                match self.notes.mention(label, range.clone()) {
                    Ok(note) => marked.push(Run { inline: Inline::Footnote(note), range }),
                    Err(fault) => self.fault(fault, range),
                }
            }
            marked.extend((done == 0 || done < text.len()).then(|| run.part(done..text.len())));
        }
        marked
    }

    /// Ties runs to their places in the file, and puts in what expressions come to, each a text of its own.
    pub(super) fn placed(&self, runs: impl IntoIterator<Item = Run>) -> Vec<Inline> {
        let runs = runs.into_iter();
        let mut placed = Vec::with_capacity(runs.size_hint().0);
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

    /// The address of a link: the name of a figure or table, or one that a reader may follow.
    fn address(&mut self, kind: LinkType, address: &str, range: Range<usize>) -> Option<String> {
        if !self.template.is_known(address) {
            return None;
        }
        let address = self.template.filled(address);
        if kind == LinkType::Email {
            return Some(format!("mailto:{address}"));
        }
        if is_reference(&address) {
            return Some(address);
        }
        if may_be_followed(&address) {
            return Some(address);
        }
        let message = match scheme(&address) {
            Some(scheme) => message!(
                zh: "链接的地址“{address}”不能用：不能以 {scheme}: 开头，只能是 https://、http://、mailto:、tel:",
                en: "the address `{address}` cannot be used: it may not open with {scheme}:, only with https://, http://, \
                     mailto: or tel:",
            ),
            None => message!(
                zh: "链接的地址“{address}”不完整：要以 https:// 之类开头",
                en: "the address `{address}` of the link is incomplete: it must open with https:// or the like",
            ),
        };
        let fault = Diagnostic::error(&rules::LINK_ADDRESS, message);
        self.fault(
            fault.help(message!(
                zh: "如果不是链接，在方括号前面写一个反斜杠：\\[",
                en: "if this is no link, write a backslash before the bracket: \\[",
            )),
            range,
        );
        None
    }
}

/// Adds text, to the run before it if both are one stretch of the source.
fn push(runs: &mut Vec<Run>, added: &str, range: Range<usize>, style: &Style) {
    let added = Run {
        inline: Inline::Text {
            text: added.to_owned(),
            emphasis: Emphasis::None,
            link: style.link.clone(),
            span: Span::new(style.source, range.clone()),
        },
        range,
    };
    if let Some(last) = runs.last_mut() {
        let one_stretch = last.range.end == added.range.start && last.is_literal() && added.is_literal();
        if let Inline::Text { text, link, .. } = &mut last.inline
            && one_stretch
            && *link == style.link
        {
            text.push_str(added.text());
            last.range.end = added.range.end;
            return;
        }
    }
    runs.push(added);
}

fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}
