//! What goes where when a block is pasted into a table.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use crate::desk::TablePasteRequest;
use crate::server::answer::{Answer, asked, json_of};
use crate::server::app::App;

pub(super) async fn paste_table(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let request: TablePasteRequest = asked(&body)?;
    let pasted = app.desk(move |desk| desk.paste_cells(&request)).await?;
    Ok(json_of(&pasted?))
}
