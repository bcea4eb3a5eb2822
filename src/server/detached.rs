//! The server without sockets, for whoever wants its answers and no connection, such as tests that ask it anything.

use std::io;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use tokio::runtime::Runtime;
use tower_service::Service;

use super::Serving;
use super::app::App;
use super::guard::cookie_name;
use super::routes;
use crate::threads;

/// The server without sockets.
pub struct Detached {
    app: App,
    routes: Router,
    runtime: Runtime,
}

impl Detached {
    /// The server of a report, or of a place to start from.
    ///
    /// # Errors
    /// The system gives no random numbers, or no threads.
    pub fn new(serving: Serving) -> io::Result<Detached> {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_time().thread_stack_size(threads::STACK_BYTES).build()?;
        let port = serving.port;
        let app = App::new(serving, port)?;
        Ok(Detached { routes: routes::all(app.clone()), app, runtime })
    }

    /// Asks as the browser does that has been let in, and gives the status and what comes with it; of a stream of events
    /// the status alone, as it has no end. `None` if that can be no request: its method or its target is none.
    pub fn ask(&mut self, method: &str, target: &str, body: Vec<u8>) -> Option<(u16, Vec<u8>)> {
        let (port, secret) = (self.app.port(), self.app.secrets().cookie());
        let request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).ok()?)
            .uri(target)
            .header(header::HOST, format!("127.0.0.1:{port}"))
            .header(header::ORIGIN, format!("http://127.0.0.1:{port}"))
            .header(header::COOKIE, format!("{}={secret}", cookie_name(port)))
            .body(Body::from(body))
            .ok()?;
        let mut routes = self.routes.clone();
        self.runtime.block_on(async {
            let Ok(response) = routes.call(request).await;
            let status = response.status();
            let kind = response.headers().get(header::CONTENT_TYPE);
            if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream")) {
                return Some((status.as_u16(), Vec::new()));
            }
            match to_bytes(response.into_body(), usize::MAX).await {
                Ok(bytes) => Some((status.as_u16(), bytes.into())),
                Err(_) => Some((StatusCode::INTERNAL_SERVER_ERROR.as_u16(), Vec::new())),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::desk::start::Start;
    use crate::desk::{Desk, Opening, Remembered};
    use crate::pipeline::Options;
    use crate::text::FaceLibrary;

    #[test]
    fn answers_are_those_of_the_server() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.toml");
        std::fs::write(&path, "[report]\norgan = '某市数据局'\nyear = 2025\n").unwrap();
        let library: &'static FaceLibrary<'static> = Box::leak(Box::new(FaceLibrary::embedded()));
        let (options, session) = (Options::default(), String::new());
        let opening = move |path| Opening { path, previous: None, options, library, session: session.clone() };
        let mut server = Detached::new(Serving {
            desk: Some(Desk::open(opening(path)).unwrap()),
            start: Start::new(folder.path().to_owned(), Remembered::nowhere(), options),
            open: Box::new(opening),
            port: 1,
            is_told_to_end: Arc::new(AtomicBool::new(false)),
        })
        .unwrap();
        let (status, body) = server.ask("GET", "/api/report", Vec::new()).unwrap();
        assert!(status == 200 && String::from_utf8(body).unwrap().contains("某市数据局"));
        let edit = r#"{"base": 0, "edits": [{"do": "cell", "key": "applications.received.natural", "text": "66"}]}"#;
        let (status, body) = server.ask("POST", "/api/edit", edit.into()).unwrap();
        assert!(status == 200 && String::from_utf8(body).unwrap().contains("66"));
        let statuses = [("GET", "/api/events"), ("GET", "/no"), ("POST", "/api/edit"), ("PUT", "/api/edit")]
            .map(|(method, target)| server.ask(method, target, Vec::new()).unwrap().0);
        assert_eq!(statuses, [200, 404, 400, 405]);
        assert_eq!(server.ask("GET", "no target", Vec::new()), None);
    }
}
