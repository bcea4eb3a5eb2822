//! `nianbao check`: what is found about reports, and how much of it.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use super::data::{Data, last_year};
use super::limits::LimitArgs;
use super::{Failure, Screen, exit_code, print};
use crate::diagnostic::{Diagnostic, Lang, Severity, json, message, render};
use crate::files::Files;
use crate::pipeline::{Options, Reading, read, rehearse};
use crate::source::Sources;
use crate::text::FaceLibrary;

/// 检查数据文件，不生成 PDF
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao check DATA… [选项]", help_template = super::usage::TEMPLATE)]
pub(super) struct Args {
    /// 数据文件（TOML），可以有几个；- 为标准输入
    #[arg(value_name = "DATA", required = true, help_heading = "参数")]
    data: Vec<PathBuf>,

    /// 上一年度的数据文件：核对结转、现行有效等
    #[arg(long, value_name = "LAST", help_heading = "选项")]
    previous: Option<PathBuf>,

    /// 已用 [[accept]] 认可的也列出
    #[arg(long, help_heading = "选项")]
    all: bool,

    /// 输出的格式：human 供人看，json 供程序读
    #[arg(
        long,
        value_enum,
        value_name = "human|json",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "选项"
    )]
    format: Format,

    /// 存放字体文件的文件夹
    #[arg(long, value_name = "DIR", help_heading = "选项")]
    font_dir: Option<PathBuf>,

    /// 允许 body_file、图片和字体在数据文件所在文件夹之外
    #[arg(long, help_heading = "选项")]
    allow_outside: bool,

    #[command(flatten)]
    limits: LimitArgs,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Human,
    Json,
}

pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    if args.data.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::Usage(message!(
            zh: "标准输入（-）只能写一次",
            en: "standard input (-) can be given only once",
        )));
    }
    let data = args.data.iter().map(|path| Data::from_argument(path)).collect::<Result<Vec<_>, _>>()?;
    let previous = last_year(args.previous.as_deref())?;
    let mut is_previous_told = false;
    let files = Files::on_disk();
    let options = Options { allow_outside: args.allow_outside, limits: args.limits.limits(), ..Options::default() };

    let library = match &args.font_dir {
        Some(path) => {
            let library = FaceLibrary::with_folder(&files, path, args.allow_outside);
            library.map_err(|fault| Failure::Found(vec![fault], Sources::default()))?
        }
        None => FaceLibrary::embedded(),
    };

    let style = screen.style_of(stdout().is_terminal());
    let mut entries = Vec::new();
    let mut all_found = Vec::new();
    for data in &data {
        let Reading { manuscript, mut found, sources, about_previous } =
            read(&data.input()?, previous.as_ref(), &files, &options);
        // What is wrong with last year's file is said once.
        if !is_previous_told {
            is_previous_told = !about_previous.is_empty();
            found.extend(about_previous);
        }
        // What `build` refuses or remarks, `check` finds.
        found.extend(manuscript.into_iter().flat_map(|manuscript| rehearse(manuscript, &library, &files)));
        let is_listed = |finding: &&Diagnostic| args.all || finding.accepted.is_none();
        let listed: Vec<Diagnostic> = found.iter().filter(is_listed).cloned().collect();
        match args.format {
            Format::Json => entries.extend(json(&listed, &sources, screen.lang)),
            Format::Human if listed.is_empty() => {}
            Format::Human => print(&format!("{}\n", render(&listed, &sources, screen.lang, style)))?,
        }
        all_found.extend(found);
    }
    match args.format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&entries).map_err(|error| {
                Failure::Usage(message!(zh: "写不出 JSON：{error}", en: "cannot write JSON: {error}"))
            })?;
            print(&format!("{text}\n"))?;
        }
        Format::Human => print(&format!("{}\n", count(&all_found, data.len(), screen.lang)))?,
    }
    Ok(exit_code(&all_found))
}

/// The line that counts what was found in all files together.
fn count(found: &[Diagnostic], files: usize, lang: Lang) -> String {
    let (accepted, open): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        found.iter().partition(|finding| finding.accepted.is_some());
    let of = |severity| open.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
    let accepted = accepted.len();
    match lang {
        Lang::Zh => {
            let more = if accepted > 0 { format!("；另有 {accepted} 个已认可") } else { String::new() };
            format!("检查了 {files} 个文件：{errors} 个错误，{warnings} 个警告，{notes} 个提示{more}")
        }
        Lang::En => {
            let plural = |count, noun| if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") };
            let more = if accepted > 0 { format!("; {accepted} accepted") } else { String::new() };
            let (files, errors) = (plural(files, "file"), plural(errors, "error"));
            format!("{files} checked: {errors}, {}, {}{more}", plural(warnings, "warning"), plural(notes, "note"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Rule;

    #[test]
    fn the_last_line_counts() {
        let text = || message!(zh: "甲", en: "a");
        let accepted =
            Diagnostic { accepted: Some("r".to_owned()), ..Diagnostic::error(const { &Rule::toy("x") }, text()) };
        let found = [
            Diagnostic::error(const { &Rule::toy("x") }, text()),
            Diagnostic::note(const { &Rule::toy("x") }, text()),
            accepted,
        ];
        assert_eq!(count(&found, 2, Lang::Zh), "检查了 2 个文件：1 个错误，0 个警告，1 个提示；另有 1 个已认可");
        assert_eq!(count(&found, 1, Lang::En), "1 file checked: 1 error, 0 warnings, 1 note; 1 accepted");
        assert_eq!(count(&[], 1, Lang::Zh), "检查了 1 个文件：0 个错误，0 个警告，0 个提示");
    }
}
