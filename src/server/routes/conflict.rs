//! Which of two versions of a file stays.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::{Seen, changed};
use crate::desk::ConflictRequest;
use crate::server::answer::{Answer, asked};
use crate::server::app::App;

#[derive(Deserialize)]
struct Asked {
    #[serde(flatten)]
    seen: Seen,
    #[serde(flatten)]
    request: ConflictRequest,
}

pub(super) async fn conflict(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let Asked { seen, request } = asked(&body)?;
    changed(&app, seen.since, move |desk| desk.settle(&request)).await
}
