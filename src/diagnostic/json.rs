//! Diagnostics for programs: one entry each, as docs/data-file.md sets out.

use serde::Serialize;

use super::{Diagnostic, Lang};
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

/// Where a value stands; all null if it stands nowhere.
#[derive(Debug, Serialize)]
struct Location {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

/// The entries of diagnostics, ready for any serde format.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> Vec<Entry> {
    let entry = |diagnostic: &Diagnostic| Entry {
        code: diagnostic.code(),
        severity: diagnostic.severity.name(),
        message: diagnostic.message.in_lang(lang).to_owned(),
        place: place(diagnostic.span, sources),
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
        accepted: diagnostic.accepted.clone(),
    };
    diagnostics.iter().map(entry).collect()
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
    use crate::diagnostic::{Related, Rule, message};

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
        let nowhere = Diagnostic::system(const { &Rule::toy("y") }, message!(zh: "没有", en: "none"));
        assert_eq!(
            serde_json::to_string(&json(&[found, nowhere], &sources, Lang::En)).unwrap(),
            "[{\"code\":\"x\",\"severity\":\"warning\",\"message\":\"differs\",\"file\":\"a.toml\",\"line\":2,\
             \"column\":5,\"key\":\"年\",\"related\":[{\"file\":\"b.toml\",\"line\":1,\"column\":5,\"key\":\"y\",\
             \"message\":\"2 last year\"}]},{\"code\":\"y\",\"severity\":\"error\",\"message\":\"none\",\"file\":null,\
             \"line\":null,\"column\":null,\"key\":null,\"related\":[]}]"
        );
    }
}
