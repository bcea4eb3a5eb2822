//! What a report can be written as.

use crate::diagnostic::{Message, message};

/// What a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutputFormat {
    /// The official text.
    Pdf,
    /// A web page, or what is pasted into one.
    Page,
    /// A Word file, for comments and changes.
    Word,
    /// The report for programs.
    Json,
}

impl OutputFormat {
    /// All of them.
    pub const ALL: [OutputFormat; 4] = [OutputFormat::Pdf, OutputFormat::Page, OutputFormat::Word, OutputFormat::Json];

    /// What names of such files end with, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            OutputFormat::Pdf => "pdf",
            OutputFormat::Page => "html",
            OutputFormat::Word => "docx",
            OutputFormat::Json => "json",
        }
    }

    /// The format of files whose names end so, in whatever case.
    pub fn by_ending(ending: &str) -> Option<OutputFormat> {
        OutputFormat::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// What messages call it.
    pub fn name(self) -> Message {
        match self {
            OutputFormat::Pdf => message!(zh: "PDF", en: "PDF"),
            OutputFormat::Page => message!(zh: "网页", en: "web page"),
            OutputFormat::Word => message!(zh: "Word 文件", en: "Word file"),
            OutputFormat::Json => message!(zh: "JSON", en: "JSON"),
        }
    }

    /// Whether it is text, which a terminal can show.
    pub fn is_text(self) -> bool {
        matches!(self, OutputFormat::Page | OutputFormat::Json)
    }
}
