//! What one who is kept out sees: what anybody sees of a child that is not theirs (R-G9).

use std::sync::{LazyLock, Mutex};

use domain::staff::Role;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry;

use super::{CHILD, GUARDIAN, LIST, NEW, case_of, page, send, status, works};
use crate::access::scene::{Scene, Who};
use crate::support::{Answer, Browser, person};

/// Another's child, whom we know.
const STRANGERS: &str = "202312312388";
/// The register knows nobody with this number.
const UNKNOWN: &str = "201206252395";

/// The answer, but for what differs from one request to the next, and for what was asked.
fn plain(answer: &Answer, number: &str) -> String {
    let headers = answer.headers.iter();
    let headers = headers.filter(|(name, _)| *name != "x-request-id");
    let mut lines: Vec<_> = headers
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    lines.push(answer.status.to_string());
    lines.push(answer.text());
    let nonce = answer.nonce().unwrap_or_else(|| "-".to_owned());
    lines
        .join("\n")
        .replace(&nonce, "NONCE")
        .replace(number, "NUMBER")
}

async fn try_to_add(browser: &mut Browser, number: &str) -> [String; 2] {
    let (form, call) = (
        format!("personnummer={number}"),
        format!("form%5Bpersonnummer%5D={number}"),
    );
    let page = browser.post("/mig/lagg-till-barn", &form).await;
    let called = browser.post("/api/child/add", &call).await;
    [plain(&page, number), plain(&called, number)]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_child_is_added_like_anybody_elses() {
    let scene = Scene::of(Who::BlockedGuardian).await;
    let mut blocked = Vec::new();
    for number in [CHILD, STRANGERS, UNKNOWN] {
        blocked.push(try_to_add(&mut scene.guardian().await, number).await);
    }
    assert!(blocked[0][0].contains("403 Forbidden"), "{}", blocked[0][0]);
    assert!(blocked[0][0].contains("Du kan inte vara ombud för barnet"));
    assert_eq!(blocked[0], blocked[1], "a stranger's");
    assert_eq!(blocked[0], blocked[2], "nobody's");
}

static ASKED: LazyLock<Mutex<Vec<String>>> = LazyLock::new(Mutex::default);

/// Notes each statement that the database is asked.
struct Statements;

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut summary = Summary(String::new());
            event.record(&mut summary);
            // What a connection is set to is no question.
            if !summary.0.contains("PRAGMA") {
                ASKED.lock().unwrap().push(summary.0);
            }
        }
    }
}

struct Summary(String);

impl Visit for Summary {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "summary" {
            self.0 = format!("{value:?}");
        }
    }
}

// R-G9, the same timing: the register and the database are asked the same, in the same order. (The
// register here is a table, so what it is asked is among the statements.)
#[tokio::test(flavor = "multi_thread")]
async fn as_much_is_asked_whosever_the_child_is() {
    let subscriber = registry().with(Statements);
    // Each test is a process of its own (nextest).
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let scene = Scene::of(Who::BlockedGuardian).await;
    let mut guardian = scene.guardian().await;
    let mut asked = Vec::new();
    for number in [CHILD, STRANGERS, CHILD, STRANGERS] {
        ASKED.lock().unwrap().clear();
        let form = format!("form%5Bpersonnummer%5D={number}");
        let answer = guardian.post("/api/child/add", &form).await;
        assert_eq!(answer.status.as_u16(), 403);
        asked.push(ASKED.lock().unwrap().clone());
    }
    assert!(asked[0].len() > 8, "{:?}", asked[0]);
    for others in &asked[1..] {
        assert_eq!(&asked[0], others);
    }
}

