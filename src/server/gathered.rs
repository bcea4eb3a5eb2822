//! A body, gathered whole before its route sees it.
//!
//! Into one block that grows: what arrives is let go as it is copied, and a block of this size goes back to the system
//! when it is done. Thousands of small pieces would be kept by the allocator long after a refusal.

use axum::body::{Body, BodyDataStream};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;

use super::answer::Answer;
use super::guard::{largest_body, too_large};

/// Gathers the body, and goes on; or refuses it when there is too much of it.
pub(super) async fn gathered(request: Request<Body>, next: Next) -> Response {
    let (head, body) = request.into_parts();
    match whole(body.into_data_stream(), largest_body(head.uri.path())).await {
        Ok(Some(bytes)) => next.run(Request::from_parts(head, Body::from(bytes))).await,
        Ok(None) => too_large(),
        // Who has gone reads no answer.
        Err(_) => Answer::misunderstood().into_response(),
    }
}

/// All of a body; nothing if it has more bytes than `most`.
async fn whole(mut body: BodyDataStream, most: usize) -> Result<Option<Vec<u8>>, axum::Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = body.next().await {
        let piece = piece?;
        if bytes.len().saturating_add(piece.len()) > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Some(bytes))
}
