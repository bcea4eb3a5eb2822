//! Keys that stand in the wrong table of a data file: most often the line is gone that opens their own.

use super::key_names::home_of;
use crate::diagnostic::{Diagnostic, Message, message};
use crate::form::{Forms, SECTION_KEYS};
use crate::report::rules;
use crate::source::Span;

/// A key that nobody asked for.
pub(super) struct StrayKey<'a> {
    /// Its last part.
    pub name: &'a str,
    /// The whole dotted key.
    pub key: &'a str,
    /// Where it stands.
    pub at: Span,
    /// Whether its table has it in another form.
    pub is_of_other_form: bool,
}

/// The table in which such keys stand, and the file around it.
pub(super) struct Around<'a> {
    /// Its dotted key; empty at the top.
    pub table: &'a str,
    /// Where its last key stands.
    pub last_key: usize,
    /// The text of the file.
    pub text: &'a str,
    /// The keys at the top of the file, and where they stand.
    pub top_keys: &'a [(String, usize)],
    /// The forms that the file may be written in.
    pub forms: Forms,
}

/// The finding for the first of some keys and those behind it that belong to the same other table, and how many they
/// are; none if the first belongs to no other table. The keys are in the order of the file.
pub(super) fn told(strays: &[StrayKey], around: &Around) -> Option<(Diagnostic, usize)> {
    let first = strays.first()?;
    let home = other_home(first, around)?;
    let count = strays.iter().take_while(|stray| other_home(stray, around) == Some(home)).count();
    let line_of = |at: usize| around.text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let (number, name) = (line_of(first.at.start), first.name);
    let there = around.top_keys.iter().find(|(key, _)| key == home).map(|(_, at)| line_of(*at));
    let ends_with_them = count == strays.len() && strays.last()?.at.start >= around.last_key;
    let (message, help): (Message, Message) = match there {
        None if ends_with_them => (
            message!(
                zh: "少了 [{home}] 这一行：从“{name}”起的各行属于它",
                en: "the line [{home}] is missing: what begins with `{name}` belongs to it",
            ),
            message!(
                zh: "在第 {number} 行“{name}”的前面加一行 [{home}]",
                en: "put a line before line {number}, `{name}`: [{home}]",
            ),
        ),
        None => (
            message!(
                zh: "“{name}”属于 [{home}]，不能写在这一部分里",
                en: "`{name}` belongs to [{home}] and not here",
            ),
            message!(
                zh: "在文件的末尾加一行 [{home}]，把从第 {number} 行起的 {count} 个键移到它的下面",
                en: "add a line [{home}] at the end of the file, and move {count} key(s), from line {number} on, below it",
            ),
        ),
        Some(header) => (
            message!(
                zh: "“{name}”属于 [{home}]，不能写在这一部分里",
                en: "`{name}` belongs to [{home}] and not here",
            ),
            message!(
                zh: "把从第 {number} 行起的 {count} 个键移到第 {header} 行 [{home}] 的下面",
                en: "move {count} key(s), from line {number} on, below line {header}, [{home}]",
            ),
        ),
    };
    let fault = Diagnostic::error(&rules::UNKNOWN_KEY, message).at(first.at).key(first.key).help(help);
    Some((fault, count))
}

/// The table to which a key belongs, if it is another than that in which it stands.
fn other_home(stray: &StrayKey, around: &Around) -> Option<&'static str> {
    let here = around.table.split('.').next().unwrap_or_default();
    let home = match stray.name {
        // Narrative above all sections: the head of the first that is not there is lost.
        "body" | "note" | "body_file" if matches!(here, "" | "report" | "page") => {
            let is_lost = |key: &&str| !around.top_keys.iter().any(|(known, _)| known == key);
            ["preface"].into_iter().chain(SECTION_KEYS).find(is_lost)?
        }
        name => home_of(name, around.forms)?,
    };
    (home != here && !stray.is_of_other_form).then_some(home)
}
