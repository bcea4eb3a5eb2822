//! The one way to build a report, whichever verb asks for it: it is read and examined, then made, then written, and
//! then there is something to say.

use std::any::Any;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::Failure;
use super::refusal::no_folder;
use super::replace::write_targets;
use super::tally::plural;
use super::target::Target;
use crate::compose::document::Created;
use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::files::Files;
use crate::files::complete::Content;
use crate::pipeline::{
    self, Draft, Input, Manuscript, Options, OutputFile, OutputFormat, Outputs, Reading, Wanted, draft, read_beside,
};
use crate::rules::{INTERNAL, TARGET};
use crate::source::Sources;
use crate::text::{FaceLibrary, Faces, StandIn};

/// A report that has been read and set, and what is found about it.
pub(super) struct Examined {
    set: Option<(Manuscript, Result<Draft, Vec<Diagnostic>>)>,
    /// Everything that is found and not accepted.
    pub open: Vec<Diagnostic>,
    /// The texts that the findings speak of.
    pub sources: Sources,
}

impl Examined {
    /// Reads a report, beside last year's if that is given, checks it and, at the same time, sets it by `set`
    /// ([`set_in`]).
    pub fn new(
        data: &Input,
        previous: Option<&Input>,
        files: &Files,
        options: &Options,
        set: impl FnOnce(&Manuscript) -> Result<Draft, Vec<Diagnostic>> + Send,
    ) -> Examined {
        let (reading, draft) = read_beside(data, previous, files, options, set);
        let Reading { manuscript, found, sources, about_previous, .. } = reading;
        let open = found.into_iter().chain(about_previous).filter(|finding| finding.accepted.is_none());
        Examined { set: manuscript.zip(draft), open: open.collect(), sources }
    }

    /// How many errors are found.
    pub fn errors(&self) -> usize {
        self.open.iter().filter(|finding| finding.is_error()).count()
    }

    /// The report, if it may be made, and what came of setting it.
    pub fn admitted(&mut self, allow_errors: bool) -> Option<(Manuscript, Result<Draft, Vec<Diagnostic>>)> {
        if allow_errors || self.errors() == 0 { self.set.take() } else { None }
    }

    /// What is said of a report that could be made, and is not because of its errors.
    pub fn advice(&self) -> Option<Message> {
        self.set.as_ref()?;
        Some(message!(
            zh: "没有生成：先改正错误；确要照印，加 --allow-errors",
            en: "nothing was made: mend the errors, or print them with --allow-errors",
        ))
    }
}

/// Sets a report as what is wanted of it, in faces of a library and of its own.
///
/// # Errors
/// What hinders the setting.
pub(super) fn set_in(
    library: &FaceLibrary,
    manuscript: &Manuscript,
    files: &Files,
    wanted: &Wanted,
) -> Result<Draft, Vec<Diagnostic>> {
    draft(manuscript, library, files, source_date_epoch(), wanted)
}

/// A report that has been made, ready to be written.
pub(super) struct Made {
    /// Each file with its target.
    files: Vec<(Target, OutputFile)>,
    /// The folder of the web page's pictures.
    assets: Option<PathBuf>,
    pages: Option<usize>,
    notes: Vec<Diagnostic>,
    state: Message,
    /// The roles that the office has given a face.
    pub chosen: Vec<Message>,
    /// The faces that stepped in for others.
    pub stand_ins: Vec<Message>,
}

impl Made {
    /// Makes the files of a report that has been set; `errors` of it are printed as they are.
    ///
    /// # Errors
    /// What hinders the making.
    pub fn new(
        manuscript: Manuscript,
        mut draft: Draft,
        errors: usize,
        targets: Vec<(OutputFormat, Target)>,
        assets: Option<&Path>,
    ) -> Result<Made, Vec<Diagnostic>> {
        let state = state(manuscript.report.draft, errors);
        let Outputs { mut files, pages, notes } = pipeline::finish(manuscript, &mut draft)?;
        let (mut chosen, mut stand_ins) = (Vec::new(), Vec::new());
        if let Some(set) = &draft.pages {
            chosen.extend(set.faces.chosen().into_iter().map(|(role, name)| {
                let role = role.name();
                let (zh, en) = (role.in_lang(Lang::Zh), role.in_lang(Lang::En));
                message!(zh: "{zh}用字体 {name}", en: "{en} in {name}")
            }));
            stand_ins.extend(set.layout.stand_ins.iter().map(|one| stand_in(one, &set.faces)));
        }
        let file_of = |(format, target): (OutputFormat, Target)| {
            let at = files.iter().position(|file| file.format == format)?;
            Some((target, files.swap_remove(at)))
        };
        let files = targets.into_iter().filter_map(file_of).collect();
        Ok(Made { files, assets: assets.map(Path::to_owned), pages, notes, state, chosen, stand_ins })
    }

