//! What the data file says.
//!
//! Takes the text of a data file (TOML), gives a [`Report`]: organ, year, form, the six sections, every value with its
//! place in the file, totals that the file leaves out filled in. Knows the official forms; knows nothing of
//! Markdown, layout or PDF.

mod accept;
pub mod bounds;
mod cell;
mod cells;
mod charts;
mod figure_lists;
mod figure_names;
mod figures;
mod file_kind;
mod fit;
mod foreign;
mod given_labels;
mod heads;
mod key_names;
mod labels;
mod leaves;
pub mod limits;
mod matrix;
mod meant;
mod misplaced;
mod names;
mod number;
mod official;
mod official_name;
mod offsets;
mod pasted;
mod placed;
mod printed_labels;
mod prose;
mod read;
mod reading;
mod resolve;
mod rows;
pub(crate) mod rules;
mod settings;
mod syntax;
mod text_file;
mod thousands;
mod toml_table;
pub(crate) mod totals;
pub(crate) mod tsv;
mod typed_number;

pub use cell::{Cell, CellState, is_no_figure};
pub use charts::{ChartKind, ChartSpec, SeriesSpec, SeriesValues};
pub use figure_lists::{FigureList, NoList};
pub use figures::{Figure, NoFigure};
pub(crate) use file_kind::FileKind;
pub(crate) use foreign::{TableWords, read_lines};
pub use labels::{Label, Labels};
pub use leaves::{Leaf, leaves};
pub(crate) use names::{Name, is_like_label};
pub use number::plain_number;
pub use official::{Block, Column, Group, OfficialTable, Row, Tables};
pub(crate) use official::{Opening, openings};
pub use official_name::official_name;
pub use placed::Prose;
pub(crate) use printed_labels::{PrintedLabel, printed_labels};
pub use read::{ReadOptions, read};
pub use reading::{Reading, reading, sole_reading};
pub use resolve::{LabelKey, label_keys};
pub(crate) use settings::title_line;
pub use text_file::{decode, too_large};
pub use typed_number::{NumberStyle, TypedNumber, typed_caption_number, typed_number};

use unicode_normalization::UnicodeNormalization;

use crate::form::{Form, Forms};
use crate::source::{Located, Span};
use bounds::{Bound, Bounds};

/// One report, as its data file states it.
#[derive(Clone, Debug)]
pub struct Report {
    /// The official form that it is written in.
    pub form: &'static Form,
    /// The forms that it might have been written in.
    pub forms: Forms,
    /// How much of everything it may have.
    pub bounds: Bounds,
    /// Name of the reporting organ.
    pub organ: Located<String>,
    /// Reporting year.
    pub year: u16,
    /// Where the year stands.
    pub year_span: Span,
    /// Lines of the title.
    pub title: Vec<Located<String>>,
    /// Kind of organ.
    pub kind: OrganKind,
    /// Date of publication.
    pub published: Option<Date>,
    /// Where it stands.
    pub published_span: Option<Span>,
    /// Whether a table of contents (目录) stands below the title.
    pub contents: bool,
    /// Whether organ and date stand at the end.
    pub signature: bool,
    /// Whether it is a draft: what is not yet there is then no error.
    pub draft: bool,
    /// How the page departs from the standard.
    pub page: PageOptions,
    /// Faces that the data file puts in a role, as role and file name.
    pub fonts: Vec<FaceChoice>,
    /// Printed labels that depart from the form.
    pub labels: Labels,
    /// What stands before 一.
    pub preface: Option<Prose>,
    /// Sections 一 to 六.
    pub sections: [Section; 6],
    /// The tables 二, 三 and 四.
    pub tables: Tables,
    /// Charts, in the order of the file.
    pub charts: Vec<ChartSpec>,
    /// Findings that the office has looked at.
    pub accepts: Vec<Accept>,
}

/// `[[accept]]`: a finding that the office has looked at and takes the report to be right in.
#[derive(Clone, Debug, PartialEq)]
pub struct Accept {
    /// Code of the finding.
    pub code: Located<String>,
    /// Dotted key of the finding, or of the table or row that it stands in; all of the code without it.
    pub key: Option<String>,
    /// Why.
    pub reason: String,
}

