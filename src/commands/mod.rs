//! The command line: one file a verb. Parses nothing and computes nothing of a report; asks the rooms and prints.
//!
//! Exit codes (data-format.md): 0 done, 1 the data is wrong, 2 the command line is wrong, 3 the system.

mod build;
mod data;
mod fresh;
mod merge;
mod new;
mod schema;
mod target;
mod usage;

use std::ffi::OsString;
use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;

use clap::{ArgAction, Parser, Subcommand};

use crate::diagnostic::{Diagnostic, Fault, Lang, Message, Severity, Style, render};
use crate::source::Sources;

/// What stands on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "nianbao",
    version,
    about = "由一个 TOML 数据文件生成政府信息公开工作年度报告（PDF）",
    override_usage = "nianbao <命令> [选项]",
    help_template = usage::TEMPLATE,
    subcommand_help_heading = "命令",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// 显示帮助
    #[arg(short, long, global = true, action = ArgAction::Help, help_heading = "选项", display_order = 99)]
    help: Option<bool>,

    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "选项")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    New(new::Args),
    Merge(merge::Args),
    Schema(schema::Args),
}

/// Runs the command that `arguments` name, the program's own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let screen = Screen::of_this_process();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error, &screen),
    };
    let done = match cli.command {
        Command::Build(args) => build::run(&args, &screen),
        Command::New(args) => new::run(&args, &screen),
        Command::Merge(args) => merge::run(&args, &screen),
        Command::Schema(args) => schema::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => screen.show_failure(failure),
    }
}

/// Why a command was not carried out.
enum Failure {
    /// The command line is wrong.
    Usage(Message),
    /// What was found about the data, or what the system refused, with the texts that it speaks of.
    Found(Vec<Diagnostic>, Sources),
    /// Whoever reads the standard output has gone: nobody is left to be told.
    ReaderGone,
}

/// Code of what is wrong with the command line.
const USAGE: u8 = 2;
/// Code of what the system refused.
const SYSTEM: u8 = 3;

/// Where messages go, and how.
struct Screen {
    lang: Lang,
    style: Style,
}

impl Screen {
    fn of_this_process() -> Screen {
        // The C locale is no choice of language, so that only an English locale brings English.
        let is_english = sys_locale::get_locale().is_some_and(|locale| locale.to_lowercase().starts_with("en"));
        let is_coloured = stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Screen {
            lang: if is_english { Lang::En } else { Lang::Zh },
            style: if is_coloured { Style::Coloured } else { Style::Plain },
        }
    }

    /// Writes a line. A closed standard error is no reason to fail, let alone to panic as `eprintln` does.
    fn say(&self, text: &str) {
        let _ = writeln!(stderr(), "{}", text.trim_end());
    }

    fn say_message(&self, message: &Message) {
        self.say(message.in_lang(self.lang));
    }

    fn show(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        if !diagnostics.is_empty() {
            self.say(&render(diagnostics, sources, self.lang, self.style));
        }
    }

    fn show_failure(&self, failure: Failure) -> ExitCode {
        match failure {
            Failure::Usage(message) => {
                self.show(&[Diagnostic::error("usage", message)], &Sources::default());
                ExitCode::from(USAGE)
            }
            Failure::Found(diagnostics, sources) => {
                self.show(&diagnostics, &sources);
                // Wrong data is the caller's to mend, whatever the system has refused beside it.
                let is_data = |found: &Diagnostic| found.severity == Severity::Error && found.fault == Fault::Data;
                if diagnostics.iter().any(is_data) { ExitCode::FAILURE } else { ExitCode::from(SYSTEM) }
            }
            Failure::ReaderGone => ExitCode::from(SYSTEM),
        }
    }
}
