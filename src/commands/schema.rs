//! `nianbao schema`: the JSON Schema of the data file.

use super::Failure;
use super::target::write_to_stdout;
use crate::author::{SCHEMA_FILE, schema};
use crate::check::acceptable_codes;
use crate::form::Forms;

/// 打印数据文件的 JSON Schema，供编辑器补全和检查
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "nianbao schema > nianbao.schema.json",
    help_template = super::usage::TEMPLATE,
    after_help = after_help()
)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> Result<(), Failure> {
    write_to_stdout(schema(Forms::OFFICIAL, &acceptable_codes()).as_bytes())
}

fn after_help() -> String {
    format!(
        "\n存为数据文件旁边的 {SCHEMA_FILE}：nianbao new 写的数据文件，第一行就指向它。\n\
         编辑器要装 TOML 语言服务，如 VS Code 的 Even Better TOML。\n"
    )
}
