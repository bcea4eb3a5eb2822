//! Last year's report, in any form that can be read.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::response::Response;

use super::{Named, Seen, changed};
use crate::server::answer::Answer;
use crate::server::app::App;

pub(super) async fn previous(
    State(app): State<App>,
    Query(Named { name }): Query<Named>,
    Query(Seen { since }): Query<Seen>,
    body: Bytes,
) -> Result<Response, Answer> {
    changed(&app, since, move |desk| desk.set_previous(&name, body.to_vec())).await
}