// Everything ends at once, and what was begun is gone (R-G9).
#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_about_the_child_is_gone() {
    const SECRET: &str = "Hemligheten hostar";
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let (mut guardian, mut staff) = (scene.guardian().await, scene.staff().await);
    let case = case_of(&mut guardian, ids).await;
    let message = "/ombud/{link}/kontakta/{unit}/meddelande";
    let draft = format!("utkast=spara&amne=&text={SECRET}&nyckel={{key}}");
    assert_eq!(send(&mut guardian, ids, message, &draft).await.0, 303);
    assert!(page(&mut guardian, ids, message).await.contains(SECRET));
    assert!(page(&mut guardian, ids, "/mig").await.contains("Elsa"));

    let stop = "formular=nodstopp&gor=nodstopp&nyckel={key}";
    let (stopped, to, text) = send(&mut staff, ids, &case, stop).await;
    assert_eq!(stopped, 303, "{text}");
    for path in [
        "/ombud/{link}",
        "/ombud/{link}/inkorg/{thread}",
        "/ombud/{link}/inkorg/{thread}/bilaga/{attachment}",
        "/ombud/{link}/tider/{booking}/kalender.ics",
        "/ombud/{link}/journal/{entry}",
        "/ombud/{link}/logg.csv",
        "/nyheter?om={link}",
        message,
    ] {
        assert_eq!(status(&mut guardian, ids, path).await, 404, "{path}");
    }
    assert!(!page(&mut guardian, ids, "/mig").await.contains("Elsa"));

    // When it is ended, nothing comes back by itself.
    let block = super::block(&to);
    let end = format!("gor=hav&sparr={block}&orsak=mistake");
    assert_eq!(send(&mut staff, ids, LIST, &end).await.0, 303);
    let add = format!("personnummer={CHILD}");
    let (added, to, _) = send(&mut guardian, ids, "/mig/lagg-till-barn", &add).await;
    assert_eq!(added, 303);
    let link = to.strip_prefix("/ombud/").unwrap()[..32].to_owned();
    let form = message.replace("{link}", &link);
    assert!(!page(&mut guardian, ids, &form).await.contains(SECRET));
}

// Neither the one who was kept out, nor the other guardian, in the log that they can read.
#[tokio::test(flavor = "multi_thread")]
async fn no_guardian_reads_of_a_block_in_the_log() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let mut staff = scene.staff().await;
    let father = person("198605252389", "Ivar", &[CHILD]);
    scene.world().register(std::slice::from_ref(&father)).await;
    let ivar = scene.world().look_up(&father).await;
    let mut ivar = scene.world().logged_in(ivar).await;
    let add = format!("personnummer={CHILD}");
    let (_, to, _) = send(&mut ivar, ids, "/mig/lagg-till-barn", &add).await;
    let others = to.split('?').next().unwrap().to_owned();
    let log = format!("{others}/logg?vem=vard");
    let before = page(&mut ivar, ids, &log).await.matches("log-row").count();

    let find = format!("formular=hitta&gor=hitta&barn-nummer={CHILD}&vh-nummer=");
    assert_eq!(send(&mut staff, ids, NEW, &find).await.0, 200);
    let stop = format!("gor=stoppa&barn-nummer={CHILD}&vardnadshavare={GUARDIAN}&nyckel={{key}}");
    let (_, to, _) = send(&mut staff, ids, NEW, &stop).await;
    page(&mut staff, ids, &to).await;
    let after = page(&mut ivar, ids, &log).await;
    assert_eq!(after.matches("log-row").count(), before, "{after}");

    let mut guardian = scene.guardian().await;
    let own = page(&mut guardian, ids, "/mig/logg?vem=vard").await;
    assert_eq!(own.matches("log-row").count(), 0, "{own}");
    let end = format!("gor=hav&sparr={}&orsak=mistake", super::block(&to));
    assert_eq!(send(&mut staff, ids, LIST, &end).await.0, 303);
    let (_, to, _) = send(&mut guardian, ids, "/mig/lagg-till-barn", &add).await;
    let link = to.split('?').next().unwrap();
    let again = page(&mut guardian, ids, &format!("{link}/logg?vem=vard")).await;
    assert_eq!(again.matches("log-row").count(), before, "{again}");
}

