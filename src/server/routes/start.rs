//! What there is to open.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::server::answer::{Answer, json_of};
use crate::server::app::App;

/// Seconds of a mean year of the Gregorian calendar.
const YEAR: u64 = 31_556_952;

pub(super) async fn start(State(app): State<App>) -> Result<Response, Answer> {
    if app.has_report() {
        return Err(Answer::new(StatusCode::NOT_FOUND, "报告已经打开了。"));
    }
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let today = u16::try_from(1970 + seconds / YEAR).ok();
    let choices = app.blocking(move |app| app.start().choices(today)).await?;
    Ok(json_of(&choices))
}
