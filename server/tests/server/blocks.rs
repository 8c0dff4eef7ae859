//! A guardian is kept from a child (R-J7, R-G9, B10), over HTTP and without script: what the clinic does,
//! and that the guardian learns nothing.

mod silence;

use domain::id::StaffId;
use domain::staff::Role;
use service::ports::chance::new_id;
use service::ports::store::StaffRow;
use service::staff::by_operator;

use crate::access::scene::{Ids, Scene, Who};
use crate::support::{Browser, person};
use agera_ombud::ports::SystemRng;

const GUARDIAN: &str = "198503152392";
const CHILD: &str = "201311242380";
const LIST: &str = "/mottagning/{unit}/sparrar";
const NEW: &str = "/mottagning/{unit}/sparrar/ny";
const CASE: &str = "/mottagning/{unit}/arende/";

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

async fn status(browser: &mut Browser, ids: &Ids, path: &str) -> u16 {
    browser.get(&ids.put_into(path)).await.status.as_u16()
}

/// A decision about the guardian, with this reason, to be looked at again on this day.
fn decision(reason: &str, day: &str) -> String {
    format!(
        "formular=sparra&gor=sparra&barn-nummer={CHILD}&vardnadshavare={GUARDIAN}&orsak={reason}\
         &granska={day}&bekrafta=ja&nyckel={{key}}"
    )
}

/// The block that a form led to.
fn block(to: &str) -> String {
    to.rsplit_once("&sparr=").unwrap().1.to_owned()
}

/// One who works at the unit, and is not in charge there.
async fn member(scene: &Scene) -> Browser {
    let record = person("197904072381", "Tomas", &[]);
    works(scene, &record, Role::Member).await
}

async fn works(
    scene: &Scene,
    record: &service::ports::register::RegisterRecord,
    role: Role,
) -> Browser {
    let (world, now) = (scene.world(), scene.world().now());
    world.register(std::slice::from_ref(record)).await;
    let person = world.look_up(record).await;
    let row = StaffRow {
        id: StaffId(new_id(&SystemRng, now)),
        person,
        title: "undersköterska".to_owned(),
        unit: scene.ids()[0].put_into("{unit}").parse().unwrap(),
        role,
    };
    let entry = by_operator(&SystemRng, now, person, "staff.add");
    let store = &world.services.store;
    store.add_staff(&row, &entry).await.unwrap();
    world.logged_in(person).await
}

