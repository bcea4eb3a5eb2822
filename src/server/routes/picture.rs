//! Pictures of the report, and new ones.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Named;
use crate::server::answer::{Answer, json_of};
use crate::server::app::App;

/// What a picture may do, even one that was opened by itself: nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

pub(super) async fn picture(State(app): State<App>, Path(name): Path<String>) -> Result<Response, Answer> {
    let (bytes, media) = app.desk(move |desk| desk.picture(&name)).await??;
    Ok(([(header::CONTENT_TYPE, media), (header::CONTENT_SECURITY_POLICY, POLICY)], bytes).into_response())
}

pub(super) async fn add(
    State(app): State<App>,
    Query(Named { name }): Query<Named>,
    body: Bytes,
) -> Result<Response, Answer> {
    let file = app.desk(move |desk| desk.add_picture(&name, body.to_vec())).await??;
    Ok(json_of(&json!({ "file": file })))
}
