//! Saves at once.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use super::{Seen, changed};
use crate::server::answer::{Answer, asked};
use crate::server::app::App;
use crate::server::life::save;

pub(super) async fn save_now(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let Seen { since } = asked(&body)?;
    if let Some(job) = app.desk(|desk| desk.save_now()).await? {
        save(&app, job).await;
    }
    changed(&app, since, |_| Ok(())).await
}
