//! `nianbao schema`: the JSON Schema of the data file, or of the report as JSON.

use super::Failure;
use super::example::{Example, example};
use super::standard_output::write_to_stdout;
use crate::author::{SCHEMA_FILE, schema};
use crate::check::acceptable_codes;
use crate::diagnostic::{Lang, text};
use crate::form::Forms;
use crate::json;

/// 打印数据文件的 JSON Schema，供编辑器补全和检查；也打印报告 JSON 的
///
/// print the JSON Schema of the data file, by which editors complete and check; or that of reports as JSON
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao schema [选项] > nianbao.schema.json")]
pub(super) struct Args {
    /// 谁的：data 数据文件（默认），report 生成的报告 JSON
    ///
    /// of what: data, the data file (the default), or report, what `build` writes as JSON
    #[arg(
        long,
        value_enum,
        value_name = "data|report",
        default_value = "data",
        hide_possible_values = true,
        hide_default_value = true
    )]
    of: Subject,
}

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Subject {
    Data,
    Report,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao schema > nianbao.schema.json", "nianbao schema > nianbao.schema.json"),
        text("存为文件", "writes it to a file"),
    ),
    example(
        text("nianbao schema --of report > report.schema.json", "nianbao schema --of report > report.schema.json"),
        text("报告 JSON 的，给收报告的平台用", "that of reports as JSON, for platforms that collect them"),
    ),
];

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let schema = match args.of {
        Subject::Data => schema(Forms::OFFICIAL, &acceptable_codes()),
        Subject::Report => json::schema(Forms::OFFICIAL),
    };
    write_to_stdout(schema.as_bytes())
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
