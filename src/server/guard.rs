//! The guard: nobody comes in but the user's own browser, and from no page but this one.
//!
//! Every request names the host that it is for, since a name that was made to lead here (DNS rebinding) names another;
//! it carries the cookie; and what changes something comes from this page, by its origin. The page itself may ask
//! nobody else (content security policy).

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::answer::Answer;
use super::app::App;
use super::connections::Asked;
use super::message::page;

/// A body of more bytes is refused, before it is read if its length is told: the largest file that is imported, and as
/// much again.
const LARGEST_BODY: usize = 128 << 20;

/// The same of a second start of the program, which sends its secret and is not known yet.
const LARGEST_OF_A_STRANGER: usize = 4 << 10;

/// Where a second start of the program asks for the address.
pub(super) const SECOND_START: &str = "/api/token";

/// What every answer carries.
const HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Lets a request pass, or answers it.
pub(super) async fn guard(State(app): State<App>, request: Request<Body>, next: Next) -> Response {
    let mut response = match verdict(&app, &request) {
        Ok(()) => {
            if let Some(asked) = request.extensions().get::<Asked>() {
                asked.is_known();
            }
            next.run(request).await
        }
        Err(refusal) => *refusal,
    };
    for (name, value) in HEADERS {
        // A picture has a stricter policy of its own.
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Whether a request may pass.
fn verdict(app: &App, request: &Request<Body>) -> Result<(), Box<Response>> {
    let (headers, path, method) = (request.headers(), request.uri().path(), request.method());
    if !is_this_host(headers, app.port()) {
        return Err(refused(StatusCode::MISDIRECTED_REQUEST, "这个地址不是本程序的。"));
    }
    if ![Method::GET, Method::HEAD, Method::POST].contains(method) {
        return Err(refused(StatusCode::METHOD_NOT_ALLOWED, "不支持这种请求。"));
    }
    if content_length(headers).is_some_and(|length| length > largest_body(path) as u64) {
        return Err(Box::new(too_large()));
    }
    // A second start of the program has a secret of its own, and no cookie.
    if path == SECOND_START {
        return Ok(());
    }
    if path == "/enter" && *method != Method::POST {
        return Ok(());
    }
    if !has_cookie(app, headers) {
        let is_page = path == "/";
        let closed =
            || page(StatusCode::FORBIDDEN, "请从程序打开", "这一页只能由程序打开。请回到程序那里，再打开一次。");
        return Err(if is_page {
            Box::new(closed())
        } else {
            refused(StatusCode::FORBIDDEN, "请从程序打开这一页。")
        });
    }
    let comes_from = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if comes_from("sec-fetch-site").is_some_and(|site| !["same-origin", "none"].contains(&site)) {
        return Err(refused(StatusCode::FORBIDDEN, "别的网页不能使用本程序。"));
    }
    if *method == Method::POST && !comes_from("origin").is_some_and(|origin| is_this_origin(origin, app.port())) {
        return Err(refused(StatusCode::FORBIDDEN, "别的网页不能使用本程序。"));
    }
    Ok(())
}

/// The bytes that the body of a request for this path may have.
pub(super) fn largest_body(path: &str) -> usize {
    if path == SECOND_START { LARGEST_OF_A_STRANGER } else { LARGEST_BODY }
}

/// The answer to a body of more than [`largest_body`].
pub(super) fn too_large() -> Response {
    *refused(StatusCode::PAYLOAD_TOO_LARGE, "太大，不收。")
}

fn refused(status: StatusCode, message: &str) -> Box<Response> {
    let mut response = Answer::new(status, message).into_response();
    // What is still to come of the body is not read.
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    Box::new(response)
}

/// Whether a request is for this program by name.
fn is_this_host(headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let is_one = hosts.next().is_none();
    is_one && host.is_some_and(|host| ["127.0.0.1", "localhost"].iter().any(|name| host == format!("{name}:{port}")))
}

fn is_this_origin(origin: &str, port: u16) -> bool {
    ["127.0.0.1", "localhost"].iter().any(|name| origin == format!("http://{name}:{port}"))
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Whether a request carries the cookie.
pub(super) fn has_cookie(app: &App, headers: &HeaderMap) -> bool {
    let own = cookie_name(app.port());
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.any(|(name, value)| name == own && app.secrets().is_cookie(value))
}

/// The name of the cookie: cookies do not tell ports apart, and several programs may run.
pub(super) fn cookie_name(port: u16) -> String {
    format!("nianbao_{port}")
}
