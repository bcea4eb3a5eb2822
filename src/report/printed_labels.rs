//! The labels of an official table in the order in which they are read: heads line by line, rows below them.

use std::collections::HashSet;

use super::names::{Name, Names};
use super::official::openings;
use super::{Group, Label, OfficialTable, Tables};
use crate::form::Forms;

/// A label where a table prints it.
pub(crate) struct PrintedLabel {
    /// Its key in `[labels]`, such as `applications.*.ngo`.
    pub key: String,
    /// What is printed.
    pub text: String,
    /// Key of the row, if it is the label of one that has figures of its own behind it.
    pub row: Option<String>,
    /// Whether it stands in a line with figures: the label of a row or of a group of rows.
    pub is_beside_figures: bool,
    /// What else the forms call it.
    names: Names,
}

impl PrintedLabel {
    /// Whether a text is the label, as the table or one of the forms prints it.
    pub fn is(&self, text: &Name) -> bool {
        self.names.know(text)
    }

    /// How much of their characters a text and the label have in common, in thousandths.
    pub fn likeness(&self, text: &str) -> usize {
        let characters = |text: &str| text.chars().collect::<HashSet<char>>();
        let own = characters(Name::of(text).as_str());
        let common = |name: &Name| {
            let other = characters(name.as_str());
            own.intersection(&other).count() * 2_000 / (own.len() + other.len()).max(1)
        };
        self.names.all().map(common).max().unwrap_or_default()
    }

    /// Whether a text says the same with something added, or left out.
    pub fn is_like(&self, text: &str) -> bool {
        let text = Name::of(text);
        let text = text.as_str();
        let mut names = self.names.all().map(Name::as_str);
        names.any(|name| text.contains(name) || (!text.is_empty() && name.contains(text)))
    }
}

/// The labels of a table in reading order.
pub(crate) fn printed_labels(table: &OfficialTable, forms: Forms) -> Vec<PrintedLabel> {
    let mut labels = of_table(table);
    for form in forms.iter() {
        let others = Tables::official(form).of_section(table.key).map(of_table).unwrap_or_default();
        for label in &mut labels {
            let same = others.iter().filter(|other| other.key == label.key);
            let names: Vec<&str> = same.map(|other| other.text.as_str()).collect();
            label.names.extend(names);
        }
    }
    labels
}

fn of_table(table: &OfficialTable) -> Vec<PrintedLabel> {
    let mut labels = Vec::new();
    if table.is_side_by_side() {
        heads(table, &(0..table.blocks.len()).collect::<Vec<_>>(), &mut labels);
        return labels;
    }
    for (at, block) in table.blocks.iter().enumerate() {
        let key = table.key;
        put(&mut labels, format!("{key}.{}", block.key), &block.title, None, false);
        put(&mut labels, block.corner_key(key), &block.corner, None, false);
        heads(table, &[at], &mut labels);
        let groups: Vec<&[Group]> = block.rows.iter().map(|row| row.groups.as_slice()).collect();
        let openings = openings(&groups);
        for (at, row) in block.rows.iter().enumerate() {
            for opening in openings.iter().filter(|opening| opening.at == at) {
                put(&mut labels, format!("{key}.{}", opening.group.key), &opening.group.label, None, true);
            }
            put(&mut labels, format!("{key}.{}", row.key), &row.label, Some(row.key.clone()), true);
        }
    }
    labels
}

/// The heads of some blocks side by side, level by level.
fn heads(table: &OfficialTable, blocks: &[usize], labels: &mut Vec<PrintedLabel>) {
    let key = table.key;
    let group = |group: &Group| (format!("{key}.{}", group.key), group.label.clone());
    let mut paths: Vec<Vec<(String, Label)>> = Vec::new();
    for block in blocks.iter().filter_map(|at| table.blocks.get(*at)) {
        // Of blocks side by side, each has one row, whose label stands over its columns.
        let row = block.rows.first().filter(|_| blocks.len() > 1);
        let above = row
            .into_iter()
            .flat_map(|row| row.groups.iter().map(group).chain([(format!("{key}.{}", row.key), row.label.clone())]));
        let above: Vec<(String, Label)> = above.collect();
        for column in &block.columns {
            let own = (block.label_key(key, column.key), column.label.clone());
            paths.push(above.iter().cloned().chain(column.groups.iter().map(group)).chain([own]).collect());
        }
    }
    let deepest = paths.iter().map(Vec::len).max().unwrap_or_default();
    for level in 0..deepest {
        let mut last: Option<&str> = None;
        for (key, label) in paths.iter().filter_map(|path| path.get(level)) {
            if last != Some(key) {
                put(labels, key.clone(), label, None, false);
            }
            last = Some(key);
        }
    }
}

fn put(labels: &mut Vec<PrintedLabel>, key: String, label: &Label, row: Option<String>, is_beside_figures: bool) {
    if !label.text.is_empty() {
        let (text, names) = (label.text.clone(), Names::of([label.text.as_str()]));
        labels.push(PrintedLabel { key, text, row, is_beside_figures, names });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FORM_2021;
    use crate::report::label_keys;

    /// By hand from the form.
    #[test]
    fn labels_are_read_line_by_line() {
        let tables = Tables::official(&FORM_2021);
        let keys = |table| -> Vec<String> {
            printed_labels(table, Forms::OFFICIAL).into_iter().map(|label| label.key).collect()
        };
        let applications = keys(&tables.applications);
        assert_eq!(
            applications[..13],
            [
                "applications.corner",
                "applications.applicants",
                "applications.*.natural",
                "applications.organisations",
                "applications.*.total",
                "applications.*.enterprise",
                "applications.*.research",
                "applications.*.ngo",
                "applications.*.legal",
                "applications.*.other",
                "applications.received",
                "applications.carried_in",
                "applications.outcomes",
            ]
        );
        let remedies = keys(&tables.remedies);
        assert_eq!(remedies[..2], ["remedies.reconsideration", "remedies.litigation"]);
        assert_eq!((remedies[7].as_str(), remedies.len()), ("remedies.litigation_direct", 2 + 5 + 2 + 10));
        // Each of them can be changed in `[labels]`.
        let known = label_keys(&FORM_2021);
        for key in tables.all().into_iter().flat_map(keys) {
            assert!(known.iter().any(|(own, _)| *own == key), "{key}");
        }
    }
}
