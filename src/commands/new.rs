//! `nianbao new`: a data file for a new year.

use std::path::PathBuf;

use super::data::Data;
use super::example::{Example, example};
use super::fresh::Fresh;
use super::shown::shown;
use super::{Failure, Screen};
use crate::author::{NewFile, NotLastYear, new_file};
use crate::diagnostic::{message, text};
use crate::files::Files;
use crate::form::{Form, Forms};
use crate::pipeline::{Options, new_workbook, read_report};
use crate::report::limits::YEARS;
use crate::source::Sources;

/// 新建数据文件
///
/// make a new data file
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "nianbao new OUT.toml --organ NAME --year N [选项]\n      nianbao new OUT.toml --from LAST [选项]"
)]
pub(super) struct Args {
    /// 新建的数据文件；- 为标准输出；写成 .xlsx 就是填报用的工作簿
    ///
    /// the new data file; - is standard output; one that ends in .xlsx is a workbook to fill in
    #[arg(value_name = "OUT.toml")]
    output: PathBuf,

    /// 行政机关的全称
    ///
    /// full name of the organ
    #[arg(long, value_name = "NAME", required_unless_present = "from")]
    organ: Option<String>,

    /// 报告年度
    ///
    /// year of the report
    #[arg(
        long,
        value_name = "N",
        required_unless_present = "from",
        value_parser = clap::value_parser!(u16).range(i64::from(*YEARS.start())..=i64::from(*YEARS.end()))
    )]
    year: Option<u16>,

    /// 报告格式：2019 或 2021；不写则由年度决定
    ///
    /// form of the report: 2019 or 2021; without it the year decides
    #[arg(long, value_name = "F")]
    form: Option<String>,

    /// 去年的数据文件：结转名称、标签、标题和期初数
    ///
    /// last year's data file: names, labels, titles and opening figures are taken over
    #[arg(long, value_name = "LAST")]
    from: Option<PathBuf>,

    /// 允许 body_file 指向数据文件所在文件夹之外
    ///
    /// allow body_file outside the data file's folder
    #[arg(long)]
    allow_outside: bool,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text(
            "nianbao new 报告.toml --organ 某市人民政府 --year 2025",
            "nianbao new report.toml --organ 某市人民政府 --year 2025",
        ),
        text("新建，逐项有说明", "makes one, with what to fill in"),
    ),
    example(
        text(
            "nianbao new 填报表.xlsx --organ 某市数据局 --year 2025",
            "nianbao new figures.xlsx --organ 某市数据局 --year 2025",
        ),
        text("工作簿，给没有数据文件的单位填", "makes a workbook for who has no data file"),
    ),
    example(
        text("nianbao new 报告.toml --from 上年.toml", "nianbao new report.toml --from last.toml"),
        text("从上一年接着写", "goes on from last year's"),
    ),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let is_workbook = args.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    let target = Fresh::with_ending(&args.output, if is_workbook { "xlsx" } else { "toml" })?;
    args.organ.as_deref().map_or(Ok(()), organ_named)?;
    let form = args.form.as_deref().map(form_named).transpose()?;

    let mut sources = Sources::default();
    let last = match &args.from {
        None => None,
        Some(path) => {
            let data = Data::from_argument(path)?.input()?;
            let options = Options { allow_outside: args.allow_outside, ..Options::default() };
            match read_report(&data, &Files::on_disk(), &options, &mut sources) {
                Ok((last, warnings)) => {
                    screen.show(&warnings, &sources);
                    Some(last)
                }
                Err(faults) => return Err(Failure::Found(faults, sources)),
            }
        }
    };
    let asked =
        NewFile { organ: args.organ.as_deref(), year: args.year, form, forms: Forms::OFFICIAL, last: last.as_ref() };
    let text = new_file(&asked).map_err(|NotLastYear { last, year }| {
        Failure::Usage(message!(
            zh: "--from 的数据文件是 {last} 年的，不是 {year} 年的上一年",
            en: "the file of --from is of {last}, which is not the year before {year}",
        ))
    })?;
    if is_workbook {
        let workbook = new_workbook(&text, &Options::default()).map_err(|faults| Failure::Found(faults, sources))?;
        target.write(&workbook)?;
        let path = shown(&args.output);
        screen.say_message(&message!(
            zh: "已新建 {path}；填好以后用 nianbao import {path} -o 报告.toml 导入，或者直接 nianbao merge",
            en: "wrote {path}; when it is filled in, import it with nianbao import {path} -o report.toml, or merge it",
        ));
        return Ok(());
    }
    target.write(text.as_bytes())?;

    if let Fresh::File(path) = &target {
        let path = shown(path);
        screen.say_message(&message!(
            zh: "已新建 {path}；填写以后用 nianbao build {path} 生成 PDF",
            en: "wrote {path}; fill it in, then make the PDF with nianbao build {path}",
        ));
    }
    Ok(())
}

/// # Errors
/// The command line is wrong if that is no name of an organ.
pub(super) fn organ_named(organ: &str) -> Result<(), Failure> {
    if is_name(organ) {
        return Ok(());
    }
    let organ = organ.escape_debug();
    Err(Failure::Usage(message!(
        zh: "--organ 要写行政机关的全称，不能是“{organ}”",
        en: "--organ needs the name of an organ, not `{organ}`",
    )))
}

/// The form of a name.
///
/// # Errors
/// The command line is wrong if there is none.
pub(super) fn form_named(name: &str) -> Result<&'static Form, Failure> {
    Forms::OFFICIAL.by_name(name).ok_or_else(|| {
        let known = Forms::OFFICIAL.names().join("、");
        Failure::Usage(message!(
            zh: "没有“{name}”年的格式，可以用的：{known}",
            en: "there is no form `{name}`; known forms: {known}",
        ))
    })
}

/// Whether a text can be an organ's name: some text on one line.
fn is_name(organ: &str) -> bool {
    !organ.trim().is_empty() && !organ.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}
