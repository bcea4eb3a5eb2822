//! What is done by itself: saving, looking after the files, and ending when nobody is there any more.

use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use super::app::App;
use super::{connections, routes};
use crate::desk::SaveJob;

/// How often it is looked whether something is to be done.
const BEAT: Duration = Duration::from_millis(100);
/// So long after the last page was closed the program ends: a page that is loaded anew is soon back.
const CLOSED: Duration = Duration::from_secs(60);
/// So long a page is waited for that has gone without a word: a browser puts pages aside that nobody looks at.
const ASIDE: Duration = Duration::from_secs(24 * 60 * 60);
/// So long pages are given to hear that it ends.
const FAREWELL: Duration = Duration::from_millis(200);
/// So often it is tried to save at the end.
const LAST_TRIES: usize = 3;

/// Why the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The last page was closed, or a page has asked for it.
    Finished,
    /// A signal has come.
    Told,
    /// Something could not be saved; it is in the journal.
    Unsaved,
}

/// Serves and looks after everything, until the end.
pub(super) async fn run(app: &App, listener: TcpListener) -> End {
    let served = tokio::spawn(connections::serve(listener, routes::all(app.clone())));
    let end = loop {
        tokio::time::sleep(BEAT).await;
        look_after(app).await;
        if app.is_told_to_end() {
            break End::Told;
        }
        let is_alone = app.alone().is_some_and(|(time, is_closed)| time >= if is_closed { CLOSED } else { ASIDE });
        if is_alone || app.is_asked_to_end() {
            break End::Finished;
        }
    };
    // Pages wait for the next revision: from now on there is none.
    app.say_goodbye();
    let is_saved = save_all(app).await;
    tokio::time::sleep(FAREWELL).await;
    served.abort();
    app.clear_desk();
    if is_saved { end } else { End::Unsaved }
}

/// Saves what is due.
async fn look_after(app: &App) {
    if let Ok(Some(job)) = app.desk(|desk| desk.tick(Instant::now())).await {
        save(app, job).await;
    }
}

/// Writes while the desk is free, and tells it what came of it.
pub(super) async fn save(app: &App, job: SaveJob) {
    if let Ok(outcome) = app.blocking(move |_| job.run()).await {
        let _ = app.desk(move |desk| desk.saved(outcome)).await;
    }
}

/// Saves everything; whether that could be done.
async fn save_all(app: &App) -> bool {
    for _ in 0..LAST_TRIES {
        match app.desk(|desk| (desk.save_now(), desk.is_behind())).await {
            Ok((Some(job), _)) => save(app, job).await,
            Ok((None, is_behind)) => return !is_behind,
            // There is no report.
            Err(_) => return true,
        }
    }
    app.desk(|desk| !desk.is_behind()).await.unwrap_or(true)
}
