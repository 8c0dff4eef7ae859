//! Drafts over HTTP, as a browser without script and our own script keep them: who gets to see them.

use axum::http::{Request, header};

use crate::access::scene::{Ids, Scene, Who};
use crate::access::{ask, table::TABLE};
use crate::support::{Answer, Browser};

/// What nobody but its writer is shown.
const SECRET: &str = "Hemligheten hostar";
const NEW: &str = "/ombud/{link}/kontakta/{unit}/meddelande";
const THREAD: &str = "/ombud/{link}/inkorg/{thread}";

async fn guardian() -> (Scene, Browser) {
    let scene = Scene::of(Who::Guardian).await;
    let browser = scene.browser().await;
    (scene, browser)
}

/// Sends the form to keep it; gives its key.
async fn keep(browser: &mut Browser, ids: &Ids, path: &str, word: &str) -> String {
    let key = ids.put_into("{key}");
    let form = format!("gor=svara&utkast=spara&amne=Om+natten&text={SECRET}&nyckel={key}");
    let kept = browser.post(&ids.put_into(path), &form).await;
    assert_eq!(kept.status.as_u16(), 303, "{}", kept.text());
    assert!(kept.location().contains(&format!("utkast={word}")));
    key
}

async fn forget(browser: &mut Browser, ids: &Ids, path: &str) -> Answer {
    let form = "formular=utkast&utkast=ta-bort";
    browser.post(&ids.put_into(path), form).await
}

async fn page(browser: &mut Browser, ids: &Ids, path: &str) -> String {
    let answer = browser.get(&ids.put_into(path)).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}");
    answer.text()
}

// Without script: a button keeps it, the form has it again, and another button throws it away.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_begun_is_there_again() {
    let (scene, mut browser) = guardian().await;
    let ids = &scene.ids()[0];
    for path in [NEW, THREAD] {
        let before = page(&mut browser, ids, path).await;
        assert!(before.contains("Spara utkast") && !before.contains("Det här är ditt utkast"));
        keep(&mut browser, ids, path, "sparat").await;
        let again = page(&mut browser, ids, path).await;
        assert!(again.contains(SECRET), "{again}");
        assert!(again.contains("Det här är ditt utkast från lördag 21 november 2026 kl. 13.00"));
    }
    let kept = page(&mut browser, ids, &format!("{NEW}?utkast=sparat")).await;
    assert!(kept.contains("Utkastet är sparat") && kept.contains("value=\"Om natten\""));

    let inbox = page(&mut browser, ids, "/ombud/{link}/inkorg").await;
    assert!(inbox.contains("Utkast (2)") && inbox.contains("Om natten"));
    for path in [NEW, "/ombud/{link}/inkorg/{thread}#svara"] {
        assert!(inbox.contains(&format!("href=\"{}\"", ids.put_into(path))));
    }
    assert!(!inbox.contains(SECRET), "the list has no texts");
    let search = page(&mut browser, ids, "/ombud/{link}/inkorg?sok=prov").await;
    assert!(!search.contains("Utkast ("));

    for path in [NEW, THREAD] {
        let forgotten = forget(&mut browser, ids, path).await;
        assert!(forgotten.location().contains("utkast=borttaget"));
        let after = page(&mut browser, ids, path).await;
        assert!(!after.contains(SECRET) && !after.contains("Det här är ditt utkast"));
    }
    let inbox = page(&mut browser, ids, "/ombud/{link}/inkorg").await;
    assert!(!inbox.contains("Utkast ("));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_is_no_draft_any_more() {
    let (scene, mut browser) = guardian().await;
    let ids = &scene.ids()[0];
    for path in [NEW, THREAD] {
        let key = keep(&mut browser, ids, path, "sparat").await;
        let form = format!("gor=svara&amne=Om+natten&text=Hon+hostar&nyckel={key}");
        let sent = browser.post(&ids.put_into(path), &form).await;
        assert_eq!(sent.status.as_u16(), 303, "{}", sent.text());
        assert!(!page(&mut browser, ids, path).await.contains(SECRET));
        // What the page kept by itself comes late.
        let late = format!("utkast=spara&text={SECRET}&nyckel={key}");
        let kept = browser.post(&ids.put_into(path), &late).await;
        assert!(kept.location().contains("utkast=inget"));
        assert!(!page(&mut browser, ids, path).await.contains(SECRET));
    }
}

