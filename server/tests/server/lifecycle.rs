//! A session from log-in to its end.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::support::{Browser, Setting, World, person};

const SARA: &str = "198503152392";

async fn world() -> World {
    let world = World::new().await;
    world.register(&[person(SARA, "Sara", &[])]).await;
    world
}

async fn is_in(browser: &mut Browser) -> bool {
    match browser.get("/mig").await.status {
        StatusCode::OK => true,
        StatusCode::SEE_OTHER => false,
        other => panic!("neither in nor out: {other}"),
    }
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

#[tokio::test]
async fn logging_in_gives_a_cookie_that_only_this_site_gets() {
    let world = world().await;
    let mut browser = world.browser();
    let started = browser.post("/logga-in", "enhet=other").await;
    let answer = world.log_in(&mut browser, SARA).await;

    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/mig")
    );
    let [first] = &started.set_cookies()[..] else {
        panic!("one cookie")
    };
    assert!(first.starts_with("__Host-agera-start="), "{first}");
    assert!(
        first.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=600"),
        "{first}"
    );
    let [session, gone] = &answer.set_cookies()[..] else {
        panic!("two cookies")
    };
    assert!(session.starts_with("__Host-agera="), "{session}");
    assert!(
        session.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{session}"
    );
    let token = session.split(['=', ';']).nth(1).unwrap();
    assert_eq!(token.len(), 64, "256 bits in hexadecimal");
    assert!(
        gone.starts_with("__Host-agera-start=; ") && gone.contains("Max-Age=0"),
        "{gone}"
    );
    assert!(is_in(&mut browser).await);
}

