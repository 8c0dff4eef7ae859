//! Applications for an exception over HTTP and without script: who acts too late is told so, wherever the
//! form stood, and finds what it wrote where the form still stands (R-J5, R-C3).

use crate::access::scene::{Scene, Who};
use crate::support::Browser;

const AT_UNIT: &str = "/mottagning/{unit}/ansokningar/{application}";
const OWN: &str = "/mig/ansokningar/{application}";
/// As the page's form for that sends it.
const DENY: &str = "formular=avsla&gor=avsla&grund=inte-barnets-basta&version=1\
                    &besked-sokande=Vi+h%C3%B6r+av+oss";
const CHANGED: &str = "Ansökan har ändrats";

async fn send(browser: &mut Browser, scene: &Scene, path: &str, form: &str) -> (u16, String) {
    let path = scene.ids()[0].put_into(path);
    let answer = browser.post(&path, form).await;
    (answer.status.as_u16(), answer.text())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_decides_on_what_is_withdrawn_is_told_so() {
    let scene = Scene::of(Who::GuardianAfter13).await;
    let (mut guardian, mut staff) = (scene.guardian().await, scene.staff().await);
    let withdraw = "formular=aterkalla&gor=aterkalla&version=1";
    let (withdrawn, text) = send(&mut guardian, &scene, OWN, withdraw).await;
    assert_eq!(withdrawn, 303, "{text}");

    let (late, text) = send(&mut staff, &scene, AT_UNIT, DENY).await;
    assert_eq!(late, 409);
    assert_eq!(text.matches(CHANGED).count(), 1, "{text}");
    assert!(text.contains("Återkallad") && !text.contains("Avslå ansökan"));

    // So is the child, whose answer nobody waits for.
    let mut child = scene.world().logged_in(scene.family()[1]).await;
    let yes = "formular=samtyck&gor=samtyck&version=1";
    let (late, text) = send(&mut child, &scene, OWN, yes).await;
    assert_eq!(late, 409);
    assert_eq!(text.matches(CHANGED).count(), 1, "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_stays_where_the_form_stays() {
    let scene = Scene::of(Who::GuardianAfter13).await;
    let mut staff = scene.staff().await;
    let note = "formular=utlatande&gor=utlatande&lakare=Helena+Rask&utlatande-dag=2026-11-20\
                &version=1";
    let (noted, text) = send(&mut staff, &scene, AT_UNIT, note).await;
    assert_eq!(noted, 303, "{text}");

    let (late, text) = send(&mut staff, &scene, AT_UNIT, DENY).await;
    assert_eq!(late, 409);
    assert!(text.contains("Någon annan hann före") && text.contains("Vi hör av oss<"));
    assert!(!text.contains(CHANGED), "the form tells it");
}
