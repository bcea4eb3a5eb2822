//! What is pasted into a text, as the program understands it.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use crate::desk::ProsePasteRequest;
use crate::server::answer::{Answer, asked, json_of};
use crate::server::app::App;

pub(super) async fn paste_prose(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let request: ProsePasteRequest = asked(&body)?;
    let pasted = app.desk(move |desk| desk.paste_prose(&request)).await?;
    Ok(json_of(&pasted))
}
