//! A page is closed.

use axum::extract::State;
use axum::http::StatusCode;

use crate::server::app::App;

pub(super) async fn leave(State(app): State<App>) -> StatusCode {
    app.page_left();
    StatusCode::NO_CONTENT
}
