use std::net::{IpAddr, Ipv4Addr};

use serde_json::json;

use super::*;

fn request(visible: &str, return_url: Option<&str>) -> AuthRequest {
    AuthRequest {
        end_user_ip: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
        visible: visible.to_owned(),
        return_url: return_url.map(str::to_owned),
    }
}

fn body(request: &AuthRequest) -> Value {
    serde_json::to_value(AuthBody::new(request).ok().unwrap()).unwrap()
}

/// What `collect` makes of this answer, as a word.
fn word(answer: Value) -> String {
    match collected(answer) {
        Ok(Collected::Pending(hint)) => format!("pending {hint:?}"),
        Ok(Collected::Failed(hint)) => format!("failed {hint:?}"),
        Ok(Collected::Complete(_)) => "complete".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn the_text_goes_as_base64_of_simple_markdown() {
    assert_eq!(
        body(&request("Hej å", Some("https://ombud.test/#nonce"))),
        json!({
            "endUserIp": "192.0.2.1",
            "userVisibleData": "SGVqIMOl",
            "userVisibleDataFormat": "simpleMarkdownV1",
            "returnUrl": "https://ombud.test/#nonce",
        })
    );
}

#[test]
fn without_a_text_or_a_way_back_there_is_only_the_address() {
    assert_eq!(
        body(&request("", None)),
        json!({ "endUserIp": "192.0.2.1" })
    );
}

#[test]
fn the_text_may_be_1_500_characters_of_base64_and_no_more() {
    assert!(AuthBody::new(&request(&"a".repeat(1_125), None)).is_ok());
    assert!(matches!(
        AuthBody::new(&request(&"a".repeat(1_126), None)),
        Err(BankIdError::Refused(_))
    ));
}

#[test]
fn every_hint_has_its_meaning_and_an_unknown_one_is_taken_by_its_status() {
    for (status, hint, meaning) in [
        (
            "pending",
            "outstandingTransaction",
            "pending OutstandingTransaction",
        ),
        ("pending", "noClient", "pending NoClient"),
        ("pending", "started", "pending Started"),
        ("pending", "userMrtd", "pending UserMrtd"),
        ("pending", "userCallConfirm", "pending UserCallConfirm"),
        ("pending", "userSign", "pending UserSign"),
        ("pending", "processing", "pending Other"),
        ("failed", "expiredTransaction", "failed ExpiredTransaction"),
        ("failed", "certificateErr", "failed CertificateErr"),
        ("failed", "userCancel", "failed UserCancel"),
        ("failed", "cancelled", "failed Cancelled"),
        ("failed", "startFailed", "failed StartFailed"),
        ("failed", "userDeclinedCall", "failed UserDeclinedCall"),
        ("failed", "somethingNew", "failed Other"),
    ] {
        let answer = json!({ "orderRef": "x", "status": status, "hintCode": hint, "new": [1] });
        assert_eq!(word(answer), meaning);
    }
    assert_eq!(word(json!({ "status": "pending" })), "pending Other");
}

#[test]
fn a_completed_order_says_who() {
    let answer = json!({
        "orderRef": "x",
        "status": "complete",
        "completionData": {
            "user": {
                "personalNumber": "189001019802",
                "name": "Astrid Berg",
                "givenName": "Astrid",
                "surname": "Berg",
            },
            "device": { "ipAddress": "192.0.2.7", "uhi": "OZvYM9VvyiAmG7NA5jU5zqGcVpo=" },
            "bankIdIssueDate": "2023-01-01",
            "signature": "PD94",
            "ocspResponse": "MIIH",
            "risk": "low",
        },
    });
    let Ok(Collected::Complete(completion)) = collected(answer) else {
        panic!("it is complete");
    };
    assert_eq!(completion.personal_number, "189001019802");
    assert_eq!(completion.given_name, "Astrid");
    assert_eq!(completion.surname, "Berg");
    assert_eq!(completion.device_ip, "192.0.2.7");
}

#[test]
fn an_answer_that_is_not_the_protocols_is_unreadable_and_repeats_nothing() {
    for answer in [
        json!({}),
        json!([]),
        json!({ "status": "complete" }),
        json!({ "status": "189001019802" }),
        json!({ "status": "complete", "completionData": { "user": "189001019802" } }),
    ] {
        let said = word(answer);
        assert!(said.starts_with("unreadable answer: "), "{said}");
        assert!(!said.contains("1890"), "{said}");
    }
    assert!(matches!(
        order(json!({ "orderRef": "x" })),
        Err(BankIdError::Unreadable(_))
    ));
}

#[test]
fn every_error_code_has_its_meaning() {
    for (status, code, meaning) in [
        (400, "alreadyInProgress", "already in progress"),
        (400, "invalidParameters", "refused: invalidParameters"),
        (401, "unauthorized", "refused: unauthorized"),
        (403, "unauthorized", "refused: unauthorized"),
        (404, "notFound", "no such order"),
        (405, "methodNotAllowed", "refused: methodNotAllowed"),
        (415, "unsupportedMediaType", "refused: unsupportedMediaType"),
        (408, "requestTimeout", "unavailable: requestTimeout"),
        (500, "internalError", "unavailable: internalError"),
        (503, "maintenance", "unavailable: maintenance"),
        (503, "189001019802", "unavailable: HTTP 503"),
        (418, "189001019802", "refused: HTTP 418"),
    ] {
        let body = json!({ "errorCode": code, "details": "189001019802" }).to_string();
        assert_eq!(refusal(status, body.as_bytes()).to_string(), meaning);
    }
}

#[test]
fn an_order_that_bankid_no_longer_knows_is_not_found_however_it_says_so() {
    let body = br#"{"errorCode":"invalidParameters","details":"No such order"}"#;
    assert!(matches!(refusal(400, body), BankIdError::NotFound));
}

#[test]
fn a_refusal_without_an_error_code_is_taken_by_its_status() {
    for (status, meaning) in [
        (502, "unavailable: HTTP 502"),
        (429, "unavailable: HTTP 429"),
        (404, "unreadable answer: HTTP 404 without an error code"),
        (302, "unreadable answer: HTTP 302 without an error code"),
    ] {
        let page = b"<html>189001019802</html>";
        assert_eq!(refusal(status, page).to_string(), meaning);
    }
}
