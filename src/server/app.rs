//! What all requests share: the desk, the secrets, who is looking.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::Serving;
use super::answer::Answer;
use super::secrets::Secrets;
use crate::desk::start::Start;
use crate::desk::{Desk, OpenError, Opening, Refused, Running};

/// The revision that tells pages of the end: there is none after it.
pub(super) const GOODBYE: u64 = u64::MAX;

/// A page that is closed says so about when its stream of events ends.
const FAREWELL: Duration = Duration::from_secs(10);

/// What all requests share.
#[derive(Clone)]
pub(super) struct App {
    inner: Arc<Inner>,
}

struct Inner {
    desk: Mutex<Option<Desk>>,
    start: Start,
    open: Box<dyn Fn(PathBuf) -> Opening + Send + Sync>,
    secrets: Secrets,
    port: u16,
    /// The revision that is shown, for those who wait for the next.
    revision: watch::Sender<u64>,
    /// How many pages are open.
    pages: AtomicUsize,
    /// Since when none is; `None` before the first.
    alone_since: Mutex<Option<Instant>>,
    /// When a page last said that it was closed.
    left: Mutex<Option<Instant>>,
    is_told_to_end: Arc<AtomicBool>,
    is_asked_to_end: AtomicBool,
}

/// A page that is open for as long as this is there.
pub(super) struct OpenPage {
    app: App,
}

impl App {
    /// # Errors
    /// The system gives no random numbers.
    pub fn new(serving: Serving, port: u16) -> io::Result<App> {
        let Serving { desk, start, open, is_told_to_end, .. } = serving;
        let revision = desk.as_ref().map_or(0, Desk::revision);
        let app = App {
            inner: Arc::new(Inner {
                desk: Mutex::new(desk),
                start,
                open,
                secrets: Secrets::new()?,
                port,
                revision: watch::channel(revision).0,
                pages: AtomicUsize::new(0),
                alone_since: Mutex::new(None),
                left: Mutex::new(None),
                is_told_to_end,
                is_asked_to_end: AtomicBool::new(false),
            }),
        };
        app.remember();
        Ok(app)
    }

    /// The port that is listened to.
    pub fn port(&self) -> u16 {
        self.inner.port
    }

    /// The secrets of this run.
    pub fn secrets(&self) -> &Secrets {
        &self.inner.secrets
    }

    /// Where one starts from without a report.
    pub fn start(&self) -> &Start {
        &self.inner.start
    }

    /// The address that lets one browser in.
    pub fn entrance(&self) -> String {
        let token = self.inner.secrets.token().unwrap_or_default();
        format!("http://127.0.0.1:{}/enter?token={token}", self.inner.port)
    }

    /// Does something with the desk, on a thread that may take its time; whoever waits for a change is told of it.
    ///
    /// # Errors
    /// There is no report yet.
    pub async fn desk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> T + Send + 'static,
    ) -> Result<T, Answer> {
        let app = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let mut desk = app.lock();
            let desk = desk.as_mut()?;
            let outcome = work(desk);
            let revision = desk.revision();
            app.inner
                .revision
                .send_if_modified(|known| *known != GOODBYE && std::mem::replace(known, revision) != revision);
            Some(outcome)
        });
        match done.await {
            Ok(Some(outcome)) => Ok(outcome),
            Ok(None) => Err(Answer::no_report()),
            Err(_) => Err(Answer::failed()),
        }
    }

    /// Does something that takes its time and needs no report.
    ///
    /// # Errors
    /// It was not brought to its end.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&App) -> T + Send + 'static,
    ) -> Result<T, Answer> {
        let app = self.clone();
        tokio::task::spawn_blocking(move || work(&app)).await.map_err(|_| Answer::failed())
    }

    /// Puts a report on the desk, from now on and for this run.
    ///
    /// # Errors
    /// It cannot be read, or is open elsewhere.
    pub fn put_on_desk(&self, path: PathBuf) -> Result<(), Refused> {
        let mut desk = self.lock();
        if desk.is_some() {
            return Ok(());
        }
        let opened = Desk::open((self.inner.open)(path)).map_err(|error| error.refused())?;
        self.inner.revision.send_replace(opened.revision());
        *desk = Some(opened);
        drop(desk);
        self.remember();
        Ok(())
    }

    /// Whether a report is on the desk.
    pub fn has_report(&self) -> bool {
        self.lock().is_some()
    }

    /// Those who wait for a change.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.inner.revision.subscribe()
    }

    /// Notes that a page is open.
    pub fn page(&self) -> OpenPage {
        self.inner.pages.fetch_add(1, Ordering::SeqCst);
        *self.since() = None;
        OpenPage { app: self.clone() }
    }

    /// How long no page has been open, and whether the last one said that it was closed: one that a browser has put aside
    /// to save memory says nothing. `None` if one is open, or none was yet.
    pub fn alone(&self) -> Option<(Duration, bool)> {
        let since = (*self.since())?;
        let left = *self.inner.left.lock().unwrap_or_else(PoisonError::into_inner);
        Some((since.elapsed(), left.is_some_and(|left| left + FAREWELL >= since)))
    }

    /// Notes that a page was closed.
    pub fn page_left(&self) {
        *self.inner.left.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Asks the program to end.
    pub fn ask_to_end(&self) {
        self.inner.is_asked_to_end.store(true, Ordering::SeqCst);
    }

    /// Whether the page has asked the program to end.
    pub fn is_asked_to_end(&self) -> bool {
        self.inner.is_asked_to_end.load(Ordering::SeqCst)
    }

    /// Whether a signal has told the program to end.
    pub fn is_told_to_end(&self) -> bool {
        self.inner.is_told_to_end.load(Ordering::SeqCst)
    }

    /// Tells all pages that the program ends.
    pub fn say_goodbye(&self) {
        self.inner.revision.send_replace(GOODBYE);
    }

    /// Takes the desk away: what it holds open is closed.
    pub fn clear_desk(&self) {
        if let Some(desk) = self.lock().take() {
            self.inner.start.remembered().ended(desk.path());
        }
    }

    fn remember(&self) {
        let path = self.lock().as_ref().map(|desk| desk.path().to_owned());
        if let Some(path) = path {
            self.inner.start.remember(&path);
            let running = Running { port: self.inner.port, secret: self.inner.secrets.second.clone() };
            self.inner.start.remembered().runs(&path, &running);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Desk>> {
        self.inner.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn since(&self) -> MutexGuard<'_, Option<Instant>> {
        self.inner.alone_since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OpenPage {
    fn drop(&mut self) {
        if self.app.inner.pages.fetch_sub(1, Ordering::SeqCst) == 1 {
            *self.app.since() = Some(Instant::now());
        }
    }
}

impl OpenError {
    /// The sentence for the screen.
    fn refused(self) -> Refused {
        Refused { is_stale: false, message: self.sentence() }
    }
}