/// Kind of organ; it decides the statutory date (条例第四十九条).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganKind {
    /// A government at county level or above.
    Government,
    /// A department.
    Department,
    /// A township or a street office.
    Township,
}

/// How the names of organs at the level of townships (乡级行政区) end: those of towns, townships, 民族乡 (also a 乡),
/// 苏木 and 民族苏木 of Inner Mongolia, and the offices of streets, 地区 (Beijing) and districts of a county.
const TOWNSHIPS: [&str; 6] = ["镇人民政府", "乡人民政府", "苏木人民政府", "街道办事处", "地区办事处", "区公所"];

impl OrganKind {
    /// All kinds, with what a data file calls them.
    pub const NAMES: [(&str, OrganKind); 3] = [
        ("government", OrganKind::Government),
        ("department", OrganKind::Department),
        ("township", OrganKind::Township),
    ];

    /// The kind of a name in a data file.
    pub fn by_name(name: &str) -> Option<OrganKind> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// The kind that an organ's name tells, where the file does not state it (docs/data-file.md, 格式和首部).
    pub fn of_organ(organ: &str) -> OrganKind {
        // Radicals and compatibility ideographs for what they are meant as: a check tells of them.
        let organ: String = organ.trim_end().nfkc().collect();
        if TOWNSHIPS.iter().any(|end| organ.ends_with(end)) {
            OrganKind::Township
        } else if organ.ends_with("人民政府") {
            OrganKind::Government
        } else {
            OrganKind::Department
        }
    }

    /// What a data file calls it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// `[page]`: how the page departs from GB/T 9704-2012.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageOptions {
    /// Distance of baselines, pt; the standard's is 225/22 mm.
    pub line_pitch: Option<f64>,
    /// Characters a line; the standard's is 28.
    pub chars_per_line: u8,
    /// Whether pages carry their number.
    pub numbers: bool,
    /// Whether even pages have the inner margin on the right.
    pub duplex: bool,
    /// Whether tables of the narrative that have a caption are numbered: 表1.
    pub numbered_tables: bool,
    /// Whether the areas of charts are coloured.
    pub color: bool,
    /// Pictures that are finer are scaled down, in dots an inch; without it, all but JPEG from 300 on.
    pub max_dpi: Option<u16>,
    /// How many pages there may be; no key of the data file, but the command line's.
    pub most_pages: usize,
}

impl Default for PageOptions {
    fn default() -> PageOptions {
        PageOptions {
            line_pitch: None,
            chars_per_line: 28,
            numbers: true,
            duplex: true,
            numbered_tables: true,
            color: true,
            max_dpi: None,
            most_pages: Bound::Pages.usual(),
        }
    }
}

/// What `[fonts]` puts faces in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaceSlot {
    /// 仿宋: body text.
    Body,
    /// 小标宋: the title.
    Title,
    /// 黑体: headings 一、.
    Level1,
    /// 楷体: headings （一）.
    Level2,
    /// Tables.
    Table,
    /// Letters and figures of Latin in body text and tables; `body` for those of the face of their Han.
    Latin,
    /// What the others lack.
    Fallback,
}

impl FaceSlot {
    /// All of them, with their keys in `[fonts]`.
    pub const KEYS: [(&str, FaceSlot); 7] = [
        ("body", FaceSlot::Body),
        ("title", FaceSlot::Title),
        ("level1", FaceSlot::Level1),
        ("level2", FaceSlot::Level2),
        ("table", FaceSlot::Table),
        ("latin", FaceSlot::Latin),
        ("fallback", FaceSlot::Fallback),
    ];

    /// Its key in `[fonts]`.
    pub fn key(self) -> &'static str {
        Self::KEYS.iter().find(|(_, slot)| *slot == self).map_or("", |(key, _)| key)
    }
}

/// A face that the data file puts in a role.
#[derive(Clone, Debug, PartialEq)]
pub struct FaceChoice {
    /// The role.
    pub slot: FaceSlot,
    /// File name or face name, looked for in `--font-dir` and beside the data file.
    pub name: Located<String>,
}

/// A section's narrative and the label of its title.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Printed title without its number.
    pub title: Label,
    /// Narrative before the table, or the whole of a section without one.
    pub body: Option<Prose>,
    /// Narrative after the table.
    pub note: Option<Prose>,
    /// Where the section opens, if the file has it.
    pub span: Option<Span>,
}
