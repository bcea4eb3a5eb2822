//! Edits.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::{Seen, changed};
use crate::desk::EditRequest;
use crate::server::answer::{Answer, asked};
use crate::server::app::App;

#[derive(Deserialize)]
struct Asked {
    #[serde(flatten)]
    seen: Seen,
    #[serde(flatten)]
    edits: EditRequest,
}

pub(super) async fn edit(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let Asked { seen, edits } = asked(&body)?;
    changed(&app, seen.since, |desk| desk.edit(edits)).await
}
