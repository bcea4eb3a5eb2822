//! What a rule asks for, and how to put right what breaks it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use crate::desk::explained;
use crate::server::answer::{Answer, json_of};

pub(super) async fn explain(Path(code): Path<String>) -> Result<Response, Answer> {
    let explained = explained(&code).ok_or_else(|| Answer::new(StatusCode::NOT_FOUND, "没有这条规则。"))?;
    Ok(json_of(&explained))
}
