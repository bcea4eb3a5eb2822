//! Connections: how many there may be, and how long a request may take to say what it wants. A crowd of strangers takes
//! no room from a browser that has shown its cookie.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tower_service::Service;

/// Connections at once: a browser has six for requests and one for events, and there may be several.
const MOST: usize = 96;

/// So long a head may take, and so long an idle connection is kept.
const HEAD: Duration = Duration::from_secs(20);

/// A pause after the system has refused a connection, such as for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(50);

/// Whether a connection has asked for something that it may have.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked(Arc<AtomicBool>);

impl Asked {
    /// Notes that it has.
    pub fn is_known(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The connections that are open, the oldest first.
#[derive(Clone, Default)]
struct Open(Arc<Mutex<VecDeque<(AbortHandle, Asked)>>>);

impl Open {
    /// Makes room for one more: those that are closed go, then the oldest stranger, then the oldest.
    fn make_room(&self) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|(connection, _)| !connection.is_finished());
        if open.len() >= MOST {
            let stranger = open.iter().position(|(_, asked)| !asked.0.load(Ordering::Relaxed)).unwrap_or_default();
            if let Some((connection, _)) = open.remove(stranger) {
                connection.abort();
            }
        }
    }

    fn add(&self, connection: AbortHandle, asked: Asked) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_back((connection, asked));
    }
}

/// Takes connections and answers their requests, for ever.
pub(super) async fn serve(listener: TcpListener, routes: Router) {
    let open = Open::default();
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        if !peer.ip().is_loopback() {
            continue;
        }
        open.make_room();
        let asked = Asked::default();
        let connection = tokio::spawn(answer(stream, routes.clone(), asked.clone()));
        open.add(connection.abort_handle(), asked);
    }
}

/// Answers the requests of a connection until it is closed.
async fn answer(stream: TcpStream, routes: Router, asked: Asked) {
    // A key press shall not wait for more to send.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<hyper::body::Incoming>| {
        let (mut routes, asked) = (routes.clone(), asked.clone());
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(asked);
            routes.call(request).await
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_headers(64).max_buf_size(64 << 10);
    // A connection that ends otherwise than by the rules is none to answer.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}
