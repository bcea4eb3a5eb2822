//! How far a batch has come, on a terminal: how many reports are done, how fast, how long it will take. Whoever reads
//! the standard error by a pipe or a file is shown none of it.

use indicatif::{FormattedDuration, ProgressBar, ProgressState, ProgressStyle};

use super::outcome::Outcome;
use crate::diagnostic::Lang;

/// The bar at the foot of the terminal.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub fn new(count: usize, lang: Lang) -> Progress {
        // Drawn on the standard error, and only if that is a terminal.
        let bar = ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX));
        let template = match lang {
            Lang::Zh => "{bar:24} {pos}/{len} 份，每秒 {rate} 份，还要 {left}",
            Lang::En => "{bar:24} {pos}/{len} reports, {rate} a second, {left} left",
        };
        let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(out, "{:.1}", state.per_sec());
        };
        let left = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            // Before the first is done nobody knows.
            let _ = match state.pos() {
                0 => write!(out, "--:--:--"),
                _ => write!(out, "{}", FormattedDuration(state.eta())),
            };
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.with_key("rate", rate).with_key("left", left));
        }
        Progress { bar }
    }

    /// One more is done. What was not begun is no progress.
    pub fn step(&self, outcome: Outcome) {
        if outcome != Outcome::NotMade {
            self.bar.inc(1);
        }
    }

    /// Lets something else be printed: the bar stands below it.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
