//! Ends the program.

use axum::extract::State;
use axum::response::Response;
use serde_json::json;

use crate::server::answer::json_of;
use crate::server::app::App;

pub(super) async fn quit(State(app): State<App>) -> Response {
    app.ask_to_end();
    json_of(&json!({}))
}
