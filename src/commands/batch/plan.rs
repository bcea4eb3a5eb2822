//! From a command line to a list of reports, each with its target: what can go wrong before any is made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Batch;
use super::folder::data_files_in;
use super::job::{Job, Place, with_format};
use super::last_years::LastYears;
use crate::commands::Failure;
use crate::commands::pattern::expanded;
use crate::commands::shown::shown;
use crate::diagnostic::{Diagnostic, message};
use crate::files::Files;
use crate::pipeline::{Identity, Input, OutputFormat};
use crate::rules::USAGE;

/// The reports, in the order in which they are named.
pub(super) struct Plan {
    pub jobs: Vec<Job>,
    pub claims: Claims,
}

impl Plan {
    /// # Errors
    /// The command line is wrong: no folder for the PDFs, no data files, one `--previous` for several.
    pub fn new(batch: &Batch) -> Result<Plan, Failure> {
        if batch.out_dir.exists() && !batch.out_dir.is_dir() {
            return Err(no_folder(batch.out_dir));
        }
        let files = Files::on_disk();
        let reports = reports(batch.data, batch.out_dir)?;
        let last_years = LastYears::choose(batch.previous, reports.len(), &files)?;
        let mut jobs = Vec::new();
        for (data, relative) in reports {
            jobs.push(job(batch, data, &relative, &last_years, &files));
        }
        let format = batch.formats.first().copied().unwrap_or(OutputFormat::Pdf);
        let claims = Claims::new(&mut jobs, format);
        Ok(Plan { jobs, claims })
    }
}

/// The data files, each once, with the place of each among the PDFs: that below its folder, or just its name.
fn reports(arguments: &[PathBuf], out_dir: &Path) -> Result<Vec<(PathBuf, PathBuf)>, Failure> {
    let mut reports = Vec::new();
    for argument in expanded(arguments)? {
        if argument.as_os_str() == "-" {
            return Err(Failure::Usage(message!(
                zh: "标准输入（-）不能和 --out-dir 一起用：写 -o 文件",
                en: "standard input (-) does not go with --out-dir: name a file with -o",
            )));
        }
        if argument.is_dir() {
            let found = data_files_in(&argument, Some(out_dir))?;
            if found.is_empty() {
                return Err(nothing_in(&argument));
            }
            reports.extend(found.into_iter().map(|relative| (argument.join(&relative), relative)));
        } else {
            let name = argument.file_name().map(PathBuf::from).unwrap_or_else(|| argument.clone());
            reports.push((argument, name));
        }
    }
    let mut known = BTreeSet::new();
    reports.retain(|(path, _)| known.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(reports)
}

/// What is to be done for a data file.
fn job(batch: &Batch, data: PathBuf, relative: &Path, last_years: &LastYears, files: &Files) -> Job {
    let needs_identity = batch.official_name || last_years.is_folder();
    let identity = needs_identity.then(|| Identity::of(&Input::File(data.clone()), files)).flatten();
    let place = match batch.official_name {
        false => Place::Stem(batch.out_dir.join(relative).with_extension("")),
        true => Place::Official(batch.out_dir.join(relative).with_file_name("")),
    };
    let stem = place.expected(identity.as_ref());
    let (previous, refused) = match last_years.of(&data, relative, identity.as_ref()) {
        Ok(previous) => (previous, None),
        Err(fault) => (None, Some(*fault)),
    };
    let lacks_previous = last_years.is_folder() && previous.is_none();
    Job { data, place, stem, previous, lacks_previous, refused }
}

/// Which report writes which file.
#[derive(Debug)]
pub(super) struct Claims {
    /// By the path without regard to case, as file systems of Windows and macOS see it, and without its ending: the
    /// name of the report.
    by_stem: Mutex<BTreeMap<String, String>>,
    /// The format of the file that is named where two reports have the same.
    format: OutputFormat,
}

impl Claims {
    /// The targets that are known, each claimed by the only report that has it; where several have the same, none of
    /// these is made, so that it does not depend on their order which of them is there in the end.
    fn new(jobs: &mut [Job], format: OutputFormat) -> Claims {
        let mut holders: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for job in jobs.iter() {
            if let Some(stem) = &job.stem {
                holders.entry(folded(stem)).or_default().push(job.name());
            }
        }
        for job in jobs.iter_mut() {
            let Some(stem) = &job.stem else { continue };
            let others = holders.get(&folded(stem)).map(Vec::as_slice).unwrap_or_default();
            if others.len() > 1 {
                let own = job.name();
                let others: Vec<&str> = others.iter().filter(|name| **name != own).map(String::as_str).collect();
                job.refused = Some(same_target(&own, &with_format(stem, format), &others));
            }
        }
        let claimed = holders.into_iter().filter_map(|(stem, names)| Some((stem, names.into_iter().next()?)));
        Claims { by_stem: Mutex::new(claimed.collect()), format }
    }

    /// Claims a path for a report whose data file told it only now.
    ///
    /// # Errors
    /// It is another's.
    pub fn claim(&self, name: &str, stem: &Path) -> Result<(), Box<Diagnostic>> {
        let mut by_stem = self.by_stem.lock().unwrap_or_else(PoisonError::into_inner);
        let holder = by_stem.entry(folded(stem)).or_insert_with(|| name.to_owned());
        if holder == name {
            return Ok(());
        }
        Err(Box::new(same_target(name, &with_format(stem, self.format), &[holder.as_str()])))
    }
}

fn folded(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

fn same_target(name: &str, target: &Path, others: &[&str]) -> Diagnostic {
    let (zh, en) = (others.join("、"), others.join(", "));
    let target = target.display();
    let message = message!(
        zh: "{name} 没有生成：{zh} 也要写到“{target}”",
        en: "{name} is not made: {en} would be written to `{target}` too",
    );
    Diagnostic::error(&USAGE, message).in_file(name).help(message!(
        zh: "文件名改成不同的；同一机关同一年度的，只留一份",
        en: "give the data files different names; of two reports for one organ and year, keep one",
    ))
}

fn no_folder(path: &Path) -> Failure {
    let path = path.display();
    Failure::Usage(message!(
        zh: "--out-dir 要写文件夹，“{path}”是文件",
        en: "--out-dir names a folder, and `{path}` is a file",
    ))
}

fn nothing_in(path: &Path) -> Failure {
    let (name, new) = (path.display(), shown(&path.join("报告.toml")));
    Failure::Advised(
        message!(zh: "“{name}”里没有数据文件（.toml）", en: "there is no data file (.toml) in `{name}`"),
        message!(
            zh: "核对文件夹；新建一个：nianbao new {new} --organ 机关全称 --year 2025",
            en: "look at the folder; or make one: nianbao new {new} --organ NAME --year 2025",
        ),
    )
}
