//! `nianbao verify`: whether a PDF says what its data file says.

use std::io::{IsTerminal, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::data::{Data, last_year};
use super::example::{Example, example};
use super::listing::Format;
use super::making::MakingArgs;
use super::shown::shown;
use super::tally::plural;
use super::{Failure, Screen, exit_code, print};
use crate::diagnostic::{Diagnostic, Message, json, message, render, text};
use crate::files::Files;
use crate::pipeline::{Reading, read, read_pdf, verify_pdf};
use crate::source::Sources;
use crate::verify::{DigestState, Verdict};

/// 核对 PDF 和数据文件：每个数、每句话都在，次序相同，没有别的
///
/// see whether a PDF says what its data file says: every figure and sentence, in order, and nothing else
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao verify PDF DATA [选项]")]
pub(super) struct Args {
    /// PDF，哪个程序生成的都行
    ///
    /// the PDF, whatever program has made it
    #[arg(value_name = "PDF")]
    pdf: PathBuf,

    /// 数据文件（TOML）；- 为标准输入
    ///
    /// data file (TOML); - is standard input
    #[arg(value_name = "DATA")]
    data: PathBuf,

    /// 上一年度的数据文件：正文引用了上年的数时要写
    ///
    /// last year's data file, where the narrative calls figures of it
    #[arg(long, value_name = "LAST")]
    previous: Option<PathBuf>,

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

    #[command(flatten)]
    making: MakingArgs,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao verify 报告.pdf 报告.toml", "nianbao verify report.pdf report.toml"),
        text("公布前看看 PDF 和数据是不是一致", "before it is posted"),
    ),
    example(
        text(
            "nianbao verify 公布.pdf 报告.toml --previous 上年.toml",
            "nianbao verify posted.pdf report.toml --previous last.toml",
        ),
        text("正文引用了上年的数", "where the narrative calls last year's figures"),
    ),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    match compared(args, screen) {
        // Programs read the standard output, whatever became of the files.
        Err(Failure::Found(found, sources)) if args.format == Format::Json => {
            print_json(&args.data.display().to_string(), &found, &sources, screen)?;
            Ok(exit_code(&found))
        }
        other => other,
    }
}

fn compared(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    in_order(&args.pdf, &args.data)?;
    let data = Data::from_argument(&args.data)?;
    let previous = last_year(args.previous.as_deref())?;
    let files = Files::on_disk();
    let options = args.making.options();
    let alone = |fault: Diagnostic| Failure::Found(vec![fault], Sources::default());

    let pdf = read_pdf(&args.pdf, &files).map_err(|fault| alone(*fault))?;
    let library = args.making.library(&files).map_err(alone)?;
    let Reading { manuscript, found, sources, about_previous, .. } =
        read(&data.input()?, previous.as_ref(), &files, &options);
    // What `check` says of the report is not asked here, unless it cannot be read.
    let Some(manuscript) = manuscript else {
        return Err(Failure::Found(found.into_iter().chain(about_previous).collect(), sources));
    };
    let name = args.pdf.display().to_string();
    match verify_pdf(&pdf, &name, &manuscript, &library, &files) {
        Ok(verdict) => tell(&verdict, &name, &args.data.display().to_string(), &sources, args.format, screen),
        Err(faults) => Err(Failure::Found(faults, sources)),
    }
}

/// # Errors
/// The command line is wrong if the data file comes first, or if a PDF is a folder or the standard input.
fn in_order(pdf: &Path, data: &Path) -> Result<(), Failure> {
    let ends = |path: &Path, ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if ends(pdf, "toml") && ends(data, "pdf") {
        let (own, other) = (shown(data), shown(pdf));
        return Err(Failure::Advised(
            message!(zh: "次序反了：先写 PDF，后写数据文件", en: "the PDF comes first, then the data file"),
            message!(zh: "写成 nianbao verify {own} {other}", en: "write nianbao verify {own} {other}"),
        ));
    }
    if pdf.as_os_str() == "-" {
        return Err(Failure::Usage(message!(
            zh: "PDF 要的是文件，不能是标准输入",
            en: "the PDF must be a file, not standard input",
        )));
    }
    if pdf.is_dir() {
        let path = pdf.display();
        return Err(Failure::Usage(message!(
            zh: "“{path}”是文件夹，要的是 PDF",
            en: "`{path}` is a folder; a PDF is needed",
        )));
    }
    Ok(())
}

fn tell(
    verdict: &Verdict,
    pdf: &str,
    data: &str,
    sources: &Sources,
    format: Format,
    screen: &Screen,
) -> Result<ExitCode, Failure> {
    let found = &verdict.found;
    match format {
        Format::Json => print_json(data, found, sources, screen)?,
        Format::Human => {
            if !found.is_empty() {
                let style = screen.style_of(stdout().is_terminal());
                print(&format!("{}\n", render(found, sources, screen.lang, style)))?;
            }
            print(&format!("{}\n", summary(verdict, pdf, data).in_lang(screen.lang)))?;
        }
    }
    Ok(exit_code(found))
}

fn print_json(data: &str, found: &[Diagnostic], sources: &Sources, screen: &Screen) -> Result<(), Failure> {
    let entries = json(data, found, sources, screen.lang);
    let text = serde_json::to_string_pretty(&entries)
        .map_err(|error| Failure::Usage(message!(zh: "写不出 JSON：{error}", en: "cannot write JSON: {error}")))?;
    print(&format!("{text}\n"))
}

/// What is said at the end.
fn summary(verdict: &Verdict, pdf: &str, data: &str) -> Message {
    let Verdict { found, more, pages, figures, characters, digest } = verdict;
    let count = found.len() + more;
    if count > 0 {
        let noun = plural(count, "difference");
        let (cut_zh, cut_en) = match more {
            0 => (String::new(), String::new()),
            more => {
                (format!("，只列出前 {} 处", count - more), format!(", of which the first {} are listed", count - more))
            }
        };
        let (edited_zh, edited_en) = match digest {
            DigestState::Same => {
                ("；PDF 是用这份数据生成的，生成以后改过", "; the PDF was made from this data, and edited afterwards")
            }
            _ => ("", ""),
        };
        return message!(
            zh: "{pdf} 和 {data} 不一致：{count} 处{cut_zh}{edited_zh}",
            en: "{pdf} and {data} differ: {noun}{cut_en}{edited_en}",
        );
    }
    let (digest_zh, digest_en) = match digest {
        DigestState::Same => ("；数据摘要也相同", "; so is the digest of the data"),
        DigestState::None => {
            ("；PDF 里没有数据摘要，只核对了文字", "; there is no digest in the PDF, so only text was compared")
        }
        DigestState::Other | DigestState::Different => (
            "；数据摘要是另一版本的程序算的，没有比",
            "; the digest of the data is that of another version of the program and was not compared",
        ),
    };
    let noun = plural(*pages, "page");
    message!(
        zh: "{pdf} 和 {data} 一致：共 {pages} 页，{figures} 个数、{characters} 个字和标点都相同{digest_zh}",
        en: "{pdf} and {data} agree: {noun}, all {figures} figures and {characters} other characters are the same{digest_en}",
    )
}
