//! `{applications.received.total}`: an expression with one pair of braces, which would be printed as it stands.

use super::bracketed_marks::is_escaped;
use super::wrong_expression as wrong;
use crate::diagnostic::Diagnostic;
use crate::form::TABLE_KEYS;
use crate::report::Prose;

/// A finding for each pair of single braces around what is surely an expression: a key of a table or a function.
pub(super) fn found(prose: &Prose) -> Vec<Diagnostic> {
    let text = prose.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('{')).map(|start| at + start) {
        let behind = text.get(start + 1..).unwrap_or_default();
        // {{ }} is read elsewhere, and \{{ is text.
        if behind.starts_with('{') {
            at = start + 2;
            continue;
        }
        at = start + 1;
        let is_close = |end: &usize| behind.get(*end..).is_some_and(|rest| rest.starts_with('}'));
        let Some(end) = behind.find(['{', '}', '\n']).filter(is_close) else { continue };
        let is_second = text.get(..start).is_some_and(|before| before.ends_with('{'));
        let inside = behind.get(..end).unwrap_or_default();
        if !is_second && !is_escaped(text, start) && is_expression(inside) {
            let doubled = usize::from(behind.get(end + 1..).is_some_and(|rest| rest.starts_with('}')));
            let range = start..start + 1 + end + 1 + doubled;
            found.push(wrong::single_braces(inside, prose.span(range)).key(&prose.key));
        }
    }
    found
}

/// Whether a text calls a function, or names a figure by its key.
pub(crate) fn is_expression(text: &str) -> bool {
    let text = text.trim();
    let is_sign = |ch: char| ch.is_ascii_alphanumeric() || "_.,+-*/() ".contains(ch);
    let names_figure = || {
        let mut words = text.split(|ch: char| !ch.is_ascii_alphanumeric() && !matches!(ch, '_' | '.'));
        words.any(|word| {
            let word = word.strip_prefix("previous.").unwrap_or(word);
            word.split_once('.').is_some_and(|(table, rest)| TABLE_KEYS.contains(&table) && !rest.is_empty())
        })
    };
    text.chars().all(is_sign) && names_figure()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_a_table_tells_an_expression() {
        for text in ["applications.received.total", " pct(applications.granted.total, applications.total.total, 2) "] {
            assert!(is_expression(text), "{text}");
        }
        for text in ["width=60%", "1", "applications", "甲", "applications.", "见 applications.received"] {
            assert!(!is_expression(text), "{text}");
        }
    }
}
