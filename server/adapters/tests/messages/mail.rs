//! Our mail client against the simulator, with every trouble.

use service::ports::mail::Mailer as _;
use simulators::messages::{Arrival, Message, Trouble};

use crate::support::{hasty_mail_client, mail_client, mail_to, simulator, told};

#[tokio::test]
async fn a_mail_comes_as_it_was_written() {
    let simulator = simulator().await;
    let client = mail_client(simulator.smtp_address().port());

    client
        .send(&mail_to("Anna.Berg+x@exempel.se"))
        .await
        .unwrap();

    let [mail] = &simulator.mails()[..] else {
        panic!("one mail came");
    };
    assert_eq!(mail.from, "no-reply@agera.example");
    assert_eq!(mail.to, ["Anna.Berg+x@exempel.se"]);
    assert_eq!(mail.subject(), "Nytt meddelande åt dig");
    assert_eq!(
        mail.text().trim_end(),
        "Du har ett nytt meddelande.\n.\nLogga in för att läsa."
    );
    assert!(mail.raw.is_ascii(), "whatever it says");
    for (name, value) in [
        ("From", "\"Agera ombud\" <no-reply@agera.example>"),
        ("To", "Anna.Berg+x@exempel.se"),
        ("Date", "Sat, 21 Nov 2026 12:00:00 +0000"),
        (
            "Message-ID",
            "<00000000-0000-0000-0000-000000000007@agera.example>",
        ),
        ("Auto-Submitted", "auto-generated"),
        ("Content-Type", "text/plain; charset=utf-8"),
    ] {
        assert_eq!(mail.header(name).as_deref(), Some(value), "{name}");
    }
}

#[tokio::test]
async fn a_line_break_in_a_subject_makes_no_header() {
    let simulator = simulator().await;
    let client = mail_client(simulator.smtp_address().port());
    let mut mail = mail_to("anna@exempel.se");
    mail.subject = "Hej\r\nBcc: alla@exempel.se\r\n\r\nhej".to_owned();

    client.send(&mail).await.unwrap();

    let came = &simulator.mails()[0];
    assert_eq!(came.subject(), "Hej Bcc: alla@exempel.se hej");
    assert_eq!(came.header("Bcc"), None);
    assert_eq!(came.to, ["anna@exempel.se"]);
}

#[tokio::test]
async fn a_text_comes_whole_however_it_is() {
    let simulator = simulator().await;
    let client = mail_client(simulator.smtp_address().port());
    for text in [
        "",
        "kort",
        ".\n..\n...\n",
        "rad\r\nrad\n\nrad",
        "Räksmörgås 🦌\n",
        &"lång rad utan brytning ".repeat(200),
        &"x".repeat(5_000),
    ] {
        let mut mail = mail_to("anna@exempel.se");
        text.clone_into(&mut mail.text);
        client.send(&mail).await.unwrap();
        let came = simulator.mails().pop().unwrap().text();
        assert_eq!(came.trim_end(), text.replace("\r\n", "\n").trim_end());
    }
}

#[tokio::test]
async fn every_trouble_has_its_meaning() {
    let simulator = simulator().await;
    let client = hasty_mail_client(simulator.smtp_address().port());
    for (trouble, said, kept) in [
        (
            Trouble::Refuse,
            "refused: the mail server answered 550 5.1.1 to RCPT TO",
            0,
        ),
        (
            Trouble::Fail,
            "not now: the mail server answered 451 4.3.0 to RCPT TO",
            0,
        ),
        (
            Trouble::Hang,
            "perhaps sent: no answer in time, at the end of the message",
            0,
        ),
        (
            Trouble::Drop,
            "perhaps sent: the connection broke, at the end of the message",
            1,
        ),
    ] {
        simulator.set_mail_trouble(Some(trouble));
        assert_eq!(told(client.send(&mail_to("anna@exempel.se")).await), said);
        assert_eq!(simulator.received().len(), kept, "{trouble:?}");
    }
    simulator.set_mail_trouble(None);
    client.send(&mail_to("anna@exempel.se")).await.unwrap();

    // Whoever got it twice can tell.
    let ids: Vec<_> = simulator.mails();
    let ids: Vec<_> = ids.iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn a_mail_that_is_too_large_is_refused_for_good() {
    let mut config = simulators::messages::Config::new("u", "p");
    config.largest_mail = 1_000;
    let simulator = simulators::messages::MessagesSimulator::start(config);
    let simulator = simulator.await.unwrap();
    let client = mail_client(simulator.smtp_address().port());
    let mut mail = mail_to("anna@exempel.se");
    mail.text = "x\n".repeat(1_000);

    assert_eq!(
        told(client.send(&mail).await),
        "refused: the mail server answered 552 5.3.4 to the end of the message"
    );
}

#[tokio::test]
async fn many_are_sent_at_once() {
    let simulator = simulator().await;
    let client = std::sync::Arc::new(mail_client(simulator.smtp_address().port()));
    let sending: Vec<_> = (0..20)
        .map(|number| {
            let client = std::sync::Arc::clone(&client);
            let mail = mail_to(&format!("anna{number}@exempel.se"));
            tokio::spawn(async move { client.send(&mail).await })
        })
        .collect();
    for sent in sending {
        sent.await.unwrap().unwrap();
    }

    let arrivals = simulator.received();
    assert_eq!(arrivals.len(), 20);
    let mail = |arrival: &Arrival| matches!(&arrival.message, Message::Mail(_));
    assert!(arrivals.iter().all(mail));
}
