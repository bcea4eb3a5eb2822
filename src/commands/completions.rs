//! `nianbao completions`: the script by which a shell completes command lines.

use clap::{Command, ValueHint};
use clap_complete::{Shell, generate};

use super::example::{Example, example};
use super::standard_output::write_to_stdout;
use super::{Failure, Screen, manual, verb};
use crate::diagnostic::{Lang, text};
use crate::rules;

/// 打印补全脚本：在命令行里按 Tab，补全命令、选项和文件名
///
/// print the script by which a shell completes commands, options and file names
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao completions SHELL")]
pub(super) struct Args {
    /// 哪种命令行：bash、zsh、fish、powershell 或 elvish
    ///
    /// the shell: bash, zsh, fish, powershell or elvish
    #[arg(value_name = "SHELL", value_enum, hide_possible_values = true)]
    shell: Shell,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao completions bash > nianbao.bash", "nianbao completions bash > nianbao.bash"),
        text("在 ~/.bashrc 里写 source nianbao.bash", "to be sourced by ~/.bashrc"),
    ),
    example(
        text("nianbao completions zsh > _nianbao", "nianbao completions zsh > _nianbao"),
        text("放进 fpath 里的一个文件夹", "for a folder of fpath"),
    ),
    example(
        text("nianbao completions powershell > nianbao.ps1", "nianbao completions powershell > nianbao.ps1"),
        text("在 $PROFILE 里写 . nianbao.ps1", "to be run by $PROFILE"),
    ),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    // PowerShell reads scripts and pipes in the encoding of the system, which is seldom UTF-8.
    let is_ascii = args.shell == Shell::PowerShell;
    let mut command = completed(manual::command(if is_ascii { Lang::En } else { screen.lang }));
    let mut script = Vec::new();
    generate(args.shell, &mut command, "nianbao", &mut script);
    if is_ascii {
        let text = String::from_utf8_lossy(&script).replace('…', "...");
        script = text.chars().map(|ch| if ch.is_ascii() { ch } else { '?' }).collect::<String>().into_bytes();
    }
    write_to_stdout(&script)
}

/// The command line with what can stand for its arguments, where more is known of that than parsing needs.
fn completed(command: Command) -> Command {
    let command = command.mut_subcommand("help", |help| help.mut_arg("verb", |arg| arg.value_parser(verb::names())));
    let codes: Vec<&str> = rules::all().map(|rule| rule.code).collect();
    let command = command.mut_subcommand("explain", |explain| explain.mut_arg("code", |arg| arg.value_parser(codes)));
    command.mut_subcommands(|verb| {
        verb.mut_args(|arg| match (arg.get_id().as_str(), arg.get_value_hint()) {
            ("font_dir" | "out_dir" | "assets", _) => arg.value_hint(ValueHint::DirPath),
            (_, ValueHint::AnyPath) => arg.value_hint(ValueHint::FilePath),
            // A name or a number is no file.
            (_, ValueHint::Unknown) if arg.get_action().takes_values() => arg.value_hint(ValueHint::Other),
            _ => arg,
        })
    })
}
