//! The API as the relying party meets it.

use std::net::SocketAddr;

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use simulators::bankid::{BankIdSimulator, Certificates, Config, StartError, Trouble};

use crate::support::{ASTRID, Bench, tls_client, token};

#[tokio::test]
async fn an_order_has_four_different_references() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    let mut references: Vec<&str> = [
        "orderRef",
        "autoStartToken",
        "qrStartToken",
        "qrStartSecret",
    ]
    .map(|name| order[name].as_str().unwrap())
    .into();
    references.sort_unstable();
    references.dedup();
    assert_eq!(references.len(), 4);
    assert!(references.iter().all(|reference| reference.len() == 36));
}

#[tokio::test]
async fn a_completed_order_tells_who_and_is_gone_later() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    let order_ref = json!({ "orderRef": order["orderRef"] });
    let person = [("order", token(&order)), ("person", ASTRID)];
    bench.post("person", &person).await;
    let approve = [
        ("order", token(&order)),
        ("answer", "approve"),
        ("device_ip", "192.0.2.7"),
    ];
    bench.post("svar", &approve).await;
    let (status, answer) = bench.call("collect", &order_ref).await;
    assert_eq!(status, 200);
    assert_eq!(answer["orderRef"], order["orderRef"]);
    assert_eq!(answer["status"], "complete");
    assert!(answer.get("hintCode").is_none());
    let data = &answer["completionData"];
    assert_eq!(
        data["user"],
        json!({
            "personalNumber": ASTRID,
            "name": "Astrid Berg",
            "givenName": "Astrid",
            "surname": "Berg",
        })
    );
    assert_eq!(data["device"]["ipAddress"], "192.0.2.7");
    for text in [
        &data["device"]["uhi"],
        &data["bankIdIssueDate"],
        &data["signature"],
        &data["ocspResponse"],
    ] {
        assert!(text.as_str().is_some_and(|text| !text.is_empty()));
    }
    assert!(data.get("risk").is_none());
    bench.clock.forward(60);
    assert_eq!(bench.stand(&order).await, "notFound");
}

#[tokio::test]
async fn wrong_requests_get_bankids_codes() {
    let bench = Bench::new().await;
    let unknown = json!({ "orderRef": "131daac9-16c6-4618-beb0-365768f37288" });
    let address = json!({ "endUserIp": "192.0.2.1" });
    let long = json!({ "endUserIp": "192.0.2.1", "userVisibleData": "QUFB".repeat(376) });
    for (method, body, status, code) in [
        ("auth", json!({}), 400, "invalidParameters"),
        ("auth", json!([]), 400, "invalidParameters"),
        ("auth", long, 400, "invalidParameters"),
        ("sign", address, 400, "invalidParameters"),
        ("collect", json!({}), 400, "invalidParameters"),
        ("collect", unknown.clone(), 404, "notFound"),
        ("cancel", unknown.clone(), 404, "notFound"),
        ("authenticate", unknown, 404, "notFound"),
    ] {
        let (got, answer) = bench.call(method, &body).await;
        assert_eq!(
            (got, answer["errorCode"].as_str()),
            (status, Some(code)),
            "{method}"
        );
        assert!(answer["details"].is_string());
    }
}

#[tokio::test]
async fn only_a_post_of_plain_json_is_read() {
    let bench = Bench::new().await;
    for (http, media_type, status, code) in [
        (Method::GET, "application/json", 405, "methodNotAllowed"),
        (Method::PUT, "application/json", 405, "methodNotAllowed"),
        (Method::POST, "text/plain", 415, "unsupportedMediaType"),
        (
            Method::POST,
            "application/json; charset=utf-8",
            415,
            "unsupportedMediaType",
        ),
    ] {
        let request = bench
            .party
            .request(http, format!("{}/auth", bench.simulator.base_url()))
            .header(CONTENT_TYPE, media_type)
            .body(r#"{"endUserIp":"192.0.2.1"}"#);
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["errorCode"], code);
    }
}

#[tokio::test]
async fn an_order_that_nobody_fetches_fails_to_start() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    assert_eq!(bench.stand(&order).await, "outstandingTransaction");
    bench.clock.forward(30);
    assert_eq!(bench.stand(&order).await, "startFailed");
}

#[tokio::test]
async fn a_cancelled_order_is_not_found() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    let order_ref = json!({ "orderRef": order["orderRef"] });
    assert_eq!(bench.call("cancel", &order_ref).await, (200, json!({})));
    assert_eq!(bench.stand(&order).await, "notFound");
    assert_eq!(bench.call("cancel", &order_ref).await.0, 404);
}

#[tokio::test]
async fn a_second_order_for_a_named_person_is_already_in_progress() {
    let bench = Bench::new().await;
    let named = json!({
        "endUserIp": "192.0.2.1",
        "requirement": { "personalNumber": ASTRID },
    });
    let (_, first) = bench.call("auth", &named).await;
    let (status, answer) = bench.call("auth", &named).await;
    assert_eq!(status, 400);
    assert_eq!(answer["errorCode"], "alreadyInProgress");
    assert_eq!(bench.stand(&first).await, "cancelled");
}

#[tokio::test]
async fn trouble_answers_every_call_until_it_is_over() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    for (trouble, status, code) in [
        (Trouble::Maintenance, 503, "maintenance"),
        (Trouble::InternalError, 500, "internalError"),
        (Trouble::RequestTimeout, 408, "requestTimeout"),
        (Trouble::Unauthorized, 401, "unauthorized"),
    ] {
        bench.simulator.set_trouble(Some(trouble));
        let body = json!({ "orderRef": order["orderRef"] });
        let (got, answer) = bench.call("collect", &body).await;
        assert_eq!((got, answer["errorCode"].as_str()), (status, Some(code)));
    }
    bench.simulator.set_trouble(None);
    assert_eq!(bench.stand(&order).await, "outstandingTransaction");
}

#[tokio::test]
async fn nobody_without_our_cas_certificate_gets_in() {
    let certificates = Certificates::generate();
    let stranger = Certificates::generate();
    let ca_pem = certificates.ca_pem.clone();
    let simulator = BankIdSimulator::start(Config::new(certificates))
        .await
        .unwrap();
    let address = format!("{}/collect", simulator.base_url());
    for client in [
        tls_client(&ca_pem, None),
        tls_client(&ca_pem, Some(&stranger)),
    ] {
        assert!(client.post(&address).send().await.is_err());
    }
}

#[tokio::test]
async fn the_api_is_for_this_machine_only() {
    let mut config = Config::new(Certificates::generate());
    config.api_address = SocketAddr::from(([0, 0, 0, 0], 0));
    assert!(matches!(
        BankIdSimulator::start(config).await,
        Err(StartError::NotLoopback)
    ));
}

#[tokio::test]
async fn a_taken_port_is_told_and_a_stopped_simulator_frees_its_own() {
    let bench = Bench::new().await;
    let url = bench.simulator.app_url();
    let port = url.trim_end_matches("/app").rsplit(':').next().unwrap();
    let config = || {
        let mut config = Config::new(Certificates::generate());
        config.app_address = format!("127.0.0.1:{port}").parse().unwrap();
        config
    };
    assert!(matches!(
        BankIdSimulator::start(config()).await,
        Err(StartError::Listen(..))
    ));
    bench.simulator.stop().await;
    assert!(BankIdSimulator::start(config()).await.is_ok());
}
