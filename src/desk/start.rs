//! Before there is a report: what there is to open, and new ones.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::previous::{last_year_text, told};
use super::{Refused, Remembered};
use crate::author::{NewFile, new_file};
use crate::files::Files;
use crate::files::complete::put_new;
use crate::files::names::is_device;
use crate::form::Forms;
use crate::pipeline::{Identity, Input, Options, read_data};
use crate::report::limits::YEARS;
use crate::report::official_name;
use crate::source::Sources;

/// Data files of a folder that are offered.
const MOST_HERE: usize = 50;

/// A report to look at, compiled in.
struct Sample {
    id: &'static str,
    title: &'static str,
    /// Its data file, and what belongs to it, as names and texts.
    files: &'static [(&'static str, &'static str)],
}

const SAMPLES: [Sample; 2] = [
    Sample {
        id: "yunshan-2025",
        title: "市政府的报告（2021 年版格式，2025 年度）",
        files: &[
            ("样本-2025.toml", include_str!("../../data/yunshan-2025.toml")),
            ("样本-2024.toml", include_str!("../../data/yunshan-2024.toml")),
        ],
    },
    Sample {
        id: "jiyang-2020",
        title: "区政府的报告（2019 年版格式，2020 年度）",
        files: &[("样本-2020.toml", include_str!("../../data/jiyang-2020.toml"))],
    },
];

/// Where one starts from.
#[derive(Clone, Debug)]
pub struct Start {
    /// The folder in which new reports are put.
    folder: PathBuf,
    remembered: Remembered,
    options: Options,
}

/// What there is to open.
#[derive(Debug, Serialize)]
pub struct Choices {
    folder: String,
    /// The year whose report is due.
    year: Option<u16>,
    recent: Vec<Choice>,
    here: Vec<Choice>,
    samples: Vec<SampleChoice>,
}

#[derive(Debug, Serialize)]
struct Choice {
    id: String,
    file: String,
    folder: String,
    organ: Option<String>,
    year: Option<u16>,
}

#[derive(Debug, Serialize)]
struct SampleChoice {
    id: &'static str,
    title: &'static str,
}

/// A report that is chosen.
#[derive(Clone, Debug, Deserialize)]
pub struct StartRequest {
    /// The name that [`Choices`] gave it.
    pub id: String,
}

/// A new report.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct NewRequest {
    /// Name of the organ; without it, last year's.
    #[serde(default)]
    pub organ: String,
    /// The year; without it, the one after last year's.
    #[serde(default)]
    pub year: String,
    /// Name of the data file; without it, one is made.
    #[serde(default)]
    pub file: String,
    /// Name of the file of last year's report.
    #[serde(default)]
    pub name: String,
}

impl Start {
    /// Starts from a folder.
    pub fn new(folder: PathBuf, remembered: Remembered, options: Options) -> Start {
        Start { folder, remembered, options }
    }

    /// What there is to open. `today` is the year of the calendar, if that is known: in it last year's report is due.
    pub fn choices(&self, today: Option<u16>) -> Choices {
        let choice = |at: usize, kind: &str, path: &Path| {
            let identity = Identity::of(&Input::File(path.to_owned()), &Files::on_disk());
            let (organ, year) = identity.map(|identity| (identity.organ, identity.year)).unzip();
            Choice {
                id: format!("{kind}:{at}"),
                file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                folder: path.parent().unwrap_or(Path::new("")).display().to_string(),
                organ,
                year,
            }
        };
        let recent = self.remembered.recent();
        // What is no report of its own, such as settings of other programs, says nothing of an organ.
        let here = self.here().into_iter().enumerate().map(|(at, path)| choice(at, "here", &path));
        Choices {
            folder: self.folder.display().to_string(),
            year: today.and_then(|year| year.checked_sub(1)),
            recent: recent.iter().enumerate().map(|(at, path)| choice(at, "recent", path)).collect(),
            here: here.filter(|choice| choice.organ.is_some()).collect(),
            samples: SAMPLES.iter().map(|sample| SampleChoice { id: sample.id, title: sample.title }).collect(),
        }
    }

