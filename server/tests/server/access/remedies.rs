//! Prescriptions and certificates on their way between a guardian and a clinic: what each of them is
//! shown, and what nobody is.

use service::ports::chance::new_id;
use uuid::Uuid;

use super::ask;
use super::scene::{Ids, MEDICINE, Scene, Who};
use super::table::TABLE;
use crate::support::{Answer, Browser};

/// Sends a form about the child; gives where it leads.
async fn send(browser: &mut Browser, ids: &Ids, path: &str, form: &str) -> String {
    let answer = browser.post(&ids.put_into(path), &ids.put_into(form)).await;
    assert_eq!(answer.status.as_u16(), 303, "{path}: {}", answer.text());
    answer.location().to_owned()
}

/// The page, which must be there.
async fn shown(browser: &mut Browser, path: &str) -> String {
    let answer: Answer = browser.get(path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}");
    answer.text()
}

/// The thread that a form led to.
fn thread(location: &str) -> &str {
    let (path, _) = location.split_once('?').unwrap();
    path.rsplit('/').next().unwrap()
}

fn key() -> String {
    let id: Uuid = new_id(&agera_ombud::ports::SystemRng, jiff::Timestamp::UNIX_EPOCH);
    id.simple().to_string()
}

const RENEW: &str = "enhet={unit}&recept={prescription}&nyckel={key}";

// R-L6: whatever it opens, a password session reads no medicine's name, and is told why.
#[tokio::test(flavor = "multi_thread")]
async fn a_password_session_is_shown_no_medicine() {
    let scene = Scene::of(Who::Guardian).await;
    let [ids, ..] = scene.ids();
    let asked = send(
        &mut scene.guardian().await,
        ids,
        "/ombud/{link}/recept",
        RENEW,
    )
    .await;
    let with_bankid = shown(&mut scene.guardian().await, &asked).await;
    assert!(with_bankid.contains(MEDICINE) && with_bankid.contains("Din begäran är skickad"));

    let mut by_password = scene.guardian_by_password().await;
    let thread = shown(&mut by_password, &asked).await;
    assert!(!thread.contains(MEDICINE));
    assert!(thread.contains("loggat in med BankID"));
    let refused = by_password.get(&ids.put_into("/ombud/{link}/recept")).await;
    assert_eq!(refused.status.as_u16(), 403);
    assert!(refused.text().contains("Logga in med BankID"));
    for row in TABLE.iter().filter(|row| row.method == "GET") {
        let mut browser = scene.guardian_by_password().await;
        let answer = ask(&mut browser, row, ids).await;
        assert!(!answer.text().contains(MEDICINE), "{}", row.route);
    }
    let form = by_password
        .post(&ids.put_into("/ombud/{link}/recept"), &ids.put_into(RENEW))
        .await;
    assert_eq!(form.status.as_u16(), 403);
}

// R-E3: asked, decided, and in the inbox; meanwhile it can't be asked for again.
#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_is_asked_for_and_decided() {
    let scene = Scene::of(Who::Guardian).await;
    let [ids, ..] = scene.ids();
    let mut guardian = scene.guardian().await;
    let page = ids.put_into("/ombud/{link}/recept");
    assert!(
        shown(&mut guardian, &page)
            .await
            .contains("Be om förnyelse för Elsa")
    );
    let asked = send(&mut guardian, ids, "/ombud/{link}/recept", RENEW).await;
    let again = guardian.post(&page, &ids.put_into(RENEW)).await;
    assert_eq!(again.status.as_u16(), 422, "it is under way");
    let under_way = shown(&mut guardian, &page).await;
    assert!(under_way.contains("Mottagningen har inte svarat än"));
    assert!(!under_way.contains("type=\"checkbox\""));

    let thread = thread(&asked);
    let case = ids.put_into(&format!("/mottagning/{{unit}}/arende/{thread}"));
    let mut staff = scene.staff().await;
    let shown_to_staff = shown(&mut staff, &case).await;
    assert!(shown_to_staff.contains(MEDICINE));
    assert!(!shown_to_staff.contains("Stäng utan svar"));
    let close = format!("gor=stang&version=1&nyckel={}", key());
    assert_eq!(staff.post(&case, &close).await.status.as_u16(), 422);
    let undecided = ids.put_into("gor=recept&recept={prescription}&version=1&nyckel={key}");
    assert_eq!(staff.post(&case, &undecided).await.status.as_u16(), 422);
    let yes =
        "gor=recept&recept={prescription}&beslut-{prescription}=ja&besked=&version=1&nyckel={key}";
    let decided = send(&mut staff, ids, &case, yes).await;
    assert!(decided.ends_with("?gjort=recept"));
    let late = staff.post(&case, &ids.put_into(yes)).await;
    assert_eq!(late.status.as_u16(), 409, "decided since");

    let told = shown(&mut guardian, &asked).await;
    assert!(told.contains("Har tagit ställning till recepten."));
    assert!(told.contains("Förnyat. Gäller till och med 21 november 2027, 4 uttag kvar."));
    let renewed = shown(&mut guardian, &page).await;
    assert!(renewed.contains("Förnyat 21 november 2026."));
    assert!(
        renewed.contains("type=\"checkbox\""),
        "it can be asked for again"
    );
}