/// A message of the guardian's; gives the address of its case.
async fn case_of(guardian: &mut Browser, ids: &Ids) -> String {
    let path = "/ombud/{link}/kontakta/{unit}/meddelande";
    let form = "amne=Hostan&text=Hej&nyckel={key}";
    let (status, to, text) = send(guardian, ids, path, form).await;
    assert_eq!(status, 303, "{text}");
    let thread = to.split('?').next().unwrap().rsplit('/').next().unwrap();
    format!("{CASE}{thread}")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_in_charge_decides_looks_again_and_ends() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let (mut guardian, mut staff) = (scene.guardian().await, scene.staff().await);
    assert!(
        page(&mut staff, ids, LIST)
            .await
            .contains("Ingen vårdnadshavare är spärrad av er.")
    );

    // The child is looked for; its number never stands in an address.
    let find = format!("formular=hitta&gor=hitta&barn-nummer={CHILD}&vh-nummer=");
    let (found, to, text) = send(&mut staff, ids, NEW, &find).await;
    assert_eq!((found, to.as_str()), (200, ""));
    assert!(text.contains("Spärra från Elsa Prov"), "{text}");
    assert!(text.contains("Sara Prov, 19850315-2392") && text.contains("Vårdnadstvist"));
    assert!(
        text.contains("value=\"2027-02-21\""),
        "three months from now"
    );

    let form = decision("custody-dispute", "2027-01-07");
    let key = ids.put_into("{key}");
    let form = form.replace("{key}", &key);
    let mut done = String::new();
    for _ in 0..2 {
        let (made, to, text) = send(&mut staff, ids, NEW, &form).await;
        assert_eq!(made, 303, "{text}");
        done = to;
    }
    let list = page(&mut staff, ids, &done).await;
    assert!(list.contains("Spärren gäller nu"));
    assert!(list.contains("Sara Prov når inte längre något om Elsa Prov"));
    assert_eq!(
        list.matches("Sara Prov når inte Elsa Prov").count(),
        1,
        "once"
    );
    assert!(list.contains("torsdag 7 januari 2027") && list.contains("av Gunilla Prov"));
    assert_eq!(status(&mut guardian, ids, "/ombud/{link}").await, 404);

    // Another form is told that it is done already.
    let again = decision("harm", "2027-01-07");
    let (twice, _, text) = send(&mut staff, ids, NEW, &again).await;
    assert_eq!(twice, 422);
    assert!(text.contains("Ni har redan spärrat") && text.contains("redan spärrad av er"));

    let block = block(&done);
    let keep = format!("gor=behall&sparr={block}&sedd=2027-01-07&granska=2027-06-01");
    for _ in 0..2 {
        let (kept, to, _) = send(&mut staff, ids, LIST, &keep).await;
        assert_eq!(kept, 303, "{to}");
    }
    let list = page(&mut staff, ids, LIST).await;
    assert!(list.contains("tisdag 1 juni 2027") && !list.contains("7 januari 2027"));

    let end = format!("gor=hav&sparr={block}&orsak=over");
    let (ended, to, _) = send(&mut staff, ids, LIST, &end).await;
    assert_eq!(ended, 303);
    let list = page(&mut staff, ids, &to).await;
    assert!(list.contains("Spärren är hävd") && list.contains("Skälet finns inte längre"));
    assert!(!list.contains("Att granska"));
    // R-G9: it adds the child itself; nobody tells it.
    assert_eq!(status(&mut guardian, ids, "/ombud/{link}").await, 404);
    let add = format!("personnummer={CHILD}");
    let (added, to, _) = send(&mut guardian, ids, "/mig/lagg-till-barn", &add).await;
    assert_eq!(added, 303);
    assert!(to.starts_with("/ombud/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_at_its_field() {
    let scene = Scene::of(Who::Staff).await;
    let ids = &scene.ids()[0];
    let mut staff = scene.staff().await;
    let old = person("201006212391", "Hanna", &[]);
    let parent = person("198605252389", "Ida", &["201206252395"]);
    let own = person("201206252395", "Leo", &[]);
    scene.world().register(&[old, own]).await;
    let mut at_work = works(&scene, &parent, Role::InCharge).await;

    for (number, told) in [
        ("", "Skriv barnets personnummer."),
        ("20131124-2381", "Personnumret stämmer inte."),
        ("20190101-2391", "Folkbokföringen känner ingen"),
        ("20100621-2391", "Barnet har fyllt 16 år."),
    ] {
        let form = format!("formular=hitta&gor=hitta&barn-nummer={number}&vh-nummer=");
        let (wrong, _, text) = send(&mut staff, ids, NEW, &form).await;
        assert_eq!(wrong, 422, "{number}");
        assert!(text.contains(told), "{number}: {text}");
        assert!(text.contains("id=\"barn-nummer-fel\""));
    }
    // Who is a guardian itself does not decide about the other.
    let form = "formular=hitta&gor=hitta&barn-nummer=20120625-2395&vh-nummer=";
    let (wrong, _, text) = send(&mut at_work, ids, NEW, form).await;
    assert_eq!(wrong, 422);
    assert!(text.contains("Du är själv vårdnadshavare för barnet."));
    // Somebody who is no guardian of the child.
    let form = format!("formular=hitta&gor=hitta&barn-nummer={CHILD}&vh-nummer=198302052389");
    let (wrong, _, text) = send(&mut staff, ids, NEW, &form).await;
    assert_eq!(wrong, 422);
    assert!(text.contains("inte att personen är vårdnadshavare för barnet"));

    for (form, told) in [
        (decision("", "2027-01-07"), "Välj varför."),
        (decision("emergency", "2027-01-07"), "Välj varför."),
        (decision("harm", "2026-11-20"), "Dagen har redan varit."),
        (decision("harm", "2027-11-22"), "Dagen är för långt bort."),
        (
            decision("harm", "2027-01-07").replace("bekrafta=ja", "bekrafta="),
            "Kryssa i rutan om du vill spärra.",
        ),
        (
            decision("harm", "2027-01-07").replace(GUARDIAN, "198302052389"),
            "inte längre vårdnadshavare enligt folkbokföringen",
        ),
    ] {
        let (wrong, _, text) = send(&mut staff, ids, NEW, &form).await;
        assert_eq!(wrong, 422, "{form}");
        assert!(text.contains(told), "{form}: {text}");
        assert!(text.contains("Elsa Prov"), "the child is still there");
    }
    let list = page(&mut staff, ids, LIST).await;
    assert!(list.contains("Ingen vårdnadshavare är spärrad av er."));
}

// A guardian who has never been here is known by its number only.
#[tokio::test(flavor = "multi_thread")]
async fn one_who_has_never_been_here_is_kept_out_too() {
    let scene = Scene::of(Who::Staff).await;
    let ids = &scene.ids()[0];
    let mut staff = scene.staff().await;
    let father = person("198605252389", "Ivar", &[CHILD]);
    scene.world().register(std::slice::from_ref(&father)).await;
    let find = format!("formular=hitta&gor=hitta&barn-nummer={CHILD}&vh-nummer=");
    let (_, _, text) = send(&mut staff, ids, NEW, &find).await;
    assert!(!text.contains("Ivar"), "nobody has asked about him");
    let (found, _, text) = send(&mut staff, ids, NEW, &format!("{find}19860525-2389")).await;
    assert_eq!(found, 200);
    assert!(text.contains("Ivar Prov, 19860525-2389"), "{text}");

    // Both at once.
    let both = decision("coercive-measures", "2027-01-07");
    let both = format!("{both}&vardnadshavare=198605252389");
    let (made, to, text) = send(&mut staff, ids, NEW, &both).await;
    assert_eq!(made, 303, "{text}");
    let list = page(&mut staff, ids, &to).await;
    for name in ["Sara", "Ivar"] {
        assert!(list.contains(&format!("{name} Prov når inte längre något om Elsa Prov")));
    }
    let ivar = scene.world().look_up(&father).await;
    let mut ivar = scene.world().logged_in(ivar).await;
    let add = format!("personnummer={CHILD}");
    assert_eq!(
        send(&mut ivar, ids, "/mig/lagg-till-barn", &add).await.0,
        403
    );
}

// B10: one action of anybody who works there, from the case.
#[tokio::test(flavor = "multi_thread")]
async fn a_guardian_is_stopped_from_its_case() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let (mut guardian, mut tomas) = (scene.guardian().await, member(&scene).await);
    let case = case_of(&mut guardian, ids).await;
    let shown = page(&mut tomas, ids, &case).await;
    assert!(
        shown.contains("Nödstopp: stäng för vårdnadshavaren"),
        "{shown}"
    );

    let key = ids.put_into("{key}");
    let form = format!("formular=nodstopp&gor=nodstopp&nyckel={key}");
    let mut done = String::new();
    for _ in 0..2 {
        let (stopped, to, text) = send(&mut tomas, ids, &case, &form).await;
        assert_eq!(stopped, 303, "{text}");
        done = to;
    }
    let receipt = page(&mut tomas, ids, &done).await;
    assert!(receipt.contains("Nödstoppet gäller nu"));
    assert!(receipt.contains(
        "Den som är ansvarig för enheten behöver granska spärren senast lördag 28 november 2026"
    ));
    assert!(!receipt.contains("Häv spärren"), "one in charge does that");
    for path in [
        "/ombud/{link}",
        "/ombud/{link}/journal",
        "/nyheter?om={link}",
    ] {
        assert_eq!(status(&mut guardian, ids, path).await, 404, "{path}");
    }
    let shown = page(&mut tomas, ids, &case).await;
    assert!(shown.contains("Ni har spärrat vårdnadshavaren"));
    assert!(!shown.contains("Nödstopp: stäng"));
    // A colleague who had the case open.
    let late = ids.put_into("formular=nodstopp&gor=nodstopp&nyckel={key}");
    assert_eq!(
        send(&mut scene.staff().await, ids, &case, &late).await.0,
        409
    );
}

// What a form holds now is not receipted as what it made before.
#[tokio::test(flavor = "multi_thread")]
async fn another_block_with_the_same_key_is_not_as_if_made() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let mut staff = scene.staff().await;
    let key = ids.put_into("{key}");
    let made = decision("harm", "2027-01-07").replace("{key}", &key);
    assert_eq!(send(&mut staff, ids, NEW, &made).await.0, 303);
    for (reason, day) in [("authority", "2027-01-07"), ("harm", "2027-02-07")] {
        let form = decision(reason, day).replace("{key}", &key);
        let (other, _, text) = send(&mut staff, ids, NEW, &form).await;
        assert_eq!(other, 409, "{reason} {day}");
        assert!(text.contains("Det du har skrivit nu är inte skickat"));
    }
    let (_, to, _) = send(&mut staff, ids, NEW, &made).await;
    assert_eq!(
        page(&mut staff, ids, &to)
            .await
            .matches("Sara Prov når inte Elsa Prov")
            .count(),
        1
    );

    // Nor is one that has been ended since.
    let end = format!("gor=hav&sparr={}&orsak=mistake", block(&to));
    assert_eq!(send(&mut staff, ids, LIST, &end).await.0, 303);
    assert_eq!(send(&mut staff, ids, NEW, &made).await.0, 409);
    let new = decision("harm", "2027-01-07");
    assert_eq!(send(&mut staff, ids, NEW, &new).await.0, 303);
}

