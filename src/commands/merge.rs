//! `nianbao merge`: the sum of departments' files, as a new file or against their government's.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::data::Data;
use super::example::{Example, example};
use super::fresh::Fresh;
use super::pattern::expanded;
use super::tally::plural;
use super::{Failure, Screen, exit_code};
use crate::author::{compare, merged_file, sum};
use crate::diagnostic::{Diagnostic, Lang, Message, message, text};
use crate::files::Files;
use crate::pipeline::{Departments, Options, read_data, read_departments};
use crate::source::{Sources, Span};

/// 合并各单位的数据
///
/// sum departments' data
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao merge DATA… -o OUT.toml\n      nianbao merge DATA… --check AGAINST")]
pub(super) struct Args {
    /// 各单位的数据文件（TOML）；- 为标准输入
    ///
    /// departments' data files (TOML); - is standard input
    #[arg(value_name = "DATA", required = true)]
    data: Vec<PathBuf>,

    /// 合计写到这个新的数据文件；- 为标准输出
    ///
    /// new data file for the sum; - is standard output
    #[arg(short, long, value_name = "OUT.toml")]
    output: Option<PathBuf>,

    /// 合计与这个数据文件逐格比对
    ///
    /// compare the sum with this data file, cell by cell
    #[arg(long, value_name = "AGAINST")]
    check: Option<PathBuf>,

    /// 数字对不上也照样合并
    ///
    /// sum files though figures in them do not add up
    #[arg(long)]
    allow_errors: bool,