    /// The data file that is chosen; a sample is copied into the folder.
    ///
    /// # Errors
    /// There is none any more, or the folder takes no files.
    pub fn open(&self, request: &StartRequest) -> Result<PathBuf, Refused> {
        let gone = || Refused::new("这个文件已经不在了。");
        if let Some(sample) = SAMPLES.iter().find(|sample| sample.id == request.id) {
            for (name, text) in sample.files {
                match put_new(&self.folder.join(name), text.as_bytes()) {
                    // It was opened before: what was done to it stays.
                    Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(self.unwritable(&error)),
                    _ => {}
                }
            }
            return sample.files.first().map(|(name, _)| self.folder.join(name)).ok_or_else(gone);
        }
        let (kind, at) = request.id.split_once(':').ok_or_else(gone)?;
        let all = match kind {
            "recent" => self.remembered.recent(),
            "here" => self.here(),
            _ => Vec::new(),
        };
        let at: usize = at.parse().map_err(|_| gone())?;
        all.into_iter().nth(at).filter(|path| path.is_file()).ok_or_else(gone)
    }

    /// Makes a new data file, from last year's report if there are bytes of it.
    ///
    /// # Errors
    /// It is not told whose or of which year; last year's report cannot be read, or is of another year; there is a file
    /// of this name, or the folder takes none.
    pub fn make(&self, request: &NewRequest, last: Vec<u8>) -> Result<PathBuf, Refused> {
        let mut sources = Sources::default();
        let last = match last.is_empty() {
            true => None,
            false => {
                let (text, _) = last_year_text(&request.name, last, &self.options)?;
                let data = Input::Bytes { name: request.name.clone(), bytes: text.into_bytes() };
                let read = read_data(&data, &Files::on_disk(), &self.options, &mut sources);
                Some(read.map_err(|faults| Refused::new(told(&faults)))?.0)
            }
        };
        let organ = Some(request.organ.trim()).filter(|organ| !organ.is_empty());
        let year = match request.year.trim() {
            "" => None,
            year => Some(year.parse::<u16>().ok().filter(|year| YEARS.contains(year)).ok_or_else(|| {
                Refused::new(format!("年度要写 {} 到 {} 之间的四位数。", YEARS.start(), YEARS.end()))
            })?),
        };
        if last.is_none() && organ.is_none() {
            return Err(Refused::new("请写机关的全称。"));
        }
        if last.is_none() && year.is_none() {
            return Err(Refused::new("请写年度。"));
        }
        let asked = NewFile { organ, year, form: None, forms: Forms::OFFICIAL, last: last.as_ref() };
        let text = new_file(&asked).map_err(|wrong| {
            Refused::new(format!("上年的报告是 {} 年的，不是 {} 年的上一年。", wrong.last, wrong.year))
        })?;
        let name = self.name(request, &text)?;
        let path = self.folder.join(name);
        put_new(&path, text.as_bytes()).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => {
                Refused::new(format!("“{}”已经有了，不覆盖它：换一个文件名，或者打开它。", path.display()))
            }
            _ => self.unwritable(&error),
        })?;
        Ok(path)
    }

    /// Where it is remembered what was opened, and where a running program is found.
    pub fn remembered(&self) -> &Remembered {
        &self.remembered
    }

    /// Remembers that a report was opened.
    pub fn remember(&self, path: &Path) {
        self.remembered.opened(path);
    }

    /// The name of a new data file, which stays in the folder.
    fn name(&self, request: &NewRequest, text: &str) -> Result<String, Refused> {
        let asked = request.file.trim();
        if asked.is_empty() {
            let data = Input::Bytes { name: "new.toml".to_owned(), bytes: text.as_bytes().to_vec() };
            let identity = Identity::of(&data, &Files::on_disk());
            let name = identity.map_or_else(|| "报告".to_owned(), |own| official_name(&own.organ, own.year));
            return Ok(format!("{name}.toml"));
        }
        let is_name =
            Path::new(asked).file_name().is_some_and(|name| name == asked) && !asked.contains(['/', '\\', ':', '\0']);
        if !is_name || asked.starts_with('.') {
            return Err(Refused::new("文件名里不能有 / \\ :，也不能以点开头。"));
        }
        if is_device(asked) {
            return Err(Refused::new(format!("“{asked}”在 Windows 上不能做文件名，换一个。")));
        }
        Ok(if asked.to_lowercase().ends_with(".toml") { asked.to_owned() } else { format!("{asked}.toml") })
    }

    fn unwritable(&self, error: &std::io::Error) -> Refused {
        Refused::new(format!("“{}”里写不了文件：{error}。", self.folder.display()))
    }

    /// The data files of the folder.
    fn here(&self) -> Vec<PathBuf> {
        let names = Files::on_disk().folder(&self.folder, true).list().unwrap_or_default();
        let is_data = |name: &PathBuf| name.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        names
            .into_iter()
            .filter(is_data)
            .map(|name| self.folder.join(name))
            .filter(|path| fs::metadata(path).is_ok_and(|about| about.is_file()))
            .take(MOST_HERE)
            .collect()
    }
}
