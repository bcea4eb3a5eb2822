//! Help, and what is wrong with a command line, in the caller's language.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};

use super::{Failure, Screen, USAGE};
use crate::diagnostic::{Lang, message};

/// How help is set out; the words between the parts are Chinese, like all help.
pub(super) const TEMPLATE: &str = "{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}";

/// The language that a command line asks for, be the rest of it wrong.
pub(super) fn wanted_lang(arguments: &[OsString]) -> Option<Lang> {
    let mut texts = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(text) = texts.next() {
        match text.strip_prefix("--lang") {
            Some("") => return texts.next().and_then(Lang::by_name),
            Some(rest) => return rest.strip_prefix('=').and_then(Lang::by_name),
            None => {}
        }
    }
    None
}

/// Prints help or version where that was asked for, else what is wrong.
pub(super) fn explain(error: &clap::Error, screen: &Screen) -> ExitCode {
    if !error.use_stderr() {
        // A closed standard output is the reader's choice.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let context = |kind| error.get(kind).map(|value| value.to_string()).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => {
            message!(zh: "不认识的参数“{argument}”", en: "unknown argument `{argument}`")
        }
        ErrorKind::MissingRequiredArgument => {
            message!(zh: "缺少参数 {argument}", en: "missing argument {argument}")
        }
        ErrorKind::ArgumentConflict => {
            message!(zh: "“{argument}”只能写一次", en: "`{argument}` may be given only once")
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand);
            message!(zh: "没有“{name}”这个命令", en: "there is no command `{name}`")
        }
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            message!(zh: "“{argument}”后面缺少值", en: "`{argument}` needs a value")
        }
        ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            message!(zh: "“{argument}”不能是“{value}”", en: "`{argument}` may not be `{value}`")
        }
        ErrorKind::InvalidValue => {
            let value = context(ContextKind::InvalidValue);
            let known = context(ContextKind::ValidValue);
            message!(
                zh: "{argument} 不能是“{value}”：可以是 {known}",
                en: "{argument} cannot be `{value}`: it can be {known}",
            )
        }
        _ => {
            // Help for want of a command, and what is too rare to be said in two languages.
            let _ = error.print();
            return ExitCode::from(USAGE);
        }
    };
    let code = screen.show_failure(Failure::Usage(message));
    screen.say(match screen.lang {
        Lang::Zh => "用法见 nianbao --help",
        Lang::En => "see nianbao --help",
    });
    code
}