#[tokio::test]
async fn on_plain_localhost_the_cookie_needs_no_https() {
    let origin = "http://localhost:3000";
    let world = World::with(Setting {
        origin,
        ..Setting::default()
    })
    .await;
    world.register(&[person(SARA, "Sara", &[])]).await;
    let mut browser = world.browser();

    let answer = world.log_in(&mut browser, SARA).await;

    let cookie = &answer.set_cookies()[0];
    assert!(cookie.starts_with("agera="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
    assert!(is_in(&mut browser).await);
}

#[tokio::test]
async fn the_wish_stays_in_the_address_until_one_is_there() {
    let world = world().await;
    let mut browser = world.browser();
    for (form, location) in [
        ("/logga-in enhet=other", "/logga-in"),
        ("/logga-in enhet=this", "/logga-in?oppna=1"),
        (
            "/logga-in enhet=this&vidare=%2Fmig%3Fa%3D1%26b",
            "/logga-in?vidare=/mig%3Fa%3D1%26b&oppna=1",
        ),
        (
            "/logga-in enhet=other&vidare=%2Fmig%2Finkorg",
            "/logga-in?vidare=/mig/inkorg",
        ),
        (
            "/logga-in/avbryt vidare=%2Fmig%0D%0Ax",
            "/logga-in?vidare=/mig%0D%0Ax",
        ),
        ("/logga-in/avbryt vidare=", "/logga-in"),
    ] {
        let (path, body) = form.split_once(' ').expect("a path and a body");
        let answer = browser.post(path, body).await;
        assert_eq!(answer.location(), location, "{form}");
    }
}

#[tokio::test]
async fn one_goes_on_where_one_wanted_to() {
    let world = world().await;
    for (wish, place) in [
        ("%2Fmig%2Finkorg%3Fvisa%3Dolasta", "/mig/inkorg?visa=olasta"),
        ("https%3A%2F%2Fevil.example", "/mig"),
        ("%2F%2Fevil.example", "/mig"),
    ] {
        let mut browser = world.browser();
        browser
            .post("/logga-in", &format!("enhet=other&vidare={wish}"))
            .await;
        // log_in starts another order; so this one is finished by hand.
        let answer = finish(&world, &mut browser).await;
        assert_eq!(answer, place);
    }
}

async fn finish(world: &World, browser: &mut Browser) -> String {
    world.identify_next(SARA);
    world.pass(SignedDuration::from_secs(2));
    browser.post("/api/log-in/poll", "nonce=").await;
    browser
        .post("/logga-in/klar", "")
        .await
        .location()
        .to_owned()
}

#[tokio::test]
async fn collecting_from_another_browser_gets_nothing() {
    let world = world().await;
    let (mut mine, mut stranger) = (world.browser(), world.browser());
    mine.post("/logga-in", "enhet=other").await;
    world.identify_next(SARA);
    world.pass(SignedDuration::from_secs(2));

    assert_eq!(
        stranger.post("/api/log-in/poll", "nonce=").await.text(),
        "\"idle\""
    );
    stranger.post("/logga-in/klar", "").await;
    assert!(!is_in(&mut stranger).await);

    stranger.post("/logga-in", "enhet=other").await;
    stranger.post("/logga-in/klar", "").await;
    assert!(!is_in(&mut stranger).await);

    assert_eq!(
        mine.post("/api/log-in/poll", "nonce=").await.text(),
        "\"identified\""
    );
    mine.post("/logga-in/klar", "").await;
    assert!(is_in(&mut mine).await);
}

#[tokio::test]
async fn every_log_in_has_a_token_of_its_own_and_ends_the_one_before() {
    let world = world().await;
    let mut browser = world.browser();
    world.log_in(&mut browser, SARA).await;
    let mut before = browser.clone();

    world.log_in(&mut browser, SARA).await;

    assert_ne!(before.token(), browser.token());
    assert!(is_in(&mut browser).await);
    assert!(!is_in(&mut before).await);
}

#[tokio::test]
async fn it_ends_after_20_minutes_of_rest() {
    let world = world().await;
    let mut browser = world.browser();
    world.log_in(&mut browser, SARA).await;
    world.pass(minutes(20) - SignedDuration::from_secs(1));
    assert!(is_in(&mut browser).await);
    world.pass(minutes(20) - SignedDuration::from_secs(1));
    assert!(is_in(&mut browser).await);

    world.pass(minutes(20));
    let answer = browser.get("/mig/inkorg").await;

    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/logga-in?vidare=/mig/inkorg&avslutad=1");
    assert_eq!(
        browser.get("/api/home").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn that_it_ended_is_said_once() {
    let world = world().await;
    let mut browser = world.browser();
    world.log_in(&mut browser, SARA).await;
    world.pass(minutes(20));

    assert!(
        browser
            .get("/mig")
            .await
            .location()
            .ends_with("&avslutad=1")
    );
    assert_eq!(
        browser.get("/mig").await.location(),
        "/logga-in?vidare=/mig"
    );
}

#[tokio::test]
async fn it_ends_after_8_hours_however_busy() {
    let world = world().await;
    let mut browser = world.browser();
    world.log_in(&mut browser, SARA).await;
    for _ in 0..31 {
        world.pass(minutes(15));
        assert!(is_in(&mut browser).await);
    }
    world.pass(minutes(15));

    assert!(!is_in(&mut browser).await);
}

#[tokio::test]
async fn asking_how_long_is_left_does_not_prolong_it_and_staying_does() {
    let world = world().await;
    let (mut asks, mut stays) = (world.browser(), world.browser());
    world.log_in(&mut asks, SARA).await;
    world.log_in(&mut stays, SARA).await;
    for _ in 0..3 {
        world.pass(minutes(6));
        assert_eq!(asks.get("/api/session/left").await.status, StatusCode::OK);
        let answer = stays.post("/api/session/stay", "").await;
        assert!(
            answer.text().contains("\"seconds\":1200"),
            "{}",
            answer.text()
        );
    }
    world.pass(minutes(2));

    assert_eq!(
        asks.get("/api/session/left").await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(stays.get("/api/session/left").await.status, StatusCode::OK);
}

#[tokio::test]
async fn logging_out_ends_this_one_or_all() {
    let world = world().await;
    let mut browsers = [world.browser(), world.browser(), world.browser()];
    for browser in &mut browsers {
        world.log_in(browser, SARA).await;
    }
    let [here, there, elsewhere] = &mut browsers;
    let mut kept = here.clone();

    let answer = here.post("/logga-ut", "").await;
    assert_eq!(answer.location(), "/?utloggad=1");
    assert_eq!(here.token(), None);
    assert!(
        !is_in(&mut kept).await,
        "the token is worth nothing any more"
    );
    assert!(is_in(there).await);

    there.post("/logga-ut", "overallt=true").await;
    assert!(!is_in(there).await);
    assert!(!is_in(elsewhere).await);
}

// What a page asks for by itself, because it heard that something has changed, is nobody's doing.
#[tokio::test]
async fn news_do_not_prolong_a_session() {
    let world = World::new().await;
    let record = person("198503152392", "Sara", &[]);
    world.register(std::slice::from_ref(&record)).await;
    let sara = world.look_up(&record).await;
    let mut browser = world.logged_in(sara).await;
    for minutes in [10, 19] {
        world.move_to(&format!("2026-11-21T12:{minutes}:00Z"));
        for path in [
            "/api/inbox?who=mig&form%5Bvisa%5D=&live=true",
            "/nyheter?om=mig",
        ] {
            assert_eq!(browser.get(path).await.status, 200, "{path}");
        }
    }
    world.move_to("2026-11-21T12:20:01Z");
    let answer = browser
        .get("/api/inbox?who=mig&form%5Bvisa%5D=&live=true")
        .await;
    assert_eq!(answer.status, 401);
}
