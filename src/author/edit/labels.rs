//! Printed labels: those of the form in `[labels]`, those of extra rows where the rows stand.

use std::collections::BTreeMap;

use super::Refusal;
use super::data::{Data, as_path, no_rank};
use super::meant::Says;
use super::statements::{Node, What};
use super::texts::in_quotes;
use crate::author::toml_text::quoted;
use crate::diagnostic::message;
use crate::report::{Report, label_keys};

/// Puts a label in the place of another, or goes back to that of the form.
pub(super) fn change(
    data: &mut Data,
    report: &Report,
    says: &mut Says,
    key: &str,
    text: Option<&str>,
) -> Result<(), Refusal> {
    let text = text.map(|text| text.split(['\r', '\n', '\t']).map(str::trim).collect::<Vec<_>>().join(" "));
    let text = text.map(|text| text.trim().to_owned());
    if key.split('.').nth(1) == Some("extra") {
        return of_extra_row(data, says, key, text);
    }
    let known = label_keys(report.form);
    let (_, form) = known.iter().find(|(known, _)| known == key).ok_or_else(|| Refusal::unknown(key))?;
    let unwritten = || Refusal::unwritten(key);
    let text = text.filter(|text| text != form || form.is_empty());
    if says.labels.get(key) == text.as_ref() {
        return Ok(());
    }
    let path = data.at(&["labels"], |found| match found.what {
        What::Table(table) => path_of(table, "", key),
        _ => None,
    });
    let path = path.flatten().map(|path| ["labels".to_owned()].into_iter().chain(path).collect::<Vec<_>>());
    match (path, text) {
        (Some(path), None) => {
            says.labels.remove(key);
            data.remove(&as_path(&path)).ok_or_else(unwritten)
        }
        (Some(path), Some(text)) => {
            let path = as_path(&path);
            replace(data, &path, &text).ok_or_else(unwritten)?;
            says.labels.insert(key.to_owned(), text);
            Ok(())
        }
        (None, Some(text)) => {
            data.insert(&["labels", key], &quoted(&text), &no_rank).ok_or_else(unwritten)?;
            says.labels.insert(key.to_owned(), text);
            Ok(())
        }
        (None, None) => Err(unwritten()),
    }
}

fn of_extra_row(data: &mut Data, says: &mut Says, key: &str, text: Option<String>) -> Result<(), Refusal> {
    let row = says.rows.get_mut(key).and_then(|row| row.extra.as_mut()).ok_or_else(|| Refusal::unknown(key))?;
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        let message = message!(
            zh: "这一行是格式之外增加的，名称不能空着",
            en: "the form does not have this row: it needs a label",
        );
        return Err(Refusal { message, key: Some(key.to_owned()) });
    };
    if row.0 == text {
        return Ok(());
    }
    let path: Vec<&str> = key.split('.').chain(["label"]).collect();
    replace(data, &path, &text).ok_or_else(|| Refusal::unwritten(key))?;
    row.0 = text;
    Ok(())
}

/// Puts a text in the place of another, in the quotes that this had.
pub(super) fn replace(data: &mut Data, path: &[&str], text: &str) -> Option<()> {
    let range = data.at(path, |found| found.range)?;
    let old = data.text().get(range)?.to_owned();
    data.replace(path, &in_quotes(&old, text))
}

/// The names that lead to a label, which is written with dots in quotes or as tables within tables.
fn path_of(table: &BTreeMap<String, Node>, above: &str, key: &str) -> Option<Vec<String>> {
    table.iter().find_map(|(name, node)| {
        let whole = if above.is_empty() { name.to_string() } else { format!("{above}.{name}") };
        match &node.what {
            What::Table(inner) => {
                let rest = path_of(inner, &whole, key)?;
                Some([name.to_string()].into_iter().chain(rest).collect())
            }
            _ => (whole == key).then(|| vec![name.to_string()]),
        }
    })
}
