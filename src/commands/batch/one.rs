//! One report of a batch, made as `build` makes it.

use std::fs::{self, File};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::Batch;
use super::job::{Job, with_format};
use super::ledger::Ledger;
use super::outcome::{Done, Outcome};
use super::plan::Claims;
use crate::commands::Screen;
use crate::commands::building::{Examined, Made, internal, set_in};
use crate::commands::refusal::no_folder;
use crate::commands::tally::Tally;
use crate::commands::target::Target;
use crate::commands::writing::wanted;
use crate::diagnostic::{Diagnostic, Lang, message};
use crate::files::{Asked, Files};
use crate::pipeline::{Draft, Manuscript, Options, OutputFormat};
use crate::rules::USAGE;
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
    let set = |manuscript: &Manuscript| {
        let targets = targets(&job.place.of(&manuscript.report), shop.batch);
        let assets = assets(&job.place.of(&manuscript.report), shop.batch);
        set_in(shop.library, manuscript, &files, &wanted(&targets, shop.batch.writing.is_fragment(), assets.as_deref()))
    };
    let mut examined = Examined::new(&job.input(), job.previous_input().as_ref(), &files, &shop.options, set);
    let admitted = examined.admitted(shop.batch.allow_errors);
    let (errors, is_withheld) = (examined.errors(), examined.advice().is_some());
    let Examined { open: mut found, sources, .. } = examined;
    let written = match admitted {
        Some((manuscript, draft)) => write(manuscript, draft, errors, job, shop, &files),
        None => Err(Vec::new()),
    };
    match written {
        Err(faults) => {
            found.extend(faults);
            Done { is_withheld, ..failed(job, shop, &found, &sources) }
        }
        Ok(Written { made, outputs, is_draft, face_names }) => {
            found.extend(made.notes().iter().cloned());
            let (tally, pages) = (Tally::of(&found), made.pages());
            let mut done = Done { outputs, tally, is_draft, pages, ..Done::new(Outcome::Made) };
            if let Some(ledger) = &shop.ledger {
                ledger.note(job, &done, &made.digests(), &files.asked(), &shop.asked_faces(&face_names));
            }
            done.find(&found, &sources, job, shop.batch.format, shop.screen);
            let name = job.name();
            let lines = made.stand_ins.iter().map(|line| format!("{name}: {}\n", line.in_lang(shop.screen.lang)));
            done.text.extend(lines);
            done.chosen = made.chosen;
            done
        }
    }
}

/// A report that has been written.
struct Written {
    made: Made,
    outputs: Vec<PathBuf>,
    is_draft: bool,
    /// The names in `[fonts]`.
    face_names: Vec<String>,
}

/// Makes the files of a report and writes them.
fn write(
    manuscript: Manuscript,
    draft: Result<Draft, Vec<Diagnostic>>,
    errors: usize,
    job: &Job,
    shop: &Shop,
    files: &Files,
) -> Result<Written, Vec<Diagnostic>> {
    let report = &manuscript.report;
    let stem = job.place.of(report);
    shop.claims.claim(&job.name(), &stem).map_err(|fault| vec![*fault])?;
    let outputs: Vec<PathBuf> = shop.batch.formats.iter().map(|format| with_format(&stem, *format)).collect();
    let foreign = shop.batch.formats.iter().zip(&outputs).find(|(format, path)| is_foreign(path, **format));
    if let Some((format, path)) = foreign {
        return Err(vec![of_another_kind(path, *format)]);
    }
    let is_draft = report.draft;
    let face_names = report.fonts.iter().map(|choice| choice.name.value.clone()).collect();
    let assets = assets(&stem, shop.batch);
    let made = Made::new(manuscript, draft?, errors, targets(&stem, shop.batch), assets.as_deref())?;
    if let Some(folder) = stem.parent() {
        fs::create_dir_all(folder).map_err(|error| no_folder(folder, &error).findings().0)?;
    }
    made.write(&[files, shop.face_files]).map_err(|failure| failure.findings().0)?;
    Ok(Written { made, outputs, is_draft, face_names })
}

/// The files of a report.
fn targets(stem: &Path, batch: &Batch) -> Vec<(OutputFormat, Target)> {
    batch.formats.iter().map(|format| (*format, Target::File(with_format(stem, *format)))).collect()
}

/// The folder of the pictures of its web page: folders of reports are folders there too.
fn assets(stem: &Path, batch: &Batch) -> Option<PathBuf> {
    let folder = stem.parent()?.strip_prefix(batch.out_dir).unwrap_or(Path::new(""));
    Some(batch.writing.assets()?.join(folder))
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
    let old = |stem: &Path| shop.batch.formats.iter().any(|format| with_format(stem, *format).is_file());
    let has_old = job.stem.as_deref().is_some_and(old);
    let mut done = Done { tally: Tally::of(found), has_old, ..Done::new(Outcome::Failed) };
    done.find(found, sources, job, shop.batch.format, shop.screen);
    done
}

/// Bytes in which a file says what it is, at the latest.
const HEAD_BYTES: u64 = 1024;

/// Whether a file is there that is of another format than the one to be written. In a batch it may be what another
/// report is made of: which of the two would be first nobody can say.
fn is_foreign(path: &Path, format: OutputFormat) -> bool {
    // First, as the open of a pipe would wait for who writes it.
    if !fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() > 0) {
        return false;
    }
    let Ok(file) = File::open(path) else { return false };
    let mut head = Vec::new();
    let is_read = file.take(HEAD_BYTES).read_to_end(&mut head).is_ok();
    let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    let is_own = match format {
        OutputFormat::Pdf => holds(b"%PDF-"),
        OutputFormat::Page => text.starts_with(b"<"),
        OutputFormat::Word => head.starts_with(b"PK\x03\x04"),
        OutputFormat::Json => text.starts_with(b"{"),
    };
    is_read && !is_own
}

fn of_another_kind(path: &Path, format: OutputFormat) -> Diagnostic {
    let (name, ending, format) = (path.display(), format.ending().to_uppercase(), format.name());
    let en = format.in_lang(Lang::En);
    let message = message!(zh: "“{name}”不是 {ending} 文件，不覆盖", en: "`{name}` is no {en}; it is not overwritten");
    Diagnostic::error(&USAGE, message)
        .help(message!(zh: "把它移走，或者换一个文件夹", en: "move it away, or name another folder"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn only_what_is_of_the_same_kind_is_replaced() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("a.pdf");
        let is_foreign_pdf = |path: &Path| is_foreign(path, OutputFormat::Pdf);
        assert!(!is_foreign_pdf(&path) && !is_foreign_pdf(desk.path()));
        for (content, is_kept) in [("", false), ("%PDF-1.7\n", false), ("\u{FEFF}\n%PDF-1.4", false), ("正文", true)]
        {
            fs::write(&path, content).unwrap();
            assert_eq!(is_foreign_pdf(&path), is_kept, "{content}");
        }
        for (content, own) in [
            ("<!doctype html>", OutputFormat::Page),
            ("\u{FEFF}\n<html>", OutputFormat::Page),
            ("PK\u{3}\u{4}", OutputFormat::Word),
            ("{}", OutputFormat::Json),
        ] {
            fs::write(&path, content).unwrap();
            let taken: Vec<_> = OutputFormat::ALL.into_iter().filter(|format| !is_foreign(&path, *format)).collect();
            assert_eq!(taken, [own], "{content}");
        }
    }
}
