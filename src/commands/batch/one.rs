//! One report of a batch, made as `build` makes it.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::Batch;
use super::job::Job;
use super::ledger::Ledger;
use super::outcome::{Done, Outcome};
use super::plan::Claims;
use crate::commands::Screen;
use crate::commands::building::{Examined, Made, internal, set_in};
use crate::commands::refusal::refused;
use crate::commands::tally::Tally;
use crate::commands::target::Target;
use crate::diagnostic::{Diagnostic, message};
use crate::files::{Asked, Files};
use crate::pipeline::{Manuscript, Options, Typeset};
use crate::rules::{TARGET, USAGE};
use crate::source::Sources;
use crate::text::FaceLibrary;

/// What the reports of a batch have in common.
pub(super) struct Shop<'a> {
    pub batch: &'a Batch<'a>,
    pub options: Options,
    pub library: &'a FaceLibrary<'a>,
    /// Where the faces of the library were read.
    pub face_files: &'a Files,
    /// What was made before, if that is asked for.
    pub ledger: Option<Ledger>,
    pub claims: Claims,
    pub screen: &'a Screen,
}

/// Makes a report; a fault of the program ends this report and no other.
pub(super) fn build_guarded(job: &Job, shop: &Shop) -> Done {
    let done = catch_unwind(AssertUnwindSafe(|| build(job, shop)));
    done.unwrap_or_else(|panic| failed(job, shop, &[internal(&*panic)], &Sources::default()))
}

fn build(job: &Job, shop: &Shop) -> Done {
    if let Some(refused) = &job.refused {
        let mut done = failed(job, shop, std::slice::from_ref(refused), &Sources::default());
        // People have been told before the first report was made.
        done.text.clear();
        return done;
    }
    if let Some(done) = shop.ledger.as_ref().and_then(|ledger| ledger.up_to_date(job)) {
        return done;
    }
    let files = if shop.ledger.is_some() { Files::recording() } else { Files::on_disk() };
    let set = |manuscript: &Manuscript| set_in(shop.library, manuscript, &files);
    let mut examined = Examined::new(&job.input(), job.previous_input().as_ref(), &files, &shop.options, set);
    let admitted = examined.admitted(shop.batch.allow_errors);
    let (errors, is_withheld) = (examined.errors(), examined.advice().is_some());
    let Examined { open: mut found, sources, .. } = examined;
    let written = match admitted {
        Some((manuscript, pages)) => write(manuscript, pages, errors, job, shop, &files),
        None => Err(Vec::new()),
    };
    match written {
        Err(faults) => {
            found.extend(faults);
            Done { is_withheld, ..failed(job, shop, &found, &sources) }
        }
        Ok(Written { made, target, is_draft, face_names }) => {
            found.extend(made.notes().iter().cloned());
            let (tally, pages) = (Tally::of(&found), made.pages());
            let mut done = Done { tally, is_draft, pages: Some(pages), ..Done::new(Outcome::Made) };
            if let Some(ledger) = &shop.ledger {
                ledger.note(job, &target, &done, made.digest(), &files.asked(), &shop.asked_faces(&face_names));
            }
            done.output = Some(target);
            done.find(&found, &sources, job, shop.batch.format, shop.screen);
            let name = job.name();
            let lines = made.stand_ins.iter().map(|line| format!("{name}: {}\n", line.in_lang(shop.screen.lang)));
            done.text.extend(lines);
            done.chosen = made.chosen;
            done
        }
    }
}

/// A PDF that has been written.
struct Written {
    made: Made,
    target: PathBuf,
    is_draft: bool,
    /// The names in `[fonts]`.
    face_names: Vec<String>,
}

/// Makes the file of a report and writes it.
fn write(
    manuscript: Manuscript,
    pages: Result<Typeset, Vec<Diagnostic>>,
    errors: usize,
    job: &Job,
    shop: &Shop,
    files: &Files,
) -> Result<Written, Vec<Diagnostic>> {
    let report = &manuscript.report;
    let target = job.place.of(report);
    shop.claims.claim(&job.name(), &target).map_err(|fault| vec![*fault])?;
    if is_foreign(&target) {
        return Err(vec![no_pdf(&target)]);
    }
    let is_draft = report.draft;
    let face_names = report.fonts.iter().map(|choice| choice.name.value.clone()).collect();
    let made = Made::new(manuscript, &pages?, errors, Target::File(target.clone()))?;
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(|error| no_folder(folder, &error))?;
    }
    made.write(&[files, shop.face_files]).map_err(|failure| failure.findings().0)?;
    Ok(Written { made, target, is_draft, face_names })
}

impl Shop<'_> {
    /// What was asked of the folder of faces for the names in `[fonts]`.
    fn asked_faces(&self, names: &[String]) -> Vec<Asked> {
        let Some(folder) = self.batch.making.font_dir().filter(|_| !names.is_empty()) else { return Vec::new() };
        let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
        self.face_files.asked().into_iter().filter(|asked| paths.contains(&asked.path)).collect()
    }
}

/// A report that is not made, and why.
fn failed(job: &Job, shop: &Shop, found: &[Diagnostic], sources: &Sources) -> Done {
    let has_old = job.target.as_deref().is_some_and(Path::is_file);
    let mut done = Done { tally: Tally::of(found), has_old, ..Done::new(Outcome::Failed) };
    done.find(found, sources, job, shop.batch.format, shop.screen);
    done
}

/// Bytes in which a PDF says what it is, at the latest.
const HEAD_BYTES: u64 = 1024;

/// Whether a file is there that is no PDF. In a batch it may be what another report is made of: which of the two would
/// be first nobody can say.
fn is_foreign(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    if !file.metadata().is_ok_and(|about| about.is_file() && about.len() > 0) {
        return false;
    }
    let mut head = Vec::new();
    let is_read = file.take(HEAD_BYTES).read_to_end(&mut head).is_ok();
    is_read && !head.windows(5).any(|part| part == b"%PDF-")
}

/// The error that a folder of PDFs cannot be made.
fn no_folder(path: &Path, error: &io::Error) -> Vec<Diagnostic> {
    let name = path.display().to_string();
    match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            let message = message!(
                zh: "不能新建文件夹“{name}”：这里有同名的文件",
                en: "cannot make the folder `{name}`: there is a file of that name",
            );
            vec![Diagnostic::system(&TARGET, message)]
        }
        _ => refused(&name, error).findings().0,
    }
}

fn no_pdf(path: &Path) -> Diagnostic {
    let name = path.display();
    let message = message!(zh: "“{name}”不是 PDF，不覆盖", en: "`{name}` is no PDF; it is not overwritten");
    Diagnostic::error(&USAGE, message)
        .help(message!(zh: "把它移走，或者换一个文件夹", en: "move it away, or name another folder"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn only_a_pdf_is_replaced() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("a.pdf");
        assert!(!is_foreign(&path) && !is_foreign(desk.path()));
        for (content, is_kept) in [("", false), ("%PDF-1.7\n", false), ("\u{FEFF}\n%PDF-1.4", false), ("正文", true)]
        {
            fs::write(&path, content).unwrap();
            assert_eq!(is_foreign(&path), is_kept, "{content}");
        }
    }
}
