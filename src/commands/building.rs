//! The one way to build a report, whichever verb asks for it: it is read and examined, then made, then written, and
//! then there is something to say.

use std::any::Any;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::Failure;
use super::tally::plural;
use super::target::Target;
use crate::compose::document::Created;
use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::files::Files;
use crate::pipeline::{Input, Manuscript, Options, Pdf, Reading, Typeset, read_beside, typeset, write_pdf};
use crate::rules::INTERNAL;
use crate::source::Sources;
use crate::text::{FaceLibrary, Faces, StandIn};

/// A report that has been read and set, and what is found about it.
pub(super) struct Examined {
    pages: Option<(Manuscript, Result<Typeset, Vec<Diagnostic>>)>,
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
        set: impl FnOnce(&Manuscript) -> Result<Typeset, Vec<Diagnostic>> + Send,
    ) -> Examined {
        let (reading, pages) = read_beside(data, previous, files, options, set);
        let Reading { manuscript, found, sources, about_previous } = reading;
        let open = found.into_iter().chain(about_previous).filter(|finding| finding.accepted.is_none());
        Examined { pages: manuscript.zip(pages), open: open.collect(), sources }
    }

    /// How many errors are found.
    pub fn errors(&self) -> usize {
        self.open.iter().filter(|finding| finding.is_error()).count()
    }

    /// The report, if it may be made, and what came of setting it.
    pub fn admitted(&mut self, allow_errors: bool) -> Option<(Manuscript, Result<Typeset, Vec<Diagnostic>>)> {
        if allow_errors || self.errors() == 0 { self.pages.take() } else { None }
    }

    /// What is said of a report that could be made, and is not because of its errors.
    pub fn advice(&self) -> Option<Message> {
        self.pages.as_ref()?;
        Some(message!(
            zh: "没有生成 PDF：先改正错误；确要照印，加 --allow-errors",
            en: "no PDF was made: mend the errors, or print them with --allow-errors",
        ))
    }
}

/// Sets a report in faces of a library and of its own.
///
/// # Errors
/// What hinders the setting.
pub(super) fn set_in(
    library: &FaceLibrary,
    manuscript: &Manuscript,
    files: &Files,
) -> Result<Typeset, Vec<Diagnostic>> {
    typeset(manuscript, library, files, source_date_epoch())
}

/// A report that has been made, ready to be written.
pub(super) struct Made {
    target: Target,
    pdf: Pdf,
    state: Message,
    /// The roles that the office has given a face.
    pub chosen: Vec<Message>,
    /// The faces that stepped in for others.
    pub stand_ins: Vec<Message>,
}

impl Made {
    /// Makes the file of a report that has been set; `errors` of it are printed as they are.
    ///
    /// # Errors
    /// What hinders the making.
    pub fn new(
        manuscript: Manuscript,
        pages: &Typeset,
        errors: usize,
        target: Target,
    ) -> Result<Made, Vec<Diagnostic>> {
        let state = state(manuscript.report.draft, errors);
        let pdf = write_pdf(manuscript, pages)?;
        let Typeset { faces, layout, .. } = pages;
        let chosen = faces.chosen().into_iter().map(|(role, name)| {
            let role = role.name();
            let (zh, en) = (role.in_lang(Lang::Zh), role.in_lang(Lang::En));
            message!(zh: "{zh}用字体 {name}", en: "{en} in {name}")
        });
        let stand_ins = layout.stand_ins.iter().map(|one| stand_in(one, faces));
        Ok(Made { chosen: chosen.collect(), stand_ins: stand_ins.collect(), target, pdf, state })
    }

    /// What had to be done so that everything finds its place.
    pub fn notes(&self) -> &[Diagnostic] {
        &self.pdf.notes
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.pdf.pages
    }

    /// SHA-256 of the file.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Hash(Sha256::new());
        // A hash refuses nothing.
        let _ = self.pdf.file.write_to(&mut hash);
        hash.0.finalize().into()
    }

    /// Writes the file; `files` are all that was read for it.
    ///
    /// # Errors
    /// What [`Target::write`] refuses.
    pub fn write(&self, files: &[&Files]) -> Result<(), Failure> {
        self.target.write(&self.pdf.file, files)
    }

    /// The line that says that it is written.
    pub fn written(&self) -> Message {
        let pages = self.pages();
        let noun = plural(pages, "page");
        let (state_zh, state_en) = (self.state.in_lang(Lang::Zh), self.state.in_lang(Lang::En));
        match &self.target {
            Target::File(path) => {
                let path = path.display();
                message!(zh: "已生成 {path}（{pages} 页）{state_zh}", en: "wrote {path} ({noun}){state_en}")
            }
            Target::Stdout => message!(
                zh: "已写到标准输出（{pages} 页）{state_zh}",
                en: "wrote to standard output ({noun}){state_en}",
            ),
        }
    }
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

/// What the last line says of a PDF that is not to be posted as it is: a draft, or one with errors; else nothing.
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
