//! What is not sure about what was taken over, and where it stands in the file that it comes from.

use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::import::rules::IMPORT_DOUBT;

/// Something that a person has to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Where it comes from, such as 工作表“申请” C5.
    pub place: String,
    /// What is not sure.
    pub message: Message,
    /// Key of the table that it is about, if it is about one.
    pub table: Option<&'static str>,
    /// Key of the row, if it is known which.
    pub row: Option<String>,
}

impl Doubt {
    /// A doubt about a place of a file.
    pub(super) fn new(place: String, message: Message) -> Doubt {
        Doubt { place, message, table: None, row: None }
    }

    /// The doubt about a table.
    pub(super) fn about(self, table: &'static str, row: Option<String>) -> Doubt {
        Doubt { table: Some(table), row, ..self }
    }

    /// As it is told on the screen.
    pub fn told(&self) -> Diagnostic {
        let place = &self.place;
        let (zh, en) = (self.message.in_lang(Lang::Zh), self.message.in_lang(Lang::En));
        Diagnostic::warning(&IMPORT_DOUBT, message!(zh: "{place}：{zh}", en: "{place}: {en}"))
    }
}
