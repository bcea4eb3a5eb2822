//! `nianbao completions`: the script by which a shell completes command lines.

use clap::builder::{PossibleValuesParser, TypedValueParser};
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
    /// 哪种命令行：bash、zsh、fish 或 powershell
    ///
    /// the shell: bash, zsh, fish or powershell
    #[arg(value_name = "SHELL", value_parser = shells(), hide_possible_values = true)]
    shell: Shell,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao completions bash > ~/.nianbao.bash", "nianbao completions bash > ~/.nianbao.bash"),
        text("在 ~/.bashrc 里写 source ~/.nianbao.bash", "to be sourced by ~/.bashrc"),
    ),
    example(
        text("nianbao completions zsh > ~/.zfunc/_nianbao", "nianbao completions zsh > ~/.zfunc/_nianbao"),
        text("在 ~/.zshrc 里 compinit 之前写 fpath+=~/.zfunc", "with `fpath+=~/.zfunc` in ~/.zshrc, before compinit"),
    ),
    example(
        text(
            "nianbao completions fish > ~/.config/fish/completions/nianbao.fish",
            "nianbao completions fish > ~/.config/fish/completions/nianbao.fish",
        ),
        text("fish 自己会读", "which fish reads by itself"),
    ),
    example(
        text(
            "nianbao completions powershell > $HOME\\nianbao.ps1",
            "nianbao completions powershell > $HOME\\nianbao.ps1",
        ),
        text("在 $PROFILE 里写 . $HOME\\nianbao.ps1", "with `. $HOME\\nianbao.ps1` in $PROFILE"),
    ),
];

/// Those whose script leaves files to the shell. That for Elvish, which the library knows too, takes them away.
fn shells() -> impl TypedValueParser<Value = Shell> {
    PossibleValuesParser::new(["bash", "zsh", "fish", "powershell"]).map(|name| match name.as_str() {
        "zsh" => Shell::Zsh,
        "fish" => Shell::Fish,
        "powershell" => Shell::PowerShell,
        _ => Shell::Bash,
    })
}

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
    if args.shell == Shell::Bash {
        script = files_first(&String::from_utf8_lossy(&script)).into_bytes();
    }
    write_to_stdout(&script)
}

/// A script for bash that offers options where one is begun, or where no file can stand. Nothing typed yet is the
/// beginning of a file.
fn files_first(script: &str) -> String {
    let second = "|| ${COMP_CWORD} -eq 2 ";
    let offer = r#"COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )"#;
    script
        .replace(&format!("{second}]]"), &format!("{second}&& ${{cmd}} =~ (help|explain|completions)$ ]]"))
        .replace(&format!("esac\n            {offer}"), &format!("esac\n            [[ -z ${{cur}} ]] || {offer}"))
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
