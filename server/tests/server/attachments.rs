//! Files with messages, over HTTP: what is sent, what is left of it, and who gets it.

use axum::http::{Request, header};
use domain::attachment::{MAX_BYTES, MAX_FILES};

use crate::access::scene::{Ids, Scene, Who};
use crate::support::{Answer, Browser, PAGE, PHOTO, in_parts};

const TEXT: &str = "Det började i går.";

/// A guardian with a child, and what is asked about.
async fn guardian() -> (Scene, Browser) {
    let scene = Scene::of(Who::Guardian).await;
    let browser = scene.browser().await;
    (scene, browser)
}

fn new_message(ids: &Ids) -> String {
    ids.put_into("/ombud/{link}/kontakta/{unit}/meddelande")
}

/// A new message with these files.
async fn send(browser: &mut Browser, ids: &Ids, files: &[(&str, &[u8])]) -> Answer {
    let key = ids.put_into("{key}");
    send_with_key(browser, ids, &key, files).await
}

async fn send_with_key(
    browser: &mut Browser,
    ids: &Ids,
    key: &str,
    files: &[(&str, &[u8])],
) -> Answer {
    let fields = [("nyckel", key), ("amne", "Utslag"), ("text", TEXT)];
    browser.post_files(&new_message(ids), &fields, files).await
}

/// The addresses of the files on a page.
fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1);
    let links = links.filter_map(|link| link.split('"').next());
    let links = links.filter(|link| link.contains("/bilaga/"));
    links.map(str::to_owned).collect()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|found| found == wanted)
}

