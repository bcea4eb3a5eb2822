//! A data file before it is text: what stands in it, part by part, in the order in which it is printed.

use std::collections::BTreeMap;

use crate::form::{Form, SECTION_KEYS};
use crate::report::{Labels, OrganKind, Tables};

/// What the kinds of organs are, as `report.kind` names them.
pub(super) const KINDS: &str = "government 县级以上人民政府，department 部门，township 乡镇和街道";

/// A data file.
pub(super) struct Sheet {
    pub form: &'static Form,
    pub organ: String,
    pub year: u16,
    /// Kind of organ, where its name does not tell it.
    pub kind: Option<OrganKind>,
    /// Lines of the title, if it is not the default.
    pub title: Vec<String>,
    /// The date of publication, where it is known.
    pub published: Option<String>,
    /// Whether a table of contents is printed.
    pub contents: bool,
    /// Whether organ and date stand at the end, once there is a date.
    pub signature: bool,
    /// What the head of the file says besides, a line each.
    pub opening: Vec<String>,
    /// Printed labels that depart from the form.
    pub labels: Labels,
    /// `[page]` and `[fonts]`, as they are written.
    pub settings: Vec<String>,
    /// What of last year's labels has no place here.
    pub label_remarks: Vec<String>,
    pub preface: Piece,
    pub sections: [Piece; 6],
    /// Narrative behind the tables of 二, 三 and 四; that of other sections is empty.
    pub notes: [Piece; 6],
    /// Tables 二, 三 and 四. What is left out in them is computed, if it is a total, or blank.
    pub tables: Tables,
    /// What is to be known about a row, by its dotted key.
    pub remarks: Remarks,
    /// What of last year's tables has no place here, by the key of the table.
    pub dropped: Vec<(&'static str, String)>,
    /// Comments that end the file.
    pub remembered: Vec<String>,
}

/// Remarks behind rows, by their dotted keys.
pub(super) type Remarks = BTreeMap<String, String>;

/// A piece of narrative.
#[derive(Default)]
pub(super) struct Piece {
    /// Text that is kept as a comment: last year's.
    pub remembered: String,
    /// The Markdown.
    pub body: String,
}

impl Sheet {
    /// The kind of organ, stated or told by the name.
    pub(super) fn organ_kind(&self) -> OrganKind {
        self.kind.unwrap_or_else(|| OrganKind::of_organ(&self.organ))
    }

    /// The printed title of a section, without its number.
    pub(super) fn section_title(&self, index: usize) -> String {
        let (key, own) = (SECTION_KEYS.get(index), self.form.section_titles.get(index));
        self.labels.get(&[&format!("{}.title", key.unwrap_or(&""))], own.copied().unwrap_or_default()).text
    }
}
