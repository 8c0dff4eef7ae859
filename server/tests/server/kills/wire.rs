//! One request, and what came of it. A connection of its own for each, so that a killed server is
//! noticed by those only whom it left without an answer.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Nobody waits longer for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came back, whole.
pub struct Answer {
    pub status: u16,
    /// Where to go, where it says so.
    pub location: String,
    pub body: String,
}

/// Asks for a page.
pub async fn get(to: SocketAddr, path: &str, cookie: &str) -> Result<Answer> {
    ask(to, format!("GET {path}"), cookie, "").await
}

/// Sends a form, as the browser itself does.
pub async fn post(to: SocketAddr, path: &str, cookie: &str, form: &str) -> Result<Answer> {
    ask(to, format!("POST {path}"), cookie, form).await
}

async fn ask(to: SocketAddr, what: String, cookie: &str, form: &str) -> Result<Answer> {
    let request = format!(
        "{what} HTTP/1.1\r\nHost: ombud.example\r\nConnection: close\r\n\
         Sec-Fetch-Site: same-origin\r\nCookie: __Host-agera={cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let exchange = async {
        let mut stream = TcpStream::connect(to).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        understand(&answer).ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))
    };
    timeout(PATIENCE, exchange).await?
}

/// An answer, unless it was cut off.
fn understand(answer: &[u8]) -> Option<Answer> {
    let answer = std::str::from_utf8(answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let header = |wanted: &str| {
        let mut headers = head.lines().filter_map(|line| line.split_once(": "));
        headers.find_map(|(name, value)| name.eq_ignore_ascii_case(wanted).then_some(value))
    };
    let length = header("content-length").map(str::parse::<usize>);
    if length.is_some_and(|length| length.ok() != Some(body.len())) {
        return None;
    }
    Some(Answer {
        status,
        location: header("location").unwrap_or_default().to_owned(),
        body: body.to_owned(),
    })
}
