//! Our mail client against another maker's server, aiosmtpd, in every way to connect.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use adapters::mail::{Encryption, Login, MailClient, MailConfig};
use serde_json::Value;
use service::ports::mail::Mailer as _;
use simulators::bankid::Certificates;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::support::{PASSWORD, USER, email, mail_config, mail_to, told};

struct Server {
    port: u16,
    lines: Lines<BufReader<ChildStdout>>,
    certificates: Certificates,
    _input: ChildStdin,
    _child: Child,
}

impl Server {
    async fn start(mode: &str, login: bool) -> Self {
        let python = std::env::var_os("AGERA_PYTHON").expect(
            "AGERA_PYTHON must name a Python that has aiosmtpd: run scripts/setup, then \
             `source scripts/env` (make test does both)",
        );
        let folder = folder(&format!("aiosmtpd-{mode}-{login}"));
        let certificates = Certificates::in_folder(&folder).unwrap();
        let mut command = Command::new(python);
        command.arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/aiosmtpd_server.py"
        ));
        command.arg(mode).arg(&folder);
        if login {
            command.args([USER, PASSWORD]);
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.next_line().await.unwrap().expect("it starts");
        Self {
            port: port.parse().unwrap(),
            lines,
            certificates,
            _input: child.stdin.take().unwrap(),
            _child: child,
        }
    }

    /// The next mail that came.
    async fn mail(&mut self) -> Value {
        let line = self.lines.next_line().await.unwrap().unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn config(&self, encryption: Encryption) -> MailConfig {
        let from = email("no-reply@agera.example");
        let mut config = MailConfig::new("localhost", self.port, from);
        config.encryption = encryption;
        config.ca_pem = Some(self.certificates.ca_pem.clone().into_bytes());
        config
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn login(password: &str) -> Login {
    Login {
        user: USER.to_owned(),
        password: password.to_owned(),
    }
}

fn client(config: MailConfig) -> MailClient {
    MailClient::new(config).unwrap()
}

#[tokio::test]
async fn it_reads_what_we_write() {
    let mut server = Server::start("none", false).await;

    let sent = client(mail_config(server.port));
    sent.send(&mail_to("anna@exempel.se")).await.unwrap();

    let mail = server.mail().await;
    assert_eq!(mail["from"], "no-reply@agera.example");
    assert_eq!(mail["to"], serde_json::json!(["anna@exempel.se"]));
    assert_eq!(mail["ehlo"], "agera.example");
    assert_eq!(mail["options"], serde_json::json!([]));
    assert_eq!(
        mail["text"].as_str().unwrap().trim_end(),
        "Du har ett nytt meddelande.\r\n.\r\nLogga in för att läsa."
    );
    let headers: Vec<_> = mail["headers"].as_array().unwrap().iter().collect();
    let header = |name: &str| {
        let mut found = headers.iter().filter(|pair| pair[0] == name);
        let first = found.next().map(|pair| pair[1].as_str().unwrap());
        assert!(found.next().is_none(), "{name} stands once");
        first
    };
    assert_eq!(header("From"), Some("Agera ombud <no-reply@agera.example>"));
    assert_eq!(header("Subject"), Some("Nytt meddelande åt dig"));
    assert_eq!(header("Date"), Some("Sat, 21 Nov 2026 12:00:00 +0000"));
    assert_eq!(header("Auto-Submitted"), Some("auto-generated"));
    assert_eq!(header("MIME-Version"), Some("1.0"));
    assert_eq!(
        header("Message-ID"),
        Some("<00000000-0000-0000-0000-000000000007@agera.example>")
    );
    assert_eq!(headers.len(), 9, "and To, and two of the content: {mail}");
}

#[tokio::test]
async fn it_is_reached_with_tls_and_a_login() {
    for (mode, encryption) in [
        ("tls", Encryption::Tls),
        ("starttls", Encryption::StartTls),
        ("none", Encryption::None),
    ] {
        let mut server = Server::start(mode, true).await;
        let mut config = server.config(encryption);
        config.login = Some(login(PASSWORD));

        client(config)
            .send(&mail_to("anna@exempel.se"))
            .await
            .unwrap();

        let mail = server.mail().await;
        assert_eq!(mail["login"], USER, "{mode}");
        assert_eq!(mail["tls"], mode != "none", "{mode}");
    }
}

#[tokio::test]
async fn a_wrong_login_is_for_the_operator_to_mend() {
    let server = Server::start("starttls", true).await;
    let mut config = server.config(Encryption::StartTls);
    config.login = Some(login("fel"));
    assert_eq!(
        told(client(config).send(&mail_to("anna@exempel.se")).await),
        "not now: the mail server answered 535 5.7.8 to AUTH"
    );
    let none = client(server.config(Encryption::StartTls));
    assert_eq!(
        told(none.send(&mail_to("anna@exempel.se")).await),
        "not now: the mail server answered 530 5.7.0 to MAIL FROM"
    );
}

#[tokio::test]
async fn a_server_that_wants_tls_gets_no_plain_mail() {
    let server = Server::start("starttls", false).await;
    let plain = client(mail_config(server.port));
    assert_eq!(
        told(plain.send(&mail_to("anna@exempel.se")).await),
        "not now: the mail server answered 530 to MAIL FROM"
    );
}

#[tokio::test]
async fn a_server_that_we_do_not_trust_gets_nothing() {
    for (mode, encryption) in [("tls", Encryption::Tls), ("starttls", Encryption::StartTls)] {
        let server = Server::start(mode, false).await;
        let mut other_ca = server.config(encryption);
        other_ca.ca_pem = Some(Certificates::generate().ca_pem.into_bytes());
        let mut the_machines = server.config(encryption);
        the_machines.ca_pem = None;
        for config in [other_ca, the_machines] {
            assert_eq!(
                told(client(config).send(&mail_to("anna@exempel.se")).await),
                "not now: the mail server's certificate is not trusted, or not for its name (TLS)"
            );
        }
    }
}

#[tokio::test]
async fn its_refusals_have_their_meaning() {
    let server = Server::start("none", false).await;
    let client = client(mail_config(server.port));
    for (to, said) in [
        (
            "anna@refused.example",
            "refused: the mail server answered 550 5.1.1 to RCPT TO",
        ),
        (
            "anna@later.example",
            "not now: the mail server answered 450 4.2.1 to RCPT TO",
        ),
        (
            "anna@spam.example",
            "refused: the mail server answered 554 5.7.1 to the end of the message",
        ),
    ] {
        assert_eq!(told(client.send(&mail_to(to)).await), said);
    }
}
