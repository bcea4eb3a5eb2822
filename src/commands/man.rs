//! `nianbao man`: the manual page, in the form that `man` reads (roff), made of what help says.

use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::example::{Example, example};
use super::standard_output::write_to_stdout;
use super::{Failure, Screen, manual};
use crate::diagnostic::{Lang, Text, text};

/// 打印手册页，给 man 命令看
///
/// print the manual page, for the command man
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao man > nianbao.1")]
pub(super) struct Args {}

pub(super) const EXAMPLES: &[Example] = &[example(
    text("nianbao man > nianbao.1", "nianbao man > nianbao.1"),
    text("用 man ./nianbao.1 看", "to be read by man ./nianbao.1"),
)];

const NAME: Text = text("名称", "NAME");
const SYNOPSIS: Text = text("用法", "SYNOPSIS");
const VERBS: Text = text("命令", "COMMANDS");
const EXIT_STATUS: Text = text("退出码", "EXIT STATUS");
const EXAMPLES_OF_ALL: Text = text("例", "EXAMPLES");
const OF_A_VERB: Text = text("例:", "Examples:");
const TITLE: Text = text("年报手册", "nianbao manual");

pub(super) fn run(screen: &Screen) -> Result<(), Failure> {
    write_to_stdout(page(screen.lang).as_bytes())
}

/// The whole page.
fn page(lang: Lang) -> String {
    let mut program = manual::command(lang);
    // What holds for all verbs is handed down, and has its place above them.
    program.build();
    let heading = |page: &mut Roff, words: &str| {
        page.control("SH", [words]);
    };

    let mut page = Roff::new();
    let version = format!("nianbao {}", env!("CARGO_PKG_VERSION"));
    // A date would be another with every build.
    page.control("TH", ["nianbao", "1", " ", &version, TITLE.in_lang(lang)]);
    // Lines of Chinese have hardly a blank that could be made wider.
    page.control("ad", ["l"]);
    heading(&mut page, NAME.in_lang(lang));
    page.text([roman(format!("nianbao - {}", about(&program)))]);
    heading(&mut page, SYNOPSIS.in_lang(lang));
    usage(&mut page, &program);
    heading(&mut page, VERBS.in_lang(lang));
    for verb in program.get_subcommands() {
        page.control("TP", []);
        page.text([bold(verb.get_name())]);
        page.text([roman(about(verb))]);
    }
    let mut out = opening(lang) + &page.render() + &options(program.clone(), |_| true);

    for verb in program.get_subcommands() {
        let mut page = Roff::new();
        heading(&mut page, &format!("nianbao {}", verb.get_name()));
        page.text([roman(about(verb))]);
        page.control("PP", []);
        usage(&mut page, verb);
        out += &page.to_roff();
        // Sections of the page are the verbs; their arguments and options are parts of these.
        out += &options(verb.clone(), |arg| !arg.is_global_set()).replace("\n.SH ", "\n.SS ");
        let mut page = Roff::new();
        page.control("SS", [OF_A_VERB.in_lang(lang)]);
        examples(&mut page, manual::examples(verb.get_name()), lang);
        out += &page.to_roff();
    }

    let mut page = Roff::new();
    heading(&mut page, EXAMPLES_OF_ALL.in_lang(lang));
    examples(&mut page, manual::examples(""), lang);
    heading(&mut page, EXIT_STATUS.in_lang(lang));
    for line in manual::EXIT_CODES {
        let (code, means) = line.in_lang(lang).split_once("  ").unwrap_or_default();
        page.control("TP", []);
        page.text([bold(code)]);
        page.text([roman(means)]);
    }
    out + &page.to_roff()
}

/// What stands before all: in Chinese, that lines may end between any two characters, which groff knows when told.
fn opening(lang: Lang) -> String {
    match lang {
        Lang::Zh => ".\\\" -*- coding: utf-8 -*-\n.if \\n(.g .mso zh.tmac\n".to_owned(),
        Lang::En => String::new(),
    }
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// How a command is written, a line each way.
fn usage(page: &mut Roff, command: &Command) {
    let usage = command.get_overridden_usage().map(ToString::to_string).unwrap_or_default();
    page.control("nf", []);
    for line in usage.lines() {
        page.text([roman(line.trim())]);
    }
    page.control("fi", []);
}

/// The arguments and options of a command, below a heading each.
fn options(command: Command, is_shown: impl Fn(&Arg) -> bool) -> String {
    let command = command.mut_args(|arg| {
        let is_hidden = !is_shown(&arg);
        arg.hide(is_hidden)
    });
    let mut page = Vec::new();
    // What is written into memory is never refused.
    let _ = Man::new(command).render_options_section(&mut page);
    String::from_utf8_lossy(&page).into_owned()
}

fn examples(page: &mut Roff, examples: &[Example], lang: Lang) {
    for Example { line, does } in examples {
        page.control("TP", []);
        page.text([bold(line.in_lang(lang))]);
        page.text([roman(does.in_lang(lang))]);
    }
}
