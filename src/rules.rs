//! Every rule that the program knows, room by room: what `explain` and the reference page list.

use crate::diagnostic::Rule;
use crate::{author, check, commands, layout, narrative, pdf, picture, report, text};

/// All rules: of input, of checks, of typesetting, of merging, of the command line.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    let before = [report::rules::RULES, narrative::rules::RULES, picture::rules::RULES];
    let behind =
        [text::rules::RULES, layout::rules::RULES, author::rules::RULES, commands::rules::RULES, pdf::rules::RULES];
    before.into_iter().flatten().copied().chain(check::rules()).chain(behind.into_iter().flatten().copied())
}

/// The rule of a code.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::Lang;

    #[test]
    fn every_code_is_there_once() {
        let codes: BTreeSet<&str> = all().map(|rule| rule.code).collect();
        assert_eq!(all().count(), codes.len());
        assert!(codes.contains("outcome-sum"));
        assert!(check::TO_COME.iter().all(|code| find(code).is_none()));
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for rule in all() {
            for text in [rule.rule, rule.source, rule.remedy] {
                for text in [text.in_lang(Lang::Zh), text.in_lang(Lang::En)] {
                    assert!(!text.is_empty() && !text.contains('\n'), "{}", rule.code);
                }
            }
            assert!(rule.severities.is_sorted_by(|a, b| a > b), "{}", rule.code);
        }
    }
}
