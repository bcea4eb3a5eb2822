//! Every code that the program gives: its rule, where the rule comes from, how to put it right. `explain` prints them.

mod checks;
mod illustrations;
mod input;
mod merge;
mod system;
mod typesetting;

use super::{Lang, Severity};

/// One code.
#[derive(Debug)]
pub struct Entry {
    /// The code, such as `outcome-sum`.
    pub code: &'static str,
    /// How grave its findings are, the gravest first.
    pub severities: &'static [Severity],
    /// Whether `[[accept]]` can silence it.
    pub acceptable: bool,
    /// The rule in one line.
    pub rule: Text,
    /// Document and clause that the rule comes from, or what of the program it belongs to.
    pub source: Text,
    /// How to put it right.
    pub remedy: Text,
}

/// A fixed text in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    zh: &'static str,
    en: &'static str,
}

impl Text {
    /// The text in one language.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

const ERROR: &[Severity] = &[Severity::Error];
const WARNING: &[Severity] = &[Severity::Warning];
const NOTE: &[Severity] = &[Severity::Note];
const ERROR_OR_WARNING: &[Severity] = &[Severity::Error, Severity::Warning];

/// Codes of checks that this release does not make yet: a data file may accept them, which then says nothing.
pub const TO_COME: [&str; 18] = [
    "narrative-figure",
    "zero-claim",
    "narrative-parts",
    "percentages",
    "year-on-year",
    "period",
    "deadline",
    "title",
    "opening",
    "overview-aspects",
    "problems-empty",
    "fees-statement",
    "similarity",
    "stale-year",
    "citation",
    "unfinished",
    "characters",
    "number-style",
];

/// All codes: of input, of pictures and charts, of checks, of typesetting, of merging, of the system.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    input::ENTRIES
        .iter()
        .chain(illustrations::ENTRIES)
        .chain(checks::ENTRIES)
        .chain(typesetting::ENTRIES)
        .chain(merge::ENTRIES)
        .chain(system::ENTRIES)
}

/// The entry of a code.
pub fn find(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code == code)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// The codes that the program gives: the first argument, if it is written out, of whatever makes a diagnostic.
    fn given(folder: &Path, codes: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                given(&path, codes);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                // An attribute of thiserror is no code.
                let text = std::fs::read_to_string(&path).unwrap().replace("#[error(", "");
                let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                for maker in ["error(", "warning(", "note(", "system(", "unreadable(", "refuse(", "fault("] {
                    let arguments = code.split(maker).skip(1).map(str::trim_start);
                    let literals = arguments.filter_map(|rest| rest.strip_prefix('"')?.split('"').next());
                    codes.extend(literals.map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn every_code_has_an_entry_and_every_entry_a_code() {
        let mut codes = BTreeSet::new();
        given(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut codes);
        let known: BTreeSet<String> = all().map(|entry| entry.code.to_owned()).collect();
        assert_eq!(codes, known);
        assert_eq!(all().count(), known.len(), "a code stands in the catalogue twice");
        assert!(TO_COME.iter().all(|code| find(code).is_none()));
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for entry in all() {
            for text in [entry.rule, entry.source, entry.remedy] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", entry.code);
                assert!(!text.zh.contains('\n') && !text.en.contains('\n'), "{}", entry.code);
            }
            assert!(entry.severities.is_sorted_by(|a, b| a > b), "{}", entry.code);
        }
    }
}
