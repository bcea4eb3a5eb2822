//! The command line: one file a verb. Parses nothing and computes nothing of a report; asks the rooms and prints.
//!
//! Exit codes (docs/data-file.md): 0 done, 1 the data is wrong, 2 the command line is wrong, 3 the system.

mod batch;
mod build;
mod building;
mod check;
mod compare;
mod comparison;
mod completions;
mod dashes;
mod data;
mod ending;
mod example;
mod explain;
mod fixing;
mod fonts;
mod fresh;
mod help;
mod import;
mod interrupt;
mod licences;
mod limits;
mod listing;
mod making;
mod man;
mod manual;
mod merge;
mod new;
mod open;
mod options;
mod pattern;
mod refusal;
mod replace;
mod schema;
mod shown;
mod single;
mod standard_output;
mod started;
mod tally;
mod target;
mod usage;
mod verb;
mod verify;
mod version;
mod watch;
mod writing;
mod wrong_value;

use std::ffi::OsString;
use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;

use anstyle_query::windows::enable_ansi_colors;
use clap::{ArgAction, FromArgMatches, Parser, Subcommand};

use crate::diagnostic::{Diagnostic, Fault, Lang, Message, Style, render};
use crate::picture::quieten;
use crate::rules;
use crate::source::Sources;

/// What stands on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "nianbao",
    version,
    about = "由一个 TOML 数据文件生成政府信息公开工作年度报告（PDF）\n\n\
             make the annual report on government information disclosure (PDF) from one TOML data file",
    override_usage = "nianbao DATA [选项]\n      nianbao <命令> [选项]",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// 消息的语言：zh 中文，en 英文。不写则随系统，系统不是英文就用中文
    ///
    /// language of messages: zh or en. Without it, that of the system if that is English, else Chinese
    #[arg(long, global = true, value_name = "zh|en", value_parser = ["zh", "en"], hide_possible_values = true,
        display_order = 98)]
    lang: Option<String>,

    /// 显示帮助
    ///
    /// show help
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 99)]
    help: Option<bool>,

    /// 显示版本；--version 还列出格式和字体的版本
    ///
    /// show the version; --version shows those of forms and faces too
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Open(open::Args),
    New(new::Args),
    Import(import::Args),
    Merge(merge::Args),
    Schema(schema::Args),
    Check(check::Args),
    Compare(compare::Args),
    Verify(verify::Args),
    Watch(watch::Args),
    Explain(explain::Args),
    Fonts(fonts::Args),
    Licences(licences::Args),
    Man(man::Args),
    Completions(completions::Args),
    Help(help::Args),
}

/// Runs the command that `arguments` name, the program's own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    quieten();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut screen = Screen::of_this_process(usage::wanted_lang(&arguments));
    if let Err(failure) = dashes::refuse_dashes(&arguments) {
        return usage::refused(failure, &screen);
    }
    let arguments = verb::with_verb(started::with_page(arguments));
    let matches = manual::command(screen.lang).try_get_matches_from(&arguments);
    let cli = match matches.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches)) {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error, &arguments, &screen),
    };
    screen.lang = cli.lang.and_then(|name| Lang::by_name(&name)).unwrap_or(screen.lang);
    let done = match cli.command {
        Command::Build(args) => build::run(&args, &screen),
        Command::Open(args) => open::run(&args, &screen),
        Command::New(args) => new::run(&args, &screen).map(|()| ExitCode::SUCCESS),
        Command::Import(args) => import::run(&args, &screen).map(|()| ExitCode::SUCCESS),
        Command::Merge(args) => merge::run(&args, &screen).map(|()| ExitCode::SUCCESS),
        Command::Schema(args) => schema::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Check(args) => check::run(&args, &screen),
        Command::Compare(args) => compare::run(&args, &screen).map(|()| ExitCode::SUCCESS),
        Command::Verify(args) => verify::run(&args, &screen),
        Command::Watch(args) => watch::run(&args, &screen),
        Command::Explain(args) => explain::run(&args, &screen),
        Command::Fonts(args) => fonts::run(&args, &screen).map(|()| ExitCode::SUCCESS),
        Command::Licences(_) => licences::run(&screen).map(|()| ExitCode::SUCCESS),
        Command::Man(_) => man::run(&screen).map(|()| ExitCode::SUCCESS),
        Command::Completions(args) => completions::run(&args, &screen).map(|()| ExitCode::SUCCESS),
        Command::Help(args) => help::run(&args, &screen),
    };
    done.unwrap_or_else(|failure| screen.show_failure(failure))
}

