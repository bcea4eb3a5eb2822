//! `nianbao build DIR|DATA… --out-dir OUT`: many reports in one process, several at a time.
//!
//! The command line becomes a list of [`jobs`](plan), each a data file with its target; a [`crew`] does them, each as
//! `build` does [`one`]; what comes of them is [told](outcome) in the order of the list. Nothing is kept of a report
//! but what is said of it. One that fails is told of, and the others are made all the same.

mod crew;
mod folder;
mod job;
mod last_years;
mod ledger;
mod one;
mod outcome;
mod plan;
mod progress;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::crew::{Crew, News};
use self::job::Job;
use self::ledger::Ledger;
use self::one::{Shop, build_guarded};
use self::outcome::{Done, Outcome, Totals};
use self::plan::Plan;
use self::progress::Progress;
use super::interrupt::Interrupt;
use super::listing::Format;
use super::making::MakingArgs;
use super::writing::WritingArgs;
use super::{Failure, Screen, print};
use crate::diagnostic::message;
use crate::files::Files;
use crate::pipeline::OutputFormat;
use crate::source::Sources;

/// What is asked for.
pub(super) struct Batch<'a> {
    /// Data files, folders of them, and patterns.
    pub data: &'a [PathBuf],
    /// The folder of the files that are made.
    pub out_dir: &'a Path,
    /// The formats to make of each report.
    pub formats: Vec<OutputFormat>,
    pub writing: &'a WritingArgs,
    /// How many reports are made at a time.
    pub jobs: Option<u16>,
    /// Whether what has not changed is left out.
    pub is_incremental: bool,
    pub format: Format,
    pub making: &'a MakingArgs,
    /// Last year's data file, or the folder of them.
    pub previous: Option<&'a Path>,
    pub allow_errors: bool,
    pub official_name: bool,
}

/// Makes the reports. The code is that of failure if one of them fails, of the signal if one has ended it before all
/// were made.
///
/// # Errors
/// What hinders all of them: the command line is wrong, faces are missing.
pub(super) fn run(batch: &Batch, screen: &Screen) -> Result<ExitCode, Failure> {
    let plan = Plan::new(batch)?;
    let face_files = if batch.is_incremental { Files::recording() } else { Files::on_disk() };
    let library = batch.making.library(&face_files).map_err(|fault| Failure::Found(vec![fault], Sources::default()))?;
    let options = batch.making.options();
    let ledger = batch.is_incremental.then(|| Ledger::open(batch, &face_files));
    let shop = Shop { batch, options, library: &library, face_files: &face_files, ledger, claims: plan.claims, screen };
    let crew = Crew::new(crew_size(batch.jobs, plan.jobs.len()))?;

    let interrupt = Interrupt::listen();
    let mut telling = Telling::new(batch.format, plan.jobs.len(), screen);
    telling.refusals(&plan.jobs);
    crew.work(
        plan.jobs.len(),
        &interrupt,
        |at| plan.jobs.get(at).map(|job| build_guarded(job, &shop)),
        |news| match news {
            News::Stopping => telling.stopping(),
            News::Done(at, done) => telling.tell(plan.jobs.get(at), done),
            News::NotBegun(at) => telling.tell(plan.jobs.get(at), None),
        },
    );
    if let Some(ledger) = shop.ledger {
        ledger.close(screen);
    }
    telling.end(&interrupt)
}

/// How many reports are made at a time: never more than there are.
fn crew_size(jobs: Option<u16>, reports: usize) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    jobs.map_or_else(cores, usize::from).min(reports).max(1)
}

/// What is told while reports are made, and at the end.
struct Telling<'a> {
    screen: &'a Screen,
    format: Format,
    progress: Progress,
    /// A line for each report, for the end.
    lines: String,
    totals: Totals,
    /// What has been said of faces, which most reports have in common.
    faces: BTreeSet<String>,
    /// Whether something has been said about a report already.
    has_told: bool,
    /// Whether an entry has been printed already.
    is_listed: bool,
    /// Why the standard output could not be written. The reports are made all the same.
    failure: Option<Failure>,
}

impl<'a> Telling<'a> {
    fn new(format: Format, count: usize, screen: &'a Screen) -> Telling<'a> {
        Telling {
            screen,
            format,
            progress: Progress::new(count, screen.lang),
            lines: String::new(),
            totals: Totals::default(),
            faces: BTreeSet::new(),
            has_told: false,
            is_listed: false,
            failure: None,
        }
    }

    /// Says, before anything is made, what will not be.
    fn refusals(&mut self, jobs: &[Job]) {
        if self.format == Format::Human {
            let refused: Vec<_> = jobs.iter().filter_map(|job| job.refused.clone()).collect();
            self.screen.show(&refused, &Sources::default());
            self.has_told = !refused.is_empty();
        }
    }

    /// Tells what came of a report; `None` where it was not begun.
    fn tell(&mut self, job: Option<&Job>, done: Option<Done>) {
        let Some(job) = job else { return };
        let done = done.unwrap_or_else(|| Done::new(Outcome::NotMade));
        self.totals.add(&done);
        match self.format {
            Format::Json => {
                let opening = if self.is_listed { ",\n" } else { "[\n" };
                self.is_listed = true;
                self.out(&format!("{opening}{}", done.entry(job)));
            }
            Format::Human => {
                let news = done.chosen.iter().map(|line| line.in_lang(self.screen.lang).to_owned());
                let news: String =
                    news.filter(|line| self.faces.insert(line.clone())).map(|line| line + "\n").collect();
                let text = format!("{}{news}", done.text);
                if !text.is_empty() {
                    // Findings stand apart, as those of one report do.
                    let apart = if std::mem::replace(&mut self.has_told, true) { "\n" } else { "" };
                    self.progress.aside(|| self.screen.say(&format!("{apart}{text}")));
                }
                self.lines += &done.line(job, self.screen.lang);
                self.lines.push('\n');
            }
        }
        self.progress.step(done.outcome);
    }

    /// Says that a signal has come.
    fn stopping(&self) {
        let message = message!(
            zh: "正在停下：手上的做完就结束；再按一次 Ctrl-C，立即结束",
            en: "stopping once the reports under way are done; Ctrl-C again stops at once",
        );
        self.progress.aside(|| self.screen.say_message(&message));
    }

    /// The summary, and the exit code.
    fn end(mut self, interrupt: &Interrupt) -> Result<ExitCode, Failure> {
        self.progress.end();
        let text = match (self.format, self.is_listed) {
            (Format::Json, true) => "\n]\n".to_owned(),
            (Format::Json, false) => "[]\n".to_owned(),
            (Format::Human, _) => format!("{}{}\n", self.lines, self.totals.in_lang(self.screen.lang)),
        };
        self.out(&text);
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        match interrupt.code().filter(|_| self.totals.not_made > 0) {
            Some(code) => Ok(code),
            None if self.totals.failed > 0 => Ok(ExitCode::FAILURE),
            None => Ok(ExitCode::SUCCESS),
        }
    }

    /// Prints on the standard output. Once that fails, it is left alone.
    fn out(&mut self, text: &str) {
        if self.failure.is_none() {
            self.failure = self.progress.aside(|| print(text)).err();
        }
    }
}

/// The error that the machine has no threads to give.
fn no_threads(error: &dyn std::error::Error) -> Failure {
    Failure::Advised(
        message!(zh: "系统开不了这么多线程：{error}", en: "the system has no threads for this: {error}"),
        message!(zh: "减少 --jobs", en: "ask for fewer with --jobs"),
    )
}
