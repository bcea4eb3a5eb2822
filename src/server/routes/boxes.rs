//! Where a field stands on the pages.

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::server::answer::{Answer, json_of};
use crate::server::app::App;

/// A field, and of a text one of its pieces.
#[derive(Deserialize)]
pub(super) struct Field {
    key: String,
    piece: Option<usize>,
}

pub(super) async fn boxes(
    State(app): State<App>,
    Query(Field { key, piece }): Query<Field>,
) -> Result<Response, Answer> {
    let boxes = app.desk(move |desk| desk.boxes(&key, piece)).await?;
    Ok(json_of(&boxes))
}
