//! A unit's texts for answers, over HTTP, without script.

use crate::access::scene::{Ids, Scene, Who};
use crate::support::Browser;

const LIST: &str = "/mottagning/{unit}/mallar";
const CASE: &str = "/mottagning/{unit}/arende/{thread}";

async fn staff() -> (Scene, Browser) {
    let scene = Scene::of(Who::Staff).await;
    let browser = scene.browser().await;
    (scene, browser)
}

/// Sends a form; gives the status, where it leads, and the page.
async fn send(browser: &mut Browser, ids: &Ids, path: &str, form: &str) -> (u16, String, String) {
    let answer = browser.post(&ids.put_into(path), form).await;
    let to = answer.location().to_owned();
    (answer.status.as_u16(), to, answer.text())
}

async fn page(browser: &mut Browser, ids: &Ids, path: &str) -> String {
    let answer = browser.get(&ids.put_into(path)).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}");
    answer.text()
}

/// Adds one; gives its id.
async fn add(browser: &mut Browser, ids: &Ids, name: &str, text: &str) -> String {
    let key = ids.put_into("{key}");
    let form = format!("gor=lagg-till&namn={name}&malltext={text}&nyckel={key}");
    let (status, to, _) = send(browser, ids, LIST, &form).await;
    assert_eq!((status, to), (303, ids.put_into(LIST) + "?gjort=sparad"));
    key
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_added_changed_and_removed() {
    let (scene, mut browser) = staff().await;
    let ids = &scene.ids()[0];
    let id = add(&mut browser, ids, "Vila", "Vila+mycket.").await;
    let list = page(&mut browser, ids, &format!("{LIST}?gjort=sparad")).await;
    assert!(list.contains("Mallen är sparad") && list.contains("Vila mycket."));

    // What is wrong is told at its field, on the form for the same template.
    let form = format!("formular=mallen&gor=andra&mall={id}&version=1&namn=&malltext=Drick.");
    let change = format!("{LIST}?mall={id}");
    let (status, _, wrong) = send(&mut browser, ids, &change, &form).await;
    assert_eq!(status, 422);
    assert!(wrong.contains("Skriv vad mallen ska heta.") && wrong.contains("Ändra mallen"));
    assert!(wrong.contains("Drick."), "what was typed stays");
    let form = format!("gor=andra&mall={id}&version=1&namn=Drick&malltext=Drick+mycket.");
    assert_eq!(send(&mut browser, ids, &change, &form).await.0, 303);
    assert_eq!(
        send(&mut browser, ids, &change, &form).await.0,
        303,
        "again"
    );

    // A colleague had it open as it was before.
    let form = format!("formular=mallen&gor=andra&mall={id}&version=1&namn=Sov&malltext=Sov+gott.");
    let (status, _, again) = send(&mut browser, ids, &change, &form).await;
    assert_eq!(status, 409);
    assert!(again.contains("Någon annan hann före") && again.contains("Sov gott."));
    assert!(again.contains("Drick mycket."), "as it is now");
    let list = page(&mut browser, ids, LIST).await;
    assert!(list.contains("Drick mycket.") && !list.contains("Vila mycket."));

    let form = format!("gor=ta-bort&mall={id}&version=2");
    let (status, to, _) = send(&mut browser, ids, LIST, &form).await;
    assert_eq!((status, to), (303, ids.put_into(LIST) + "?gjort=borttagen"));
    assert!(
        !page(&mut browser, ids, LIST)
            .await
            .contains("Drick mycket.")
    );
    assert_eq!(send(&mut browser, ids, LIST, &form).await.0, 404);
}

// What one has written stays as it is, and the template comes after it.
#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_put_into_the_answer() {
    let (scene, mut browser) = staff().await;
    let ids = &scene.ids()[0];
    let closed = page(&mut browser, ids, CASE).await;
    assert!(!closed.contains("Infoga"), "nothing is answered");
    let open = send(&mut browser, ids, CASE, "gor=oppna&version=1").await;
    assert_eq!(open.0, 303);
    assert!(
        !page(&mut browser, ids, CASE).await.contains("Infoga"),
        "there are none"
    );
    let id = add(&mut browser, ids, "Vila", "Vila+mycket.").await;
    let case = page(&mut browser, ids, CASE).await;
    assert!(case.contains("Infoga") && case.contains("Välj en mall"));

    let form = |chosen: &str| {
        let key = ids.put_into("{key}");
        format!("formular=svar&gor=infoga&mall={chosen}&text=Hej+Sara&version=2&nyckel={key}")
    };
    let (status, _, again) = send(&mut browser, ids, CASE, &form(&id)).await;
    assert_eq!(status, 200);
    assert!(
        again.contains("Hej Sara\n\nVila mycket.</textarea>"),
        "{again}"
    );

    let (status, _, wrong) = send(&mut browser, ids, CASE, &form("")).await;
    assert_eq!(status, 422);
    assert!(wrong.contains("Välj en mall.") && wrong.contains("Hej Sara</textarea>"));
    let messages = page(&mut browser, ids, CASE).await;
    assert_eq!(
        messages.matches("class=\"message\"").count(),
        1,
        "nothing is sent"
    );
}
