//! Rows and columns that stand alone or below heads that they share.

use super::Row;

/// A row or a column, or several of them under one head.
#[derive(Debug, PartialEq)]
pub enum Part<T: 'static> {
    /// One by itself.
    One(T),
    /// Several under one head.
    Under(Head, &'static [Part<T>]),
}

/// The label over several rows or columns.
#[derive(Debug, PartialEq)]
pub struct Head {
    /// Key of the label.
    pub key: &'static str,
    /// Printed label.
    pub label: &'static str,
    /// Whether the key is a table of the data file in which the rows stand, and so part of their keys: `refused.query`.
    pub in_keys: bool,
}

/// A row or a column, with the heads that it stands under.
#[derive(Debug)]
pub struct Leaf<T: 'static> {
    /// The row or column.
    pub one: &'static T,
    /// The heads, the outermost first.
    pub heads: Vec<&'static Head>,
}

/// All rows or columns in printed order.
pub fn leaves<T>(parts: &'static [Part<T>]) -> Vec<Leaf<T>> {
    let mut found = Vec::new();
    collect(parts, &mut Vec::new(), &mut found);
    found
}

fn collect<T>(parts: &'static [Part<T>], heads: &mut Vec<&'static Head>, found: &mut Vec<Leaf<T>>) {
    for part in parts {
        match part {
            Part::One(one) => found.push(Leaf { one, heads: heads.clone() }),
            Part::Under(head, parts) => {
                heads.push(head);
                collect(parts, heads, found);
                heads.pop();
            }
        }
    }
}

impl Leaf<Row> {
    /// Dotted key below the table, such as `refused.query`.
    pub fn key(&self) -> String {
        let heads = self.heads.iter().filter(|head| head.in_keys).map(|head| head.key);
        heads.chain([self.one.key]).collect::<Vec<_>>().join(".")
    }
}