// R-E4, R-E6: ordered, issued; the guardian is told that it is and how it comes, and no more.
#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_ordered_and_issued_and_its_guardian_does_not_see_it() {
    const TEXT: &str = "Har+hemligheten+hasselallergi.";
    let scene = Scene::of(Who::Guardian).await;
    let [ids, ..] = scene.ids();
    let mut guardian = scene.guardian().await;
    let order = "/ombud/{link}/kontakta/{unit}/intyg";
    let form = shown(&mut guardian, &ids.put_into(order)).await;
    assert!(form.contains("Specialkost i förskola eller skola"));
    let fields = "sort=school-meals&syfte=Till+skolan&senast=2026-12-01&nyckel={key}";
    let late = fields.replace("2026-12-01", "2026-11-20");
    let past = guardian
        .post(&ids.put_into(order), &ids.put_into(&late))
        .await;
    assert_eq!(past.status.as_u16(), 422);
    assert!(past.text().contains("Dagen har redan varit"));
    assert!(past.text().contains("Till skolan"), "what was typed stays");
    let ordered = send(&mut guardian, ids, order, fields).await;
    let receipt = shown(&mut guardian, &ordered).await;
    assert!(receipt.contains("Beställningen är skickad"));
    assert!(receipt.contains("tisdag 1 december 2026"));

    let thread = thread(&ordered);
    let case = ids.put_into(&format!("/mottagning/{{unit}}/arende/{thread}"));
    let mut staff = scene.staff().await;
    assert!(shown(&mut staff, &case).await.contains("Till skolan"));
    let issue = format!(
        "gor=intyg&intygstext={TEXT}&besked=Det+kommer+med+posten.&version=1&nyckel={{key}}"
    );
    send(&mut staff, ids, &case, &issue).await;

    let told = shown(&mut guardian, &ordered).await;
    assert!(told.contains("Intyget är utfärdat.") && told.contains("Det kommer med posten."));
    assert!(told.contains("Som vårdnadshavare kan du inte läsa det här"));
    for row in TABLE.iter().filter(|row| row.method == "GET") {
        for about in scene.ids() {
            let answer = ask(&mut scene.guardian().await, row, about).await;
            assert!(!answer.text().contains("hasselallergi"), "{}", row.route);
        }
    }
    let thread = format!("/api/inbox/thread?who={{link}}&thread={thread}");
    let thread = guardian.get(&ids.put_into(&thread)).await;
    assert!(!thread.text().contains("hasselallergi"));

    // The child itself reads it, from its 13th birthday.
    let mut child = scene.child_at_14().await;
    let list = shown(&mut child, "/mig/intyg").await;
    let mut read = String::new();
    for link in list.split("href=\"/mig/intyg/").skip(1) {
        read += &shown(&mut child, &format!("/mig/intyg/{}", &link[..32])).await;
    }
    assert!(read.contains("hasselallergi"));
}
