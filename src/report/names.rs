//! By which names what is pasted calls the rows and groups of a table: the label that the report prints, or that of a
//! form. White space, marks and the number before a label make no other name.

use super::is_no_figure;
use super::tsv::Field;
use super::{Label, OfficialTable, Row, Tables};
use crate::form::Forms;

/// A text as names are compared: without the number before it, its letters and digits, full-width ones as ASCII.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Name(String);

impl Name {
    /// What is compared of a text.
    pub fn of(text: &str) -> Name {
        Name(letters_of(without_number(text)))
    }

    /// As a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The names of one row, group or head.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names(Vec<Name>);

impl Names {
    /// The names that some labels make.
    pub fn of<'l>(labels: impl IntoIterator<Item = &'l str>) -> Names {
        let mut names = Names::default();
        names.extend(labels);
        names
    }

    /// Adds more labels.
    pub fn extend<'l>(&mut self, labels: impl IntoIterator<Item = &'l str>) {
        labels.into_iter().for_each(|label| self.add(label));
    }

    /// Adds a label: as it is, and without a remark in brackets at its end, which a copy may leave out but not change.
    fn add(&mut self, label: &str) {
        let label = without_number(label);
        let remark = label.rfind(['（', '(']).filter(|_| label.ends_with(['）', ')']));
        let without_remark = remark.and_then(|at| label.get(..at)).unwrap_or(label);
        let labels = [Some(label), Some(without_remark).filter(|short| short.len() < label.len())];
        for name in labels.into_iter().flatten().map(letters_of).map(Name) {
            if !name.0.is_empty() && !self.0.contains(&name) {
                self.0.push(name);
            }
        }
    }

    /// Whether a text is one of the names. It comes as it is compared: who asks many names makes it once.
    pub fn know(&self, text: &Name) -> bool {
        self.0.contains(text)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Name> {
        self.0.iter()
    }
}

/// What is left of a text for comparing it: letters and digits, full-width ones as ASCII.
fn letters_of(text: &str) -> String {
    let narrow = |ch: char| match ch {
        '\u{FF01}'..='\u{FF5E}' => u32::from(ch).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(ch),
        ch => ch,
    };
    let mut letters = String::with_capacity(text.len());
    for ch in text.chars().map(narrow) {
        match ch {
            // Most are Han, which need not be looked up.
            '\u{4E00}'..='\u{9FFF}' => letters.push(ch),
            ch if ch.is_alphanumeric() => letters.extend(ch.to_lowercase()),
            _ => {}
        }
    }
    letters
}

/// A text without the number before it: 一、 （一） 1. ① and their like.
pub(super) fn without_number(text: &str) -> &str {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(|ch| matches!(ch, '\u{2460}'..='\u{249B}' | '\u{3220}'..='\u{3229}')) {
        return rest.trim_start();
    }
    let is_numeral = |ch: char| ch.is_ascii_digit() || matches!(ch, '０'..='９') || "一二三四五六七八九十".contains(ch);
    let inside = text.strip_prefix(['（', '(', '〔', '[', '［', '【']).map(str::trim_start);
    let numeral = inside.unwrap_or(text);
    // Within brackets there may be blanks, and the line break of a narrow cell.
    let is_of_number = |ch: char| is_numeral(ch) || (inside.is_some() && ch.is_whitespace());
    let behind = numeral.trim_start_matches(is_of_number);
    let closes = |ch: char| match inside {
        Some(_) => matches!(ch, '）' | ')' | '〕' | ']' | '］' | '】'),
        None => matches!(ch, '、' | '.' | '．' | ',' | '，' | ':' | '：' | ')' | '）') || ch.is_whitespace(),
    };
    match behind.strip_prefix(closes) {
        // 1.5 and 1,264 are figures.
        Some(rest) if behind.len() < numeral.len() && !rest.starts_with(is_numeral) => rest.trim_start(),
        _ => text,
    }
}

