//! Against peers that are there but wrong. Each test says the bytes that it gets.

use adapters::mail::{Encryption, MailClient};
use service::ports::mail::Mailer as _;
use service::ports::sms::SmsSender as _;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use crate::support::{
    SOON, hasty_mail_client, mail_config, mail_to, sms, sms_client, sms_config, told,
};

/// What our mail client says of a server that greets, and then answers each command with one of
/// these; at the end it hangs up.
async fn told_by(answers: &'static [&'static str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        for (at, answer) in answers.iter().enumerate() {
            if at > 0 {
                let ends = if answers[at - 1].starts_with("354") {
                    ".\r\n"
                } else {
                    "\r\n"
                };
                let mut line = String::new();
                while line != "." && !line.ends_with(ends) {
                    line.clear();
                    stream.read_line(&mut line).await.unwrap();
                }
            }
            let answer = format!("{answer}\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    let client = hasty_mail_client(port);
    let said = told(client.send(&mail_to("anna@exempel.se")).await);
    server.abort();
    said
}

#[tokio::test]
async fn a_refusal_of_ourselves_is_not_one_of_the_address() {
    for (answers, said) in [
        (
            &["554 5.7.1 Not you at 192.0.2.1"][..],
            "not now: the mail server answered 554 5.7.1 to connecting",
        ),
        (
            &["220 hi", "550 Go away, client.example"],
            "not now: the mail server answered 550 to connecting",
        ),
        (
            &[
                "220 hi",
                "250 hi",
                "550 5.7.1 Not from no-reply@agera.example",
            ],
            "not now: the mail server answered 550 5.7.1 to MAIL FROM",
        ),
    ] {
        assert_eq!(told_by(answers).await, said);
    }
}

#[tokio::test]
async fn a_refusal_of_the_address_or_the_message_is_final() {
    for (answers, said) in [
        (
            &["220 hi", "250 hi", "250 ok", "553 5.1.3 <anna@exempel.se>"][..],
            "refused: the mail server answered 553 5.1.3 to RCPT TO",
        ),
        (
            &[
                "220 hi",
                "250 hi",
                "250 ok",
                "550-anna@exempel.se\r\n550 5.1.1 unknown",
            ],
            "refused: the mail server answered 550 to RCPT TO",
        ),
        (
            &["220 hi", "250 hi", "250 ok", "250 ok", "554 No"],
            "refused: the mail server answered 554 to DATA",
        ),
        (
            &[
                "220 hi",
                "250 hi",
                "250 ok",
                "250 ok",
                "354 go",
                "554 5.6.0 anna",
            ],
            "refused: the mail server answered 554 5.6.0 to the end of the message",
        ),
    ] {
        assert_eq!(told_by(answers).await, said);
    }
}

#[tokio::test]
async fn until_the_message_is_under_way_nothing_was_sent() {
    for (answers, said) in [
        (&["220 hi"][..], "not now: no connection, at connecting"),
        (&["hej"], "not now: no connection, at connecting"),
        (
            &["421 4.3.2 Closing"],
            "not now: the mail server answered 421 4.3.2 to connecting",
        ),
        (
            &["220 hi", "250 hi", "250 ok"],
            "not now: the connection broke, at RCPT TO",
        ),
        (
            &["220 hi", "250 hi", "250 ok", "250 ok"],
            "not now: the connection broke, at DATA",
        ),
        (
            &["220 hi", "250 hi", "250 ok", "452 4.2.2 Full"],
            "not now: the mail server answered 452 4.2.2 to RCPT TO",
        ),
        (
            &[
                "220 hi",
                "250 hi",
                "250 ok",
                "250 ok",
                "354 go",
                "421 4.3.2 Closing",
            ],
            "not now: the mail server answered 421 4.3.2 to the end of the message",
        ),
    ] {
        assert_eq!(told_by(answers).await, said);
    }
}

#[tokio::test]
async fn once_the_message_is_under_way_nobody_knows() {
    for answers in [
        &["220 hi", "250 hi", "250 ok", "250 ok", "354 go"][..],
        &["220 hi", "250 hi", "250 ok", "250 ok", "354 go", "hej"],
        &["220 hi", "250 hi", "250 ok", "250 ok", "354 go", "25"],
    ] {
        assert_eq!(
            told_by(answers).await,
            "perhaps sent: the connection broke, at the end of the message"
        );
    }
}

#[tokio::test]
async fn without_starttls_nothing_is_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 hi\r\n").await.unwrap();
        let mut said = String::new();
        while stream.read_line(&mut said).await.unwrap() > 0 {
            stream.write_all(b"250 hi\r\n").await.unwrap();
        }
        said
    });
    let mut config = mail_config(port);
    config.encryption = Encryption::StartTls;
    let client = MailClient::new(config).unwrap();

    let said = told(client.send(&mail_to("anna@exempel.se")).await);

    assert_eq!(said, "not now: the mail server does not offer STARTTLS");
    drop(client);
    assert_eq!(server.await.unwrap(), "EHLO agera.example\r\n");
}

