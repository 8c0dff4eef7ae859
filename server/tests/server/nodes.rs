//! Two nodes on one database: what is done at one is heard at the other.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::kills::cluster::Cluster;
use crate::kills::house::House;
use crate::kills::mailboxes::Mailboxes;
use crate::kills::town::{Town, new_key};
use crate::kills::wire;

/// Nobody waits longer for news.
const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_done_at_one_node_is_heard_at_the_other() {
    let cluster = Cluster::start().unwrap_or_else(|why| panic!("{why}"));
    let url = cluster.url("postgres");
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let mut mailboxes = Mailboxes::open().await;
    let town = Town::found(&url).await;
    let mut here = House::new(folders[0].path(), &url, mailboxes.smtp());
    let mut there = House::new(folders[1].path(), &url, mailboxes.smtp());
    here.start().await;
    there.start().await;
    let town = town.move_in(&here, &mut mailboxes).await;
    let (guardian, staff) = (&town.guardians[0], &town.staff[0]);
    let thread = new_key().simple().to_string();

    let work_list = format!("/nyheter?enhet={}", town.unit);
    let mut work_list = Ear::open(here.address(), &work_list, staff).await;
    let before = work_list.next().await;
    let path = format!("{}/kontakta/{}/meddelande", guardian.base, town.unit);
    let form = format!("nyckel={thread}&amne=Utslag&text=Det+kliar");
    let sent = wire::post(there.address(), &path, &guardian.cookie, &form).await;
    assert_eq!(sent.unwrap().status, 303);
    work_list.changed_from(&before).await;

    let link = guardian.base.strip_prefix("/ombud/").unwrap();
    let inbox = format!("/nyheter?om={link}");
    let mut inbox = Ear::open(there.address(), &inbox, &guardian.cookie).await;
    let before = inbox.next().await;
    let case = format!("/api/desk/case?unit={}&thread={thread}", town.unit);
    let case = wire::get(here.address(), &case, staff).await.unwrap();
    let case: serde_json::Value = serde_json::from_str(&case.body).unwrap();
    let path = format!("/mottagning/{}/arende/{thread}", town.unit);
    let form = format!(
        "gor=svara&version={}&nyckel={}&text=Salva",
        case["version"],
        new_key().simple()
    );
    let answered = wire::post(here.address(), &path, staff, &form).await;
    assert_eq!(answered.unwrap().status, 303);
    inbox.changed_from(&before).await;

    for heard in [work_list.all, inbox.all] {
        for telling in ["Utslag", "kliar", "Salva", "Barn", "Ombud", "Ugglan"] {
            assert!(!heard.contains(telling), "{heard}");
        }
    }
    assert_eq!(here.complaints(), Vec::<String>::new());
    assert_eq!(there.complaints(), Vec::<String>::new());
}

/// One who listens to a stream of events.
struct Ear {
    stream: TcpStream,
    /// All that came.
    all: String,
    /// How much of it has been given.
    given: usize,
}

impl Ear {
    async fn open(to: SocketAddr, path: &str, cookie: &str) -> Self {
        let mut stream = TcpStream::connect(to).await.unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: ombud.example\r\nSec-Fetch-Site: same-origin\r\n\
             Cookie: __Host-agera={cookie}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        Self {
            stream,
            all: String::new(),
            given: 0,
        }
    }

    /// Waits until it stands in another way than this.
    async fn changed_from(&mut self, before: &str) {
        while self.next().await == before {}
    }

    /// How it stands, by the next event.
    async fn next(&mut self) -> String {
        let mut piece = [0; 4_096];
        loop {
            let rest = &self.all[self.given..];
            let start = rest.find("data:").unwrap_or(rest.len());
            if let Some(length) = rest[start..].find("\n\n") {
                let event = rest[start..start + length].replace('*', "");
                self.given += start + length;
                return event;
            }
            let read = timeout(PATIENCE, self.stream.read(&mut piece)).await;
            let read = read.expect("news come in time").unwrap();
            assert_ne!(read, 0, "the stream ended: {}", self.all);
            self.all
                .push_str(std::str::from_utf8(&piece[..read]).unwrap());
        }
    }
}
