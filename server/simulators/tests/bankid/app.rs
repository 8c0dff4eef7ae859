//! The app's page as a tester or a browser test meets it.

use reqwest::Response;
use serde_json::{Value, json};

use crate::support::{ASTRID, Bench, VILHELM, token};

fn location(response: &Response) -> &str {
    response.headers()["location"].to_str().unwrap()
}

async fn choose(bench: &Bench, order: &Value, person: &str) -> Response {
    let form = [("order", token(order)), ("person", person)];
    bench.post("person", &form).await
}

async fn answer(bench: &Bench, order: &Value, answer: &str) -> Response {
    let form = [("order", token(order)), ("answer", answer)];
    bench.post("svar", &form).await
}

#[tokio::test]
async fn on_the_same_device_the_app_shows_the_text_and_returns_to_the_browser() {
    let bench = Bench::new().await;
    let visible = "TG9nZ2EgaW4gaG9zICpBZ2VyYSBvbWJ1ZCo="; // Logga in hos *Agera ombud*
    let order = bench
        .order_with(json!({
            "userVisibleData": visible,
            "userVisibleDataFormat": "simpleMarkdownV1",
        }))
        .await;
    let query = format!(
        "?autostarttoken={}&redirect=http%3A%2F%2Flocalhost%3A3000%2Flogga-in%3Fn%3D1",
        token(&order)
    );
    let (status, page) = bench.page(&query).await;
    assert_eq!(status, 200);
    assert!(page.contains("Simulator – bara test och demo"));
    assert!(page.contains("<h1>Legitimera dig hos Agera ombud</h1>"));
    assert!(page.contains("Logga in hos <strong>Agera ombud</strong>"));
    assert!(page.contains("två &lt;barn&gt;"), "a note is no HTML");
    assert_eq!(bench.stand(&order).await, "started");

    let next = choose(&bench, &order, ASTRID).await;
    assert_eq!(location(&next), format!("/app?order={}", token(&order)));
    assert_eq!(bench.stand(&order).await, "userSign");
    let (_, page) = bench.page(&format!("?order={}", token(&order))).await;
    assert!(page.contains("Du är <strong>Astrid Berg</strong>"));
    assert!(page.contains(">Legitimera</button>") && page.contains(">Avbryt</button>"));

    let done = answer(&bench, &order, "approve").await;
    assert_eq!(done.status().as_u16(), 303);
    assert_eq!(location(&done), "http://localhost:3000/logga-in?n=1");
    assert_eq!(bench.stand(&order).await, "complete");
}

#[tokio::test]
async fn the_relying_partys_own_way_back_goes_first() {
    let bench = Bench::new().await;
    let order = bench
        .order_with(json!({ "returnUrl": "http://localhost:3000/logga-in#nonce" }))
        .await;
    let query = format!("?autostarttoken={}&redirect=null", token(&order));
    bench.page(&query).await;
    let cancelled = answer(&bench, &order, "userCancel").await;
    assert_eq!(
        location(&cancelled),
        "http://localhost:3000/logga-in#nonce",
        "also after a no"
    );
    assert_eq!(bench.stand(&order).await, "userCancel");
}

#[tokio::test]
async fn redirect_null_stays_in_the_app() {
    let bench = Bench::new().await;
    for redirect in ["null", "javascript:alert(1)", ""] {
        let order = bench.order().await;
        let query = format!("?autostarttoken={}&redirect={redirect}", token(&order));
        bench.page(&query).await;
        choose(&bench, &order, ASTRID).await;
        let done = answer(&bench, &order, "approve").await;
        let own = format!("/app?order={}", token(&order));
        assert_eq!(location(&done), own);
        let (_, page) = bench.page(&format!("?order={}", token(&order))).await;
        assert!(page.contains("Du har legitimerat dig."));
    }
}

/// `BankID`'s formula, by the simulator's own secret: what a page would show at that second.
fn qr(order: &Value, second: u64) -> String {
    use hmac::{Hmac, KeyInit as _, Mac as _};
    let secret = order["qrStartSecret"].as_str().unwrap();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(second.to_string().as_bytes());
    let code = hex::encode(mac.finalize().into_bytes());
    let token = order["qrStartToken"].as_str().unwrap();
    format!("bankid.{token}.{second}.{code}")
}

