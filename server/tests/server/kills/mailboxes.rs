//! The mail server that stands outside, and outlives every kill: what came, and when.

use std::collections::HashMap;
use std::net::SocketAddr;

use jiff::Timestamp;
use simulators::messages::{Arrival, Config, Mail, Message, MessagesSimulator};
use uuid::Uuid;

pub struct Mailboxes {
    server: MessagesSimulator,
    /// How many it had taken when one last looked.
    seen: u64,
    /// When mails came, by their id in the outbox.
    came: HashMap<Uuid, Vec<Timestamp>>,
}

impl Mailboxes {
    pub async fn open() -> Self {
        let server = MessagesSimulator::start(Config::new("nobody", "nothing")).await;
        Self {
            server: server.unwrap(),
            seen: 0,
            came: HashMap::new(),
        }
    }

    pub fn smtp(&self) -> SocketAddr {
        self.server.smtp_address()
    }

    /// Notes what has come since; it must be called often, for the server forgets.
    pub fn collect(&mut self) {
        for Arrival {
            number,
            at,
            message,
        } in self.server.received()
        {
            if number <= self.seen {
                continue;
            }
            assert_eq!(number, self.seen + 1, "a mail was forgotten");
            self.seen = number;
            if let Message::Mail(mail) = message {
                self.came.entry(id_of(&mail)).or_default().push(at);
            }
        }
    }

    /// When mails came, by their id in the outbox.
    pub fn came(&self) -> &HashMap<Uuid, Vec<Timestamp>> {
        &self.came
    }

    /// The code that was sent to this address, once it is there.
    pub async fn code(&self, address: &str) -> String {
        let mut turns = tokio::time::interval(std::time::Duration::from_millis(10));
        loop {
            turns.tick().await;
            let mails = self.server.mails();
            let mut to = mails.iter().filter(|mail| mail.to == [address]);
            if let Some(mail) = to.next_back() {
                let text = mail.text();
                return text.chars().filter(char::is_ascii_digit).take(6).collect();
            }
        }
    }
}

/// `Message-ID: <id@domain>`.
fn id_of(mail: &Mail) -> Uuid {
    let header = mail.header("Message-ID").unwrap();
    let id = header.trim_start_matches('<').split('@').next().unwrap();
    id.parse().unwrap()
}
