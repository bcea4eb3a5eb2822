//! Diagnostics for programs: one entry each, as docs/data-file.md sets out.

use serde::Serialize;

use super::{Diagnostic, Lang, message};
use crate::source::{Sources, Span};

/// A diagnostic as JSON. Lines and columns count from 1, columns in Unicode scalars.
#[derive(Debug, Serialize)]
pub struct Entry {
    code: &'static str,
    severity: &'static str,
    message: String,
    #[serde(flatten)]
    place: Location,
    key: Option<String>,
    related: Vec<RelatedEntry>,
    /// What to do about it.
    help: Option<String>,
    /// Why the office accepts it; only of findings that it does accept.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<String>,
}

#[derive(Debug, Serialize)]
struct RelatedEntry {
    #[serde(flatten)]
    place: Location,
    key: Option<String>,
    message: String,
}

/// Where a value stands. A file as a whole has no line; a value that stands nowhere has no file either.
#[derive(Debug, Serialize)]
struct Location {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

/// The entries of what was found about the data file `file`, ready for any serde format.
pub fn json(file: &str, diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> Vec<Entry> {
    let entry = |diagnostic: &Diagnostic| Entry {
        code: diagnostic.code(),
        severity: diagnostic.severity.name(),
        message: diagnostic.message.in_lang(lang).to_owned(),
        place: match diagnostic.span {
            Some(_) => place(diagnostic.span, sources),
            None => Location::of_file(diagnostic.file.as_deref().unwrap_or(file)),
        },
        key: diagnostic.key.clone(),
        related: diagnostic
            .related
            .iter()
            .map(|related| RelatedEntry {
                place: place(related.span, sources),
                key: related.key.clone(),
                message: related.message.in_lang(lang).to_owned(),
            })
            .collect(),
        help: diagnostic.help.as_ref().map(|help| help.in_lang(lang).to_owned()),
        accepted: diagnostic.accepted.clone(),
    };
    diagnostics.iter().map(entry).collect()
}

/// The entry of a file about which nothing was found: no finding, and counted as none of their severities.
pub fn clean(file: &str, lang: Lang) -> Entry {
    let message = message!(zh: "没有发现问题", en: "nothing was found");
    Entry {
        code: "clean",
        severity: "ok",
        message: message.in_lang(lang).to_owned(),
        place: Location::of_file(file),
        key: None,
        related: Vec::new(),
        help: None,
        accepted: None,
    }
}

impl Location {
    /// A file as a whole.
    fn of_file(name: &str) -> Location {
        Location { file: Some(name.to_owned()), line: None, column: None }
    }
}

fn place(span: Option<Span>, sources: &Sources) -> Location {
    let at = span.map(|span| (sources.get(span.source).name.clone(), sources.line_column(span)));
    let (file, at) = at.unzip();
    Location { file, line: at.map(|at| at.line), column: at.map(|at| at.column) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::diagnostic::{Related, Rule};

    #[test]
    fn the_fields_are_those_of_the_data_format() {
        let mut sources = Sources::default();
        let (this, last) = (sources.add("a.toml", "x\n年 = 1"), sources.add("b.toml", "y = 2"));
        let related = Related {
            span: Some(Span::new(last, 4..5)),
            key: Some("y".to_owned()),
            message: message!(zh: "去年 2", en: "2 last year"),
        };
        let found = Diagnostic::warning(const { &Rule::toy("x") }, message!(zh: "不同", en: "differs"))
            .at(Span::new(this, 8..9))
            .key("年")
            .related([related]);
        let rule = const { &Rule::toy("y") };
        let whole = Diagnostic::system(rule, message!(zh: "没有", en: "none")).help(message!(zh: "找", en: "look"));
        let last = whole.clone().in_file("b.toml");
        let entries: Vec<String> = json("a.toml", &[found, whole, last], &sources, Lang::En)
            .iter()
            .chain([&clean("c.toml", Lang::En)])
            .map(|entry| serde_json::to_string(entry).unwrap())
            .collect();
        let of_whole = |file: &str| {
            format!(
                "{{\"code\":\"y\",\"severity\":\"error\",\"message\":\"none\",\"file\":\"{file}\",\"line\":null,\
                 \"column\":null,\"key\":null,\"related\":[],\"help\":\"look\"}}"
            )
        };
        assert_eq!(
            entries,
            [
                "{\"code\":\"x\",\"severity\":\"warning\",\"message\":\"differs\",\"file\":\"a.toml\",\"line\":2,\
                 \"column\":5,\"key\":\"年\",\"related\":[{\"file\":\"b.toml\",\"line\":1,\"column\":5,\"key\":\"y\",\
                 \"message\":\"2 last year\"}],\"help\":null}",
                &of_whole("a.toml"),
                &of_whole("b.toml"),
                "{\"code\":\"clean\",\"severity\":\"ok\",\"message\":\"nothing was found\",\"file\":\"c.toml\",\
                 \"line\":null,\"column\":null,\"key\":null,\"related\":[],\"help\":null}",
            ]
        );
    }
}
