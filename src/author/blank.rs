//! A data file in which nothing is filled in yet.

use super::sheet::{Piece, Remarks, Sheet};
use super::{asks, tables};
use crate::form::Form;
use crate::report::Labels;

impl Sheet {
    /// A file in which every cell is blank, with labels that depart from the form.
    pub(super) fn blank(form: &'static Form, labels: Labels, organ: &str, year: u16) -> Sheet {
        let mut sheet = Sheet {
            form,
            organ: organ.to_owned(),
            year,
            kind: None,
            title: Vec::new(),
            published: None,
            contents: false,
            signature: false,
            opening: Vec::new(),
            settings: Vec::new(),
            label_remarks: Vec::new(),
            preface: Piece::default(),
            sections: Default::default(),
            notes: Default::default(),
            tables: tables::blank(form, &labels),
            labels,
            remarks: Remarks::new(),
            dropped: Vec::new(),
            remembered: Vec::new(),
        };
        sheet.preface.body = asks::opening(&sheet);
        sheet.sections[0].body = asks::OVERVIEW_HEADINGS.map(|title| format!("## {title}\n")).join("\n");
        sheet
    }
}
