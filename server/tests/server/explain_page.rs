//! "Vem får se det här?", for the staff of a case's unit.

use domain::id::RulingId;
use domain::ruling::RulingKind;
use jiff::civil::Date;
use service::access::staff::act_on_person;
use service::ports::chance::new_id;
use service::ports::store::NewRuling;
use service::{session, staff};

use crate::access::scene::{Scene, Who};
use crate::support::Browser;

/// The booking is a case that the guardian opened.
const PAGE: &str = "/mottagning/{unit}/forklara?arende={booking}";
const NOT_TOLD: &str = "Varför visas inte här";

async fn shown(browser: &mut Browser, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}");
    answer.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_who_may_see_what_and_why() {
    let scene = Scene::of(Who::Staff).await;
    let [ids, ..] = scene.ids();
    let mut staff = scene.staff().await;
    let case = shown(
        &mut staff,
        &ids.put_into("/mottagning/{unit}/arende/{booking}"),
    )
    .await;
    assert!(case.contains("Vem får se det här?"));
    let page = shown(&mut staff, &ids.put_into(PAGE)).await;
    for told in [
        "vårdnadshavare som skickade ärendet",
        "(R-J2)",
        "(R-E6)",
        "(R-L10)",
        "24 november 2026 kl. 00.00",
        "Vårdnadshavare enligt folkbokföringen",
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains(NOT_TOLD));
    // Both of whom it tells hear of it.
    let mut guardian = scene.guardian().await;
    let log = shown(&mut guardian, &ids.put_into("/ombud/{link}/logg")).await;
    assert!(log.contains("Såg varför något är öppet eller stängt"));
    let log = shown(&mut guardian, "/mig/logg").await;
    assert!(log.contains("Såg varför något är öppet eller stängt"));

    let choose = shown(&mut staff, &ids.put_into("/mottagning/{unit}/forklara")).await;
    assert!(choose.contains("Välj ett ärende först"));
}

// R-G7, R-G9: another's block and a child's protected identity are one and the same to the unit.
#[tokio::test(flavor = "multi_thread")]
async fn what_another_has_decided_is_not_told() {
    let blocked = {
        // Who asks is in charge at another unit.
        let scene = Scene::of(Who::OtherStaff).await;
        block(&scene).await;
        told_of_guardian(&scene).await
    };
    let protected = {
        let scene = Scene::of(Who::Staff).await;
        scene.child_becomes_protected().await;
        told_of_guardian(&scene).await
    };
    assert!(blocked.contains(NOT_TOLD));
    for page in [&blocked, &protected] {
        for telling in ["R-J7", "R-G7", "spärr", "Vårdnadshavare enligt"] {
            assert!(!page.contains(telling), "{telling}: {page}");
        }
    }
}

/// The one who asks blocks the guardian, at its own unit.
async fn block(scene: &Scene) {
    let services = &scene.world().services;
    let browser = scene.browser().await;
    let token = browser.token().unwrap().to_owned();
    let session = session::current(services, &token, false).await;
    let session = session.unwrap().unwrap();
    let places = staff::workplaces(services, &session).await.unwrap();
    let [guardian, child] = scene.family();
    let acting = act_on_person(
        services,
        &session,
        places[0].unit,
        child,
        None,
        "test.block",
        true,
    );
    let ruling = NewRuling {
        id: RulingId(new_id(services.rng.as_ref(), scene.world().now())),
        kind: RulingKind::Block,
        actor: guardian,
        subject: child,
        from: Date::constant(2026, 11, 20),
        until: None,
        review_on: Some(Date::constant(2027, 2, 20)),
        reason: "other",
    };
    let made = services.store.make_ruling(acting.await.unwrap(), &ruling);
    made.await.unwrap();
}

/// What the page tells of the guardian: its section.
async fn told_of_guardian(scene: &Scene) -> String {
    let [ids, ..] = scene.ids();
    let mut staff = scene.staff().await;
    let page = shown(&mut staff, &ids.put_into(PAGE)).await;
    let (_, section) = page.split_once("vårdnadshavare som skickade").unwrap();
    let (section, _) = section.split_once("</section>").unwrap();
    section.to_owned()
}
