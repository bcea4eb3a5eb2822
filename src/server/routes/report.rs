//! The report: what changed of it after a revision, or all of it.

use axum::extract::{Query, State};
use axum::response::Response;

use super::{Seen, changed};
use crate::server::answer::Answer;
use crate::server::app::App;

pub(super) async fn report(State(app): State<App>, Query(seen): Query<Seen>) -> Result<Response, Answer> {
    changed(&app, seen.since, |_| Ok(())).await
}