// A page that was left open says what is so now: that nobody is stopped any more.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_that_was_ended_is_not_receipted_again() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let (mut guardian, mut staff) = (scene.guardian().await, scene.staff().await);
    let case = case_of(&mut guardian, ids).await;
    let stop = ids.put_into("formular=nodstopp&gor=nodstopp&nyckel={key}");
    let (stopped, to, _) = send(&mut staff, ids, &case, &stop).await;
    assert_eq!(stopped, 303);
    let end = format!("gor=hav&sparr={}&orsak=mistake", block(&to));
    assert_eq!(send(&mut staff, ids, LIST, &end).await.0, 303);
    assert_eq!(send(&mut staff, ids, &case, &stop).await.0, 409);
    let again = "formular=nodstopp&gor=nodstopp&nyckel={key}";
    assert_eq!(send(&mut staff, ids, &case, again).await.0, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_in_charge_may_stop_and_decides_nothing() {
    let scene = Scene::of(Who::Guardian).await;
    let ids = &scene.ids()[0];
    let (mut tomas, mut staff) = (member(&scene).await, scene.staff().await);
    let find = format!("formular=hitta&gor=hitta&barn-nummer={CHILD}&vh-nummer=");
    let (found, _, text) = send(&mut tomas, ids, NEW, &find).await;
    assert_eq!(found, 200);
    assert!(text.contains("Nödstopp för Elsa Prov") && !text.contains("Spärra från Elsa Prov"));

    let (refused, _, text) = send(&mut tomas, ids, NEW, &decision("harm", "2027-01-07")).await;
    assert_eq!(refused, 403, "{text}");
    assert_eq!(
        status(&mut scene.guardian().await, ids, "/ombud/{link}").await,
        200
    );
    let stop = format!(
        "formular=stoppa&gor=stoppa&barn-nummer={CHILD}&vardnadshavare={GUARDIAN}&nyckel={{key}}"
    );
    let (stopped, to, _) = send(&mut tomas, ids, NEW, &stop).await;
    assert_eq!(stopped, 303);
    assert_eq!(
        status(&mut scene.guardian().await, ids, "/ombud/{link}").await,
        404
    );

    let block = block(&to);
    let end = format!("gor=hav&sparr={block}&orsak=mistake");
    let keep = format!("gor=behall&sparr={block}&sedd=2026-11-28&granska=2027-01-07");
    for form in [&end, &keep] {
        assert_eq!(send(&mut tomas, ids, LIST, form).await.0, 403);
    }
    assert_eq!(send(&mut staff, ids, LIST, &keep).await.0, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_at_once_the_second_is_told() {
    let scene = Scene::of(Who::BlockedGuardian).await;
    let ids = &scene.ids()[0];
    let mut staff = scene.staff().await;
    let list = page(&mut staff, ids, LIST).await;
    let block = list.split("name=\"sparr\" value=\"").nth(1).unwrap()[..32].to_owned();

    // Both had it open as it was before.
    let keep = |day: &str| {
        let form = format!("formular=behall-{block}&gor=behall&sparr={block}");
        format!("{form}&sedd=2026-11-28&granska={day}")
    };
    assert_eq!(
        send(&mut staff, ids, LIST, &keep("2027-01-07")).await.0,
        303
    );
    let (late, _, text) = send(&mut staff, ids, LIST, &keep("2027-02-07")).await;
    assert_eq!(late, 409);
    assert!(text.contains("Någon annan hann före"), "{text}");
    assert!(text.contains("torsdag 7 januari 2027"), "as it is now");

    let end = format!("gor=hav&sparr={block}&orsak=mistake");
    assert_eq!(send(&mut staff, ids, LIST, &end).await.0, 303);
    for form in [&end, &keep("2027-03-01")] {
        let (late, _, text) = send(&mut staff, ids, LIST, form).await;
        assert_eq!(late, 409, "{form}");
        assert!(text.contains("Någon annan hann före"), "{text}");
    }
}

// R-C3: what nobody looks at stays closed.
#[tokio::test(flavor = "multi_thread")]
async fn a_review_that_is_late_ends_nothing() {
    let scene = Scene::of(Who::BlockedGuardian).await;
    let ids = &scene.ids()[0];
    let mut staff = scene.staff().await;
    assert!(!page(&mut staff, ids, LIST).await.contains("Att granska"));
    assert!(
        !page(&mut staff, ids, "/mottagning")
            .await
            .contains("spärr att granska")
    );

    scene.world().move_to("2026-11-28T00:00:00+01:00");
    let (mut staff, mut guardian) = (scene.staff().await, scene.guardian().await);
    let list = page(&mut staff, ids, LIST).await;
    assert!(
        list.contains("Att granska (1)") && list.contains("Dagen är inne."),
        "{list}"
    );
    assert!(
        page(&mut staff, ids, "/mottagning")
            .await
            .contains("1 spärr att granska")
    );
    let add = format!("personnummer={CHILD}");
    let (refused, ..) = send(&mut guardian, ids, "/mig/lagg-till-barn", &add).await;
    assert_eq!(refused, 403);
}
