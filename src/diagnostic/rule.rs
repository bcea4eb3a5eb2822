//! Rules: what a diagnostic is made from.
//!
//! Each room keeps the rules of what it finds beside the code that finds it; `rules` of the library lists them all.

use super::{Lang, Medium, Pair, Severity};

/// A rule: its code, where it comes from, and how to put right what breaks it. A diagnostic is made from its rule, so
/// that there is none whose code `explain` does not know.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The code, such as `outcome-sum`. It is stable: data files and other programs name it.
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
    /// Of a rule that is broken in many ways: what to write instead, a way a line.
    pub cases: &'static [Text],
    /// An example, where a few lines can show one. Checks have theirs in files.
    pub pair: Option<Pair>,
}

/// A fixed text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A fixed text, Chinese and English.
pub const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// Of a rule that finds errors.
pub const ERROR: &[Severity] = &[Severity::Error];
/// Of a rule that finds what is probably wrong.
pub const WARNING: &[Severity] = &[Severity::Warning];
/// Of a rule that finds what is worth knowing.
pub const NOTE: &[Severity] = &[Severity::Note];
/// Of a rule that finds errors, or warnings where less is at stake.
pub const ERROR_OR_WARNING: &[Severity] = &[Severity::Error, Severity::Warning];

/// The lines of a data file that accept the findings of a code.
pub fn accept_lines(code: &str) -> String {
    format!("[[accept]]\ncode = \"{code}\"\nreason = \"…\"")
}

impl Rule {
    /// A rule that finds errors, which nobody can accept.
    pub const fn error(code: &'static str, rule: Text, source: Text, remedy: Text) -> Rule {
        Rule { code, severities: ERROR, acceptable: false, rule, source, remedy, cases: &[], pair: None }
    }

    /// A rule that finds what is worth knowing.
    pub const fn note(code: &'static str, rule: Text, source: Text, remedy: Text) -> Rule {
        Rule { code, severities: NOTE, acceptable: false, rule, source, remedy, cases: &[], pair: None }
    }

    /// The same, broken in many ways.
    pub const fn with_cases(self, cases: &'static [Text]) -> Rule {
        Rule { cases, ..self }
    }

    /// The same, with an example from a data file.
    pub const fn with_data(self, wrong: &'static str, right: &'static str) -> Rule {
        Rule { pair: Some(Pair { medium: Medium::Data, wrong, right }), ..self }
    }

    /// The same, with an example from a narrative.
    pub const fn with_narrative(self, wrong: &'static str, right: &'static str) -> Rule {
        Rule { pair: Some(Pair { medium: Medium::Narrative, wrong, right }), ..self }
    }

    /// The same, with commands as an example.
    pub const fn with_commands(self, wrong: &'static str, right: &'static str) -> Rule {
        Rule { pair: Some(Pair { medium: Medium::Command, wrong, right }), ..self }
    }

    /// How grave its findings are, in a language.
    pub fn severities_in(&self, lang: Lang) -> String {
        let names: Vec<&str> = self.severities.iter().map(|severity| severity.in_lang(lang)).collect();
        names.join(match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    }
}

#[cfg(test)]
impl Rule {
    /// A rule for tests of what is made of rules.
    pub(crate) const fn toy(code: &'static str) -> Rule {
        Rule::error(code, text("规则", "a rule"), text("出处", "a source"), text("改法", "a remedy"))
    }
}
