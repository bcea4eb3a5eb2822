//! A second start of the program on a report that is open already: the first is asked to let one more browser in.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use crate::desk::{Remembered, Running};

/// So long the first is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of its answer at most.
const LONGEST: u64 = 4 << 10;

/// The header in which the first start is shown what it knows the second by.
pub(super) const SECRET: &str = "x-nianbao-secret";

/// The address that lets a browser into the program that has a report open; `None` if there is none that answers.
pub fn address_of_running(path: &Path) -> Option<String> {
    let Running { port, secret } = Remembered::of_this_user().running(path)?;
    let mut stream = TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    let request = format!(
        "POST /api/token HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{SECRET}: {secret}\r\nContent-Length: 0\r\n\
         Connection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.take(LONGEST).read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let is_given = head.starts_with("HTTP/1.1 200 ");
    let token = body.trim();
    let is_token = !token.is_empty() && token.chars().all(|ch| ch.is_ascii_hexdigit());
    (is_given && is_token).then(|| format!("http://127.0.0.1:{port}/enter?token={token}"))
}
