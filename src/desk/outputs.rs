//! The report in all its forms: written beside the data file, or handed out.

use serde::{Deserialize, Serialize};

use super::shown::findings::{FindingPart, findings};
use super::{Desk, Refused};
use crate::author::parts;
use crate::compose::compose;
use crate::diagnostic::Diagnostic;
use crate::files::complete::put_bytes;
use crate::pipeline::{OutputFormat, Wanted, draft, finish, read};
use crate::workbook::workbook;

/// What is to be made.
#[derive(Clone, Debug, Deserialize)]
pub struct OutputRequest {
    /// The ending of its files: pdf, html, docx, json or xlsx.
    pub format: String,
    /// Whether it is made though something is wrong.
    #[serde(default)]
    pub allow_errors: bool,
}

/// A file that was made.
#[derive(Debug)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What came of making a file.
#[derive(Serialize)]
pub struct Made<'a> {
    file: String,
    folder: String,
    findings: Vec<FindingPart<'a>>,
    written: bool,
    message: String,
}

/// A kind of file.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Report(OutputFormat, bool),
    Workbook,
}

impl Kind {
    fn named(name: &str) -> Option<Kind> {
        match name {
            "xlsx" => Some(Kind::Workbook),
            "fragment" => Some(Kind::Report(OutputFormat::Page, true)),
            name => OutputFormat::by_ending(name).map(|format| Kind::Report(format, false)),
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Kind::Report(format, _) => format.ending(),
            Kind::Workbook => "xlsx",
        }
    }

    fn media(self) -> &'static str {
        match self {
            Kind::Report(OutputFormat::Pdf, _) => "application/pdf",
            Kind::Report(OutputFormat::Page, _) => "text/html; charset=utf-8",
            Kind::Report(OutputFormat::Word, _) => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Kind::Report(OutputFormat::Json, _) => "application/json",
            Kind::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl Desk {
    /// Writes a file beside the data file, under its name. A file of this name that is there is replaced, as `build` does.
    ///
    /// # Errors
    /// There is no such form; the report has errors; the system refuses the file.
    pub fn output(&mut self, request: &OutputRequest) -> Result<Made<'_>, Refused> {
        let kind = Kind::named(&request.format).ok_or_else(|| Refused::new("没有这种格式。"))?;
        let errors = self.shown.found.iter().filter(|finding| finding.is_error()).count();
        let made = if errors > 0 && !request.allow_errors && kind != Kind::Workbook {
            Err(format!("还有 {errors} 个错误，没有生成；改正以后再生成。"))
        } else {
            self.make(kind).map_err(|refused| refused.message)
        };
        let path = self.path.with_extension(kind.ending());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (written, message) = match made {
            Ok(bytes) => match put_bytes(&path, &bytes) {
                Ok(()) => (true, format!("已经生成“{name}”。")),
                Err(error) => (false, format!("没有写成“{name}”：{error}。文件如果正开着，请先关上。")),
            },
            Err(message) => (false, message),
        };
        let mut told = findings(&self.shown.found, &self.shown.sources, &[]);
        told.retain(FindingPart::is_open_error);
        Ok(Made { file: name, folder: self.folder().display().to_string(), findings: told, written, message })
    }

    /// The same file to be handed out; `fragment` is what goes into the editor of a portal.
    ///
    /// # Errors
    /// There is no such form, or it cannot be made.
    pub fn download(&self, format: &str) -> Result<Download, Refused> {
        let kind = Kind::named(format).ok_or_else(|| Refused::new("没有这种格式。"))?;
        let bytes = self.make(kind)?;
        let path = self.path.with_extension(kind.ending());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Download { name, media: kind.media(), bytes })
    }

    /// The text of the data file, to be taken away where it cannot be saved.
    pub fn text(&self) -> Download {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = self.texts.all().first().map(|file| file.bytes()).unwrap_or_default();
        Download { name, media: "application/toml", bytes }
    }

    fn make(&self, kind: Kind) -> Result<Vec<u8>, Refused> {
        let refused = |faults: Vec<Diagnostic>| Refused::new(super::previous::told(&faults));
        let files = self.files();
        let (data, previous) = self.inputs();
        let reading = read(&data, previous.as_ref(), &files, &self.options);
        let Some(manuscript) = reading.manuscript else {
            let errors = reading.found.into_iter().filter(Diagnostic::is_error).collect();
            return Err(refused(errors));
        };
        let Kind::Report(format, fragment) = kind else {
            let report = &manuscript.report;
            return workbook(report, &compose(report, &manuscript.narratives), &parts(report))
                .map_err(|error| Refused::new(format!("写不出工作簿：{error}")));
        };
        let wanted = Wanted { formats: vec![format], fragment, assets: None };
        let mut drafted = draft(&manuscript, self.library, &files, None, &wanted).map_err(refused)?;
        let outputs = finish(manuscript, &mut drafted).map_err(refused)?;
        let mut bytes = Vec::new();
        for file in outputs.files {
            file.content.write_to(&mut bytes).map_err(|error| Refused::new(error.to_string()))?;
        }
        Ok(bytes)
    }
}

/// What `explain` says of a code.
#[derive(Serialize)]
pub struct Explained {
    code: &'static str,
    title: &'static str,
    text: String,
}

/// What is to be said of the rule of a code; `None` if there is no such rule.
pub fn explained(code: &str) -> Option<Explained> {
    let rule = crate::rules::find(code)?;
    let zh = crate::diagnostic::Lang::Zh;
    let (source, remedy) = (rule.source.in_lang(zh), rule.remedy.in_lang(zh));
    let cases: String = rule.cases.iter().map(|case| format!("· {}\n", case.in_lang(zh))).collect();
    let text = format!("出处：{source}\n怎么改：{remedy}\n{cases}");
    Some(Explained { code: rule.code, title: rule.rule.in_lang(zh), text: text.trim_end().to_owned() })
}
