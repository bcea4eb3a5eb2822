//! What the remedy of a finding does.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::{Seen, changed};
use crate::desk::FixRequest;
use crate::server::answer::{Answer, asked};
use crate::server::app::App;

#[derive(Deserialize)]
struct Asked {
    #[serde(flatten)]
    seen: Seen,
    #[serde(flatten)]
    request: FixRequest,
}

pub(super) async fn fix(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let Asked { seen, request } = asked(&body)?;
    changed(&app, seen.since, move |desk| desk.fix(&request)).await
}