/// Whether a text reads as a label and not as a figure or a stroke.
pub(crate) fn is_like_label(text: &str) -> bool {
    let rest = without_number(text);
    let is_figure = rest.trim_start_matches(['+', '-', '－', '−']).starts_with(char::is_numeric);
    !is_no_figure(text) && !is_figure && rest.chars().any(char::is_alphanumeric)
}

/// The names of the rows of a table, of the groups that they stand in, and of what says nothing of figures.
pub(super) struct TableNames {
    /// The rows in printed order.
    pub rows: Vec<RowNames>,
    groups: Vec<(String, Names)>,
    titles: Names,
}

/// The names of one row.
pub(super) struct RowNames {
    /// Dotted key below its table.
    pub key: String,
    names: Names,
    /// Keys of the groups that it stands in.
    groups: Vec<String>,
}

/// What the first cells of a line say of its row.
#[derive(Debug, Default, PartialEq)]
pub(super) struct LabelCells {
    /// How many cells labels fill, blanks between them counted.
    pub count: usize,
    /// Places of the rows that they may name.
    pub rows: Vec<usize>,
    /// Whether they name a group.
    pub has_group: bool,
    /// The cell of a label that is not known.
    pub unknown: Option<usize>,
}

impl TableNames {
    /// The names in a table as the report prints it, or as one of some forms does.
    pub fn new(table: &OfficialTable, forms: Forms) -> TableNames {
        let official = || forms.iter().filter_map(|form| Tables::official(form).of_section(table.key));
        let row = |row: &Row| RowNames {
            key: row.key.clone(),
            names: Names::of(
                [row.label.text.as_str()].into_iter().chain(
                    official()
                        .filter_map(|table| Some(table.row(&row.key)?.1.label.text.as_str()))
                        .filter(|label| *label != row.label.text),
                ),
            ),
            groups: row.groups.iter().map(|group| group.key.clone()).collect(),
        };
        let group_labels = |key: &str| -> Vec<&str> {
            let known = [table].into_iter().chain(official()).flat_map(|table| table.groups());
            known.filter(|group| group.key == key).map(|group| group.label.text.as_str()).collect()
        };
        let titles = [table].into_iter().chain(official()).flat_map(|table| &table.blocks);
        let titles = titles.flat_map(|block| [&block.title, &block.corner]).map(|label: &Label| label.text.as_str());
        let index = crate::form::SECTION_KEYS.iter().position(|key| *key == table.key);
        let sections = forms.iter().filter_map(|form| form.section_titles.get(index?).copied());
        TableNames {
            rows: table.rows().map(|(_, own)| row(own)).collect(),
            groups: table
                .groups()
                .iter()
                .map(|group| (group.key.clone(), Names::of(group_labels(&group.key))))
                .collect(),
            titles: Names::of(titles.chain(sections)),
        }
    }

    /// The names of a row that stands by itself.
    pub fn of_row(key: &str, label: &str) -> TableNames {
        let row = RowNames { key: key.to_owned(), names: Names::of([label]), groups: Vec::new() };
        TableNames { rows: vec![row], groups: Vec::new(), titles: Names::default() }
    }

    /// Whether a text is a title or a corner, which says nothing of figures.
    pub fn is_title(&self, text: &str) -> bool {
        self.titles.know(&Name::of(text))
    }

    /// What the labels before the cells of a line say: groups from the outside in, of which any may be blank where they
    /// are merged, then the row.
    pub fn labels_of(&self, line: &[Field]) -> LabelCells {
        let mut found = LabelCells::default();
        let mut groups: Vec<&str> = Vec::new();
        for (at, field) in line.iter().enumerate() {
            let (text, name) = (&field.text, Name::of(&field.text));
            if !found.rows.is_empty() {
                // A merged cell that was taken apart may repeat its label.
                if !found.rows.iter().any(|row| self.rows.get(*row).is_some_and(|row| row.names.know(&name))) {
                    break;
                }
                found.count = at + 1;
                continue;
            }
            // Blanks of merged cells, and numbers in cells of their own.
            if field.is_blank() || is_number_alone(text) {
                continue;
            }
            let within = |row: &RowNames| groups.iter().all(|group| row.groups.iter().any(|of| of == group));
            found.rows = (0..self.rows.len())
                .filter(|at| self.rows.get(*at).is_some_and(|row| row.names.know(&name) && within(row)))
                .collect();
            let group = self.groups.iter().find(|(_, names)| names.know(&name));
            match group {
                _ if !found.rows.is_empty() => {}
                Some((key, _)) => {
                    groups.push(key);
                    found.has_group = true;
                }
                None => {
                    found.unknown = is_like_label(text).then_some(at);
                    break;
                }
            }
            found.count = at + 1;
        }
        found
    }

