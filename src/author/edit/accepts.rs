//! `[[accept]]`: findings that the office accepts.

use super::Refusal;
use super::data::{Data, top_rank};
use super::labels::replace;
use super::meant::Says;
use super::statements::{Shape, What};
use crate::author::toml_text::quoted;

/// Accepts a finding, changes why, or accepts it no longer.
pub(super) fn change(
    data: &mut Data,
    says: &mut Says,
    code: &str,
    key: Option<&str>,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    let unwritten = || Refusal::unwritten("accept");
    let is_own = |(own, own_key, _): &(String, Option<String>, String)| own == code && own_key.as_deref() == key;
    let reason = reason.map(|reason| reason.split_whitespace().collect::<Vec<_>>().join(" "));
    let Some(reason) = reason else {
        says.accepts.retain(|accept| !is_own(accept));
        while let Some(at) = place(data, code, key) {
            let shape = data.at(&["accept"], |found| match found.what {
                What::List(items) => (found.shape, items.len()),
                _ => (found.shape, 0),
            });
            let path = ["accept", &at.to_string()];
            let path = if shape == Some((Shape::Value, 1)) { path.get(..1).unwrap_or_default() } else { &path };
            data.remove(path).ok_or_else(unwritten)?;
        }
        return Ok(());
    };
    if let Some(at) = place(data, code, key) {
        let own = says.accepts.iter_mut().find(|accept| is_own(accept)).ok_or_else(unwritten)?;
        if own.2 != reason {
            replace(data, &["accept", &at.to_string(), "reason"], &reason).ok_or_else(unwritten)?;
            own.2 = reason;
        }
        return Ok(());
    }
    let mut lines = vec![format!("code = {}", quoted(code))];
    lines.extend(key.map(|key| format!("key = {}", quoted(key))));
    lines.push(format!("reason = {}", quoted(&reason)));
    let written = match data.at(&["accept"], |found| found.shape) {
        Some(Shape::Value) => data.push(&["accept"], &[format!("{{ {} }}", lines.join(", "))]),
        _ => data.insert_block(&format!("[[accept]]\n{}", lines.join("\n")), &["accept"], &top_rank),
    };
    says.accepts.push((code.to_owned(), key.map(str::to_owned), reason));
    written.ok_or_else(unwritten)
}

/// Which of the entries is that of a code and a key.
fn place(data: &Data, code: &str, key: Option<&str>) -> Option<usize> {
    data.at(&["accept"], |found| match found.what {
        What::List(items) => items.iter().position(|item| match &item.what {
            What::Table(table) => {
                let says = |name: &str| match &table.get(name)?.what {
                    What::Text(text) => Some(text.as_str()),
                    _ => None,
                };
                says("code") == Some(code) && says("key") == key
            }
            _ => false,
        }),
        _ => None,
    })?
}
