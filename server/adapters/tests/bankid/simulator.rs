//! Against the simulator: every hint, every error, and who it was.

use service::ports::bankid::{BankId as _, BankIdError, Collected, FailedHint, PendingHint};
use simulators::bankid::Trouble;

use crate::support::{ASTRID, Bench, request, started};

#[tokio::test]
async fn an_order_runs_from_start_to_completion() {
    let bench = Bench::new().await;
    let mut asked = request("# Logga in\nhos *Agera ombud*");
    asked.return_url = Some("http://localhost:3000/logga-in#nonce".to_owned());
    let order = started(bench.bankid.auth(asked).await);
    assert_ne!(order.qr_start_token, order.qr_start_secret);
    assert!(bench.collect(&order).await == Collected::Pending(PendingHint::OutstandingTransaction));
    bench.app(&order, "person", "person", ASTRID).await;
    assert!(bench.collect(&order).await == Collected::Pending(PendingHint::UserSign));
    bench.app(&order, "svar", "answer", "approve").await;
    let Collected::Complete(completion) = bench.collect(&order).await else {
        panic!("it was approved");
    };
    assert_eq!(completion.personal_number, ASTRID);
    assert_eq!(completion.given_name, "Astrid");
    assert_eq!(completion.surname, "Berg");
    assert_eq!(completion.device_ip, "127.0.0.1");
}

#[tokio::test]
async fn every_pending_hint_is_understood() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    for (name, hint) in [
        (
            "outstandingTransaction",
            PendingHint::OutstandingTransaction,
        ),
        ("noClient", PendingHint::NoClient),
        ("started", PendingHint::Started),
        ("userMrtd", PendingHint::UserMrtd),
        ("userCallConfirm", PendingHint::UserCallConfirm),
        ("userSign", PendingHint::UserSign),
    ] {
        bench.app(&order, "svar", "answer", name).await;
        assert!(
            bench.collect(&order).await == Collected::Pending(hint),
            "{name}"
        );
    }
}

#[tokio::test]
async fn every_failed_hint_is_understood() {
    let bench = Bench::new().await;
    for (name, hint) in [
        ("expiredTransaction", FailedHint::ExpiredTransaction),
        ("certificateErr", FailedHint::CertificateErr),
        ("userCancel", FailedHint::UserCancel),
        ("cancelled", FailedHint::Cancelled),
        ("startFailed", FailedHint::StartFailed),
        ("userDeclinedCall", FailedHint::UserDeclinedCall),
    ] {
        let order = bench.order().await;
        bench.app(&order, "svar", "answer", name).await;
        assert!(
            bench.collect(&order).await == Collected::Failed(hint),
            "{name}"
        );
    }
}

#[tokio::test]
async fn an_order_that_no_app_fetches_fails_to_start() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    bench.clock.forward(30);
    assert!(bench.collect(&order).await == Collected::Failed(FailedHint::StartFailed));
}

#[tokio::test]
async fn a_cancelled_order_is_not_found() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    assert!(bench.bankid.cancel(&order.order_ref).await.is_ok());
    assert!(matches!(
        bench.bankid.collect(&order.order_ref).await,
        Err(BankIdError::NotFound)
    ));
    assert!(matches!(
        bench.bankid.cancel(&order.order_ref).await,
        Err(BankIdError::NotFound)
    ));
}

#[tokio::test]
async fn every_trouble_is_understood() {
    let bench = Bench::new().await;
    let order = bench.order().await;
    for (trouble, said) in [
        (Trouble::Maintenance, "unavailable: maintenance"),
        (Trouble::InternalError, "unavailable: internalError"),
        (Trouble::RequestTimeout, "unavailable: requestTimeout"),
        (Trouble::Unauthorized, "refused: unauthorized"),
    ] {
        bench.simulator.set_trouble(Some(trouble));
        let error = bench.bankid.collect(&order.order_ref).await.err().unwrap();
        assert_eq!(error.to_string(), said);
    }
}

#[tokio::test]
async fn a_text_that_is_too_long_is_not_sent() {
    let bench = Bench::new().await;
    let longest = bench.bankid.auth(request(&"a".repeat(1_125))).await;
    assert!(longest.is_ok(), "BankID takes what we let through");
    let longer = bench.bankid.auth(request(&"a".repeat(1_126))).await;
    assert!(matches!(longer, Err(BankIdError::Refused(_))));
}
