//! The official forms as data: titles, rows, columns, labels and keys.
//!
//! Takes nothing, gives [`Form`]s. Knows nothing of data files, layout or PDF: a third form is one more table here.
//! Sources: 国办公开办函〔2019〕60号 (form 2019, 试行), 国办公开办函〔2021〕30号 (form 2021, in force).

mod form_2019;
mod form_2021;
mod labels;

pub use labels::{LabelKey, label_keys};

/// One official form.
#[derive(Debug, PartialEq)]
pub struct Form {
    /// Its name in a data file: the year of its notice.
    pub name: &'static str,
    /// The notice that lays it down, as a report cites it.
    pub notice: &'static str,
    /// Titles of the sections 一 to 六, without the number.
    pub section_titles: [&'static str; 6],
    /// Table 二.
    pub disclosure: &'static [Block],
    /// Table 三.
    pub applications: Applications,
    /// Table 四.
    pub remedies: Remedies,
}

/// A row or a column: its key in the data file and the label that the form prints.
#[derive(Debug, PartialEq)]
pub struct Entry {
    /// Key in the data file.
    pub key: &'static str,
    /// Printed label.
    pub label: &'static str,
}

/// A block of table 二: one item of 《政府信息公开条例》第二十条.
#[derive(Debug, PartialEq)]
pub struct Block {
    /// Key of its labels, such as `item_1`.
    pub key: &'static str,
    /// Full-width row that opens it.
    pub title: &'static str,
    /// Head of its first column.
    pub corner: &'static str,
    /// Its columns of figures: one to three, which share the room of three.
    pub columns: &'static [Entry],
    /// Its rows.
    pub rows: &'static [Entry],
}

/// Table 三.
#[derive(Debug, PartialEq)]
pub struct Applications {
    /// The cell over the row labels.
    pub corner: &'static str,
    /// Head over all columns of figures.
    pub applicants: &'static str,
    /// Head over the five columns of organisations.
    pub organisations: &'static str,
    /// 自然人, the five kinds of organisations, 总计.
    pub columns: [Entry; 7],
    /// 一、 and 二、.
    pub incoming: [Entry; 2],
    /// 三、, the label over all outcomes.
    pub outcomes_label: &'static str,
    /// （一） to （六）.
    pub outcomes: &'static [Outcome],
    /// （七）.
    pub total: Entry,
    /// 四、.
    pub carried_out: Entry,
}

/// An outcome of table 三: a row, or a group of rows.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    /// Key and label.
    pub entry: Entry,
    /// Its rows; none if it is itself a row.
    pub rows: &'static [Entry],
}

/// Table 四.
#[derive(Debug, PartialEq)]
pub struct Remedies {
    /// Head over the two groups of litigation.
    pub litigation: &'static str,
    /// 行政复议, 未经复议直接起诉, 复议后起诉.
    pub groups: [Entry; 3],
    /// The four results and 总计, the same in each group.
    pub columns: [Entry; 5],
}

/// Keys of the sections 一 to 六 in a data file.
pub const SECTION_KEYS: [&str; 6] = ["overview", "disclosure", "applications", "remedies", "problems", "other"];

/// Both forms, the older first.
pub const FORMS: [&Form; 2] = [&form_2019::FORM, &form_2021::FORM];

/// The form of a name; `None` if there is none of that name.
pub fn by_name(name: &str) -> Option<&'static Form> {
    FORMS.into_iter().find(|form| form.name == name)
}

/// The form in which a reporting year is written: 2019 for 2019 and 2020, 2021 from 2021 on.
pub fn by_year(year: u16) -> &'static Form {
    if year <= 2020 { &form_2019::FORM } else { &form_2021::FORM }
}

impl Applications {
    /// Dotted keys of all rows in printed order, such as `refused.state_secret`, each with its label.
    pub fn rows(&self) -> Vec<(String, &'static str)> {
        let mut rows: Vec<(String, &'static str)> =
            self.incoming.iter().map(|entry| (entry.key.to_owned(), entry.label)).collect();
        for outcome in self.outcomes {
            if outcome.rows.is_empty() {
                rows.push((outcome.entry.key.to_owned(), outcome.entry.label));
            }
            for row in outcome.rows {
                rows.push((format!("{}.{}", outcome.entry.key, row.key), row.label));
            }
        }
        for entry in [&self.total, &self.carried_out] {
            rows.push((entry.key.to_owned(), entry.label));
        }
        rows
    }

    /// Dotted keys of the rows that （七）总计 sums.
    pub fn outcome_rows(&self) -> Vec<String> {
        let around: Vec<&str> =
            self.incoming.iter().chain([&self.total, &self.carried_out]).map(|entry| entry.key).collect();
        self.rows().into_iter().map(|(key, _)| key).filter(|key| !around.contains(&key.as_str())).collect()
    }
}