/// Writes to the standard output what a command is asked for.
fn print(text: &str) -> Result<(), Failure> {
    standard_output::write_to_stdout(text.as_bytes())
}

/// The code for what was found. Wrong data is the caller's to mend, whatever the system has refused beside it.
fn exit_code(found: &[Diagnostic]) -> ExitCode {
    let errors = || found.iter().filter(|finding| finding.is_error());
    if errors().any(|error| error.fault == Fault::Data) {
        ExitCode::FAILURE
    } else if errors().next().is_some() {
        ExitCode::from(SYSTEM)
    } else {
        ExitCode::SUCCESS
    }
}

/// Why a command was not carried out.
enum Failure {
    /// The command line is wrong.
    Usage(Message),
    /// The command line is wrong, and what to write instead.
    Advised(Message, Message),
    /// What was found about the data, or what the system refused, with the texts that it speaks of.
    Found(Vec<Diagnostic>, Sources),
    /// What was found has been told already: only the code is left.
    Told(ExitCode),
    /// Whoever reads the standard output has gone: nobody is left to be told.
    ReaderGone,
}

impl Failure {
    /// What is left to be told of it, with the texts that it speaks of.
    fn findings(self) -> (Vec<Diagnostic>, Sources) {
        match self {
            Failure::Usage(message) => (vec![Diagnostic::error(&rules::USAGE, message)], Sources::default()),
            Failure::Advised(message, advice) => {
                (vec![Diagnostic::error(&rules::USAGE, message).help(advice)], Sources::default())
            }
            Failure::Found(diagnostics, sources) => (diagnostics, sources),
            Failure::Told(_) | Failure::ReaderGone => (Vec::new(), Sources::default()),
        }
    }
}

/// Code of what is wrong with the command line.
const USAGE: u8 = 2;
/// Code of what the system refused.
const SYSTEM: u8 = 3;

/// Where messages go, and how.
struct Screen {
    lang: Lang,
    /// Whether the caller allows colours.
    may_colour: bool,
}

impl Screen {
    /// In the language that is asked for, else in that of the locale.
    fn of_this_process(lang: Option<Lang>) -> Screen {
        // The C locale is no choice of language, so that only an English locale brings English.
        let is_english = sys_locale::get_locale().is_some_and(|locale| locale.to_lowercase().starts_with("en"));
        let may_colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Screen { lang: lang.unwrap_or(if is_english { Lang::En } else { Lang::Zh }), may_colour }
    }

    /// How to draw on a stream.
    fn style_of(&self, is_terminal: bool) -> Style {
        // A console of Windows shows colours once it is told to.
        let is_coloured = self.may_colour && is_terminal && enable_ansi_colors() != Some(false);
        if is_coloured { Style::Coloured } else { Style::Plain }
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
            self.say(&render(diagnostics, sources, self.lang, self.style_of(stderr().is_terminal())));
        }
    }

    fn show_failure(&self, failure: Failure) -> ExitCode {
        let code = match &failure {
            Failure::Usage(_) | Failure::Advised(..) => ExitCode::from(USAGE),
            Failure::Found(diagnostics, _) => exit_code(diagnostics),
            Failure::Told(code) => *code,
            Failure::ReaderGone => ExitCode::from(SYSTEM),
        };
        let (diagnostics, sources) = failure.findings();
        self.show(&diagnostics, &sources);
        code
    }
}
