//! The `nianbao` command: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    nianbao::commands::run(std::env::args_os())
}
