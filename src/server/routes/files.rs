//! The page itself, which is compiled in.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::page;
use crate::server::answer::Answer;

pub(super) async fn index() -> Response {
    of("index.html")
}

pub(super) async fn file(Path(name): Path<String>) -> Response {
    of(&name)
}

/// Browsers ask for a picture beside the title; there is none.
pub(super) async fn icon() -> StatusCode {
    StatusCode::NO_CONTENT
}

fn of(name: &str) -> Response {
    match page::file(name) {
        Some(file) => ([(header::CONTENT_TYPE, file.media)], file.text).into_response(),
        None => Answer::new(StatusCode::NOT_FOUND, "没有这一项。").into_response(),
    }
}