    /// What had to be done so that everything finds its place.
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// How many pages its PDF has, if one is made.
    pub fn pages(&self) -> Option<usize> {
        self.pages
    }

    /// SHA-256 of each file and of each picture beside one, by its path.
    pub fn digests(&self) -> Vec<(PathBuf, [u8; 32])> {
        let digest = |content: Content| {
            let mut hash = Hash(Sha256::new());
            // A hash refuses nothing.
            let _ = content(&mut hash);
            hash.0.finalize().into()
        };
        self.written_by(|files| {
            let known = files.iter().filter_map(|(target, content)| match target {
                Target::File(path) => Some((path.clone(), digest(*content))),
                Target::Stdout => None,
            });
            known.collect()
        })
    }

    /// Writes all files, or none; `files` are all that was read for them.
    ///
    /// # Errors
    /// What [`write_targets`] refuses, and that the folder of pictures cannot be made.
    pub fn write(&self, files: &[&Files]) -> Result<(), Failure> {
        if let Some(folder) = self.folder_of_assets() {
            std::fs::create_dir_all(folder).map_err(|error| no_folder(folder, &error))?;
        }
        // Nobody has named these one by one, so that nobody can have meant what a link leads to.
        let assets = self.files.iter().flat_map(|(_, file)| &file.assets);
        let folder = self.assets.as_deref().unwrap_or(Path::new(""));
        if let Some(link) = assets.map(|(name, _)| folder.join(name)).find(|path| path.is_symlink()) {
            return Err(is_link(&link));
        }
        self.written_by(|outputs| write_targets(outputs, files))
    }

    /// The line that says what is written.
    pub fn written(&self) -> Message {
        let (state_zh, state_en) = (self.state.in_lang(Lang::Zh), self.state.in_lang(Lang::En));
        let named = |lang| {
            let files = self.files.iter().map(|(target, file)| self.name_of(target, file, lang));
            files.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
        };
        let (zh, en) = (named(Lang::Zh), named(Lang::En));
        match self.files.as_slice() {
            [(Target::Stdout, _)] => {
                message!(zh: "已写到标准输出{zh}{state_zh}", en: "wrote to standard output{en}{state_en}")
            }
            _ => message!(zh: "已生成 {zh}{state_zh}", en: "wrote {en}{state_en}"),
        }
    }

    /// A file as it is said to be written, with what it holds.
    fn name_of(&self, target: &Target, file: &OutputFile, lang: Lang) -> String {
        let name = match (target, lang) {
            (Target::File(path), _) => path.display().to_string(),
            (Target::Stdout, _) if self.files.len() == 1 => String::new(),
            (Target::Stdout, Lang::Zh) => "标准输出".to_owned(),
            (Target::Stdout, Lang::En) => "standard output".to_owned(),
        };
        let held = match (file.format, lang) {
            (OutputFormat::Pdf, Lang::Zh) => self.pages.map(|pages| format!("（{pages} 页）")),
            (OutputFormat::Pdf, Lang::En) => self.pages.map(|pages| format!(" ({})", plural(pages, "page"))),
            (_, Lang::Zh) if !file.assets.is_empty() => Some(format!("（图片 {} 个）", file.assets.len())),
            (_, Lang::En) if !file.assets.is_empty() => Some(format!(" ({})", plural(file.assets.len(), "picture"))),
            _ => None,
        };
        format!("{name}{}", held.unwrap_or_default())
    }

    /// The folder of pictures, if there are any.
    fn folder_of_assets(&self) -> Option<&Path> {
        let folder = self.assets.as_deref()?;
        self.files.iter().any(|(_, file)| !file.assets.is_empty()).then_some(folder)
    }

