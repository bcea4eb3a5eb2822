//! Last year's report: named, brought by the page, or found in the folder of the data file.

use std::path::Path;

use serde::Serialize;

use super::{Desk, Refused};
use crate::author::imported_file;
use crate::diagnostic::{Diagnostic, Lang};
use crate::files::{Files, own};
use crate::import::{Doubt, ForeignFile, ImportOptions, import};
use crate::pipeline::{Identity, Input, Options, read_report};
use crate::report::Report;
use crate::report::limits::YEARS;
use crate::source::Sources;

/// More data files than this in a folder are not all looked at.
const MOST_FILES: usize = 500;

/// Last year's report.
#[derive(Debug)]
pub(super) struct Previous {
    /// Its data file: what another program's file held is one by now, so that it is not imported at every key press.
    pub input: Input,
    /// What it states.
    pub report: Report,
}

/// What is told of it.
#[derive(Debug, Serialize)]
pub(super) struct PreviousPart {
    file: String,
    organ: String,
    year: u16,
}

impl Previous {
    /// What is told of it.
    pub fn part(&self) -> PreviousPart {
        let name = self.input.name();
        let file = Path::new(&name).file_name().map_or(name.clone(), |file| file.to_string_lossy().into_owned());
        PreviousPart { file, organ: self.report.organ.value.clone(), year: self.report.year }
    }
}

/// Reads last year's report in any form that can be read.
///
/// # Errors
/// What hinders the reading.
pub(super) fn read(input: &Input, options: &Options) -> Result<Previous, Vec<Diagnostic>> {
    let mut sources = Sources::default();
    let (report, _) = read_report(input, &Files::on_disk(), options, &mut sources)?;
    // The first text is the data file; that of another program's file was made of it.
    let text = sources.iter().next().map(|(_, source)| source.text.clone()).unwrap_or_default();
    let input = match input {
        Input::File(path) if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) => {
            input.clone()
        }
        input => Input::Bytes { name: input.name(), bytes: text.into_bytes() },
    };
    Ok(Previous { input, report })
}

/// The report of the same organ for the year before, in the folder of a data file.
pub(super) fn beside(path: &Path, options: &Options) -> Option<Previous> {
    let files = Files::on_disk();
    let last = Identity::of(&Input::File(path.to_owned()), &files)?.last_year()?;
    let folder = path.parent()?;
    let names = files.folder(folder, true).list().ok()?;
    let is_data =
        |name: &&std::path::PathBuf| name.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let mut found = names.iter().filter(is_data).take(MOST_FILES).map(|name| Input::File(folder.join(name)));
    let input = found.find(|data| Identity::of(data, &files).as_ref() == Some(&last))?;
    read(&input, options).ok()
}

impl Desk {
    /// Takes a report that the page has brought as last year's. It is kept beside the data file, as a data file, where
    /// it is found the next time. Without bytes there is none any more.
    ///
    /// # Errors
    /// What hinders the reading, or that it is of another year.
    pub fn set_previous(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Refused> {
        if bytes.is_empty() {
            self.previous = None;
            self.show();
            return Ok(());
        }
        let (text, doubts) = last_year_text(name, bytes, &self.options)?;
        let input = Input::Bytes { name: name.to_owned(), bytes: text.clone().into_bytes() };
        let previous = read(&input, &self.options).map_err(|faults| Refused::new(told(&faults)))?;
        let year = self.shown.report.as_ref().map(|report| report.year);
        let last = previous.report.year;
        if let Some(year) = year.filter(|year| last.checked_add(1) != Some(*year)) {
            return Err(Refused::new(format!("这是 {last} 年的报告，不是 {year} 年的上一年。")));
        }
        let path = self.folder().join(format!("{}.toml", previous.report.official_name()));
        let is_own = path == self.path;
        let kept = match own::read(&path, text.len() as u64) {
            Ok(there) if there == text.as_bytes() && !is_own => Ok(path),
            _ => super::pictures::put_free(&path, "", text.as_bytes()),
        };
        let kept = kept.map_err(|error| Refused::new(format!("上年数据存不下来：{error}")))?;
        let previous = read(&Input::File(kept), &self.options).map_err(|faults| Refused::new(told(&faults)))?;
        self.tell(format!("上年数据存为“{}”，以后打开就会用它。", previous.part().file));
        for doubt in doubts {
            self.tell(doubt);
        }
        self.previous = Some(previous);
        self.show();
        Ok(())
    }
}

/// The data file of a report that came in any form, and what is doubtful about it.
///
/// # Errors
/// What hinders the reading, or that no title tells whose it is.
pub(super) fn last_year_text(name: &str, bytes: Vec<u8>, options: &Options) -> Result<(String, Vec<String>), Refused> {
    if Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
        let text = String::from_utf8(bytes).map_err(|_| Refused::new("这个文件不是 UTF-8 文本。"))?;
        return Ok((text.trim_start_matches('\u{FEFF}').to_owned(), Vec::new()));
    }
    let file = ForeignFile { name: name.to_owned(), bytes, beside: None };
    let asked = ImportOptions { forms: options.forms, form: None, joins: None, pictures: None };
    let imported = import(&[file], &asked).map_err(|faults| Refused::new(told(&faults)))?;
    let told_by_title = imported.organ.clone().zip(imported.year.filter(|year| YEARS.contains(year)));
    let Some((organ, year)) = told_by_title else {
        return Err(Refused::new("标题里看不出是哪个机关、哪一年的报告。"));
    };
    let doubts = imported.doubts.iter().map(|doubt| told(&[Doubt::told(doubt)])).collect();
    Ok((imported_file(&imported, &organ, year, name), doubts))
}

/// Findings as sentences for the screen.
pub(super) fn told(found: &[Diagnostic]) -> String {
    let sentence = |finding: &Diagnostic| {
        let message = finding.message.in_lang(Lang::Zh);
        match &finding.help {
            Some(help) => format!("{message}。{}", help.in_lang(Lang::Zh)),
            None => message.to_owned(),
        }
    };
    found.iter().map(sentence).collect::<Vec<_>>().join("\n")
}
