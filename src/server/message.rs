//! A page that says one thing, for whoever comes where there is nothing else.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A page with a title and a sentence, neither of which comes from outside.
pub(super) fn page(status: StatusCode, title: &str, sentence: &str) -> Response {
    let text = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body><h1>{title}</h1><p>{sentence}</p></body></html>\n"
    );
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
}
