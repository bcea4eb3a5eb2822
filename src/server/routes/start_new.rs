//! Makes a new report and opens it.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::response::Response;
use serde_json::json;

use crate::desk::start::NewRequest;
use crate::server::answer::{Answer, json_of};
use crate::server::app::App;

pub(super) async fn new(
    State(app): State<App>,
    Query(request): Query<NewRequest>,
    body: Bytes,
) -> Result<Response, Answer> {
    let made = move |app: &App| app.start().make(&request, body.to_vec()).and_then(|path| app.put_on_desk(path));
    app.blocking(made).await??;
    Ok(json_of(&json!({ "opened": true })))
}