    /// Whether a text is the label of a row, of a group, or a title.
    pub fn know(&self, text: &str) -> bool {
        let name = Name::of(text);
        self.every().any(|names| names.know(&name))
    }

    /// The names of all rows, groups and titles.
    pub fn all(&self) -> impl Iterator<Item = &Name> {
        self.every().flat_map(Names::all)
    }

    fn every(&self) -> impl Iterator<Item = &Names> {
        let rows = self.rows.iter().map(|row| &row.names);
        rows.chain(self.groups.iter().map(|(_, names)| names)).chain([&self.titles])
    }

    /// The rows among some that stand in the same groups as another row.
    pub fn beside(&self, rows: &[usize], other: usize) -> Vec<usize> {
        let groups = |row: usize| self.rows.get(row).map(|row| &row.groups);
        rows.iter().copied().filter(|row| groups(*row) == groups(other)).collect()
    }
}

/// Whether a text is the number before a label, and nothing else.
fn is_number_alone(text: &str) -> bool {
    let text = text.trim();
    without_number(text).is_empty() && !text.is_empty()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]
    use super::*;
    use crate::form::FORM_2021;
    use crate::report::tsv;

    #[test]
    fn numbers_blanks_and_marks_make_no_other_name() {
        let names = Names::of([
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "3.危及“三安全一稳定”",
            "本年增/减",
        ]);
        for text in [
            "部分公开",
            "(二) 部分公开",
            "（ 二 ）部分公开",
            "（二\n）部分公开",
            "２．部 分\n公 开",
            "②部分公开",
            "二、部分公开(区分处理的,只计这一情形,不计其他情形)",
            "3、危及\"三安全一稳定\"",
            "本年增／减",
        ] {
            assert!(names.know(&Name::of(text)), "{text}");
        }
        for text in ["", "（二）", "部分不公开", "部分公开（含其他）", "3"] {
            assert!(!names.know(&Name::of(text)), "{text}");
        }
    }

    #[test]
    fn figures_are_no_labels() {
        for text in ["12.5", "1,264", "2、1、7", "22（其中修订16件）", "+3", "－3", "—", "/", "", "１２６４"]
        {
            assert!(!is_like_label(text), "{text}");
        }
        for text in ["1.属于国家机密", "（一）公开", "若干", "二、上年", "本年"] {
            assert!(is_like_label(text), "{text}");
        }
    }

    #[test]
    fn labels_lead_to_their_row() {
        let tables = Tables::official(&FORM_2021);
        let names = TableNames::new(&tables.applications, Forms::OFFICIAL);
        let found = |line: &str| {
            let labels = names.labels_of(tsv::lines(line).first().expect("a line"));
            let keys: Vec<&str> = labels.rows.iter().map(|row| names.rows[*row].key.as_str()).collect();
            (labels.count, keys.join(" "), labels.has_group, labels.unknown)
        };
        assert_eq!(found("一、本年新收政府信息公开申请数量\t\t\t66"), (1, "received".to_owned(), false, None));
        assert_eq!(
            found("三、本年度办理结果\t（三）不予公开\t1.属于国家秘密\t0"),
            (3, "refused.state_secret".to_owned(), true, None)
        );
        assert_eq!(found("\t\t3.其他\t4"), (3, "other_outcome.other".to_owned(), false, None));
        assert_eq!(found("（三）不予公开\t1.重复申请\t0").3, Some(1));
        assert_eq!(found("（七）\t总计\t总计\t0"), (3, "total".to_owned(), false, None));
        assert_eq!(found("66\t0"), (0, String::new(), false, None));
    }
}
