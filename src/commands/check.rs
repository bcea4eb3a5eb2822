//! `nianbao check`: what is found about reports, and how much of it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use super::data::{Data, last_year};
use super::example::{Example, example};
use super::fixing::Mending;
use super::listing::{Format, Listing};
use super::making::MakingArgs;
use super::pattern::expanded;
use super::{Failure, Screen};
use crate::diagnostic::{message, text};
use crate::files::Files;
use crate::pipeline::{Reading, fix, not_told, read, rehearse, side_by_side};
use crate::source::Sources;

/// 检查数据文件，不生成 PDF
///
/// check data files; no PDF is made
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao check DATA… [选项]")]
pub(super) struct Args {
    /// 数据文件（TOML），可以有几个；- 为标准输入
    ///
    /// data files (TOML), one or more; - is standard input
    #[arg(value_name = "DATA", required = true)]
    data: Vec<PathBuf>,

    /// 上一年度的数据文件：核对结转、现行有效等
    ///
    /// last year's data file: what is carried over is compared
    #[arg(long, value_name = "LAST")]
    previous: Option<PathBuf>,

    /// 已用 [[accept]] 认可的也列出
    ///
    /// list what is accepted with [[accept]] too
    #[arg(long)]
    all: bool,

    /// 输出的格式：human 供人看，json 供程序读
    ///
    /// form of the output: human, or json for programs
    #[arg(
        long,
        value_enum,
        value_name = "human|json",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: Format,

    /// 改正只有一种改法的：全角数字、连字符、半角标点、书名号、部首和兼容汉字、写成文字的数
    ///
    /// mend what has one right answer: full-width digits, hyphens of ranges, half-width marks, < > for 〈 〉,
    /// radicals and compatibility ideographs, figures written as texts
    #[arg(long)]
    fix: bool,

    /// 和 --fix 一起：填错的合计也改，由各格的数能算定的
    ///
    /// with --fix: totals too that their parts determine
    #[arg(long)]
    fix_totals: bool,

    /// 和 --fix 一起：只显示要改什么（unified diff），不写文件
    ///
    /// with --fix: only show what would be changed, as a unified diff
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    making: MakingArgs,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao check 报告.toml --previous 上年.toml", "nianbao check report.toml --previous last.toml"),
        text("与上年一起核对", "checks it beside last year's"),
    ),
    example(
        text("nianbao check 报告.toml --fix --dry-run", "nianbao check report.toml --fix --dry-run"),
        text("先看会改什么；去掉 --dry-run 就改", "shows what would be mended; without --dry-run it is"),
    ),
    example(
        text("nianbao check 各单位/*.toml", "nianbao check offices/*.toml"),
        text("一次检查一批", "checks many at once"),
    ),
    example(
        text("nianbao check 报告.toml --format json", "nianbao check report.toml --format json"),
        text("结果给程序读", "for programs to read"),
    ),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    let data = data_of(&args.data)?;
    let mending = Mending::choose((args.fix, args.fix_totals, args.dry_run), args.format, &data)?;
    let previous = last_year(args.previous.as_deref())?;
    let files = Files::on_disk();
    let options = args.making.options();

    let library = args.making.library(&files).map_err(|fault| Failure::Found(vec![fault], Sources::default()))?;

    // What would be left is not listed beside a difference: its counts are said.
    let is_shown = mending.is_none_or(|mending| !mending.dry_run);
    let mut listing = Listing::new(args.format, args.all, data.len() > 1, screen, is_shown);
    let mut is_previous_told = false;
    let mut failed = None;
    let mut reports = Vec::new();
    for data in &data {
        let input = data.input()?;
        let reading = match mending {
            Some(mending) => {
                let fixing = fix(&input, previous.as_ref(), &files, &options, mending.totals);
                match mending.carry_out(&fixing) {
                    Ok(()) => {
                        mending.tell(&fixing, &input.name(), args.format, screen)?;
                        fixing.reading
                    }
                    // What cannot be written is as it was; the other files are mended all the same.
                    Err(failure @ Failure::Found(..)) if !mending.dry_run => {
                        failed = Some(screen.show_failure(failure));
                        fixing.files.iter().for_each(|file| files.stand_down(&file.path));
                        read(&input, previous.as_ref(), &files, &options)
                    }
                    Err(failure) => return Err(failure),
                }
            }
            None => read(&input, previous.as_ref(), &files, &options),
        };
        let Reading { manuscript, mut found, sources, about_previous, .. } = reading;
        let report = manuscript.as_ref().map(|manuscript| manuscript.report.clone());
        // What `build` refuses or remarks, `check` finds.
        let more = manuscript.into_iter().flat_map(|manuscript| rehearse(manuscript, &library, &files)).collect();
        found.extend(not_told(&found, more));
        listing.add_file(&input.name(), found, &sources)?;
        // What is wrong with last year's file is said once.
        if !is_previous_told {
            is_previous_told = !about_previous.is_empty();
            listing.add(&input.name(), about_previous, &sources)?;
        }
        reports.extend(report.map(|report| (report, sources)));
    }
    let (found, sources) = side_by_side(&reports);
    listing.add("", found, &sources)?;
    let code = listing.end()?;
    Ok(failed.unwrap_or(code))
}

/// The data files, each once.
fn data_of(arguments: &[PathBuf]) -> Result<Vec<Data>, Failure> {
    if arguments.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::Usage(message!(
            zh: "标准输入（-）只能写一次",
            en: "standard input (-) can be given only once",
        )));
    }
    let mut known = BTreeSet::new();
    let mut paths = expanded(arguments)?;
    paths.retain(|path| known.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    paths.iter().map(|path| Data::from_argument(path)).collect()
}
