//! A data file filled in with what other programs hold. Nothing is written here.

use std::path::Path;

use super::fix::{BYTE_ORDER_MARK, FixedFile};
use super::{Input, Options, read_data};
use crate::author::{Difference, Filled, fill, is_filled_as_meant};
use crate::diagnostic::{Diagnostic, message};
use crate::files::Files;
use crate::import::rules::{IMPORT_DIFFERS, IMPORT_FILE};
use crate::import::{Doubt, ForeignFile, ImportOptions, Imported, import};
use crate::report::Report;
use crate::report::bounds::Bound;
use crate::rules::INTERNAL;
use crate::source::{SourceId, Sources};

/// What is to be filled in, and how.
#[derive(Clone, Copy, Debug)]
pub struct FillOptions<'a> {
    /// Whose report the files hold, if that is said and not left to them.
    pub organ: Option<&'a str>,
    /// Of which year.
    pub year: Option<u16>,
    /// What the narrative calls the folder of its pictures.
    pub pictures: &'a str,
    /// Whether what differs is replaced.
    pub replaces: bool,
}

/// A data file that was filled in.
#[derive(Debug)]
pub struct FilledFile {
    /// The file.
    pub file: FixedFile,
    /// What was done.
    pub filled: Filled,
    /// What was imported.
    pub imported: Imported,
    /// What is to be told: doubts, and what differs.
    pub found: Vec<Diagnostic>,
}

/// Fills in a data file. Its text joins `sources`.
///
/// # Errors
/// What hinders the reading of any of the files; that they hold another report; that the text cannot be changed without
/// changing more than what is meant.
pub fn fill_file(
    path: &Path,
    foreign: &[ForeignFile],
    asked: &FillOptions,
    files: &Files,
    options: &Options,
    sources: &mut Sources,
) -> Result<FilledFile, Vec<Diagnostic>> {
    let (data, name) = (Input::File(path.to_owned()), path.display().to_string());
    let (report, _) = read_data(&data, files, options, sources)?;
    let import_options =
        ImportOptions { forms: options.forms, form: None, joins: Some(&report), pictures: Some(asked.pictures) };
    let imported = import(foreign, &import_options)?;
    is_same_report(&report, &imported, asked, &name)?;

    let source = sources.iter().find(|(_, source)| source.name == name).map(|(id, _)| id);
    let text = source.map_or("", |id: SourceId| sources.get(id).text.as_str());
    let refused = || imported.doubts.iter().map(Doubt::told).chain([not_fillable(&name)]).collect::<Vec<_>>();
    let filled = fill(text, &report, &imported, asked.replaces).ok_or_else(refused)?;
    let old = files.read(path, options.bounds.bytes_of(Bound::File)).map_err(|_| refused())?;
    let mark = if old.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { &[] };
    if old.strip_prefix(mark) != Some(text.as_bytes()) {
        return Err(refused());
    }
    let new = [mark, filled.text.as_bytes()].concat();

    files.stand_in(path, new.clone());
    let again = read_data(&data, files, options, &mut Sources::default());
    files.stand_down(path);
    let (after, _) = again.map_err(|_| refused())?;
    if !is_filled_as_meant(&report, &after, &imported) {
        return Err(refused());
    }
    let doubts = imported.doubts.iter().map(Doubt::told);
    let differing = filled.differing.iter().map(told);
    let unwritten = filled.unwritten.iter().map(|key| not_written(key).in_file(&name));
    let found = doubts.chain(differing).chain(unwritten).collect();
    Ok(FilledFile { file: FixedFile { name, path: path.to_owned(), old, new }, filled, imported, found })
}

/// # Errors
/// The files hold the report of another organ or year than the data file.
fn is_same_report(
    report: &Report,
    imported: &Imported,
    asked: &FillOptions,
    name: &str,
) -> Result<(), Vec<Diagnostic>> {
    let bare = |text: &str| text.chars().filter(|ch| !ch.is_whitespace()).collect::<String>();
    let organ = asked.organ.or(imported.organ.as_deref()).filter(|organ| bare(organ) != bare(&report.organ.value));
    let year = asked.year.or(imported.year).filter(|year| *year != report.year);
    if imported.is_mixed && (asked.organ.is_none() || asked.year.is_none()) {
        let told = imported.doubts.iter().map(Doubt::told);
        let (own, own_year) = (&report.organ.value, report.year);
        let fault = message!(
            zh: "标题里有两个机关或者两个年度，不知道是谁的报告",
            en: "its titles tell two organs or two years: whose report it is cannot be told",
        );
        let help = message!(
            zh: "一次导入一份；确实都是这份报告的，加上 --organ {own} --year {own_year}",
            en: "import one report at a time; if all of it is of this one, add --organ {own} --year {own_year}",
        );
        return Err(told.chain([Diagnostic::error(&IMPORT_FILE, fault).in_file(name).help(help)]).collect());
    }
    if organ.is_none() && year.is_none() {
        return Ok(());
    }
    let (own, own_year) = (&report.organ.value, report.year);
    let (other, other_year) = (organ.unwrap_or(own), year.unwrap_or(own_year));
    let fault = message!(
        zh: "要导入的是{other} {other_year} 年的，{name} 是{own} {own_year} 年的",
        en: "what is to be imported is of {other}, {other_year}; {name} is of {own}, {own_year}",
    );
    let help = message!(
        zh: "换一个文件；标题写错了的，加上 --organ {own} --year {own_year}",
        en: "take another file; if its title is wrong, add --organ {own} --year {own_year}",
    );
    Err(vec![Diagnostic::error(&IMPORT_FILE, fault).in_file(name).help(help)])
}

fn told(difference: &Difference) -> Diagnostic {
    let Difference { key, span, old, new, is_replaced } = difference;
    let found = Diagnostic::warning(
        &IMPORT_DIFFERS,
        match is_replaced {
            true => message!(zh: "原来是“{old}”，换成了“{new}”", en: "`{old}` was replaced by `{new}`"),
            false => message!(
                zh: "这里是“{old}”，导入的是“{new}”，没有改",
                en: "this is `{old}`, what was imported is `{new}`; left as it is",
            ),
        },
    );
    let help = message!(zh: "要改的，加上 --replace", en: "add --replace to replace it");
    found.at(*span).key(key).help((!*is_replaced).then_some(help))
}

/// What the file writes in a way that has no room for more: a table that was pasted, a text in a file of its own.
fn not_written(key: &str) -> Diagnostic {
    let message = message!(
        zh: "“{key}”没有填：它是整张粘贴的，或者写在另一个文件里",
        en: "`{key}` was not filled in: it was pasted as a whole, or stands in a file of its own",
    );
    Diagnostic::warning(&IMPORT_DIFFERS, message).help(message!(
        zh: "导入到一个新的文件，从那里复制过来",
        en: "import into a new file and copy it from there",
    ))
}

fn not_fillable(name: &str) -> Diagnostic {
    let message = message!(
        zh: "填不进去：改了以后，读出来的不只是要填的不一样",
        en: "it cannot be filled in: more than what is meant would read otherwise",
    );
    Diagnostic::system(&INTERNAL, message).in_file(name).help(message!(
        zh: "导入到一个新的文件，从那里复制过来",
        en: "import into a new file and copy from there",
    ))
}