// One who is kept out and works at the unit finds nothing of it there.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_kept_out_and_works_there_learns_nothing() {
    let scene = Scene::of(Who::BlockedGuardian).await;
    let ids = &scene.ids()[0];
    let list = page(&mut scene.staff().await, ids, LIST).await;
    let block = list.split("name=\"sparr\" value=\"").nth(1).unwrap()[..32].to_owned();
    let mut sara = works(&scene, &person(GUARDIAN, "Sara", &[CHILD]), Role::InCharge).await;

    let list = page(&mut sara, ids, LIST).await;
    assert!(
        list.contains("Ingen vårdnadshavare är spärrad av er."),
        "{list}"
    );
    let end = format!("gor=hav&sparr={block}&orsak=mistake");
    assert_eq!(send(&mut sara, ids, LIST, &end).await.0, 404);
    let find = format!("formular=hitta&gor=hitta&barn-nummer={CHILD}&vh-nummer=");
    let (wrong, _, text) = send(&mut sara, ids, NEW, &find).await;
    assert_eq!(wrong, 422);
    assert!(text.contains("Du är själv vårdnadshavare") && !text.contains("spärrad av er"));
}

// The other guardian would tell, and decides nothing about the first.
#[tokio::test(flavor = "multi_thread")]
async fn the_other_guardian_who_works_there_learns_nothing() {
    let scene = Scene::of(Who::BlockedGuardian).await;
    let ids = &scene.ids()[0];
    let list = page(&mut scene.staff().await, ids, LIST).await;
    let block = list.split("name=\"sparr\" value=\"").nth(1).unwrap()[..32].to_owned();
    let father = person("198605252389", "Ivar", &[CHILD]);
    let mut ivar = works(&scene, &father, Role::InCharge).await;

    let list = page(&mut ivar, ids, LIST).await;
    assert!(
        list.contains("Ingen vårdnadshavare är spärrad av er."),
        "{list}"
    );
    let keep = format!("gor=behall&sparr={block}&sedd=2026-11-28&granska=2027-01-07");
    let end = format!("gor=hav&sparr={block}&orsak=mistake");
    for form in [&keep, &end] {
        assert_eq!(send(&mut ivar, ids, LIST, form).await.0, 404);
    }
    scene.world().move_to("2026-11-28T00:00:00+01:00");
    let ivar = scene.world().look_up(&father).await;
    let mut ivar = scene.world().logged_in(ivar).await;
    let places = page(&mut ivar, ids, "/mottagning").await;
    assert!(!places.contains("spärr att granska"), "not even the count");
    let end = send(&mut scene.staff().await, ids, LIST, &end).await;
    assert_eq!(end.0, 303);
    let list = page(&mut ivar, ids, LIST).await;
    assert!(!list.contains("Elsa"), "nor what has been ended");
}

// Nor do the pages of a case tell it to somebody who is part of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_case_tells_no_guardian_who_works_there_of_a_block() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let (mut guardian, mut staff) = (scene.guardian().await, scene.staff().await);
    let case = case_of(&mut guardian, ids).await;
    let (_, thread) = case.rsplit_once('/').unwrap();
    let why = format!("/mottagning/{{unit}}/forklara?arende={thread}");
    let stop = "formular=nodstopp&gor=nodstopp&nyckel={key}";
    assert_eq!(send(&mut staff, ids, &case, stop).await.0, 303);
    for path in [&case, &why] {
        let shown = page(&mut staff, ids, path).await;
        assert!(shown.contains("spärrat vårdnadshavaren"), "{path}");
    }

    // The one who is kept out, with custody and without; and the other guardian.
    for record in [
        person(GUARDIAN, "Sara", &[CHILD]),
        person(GUARDIAN, "Sara", &[]),
        person("198605252389", "Ivar", &[CHILD]),
    ] {
        let mut at_work = works(&scene, &record, Role::Member).await;
        for path in [&case, &why] {
            let shown = page(&mut at_work, ids, path).await;
            assert!(!shown.contains("spärrat"), "{path}: {shown}");
            assert!(!shown.contains("Varför visas inte här"), "{path}: {shown}");
        }
        assert_eq!(send(&mut at_work, ids, &case, stop).await.0, 404);
    }
}
