//! Reports that other programs hold, read as if they were data files: last year's web page, a department's workbook.

use std::io::ErrorKind;
use std::path::Path;

use super::{Input, Options, near_file, read_data};
use crate::author::imported_file;
use crate::diagnostic::{Diagnostic, message, suggested};
use crate::files::{Files, unreadable};
use crate::import::rules::IMPORT_FILE;
use crate::import::{Doubt, ForeignFile, ImportOptions, Imported, import};
use crate::report::limits::{LARGEST_FOREIGN_FILE, YEARS};
use crate::report::{self, ReadOptions, Report, rules};
use crate::source::Sources;

/// Endings of files that are imported. Whatever has another is a data file, or is said to be none.
const ENDINGS: [&str; 10] = ["xlsx", "xlsm", "xls", "ods", "html", "htm", "mht", "mhtml", "docx", "pdf"];

/// Reads a report as [`read_data`] does or, if it is another program's file, imports it; what is doubtful then is among
/// the warnings.
///
/// # Errors
/// Everything that hinders the reading.
pub fn read_report(
    data: &Input,
    files: &Files,
    options: &Options,
    sources: &mut Sources,
) -> Result<(Report, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Input::File(path) = data else { return read_data(data, files, options, sources) };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !ENDINGS.contains(&ending.as_str()) {
        return read_data(data, files, options, sources);
    }
    let name = data.name();
    // Its figures are wanted, not its pictures.
    let file = ForeignFile { beside: None, ..foreign_file(path, files).map_err(|fault| vec![*fault])? };
    let imported = import(&[file], &ImportOptions { forms: options.forms, form: None, joins: None, pictures: None })?;
    let told = imported.organ.clone().zip(imported.year.filter(|year| YEARS.contains(year)));
    let Some((organ, year)) = told else {
        let fault = message!(
            zh: "标题里看不出机关名称和年度",
            en: "no title in it tells organ and year",
        );
        return Err(vec![Diagnostic::error(&IMPORT_FILE, fault).in_file(&name).help(message!(
            zh: "先导入成数据文件：nianbao import {name} -o 上年.toml --organ 机关全称 --year 年度",
            en: "import it first: nianbao import {name} -o last.toml --organ NAME --year YEAR",
        ))]);
    };
    let id = sources.add(name.clone(), imported_file(&imported, &organ, year, &name));
    let folder = Some(data.folder(files, options.allow_outside));
    let (report, warnings) =
        report::read(sources, id, &ReadOptions { folder, forms: options.forms, bounds: options.bounds })?;
    Ok((report, doubts(&imported, &name).chain(warnings).collect()))
}

/// What is doubtful about what was imported from a file.
fn doubts<'a>(imported: &'a Imported, name: &'a str) -> impl Iterator<Item = Diagnostic> + 'a {
    imported.doubts.iter().map(move |doubt| Doubt { place: format!("{name} {}", doubt.place), ..doubt.clone() }.told())
}

/// Another program's file, with the folder in which it lies: pictures of a page are read from there, and from nowhere
/// else.
///
/// # Errors
/// What the system refuses, or that it is too large.
pub fn foreign_file<'f>(path: &Path, files: &'f Files) -> Result<ForeignFile<'f>, Box<Diagnostic>> {
    let name = path.display().to_string();
    match files.read(path, LARGEST_FOREIGN_FILE) {
        Ok(bytes) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            Ok(ForeignFile { name, bytes, beside: Some(files.folder(folder, false)) })
        }
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            let most = LARGEST_FOREIGN_FILE >> 20;
            let fault = message!(zh: "超过 {most} MB，不读", en: "it has more than {most} MB and is not read");
            Err(Box::new(Diagnostic::error(&IMPORT_FILE, fault).in_file(&name)))
        }
        Err(error) => {
            let near = near_file(files, path).filter(|_| error.kind() == ErrorKind::NotFound);
            let help = near.map(|near| suggested(&near.display().to_string()));
            Err(Box::new(unreadable(&rules::FILE, &name, &error).help(help).in_file(&name)))
        }
    }
}
