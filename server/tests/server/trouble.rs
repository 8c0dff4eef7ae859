//! What is told when something is wrong.

use agera_ombud::config::Limits;
use axum::http::{Request, StatusCode};

use crate::support::{Setting, World, person};

#[tokio::test]
async fn errors_have_screens_too() {
    let world = World::new().await;
    let mut browser = world.browser();
    let large = format!("vidare={}", "x".repeat(64 * 1024));
    let table = [
        (browser.get("/logga-ut").await, 405, "Sidan finns inte"),
        (
            browser.post("/finns-inte", "").await,
            404,
            "Sidan finns inte",
        ),
        (browser.post("/logga-in", &large).await, 413, "för mycket"),
        (
            browser.post("/logga-in", "enhet=tv").await,
            422,
            "läsa formuläret",
        ),
        (
            browser.send(Request::post("/logga-in")).await,
            403,
            "Det gick inte att skicka",
        ),
    ];
    for (answer, status, words) in table {
        let text = answer.text();
        assert_eq!(answer.status.as_u16(), status);
        assert!(
            text.contains("lang=\"sv\"") && text.contains(words),
            "{status}: {text}"
        );
    }
}

#[tokio::test]
async fn errors_of_server_functions_are_codes() {
    let world = World::new().await;
    let mut browser = world.browser();
    let not_found = browser.get("/api/finns-inte").await;
    let no_argument = browser.get("/api/child").await;
    let nonsense = browser.post("/api/child/add", "form=%ff").await;
    let forged = browser.send(Request::post("/api/session/stay")).await;
    let table = [
        (not_found, 404, "not_found"),
        (no_argument, 400, "bad_request"),
        (nonsense, 400, "bad_request"),
        (forged, 403, "bad_request"),
    ];
    for (answer, status, code) in table {
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
        assert_eq!(answer.header("content-type"), "application/json");
        assert!(
            answer.text().contains(&format!("\"code\":\"{code}\"")),
            "{}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn an_address_with_strange_letters_breaks_nothing() {
    let world = World::new().await;
    let guardian = world.look_up(&person("198503152392", "Sara", &[])).await;
    let mut stranger = world.browser();
    let mut browser = world.logged_in(guardian).await;
    for link in [
        "%0A",
        "%0D%0ASet-Cookie:x=y",
        "%C3%A5",
        "%FF",
        "a%2F..%2Fb",
        "%22",
        "%00",
    ] {
        let path = format!("/ombud/{link}/installningar");
        let page = stranger.get(&path).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}");
        for form in ["ta_bort=ja", "ta_bort=nej"] {
            let answer = browser.post(&path, form).await;
            assert!(answer.status.as_u16() < 500, "{path} {}", answer.status);
            assert!(answer.set_cookies().is_empty());
        }
    }
}

#[tokio::test]
async fn too_many_tries_must_wait() {
    let limits = Limits {
        child_tries: 2,
        log_ins: 1,
    };
    let world = World::with(Setting {
        limits,
        ..Setting::default()
    })
    .await;
    let guardian = world.look_up(&person("198503152392", "Sara", &[])).await;
    let other = world.look_up(&person("198302052389", "Johan", &[])).await;
    let mut browser = world.logged_in(guardian).await;
    let mut others = world.logged_in(other).await;
    let form = "form%5Bpersonnummer%5D=123";

    assert_eq!(
        browser.post("/api/child/add", form).await.status.as_u16(),
        422
    );
    assert_eq!(
        browser
            .post("/mig/lagg-till-barn", "personnummer=1")
            .await
            .status
            .as_u16(),
        422
    );
    let script = browser.post("/api/child/add", form).await;
    let page = browser.post("/mig/lagg-till-barn", "personnummer=1").await;

    assert_eq!(script.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(script.header("retry-after"), "600");
    assert!(
        script.text().contains(r#""code":{"too_many":600}"#),
        "{}",
        script.text()
    );
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        page.text().contains("Försök igen om 10 minuter"),
        "{}",
        page.text()
    );
    assert_eq!(
        others.post("/api/child/add", form).await.status.as_u16(),
        422
    );

    let mut stranger = world.browser();
    assert_eq!(
        stranger
            .post("/logga-in", "enhet=other")
            .await
            .status
            .as_u16(),
        303
    );
    assert_eq!(
        stranger
            .post("/logga-in", "enhet=other")
            .await
            .status
            .as_u16(),
        429
    );
}

#[tokio::test]
async fn ready_means_that_the_work_can_be_done() {
    let world = World::with(Setting {
        migrated: false,
        ..Setting::default()
    })
    .await;
    let mut browser = world.browser();
    assert_eq!(browser.get("/healthz").await.text(), "ok");
    let unmigrated = browser.get("/readyz").await;
    assert_eq!(
        (unmigrated.status.as_u16(), unmigrated.text().as_str()),
        (503, "migrations are pending")
    );

    world.database.migrate().await.unwrap();
    let ready = browser.get("/readyz").await;
    assert_eq!(
        (ready.status.as_u16(), ready.text().as_str()),
        (200, "ready")
    );

    world.database.close().await;
    let gone = browser.get("/readyz").await;
    assert_eq!(
        (gone.status.as_u16(), gone.text().as_str()),
        (503, "the database does not answer")
    );
    assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_that_cannot_be_read_is_told_calmly() {
    let world = World::new().await;
    let guardian = world.look_up(&person("198503152392", "Sara", &[])).await;
    let mut browser = world.logged_in(guardian).await;
    world.database.close().await;

    let page = browser.get("/mig").await;
    let script = browser.get("/api/home").await;

    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        page.text().contains("Tjänsten svarar inte just nu"),
        "{}",
        page.text()
    );
    assert!(
        page.text().contains(page.header("x-request-id")),
        "the number to quote"
    );
    assert!(page.set_cookies().is_empty(), "nobody is logged out by it");
    assert_eq!(script.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        script.text().contains("\"code\":\"fault\""),
        "{}",
        script.text()
    );
}
