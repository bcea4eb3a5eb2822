//! What another program's file would fill in.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::response::Response;

use super::Named;
use crate::server::answer::{Answer, json_of};
use crate::server::app::App;

pub(super) async fn import(
    State(app): State<App>,
    Query(Named { name }): Query<Named>,
    body: Bytes,
) -> Result<Response, Answer> {
    let proposal = app.desk(move |desk| desk.import(&name, body.to_vec())).await?;
    Ok(json_of(&proposal?))
}
