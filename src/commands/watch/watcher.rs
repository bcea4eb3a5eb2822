//! Waiting for a change: the system tells of it, or the files are looked at again and again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::watched::{Change, Look, Watched};
use crate::commands::Screen;
use crate::commands::interrupt::Interrupt;
use crate::diagnostic::message;

/// How long nothing must happen until a burst of events is over: an editor that saves makes several.
const QUIET: Duration = Duration::from_millis(50);

/// How long a burst may last until it is looked at all the same.
const LONGEST_BURST: Duration = Duration::from_secs(1);

/// How long to wait before looking up for a signal.
const LOOK_UP: Duration = Duration::from_millis(100);

/// How long to wait between looks at files of which the system does not tell.
const POLL: Duration = Duration::from_millis(500);

/// Of so many looks one is thorough.
const THOROUGH: u32 = 10;

/// Waits for changes.
pub(super) struct Watcher<'a> {
    /// What the system tells; `None` where the files are looked at.
    events: Option<Events>,
    screen: &'a Screen,
}

/// What the system tells of folders.
struct Events {
    watcher: RecommendedWatcher,
    receiver: Receiver<notify::Result<Event>>,
    folders: BTreeSet<PathBuf>,
}

impl<'a> Watcher<'a> {
    /// `poll`: the files are looked at, whatever the system would tell. Where it tells nothing, they are looked at too.
    pub fn new(poll: bool, screen: &'a Screen) -> Watcher<'a> {
        let mut watcher = Watcher { events: None, screen };
        if !poll {
            match Events::new() {
                Ok(events) => watcher.events = Some(events),
                Err(error) => watcher.poll_instead(&error),
            }
        }
        watcher
    }

    /// Waits until something is other than it was, or a signal has come.
    pub fn wait(&mut self, watched: &Watched, interrupt: &Interrupt) -> Change {
        let mut look = Look::Thorough;
        let mut looks = 0;
        loop {
            // Before the look, so that nothing happens unseen between them.
            if let Some(Err(error)) = self.events.as_mut().map(|events| events.follow(watched.folders())) {
                self.poll_instead(&error);
            }
            if let Some(code) = interrupt.code() {
                return Change::Interrupted(code);
            }
            if let Some(change) = watched.change(look) {
                return change;
            }
            let ended = match &self.events {
                Some(events) => events.wait(watched, interrupt),
                None => sleep(POLL, interrupt),
            };
            if let Some(code) = ended {
                return Change::Interrupted(code);
            }
            looks = (looks + 1) % THOROUGH;
            look = if self.events.is_some() || looks == 0 { Look::Thorough } else { Look::Quick };
        }
    }

    fn poll_instead(&mut self, error: &notify::Error) {
        self.events = None;
        self.screen.say_message(&message!(
            zh: "系统不能通知文件的变化（{error}），改成每半秒看一次，同 --poll",
            en: "the system cannot tell of changes ({error}); files are looked at every half a second, as with --poll",
        ));
    }
}

impl Events {
    fn new() -> notify::Result<Events> {
        let (sender, receiver) = channel();
        let watcher = notify::recommended_watcher(sender)?;
        Ok(Events { watcher, receiver, folders: BTreeSet::new() })
    }

    /// Watches these folders and no others. They are watched anew each time: by the same name there may be another
    /// folder than before.
    fn follow(&mut self, folders: BTreeSet<PathBuf>) -> notify::Result<()> {
        for folder in std::mem::take(&mut self.folders) {
            // One that has gone is watched no longer anyway.
            let _ = self.watcher.unwatch(&folder);
        }
        for folder in &folders {
            match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
                // It has gone this moment: the look that follows finds that.
                Err(_) if !folder.is_dir() => {}
                other => other?,
            }
        }
        self.folders = folders;
        Ok(())
    }

    /// Waits for events that may matter, and for the end of their burst; gives the code of a signal that ends it.
    fn wait(&self, watched: &Watched, interrupt: &Interrupt) -> Option<ExitCode> {
        loop {
            match self.receiver.recv_timeout(LOOK_UP) {
                Ok(event) if matters(&event, watched) => break,
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                // Nobody is left to tell: the files are looked at from time to time.
                Err(RecvTimeoutError::Disconnected) => return sleep(POLL, interrupt),
            }
            if let Some(code) = interrupt.code() {
                return Some(code);
            }
        }
        let start = Instant::now();
        while start.elapsed() < LONGEST_BURST && self.receiver.recv_timeout(QUIET).is_ok() {}
        None
    }
}

/// Whether an event may be of a change: that a file was read is none.
fn matters(event: &notify::Result<Event>, watched: &Watched) -> bool {
    match event {
        Err(_) => true,
        Ok(event) if event.need_rescan() => true,
        Ok(event) => match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => concerns(event, watched),
            EventKind::Access(_) => false,
            _ => concerns(event, watched),
        },
    }
}

fn concerns(event: &Event, watched: &Watched) -> bool {
    event.paths.is_empty() || event.paths.iter().any(|path| watched.concerns(path))
}

/// Sleeps, unless a signal comes; gives its code.
fn sleep(time: Duration, interrupt: &Interrupt) -> Option<ExitCode> {
    let start = Instant::now();
    while let Some(rest) = time.checked_sub(start.elapsed()).filter(|rest| !rest.is_zero()) {
        if let Some(code) = interrupt.code() {
            return Some(code);
        }
        std::thread::sleep(rest.min(LOOK_UP));
    }
    None
}
