//! A form that is sent again with the same key and something else in it: what it holds now is not
//! receipted as if it had been sent.

use axum::http::{Request, header};

use crate::access::scene::{Ids, Scene, Who};
use crate::support::{Answer, Browser};

const NOT_SENT: &str = "Det du har skrivit nu är inte skickat";

async fn send(browser: &mut Browser, ids: &Ids, path: &str, form: &str) -> Answer {
    browser.post(&ids.put_into(path), form).await
}

/// The key of the form on the page that holds this text.
fn key_of(page: &str) -> String {
    let keys = page.split("name=\"nyckel\" value=\"").skip(1);
    keys.last().unwrap()[..32].to_owned()
}

/// Sends a form twice, then with something else in it, then that with the key that it was given.
/// `form`: without its key; gives where the first and the last lead.
async fn four_times(
    browser: &mut Browser,
    ids: &Ids,
    path: &str,
    form: &str,
    other: &str,
    typed: &str,
) -> [String; 2] {
    let key = ids.put_into("{key}");
    let with = |form: &str, key: &str| ids.put_into(&format!("{form}&nyckel={key}"));
    let first = send(browser, ids, path, &with(form, &key)).await;
    assert_eq!(first.status.as_u16(), 303, "{}", first.text());
    let again = send(browser, ids, path, &with(form, &key)).await;
    assert_eq!(again.status.as_u16(), 303);
    assert_eq!(again.location(), first.location());

    let refused = send(browser, ids, path, &with(other, &key)).await;
    assert_eq!(refused.status.as_u16(), 409, "{path}");
    let page = refused.text();
    assert!(page.contains(NOT_SENT), "{page}");
    assert!(page.contains(typed), "what is typed stays: {page}");
    let at = first.location().split('?').next().unwrap();
    let leads = page.contains(&format!("href=\"{at}\" target=\"_blank\""));
    assert_eq!(leads, !ids.put_into(path).starts_with(at), "the way there");
    let fresh = key_of(&page);
    assert_ne!(fresh, key);
    let sent = send(browser, ids, path, &with(other, &fresh)).await;
    assert_eq!(sent.status.as_u16(), 303, "{}", sent.text());
    [first.location().to_owned(), sent.location().to_owned()]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_after_it_was_sent_is_sent_by_itself() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let mut browser = scene.browser().await;
    let path = "/ombud/{link}/kontakta/{unit}/meddelande";
    let (form, other) = ("amne=Hosta&text=Hej", "amne=Hosta&text=Hej+igen");
    let [first, second] = four_times(&mut browser, ids, path, form, other, "Hej igen").await;
    assert_ne!(first, second, "a message of its own");

    let path = "/ombud/{link}/kontakta/{unit}/intyg";
    let (form, other) = ("sort=other&syfte=Resa", "sort=other&syfte=Skolan");
    let [first, second] = four_times(&mut browser, ids, path, form, other, "Skolan").await;
    assert_ne!(first, second);

    let path = "/ombud/{link}/inkorg/{thread}";
    let (form, other) = ("gor=svara&text=Ett", "gor=svara&text=Nummer+tre");
    four_times(&mut browser, ids, path, form, other, "Nummer tre").await;
    let thread = browser.get(&ids.put_into(path)).await.text();
    assert_eq!(thread.matches("class=\"message\"").count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_text_with_a_request_for_renewal_is_not_as_if_sent() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let mut browser = scene.browser().await;
    let (path, key) = ("/ombud/{link}/recept", ids.put_into("{key}"));
    let form = |text: &str| {
        let form = "formular={unit}&enhet={unit}&recept={prescription}";
        ids.put_into(&format!("{form}&text={text}&nyckel={key}"))
    };
    for _ in 0..2 {
        let asked = send(&mut browser, ids, path, &form("Snart+slut")).await;
        assert_eq!(asked.status.as_u16(), 303);
    }
    let refused = send(&mut browser, ids, path, &form("Slut")).await;
    assert_eq!(refused.status.as_u16(), 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_changed_after_it_was_sent_is_sent_by_itself() {
    let scene = Scene::of(Who::Staff).await;
    let ids = &scene.ids()[0];
    let mut staff = scene.browser().await;
    let path = "/mottagning/{unit}/arende/{thread}";
    let open = send(&mut staff, ids, path, "gor=oppna&version=1").await;
    assert_eq!(open.status.as_u16(), 303);
    let key = ids.put_into("{key}");
    let answer = |text: &str, version: u32, key: &str| {
        format!("formular=svar&gor=svara&text={text}&version={version}&nyckel={key}")
    };
    for _ in 0..2 {
        let sent = send(&mut staff, ids, path, &answer("Ja", 2, &key)).await;
        assert_eq!(sent.status.as_u16(), 303);
    }
    let refused = send(&mut staff, ids, path, &answer("Nej+tack", 2, &key)).await;
    assert_eq!(refused.status.as_u16(), 409);
    let page = refused.text();
    assert!(page.contains(NOT_SENT) && page.contains("Nej tack</textarea>"));
    let fresh = key_of(&page);
    assert_ne!(fresh, key);
    let sent = send(&mut staff, ids, path, &answer("Nej+tack", 3, &fresh)).await;
    assert_eq!(sent.status.as_u16(), 303);
    let case = staff.get(&ids.put_into(path)).await.text();
    assert_eq!(case.matches("class=\"message\"").count(), 3);
}

// Our own script is given the key, and where it stands what was sent.
#[tokio::test(flavor = "multi_thread")]
async fn our_script_is_given_the_key_to_send_it_with() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let mut browser = scene.browser().await;
    let (key, base) = (ids.put_into("{key}"), ids.put_into("/ombud/{link}"));
    let path = ids.put_into("/ombud/{link}/kontakta/{unit}/meddelande");
    let send = async |browser: &mut Browser, text: &str, key: &str| {
        let request = Request::post(&path)
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let form = format!("amne=Hosta&text={text}&nyckel={key}");
        browser.send_with(request, form).await
    };
    assert_eq!(send(&mut browser, "Hej", &key).await.status.as_u16(), 200);
    let refused = send(&mut browser, "Annat", &key).await;
    assert_eq!(refused.status.as_u16(), 409);
    let told: serde_json::Value = serde_json::from_str(&refused.text()).unwrap();
    assert_eq!(told["code"], "sent_other");
    assert_eq!(told["before"]["at"], format!("{base}/inkorg/{key}"));
    let fresh = told["before"]["key"].as_str().unwrap();
    let done = send(&mut browser, "Annat", fresh).await;
    assert_eq!(done.status.as_u16(), 200);
    assert!(done.text().contains(fresh), "a thread of its own");
    // What is written in the form from then on is kept as a draft.
    let request = "utkast=spara&amne=Hosta&text=Mer&nyckel={key}";
    let kept = browser.post(&path, &ids.put_into(request)).await;
    assert!(kept.location().contains("utkast=sparat"));
}
