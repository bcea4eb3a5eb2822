//! `[[accept]]`: findings that the office has looked at.

use super::Accept;
use super::toml_table::{Faults, Item, TomlTable};
use crate::diagnostic::{Diagnostic, Message, accept_lines, message};
use crate::report::rules;

/// Reads all `[[accept]]`. Whether there is such a code, and whether it matches anything, the check room finds out.
pub(super) fn accepts(top: &mut TomlTable, faults: &mut Faults) -> Vec<Accept> {
    let items = top.take("accept").and_then(|item| item.list(faults)).unwrap_or_default();
    items.iter().filter_map(|item| accept(item, faults)).collect()
}

fn accept(item: &Item, faults: &mut Faults) -> Option<Accept> {
    let mut table = item.table(faults)?;
    let code_item = table.take("code");
    let reason_item = table.take("reason");
    let code = code_item.as_ref().and_then(|item| item.value.as_str()).unwrap_or("…");
    let whole = written(code);
    for (name, item) in [("code", &code_item), ("reason", &reason_item)] {
        if item.is_none() {
            table.missing(name, Some(whole.clone()), faults);
        }
    }
    let key = table.take("key").and_then(|item| item.line(faults));
    table.finish(faults);

    let code_item = code_item?;
    let code = code_item.line(faults)?;
    let reason_item = reason_item?;
    let reason = reason_item.line(faults)?;
    if reason.value.trim().is_empty() {
        let key = &reason_item.key;
        let fault = Diagnostic::error(
            &rules::MISSING_KEY,
            message!(zh: "“{key}”是空的：要写认可的理由", en: "`{key}` is empty: say why it is accepted"),
        );
        faults.push(fault.at(reason_item.span).key(&reason_item.key).help(whole));
        return None;
    }
    Some(Accept { code, key: key.map(|key| key.value), reason: reason.value })
}

/// The help that shows all lines of an entry.
fn written(code: &str) -> Message {
    let lines = accept_lines(code);
    message!(zh: "写成三行，理由写在引号里：\n{lines}", en: "write three lines, with the reason in quotes:\n{lines}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use crate::report::{Accept, ReadOptions, read};
    use crate::source::Sources;

    /// What is accepted, or codes, lines and keys of what is wrong.
    fn accepts(text: &str) -> Result<Vec<Accept>, Vec<(&'static str, usize, String)>> {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", format!("[report]\norgan = '甲局'\nyear = 2025\n{text}"));
        let report = read(&mut sources, data, &ReadOptions::default());
        report.map(|(report, _)| report.accepts).map_err(|faults| {
            let place = |span| sources.line_column(span).line;
            faults.into_iter().map(|f| (f.code(), f.span.map_or(0, place), f.key.unwrap_or_default())).collect()
        })
    }

    #[test]
    fn code_key_and_reason_are_read() {
        let read = accepts(
            "[[accept]]\ncode = 'year-jump'\nreason = '专项清理'\n\
             [[accept]]\ncode = 'narrative-figure'\nkey = 'overview.body'\nreason = '立案数'\n",
        )
        .unwrap();
        assert_eq!((read[0].code.value.as_str(), read[0].key.as_deref()), ("year-jump", None));
        assert_eq!((read[1].key.as_deref(), read[1].reason.as_str()), (Some("overview.body"), "立案数"));
    }

    #[test]
    fn an_accept_says_what_and_why() {
        assert_eq!(
            accepts("[[accept]]\ncode = 'year-jump'\n[[accept]]\nreason = ' '\nkye = ''\n"),
            Err(vec![
                ("missing-key", 4, "accept.0.reason".to_owned()),
                ("missing-key", 6, "accept.1.code".to_owned()),
                ("unknown-key", 8, "accept.1.kye".to_owned()),
            ])
        );
        let empty = accepts("[[accept]]\ncode = 'year-jump'\nreason = ' '\n");
        assert_eq!(empty, Err(vec![("missing-key", 6, "accept.0.reason".to_owned())]));
        assert_eq!(accepts("accept = 1\n"), Err(vec![("unknown-key", 4, "report.accept".to_owned())]));
    }
}
