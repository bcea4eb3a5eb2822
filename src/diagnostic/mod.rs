//! What the program has to say about a report: one type for errors, warnings and notes of every room.
//!
//! Takes nothing of the report; gives [`Diagnostic`]s that `render` draws with the source line they speak of and `json`
//! lists for programs, each made from a [`Rule`]. Knows no room, so that every room can use it.

mod edit;
mod json;
mod nearest;
mod pair;
mod render;
mod rule;

pub use edit::{Edit, Edited};
pub use json::{Entry, clean, json};
pub use nearest::{did_you_mean, nearest, suggested};
pub use pair::{Medium, Pair};
pub use render::{Style, render};
pub use rule::{ERROR, ERROR_OR_WARNING, NOTE, Rule, Text, WARNING, accept_lines, text};

use crate::source::Span;

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

/// A text in both languages. Written with `message!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    zh: String,
    en: String,
}

impl Message {
    /// A text given in both languages. Of one that repeats a whole paragraph of the report, the beginning and the end.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Message {
        Message { zh: shortened(zh.into()), en: shortened(en.into()) }
    }

    /// The text in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Bytes of a message: more than a screen shows.
const LONGEST_MESSAGE: usize = 6_000;

/// A text without its middle, if it is too long for a message.
fn shortened(text: String) -> String {
    if text.len() <= LONGEST_MESSAGE {
        return text;
    }
    let begin = text.floor_char_boundary(LONGEST_MESSAGE / 2);
    let end = text.ceil_char_boundary(text.len() - LONGEST_MESSAGE / 2);
    let (begin, end) = (text.get(..begin).unwrap_or_default(), text.get(end..).unwrap_or_default());
    format!("{begin}……{end}")
}

/// Builds a [`Message`] from two format strings, so that both languages stand side by side where a thing is said.
macro_rules! message {
    (zh: $zh:literal, en: $en:literal $(,)?) => {
        $crate::diagnostic::Message::new(format!($zh), format!($en))
    };
}
pub(crate) use message;

impl Lang {
    /// The language of a name on the command line.
    pub fn by_name(name: &str) -> Option<Lang> {
        match name {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong; the report is built all the same.
    Warning,
    /// The report is not built.
    Error,
}

impl Severity {
    /// Its name in JSON and in English.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// Its name in a language.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, _) => self.name(),
            (Lang::Zh, Severity::Note) => "提示",
            (Lang::Zh, Severity::Warning) => "警告",
            (Lang::Zh, Severity::Error) => "错误",
        }
    }
}

/// Whose fault an error is; it decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The data file or its narrative is wrong: exit code 1.
    Data,
    /// A file, a face or the target is missing, unreadable or not writable: exit code 3.
    System,
}

/// One thing to say about a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What it is made from.
    pub rule: &'static Rule,
    /// How grave it is.
    pub severity: Severity,
    /// Whose fault it is.
    pub fault: Fault,
    /// What is wrong.
    pub message: Message,
    /// Where, if it is a place in a text.
    pub span: Option<Span>,
    /// The file that it is about as a whole, such as one that cannot be read.
    pub file: Option<String>,
    /// Dotted key in the data file, such as `applications.total.natural`.
    pub key: Option<String>,
    /// What to do about it.
    pub help: Option<Message>,
    /// The other values that it speaks of.
    pub related: Vec<Related>,
    /// What mends it, where there is only one right answer: edits that `check --fix` may make one without another.
    pub fix: Vec<Edit>,
    /// Why the office accepts it, if it does: it then counts for nothing, and is listed only on demand.
    pub accepted: Option<String>,
}

/// Another value that a diagnostic speaks of, such as one part of a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Where it stands, if the file states it.
    pub span: Option<Span>,
    /// Dotted key in its data file.
    pub key: Option<String>,
    /// What it is.
    pub message: Message,
}

impl Diagnostic {
    /// An error in the data file or its narrative.
    pub fn error(rule: &'static Rule, message: Message) -> Diagnostic {
        Diagnostic {
            rule,
            severity: Severity::Error,
            fault: Fault::Data,
            message,
            span: None,
            file: None,
            key: None,
            help: None,
            related: Vec::new(),
            fix: Vec::new(),
            accepted: None,
        }
    }

    /// A warning about the data file or its narrative.
    pub fn warning(rule: &'static Rule, message: Message) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(rule, message) }
    }

    /// A note on the data file or its narrative.
    pub fn note(rule: &'static Rule, message: Message) -> Diagnostic {
        Diagnostic { severity: Severity::Note, ..Diagnostic::error(rule, message) }
    }

    /// An error of the system: a file, a face, the target.
    pub fn system(rule: &'static Rule, message: Message) -> Diagnostic {
        Diagnostic { fault: Fault::System, ..Diagnostic::error(rule, message) }
    }

    /// The code of its rule, such as `unknown-key`.
    pub fn code(&self) -> &'static str {
        self.rule.code
    }

    /// The same, at a place.
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Diagnostic {
        self.span = span.into();
        self
    }

    /// The same, about a file as a whole.
    pub fn in_file(mut self, name: impl Into<String>) -> Diagnostic {
        self.file = Some(name.into());
        self
    }

    /// The same, about a key of the data file.
    pub fn key(mut self, key: impl Into<String>) -> Diagnostic {
        self.key = Some(key.into());
        self
    }

    /// The same, with a remedy, if there is one.
    pub fn help(mut self, help: impl Into<Option<Message>>) -> Diagnostic {
        self.help = help.into();
        self
    }

    /// The same, with the other values that it speaks of.
    pub fn related(mut self, related: impl IntoIterator<Item = Related>) -> Diagnostic {
        self.related.extend(related);
        self
    }

    /// The same, with what mends it.
    pub fn fix(mut self, edits: impl IntoIterator<Item = Edit>) -> Diagnostic {
        self.fix.extend(edits);
        self
    }

    /// Whether it is an error that nobody has accepted.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error && self.accepted.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_repeats_no_more_than_a_screen_shows() {
        let whole = "甲".repeat(2000);
        assert_eq!(Message::new(whole.as_str(), "").in_lang(Lang::Zh), whole);
        let text = format!("“{}”重复", "乙".repeat(1_000_000));
        let message = Message::new("", text);
        let short = message.in_lang(Lang::En);
        assert!(short.len() < 2 * LONGEST_MESSAGE && short.starts_with("“乙") && short.ends_with("乙”重复"));
    }
}