    /// Hands on every file with its target.
    fn written_by<T>(&self, write: impl FnOnce(&[(&Target, Content)]) -> T) -> T {
        let assets = self.files.iter().flat_map(|(_, file)| &file.assets);
        let folder = self.assets.as_deref().unwrap_or(Path::new(""));
        let assets: Vec<_> = assets
            .map(|(name, bytes)| {
                let content = move |out: &mut dyn Write| out.write_all(bytes);
                (Target::File(folder.join(name)), content)
            })
            .collect();
        let contents: Vec<_> = self
            .files
            .iter()
            .map(|(target, file)| (target, move |out: &mut dyn Write| file.content.write_to(out)))
            .collect();
        // Pictures first: a page is there once everything is that it shows.
        let assets = assets.iter().map(|(target, content)| (target, content as Content));
        let files = contents.iter().map(|(target, content)| (*target, content as Content));
        write(&assets.chain(files).collect::<Vec<_>>())
    }
}

/// The error that a link stands where a picture beside a page is to go.
fn is_link(path: &Path) -> Failure {
    let path = path.display();
    let message = message!(
        zh: "不能写图片“{path}”：它是链接，可能指到别处",
        en: "cannot write the picture `{path}`: it is a link, which may lead anywhere",
    );
    let help =
        message!(zh: "把它移走，或者换一个 --assets 文件夹", en: "move it away, or give another folder to --assets");
    Failure::Found(vec![Diagnostic::system(&TARGET, message).help(help)], Sources::default())
}

/// Takes bytes as a file does, and keeps their hash.
struct Hash(Sha256);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the last line says of a report that is not to be posted as it is: a draft, or one with errors; else nothing.
fn state(is_draft: bool, errors: usize) -> Message {
    let (mut zh, mut en) = (String::new(), String::new());
    if is_draft {
        zh += "；是草稿，每页印着“草稿”：定稿时删去 draft = true 再生成";
        en += "; it is a draft, and every page says so: delete draft = true for the final one";
    }
    if errors > 0 {
        let noun = plural(errors, "error");
        zh += &format!("；有 {errors} 个错误没有改，照样印了");
        en += &format!("; printed with {noun} in it");
    }
    Message::new(zh, en)
}

/// What SOURCE_DATE_EPOCH says (reproducible-builds.org): the moment to tell where the report has no date of its own.
pub(super) fn source_date_epoch() -> Option<Created> {
    std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok().map(Created::At)
}

/// Of more characters that a face lacks than this, only the first are named.
const NAMED: usize = 20;

/// What is said of a face that stepped in for another.
fn stand_in(one: &StandIn, faces: &Faces) -> Message {
    let (lacking, face) = (&faces.get(one.lacking).name, &faces.get(one.face).name);
    let roles = |lang| one.roles.iter().map(|role| role.name().in_lang(lang).to_owned()).collect::<Vec<_>>();
    let (roles_zh, roles_en) = (roles(Lang::Zh).join("、"), roles(Lang::En).join(", "));
    let named: Vec<&str> = one.clusters.iter().take(NAMED).map(String::as_str).collect();
    let (zh, en) = (named.join("、"), named.join(", "));
    let count = one.clusters.len();
    let (more_zh, more_en) = if count > NAMED { ("……", " …") } else { ("", "") };
    let noun = if count == 1 { "character" } else { "characters" };
    message!(
        zh: "{roles_zh}用的 {lacking} 缺 {count} 个字，由 {face} 代替：{zh}{more_zh}",
        en: "{face} stands in for {count} {noun} that {lacking} ({roles_en}) lacks: {en}{more_en}",
    )
}

/// The error that the program itself has failed.
pub(super) fn internal(panic: &(dyn Any + Send)) -> Diagnostic {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let text = text.unwrap_or("?");
    Diagnostic::system(&INTERNAL, message!(zh: "程序出错：{text}", en: "the program failed: {text}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_pdf_that_is_not_to_be_posted_says_so() {
        assert_eq!(state(false, 0), Message::new("", ""));
        let both = state(true, 2);
        assert!(both.in_lang(Lang::Zh).contains("草稿") && both.in_lang(Lang::Zh).contains("2 个错误"));
        assert!(both.in_lang(Lang::En).contains("draft") && both.in_lang(Lang::En).contains("2 errors"));
        assert!(state(false, 1).in_lang(Lang::En).ends_with("1 error in it"));
    }

    #[test]
    fn a_panic_is_told_with_its_words() {
        for panic in [std::panic::catch_unwind(|| panic!("so {}", 1)), std::panic::catch_unwind(|| panic!("so 1"))] {
            let fault = internal(&*panic.unwrap_err());
            assert!(fault.is_error() && fault.message.in_lang(Lang::En).ends_with("so 1"), "{fault:?}");
        }
    }
}