/// The address of the thread that a message made.
fn thread_of(sent: &Answer) -> String {
    assert_eq!(sent.status.as_u16(), 303, "{}", sent.text());
    sent.location().trim_end_matches("?skickat=1").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_reaches_the_clinic_without_where_it_was_taken() {
    let (scene, mut guardian) = guardian().await;
    let ids = &scene.ids()[0];
    assert!(contains(PHOTO, b"Provkamera"));

    let sent = send(&mut guardian, ids, &[("Utslag på armen.HEIC", PHOTO)]).await;

    let thread = thread_of(&sent);
    let page = guardian.get(&thread).await.text();
    assert!(page.contains("Utslag på armen.jpg"), "{page}");
    let files = links(&page);
    assert_eq!(files.len(), 1);
    let file = guardian.get(&files[0]).await;
    assert_eq!(file.status.as_u16(), 200);
    assert_eq!(file.header("content-type"), "image/jpeg");
    assert_eq!(file.header("cache-control"), "no-store");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(
        file.header("content-disposition")
            .starts_with("attachment;")
    );
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert!(file.body.starts_with(b"\xff\xd8") && file.body.ends_with(b"\xff\xd9"));
    assert!(!contains(&file.body, b"Provkamera"), "the camera");
    assert!(!contains(&file.body, b"II*\0"), "what the camera said");
    assert!(file.body.len() < PHOTO.len());

    // The clinic gets the same, at its own address.
    let thread_id = thread.rsplit('/').next().unwrap();
    let case = ids.put_into("/mottagning/{unit}/arende/") + thread_id;
    let mut staff = scene.staff().await;
    let files = links(&staff.get(&case).await.text());
    assert_eq!(files.len(), 1);
    assert_eq!(staff.get(&files[0]).await.body, file.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_clinic_sends_reaches_the_guardian() {
    let (scene, mut guardian) = guardian().await;
    let ids = &scene.ids()[0];
    let case = ids.put_into("/mottagning/{unit}/arende/{thread}");
    let mut staff = scene.staff().await;
    let open = staff.post(&case, "gor=oppna&version=1").await;
    assert_eq!(open.status.as_u16(), 303);

    let key = ids.put_into("{key}");
    let fields = [
        ("gor", "svara"),
        ("version", "2"),
        ("nyckel", key.as_str()),
        ("text", "Här är råden."),
    ];
    let answered = staff.post_files(&case, &fields, &[("råd", PAGE)]).await;

    assert_eq!(answered.location(), format!("{case}?gjort=svarat"));
    let thread = ids.put_into("/ombud/{link}/inkorg/{thread}");
    let page = guardian.get(&thread).await.text();
    let file = links(&page).pop().unwrap();
    assert!(
        page.contains("råd.pdf") && file.starts_with(&thread),
        "{page}"
    );
    let request = Request::get(&file).header(header::ACCEPT_ENCODING, "br, gzip");
    let file = guardian.send(request).await;
    assert_eq!(
        (file.header("content-type"), &file.body[..]),
        ("application/pdf", PAGE)
    );
    assert_eq!(file.header("content-encoding"), "");
}

/// Files as they are sent: name and content.
type Sent<'a> = &'a [(&'a str, &'a [u8])];

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_go_is_told_and_the_text_is_kept() {
    let (scene, mut guardian) = guardian().await;
    let ids = &scene.ids()[0];
    let large = vec![0; MAX_BYTES + 1];
    let many = [("foto.jpg", PHOTO); MAX_FILES + 1];
    let table: [(Sent<'_>, &str); 5] = [
        (
            &[("utslag.jpg", b"<!doctype html><script>1</script>")],
            "utslag.jpg: Den här sortens fil går inte att skicka",
        ),
        (
            &[("ett.jpg", PHOTO), ("film.mov", &large)],
            "film.mov: Filen är för stor. Den får vara högst 10 MB",
        ),
        (&[("tom.pdf", b"")], "tom.pdf: Filen är tom"),
        (
            &[("halv.jpg", &PHOTO[..200])],
            "halv.jpg: Filen går inte att läsa",
        ),
        (&many, "Du kan skicka högst 5 filer"),
    ];
    for (files, told) in table {
        let refused = send(&mut guardian, ids, files).await;

        let page = refused.text();
        assert_eq!(refused.status.as_u16(), 422, "{told}");
        assert!(page.contains(told), "{told}: {page}");
        assert!(
            page.contains(TEXT) && page.contains("value=\"Utslag\""),
            "{told}"
        );
        assert!(page.contains("Välj filerna igen"), "{told}");
    }
    let inbox = guardian
        .get(&ids.put_into("/api/inbox?who={link}&form%5Bvisa%5D="))
        .await;
    assert_eq!(
        inbox.text().matches("\"newest\"").count(),
        2,
        "nothing was sent beside what was there: a message and a booking"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_is_told_which_file_it_is_about() {
    let (scene, mut guardian) = guardian().await;
    let ids = &scene.ids()[0];
    let key = ids.put_into("{key}");
    let fields = [("nyckel", key.as_str()), ("amne", ""), ("text", TEXT)];
    let files: [(&str, &[u8]); 2] = [("foto.jpg", PHOTO), ("sida.pdf", b"GIF89a")];
    let request = Browser::parts(&new_message(ids)).header(header::ACCEPT, "application/json");

    let refused = guardian.send_with(request, in_parts(&fields, &files)).await;

    let told = refused.text();
    assert_eq!(refused.status.as_u16(), 422, "{told}");
    let about = told.find("\"amne\"").zip(told.find("\"bilaga-2\""));
    assert!(
        about.is_some_and(|(subject, file)| subject < file),
        "{told}"
    );
    assert!(told.contains("{\"attachment\":\"kind\"}"), "{told}");
}

// The largest that may be; and a form with files that is sent twice.
#[tokio::test(flavor = "multi_thread")]
async fn ten_megabytes_go_and_are_there_once() {
    let (scene, mut guardian) = guardian().await;
    let ids = &scene.ids()[0];
    let mut large = PHOTO.to_vec();
    // What hangs after the picture's end is counted, and not kept.
    large.resize(MAX_BYTES, 0);
    let key = ids.put_into("{key}");
    let files: [(&str, &[u8]); MAX_FILES] = [("foto.jpg", &large); MAX_FILES];

    let first = send_with_key(&mut guardian, ids, &key, &files).await;
    let again = send_with_key(&mut guardian, ids, &key, &files).await;

    assert_eq!(thread_of(&first), thread_of(&again));
    let page = guardian.get(&thread_of(&first)).await.text();
    assert_eq!(links(&page).len(), MAX_FILES);
    let larger = vec![0; (MAX_FILES + 1) * MAX_BYTES];
    let refused = send(&mut guardian, ids, &[("film.mov", &larger)]).await;
    assert_eq!(refused.status.as_u16(), 413);
    let small = "/mig/lagg-till-barn";
    let refused = guardian
        .post_files(small, &[], &[("foto.jpg", &large)])
        .await;
    assert_eq!(refused.status.as_u16(), 413, "a form without files");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_others_is_not_found() {
    let (scene, mut guardian) = guardian().await;
    let [ids, random, _] = scene.ids();
    let thread = thread_of(&send(&mut guardian, ids, &[("foto.jpg", PHOTO)]).await);
    let file = links(&guardian.get(&thread).await.text()).pop().unwrap();
    let id = file.rsplit('/').next().unwrap();
    let own = ids.put_into("/ombud/{link}/inkorg/{thread}/bilaga/{attachment}");
    assert_eq!(guardian.get(&own).await.status.as_u16(), 200);

    for elsewhere in [
        ids.put_into("/ombud/{link}/inkorg/{thread}/bilaga/") + id,
        ids.put_into("/mig/inkorg/{thread}/bilaga/{attachment}"),
        format!("{thread}/bilaga/{}", random.put_into("{attachment}")),
        format!("{thread}/bilaga/1"),
        format!("{thread}/bilaga/{id}/mer"),
    ] {
        let answer = guardian.get(&elsewhere).await;
        assert_eq!(answer.status.as_u16(), 404, "{elsewhere}");
        assert!(!contains(&answer.body, b"JFIF"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_logged_in_is_sent_there() {
    let scene = Scene::of(Who::Nobody).await;
    let ids = &scene.ids()[0];
    let mut browser = scene.browser().await;

    let sent = send(&mut browser, ids, &[("foto.jpg", PHOTO)]).await;

    assert_eq!(sent.status.as_u16(), 303);
    assert!(
        sent.location().starts_with("/logga-in?vidare="),
        "{}",
        sent.location()
    );
    let request = Browser::parts(&new_message(ids)).header(header::ACCEPT, "application/json");
    let told = browser
        .send_with(request, in_parts(&[], &[("a.jpg", PHOTO)]))
        .await;
    assert_eq!(told.status.as_u16(), 401);
    assert!(told.text().contains("logged_out"), "{}", told.text());
}
