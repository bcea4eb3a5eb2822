//! What a request is answered with.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

use crate::desk::Refused;

/// A refusal, with its status and the sentence for the screen.
#[derive(Debug)]
pub(super) struct Answer {
    status: StatusCode,
    body: serde_json::Value,
}

impl Answer {
    /// A refusal.
    pub fn new(status: StatusCode, message: &str) -> Answer {
        Answer { status, body: json!({ "message": message }) }
    }

    /// No report is open yet: the page starts from the beginning.
    pub fn no_report() -> Answer {
        Answer { status: StatusCode::NOT_FOUND, body: json!({ "message": "还没有打开报告。", "start": true }) }
    }

    /// Something went wrong that nobody foresaw.
    pub fn failed() -> Answer {
        Answer::new(StatusCode::INTERNAL_SERVER_ERROR, "程序出错，这一步没有做成；前面的改动都在。")
    }

    /// What comes is not of the shape that was agreed.
    pub fn misunderstood() -> Answer {
        Answer::new(StatusCode::BAD_REQUEST, "没有看懂这个请求。")
    }
}

impl From<Refused> for Answer {
    fn from(refused: Refused) -> Answer {
        let status = if refused.is_stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        Answer::new(status, &refused.message)
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        (self.status, [(header::CONTENT_TYPE, JSON)], self.body.to_string()).into_response()
    }
}

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// JSON that has been written.
pub(super) fn json_text(text: String) -> Response {
    ([(header::CONTENT_TYPE, JSON)], text).into_response()
}

/// A value as JSON.
pub(super) fn json_of(value: &impl Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(text) => json_text(text),
        Err(_) => Answer::failed().into_response(),
    }
}

/// What comes as JSON.
///
/// # Errors
/// It is none, or of another shape.
pub(super) fn asked<T: for<'d> serde::Deserialize<'d>>(body: &[u8]) -> Result<T, Answer> {
    serde_json::from_slice(body).map_err(|_| Answer::misunderstood())
}
