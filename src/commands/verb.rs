//! The verb of a command line. One that opens with a data file has `build` left out.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::CommandFactory;

use super::Cli;
use super::pattern::is_pattern;

/// The names of all verbs.
pub(super) fn names() -> Vec<String> {
    Cli::command().get_subcommands().map(|verb| verb.get_name().to_owned()).collect()
}

/// A command line, the program's own name first, with the verb that it leaves out.
pub(super) fn with_verb(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let rest = behind_language(arguments.get(1..).unwrap_or_default());
    let verbs = names();
    let is_verb = |argument: &OsStr| verbs.iter().any(|verb| argument == verb.as_str());
    let first = rest.iter().find(|argument| is_verb(argument) || is_data(argument));
    let opens_with_data = rest.first().is_some_and(|argument| is_option(argument) || is_data(argument));
    if opens_with_data && first.is_some_and(|argument| !is_verb(argument)) {
        arguments.insert(1, "build".into());
    }
    arguments
}

/// The verb that a command line names.
pub(super) fn of(arguments: &[OsString]) -> Option<String> {
    let names = names();
    let mut rest = behind_language(arguments.get(1..).unwrap_or_default()).iter();
    rest.find_map(|argument| names.iter().find(|name| argument == name.as_str()).cloned())
}

/// The arguments behind those that choose a language, which any command line may open with.
fn behind_language(mut arguments: &[OsString]) -> &[OsString] {
    loop {
        arguments = match arguments {
            [option, _, rest @ ..] if option == "--lang" => rest,
            [option, rest @ ..] if option.as_encoded_bytes().starts_with(b"--lang=") => rest,
            _ => return arguments,
        };
    }
}

/// Whether an argument can only be a data file, and no verb, however it is spelled.
fn is_data(argument: &OsStr) -> bool {
    let path = Path::new(argument);
    let is_toml = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let has_folder = path.components().count() > 1 || argument.as_encoded_bytes().contains(&b'/');
    !is_option(argument) && (argument == "-" || is_toml || has_folder || is_pattern(argument) || path.exists())
}

fn is_option(argument: &OsStr) -> bool {
    argument != "-" && argument.as_encoded_bytes().starts_with(b"-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_with_a_data_file_is_built() {
        for line in [
            "报告.toml",
            "报告.TOML -o X.pdf",
            "-",
            "./报告",
            "部门/报告",
            "*.toml",
            "--lang en 报告.toml",
            "--lang=en --font-dir 字体 报告.toml",
            "-o X.pdf 报告.toml",
            "src",
        ] {
            let arguments: Vec<OsString> = ["nianbao"].into_iter().chain(line.split(' ')).map(OsString::from).collect();
            let built = with_verb(arguments.clone());
            assert_eq!(built.get(1).and_then(|verb| verb.to_str()), Some("build"), "{line}");
            assert_eq!(built.get(2..), arguments.get(1..), "{line}");
        }
    }

    #[test]
    fn whatever_else_stays() {
        for line in [
            "build 报告.toml",
            "biuld 报告.toml",
            "--lang en biuld 报告.toml",
            "--lang en check 报告.toml",
            "--colour check 报告.toml",
            "help build",
            "报告",
            "--version",
            "--lang",
        ] {
            let arguments: Vec<OsString> = ["nianbao"].into_iter().chain(line.split(' ')).map(OsString::from).collect();
            assert_eq!(with_verb(arguments.clone()), arguments, "{line}");
        }
        assert!(with_verb(Vec::new()).is_empty());
    }
}
