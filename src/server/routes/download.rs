//! The report as a file that the browser keeps, or as text for the editor of a portal.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::desk::Download;
use crate::server::answer::Answer;
use crate::server::app::App;

pub(super) async fn download(State(app): State<App>, Path(format): Path<String>) -> Result<Response, Answer> {
    let made = app.desk(move |desk| if format == "text" { Ok(desk.text()) } else { desk.download(&format) });
    let Download { name, media, bytes } = made.await??;
    // RFC 6266 with RFC 5987: the name in UTF-8.
    let name: String = name
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    let disposition = format!("attachment; filename*=UTF-8''{name}");
    Ok(([(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response())
}

/// What is pasted into the editor of a portal. It is fetched and copied, never shown as a page of this program.
pub(super) async fn fragment(State(app): State<App>) -> Result<Response, Answer> {
    let Download { media, bytes, .. } = app.desk(|desk| desk.download("fragment")).await??;
    let policy = "default-src 'none'; sandbox";
    Ok(([(header::CONTENT_TYPE, media), (header::CONTENT_SECURITY_POLICY, policy)], bytes).into_response())
}
