//! The report as a file beside its data file.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use crate::desk::OutputRequest;
use crate::server::answer::{Answer, asked, json_text};
use crate::server::app::App;

pub(super) async fn output(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let request: OutputRequest = asked(&body)?;
    let made = app.desk(move |desk| desk.output(&request).map(|made| serde_json::to_string(&made).unwrap_or_default()));
    Ok(json_text(made.await??))
}
