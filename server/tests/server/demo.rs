//! The demo as a process: what it says, what it shows, how its clock moves, how it stops.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

struct Demo {
    child: Child,
    line: String,
    folder: TempDir,
}

impl Demo {
    fn start(environment: &[(&str, &str)]) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), environment)
    }

    fn start_in(folder: TempDir, environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_agera-ombud"))
            .arg("demo")
            .env_clear()
            .env("AGERA_ADDRESS", "127.0.0.1:0")
            .envs(environment.iter().copied())
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        Self {
            child,
            line,
            folder,
        }
    }

    /// The port in the line that it says.
    fn port(&self) -> u16 {
        let rest = self
            .line
            .strip_prefix("Öppna http://localhost:")
            .expect(&self.line);
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap();
        digits.parse().unwrap()
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port())).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        ))
    }

    fn post(&self, path: &str, form: &str, site: &str) -> String {
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Sec-Fetch-Site: {site}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{form}",
            form.len()
        ))
    }

    /// What the page says that the clock is.
    fn clock(&self) -> String {
        let page = self.get("/demo");
        let (_, rest) = page.split_once("<time datetime=\"").expect(&page);
        rest.split('"').next().unwrap().to_owned()
    }

    fn signal(&self, signal: &str) {
        let sent = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_says_where_to_click_and_serves_there() {
    let demo = Demo::start(&[]);

    let start = demo.get("/");
    let page = demo.get("/demo");

    assert!(start.starts_with("HTTP/1.1 200"), "{start}");
    assert!(
        demo.line.contains("http://localhost:") && demo.line.ends_with("/app\n"),
        "{}",
        demo.line
    );
    let app = demo.line.trim_end().rsplit(' ').next().unwrap();
    assert!(
        page.contains(&format!("href=\"{app}\"")),
        "the way to the BankID app"
    );
    for words in [
        "Sara Lindvall",
        "19850315-2392",
        "Ensam vårdnadshavare",
        "(inget namn ännu)",
        "Oksana Melnyk",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(demo.folder.path().join("data/agera.db").is_file());
}

#[test]
fn it_links_to_a_page_of_the_messages_that_came() {
    let demo = Demo::start(&[]);

    let page = demo.get("/demo");

    let (_, rest) = page.split_once("http://localhost:").expect(&page);
    let links = std::iter::once(rest).chain(rest.split("http://localhost:").skip(1));
    let link = links
        .filter_map(|rest| rest.split('"').next())
        .find(|link| link.ends_with("/meddelanden"))
        .expect(&page);
    assert!(demo.line.contains(link), "{}", demo.line);
    let (port, path) = link.split_once('/').unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", port.parse().unwrap())).unwrap();
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("Inget har kommit än."), "{answer}");
}

#[test]
fn its_clock_starts_and_moves_as_told_and_runs_on() {
    let demo = Demo::start(&[("AGERA_DEMO_NOW", "2027-03-01T12:00:00+01:00")]);
    assert_eq!(demo.clock(), "2027-03-01T12:00");

    let moved = demo.post("/demo/klocka", "till=2027-06-30T23:58", "same-origin");
    assert!(moved.starts_with("HTTP/1.1 303"), "{moved}");
    assert!(["2027-06-30T23:58", "2027-06-30T23:59"].contains(&demo.clock().as_str()));
    let viewer = demo.get("/api/viewer");
    assert!(viewer.contains("\"today\":\"2027-06-30\""), "{viewer}");

    let forged = demo.post("/demo/klocka", "till=2030-01-01T00:00", "cross-site");
    assert!(forged.starts_with("HTTP/1.1 403"), "{forged}");
    let nonsense = demo.post("/demo/klocka", "till=snart", "same-origin");
    assert!(nonsense.starts_with("HTTP/1.1 422"), "{nonsense}");
    assert!(demo.clock().starts_with("2027-06-30"));

    demo.post("/demo/klocka", "till=", "same-origin");
    assert!(!demo.clock().starts_with("2027-06-30"));
}

#[test]
fn another_day_it_has_the_same_people() {
    let mut first = Demo::start(&[("AGERA_DEMO_NOW", "2026-11-21T12:00:00+01:00")]);
    let numbers = |page: &str| {
        let cells = page.split("<td>").filter_map(|cell| cell.split('<').next());
        let numbers: Vec<_> = cells
            .filter(|cell| cell.len() == 13)
            .map(str::to_owned)
            .collect();
        assert!(numbers.len() > 10, "{page}");
        numbers
    };
    let before = numbers(&first.get("/demo"));
    first.signal("-TERM");
    assert!(first.child.wait().unwrap().success());
    let folder = std::mem::replace(&mut first.folder, tempfile::tempdir().unwrap());

    let second = Demo::start_in(folder, &[("AGERA_DEMO_NOW", "2027-05-21T12:00:00+02:00")]);

    assert_eq!(numbers(&second.get("/demo")), before);
}

#[test]
fn many_demos_run_at_once() {
    let demos = [Demo::start(&[]), Demo::start(&[]), Demo::start(&[])];

    assert!(demos.iter().all(|demo| demo.get("/healthz").contains("ok")));
}

#[test]
fn it_stops_cleanly_when_asked_to() {
    for signal in ["-INT", "-TERM"] {
        let mut demo = Demo::start(&[]);
        assert!(demo.get("/readyz").contains("ready"));
        // A browser keeps its connection open; that must not hold the server up.
        let idle = TcpStream::connect(("127.0.0.1", demo.port())).unwrap();

        demo.signal(signal);

        assert_eq!(demo.child.wait().unwrap().code(), Some(0), "{signal}");
        drop(idle);
    }
}
