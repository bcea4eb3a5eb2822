//! Narrative as the data file gives it: a string of its own (`body`), or a file beside it (`body_file`).

use std::io::ErrorKind;
use std::path::PathBuf;

use super::bounds::Bound;
use super::offsets::offsets;
use super::text_file::{decode, too_large};
use super::toml_table::{Faults, Item, TomlTable};
use super::{Label, Prose, ReadOptions, Section};
use crate::diagnostic::{Diagnostic, Message, message};
use crate::files::NoFile;
use crate::report::rules;
use crate::source::{SourceId, Sources, Span};

/// Reads narrative, and adds the files that it stands in to the texts of the report.
pub(super) struct ProseReader<'a> {
    pub sources: &'a mut Sources,
    pub options: &'a ReadOptions<'a>,
}

impl ProseReader<'_> {
    /// `body` or `body_file` of a table.
    pub fn body(&mut self, table: &mut TomlTable, faults: &mut Faults) -> Option<Prose> {
        let body = table.take("body");
        let file = table.take("body_file");
        match (body, file) {
            (Some(_), Some(file)) => {
                let key = &file.key;
                let fault = Diagnostic::error(
                    &rules::BODY_FILE,
                    message!(
                        zh: "body 和 body_file 只能写一个",
                        en: "there may be `body` or `body_file`, not both",
                    ),
                );
                faults.push(fault.at(file.whole()).key(key));
                None
            }
            (Some(body), None) => prose(&body, faults),
            (None, Some(file)) => self.file(&file, faults),
            (None, None) => None,
        }
    }

    /// `body`, `body_file` and `note` of a section. Its title is not the data file's but a label's;
    /// where it stands, its reader knows.
    pub fn section(&mut self, table: &mut TomlTable, faults: &mut Faults) -> Section {
        let body = self.body(table, faults);
        let note = table.take("note").and_then(|note| prose(&note, faults));
        Section { title: Label::default(), body, note, span: None }
    }

    fn file(&mut self, item: &Item, faults: &mut Faults) -> Option<Prose> {
        let name = item.line(faults)?.value;
        match self.text_of(&name, item.span.source) {
            Ok((path, text)) => {
                let source = self.sources.add_file(&path, text.clone());
                Some(Prose { text, source, offsets: Vec::new(), key: item.key.clone() })
            }
            Err(fault) => {
                // What points into the file says more than the place that names it.
                faults.push(if fault.span.is_some() { fault } else { fault.at(item.span).key(&item.key) });
                None
            }
        }
    }

    /// The text of a file in the folder of the data file, and its path as it is written.
    fn text_of(&mut self, name: &str, data: SourceId) -> Result<(PathBuf, String), Diagnostic> {
        let cannot_read = |error: &NoFile| match error {
            NoFile::Outside => error.told(&rules::BODY_FILE, name).help(move_it_in()),
            error => error.told(&rules::BODY_FILE, name),
        };
        let Some(folder) = &self.options.folder else {
            return Err(cannot_read(&NoFile::System(ErrorKind::NotFound.into())));
        };
        let name = &folder.spelled(name);
        let file = folder.find(name).map_err(|error| cannot_read(&error))?;
        if file.bytes > self.options.bounds.bytes_of(Bound::File) {
            return Err(too_large(name, &self.options.bounds));
        }
        let bytes = folder.read(&file).map_err(|error| cannot_read(&NoFile::System(error)))?;
        let path = folder.path().join(name);
        let text = decode(&path.display().to_string(), bytes, self.sources).map_err(|fault| *fault)?;
        // By what it says: a file may go by other spellings, links and names.
        if text == self.sources.get(data).text {
            return Err(data_itself(name));
        }
        Ok((path, text))
    }
}

/// A string of the data file as narrative.
fn prose(item: &Item, faults: &mut Faults) -> Option<Prose> {
    let text = item.text(faults)?;
    let raw = faults.text.get(item.span.range()).unwrap_or_default();
    surplus_quotes(item, raw, faults);
    Some(Prose {
        text: text.to_owned(),
        source: item.span.source,
        offsets: offsets(raw, text, item.span.start),
        key: item.key.clone(),
    })
}

/// Tells of quotes beside the three that open or end a text: TOML takes them for words of the text.
fn surplus_quotes(item: &Item, raw: &str, faults: &mut Faults) {
    let Some(delimiter) = ["'''", "\"\"\""].into_iter().find(|quotes| raw.starts_with(quotes)) else { return };
    let inside = raw.strip_prefix(delimiter).and_then(|rest| rest.strip_suffix(delimiter)).unwrap_or_default();
    let is_quotes = |line: &str| !line.is_empty() && line.chars().all(|ch| delimiter.starts_with(ch));
    let (first, last) = (inside.lines().next().unwrap_or_default(), inside.rsplit('\n').next().unwrap_or_default());
    let (opens, ends) = (is_quotes(first.trim_end()), is_quotes(last.trim_start()));
    let line_of = |at: usize| faults.text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let (top, bottom) = (line_of(item.span.start), line_of(item.span.end));
    let name = item.key.rsplit('.').next().unwrap_or(&item.key);
    let help = match (opens && top != bottom, ends && top != bottom) {
        (true, true) => message!(
            zh: "第 {top} 行写成 {name} = {delimiter}，第 {bottom} 行写成 {delimiter}",
            en: "write line {top} as {name} = {delimiter} and line {bottom} as {delimiter}",
        ),
        (true, false) => message!(
            zh: "第 {top} 行写成 {name} = {delimiter}",
            en: "write line {top} as {name} = {delimiter}",
        ),
        (false, true) => message!(
            zh: "第 {bottom} 行写成 {delimiter}",
            en: "write line {bottom} as {delimiter}",
        ),
        (false, false) => return,
    };
    let message = message!(
        zh: "文字前后的引号要正好三个：多出来的会印在正文里",
        en: "a text stands between three quotes and three: those beyond are printed",
    );
    let (start, end) = (item.span.start, item.span.end);
    let place = if opens {
        start..start + 3 + first.trim_end().len()
    } else {
        end.saturating_sub(3 + last.trim_start().len())..end
    };
    let fault = Diagnostic::warning(&rules::TOML_SYNTAX, message).at(Span::new(item.span.source, place));
    faults.push(fault.key(&item.key).help(help));
}

