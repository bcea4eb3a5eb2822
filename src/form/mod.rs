//! The official forms as data: titles, tables, labels, keys, and what rules have to know of rows and columns.
//!
//! Takes nothing, gives [`Form`]s. Knows nothing of data files, layout or PDF: a third form is one more table here, or
//! in the program that hands in [`Forms`] of its own.
//! Sources: 国办公开办函〔2019〕60号 (form 2019, 试行), 国办公开办函〔2021〕30号 (form 2021, in force).

mod form_2019;
mod form_2021;
mod forms;
mod parts;
mod words;

pub use form_2019::FORM as FORM_2019;
pub use form_2021::FORM as FORM_2021;
pub use forms::Forms;
pub use parts::{Head, Leaf, Part, leaves};
pub use words::{Means, TOTAL_COLUMN, WORDINGS, Wording};

/// One official form.
#[derive(Debug, PartialEq)]
pub struct Form {
    /// Its name in a data file: the year of its notice.
    pub name: &'static str,
    /// The first reporting year that is written in it, where the data file names no form.
    pub since: u16,
    /// The notice that lays it down, as a report cites it.
    pub notice: &'static str,
    /// Titles of the sections 一 to 六, without the number.
    pub section_titles: [&'static str; 6],
    /// Table 二: blocks below one another, each below its title and its heads.
    pub disclosure: &'static [Block],
    /// Table 三: one block, its rows beside the heads of their groups.
    pub applications: &'static [Block],
    /// Table 四: blocks side by side, each one row of figures below its heads.
    pub remedies: &'static [Block],
    /// How the rows of table 三 balance, in words.
    pub balance: &'static str,
}

/// A part of an official table: rows that have the same columns.
#[derive(Debug, PartialEq)]
pub struct Block {
    /// Key of the labels that are its own, such as `item_1`; empty where those of the table are.
    pub key: &'static str,
    /// Full-width row that opens it; empty where there is none.
    pub title: &'static str,
    /// Head over its labels of rows; empty where there is none.
    pub corner: &'static str,
    /// Its columns of figures.
    pub columns: &'static [Part<Column>],
    /// Its rows.
    pub rows: &'static [Part<Row>],
}

/// A column of figures.
#[derive(Debug, PartialEq)]
pub struct Column {
    /// Key in the data file.
    pub key: &'static str,
    /// Printed label.
    pub label: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// What rules say of it.
    pub role: ColumnRole,
}

/// A row of figures.
#[derive(Debug, PartialEq)]
pub struct Row {
    /// Key in the data file.
    pub key: &'static str,
    /// Printed label.
    pub label: &'static str,
    /// What rules say of it.
    pub role: RowRole,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, not negative.
    Count,
    /// 本年增/减: a whole number.
    Change,
    /// Money, not negative.
    Amount {
        /// The unit that the form prints, such as [`WAN_YUAN`]; `None` if it names none.
        unit: Option<&'static str>,
    },
}

/// Ten thousand yuan.
pub const WAN_YUAN: &str = "万元";

/// What rules say of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// It stands for itself.
    Item,
    /// A part of the total of its row: an applicant of table 三, a result of table 四.
    Part,
    /// The total of its row; where the row has no parts, nobody sums it.
    Total,
    /// 本年制发件数: what [`InForce`](ColumnRole::InForce) has gained.
    Issued,
    /// 本年废止件数: what it has lost.
    Repealed,
    /// 现行有效件数: last year's, and what was issued, without what was repealed.
    InForce,
    /// 上一年项目数量: last year's, and last year's [`Change`](ColumnRole::Change).
    Previous,
    /// 本年增/减.
    Change,
}

/// What rules say of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRole {
    /// It stands for itself.
    Item,
    /// 本年新收: with what was carried in, all that came.
    Received,
    /// 上年结转: what last year carried out.
    CarriedIn,
    /// A part of the row of totals.
    Outcome,
    /// The sum of the outcomes: with what is carried out, all that came.
    Total,
    /// 结转下年度.
    CarriedOut,
}

/// Key of 二 and its table.
pub const DISCLOSURE: &str = "disclosure";
/// Key of 三 and its table.
pub const APPLICATIONS: &str = "applications";
/// Key of 四 and its table.
pub const REMEDIES: &str = "remedies";

/// Keys of the sections that have a table.
pub const TABLE_KEYS: [&str; 3] = [DISCLOSURE, APPLICATIONS, REMEDIES];

/// Keys of the sections 一 to 六 in a data file.
pub const SECTION_KEYS: [&str; 6] = ["overview", DISCLOSURE, APPLICATIONS, REMEDIES, "problems", "other"];

/// Numbers of the sections.
pub const SECTION_NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// An official table of a form.
#[derive(Clone, Copy, Debug)]
pub struct FormTable {
    /// Key of its section.
    pub key: &'static str,
    /// Number of its section.
    pub number: &'static str,
    /// Its blocks.
    pub blocks: &'static [Block],
}

impl Form {
    /// The tables 二, 三 and 四.
    pub fn tables(&self) -> [FormTable; 3] {
        [
            FormTable { key: DISCLOSURE, number: "二", blocks: self.disclosure },
            FormTable { key: APPLICATIONS, number: "三", blocks: self.applications },
            FormTable { key: REMEDIES, number: "四", blocks: self.remedies },
        ]
    }

    /// Whether it has a row or a cell of a dotted key, such as `applications.refused.query.total`.
    pub fn knows(&self, key: &str) -> bool {
        let (table, rest) = key.split_once('.').unwrap_or((key, ""));
        let (row, column) = rest.rsplit_once('.').unwrap_or((rest, ""));
        let blocks = self.tables().into_iter().filter(|of| of.key == table).flat_map(|of| of.blocks);
        blocks.into_iter().any(|block| {
            let rows: Vec<String> = leaves(block.rows).iter().map(Leaf::key).collect();
            let is_row = |name: &str| rows.iter().any(|key| key == name);
            is_row(rest) || is_row(row) && leaves(block.columns).iter().any(|leaf| leaf.one.key == column)
        })
    }
}
