//! 46elks' API, as 46elks' own documentation describes it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use simulators::messages::{Config, MessagesSimulator, StartError, Trouble};

use crate::support::{Bench, PASSWORD, USER};

const GOOD: [(&str, &str); 3] = [
    ("from", "AgeraOmbud"),
    ("to", "+46701234567"),
    ("message", "Hej å\nhej"),
];

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = GOOD.into_iter().filter(|(key, _)| *key != name);
    others.chain([(name, value)]).collect()
}

#[tokio::test]
async fn what_is_sent_is_kept_in_the_order_of_arrival() {
    let bench = Bench::new().await;

    let answer = bench.send(&GOOD).await;
    assert_eq!(answer.status().as_u16(), 200);
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["status"], "created");
    assert_eq!(answer["direction"], "outgoing");
    assert_eq!(answer["to"], "+46701234567");
    assert_eq!(answer["created"], "2023-11-14T22:13:20.000000");
    assert_eq!(answer["id"].as_str().map(str::len), Some(33));
    let secret = bench.send(&with("dontlog", "message")).await;
    let secret: Value = secret.json().await.unwrap();
    assert_eq!(secret["dontlog"], "message");

    let sms = bench.simulator.sms();
    assert_eq!(sms.len(), 2);
    assert_eq!(sms[0].from, "AgeraOmbud");
    assert_eq!(sms[0].to, "+46701234567");
    assert_eq!(sms[0].text, "Hej å\nhej");
    assert!(!sms[0].dontlog && sms[1].dontlog);
    let numbers: Vec<_> = bench.simulator.received();
    let numbers: Vec<_> = numbers.iter().map(|arrival| arrival.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[tokio::test]
async fn nobody_sends_without_the_login() {
    let bench = Bench::new().await;
    let address = format!("{}/a1/sms", bench.simulator.sms_url());
    for (user, password) in [(USER, "fel"), ("fel", PASSWORD), ("", "")] {
        let request = bench.browser.post(&address).form(&GOOD);
        let answer = request.basic_auth(user, Some(password)).send().await;
        assert_eq!(answer.unwrap().status().as_u16(), 401);
    }
    let answer = bench.browser.post(&address).form(&GOOD).send().await;
    assert_eq!(answer.unwrap().status().as_u16(), 401);
    assert!(bench.simulator.received().is_empty());
}

#[tokio::test]
async fn what_is_wrong_is_refused() {
    let bench = Bench::new().await;
    for (name, value) in [
        ("to", "0701234567"),
        ("to", "+46 70 123 45 67"),
        ("to", "+46"),
        ("to", "+0701234567"),
        ("to", ""),
        ("from", "Agera ombud"),
        ("from", "AgeraOmbudet"),
        ("from", "1177"),
        ("from", ""),
        ("message", ""),
        ("dontlog", "yes"),
    ] {
        let answer = bench.send(&with(name, value)).await;
        assert_eq!(answer.status().as_u16(), 400, "{name}={value}");
    }
    for left_out in ["from", "to", "message"] {
        let rest: Vec<_> = GOOD
            .into_iter()
            .filter(|(key, _)| *key != left_out)
            .collect();
        assert_eq!(bench.send(&rest).await.status().as_u16(), 400, "{left_out}");
    }
    let answer = bench.send(&with("from", "+46766860000")).await;
    assert_eq!(answer.status().as_u16(), 200);
    assert_eq!(bench.simulator.received().len(), 1);
}

/// The bytes that come back, until the connection is closed or nothing has come for a while.
fn raw_answer(address: &str) -> Vec<u8> {
    let body = "from=Agera&to=%2B46701234567&message=Hej";
    let login = STANDARD.encode(format!("{USER}:{PASSWORD}"));
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_millis(300)))
        .unwrap();
    write!(
        stream,
        "POST /a1/sms HTTP/1.1\r\nhost: x\r\nauthorization: Basic {login}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = Vec::new();
    // The time that runs out is an error, but no bytes.
    let _ = stream.read_to_end(&mut answer);
    answer
}

#[tokio::test]
async fn every_trouble_can_be_switched_on_and_off() {
    let bench = Bench::new().await;
    let simulator = &bench.simulator;
    for (trouble, status) in [(Trouble::Refuse, 400), (Trouble::Fail, 500)] {
        simulator.set_sms_trouble(Some(trouble));
        assert_eq!(bench.send(&GOOD).await.status().as_u16(), status);
        assert!(simulator.received().is_empty());
    }
    for (trouble, kept) in [(Trouble::Hang, 0), (Trouble::Drop, 1)] {
        simulator.set_sms_trouble(Some(trouble));
        let address = simulator.sms_url().replace("http://", "");
        let answer = tokio::task::spawn_blocking(move || raw_answer(&address));
        let answer = answer.await.unwrap();
        assert_eq!(
            String::from_utf8_lossy(&answer),
            "",
            "{trouble:?}: not a byte"
        );
        assert_eq!(simulator.received().len(), kept, "{trouble:?}");
    }
    simulator.set_sms_trouble(None);
    assert_eq!(bench.send(&GOOD).await.status().as_u16(), 200);
}

#[tokio::test]
async fn one_that_hangs_can_be_stopped() {
    let bench = Bench::new().await;
    bench.simulator.set_sms_trouble(Some(Trouble::Hang));
    let address = bench.simulator.sms_url().replace("http://", "");
    let waiting = tokio::task::spawn_blocking(move || raw_answer(&address));
    waiting.await.unwrap();

    bench.simulator.stop().await;
}

#[tokio::test]
async fn it_listens_on_this_machine_only_and_frees_its_ports() {
    for address in ["sms", "smtp", "page"] {
        let mut config = Config::new(USER, PASSWORD);
        let everywhere = "0.0.0.0:0".parse().unwrap();
        match address {
            "sms" => config.sms_address = everywhere,
            "smtp" => config.smtp_address = everywhere,
            _ => config.page_address = everywhere,
        }
        let refused = MessagesSimulator::start(config).await.err();
        assert!(
            matches!(refused, Some(StartError::NotLoopback)),
            "{address}"
        );
    }
    let first = MessagesSimulator::start(Config::new(USER, PASSWORD)).await;
    let first = first.unwrap();
    let again = || {
        let mut config = Config::new(USER, PASSWORD);
        config.smtp_address = first.smtp_address();
        config
    };
    let (taken, freed) = (again(), again());
    let refused = MessagesSimulator::start(taken).await.err();
    assert!(matches!(refused, Some(StartError::Listen(..))));
    first.stop().await;
    assert!(MessagesSimulator::start(freed).await.is_ok());
}
