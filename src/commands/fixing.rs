//! `nianbao check --fix`: what is mended, and how much of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::data::Data;
use super::listing::Format;
use super::replace::replace_all;
use super::{Failure, Screen, print};
use crate::diagnostic::{Lang, Message, message};
use crate::fix::unified;
use crate::pipeline::{Done, FixedFile, Fixing, Place};

/// What is to be mended, and whether it is only shown.
#[derive(Clone, Copy)]
pub(super) struct Mending {
    /// Whether totals are mended that their parts determine.
    pub totals: bool,
    /// Whether nothing is written, and the difference shown.
    pub dry_run: bool,
}

impl Mending {
    /// What the command line asks for, if anything is to be mended.
    ///
    /// # Errors
    /// The command line is wrong if it says how to mend but not that, or if what is to be mended is no file.
    pub fn choose(
        (fix, totals, dry_run): (bool, bool, bool),
        format: Format,
        data: &[Data],
    ) -> Result<Option<Mending>, Failure> {
        let alone = [(totals, "--fix-totals"), (dry_run, "--dry-run")].into_iter().find(|(is_given, _)| *is_given);
        match (fix, alone) {
            (false, None) => return Ok(None),
            (false, Some((_, option))) => {
                return Err(Failure::Advised(
                    message!(zh: "{option} 要和 --fix 一起写", en: "{option} goes with --fix"),
                    message!(
                        zh: "写成：nianbao check 报告.toml --fix {option}",
                        en: "write: nianbao check report.toml --fix {option}",
                    ),
                ));
            }
            (true, _) => {}
        }
        if dry_run && format == Format::Json {
            return Err(Failure::Advised(
                message!(
                    zh: "--dry-run 打印改动的对照，不能用 --format json",
                    en: "--dry-run prints a difference, which is no JSON",
                ),
                message!(zh: "去掉两个中的一个", en: "leave one of the two out"),
            ));
        }
        let is_file = |data: &&Data| match data {
            Data::Stdin => false,
            // What is not there is told of when it is read.
            Data::File(path) => path.metadata().map_or(true, |about| about.is_file()),
        };
        if let Some(other) = data.iter().find(|data| !is_file(data)) {
            let name = match other {
                Data::Stdin => "-".to_owned(),
                Data::File(path) => path.display().to_string(),
            };
            return Err(Failure::Advised(
                message!(
                    zh: "--fix 改的是文件，“{name}”不是普通文件",
                    en: "--fix mends a file, which `{name}` is not",
                ),
                message!(
                    zh: "先存成文件，再写：nianbao check 报告.toml --fix",
                    en: "save it to a file, then: nianbao check report.toml --fix",
                ),
            ));
        }
        Ok(Some(Mending { totals, dry_run }))
    }

    /// Writes what is mended, or shows it.
    ///
    /// # Errors
    /// A file cannot be written; nothing is mended then. Or the standard output cannot.
    pub fn carry_out(self, fixing: &Fixing) -> Result<(), Failure> {
        match self.dry_run {
            true => print(&fixing.files.iter().map(difference).collect::<String>()),
            false => replace_all(&fixing.files),
        }
    }

    /// Says how much is mended.
    ///
    /// # Errors
    /// The standard output cannot be written.
    pub fn tell(self, fixing: &Fixing, name: &str, format: Format, screen: &Screen) -> Result<(), Failure> {
        let told =
            self.told(fixing, name).iter().map(|line| format!("{}\n", line.in_lang(screen.lang))).collect::<String>();
        // The standard output belongs to the difference, or to the findings as JSON.
        match self.dry_run || format == Format::Json {
            true => screen.say(&told),
            false => print(&told)?,
        }
        Ok(())
    }

    /// What is changed, file by file, each figure by itself; what could not be changed.
    fn told(self, fixing: &Fixing, name: &str) -> Vec<Message> {
        let mut lines = Vec::new();
        let mut files: BTreeMap<&str, Vec<&Done>> = BTreeMap::new();
        for done in &fixing.done {
            files.entry(&done.place.file).or_default().push(done);
        }
        if files.is_empty() {
            lines.push(message!(zh: "{name}：没有能直接改的", en: "{name}: nothing that could be mended"));
        }
        for (file, all) in files {
            let (count, kinds) = (all.len(), kinds(&all));
            let (zh, en) = (listed(&kinds, Lang::Zh), listed(&kinds, Lang::En));
            lines.push(match self.dry_run {
                true => message!(
                    zh: "{file}：能改 {count} 处（{zh}）；没有写文件",
                    en: "{file}: {count} to be mended ({en}); nothing is written",
                ),
                false => message!(zh: "{file}：改了 {count} 处（{zh}）", en: "{file}: {count} mended ({en})"),
            });
            for done in all {
                if let Some((old, new)) = &done.figure {
                    let Place { line, column, key, .. } = &done.place;
                    lines.push(message!(
                        zh: "  第 {line} 行第 {column} 列 {key}：{old} 改成 {new}",
                        en: "  line {line}, column {column}, {key}: {old} becomes {new}",
                    ));
                }
            }
        }
        for Place { file, line, column, code, key } in &fixing.left {
            lines.push(message!(
                zh: "  {file} 第 {line} 行第 {column} 列（{key}）的 {code} 没有改：文件里用了转义，要手工改",
                en: "  {file}, line {line}, column {column} ({key}): {code} is left: the file has an escape there",
            ));
        }
        for Place { file, line, column, code, key } in &fixing.refused {
            lines.push(message!(
                zh: "  {file} 第 {line} 行第 {column} 列（{key}）的 {code} 没有改：改了以后，读出来的不只是这一处不一样，要手工改",
                en: "  {file}, line {line}, column {column} ({key}): {code} is left: more than this would read otherwise",
            ));
        }
        lines
    }
}

/// How often each code stands there.
fn kinds(all: &[&Done]) -> BTreeMap<&'static str, usize> {
    let mut kinds = BTreeMap::new();
    for done in all {
        *kinds.entry(done.place.code).or_default() += 1;
    }
    kinds
}

fn listed(kinds: &BTreeMap<&'static str, usize>, lang: Lang) -> String {
    let joint = match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    };
    kinds.iter().map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(joint)
}

/// The difference of a file, under the name that leads to it from here: `patch` takes no other.
fn difference(file: &FixedFile) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let near = here.and_then(|here| Ok(file.path.canonicalize()?.strip_prefix(here).map(Path::to_owned)));
    let name = near.ok().and_then(Result::ok).unwrap_or_else(|| PathBuf::from(&file.name)).display().to_string();
    unified(&name, &String::from_utf8_lossy(&file.old), &String::from_utf8_lossy(&file.new))
}
