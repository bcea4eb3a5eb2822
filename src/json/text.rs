//! Text: its characters, and how they stand where there is more to say of them.

use serde::Serialize;

use super::notes::Notes;
use crate::compose::document::{Emphasis, Inline, Link};

/// Text as it is printed. White space is one blank; a line broken on purpose is a line feed.
#[derive(Serialize)]
pub(super) struct Text {
    /// Its characters, without the marks of footnotes.
    pub(super) text: String,
    /// Its parts, if there are footnotes, links or emphasis among them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    runs: Vec<Run>,
}

/// A part of a text.
#[derive(Serialize)]
#[serde(untagged)]
enum Run {
    /// Characters that stand alike.
    Text {
        text: String,
        #[serde(skip_serializing_if = "is_false")]
        strong: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<String>,
    },
    /// The mark of a footnote.
    Footnote { footnote: usize },
}

fn is_false(truth: &bool) -> bool {
    !truth
}

/// A text with all that there is to say of it.
pub(super) fn text(inlines: &[Inline], notes: &mut Notes) -> Text {
    lines(std::slice::from_ref(&inlines), notes)
}

/// The same of several lines.
pub(super) fn lines<L: AsRef<[Inline]>>(lines: &[L], notes: &mut Notes) -> Text {
    let mut writer = Writer { runs: Vec::new(), notes, is_begun: false, blank: None };
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            writer.line_break();
        }
        line.as_ref().iter().for_each(|inline| writer.inline(inline));
    }
    let text = writer.runs.iter().filter_map(Run::characters).collect();
    let says_more = |run: &Run| !matches!(run, Run::Text { strong: false, link: None, .. });
    let runs = if writer.runs.iter().any(says_more) { writer.runs } else { Vec::new() };
    Text { text, runs }
}

/// The characters of a text alone.
pub(super) fn plain(inlines: &[Inline]) -> String {
    text(inlines, &mut Notes::default()).text
}

impl Run {
    fn characters(&self) -> Option<&str> {
        match self {
            Run::Text { text, .. } => Some(text),
            Run::Footnote { .. } => None,
        }
    }
}

/// How a text stands: whether it is strong, and where it leads.
type Look<'a> = (bool, Option<&'a str>);

/// What is written so far.
struct Writer<'a, 'n> {
    runs: Vec<Run>,
    notes: &'n mut Notes,
    /// Whether the line has a character yet.
    is_begun: bool,
    /// The blank behind its last character, if there is one.
    blank: Option<Look<'a>>,
}

impl<'a> Writer<'a, '_> {
    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text { text, emphasis, link, .. } => {
                let leads = |link: &&Link| link.address.starts_with('#') || link.leads_outside();
                let address = link.as_ref().filter(leads).map(|link| link.address.as_str());
                let look = (*emphasis == Emphasis::Strong, address);
                text.chars().for_each(|ch| self.character(ch, look));
            }
            Inline::LineBreak => self.line_break(),
            Inline::Footnote { note, .. } => {
                let footnote = self.notes.number(*note);
                self.runs.push(Run::Footnote { footnote });
            }
        }
    }

    /// A character. Of blanks one is kept, and only between two characters of a line.
    fn character(&mut self, ch: char, look: Look<'a>) {
        if ch.is_whitespace() {
            self.blank = self.blank.or(self.is_begun.then_some(look));
            return;
        }
        if let Some(blank) = self.blank.take() {
            self.put(' ', blank);
        }
        self.put(ch, look);
        self.is_begun = true;
    }

    fn line_break(&mut self) {
        (self.is_begun, self.blank) = (false, None);
        match self.runs.last_mut() {
            Some(Run::Text { text, .. }) => text.push('\n'),
            _ => self.put('\n', (false, None)),
        }
    }

    fn put(&mut self, ch: char, (strong, link): Look<'a>) {
        match self.runs.last_mut() {
            Some(Run::Text { text, strong: is_strong, link: to }) if *is_strong == strong && to.as_deref() == link => {
                text.push(ch);
            }
            _ => self.runs.push(Run::Text { text: ch.into(), strong, link: link.map(str::to_owned) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::document::NodeId;

    fn run(text: &str, emphasis: Emphasis, address: Option<&str>) -> Inline {
        let link = address.map(|address| Link { id: NodeId(0), address: address.to_owned() });
        Inline::Text { text: text.to_owned(), emphasis, link, span: None }
    }

    fn json(inlines: &[Inline]) -> String {
        serde_json::to_string(&text(inlines, &mut Notes::default())).unwrap_or_default()
    }

    #[test]
    fn plain_text_has_no_runs() {
        let parts =
            [Inline::plain("\u{3000}收到  申请", None), Inline::plain("66", None), Inline::plain(" 件。 ", None)];
        assert_eq!(json(&parts), r#"{"text":"收到 申请66 件。"}"#);
        let broken = [Inline::plain("甲 ", None), Inline::LineBreak, Inline::plain(" 乙", None)];
        assert_eq!(json(&broken), r#"{"text":"甲\n乙"}"#);
    }

    #[test]
    fn addresses_that_would_run_are_no_links() {
        for (address, is_link) in [
            ("#fig-hall", true),
            ("HTTPS://a.cn", true),
            ("mailto:a@b.cn", true),
            ("javascript:x", false),
            ("data:,x", false),
        ] {
            let said = json(&[run("甲", Emphasis::None, Some(address))]);
            assert_eq!(said.contains("link"), is_link, "{said}");
            assert!(said.starts_with(r#"{"text":"甲""#), "{said}");
        }
    }

    #[test]
    fn runs_make_up_the_text() {
        let parts = [
            run("甲 ", Emphasis::None, None),
            run("乙", Emphasis::Strong, None),
            Inline::Footnote { id: NodeId(1), note: 7 },
            run("见 网站", Emphasis::None, Some("https://example.cn/?a=1&b=\"2\"")),
        ];
        assert_eq!(
            json(&parts),
            r#"{"text":"甲 乙见 网站","runs":[{"text":"甲 "},{"text":"乙","strong":true},{"footnote":1},"#.to_owned()
                + r#"{"text":"见 网站","link":"https://example.cn/?a=1&b=\"2\""}]}"#
        );
    }
}