    /// 允许 body_file 指向数据文件所在文件夹之外
    ///
    /// allow body_file outside the data file's folder
    #[arg(long)]
    allow_outside: bool,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao merge 各单位/*.toml -o 合计.toml", "nianbao merge offices/*.toml -o sum.toml"),
        text("三张表相加，写成新文件", "sums the three tables into a new file"),
    ),
    example(
        text("nianbao merge 各单位/*.toml --check 报告.toml", "nianbao merge offices/*.toml --check report.toml"),
        text("与政府自己的数逐格比对", "compares the sum with the government's own figures"),
    ),
];

/// What hinders the sum of a cell of text, and what a check says of such a cell.
const MERGE_TEXT: &str = "merge-text";
const OF_TEXTS: [&str; 2] = ["figure-as-text", "not-a-count"];

/// What is done with the sum.
enum Goal<'a> {
    Write(Fresh),
    Check(&'a Path),
}

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let goal = goal(args)?;
    let paths = expanded(&args.data)?;
    each_once(&paths, args.check.as_deref())?;
    let data = paths.iter().map(|path| Data::from_argument(path)?.input()).collect::<Result<Vec<_>, _>>()?;

    let files = Files::on_disk();
    let options = Options { allow_outside: args.allow_outside, ..Options::default() };
    let mut sources = Sources::default();
    let Departments { reports, is_whole, mut found } = read_departments(&data, &files, &options, &mut sources);
    // Of files that could all be read, the errors are figures that do not add up.
    let unbalanced = if is_whole { errors(&found) } else { 0 };
    let against = match &goal {
        Goal::Write(_) => None,
        Goal::Check(path) => {
            let read = read_data(&Data::from_argument(path)?.input()?, &files, &options, &mut sources);
            keep(read, &mut found)
        }
    };
    let before = errors(&found);
    let summed = keep(sum(&reports), &mut found);
    told_once(&mut found);
    let Some(sum) = summed.filter(|_| before == unbalanced) else {
        screen.show(&found, &sources);
        screen.say_message(&message!(
            zh: "没有合并：先改正上面的错误",
            en: "nothing was summed: have the errors above mended",
        ));
        return Err(Failure::Told(exit_code(&found)));
    };
    // Files that are there twice may be added for all that.
    let unbalanced = errors(&found);
    if unbalanced > 0 && !args.allow_errors {
        screen.show(&found, &sources);
        screen.say_message(&message!(
            zh: "没有合并：先请各单位改正错误；确要照加，加 --allow-errors",
            en: "nothing was summed: have the errors mended, or sum them with --allow-errors",
        ));
        return Err(Failure::Told(exit_code(&found)));
    }
    let (count, state) = (reports.len(), state(unbalanced));
    let (state_zh, state_en) = (state.in_lang(Lang::Zh), state.in_lang(Lang::En));
    match goal {
        Goal::Write(target) => {
            screen.show(&found, &sources);
            target.write(merged_file(&sum).as_bytes())?;
            if let Fresh::File(path) = &target {
                let path = path.display();
                screen.say_message(&message!(
                    zh: "已把 {count} 个数据文件合并成 {path}{state_zh}",
                    en: "summed {count} files into {path}{state_en}",
                ));
            }
        }
        Goal::Check(path) => {
            let differences = against.map(|against| compare(&sum, &against)).unwrap_or_default();
            if !differences.is_empty() {
                found.extend(differences);
                return Err(Failure::Found(found, sources));
            }
            screen.show(&found, &sources);
            let path = path.display();
            screen.say_message(&message!(
                zh: "{count} 个数据文件的合计与 {path} 一致{state_zh}",
                en: "{path} agrees with the sum of {count} files{state_en}",
            ));
        }
    }
    Ok(())
}

fn goal(args: &Args) -> Result<Goal<'_>, Failure> {
    match (&args.output, &args.check) {
        (Some(path), None) => Ok(Goal::Write(Fresh::choose(path)?)),
        (None, Some(path)) => Ok(Goal::Check(path)),
        _ => Err(Failure::Usage(message!(
            zh: "-o 和 --check 要写一个，也只能写一个",
            en: "give one of -o and --check, and only one",
        ))),
    }
}

/// What was made, if it was made; what was found joins the rest.
fn keep<T>(made: Result<(T, Vec<Diagnostic>), Vec<Diagnostic>>, found: &mut Vec<Diagnostic>) -> Option<T> {
    let (made, own) = match made {
        Ok((made, warnings)) => (Some(made), warnings),
        Err(faults) => (None, faults),
    };
    found.extend(own);
    made
}

/// A text that cannot be summed looks like a figure, or is none: of what the check says of it that is left out.
fn told_once(found: &mut Vec<Diagnostic>) {
    let texts: Vec<Option<Span>> =
        found.iter().filter(|finding| finding.code() == MERGE_TEXT).map(|finding| finding.span).collect();
    found.retain(|finding| !OF_TEXTS.contains(&finding.code()) || !texts.contains(&finding.span));
}

fn errors(found: &[Diagnostic]) -> usize {
    found.iter().filter(|finding| finding.is_error()).count()
}

/// What the last line says of a sum of files with errors in them.
fn state(errors: usize) -> Message {
    match errors {
        0 => Message::new("", ""),
        _ => {
            let noun = plural(errors, "error");
            message!(zh: "；有 {errors} 个错误没有改，照样加了", en: "; with {noun} in them")
        }
    }
}

/// A file that is given twice would be counted twice, and one that is compared with the sum is no part of it.
fn each_once(paths: &[PathBuf], against: Option<&Path>) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut known = BTreeSet::new();
    for path in paths {
        if !known.insert(real(path)) {
            let path = path.display();
            return Err(Failure::Usage(message!(
                zh: "“{path}”写了两次，会重复计数",
                en: "`{path}` is given twice and would be counted twice",
            )));
        }
    }
    match against {
        Some(path) if known.contains(&real(path)) => {
            let path = path.display();
            Err(Failure::Advised(
                message!(
                    zh: "“{path}”是 --check 要比对的文件，不能也算在各单位里",
                    en: "`{path}` is what --check compares with: it cannot be one of the departments' too",
                ),
                message!(
                    zh: "各单位的文件放在一个文件夹里，如 各单位/*.toml；或者一个一个写明",
                    en: "keep the departments' files in a folder of theirs, as in offices/*.toml, or name each",
                ),
            ))
        }
        _ => Ok(()),
    }
}