#[tokio::test]
async fn a_mail_server_that_says_nothing_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();

    let client = hasty_mail_client(port);

    assert_eq!(
        told(client.send(&mail_to("anna@exempel.se")).await),
        "not now: no answer in time, at connecting"
    );
}

#[tokio::test]
async fn where_nobody_is_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);

    let mail = hasty_mail_client(port);
    assert_eq!(
        told(mail.send(&mail_to("anna@exempel.se")).await),
        "not now: no connection, at connecting"
    );
    for scheme in ["http", "https"] {
        let gateway = sms_client(&format!("{scheme}://127.0.0.1:{port}"));
        assert_eq!(
            told(gateway.send(&sms("Hej", false)).await),
            "not now: no connection"
        );
    }
}

/// What our SMS client says of a gateway that answers with these bytes.
async fn told_by_gateway(answer: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        while !line.contains("message=") {
            line.clear();
            let end = stream.fill_buf().await.unwrap().len();
            line = String::from_utf8_lossy(stream.buffer()).into_owned();
            stream.consume(end);
        }
        // The client may hang up before it has read it all.
        let _ = stream.write_all(answer.as_bytes()).await;
    });
    let mut config = sms_config(&base);
    config.timeout = SOON * 10;
    let client = adapters::sms::SmsClient::new(config).unwrap();
    let said = told(client.send(&sms("Hej", false)).await);
    server.abort();
    said
}

#[tokio::test]
async fn each_status_of_the_gateway_has_its_meaning() {
    for (status, said) in [
        (400, "refused: the gateway answered HTTP 400"),
        (
            401,
            "not now: the gateway answered HTTP 401: the user or the password is wrong",
        ),
        (
            403,
            "not now: the gateway answered HTTP 403: the account may be empty or closed",
        ),
        (404, "not now: the gateway answered HTTP 404"),
        (422, "refused: the gateway answered HTTP 422"),
        (429, "not now: the gateway answered HTTP 429"),
        (302, "not now: the gateway answered HTTP 302"),
        (500, "not now: the gateway answered HTTP 500"),
        (502, "perhaps sent: the gateway answered HTTP 502"),
        (503, "not now: the gateway answered HTTP 503"),
        (504, "perhaps sent: the gateway answered HTTP 504"),
    ] {
        let body = "+46701234567 is wrong";
        let answer = format!(
            "HTTP/1.1 {status} X\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        assert_eq!(told_by_gateway(answer).await, said);
    }
}

#[tokio::test]
async fn an_answer_that_is_not_the_gateways_is_no_receipt() {
    let answer = |body: &str| {
        let length = body.len();
        format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}")
    };
    for body in [
        "",
        "<h1>Log in to the hotel's network</h1>",
        "{}",
        "{\"id\":\"\"}",
    ] {
        assert_eq!(
            told_by_gateway(answer(body)).await,
            "perhaps sent: the answer is not the gateway's"
        );
    }
    assert_eq!(
        told_by_gateway(answer("{\"id\":\"s1\",\"status\":\"failed\"}")).await,
        "refused: the gateway says that the message failed"
    );
    assert_eq!(
        told_by_gateway(answer(&" ".repeat(20_000))).await,
        "perhaps sent: the answer is too large"
    );
    assert_eq!(
        told_by_gateway("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_owned()).await,
        "perhaps sent: the connection broke"
    );
    assert_eq!(
        told_by_gateway("hej\r\n\r\n".to_owned()).await,
        "perhaps sent: the connection broke"
    );
}
