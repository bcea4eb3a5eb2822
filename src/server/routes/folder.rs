//! Shows the folder of the report in the file manager.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::server::answer::{Answer, json_of};
use crate::server::app::App;

pub(super) async fn folder(State(app): State<App>) -> Result<Response, Answer> {
    let folder = app.desk(|desk| desk.path().parent().map(std::path::Path::to_owned)).await?;
    let is_shown = folder.is_some_and(|folder| open::that_detached(folder).is_ok());
    if is_shown {
        Ok(json_of(&json!({})))
    } else {
        Err(Answer::new(StatusCode::UNPROCESSABLE_ENTITY, "打不开文件夹。"))
    }
}
