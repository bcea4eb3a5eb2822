//! `nianbao help`: the help of the program or of a verb, as `--help` prints it.

use std::process::ExitCode;

use super::manual;
use super::usage::no_such_verb;
use super::{Failure, Screen, print};

/// 显示帮助：不写命令是总的，写了是那个命令的
///
/// show help, in general or of one command
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao help [COMMAND]")]
pub(super) struct Args {
    /// 命令，如 build
    ///
    /// a command, such as build
    #[arg(value_name = "COMMAND")]
    verb: Option<String>,
}

pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    let mut command = manual::command(screen.lang);
    // What holds for all verbs stands in the help of each.
    command.build();
    let page = match &args.verb {
        None => command.render_help(),
        Some(verb) => match command.find_subcommand_mut(verb) {
            Some(command) => command.render_help(),
            None => return Err(no_such_verb(verb)),
        },
    };
    print(&page.to_string())?;
    Ok(ExitCode::SUCCESS)
}