// Our own script hears where it would lead; nothing is shown for it.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_keeps_by_itself() {
    let (scene, mut browser) = guardian().await;
    let ids = &scene.ids()[0];
    let key = ids.put_into("{key}");
    let send = async |browser: &mut Browser, text: &str| {
        let request = Request::post(ids.put_into(NEW))
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let form = format!("utkast=spara&amne=&text={text}&nyckel={key}");
        browser.send_with(request, form).await
    };
    let kept = send(&mut browser, SECRET).await;
    assert_eq!(kept.status.as_u16(), 200);
    assert!(kept.text().contains("utkast=sparat"), "{}", kept.text());
    assert!(page(&mut browser, ids, NEW).await.contains(SECRET));
    let long = send(&mut browser, &"a".repeat(4_001)).await;
    assert_eq!(long.status.as_u16(), 422);
    assert!(page(&mut browser, ids, NEW).await.contains(SECRET));
    let empty = send(&mut browser, "+").await;
    assert!(empty.text().contains("utkast=inget"));
    assert!(!page(&mut browser, ids, NEW).await.contains(SECRET));
}

// It is never the clinic's, nor the child's own when it grows up, nor anybody else's, at any address.
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_shown_to_its_writer_only() {
    let (scene, mut browser) = guardian().await;
    let ids = &scene.ids()[0];
    for path in [NEW, THREAD] {
        keep(&mut browser, ids, path, "sparat").await;
    }
    let mut shown = Vec::new();
    for row in TABLE.iter().filter(|row| row.method == "GET") {
        if ask(&mut scene.guardian().await, row, ids)
            .await
            .text()
            .contains(SECRET)
        {
            shown.push(row.route);
        }
        let staff = ask(&mut scene.staff().await, row, ids).await;
        assert!(!staff.text().contains(SECRET), "staff: {}", row.route);
    }
    shown.sort_unstable();
    assert_eq!(
        shown,
        ["/api/clinics/message", "/api/inbox/thread", THREAD, NEW,]
    );

    // R-G4: when the link is over, the draft is as closed as the rest; the child has its own.
    let mut child = scene.child_at_14().await;
    for row in TABLE.iter().filter(|row| row.method == "GET") {
        let answer = ask(&mut child, row, ids).await;
        assert!(!answer.text().contains(SECRET), "the child: {}", row.route);
    }
    for path in [NEW, THREAD] {
        let mut guardian = scene.guardian().await;
        let answer = guardian.get(&ids.put_into(path)).await;
        assert_eq!(answer.status.as_u16(), 403, "{path}");
        assert!(!answer.text().contains(SECRET), "{path}");
        let form = format!("utkast=spara&text={SECRET}&nyckel={{key}}");
        let kept = guardian
            .post(&ids.put_into(path), &ids.put_into(&form))
            .await;
        assert_eq!(kept.status.as_u16(), 403, "{path}");
    }
}

// R-G8: one with a protected identity reads its own inbox and writes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn who_may_only_read_is_offered_no_draft() {
    let scene = Scene::of(Who::ProtectedGuardian).await;
    let ids = &scene.ids()[0];
    let mut browser = scene.browser().await;
    let inbox = page(&mut browser, ids, "/mig/inkorg").await;
    assert!(!inbox.contains("Utkast ("));
    let form = "utkast=spara&text=Hej&nyckel={key}";
    let kept = browser
        .post(
            &ids.put_into("/mig/kontakta/{unit}/meddelande"),
            &ids.put_into(form),
        )
        .await;
    assert_eq!(kept.status.as_u16(), 403);
}
