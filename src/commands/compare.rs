//! `nianbao compare`: two years side by side, on the screen, for programs or as a PDF.

use std::path::PathBuf;

use super::building::source_date_epoch;
use super::comparison::comparison_text;
use super::data::Data;
use super::example::{Example, example};
use super::listing::Format;
use super::replace::write_targets;
use super::tally::plural;
use super::target::Target;
use super::{Failure, Screen, print};
use crate::compare::json;
use crate::diagnostic::{message, text};
use crate::files::Files;
use crate::pipeline::{Options, comparison_pdf, read_and_compare};
use crate::source::Sources;

/// 两年的数据对照
///
/// put two years side by side
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao compare LAST THIS [选项]")]
pub(super) struct Args {
    /// 上一年度的数据文件（TOML）；- 为标准输入
    ///
    /// last year's data file (TOML); - is standard input
    #[arg(value_name = "LAST")]
    last: PathBuf,

    /// 本年度的数据文件（TOML）；- 为标准输入
    ///
    /// this year's data file (TOML); - is standard input
    #[arg(value_name = "THIS")]
    this: PathBuf,

    /// 输出的格式：human 供人看，json 供程序读
    ///
    /// form of the output: human, or json for programs
    #[arg(long, value_enum, value_name = "human|json", hide_possible_values = true)]
    format: Option<Format>,

    /// 做成 PDF；- 为标准输出。写了它，屏幕上就不再列出，除非另写 --format
    ///
    /// PDF to make; - is standard output. Nothing is then listed on the screen, unless --format asks for it
    #[arg(short, long, value_name = "OUT.pdf")]
    output: Option<PathBuf>,

    /// 允许 body_file 指向数据文件所在文件夹之外
    ///
    /// allow body_file outside the data file's folder
    #[arg(long)]
    allow_outside: bool,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao compare 上年.toml 报告.toml", "nianbao compare last.toml report.toml"),
        text("列出两年的数字和增减", "lists both years' figures and their change"),
    ),
    example(
        text("nianbao compare 上年.toml 报告.toml -o 对照表.pdf", "nianbao compare last.toml report.toml -o table.pdf"),
        text("做成一份 PDF", "makes a PDF of it"),
    ),
    example(
        text(
            "nianbao compare 上年.toml 报告.toml --format json",
            "nianbao compare last.toml report.toml --format json",
        ),
        text("结果给程序读", "for programs to read"),
    ),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let (last, this) = (Data::from_argument(&args.last)?, Data::from_argument(&args.this)?);
    if matches!((&last, &this), (Data::Stdin, Data::Stdin)) {
        return Err(Failure::Usage(message!(
            zh: "标准输入（-）只能写一次",
            en: "standard input (-) can be given only once",
        )));
    }
    let target = args.output.as_deref().map(Target::named).transpose()?;
    if matches!(target, Some(Target::Stdout)) && args.format.is_some() {
        return Err(Failure::Usage(message!(
            zh: "PDF 和列表不能都写到标准输出：-o - 和 --format 只写一个",
            en: "standard output cannot hold the PDF and a listing: give one of `-o -` and `--format`",
        )));
    }
    let (last, this) = (last.input()?, this.input()?);
    let files = Files::on_disk();
    let options = Options { allow_outside: args.allow_outside, ..Options::default() };
    let mut sources = Sources::default();
    let comparison = match read_and_compare(&last, &this, &files, &options, &mut sources) {
        Ok(comparison) => comparison,
        Err(faults) => return Err(Failure::Found(faults, sources)),
    };

    match (args.format, &target) {
        (Some(Format::Json), _) => {
            let entry = json(&comparison, &last.name(), &this.name(), &sources, screen.lang);
            let text = serde_json::to_string_pretty(&entry).map_err(|error| {
                Failure::Usage(message!(zh: "写不出 JSON：{error}", en: "cannot write JSON: {error}"))
            })?;
            print(&format!("{text}\n"))?;
        }
        (Some(Format::Human), _) | (None, None) => {
            print(&comparison_text(&comparison, &args.last, &args.this, screen.lang))?;
        }
        (None, Some(_)) => {}
    }
    let Some(target) = target else { return Ok(()) };
    let pdf = comparison_pdf(&comparison, source_date_epoch()).map_err(|faults| Failure::Found(faults, sources))?;
    screen.show(&pdf.notes, &Sources::default());
    write_targets(&[(&target, &|out| pdf.file.write_to(out))], &[&files])?;
    let pages = pdf.pages;
    let noun = plural(pages, "page");
    screen.say_message(&match &target {
        Target::File(path) => {
            let path = path.display();
            message!(zh: "已生成 {path}（{pages} 页）", en: "wrote {path} ({noun})")
        }
        Target::Stdout => message!(zh: "已写到标准输出（{pages} 页）", en: "wrote to standard output ({noun})"),
    });
    Ok(())
}
