//! Every printed label of a form under the key by which `[labels]` can change it.

use super::{Form, SECTION_KEYS};

/// The key of a label and what the form prints there; empty where several labels share the key.
pub type LabelKey = (String, &'static str);

/// All label keys of a form: section titles (`problems.title`), rows (`disclosure.normative`), groups
/// (`applications.refused`), and columns, of a whole table (`applications.*.ngo`), of one block of table 二
/// (`disclosure.item_1.*.in_force`) or of one group of table 四 (`remedies.litigation_after.*.pending`).
pub fn label_keys(form: &Form) -> Vec<LabelKey> {
    let mut keys: Vec<LabelKey> = Vec::new();
    for (section, title) in SECTION_KEYS.iter().zip(form.section_titles) {
        keys.push((format!("{section}.title"), title));
    }

    keys.push(("disclosure.*.item".to_owned(), ""));
    for block in form.disclosure {
        keys.push((format!("disclosure.{}", block.key), block.title));
        keys.push((format!("disclosure.{}.*.item", block.key), block.corner));
        for column in block.columns {
            keys.push((format!("disclosure.*.{}", column.key), column.label));
            keys.push((format!("disclosure.{}.*.{}", block.key, column.key), column.label));
        }
        for row in block.rows {
            keys.push((format!("disclosure.{}", row.key), row.label));
        }
    }

    let applications = &form.applications;
    keys.push(("applications.corner".to_owned(), applications.corner));
    keys.push(("applications.applicants".to_owned(), applications.applicants));
    keys.push(("applications.organisations".to_owned(), applications.organisations));
    keys.push(("applications.outcomes".to_owned(), applications.outcomes_label));
    for column in &applications.columns {
        keys.push((format!("applications.*.{}", column.key), column.label));
    }
    for outcome in applications.outcomes.iter().filter(|outcome| !outcome.rows.is_empty()) {
        keys.push((format!("applications.{}", outcome.entry.key), outcome.entry.label));
    }
    for (row, label) in applications.rows() {
        keys.push((format!("applications.{row}"), label));
    }

    keys.push(("remedies.litigation".to_owned(), form.remedies.litigation));
    for column in &form.remedies.columns {
        keys.push((format!("remedies.*.{}", column.key), column.label));
    }
    for group in &form.remedies.groups {
        keys.push((format!("remedies.{}", group.key), group.label));
        for column in &form.remedies.columns {
            keys.push((format!("remedies.{}.*.{}", group.key, column.key), column.label));
        }
    }

    keys.sort();
    keys.dedup_by(|a, b| a.0 == b.0);
    keys
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;
    use crate::form::by_name;

    #[test]
    fn the_keys_that_the_data_format_names_are_there() {
        let keys: Vec<String> = label_keys(by_name("2021").expect("a form")).into_iter().map(|(key, _)| key).collect();
        for key in [
            "disclosure.normative",
            "applications.*.ngo",
            "disclosure.item_1.*.in_force",
            "applications.refused",
            "applications.outcomes",
            "applications.corner",
            "applications.applicants",
            "applications.organisations",
            "disclosure.*.item",
            "remedies.litigation",
            "problems.title",
        ] {
            assert!(keys.iter().any(|known| known == key), "{key} is missing");
        }
    }
}
