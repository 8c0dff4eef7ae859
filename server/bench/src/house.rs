//! A demo server of one's own, on one core, on a database of one's own.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use reqwest::{Client, header};
use tokio::process::{Child, Command};

use crate::Fallible;
use crate::machine::Stopwatch;

/// The session's cookie on plain localhost.
pub(crate) const COOKIE: &str = "agera";

/// A running server.
pub(crate) struct House {
    child: Child,
    /// Its address, such as `http://127.0.0.1:40123`.
    pub(crate) origin: String,
    /// How long it took until it was ready, in milliseconds.
    pub(crate) ready_ms: f64,
    /// A client with connections that are kept.
    pub(crate) client: Client,
}

impl House {
    /// Starts the server on the folder's database, and waits until it is ready. On Linux it gets
    /// one core, the first; the load comes from the others.
    pub(crate) async fn open(
        server: &Path,
        site: &Path,
        folder: &Path,
        log: &str,
    ) -> Fallible<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?
            .local_addr()?
            .port();
        let origin = format!("http://127.0.0.1:{port}");
        let mut command = if cfg!(target_os = "linux") {
            let mut command = Command::new("taskset");
            command.args(["-c", "0"]).arg(server);
            command
        } else {
            Command::new(server)
        };
        let log_file = std::fs::File::create(folder.join("log"))?;
        command
            .arg("demo")
            .env("AGERA_ADDRESS", format!("127.0.0.1:{port}"))
            .env("AGERA_ORIGIN", &origin)
            .env("AGERA_DATABASE_URL", database(folder))
            .env("AGERA_SITE", site)
            .env("AGERA_LOG_FILTER", log)
            // Some of what is measured is tried more often than anybody may.
            .env("AGERA_LIMITS_CHILD_TRIES", "100000")
            .stdin(Stdio::null())
            .stdout(log_file.try_clone()?)
            .stderr(log_file)
            .kill_on_drop(true);
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .tcp_nodelay(true)
            .pool_max_idle_per_host(64)
            .build()?;
        let start = Stopwatch::start();
        let child = command.spawn()?;
        let ready = format!("{origin}/readyz");
        while client
            .get(&ready)
            .send()
            .await
            .map_or(true, |answer| !answer.status().is_success())
        {
            if start.ms() > 30_000.0 {
                return Err("the server did not become ready within 30 s".into());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(Self {
            child,
            origin,
            ready_ms: start.ms(),
            client,
        })
    }

    /// What a task of its own needs to visit.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor {
            client: self.client.clone(),
            origin: self.origin.clone(),
        }
    }

    /// Gets a page as the session, and its whole body, as it came over the wire.
    pub(crate) async fn get(
        &self,
        path: &str,
        token: &str,
        encoding: &str,
    ) -> Fallible<(u16, Vec<u8>)> {
        let request = self
            .client
            .get(format!("{}{path}", self.origin))
            .header(header::COOKIE, format!("{COOKIE}={token}"))
            .header(header::ACCEPT_ENCODING, encoding);
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        Ok((status, answer.bytes().await?.to_vec()))
    }

    /// The address of the inbox of the child that has more than a page of threads: the one whose
    /// inbox is largest.
    pub(crate) async fn inbox_path(&self, token: &str) -> Fallible<String> {
        let (_, home) = self.get("/mig", token, "identity").await?;
        let home = String::from_utf8(home)?;
        let mut best = None;
        for part in home.split("href=\"/ombud/").skip(1) {
            let link: String = part.chars().take_while(char::is_ascii_hexdigit).collect();
            let path = format!("/ombud/{link}/inkorg");
            let (_, body) = self.get(&path, token, "identity").await?;
            if best.as_ref().is_none_or(|(_, size)| body.len() > *size) {
                best = Some((path, body.len()));
            }
        }
        best.map(|(path, _)| path)
            .ok_or_else(|| "the guardian has no child".into())
    }

    /// The memory that is resident now, in kB; 0 where the system does not tell.
    pub(crate) fn resident_kb(&self) -> Fallible<u64> {
        let pid = self.child.id().ok_or("the server has ended")?;
        let Ok(status) = std::fs::read_to_string(format!("/proc/{pid}/status")) else {
            return Ok(0);
        };
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        Ok(line
            .and_then(|line| line.split_whitespace().next()?.parse().ok())
            .unwrap_or_default())
    }

    /// Stops the server and waits for it.
    pub(crate) async fn close(mut self) -> Fallible<()> {
        let pid = self.child.id().ok_or("the server has ended")?;
        Command::new("kill").arg(pid.to_string()).status().await?;
        self.child.wait().await?;
        Ok(())
    }
}

/// The address of the folder's database.
pub(crate) fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("bench.db").display())
}

/// Visits pages from a task of its own.
pub(crate) struct Visitor {
    client: Client,
    origin: String,
}

impl Visitor {
    /// Gets a page as the session, all of it; anything but 200 is an error.
    pub(crate) async fn get(&self, path: &str, token: &str) -> Result<(), reqwest::Error> {
        let request = self
            .client
            .get(format!("{}{path}", self.origin))
            .header(header::COOKIE, format!("{COOKIE}={token}"))
            .header(header::ACCEPT_ENCODING, "identity");
        request
            .send()
            .await?
            .error_for_status()?
            .bytes()
            .await
            .map(|_| ())
    }
}
