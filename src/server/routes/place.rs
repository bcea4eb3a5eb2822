//! What stands at a point of a page.

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::server::answer::{Answer, json_of};
use crate::server::app::App;

/// A page, from 0, and a point on it.
#[derive(Deserialize)]
pub(super) struct Point {
    page: usize,
    x: f64,
    y: f64,
}

pub(super) async fn place(
    State(app): State<App>,
    Query(Point { page, x, y }): Query<Point>,
) -> Result<Response, Answer> {
    let spot = app.desk(move |desk| desk.spot(page, x, y)).await?;
    Ok(json_of(&spot))
}
