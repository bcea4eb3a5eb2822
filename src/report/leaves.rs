//! The values of a data file as TOML has them, whatever they mean to a report.

use toml::de::{DeTable, DeValue};

use std::ops::Range;

/// A value that is no table and no list.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// Dotted key; the items of a list count from 0.
    pub key: String,
    /// Where it stands, quotes included.
    pub range: Range<usize>,
    /// What it says, if it is a string.
    pub text: Option<String>,
    /// Whether it is an item of a list.
    pub in_list: bool,
}

/// All values of a data file, in its order.
pub fn leaves(text: &str) -> Vec<Leaf> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut found = Vec::new();
    of_table(table.get_ref(), "", &mut found);
    found.sort_by_key(|leaf| leaf.range.start);
    found
}

fn of_table(table: &DeTable, above: &str, found: &mut Vec<Leaf>) {
    for (name, value) in table {
        let name = name.get_ref();
        let key = if above.is_empty() { name.to_string() } else { format!("{above}.{name}") };
        of_value(value.get_ref(), value.span(), key, false, found);
    }
}

fn of_value(value: &DeValue, range: Range<usize>, key: String, in_list: bool, found: &mut Vec<Leaf>) {
    match value {
        DeValue::Table(table) => of_table(table, &key, found),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                of_value(item.get_ref(), item.span(), format!("{key}.{index}"), true, found);
            }
        }
        value => found.push(Leaf { key, range, text: value.as_str().map(str::to_owned), in_list }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_the_order_of_the_file() {
        let text = "b = '甲'\n[a]\nlist = [1, \"2\"]\ntable = { x = '''乙''' }\n[[c]]\nd = true\n";
        let found: Vec<(String, &str, Option<String>, bool)> = leaves(text)
            .into_iter()
            .map(|leaf| (leaf.key, text.get(leaf.range).unwrap_or_default(), leaf.text, leaf.in_list))
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            found,
            [
                ("b".to_owned(), "'甲'", some("甲"), false),
                ("a.list.0".to_owned(), "1", None, true),
                ("a.list.1".to_owned(), "\"2\"", some("2"), true),
                ("a.table.x".to_owned(), "'''乙'''", some("乙"), false),
                ("c.0.d".to_owned(), "true", None, false),
            ]
        );
    }
}
