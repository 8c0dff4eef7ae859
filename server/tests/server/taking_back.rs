//! Taking back what nobody at the clinic has begun with, as browsers without script do it: what each
//! side is shown.

use crate::access::scene::{Ids, MEDICINE, Scene, Who};
use crate::support::Browser;

const MESSAGE: &str = "/ombud/{link}/kontakta/{unit}/meddelande";
const BUTTON: &str = "Ta tillbaka ärendet för Elsa";

/// Sends a form; gives the status, where it leads, and the page.
async fn send(browser: &mut Browser, ids: &Ids, path: &str, form: &str) -> (u16, String, String) {
    let answer = browser.post(&ids.put_into(path), &ids.put_into(form)).await;
    let to = answer.location().to_owned();
    (answer.status.as_u16(), to, answer.text())
}

async fn page(browser: &mut Browser, ids: &Ids, path: &str) -> String {
    let answer = browser.get(&ids.put_into(path)).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}");
    answer.text()
}

/// Sends something new; gives the address of its thread, and the thread.
async fn start(browser: &mut Browser, ids: &Ids, path: &str, form: &str) -> (String, String) {
    let (status, to, text) = send(browser, ids, path, form).await;
    assert_eq!(status, 303, "{text}");
    let receipt = page(browser, ids, &to).await;
    assert!(receipt.contains("Du kan ta tillbaka ärendet tills mottagningen har börjat med det."));
    let at = to.split('?').next().unwrap().to_owned();
    let thread = at.rsplit('/').next().unwrap().to_owned();
    (at, thread)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_taken_back_and_is_new_to_nobody() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let (mut guardian, mut staff) = (scene.guardian().await, scene.staff().await);
    let form = "amne=Hostan+igen&text=Hej&nyckel={key}";
    let (at, thread) = start(&mut guardian, ids, MESSAGE, form).await;
    assert!(page(&mut guardian, ids, &at).await.contains(BUTTON));
    assert!(
        page(&mut staff, ids, "/mottagning/{unit}")
            .await
            .contains("Hostan igen")
    );

    let back = ids.put_into("gor=ta-tillbaka&formular=ta-tillbaka&nyckel={key}");
    for _ in 0..2 {
        let (status, to, _) = send(&mut guardian, ids, &at, &back).await;
        assert_eq!((status, to), (303, format!("{at}?skickat=tillbaka")));
    }
    let told = page(&mut guardian, ids, &format!("{at}?skickat=tillbaka")).await;
    assert!(told.contains("Ärendet är tillbakataget"));
    let by = "Ärendet togs tillbaka av Sara Prov lördag 21 november 2026 kl. 13.00.";
    assert!(told.contains(by), "{told}");
    assert!(told.contains("Hej") && !told.contains(BUTTON));
    assert_eq!(told.matches("Tog tillbaka ärendet.").count(), 1);
    // The receipt of the sending, in a tab that is read again.
    let before = page(&mut guardian, ids, &format!("{at}?skickat=1")).await;
    assert!(!before.contains("Meddelandet är skickat") && before.contains(by));

    let list = page(&mut staff, ids, "/mottagning/{unit}").await;
    assert!(!list.contains("Hostan igen"));
    let done = page(&mut staff, ids, "/mottagning/{unit}?visa=klara").await;
    assert!(done.contains("Hostan igen") && done.contains("Tillbakataget"));
    let case = format!("/mottagning/{{unit}}/arende/{thread}");
    let shown = page(&mut staff, ids, &case).await;
    assert!(shown.contains("Ni behöver inte göra något."));
    // Who had it open acts on it as it was.
    for (act, why) in [
        ("formular=atgard&gor=ta", "Någon annan hann före"),
        ("formular=atgard&gor=stang", "Någon annan hann före"),
        (
            "formular=svar&gor=svara&text=Hej",
            "Någon hann före medan du skrev",
        ),
    ] {
        let form = format!("{act}&version=1&nyckel={{key}}");
        let (status, _, told) = send(&mut staff, ids, &case, &form).await;
        assert_eq!(status, 409);
        assert!(told.contains(why), "{act}: {told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_clinic_has_begun_with_is_not_taken_back() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let (mut guardian, mut staff) = (scene.guardian().await, scene.staff().await);
    let form = "amne=Hostan+igen&text=Hej&nyckel={key}";
    let (at, thread) = start(&mut guardian, ids, MESSAGE, form).await;
    let case = format!("/mottagning/{{unit}}/arende/{thread}");
    let take = "gor=ta&version=1&nyckel={key}";
    assert_eq!(send(&mut staff, ids, &case, take).await.0, 303);

    let now = page(&mut guardian, ids, &at).await;
    assert!(!now.contains(BUTTON));
    let why = "Mottagningen har börjat med ärendet. Skriv i ärendet om du har ändrat dig.";
    assert!(now.contains(why), "{now}");
    let back = "gor=ta-tillbaka&formular=ta-tillbaka&nyckel={key}";
    let (status, _, told) = send(&mut guardian, ids, &at, back).await;
    assert_eq!(status, 409);
    assert!(
        told.contains("Det går inte att ta tillbaka ärendet"),
        "{told}"
    );
    assert!(told.contains("Mottagningen har börjat med ärendet."));
    let without_key = "gor=ta-tillbaka&formular=ta-tillbaka";
    assert_eq!(send(&mut guardian, ids, &at, without_key).await.0, 422);

    // Without a way to write to it, one calls.
    let offers = "tjanst=booking";
    let (status, ..) = send(&mut staff, ids, "/mottagning/{unit}/tjanster", offers).await;
    assert_eq!(status, 303);
    let now = page(&mut guardian, ids, &at).await;
    assert!(now.contains("Ring mottagningen om du har ändrat dig."));
}

// R-L6: the same area as asking for it.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_for_renewal_is_taken_back_and_can_be_made_again() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let mut guardian = scene.guardian().await;
    let list = "/ombud/{link}/recept";
    let ask = "enhet={unit}&recept={prescription}&nyckel={key}";
    let (at, _) = start(&mut guardian, ids, list, ask).await;
    let under_way = page(&mut guardian, ids, list).await;
    assert!(under_way.contains("Där kan du ta tillbaka begäran"));
    assert!(!under_way.contains("type=\"checkbox\""));

    let back = "gor=ta-tillbaka&nyckel={key}";
    let mut by_password = scene.guardian_by_password().await;
    assert!(!page(&mut by_password, ids, &at).await.contains(BUTTON));
    assert_eq!(send(&mut by_password, ids, &at, back).await.0, 403);
    assert!(page(&mut guardian, ids, &at).await.contains(BUTTON));
    assert_eq!(send(&mut guardian, ids, &at, back).await.0, 303);

    let told = page(&mut guardian, ids, &at).await;
    assert!(told.contains(MEDICINE) && told.contains("Begäran är tillbakatagen"));
    let again = page(&mut guardian, ids, list).await;
    assert!(again.contains("type=\"checkbox\""), "it can be asked for");
    assert_eq!(send(&mut guardian, ids, list, ask).await.0, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_a_certificate_is_taken_back() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let (mut guardian, mut staff) = (scene.guardian().await, scene.staff().await);
    let order = "sort=other&syfte=Resan&nyckel={key}";
    let path = "/ombud/{link}/kontakta/{unit}/intyg";
    let (at, thread) = start(&mut guardian, ids, path, order).await;
    let back = "gor=ta-tillbaka&nyckel={key}";
    assert_eq!(send(&mut guardian, ids, &at, back).await.0, 303);
    let told = page(&mut guardian, ids, &at).await;
    assert!(told.contains("Beställningen är tillbakatagen") && told.contains("Resan"));
    let case = format!("/mottagning/{{unit}}/arende/{thread}");
    let shown = page(&mut staff, ids, &case).await;
    assert!(!shown.contains("Utfärda intyget") && shown.contains("Tillbakataget"));
    let issue = "gor=intyg&intygstext=Hej&besked=Hej&version=2&nyckel={key}";
    assert_eq!(send(&mut staff, ids, &case, issue).await.0, 409);
}

// What the clinic began has no button, nor has a booking.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_nobodys_to_take_back_has_no_button() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let mut guardian = scene.guardian().await;
    for path in [
        "/ombud/{link}/inkorg/{thread}",
        "/ombud/{link}/inkorg/{booking}",
    ] {
        assert!(!page(&mut guardian, ids, path).await.contains("ta tillbaka"));
        let back = "gor=ta-tillbaka&nyckel={key}";
        assert_eq!(send(&mut guardian, ids, path, back).await.0, 409, "{path}");
    }
}
