//! What happens, as it happens: a revision whenever something changed, and that the program ends.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;

use crate::server::app::{App, GOODBYE};

/// So often a silent stream says that it is still there: by that it is noticed when a page has gone.
const HEARTBEAT: Duration = Duration::from_secs(5);

pub(super) async fn events(State(app): State<App>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changes = app.changes();
    changes.mark_changed();
    let open = (changes, app.page(), false);
    let stream = unfold(open, |(mut changes, page, is_over)| async move {
        if is_over || changes.changed().await.is_err() {
            return None;
        }
        let revision = *changes.borrow_and_update();
        let event = match revision {
            GOODBYE => Event::default().event("bye").data("0"),
            revision => Event::default().event("revision").data(revision.to_string()),
        };
        Some((Ok(event), (changes, page, revision == GOODBYE)))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT))
}