#[tokio::test]
async fn a_scanned_code_opens_its_order_while_it_is_fresh() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    bench.clock.forward(10);
    for (text, title) in [
        (qr(&order, 4), "QR-koden är för gammal"),
        (
            qr(&order, 10).replace(".10.", ".9."),
            "QR-koden stämmer inte",
        ),
        ("https://ombud.test".to_owned(), "Det är ingen BankID-kod"),
    ] {
        let refused = bench.post("skanna", &[("qr", &text)]).await;
        assert_eq!(refused.status().as_u16(), 400);
        assert!(refused.text().await.unwrap().contains(title), "{title}");
    }
    assert_eq!(bench.stand(&order).await, "outstandingTransaction");

    let scanned = bench.post("skanna", &[("qr", &qr(&order, 5))]).await;
    assert_eq!(location(&scanned), format!("/app?order={}", token(&order)));
    assert_eq!(bench.stand(&order).await, "started");
}

#[tokio::test]
async fn a_waiting_order_can_be_opened_from_the_list() {
    let bench = Bench::new().await;
    let (_, empty) = bench.page("").await;
    assert!(empty.contains("Ingen väntar just nu."));
    let order = bench.order().await;
    let (_, list) = bench.page("").await;
    assert!(list.contains(token(&order)));
    bench.post("oppna", &[("order", token(&order))]).await;
    assert_eq!(bench.stand(&order).await, "started");
    let (_, after) = bench.page("").await;
    assert!(!after.contains(token(&order)));
}

#[tokio::test]
async fn every_hint_can_be_played() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    for hint in [
        "outstandingTransaction",
        "noClient",
        "started",
        "userMrtd",
        "userCallConfirm",
        "userSign",
    ] {
        answer(&bench, &order, hint).await;
        assert_eq!(bench.stand(&order).await, hint);
    }
    for hint in [
        "expiredTransaction",
        "certificateErr",
        "userCancel",
        "cancelled",
        "startFailed",
        "userDeclinedCall",
    ] {
        let order = bench.order().await;
        answer(&bench, &order, hint).await;
        assert_eq!(bench.stand(&order).await, hint);
        let (status, page) = bench.page(&format!("?order={}", token(&order))).await;
        assert_eq!(status, 200);
        assert!(page.contains("Gå tillbaka till Agera ombud."), "{hint}");
    }
}

#[tokio::test]
async fn any_other_number_can_be_written() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    let form = [
        ("order", token(&order)),
        ("person", "19140168-2396"),
        ("given", " "),
        ("surname", "Samordnad"),
    ];
    bench.post("person", &form).await;
    let (_, page) = bench.page(&format!("?order={}", token(&order))).await;
    assert!(page.contains("Test Samordnad") && page.contains("19140168-2396"));
    let refused = choose(&bench, &order, "inget nummer").await;
    assert_eq!(refused.status().as_u16(), 400);
}

#[tokio::test]
async fn a_newer_order_of_the_same_person_ends_the_older() {
    let bench = Bench::new().await;
    let (older, newer) = (bench.order().await, bench.order().await);
    choose(&bench, &older, ASTRID).await;
    choose(&bench, &newer, VILHELM).await;
    assert_eq!(bench.stand(&older).await, "userSign");
    choose(&bench, &newer, ASTRID).await;
    assert_eq!(bench.stand(&older).await, "cancelled");
    assert_eq!(bench.stand(&newer).await, "userSign");
}

#[tokio::test]
async fn what_cannot_be_done_is_told_kindly() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    let early = answer(&bench, &order, "approve").await;
    assert_eq!(early.status().as_u16(), 400);
    let odd = answer(&bench, &order, "kanske").await;
    assert_eq!(odd.status().as_u16(), 400);
    answer(&bench, &order, "userCancel").await;
    let late = choose(&bench, &order, ASTRID).await;
    assert_eq!(late.status().as_u16(), 404);
    let (status, page) = bench.page("?order=okänd").await;
    assert_eq!(status, 404);
    assert!(page.contains("<h1>Ärendet är över</h1>"));
    let (status, page) = bench.page("/finns-inte").await;
    assert_eq!(status, 404);
    assert!(page.contains("<h1>Finns inte</h1>"));
}

#[tokio::test]
async fn an_outage_can_be_switched_on_and_off() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    let outage = [("trouble", "maintenance")];
    bench.post("driftstorning", &outage).await;
    assert_eq!(bench.stand(&order).await, "maintenance");
    bench.post("driftstorning", &[("trouble", "")]).await;
    assert_eq!(bench.stand(&order).await, "outstandingTransaction");
}
