//! How much was found.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Lang, Severity};

/// Findings by their severity; those that are accepted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    errors: usize,
    warnings: usize,
    notes: usize,
    #[serde(skip)]
    accepted: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of(found: &[Diagnostic]) -> Tally {
        let open = |severity| {
            let is_counted = |finding: &&Diagnostic| finding.accepted.is_none() && finding.severity == severity;
            found.iter().filter(is_counted).count()
        };
        Tally {
            errors: open(Severity::Error),
            warnings: open(Severity::Warning),
            notes: open(Severity::Note),
            accepted: found.iter().filter(|finding| finding.accepted.is_some()).count(),
        }
    }

    /// In words, without the end of a line.
    pub fn in_lang(self, lang: Lang) -> String {
        let Tally { errors, warnings, notes, accepted } = self;
        match lang {
            Lang::Zh => {
                let more = if accepted > 0 { format!("；另有 {accepted} 个已认可") } else { String::new() };
                format!("{errors} 个错误，{warnings} 个警告，{notes} 个提示{more}")
            }
            Lang::En => {
                let more = if accepted > 0 { format!("; {accepted} accepted") } else { String::new() };
                let (errors, warnings) = (plural(errors, "error"), plural(warnings, "warning"));
                format!("{errors}, {warnings}, {}{more}", plural(notes, "note"))
            }
        }
    }
}

/// So many of a thing, in English.
pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Rule, message};

    #[test]
    fn what_is_accepted_is_counted_apart() {
        let text = || message!(zh: "甲", en: "a");
        let accepted =
            Diagnostic { accepted: Some("r".to_owned()), ..Diagnostic::error(const { &Rule::toy("x") }, text()) };
        let found = [
            Diagnostic::error(const { &Rule::toy("x") }, text()),
            Diagnostic::note(const { &Rule::toy("x") }, text()),
            accepted,
        ];
        let tally = Tally::of(&found);
        assert_eq!(tally.in_lang(Lang::Zh), "1 个错误，0 个警告，1 个提示；另有 1 个已认可");
        assert_eq!(tally.in_lang(Lang::En), "1 error, 0 warnings, 1 note; 1 accepted");
        assert_eq!(Tally::of(&[]).in_lang(Lang::Zh), "0 个错误，0 个警告，0 个提示");
    }
}
