//! `nianbao schema`: the JSON Schema of the data file.

use super::Failure;
use super::example::{Example, example};
use super::target::write_to_stdout;
use crate::author::{SCHEMA_FILE, schema};
use crate::check::acceptable_codes;
use crate::diagnostic::{Lang, text};
use crate::form::Forms;

/// 打印数据文件的 JSON Schema，供编辑器补全和检查
///
/// print the JSON Schema of the data file, by which editors complete and check
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao schema > nianbao.schema.json")]
pub(super) struct Args {}

pub(super) const EXAMPLES: &[Example] = &[example(
    text("nianbao schema > nianbao.schema.json", "nianbao schema > nianbao.schema.json"),
    text("存为文件", "writes it to a file"),
)];

pub(super) fn run(_: &Args) -> Result<(), Failure> {
    write_to_stdout(schema(Forms::OFFICIAL, &acceptable_codes()).as_bytes())
}

/// What help says of the place of the schema.
pub(super) fn where_it_goes(lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "\n存为数据文件旁边的 {SCHEMA_FILE}：nianbao new 写的数据文件，第一行就指向它。\n\
             编辑器要装 TOML 语言服务，如 VS Code 的 Even Better TOML。\n"
        ),
        Lang::En => format!(
            "\nKeep it as {SCHEMA_FILE} beside the data file: files of nianbao new name it in their first line.\n\
             An editor needs a language server for TOML, such as Even Better TOML of VS Code.\n"
        ),
    }
}
