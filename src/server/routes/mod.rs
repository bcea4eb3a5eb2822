//! The routes, one file each: what is asked, and who answers.

mod boxes;
mod conflict;
mod download;
mod edit;
mod enter;
mod events;
mod explain;
mod files;
mod fix;
mod folder;
mod import;
mod leave;
mod output;
mod paste_prose;
mod paste_table;
mod picture;
mod place;
mod previous;
mod quit;
mod report;
mod save;
mod start;
mod start_new;
mod start_open;
mod token;
mod undo;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::answer::{Answer, json_text};
use super::app::App;
use super::gathered::gathered;
use super::guard::{SECOND_START, guard};
use crate::desk::{Desk, Refused};

/// All of them, behind the guard.
pub(super) fn all(app: App) -> Router {
    Router::new()
        .route("/", get(files::index))
        .route("/favicon.ico", get(files::icon))
        .route("/page/{*name}", get(files::file))
        .route("/enter", get(enter::enter))
        .route("/picture/{*name}", get(picture::picture))
        .route(SECOND_START, post(token::token))
        .route("/api/report", get(report::report))
        .route("/api/events", get(events::events))
        .route("/api/edit", post(edit::edit))
        .route("/api/save", post(save::save_now))
        .route("/api/undo", post(undo::undo))
        .route("/api/redo", post(undo::redo))
        .route("/api/fix", post(fix::fix))
        .route("/api/paste/table", post(paste_table::paste_table))
        .route("/api/paste/prose", post(paste_prose::paste_prose))
        .route("/api/import", post(import::import))
        .route("/api/picture", post(picture::add))
        .route("/api/place", get(place::place))
        .route("/api/boxes", get(boxes::boxes))
        .route("/api/output", post(output::output))
        .route("/api/download/{format}", get(download::download))
        .route("/api/fragment", get(download::fragment))
        .route("/api/previous", post(previous::previous))
        .route("/api/explain/{code}", get(explain::explain))
        .route("/api/conflict", post(conflict::conflict))
        .route("/api/folder", post(folder::folder))
        .route("/api/leave", post(leave::leave))
        .route("/api/quit", post(quit::quit))
        .route("/api/start", get(start::start))
        .route("/api/start/new", post(start_new::new))
        .route("/api/start/open", post(start_open::open))
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(gathered))
        .layer(from_fn_with_state(app.clone(), guard))
        .with_state(app)
}

async fn nothing() -> Answer {
    Answer::new(StatusCode::NOT_FOUND, "没有这一项。")
}

/// The revision that the page has seen.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(super) struct Seen {
    #[serde(default)]
    pub since: u64,
}

/// The name of a file that is sent.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    pub name: String,
}

/// Changes the report, and answers with what changed.
///
/// # Errors
/// There is no report; what was asked is refused.
pub(super) async fn changed(
    app: &App,
    since: u64,
    work: impl FnOnce(&mut Desk) -> Result<(), Refused> + Send + 'static,
) -> Result<Response, Answer> {
    let done = app.desk(move |desk| {
        let refused = work(desk).err();
        let is_stale = refused.as_ref().is_some_and(|refused| refused.is_stale);
        let mut update = desk.update(since);
        update.message = refused.as_ref().map(|refused| refused.message.clone()).filter(|_| is_stale);
        (refused, serde_json::to_string(&update).unwrap_or_default())
    });
    match done.await? {
        (None, update) => Ok(json_text(update)),
        // Whoever has not seen what holds is shown it.
        (Some(refused), update) if refused.is_stale => Ok((StatusCode::CONFLICT, json_text(update)).into_response()),
        (Some(refused), _) => Err(refused.into()),
    }
}
