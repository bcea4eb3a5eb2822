//! Opens a report: one that was opened before, one of the folder, or a sample.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde_json::json;

use crate::desk::start::StartRequest;
use crate::server::answer::{Answer, asked, json_of};
use crate::server::app::App;

pub(super) async fn open(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let request: StartRequest = asked(&body)?;
    app.blocking(move |app| app.start().open(&request).and_then(|path| app.put_on_desk(path))).await??;
    Ok(json_of(&json!({ "opened": true })))
}
