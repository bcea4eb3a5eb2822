//! The door: a token that was not used before gives the browser its cookie.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::server::app::App;
use crate::server::guard::{cookie_name, has_cookie};
use crate::server::message::page;

/// What opens the door.
#[derive(Deserialize)]
pub(super) struct Key {
    #[serde(default)]
    token: String,
}

pub(super) async fn enter(State(app): State<App>, Query(Key { token }): Query<Key>, headers: HeaderMap) -> Response {
    if app.secrets().take(&token) {
        let (name, secret) = (cookie_name(app.port()), app.secrets().cookie());
        let cookie = format!("{name}={secret}; Path=/; HttpOnly; SameSite=Strict");
        return ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response();
    }
    // The address of a page that is open already.
    if has_cookie(&app, &headers) {
        return Redirect::to("/").into_response();
    }
    page(StatusCode::FORBIDDEN, "这个地址已经用过了", "一个地址只能打开一次。请回到程序那里，再打开一次这份报告。")
}
