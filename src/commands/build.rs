//! `nianbao build`: a data file in, a PDF out, and a web page or JSON; or many, into a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::batch::{self, Batch};
use super::building::{Examined, Made, set_in};
use super::data::{Data, a_folder_to_build, last_year};
use super::example::{Example, example};
use super::listing::Format;
use super::making::MakingArgs;
use super::single::single;
use super::writing::WritingArgs;
use super::{Failure, Screen, exit_code};
use crate::diagnostic::{message, text};
use crate::files::Files;
use crate::pipeline::Manuscript;

/// 生成 PDF，也可以生成网页和 JSON，一份或者一批
///
/// make the PDF, a web page or JSON, of one report or of many
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "nianbao build DATA [选项]\n      nianbao DATA [选项]\n      nianbao build DIR|DATA… --out-dir OUT [选项]"
)]
pub(super) struct Args {
    /// 数据文件（TOML）；- 为标准输入。和 --out-dir 一起可以有几个，也可以写文件夹：其中的数据文件全部生成
    ///
    /// data file (TOML); - is standard input. With --out-dir several, or folders: all data files in them
    #[arg(value_name = "DATA", required = true)]
    data: Vec<PathBuf>,

    #[command(flatten)]
    writing: WritingArgs,

    #[command(flatten)]
    making: MakingArgs,

    /// 生成一批，都放进这个文件夹（没有就新建），数据文件夹里的下级文件夹照样分
    ///
    /// make many reports, all into this folder, which is made if need be; folders in a folder of data stay folders
    #[arg(long, value_name = "OUT")]
    out_dir: Option<PathBuf>,

    /// 和 --out-dir 一起：同时生成几份，默认与处理器的核数相同
    ///
    /// with --out-dir: how many reports are made at a time; as many as the machine has cores by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    jobs: Option<u16>,

    /// 和 --out-dir 一起：数据文件、它用到的文件和选项都没有变、PDF 也还在的，不重新生成
    ///
    /// with --out-dir: leave out what would come out as it is there: same data, same files named in it, same options
    #[arg(long)]
    incremental: bool,

    /// 和 --out-dir 一起：结果的格式，human 供人看，json 供程序读
    ///
    /// with --out-dir: form of the outcome, human, or json for programs
    #[arg(long, value_enum, value_name = "human|json", hide_possible_values = true)]
    format: Option<Format>,

    /// 上一年度的数据文件：核对结转、现行有效等。和 --out-dir 一起写上一年度数据文件的文件夹
    ///
    /// last year's data file: what is carried over is compared. With --out-dir, the folder of last year's data files
    #[arg(long, value_name = "LAST")]
    previous: Option<PathBuf>,

    /// 数字对不上也照样生成
    ///
    /// make it though figures do not add up
    #[arg(long)]
    allow_errors: bool,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao build 报告.toml", "nianbao build report.toml"),
        text("在旁边生成 报告.pdf", "makes report.pdf beside it"),
    ),
    example(
        text(
            "nianbao build 报告.toml --previous 上年.toml -o 公布.pdf",
            "nianbao build report.toml --previous last.toml -o posted.pdf",
        ),
        text("与上年核对，写到 公布.pdf", "compares with last year's, writes posted.pdf"),
    ),
    example(
        text(
            "nianbao build 报告.toml -o 报告.pdf -o 报告.html",
            "nianbao build report.toml -o report.pdf -o report.html",
        ),
        text("一次生成 PDF 和网页", "makes PDF and web page at once"),
    ),
    example(
        text("nianbao build 报告.toml -o 片段.html --fragment", "nianbao build report.toml -o part.html --fragment"),
        text("只要正文，粘贴到门户网站的编辑器里", "the text alone, to be pasted into the editor of a portal"),
    ),
    example(
        text("nianbao build 报告.toml --official-name", "nianbao build report.toml --official-name"),
        text("文件名用公布时的全称", "gives it the name under which it is posted"),
    ),
    example(
        text("nianbao build 各单位 --out-dir 公布", "nianbao build offices --out-dir posted"),
        text("文件夹里的全部生成，放进 公布", "makes all that lie in the folder, into posted"),
    ),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    match &args.out_dir {
        Some(out_dir) => batch::run(&batch_of(args, out_dir)?, screen),
        None => one(args, screen).map(|()| ExitCode::SUCCESS),
    }
}

/// One report.
fn one(args: &Args, screen: &Screen) -> Result<(), Failure> {
    needs_out_dir(args)?;
    let path = single("build", &args.data)?;
    if path.is_dir() {
        return Err(a_folder_to_build(&path));
    }
    let data = Data::from_argument(&path)?;
    let places = args.writing.destinations(&data)?;
    let previous = last_year(args.previous.as_deref())?;
    let data = data.input()?;

    let files = Files::on_disk();
    let set = |manuscript: &Manuscript| {
        let library = args.making.library(&files).map_err(|fault| vec![fault])?;
        set_in(&library, manuscript, &files, &places.wanted(&manuscript.report))
    };
    let mut examined = Examined::new(&data, previous.as_ref(), &files, &args.making.options(), set);
    screen.show(&examined.open, &examined.sources);
    let Some((manuscript, draft)) = examined.admitted(args.allow_errors) else {
        examined.advice().iter().for_each(|advice| screen.say_message(advice));
        return Err(Failure::Told(exit_code(&examined.open)));
    };
    let errors = examined.errors();
    let sources = examined.sources;
    let targets = places.targets(&manuscript.report);
    let made = draft.and_then(|draft| Made::new(manuscript, draft, errors, targets, places.assets.as_deref()));
    let made = match made {
        Ok(made) => made,
        Err(faults) => return Err(Failure::Found(faults, sources)),
    };
    screen.show(made.notes(), &sources);
    made.write(&[&files])?;
    made.chosen.iter().chain(&made.stand_ins).for_each(|line| screen.say_message(line));
    screen.say_message(&made.written());
    Ok(())
}

/// # Errors
/// The command line is wrong if it asks for what only a batch has.
fn needs_out_dir(args: &Args) -> Result<(), Failure> {
    let given =
        [("--jobs", args.jobs.is_some()), ("--incremental", args.incremental), ("--format", args.format.is_some())];
    match given.iter().find(|(_, is_given)| *is_given) {
        None => Ok(()),
        Some((option, _)) => Err(Failure::Advised(
            message!(zh: "{option} 要和 --out-dir 一起用", en: "{option} goes with --out-dir"),
            message!(
                zh: "一次生成一批，写明 PDF 放在哪里：--out-dir 文件夹",
                en: "to make many reports, say where the PDFs go: --out-dir FOLDER",
            ),
        )),
    }
}

/// # Errors
/// The command line is wrong if it names files beside the folder.
fn batch_of<'a>(args: &'a Args, out_dir: &'a Path) -> Result<Batch<'a>, Failure> {
    let (formats, official_name) = args.writing.of_batch()?;
    Ok(Batch {
        data: &args.data,
        out_dir,
        formats,
        writing: &args.writing,
        jobs: args.jobs,
        is_incremental: args.incremental,
        format: args.format.unwrap_or(Format::Human),
        making: &args.making,
        previous: args.previous.as_deref(),
        allow_errors: args.allow_errors,
        official_name,
    })
}
