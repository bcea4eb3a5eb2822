//! One step back, or on again.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use super::{Seen, changed};
use crate::server::answer::{Answer, asked};
use crate::server::app::App;

pub(super) async fn undo(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let Seen { since } = asked(&body)?;
    let undone = |desk: &mut crate::desk::Desk| {
        desk.undo();
        Ok(())
    };
    changed(&app, since, undone).await
}

pub(super) async fn redo(State(app): State<App>, body: Bytes) -> Result<Response, Answer> {
    let Seen { since } = asked(&body)?;
    let redone = |desk: &mut crate::desk::Desk| {
        desk.redo();
        Ok(())
    };
    changed(&app, since, redone).await
}
