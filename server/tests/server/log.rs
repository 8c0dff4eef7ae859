//! The log: enough to find out what went wrong, and nothing about anybody.

use std::io;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use crate::support::{World, person};

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn a_request_is_logged_by_its_route_and_never_by_its_address() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(lines.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    let world = World::new().await;
    world.register(&[person("198503152392", "Sara", &[])]).await;
    let mut browser = world.browser();
    world.log_in(&mut browser, "198503152392").await;
    let token = browser.token().unwrap().to_owned();
    let link = "019a9fe26b2073c5a1d30d2f3b1c4e5f";

    let page = browser
        .get(&format!("/ombud/{link}/inkorg?visa=olasta"))
        .await;
    browser.get(&format!("/api/child?link={link}")).await;
    browser
        .post("/mig/lagg-till-barn", "personnummer=20131124-2380")
        .await;

    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let wanted = [
        "\"route\":\"/ombud/{link}/inkorg\"",
        "\"route\":\"/api/child\"",
        "\"status\":404",
        page.header("x-request-id"),
    ];
    for part in wanted {
        assert!(text.contains(part), "{part} in {text}");
    }
    let secret = [
        link,
        "olasta",
        &token,
        "19850315",
        "20131124",
        "2380",
        "2392",
        "Sara",
        "192.0.2.1",
    ];
    for part in secret {
        assert!(!text.contains(part), "{part} in {text}");
    }
}
