//! Options: which verb has which, and what is said of one that a verb does not have.

use std::path::Path;

use clap::CommandFactory;

use super::shown::shown;
use super::{Cli, Failure, verb};
use crate::diagnostic::{Message, message, suggested};

/// How alike a word must be to an option to be taken for it: one slip in four characters.
const LIKENESS: f64 = 0.75;

/// The names of all options, hyphens before them.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> = verb::names().iter().flat_map(|verb| names_of(verb)).collect();
    names.sort();
    names.dedup();
    names
}

/// The names of a verb's options.
fn names_of(verb: &str) -> Vec<String> {
    let mut command = Cli::command();
    // Those of all verbs are handed down.
    command.build();
    let arguments = command.find_subcommand(verb).into_iter().flat_map(clap::Command::get_arguments);
    let names = arguments.flat_map(|argument| {
        let long = argument.get_long().map(|name| format!("--{name}"));
        long.into_iter().chain(argument.get_short().map(|name| format!("-{name}")))
    });
    names.collect()
}

/// The option that a word was probably meant to be: itself, one with a slip, or one that it is the better half of.
pub(super) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let name = |option: &str| option.trim_start_matches('-').to_owned();
    let is_half = |option: &&&str| {
        let (word, option) = (name(word), name(option));
        option.starts_with(&word) && word.len() * 2 >= option.len() && word.len() > 1
    };
    let likeness = |option: &str| strsim::normalized_damerau_levenshtein(&name(word), &name(option));
    if let Some(same) = known.iter().copied().find(|option| *option == word) {
        return Some(same);
    }
    let alike = known.iter().map(|option| (option, likeness(option))).filter(|(_, likeness)| *likeness >= LIKENESS);
    let alike = alike.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(option, _)| option);
    alike.or_else(|| known.iter().find(is_half)).copied()
}

/// The error that a verb does not know an argument: an option of another verb, one misspelt, a file that looks like an
/// option. `written` is all that is on the command line.
pub(super) fn unknown(argument: &str, verb: Option<&str>, written: &[&str]) -> Failure {
    let option = argument.split('=').next().unwrap_or(argument);
    let message = message!(zh: "不认识的参数“{argument}”", en: "unknown argument `{argument}`");
    if !option.starts_with('-') {
        return Failure::Usage(message);
    }
    let failure = a_file(argument, written).or_else(|| of_another_verb(option, verb));
    failure.unwrap_or_else(|| match misspelt(option, verb) {
        Some(help) => Failure::Advised(message, help),
        None => Failure::Usage(message),
    })
}

/// The error that a file's name opens with a hyphen, of which the command line knows but the first letter.
fn a_file(argument: &str, written: &[&str]) -> Option<Failure> {
    let is_file = |text: &&&str| text.starts_with(argument) && (text.ends_with(".toml") || Path::new(text).is_file());
    let file = written.iter().find(is_file)?;
    let inside = shown(&Path::new(".").join(file));
    Some(Failure::Advised(
        message!(
            zh: "“{file}”以 - 开头，会当成选项",
            en: "`{file}` opens with a hyphen and is taken for an option",
        ),
        message!(zh: "是文件的，写成 {inside}", en: "if it is a file, write {inside}"),
    ))
}

/// The error that an option is one of other verbs.
fn of_another_verb(option: &str, verb: Option<&str>) -> Option<Failure> {
    let others = others(verb);
    let has_it = |other: &&String| names_of(other).iter().any(|name| name == option);
    let holders: Vec<&str> = others.iter().filter(has_it).map(String::as_str).collect();
    if holders.is_empty() {
        return None;
    }
    let (zh, en) = (holders.join("、"), holders.join(", "));
    Some(Failure::Usage(match verb {
        Some(verb) => message!(
            zh: "{verb} 没有“{option}”这个选项，{zh} 才有",
            en: "{verb} does not have the option `{option}`, which belongs to {en}",
        ),
        None => message!(
            zh: "“{option}”是 {zh} 的选项，要写在命令后面",
            en: "`{option}` is an option of {en} and stands behind the command",
        ),
    }))
}

/// The option that was probably meant: one of the verb's own, else one of another's.
fn misspelt(option: &str, verb: Option<&str>) -> Option<Message> {
    let own = verb.map(names_of).unwrap_or_default();
    if let Some(near) = nearest(option, &own.iter().map(String::as_str).collect::<Vec<_>>()) {
        return Some(suggested(near));
    }
    let others = others(verb);
    let theirs: Vec<String> = others.iter().flat_map(|other| names_of(other)).collect();
    let near = nearest(option, &theirs.iter().map(String::as_str).collect::<Vec<_>>())?;
    let other = others.iter().find(|other| names_of(other).iter().any(|name| name == near))?;
    Some(message!(zh: "是不是 {other} 的“{near}”？", en: "did you mean `{near}` of {other}?"))
}

/// All verbs but one.
fn others(verb: Option<&str>) -> Vec<String> {
    verb::names().into_iter().filter(|other| Some(other.as_str()) != verb).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_really_alike_is_suggested() {
        let known =
            ["--allow-errors", "--allow-outside", "--font-dir", "--output", "-o", "--official-name", "--previous"];
        for (word, expected) in [
            ("--font-dri", Some("--font-dir")),
            ("--fontdir", Some("--font-dir")),
            ("--out", Some("--output")),
            ("--prev", Some("--previous")),
            ("--offical-name", Some("--official-name")),
            ("-output", Some("--output")),
            ("-o", Some("-o")),
            ("--all", None),
            ("--allow", None),
            ("--allow-warnings", None),
            ("--quiet", None),
            ("-x", None),
        ] {
            assert_eq!(nearest(word, &known), expected, "{word}");
        }
        // One of another verb is no slip of an own one.
        assert_eq!(nearest("--allow-errors", &["--allow-outside", "--all"]), None);
    }

    #[test]
    fn every_verb_has_its_options_and_those_of_all() {
        assert!(names_of("check").iter().any(|name| name == "--format"));
        assert!(
            names_of("merge").iter().any(|name| name == "-o") && !names_of("check").iter().any(|name| name == "-o")
        );
        assert!(verb::names().iter().all(|verb| names_of(verb).iter().any(|name| name == "--lang")));
    }
}
