//! Another maker's client, Python's smtplib, talks to the mail server.

use std::process::Output;

use simulators::messages::{Mail, MessagesSimulator};
use tokio::process::Command;

use crate::support::{Bench, config};

async fn check(simulator: &MessagesSimulator) -> Output {
    let python = std::env::var_os("AGERA_PYTHON").expect(
        "AGERA_PYTHON must name a Python: run scripts/setup, then `source scripts/env` (make test \
         does both)",
    );
    Command::new(python)
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/smtplib_check.py"
        ))
        .arg(simulator.smtp_address().port().to_string())
        .arg(simulator.page_url())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap()
}

#[tokio::test]
async fn smtplib_sends_what_comes_and_is_refused_what_is_wrong() {
    let mut config = config();
    config.largest_mail = 10_000;
    let simulator = MessagesSimulator::start(config).await.unwrap();

    let checked = check(&simulator).await;

    let said = String::from_utf8_lossy(&checked.stdout);
    let wrong = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}{wrong}");
    assert!(said.ends_with("all well\n"), "{said}");

    let mails = simulator.mails();
    let subjects: Vec<_> = mails.iter().map(Mail::subject).collect();
    assert_eq!(
        subjects,
        ["Nytt meddelande åt dig", "Till två", "Tappat", "Efteråt"]
    );
    assert_eq!(mails[0].from, "no-reply@agera.example");
    assert_eq!(mails[0].to, ["anna@exempel.se"]);
    assert_eq!(mails[0].text(), "Hej å.\n.\n..två punkter\n");
    assert_eq!(mails[0].header("X-Prov").as_deref(), Some("ja"));
    assert_eq!(mails[1].to, ["anna@exempel.se", "bo@exempel.se"]);
    simulator.stop().await;
}

#[tokio::test]
async fn a_mail_is_shown_decoded() {
    let bench = Bench::new().await;
    let checked = check(&bench.simulator).await;
    assert!(checked.status.success());

    let page = bench.page().await;

    assert!(page.contains("E-post till anna@exempel.se, bo@exempel.se"));
    assert!(page.contains("<strong>Nytt meddelande åt dig</strong>"));
    assert!(page.contains("<p>Hej å.<br>.<br>..två punkter</p>"));
}
