//! `nianbao merge`: the sum of departments' files, as a new file or against their government's.

use std::fs;
use std::path::{Path, PathBuf};

use super::data::Data;
use super::fresh::Fresh;
use super::{Failure, Screen};
use crate::author::{Department, compare, merged_file, sum};
use crate::diagnostic::message;
use crate::files::Files;
use crate::pipeline::{Options, read_data};
use crate::source::Sources;

/// 合并各单位的数据
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "nianbao merge DATA… -o OUT.toml\n      nianbao merge DATA… --check AGAINST",
    help_template = super::usage::TEMPLATE
)]
pub(super) struct Args {
    /// 各单位的数据文件（TOML）；- 为标准输入
    #[arg(value_name = "DATA", required = true, help_heading = "参数")]
    data: Vec<PathBuf>,

    /// 合计写到这个新的数据文件；- 为标准输出
    #[arg(short, long, value_name = "OUT.toml", help_heading = "选项")]
    output: Option<PathBuf>,

    /// 合计与这个数据文件逐格比对
    #[arg(long, value_name = "AGAINST", help_heading = "选项")]
    check: Option<PathBuf>,

    /// 允许 body_file 指向数据文件所在文件夹之外
    #[arg(long, help_heading = "选项")]
    allow_outside: bool,
}

/// What is done with the sum.
enum Goal<'a> {
    Write(Fresh),
    Check(&'a Path),
}

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let goal = match (&args.output, &args.check) {
        (Some(path), None) => Goal::Write(Fresh::choose(path)?),
        (None, Some(path)) => Goal::Check(path),
        _ => {
            return Err(Failure::Usage(message!(
                zh: "-o 和 --check 要写一个，也只能写一个",
                en: "give one of -o and --check, and only one",
            )));
        }
    };
    let mut paths: Vec<&Path> = args.data.iter().map(PathBuf::as_path).collect();
    if let Goal::Check(path) = &goal {
        paths.push(path);
    }
    each_once(&paths)?;

    let files = Files::on_disk();
    let options = Options { allow_outside: args.allow_outside, ..Options::default() };
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let mut reports = Vec::new();
    for path in paths {
        match read_data(&Data::from_argument(path)?.input()?, &files, &options, &mut sources) {
            Ok((report, warnings)) => {
                found.extend(warnings);
                reports.push(Department { name: path.display().to_string(), report });
            }
            Err(faults) => found.extend(faults),
        }
    }
    if reports.len() < args.data.len() + usize::from(args.check.is_some()) {
        return Err(Failure::Found(found, sources));
    }
    let against = args.check.as_ref().and_then(|_| reports.pop());
    let (sum, notes) = match sum(&reports) {
        Ok(summed) => summed,
        Err(faults) => {
            found.extend(faults);
            return Err(Failure::Found(found, sources));
        }
    };
    found.extend(notes);

    let count = reports.len();
    match (goal, against) {
        (Goal::Write(target), _) => {
            screen.show(&found, &sources);
            target.write(&merged_file(&sum))?;
            if let Fresh::File(path) = &target {
                let path = path.display();
                screen.say_message(&message!(
                    zh: "已把 {count} 个数据文件合并成 {path}",
                    en: "summed {count} files into {path}",
                ));
            }
        }
        (Goal::Check(path), Some(against)) => {
            let differences = compare(&sum, &against.report);
            let path = path.display();
            if !differences.is_empty() {
                found.extend(differences);
                return Err(Failure::Found(found, sources));
            }
            screen.show(&found, &sources);
            screen.say_message(&message!(
                zh: "{count} 个数据文件的合计与 {path} 一致",
                en: "{path} agrees with the sum of {count} files",
            ));
        }
        (Goal::Check(_), None) => {}
    }
    Ok(())
}

/// A file that is given twice would be counted twice.
fn each_once(paths: &[&Path]) -> Result<(), Failure> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut known = Vec::new();
    for path in paths {
        let own = real(path);
        if known.contains(&own) {
            let path = path.display();
            return Err(Failure::Usage(message!(
                zh: "“{path}”写了两次，会重复计数",
                en: "`{path}` is given twice and would be counted twice",
            )));
        }
        known.push(own);
    }
    Ok(())
}
