//! How parts of the text look: by classes of the page's own style sheet, or by styles on the element where no sheet
//! comes along.

use super::Form;
use super::markup::Attribute;
use crate::compose::document::Align;

/// What an element is, as far as it has a look of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A paragraph.
    Paragraph,
    /// A heading of a level, from 1.
    Heading(u8),
    /// A heading and the paragraph that runs on behind it.
    RunIn,
    /// A list; its labels are text.
    List,
    /// A list within another.
    ListBelow,
    /// A quoted document.
    Quote,
    /// A title or heading of what is quoted.
    QuotedHeading,
    /// Where it comes from.
    Source,
    /// What stands in the middle of its line.
    Centred,
    /// The caption of a picture or a chart.
    FigureCaption,
    /// The caption of a table.
    Caption,
    /// A caption that says what the heading above says already.
    RepeatedCaption,
    /// What scrolls sideways.
    Scrolls,
    /// A table of few columns.
    Table,
    /// A table of so many columns that it does not fit a phone.
    WideTable,
    /// A cell whose lines stand so.
    Cell(Align),
    /// The label of a row, which is of the weight of the text.
    Label(Align),
    /// The notes below a table.
    TableNotes,
    /// A footnote.
    Note,
    /// Organ and date.
    Signature,
    /// A table of contents.
    Contents,
    /// What stands below an entry of the first level.
    ContentsBelow,
}

impl Look {
    /// The attribute that gives an element this look, if it needs one.
    pub fn attribute(self, form: Form) -> Option<Attribute<'static>> {
        let (name, value) = match form {
            Form::Page => ("class", self.class()),
            Form::Fragment => ("style", self.style()),
        };
        (!value.is_empty()).then_some((name, value))
    }

    /// Its class in page.css.
    fn class(self) -> &'static str {
        match self {
            Look::Paragraph | Look::Quote | Look::Table | Look::Note => "",
            Look::Heading(1) => "level-1",
            Look::Heading(2) => "level-2",
            Look::Heading(3) => "level-3",
            Look::Heading(_) => "level-4",
            Look::RunIn => "run-in",
            Look::List | Look::ListBelow => "list",
            Look::QuotedHeading => "centred",
            Look::Source => "source",
            Look::Centred => "centred",
            Look::FigureCaption | Look::Caption => "caption",
            Look::RepeatedCaption => "unseen",
            Look::Scrolls => "scrolls",
            Look::WideTable => "wide",
            Look::Cell(Align::Centre | Align::Decimal) => "",
            Look::Cell(Align::Left) => "left",
            Look::Cell(Align::Right) => "right",
            Look::Label(Align::Centre | Align::Decimal) => "label",
            Look::Label(Align::Left) => "label left",
            Look::Label(Align::Right) => "label right",
            Look::TableNotes => "table-notes",
            Look::Signature => "signature",
            Look::Contents | Look::ContentsBelow => "",
        }
    }

    /// What stands on it where there is no sheet. Portals set their own faces and sizes; borders are given to each cell,
    /// as editors drop them elsewhere.
    fn style(self) -> &'static str {
        match self {
            Look::Paragraph | Look::Note => "text-indent:2em",
            Look::Heading(_) | Look::RunIn | Look::TableNotes | Look::FigureCaption => "",
            Look::List | Look::Contents => "list-style-type:none;margin-left:0;padding-left:0",
            Look::ListBelow | Look::ContentsBelow => "list-style-type:none;margin-left:0;padding-left:2em",
            Look::Quote => "margin:1em 2em",
            Look::QuotedHeading | Look::Source | Look::Centred => "text-align:center",
            Look::Caption | Look::RepeatedCaption => "text-align:center",
            Look::Scrolls => "overflow-x:auto",
            Look::Table => "border-collapse:collapse;width:100%",
            Look::WideTable => "border-collapse:collapse;width:100%;min-width:36em",
            Look::Cell(Align::Centre | Align::Decimal) => "border:1px solid;text-align:center",
            Look::Cell(Align::Left) => "border:1px solid;text-align:left",
            Look::Cell(Align::Right) => "border:1px solid;text-align:right",
            Look::Label(Align::Centre | Align::Decimal) => "border:1px solid;text-align:center;font-weight:normal",
            Look::Label(Align::Left) => "border:1px solid;text-align:left;font-weight:normal",
            Look::Label(Align::Right) => "border:1px solid;text-align:right;font-weight:normal",
            Look::Signature => "text-align:right",
        }
    }
}
