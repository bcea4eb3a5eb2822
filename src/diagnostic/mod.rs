//! What the program has to say about a report: one type for errors, warnings and notes of every room.
//!
//! Takes nothing of the report; gives [`Diagnostic`]s that `render` draws with the source line they speak of.
//! Knows no room, so that every room can use it.

mod render;

pub use render::{Style, render};

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

/// A text in both languages. Written with [`message!`](crate::message).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    zh: String,
    en: String,
}

impl Message {
    /// A text given in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Message {
        Message { zh: zh.into(), en: en.into() }
    }

    /// The text in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Builds a [`Message`] from two format strings, so that both languages stand side by side where a thing is said.
#[macro_export]
macro_rules! message {
    (zh: $zh:literal, en: $en:literal $(,)?) => {
        $crate::diagnostic::Message::new(format!($zh), format!($en))
    };
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
    /// Stable code, such as `unknown-key`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Whose fault it is.
    pub fault: Fault,
    /// What is wrong.
    pub message: Message,
    /// Where, if it is a place in a text.
    pub span: Option<Span>,
    /// Dotted key in the data file, such as `applications.total.natural`.
    pub key: Option<String>,
    /// What to do about it.
    pub help: Option<Message>,
}

impl Diagnostic {
    /// An error in the data file or its narrative.
    pub fn error(code: &'static str, message: Message) -> Diagnostic {
        Diagnostic { code, severity: Severity::Error, fault: Fault::Data, message, span: None, key: None, help: None }
    }

    /// A warning about the data file or its narrative.
    pub fn warning(code: &'static str, message: Message) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, message) }
    }

    /// An error of the system: a file, a face, the target.
    pub fn system(code: &'static str, message: Message) -> Diagnostic {
        Diagnostic { fault: Fault::System, ..Diagnostic::error(code, message) }
    }

    /// The same, at a place.
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Diagnostic {
        self.span = span.into();
        self
    }

    /// The same, about a key of the data file.
    pub fn key(mut self, key: impl Into<String>) -> Diagnostic {
        self.key = Some(key.into());
        self
    }

    /// The same, with a remedy.
    pub fn help(mut self, help: Message) -> Diagnostic {
        self.help = Some(help);
        self
    }
}
