//! The server behind the page in the browser.
//!
//! Takes a report that is on the desk, or a place to start from; answers requests on 127.0.0.1, and on nothing else,
//! until the last page has been closed for a while or the program is told to end. `guard` lets nobody in but the user's
//! own browser, `connections` lets nobody take all the room, `routes` holds one file a route, `life` saves, looks after
//! the files and ends. Knows HTTP and the desk; knows nothing of forms, TOML and pages.

mod answer;
mod app;
mod connections;
mod detached;
mod gathered;
mod guard;
mod life;
mod message;
mod routes;
mod second;
mod secrets;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use app::App;
use tokio::net::TcpListener;

use crate::desk::start::Start;
use crate::desk::{Desk, Opening};
use crate::threads;
pub use detached::Detached;
pub use life::End;
pub use second::address_of_running;
pub use secrets::secret as new_session;

/// What is served.
pub struct Serving {
    /// The report; without it, the page offers some.
    pub desk: Option<Desk>,
    /// Where one starts from without a report.
    pub start: Start,
    /// Opens the report that is chosen there.
    pub open: Box<dyn Fn(std::path::PathBuf) -> Opening + Send + Sync>,
    /// The port; 0 for a free one.
    pub port: u16,
    /// Whether the program has been told to end.
    pub is_told_to_end: Arc<AtomicBool>,
}

/// Serves until the end. `ready` is told the address that lets the first browser in, as soon as it is answered.
///
/// # Errors
/// The port is taken, or the system gives none.
pub fn serve(serving: Serving, ready: impl FnOnce(&str)) -> io::Result<End> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    // What can be made on the command line can be made here.
    let runtime = runtime.enable_io().enable_time().thread_stack_size(threads::STACK_BYTES).build()?;
    let outcome = runtime.block_on(async {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, serving.port))).await?;
        let port = listener.local_addr()?.port();
        let app = App::new(serving, port)?;
        ready(&app.entrance());
        let end = life::run(&app, listener).await;
        Ok(end)
    });
    // A request that still runs is not waited for: everything is saved.
    runtime.shutdown_background();
    outcome
}
