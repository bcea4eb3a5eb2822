//! Pictures and charts: `![caption](picture "alternative text")`, `![caption](chart:NAME)`, alone in a paragraph or
//! several side by side; `{#name width=60%}` may stand behind each.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::attributes::{self, Attributes};
use super::reader::Reader;
use super::references::CHART;
use super::refusals::{Within, alone, not_alone, unsupported};
use super::run::is_inline;
use super::{Illustration, Inline, Shows};
use crate::diagnostic::{Diagnostic, did_you_mean, message};
use crate::narrative::rules;

/// Most pictures side by side: more would be too narrow to show anything.
const MOST_ABREAST: usize = 3;

impl Reader<'_> {
    /// The illustrations of a paragraph that opens with one.
    pub(super) fn illustrations(&mut self, within: Within) -> Option<Vec<Illustration>> {
        let mut found = Vec::new();
        let mut count = 0_usize;
        let mut is_alone = true;
        // Up to where the attributes of the last one reach.
        let mut attributes_end = 0;
        let place = self.events.peek().map(|(_, range)| range.clone()).unwrap_or_default();
        while let Some((event, range)) = self.events.peek().cloned() {
            match event {
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    self.events.next();
                    count += 1;
                    if count == MOST_ABREAST + 1 {
                        let message = message!(
                            zh: "并排的图片最多 {MOST_ABREAST} 张",
                            en: "at most {MOST_ABREAST} pictures may stand side by side",
                        );
                        let help = message!(zh: "中间空一行", en: "put an empty line between them");
                        self.fault(unsupported(message).help(help), range.clone());
                    }
                    let attributes = attributes::behind(self.prose.text.get(range.end..).unwrap_or_default());
                    let attributes = attributes.map(|part| range.end + part.start..range.end + part.end);
                    attributes_end = attributes.as_ref().map_or(0, |part| part.end);
                    found.extend(self.illustration(&dest_url, &title, range, attributes));
                }
                event if is_inline(&event) && range.end <= attributes_end => drop(self.events.next()),
                Event::Text(_)
                    if range.start < attributes_end && self.source(&(attributes_end..range.end)).trim().is_empty() =>
                {
                    drop(self.events.next());
                }
                Event::SoftBreak | Event::HardBreak => drop(self.events.next()),
                Event::Text(text) if text.trim().is_empty() => drop(self.events.next()),
                Event::End(_) => break,
                event if is_inline(&event) => {
                    if is_alone {
                        self.fault(not_alone(), range);
                        is_alone = false;
                    }
                    // What follows is read for its own faults.
                    drop(self.inlines(false));
                }
                _ => break,
            }
        }
        if matches!(within, Within::Item | Within::Footnote) {
            let message = message!(
                zh: "图片不能放在列表或脚注里",
                en: "a picture may not stand in a list or a footnote",
            );
            self.fault(unsupported(message).help(alone()), place);
            return None;
        }
        Some(found).filter(|found| is_alone && !found.is_empty())
    }

    /// One illustration, behind its opening event.
    fn illustration(
        &mut self,
        address: &str,
        title: &str,
        range: Range<usize>,
        attributes: Option<Range<usize>>,
    ) -> Option<Illustration> {
        let runs = self.inlines(false);
        let caption = self.placed(runs);
        self.events.next();
        let Attributes { name, width } = attributes.map(|range| self.attributes(range, true)).unwrap_or_default();

        if !self.template.is_known(address) || !self.template.is_known(title) {
            return None;
        }
        let address = self.template.filled(address);
        let shows = match address.strip_prefix(CHART).zip(self.charts.as_ref()) {
            Some((name, charts)) => match charts.iter().position(|known| *known == name) {
                Some(index) => {
                    if let Err(fault) = self.length.add_chart(index) {
                        self.fault(fault, range);
                        return None;
                    }
                    Shows::Chart(index)
                }
                None => {
                    let message = message!(zh: "没有“{name}”这个图表", en: "there is no chart `{name}`");
                    let fault = Diagnostic::error(&rules::CHART_UNKNOWN, message);
                    let otherwise = message!(
                        zh: "图表写在 [charts.{name}] 下",
                        en: "a chart is written under [charts.{name}]",
                    );
                    self.fault(fault.help(did_you_mean(name, charts.iter().copied(), otherwise)), range);
                    return None;
                }
            },
            None => Shows::File(address),
        };
        let alternative = Some(self.template.filled(title).trim().to_owned()).filter(|text| !text.is_empty());
        let span = self.prose.span(range.clone());
        // A chart can tell what it shows.
        if !has_words(&caption) && alternative.is_none() && matches!(shows, Shows::File(_)) {
            let message = message!(
                zh: "图片没有说明：读屏软件念不出来",
                en: "the picture has no caption: a screen reader has nothing to say",
            );
            let help = message!(
                zh: "在方括号里写图题：![图题](图片)；不印图题的，写 ![](图片 \"说明\")",
                en: "write its caption in the brackets: ![caption](picture), or, if none is to be printed, \
                    ![](picture \"what it shows\")",
            );
            self.fault(Diagnostic::error(&rules::PICTURE_CAPTION, message).help(help), range);
        }
        Some(Illustration { number: None, caption, alternative, shows, width, name, span })
    }
}

/// Whether a caption says anything: the mark of a footnote alone does not.
fn has_words(caption: &[Inline]) -> bool {
    caption.iter().any(|inline| matches!(inline, Inline::Text { text, .. } if !text.trim().is_empty()))
}
