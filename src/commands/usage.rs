//! Help, and what is wrong with a command line, in the caller's language.

use std::ffi::OsString;
use std::io::ErrorKind::BrokenPipe;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};

use super::options::unknown;
use super::shown::shown;
use super::wrong_value::wrong_value;
use super::{Failure, Screen, USAGE, limits, print, standard_output, verb};
use crate::diagnostic::{Lang, did_you_mean, message};
use crate::files::Files;
use crate::pipeline::near_file;

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
pub(super) fn explain(error: &clap::Error, arguments: &[OsString], screen: &Screen) -> ExitCode {
    if !error.use_stderr() {
        let printed = error.print().and_then(|()| stdout().flush());
        return match printed {
            // A reader who has gone has chosen to.
            Err(error) if error.kind() != BrokenPipe => screen.show_failure(standard_output::refused_by_stdout(&error)),
            _ => ExitCode::SUCCESS,
        };
    }
    let context = |kind| error.get(kind).map(|value| value.to_string()).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => {
            let written: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
            return refused(unknown(&argument, verb::of(arguments).as_deref(), &written), screen);
        }
        ErrorKind::MissingRequiredArgument => {
            message!(zh: "缺少参数 {argument}", en: "missing argument {argument}")
        }
        ErrorKind::ArgumentConflict => {
            message!(zh: "“{argument}”只能写一次", en: "`{argument}` may be given only once")
        }
        ErrorKind::InvalidSubcommand => return refused(no_such_verb(&context(ContextKind::InvalidSubcommand)), screen),
        ErrorKind::InvalidValue if arguments.iter().any(|argument| argument.is_empty()) => {
            message!(zh: "文件名是空的：{argument}", en: "a file's name is empty: {argument}")
        }
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            message!(zh: "“{argument}”后面缺少值", en: "`{argument}` needs a value")
        }
        ErrorKind::ValueValidation => {
            let option = argument.split(' ').next().unwrap_or_default();
            let value = context(ContextKind::InvalidValue);
            if option == "--limit" && limits::LIST.contains(&value.as_str()) {
                let lines = limits::listed(screen.lang).join("\n") + "\n";
                return print(&lines).map_or_else(|failure| screen.show_failure(failure), |()| ExitCode::SUCCESS);
            }
            return refused(wrong_value(option, &value), screen);
        }
        ErrorKind::InvalidValue => {
            let value = context(ContextKind::InvalidValue);
            let known = context(ContextKind::ValidValue);
            message!(
                zh: "{argument} 不能是“{value}”：可以是 {known}",
                en: "{argument} cannot be `{value}`: it can be {known}",
            )
        }
        ErrorKind::InvalidUtf8 => {
            let wrong = arguments.iter().find(|argument| argument.to_str().is_none());
            let wrong = wrong.map(|argument| argument.to_string_lossy().into_owned()).unwrap_or_default();
            message!(
                zh: "“{wrong}”不是 UTF-8 编码的文字：除了文件名，命令行里的文字要用 UTF-8 编码",
                en: "`{wrong}` is not text in UTF-8, which everything but the names of files must be",
            )
        }
        _ => {
            // Help for want of a command, and what is too rare to be said in two languages.
            let _ = error.print();
            return ExitCode::from(USAGE);
        }
    };
    refused(Failure::Usage(message), screen)
}

/// The error that there is no such verb, with the one that was probably meant, or how a report is made.
pub(super) fn no_such_verb(name: &str) -> Failure {
    if name.is_empty() {
        return Failure::Usage(message!(zh: "命令或文件名是空的", en: "the command, or the file's name, is empty"));
    }
    let verbs = verb::names();
    let help = if let Some(data) = near_file(&Files::on_disk(), Path::new(name)) {
        let data = shown(&data);
        Some(message!(zh: "要生成 PDF：nianbao {data}", en: "to make the PDF: nianbao {data}"))
    } else {
        let all = verbs.join(" ");
        let otherwise = message!(
            zh: "命令有 {all}；要生成 PDF，写数据文件的名字：nianbao 报告.toml",
            en: "the commands are {all}; to make a PDF, name its data file: nianbao report.toml",
        );
        did_you_mean(name, verbs.iter().map(String::as_str), otherwise)
    };
    let message = message!(zh: "没有“{name}”这个命令", en: "there is no command `{name}`");
    match help {
        Some(help) => Failure::Advised(message, help),
        None => Failure::Usage(message),
    }
}

/// Shows why a command line is refused, and where to read how it is written.
pub(super) fn refused(failure: Failure, screen: &Screen) -> ExitCode {
    let code = screen.show_failure(failure);
    screen.say(match screen.lang {
        Lang::Zh => "用法见 nianbao --help",
        Lang::En => "see nianbao --help",
    });
    code
}