/// The error that a narrative is nothing but the data file over again.
fn data_itself(name: &str) -> Diagnostic {
    let message = message!(
        zh: "“{name}”就是这个数据文件，不是正文",
        en: "`{name}` is this data file itself, and no narrative",
    );
    let help = message!(
        zh: "正文另存成一个文件，比如 正文.md，写成 body_file = \"正文.md\"；或者不要 body_file，直接写在 body = '''…''' 里",
        en: "save the narrative as a file of its own, such as text.md, and write body_file = \"text.md\"; or write it here \
             as body = '''…''', without body_file",
    );
    Diagnostic::error(&rules::BODY_FILE, message).help(help)
}

fn move_it_in() -> Message {
    message!(
        zh: "把文件放进数据文件所在的文件夹，或者加上 --allow-outside",
        en: "put the file into the data file's folder, or pass --allow-outside",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::diagnostic::Fault;
    use crate::files::Files;
    use crate::report::read;

    const HEAD: &str = "[report]\norgan = '甲局'\nyear = 2025\n";

    #[test]
    fn a_string_leads_back_to_its_line() {
        let mut sources = Sources::default();
        let data = sources.add(
            "a.toml",
            format!(
                "{HEAD}[overview]\r\nbody = '''\r\n甲\r\n乙'''\r\n[problems]\nbody = \"\\u4e00\\n丙\"\nnote = '丁'\n"
            ),
        );
        let (report, _) = read(&mut sources, data, &ReadOptions::default()).unwrap();
        let at = |prose: &Prose, needle: &str| {
            let start = prose.text.find(needle).unwrap();
            let at = sources.line_column(prose.span(start..start));
            (at.line, at.column)
        };
        let overview = report.sections[0].body.as_ref().unwrap();
        assert_eq!((at(overview, "甲"), at(overview, "乙")), ((6, 1), (7, 1)));
        assert_eq!(at(report.sections[4].body.as_ref().unwrap(), "丙"), (9, 17));
        assert_eq!(report.sections[4].note.as_ref().unwrap().key, "problems.note");
    }

    /// The folder `data` with some files, one outside it, and a link that leads there.
    fn folder() -> tempfile::TempDir {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("data");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.md"), "\u{FEFF}甲").unwrap();
        fs::write(folder.join("gbk.md"), b"\xBC\xD7").unwrap();
        fs::write(outer.path().join("b.md"), "乙").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("../b.md", folder.join("link.md")).unwrap();
        outer
    }

    fn read_file(folder: &Path, line: &str, allow_outside: bool) -> Result<String, (&'static str, Fault, usize)> {
        let mut sources = Sources::default();
        let data = sources.add("data/a.toml", format!("{HEAD}[overview]\n{line}\n"));
        let files = Files::on_disk();
        let folder = Some(files.folder(folder, allow_outside));
        let options = ReadOptions { folder, ..ReadOptions::default() };
        match read(&mut sources, data, &options) {
            Ok((report, _)) => {
                let body = report.sections[0].body.clone().unwrap();
                assert_eq!(sources.slice(body.span(0..3)), body.text);
                Ok(body.text)
            }
            Err(faults) => Err((faults[0].code(), faults[0].fault, sources.line_column(faults[0].span.unwrap()).line)),
        }
    }

    #[test]
    fn files_stay_in_their_folder() {
        let outer = folder();
        let folder = outer.path().join("data");
        let absolute = outer.path().join("b.md").display().to_string();
        let read = |name: &str, outside: bool| read_file(&folder, &format!("body_file = '{name}'"), outside);
        assert_eq!(read("a.md", false).unwrap(), "甲");
        for name in ["../b.md", "../data/a.md", &absolute] {
            assert_eq!(read(name, false), Err(("body-file", Fault::Data, 5)), "{name}");
            assert!(read(name, true).is_ok(), "{name}");
        }
        #[cfg(unix)]
        {
            assert_eq!(read("link.md", false), Err(("body-file", Fault::Data, 5)));
            assert_eq!(read("link.md", true).unwrap(), "乙");
        }
    }

    #[test]
    fn files_that_cannot_be_read() {
        let outer = folder();
        let folder = outer.path().join("data");
        let read = |line: &str| read_file(&folder, line, false);
        assert_eq!(read("body_file = 'c.md'"), Err(("body-file", Fault::System, 5)));
        assert_eq!(read("body_file = '.'"), Err(("body-file", Fault::System, 5)));
        assert_eq!(read("body_file = 'gbk.md'"), Err(("encoding", Fault::Data, 5)));
        assert_eq!(read("body = ''\nbody_file = 'a.md'"), Err(("body-file", Fault::Data, 6)));
    }
}
