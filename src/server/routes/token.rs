//! Lets a second start of the program bring in one more browser.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::server::answer::Answer;
use crate::server::app::App;
use crate::server::second::SECRET;

pub(super) async fn token(State(app): State<App>, headers: HeaderMap) -> Response {
    let is_second = headers
        .get(SECRET)
        .and_then(|secret| secret.to_str().ok())
        .is_some_and(|secret| app.secrets().is_second(secret));
    match app.secrets().token().filter(|_| is_second) {
        Some(token) => token.into_response(),
        None => Answer::new(StatusCode::FORBIDDEN, "请从程序打开这一页。").into_response(),
    }
}
