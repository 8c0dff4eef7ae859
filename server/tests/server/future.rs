//! A child's road map (B2), as it is served.

use domain::access::UnitCategory;
use domain::contact::OnlineService;
use domain::id::{ClinicId, PersonId, UnitId};
use jiff::Timestamp;
use service::ports::chance::new_id;
use service::ports::store::{ClinicRow, SeedRows, UnitRow};

use crate::support::{World, person};
use agera_ombud::ports::SystemRng;

const GUARDIAN: &str = "198503152392";
/// Turns 13 on 24 November 2026, 16 in 2029 and 18 in 2031.
const CHILD: &str = "201311242380";

/// A guardian, the child's address, and a unit to write to.
async fn family(world: &World) -> (PersonId, String, UnitId) {
    let people = [
        person(GUARDIAN, "Sara", &[CHILD]),
        person(CHILD, "Elsa", &[]),
    ];
    world.register(&people).await;
    let guardian = world.look_up(&people[0]).await;
    let id = || new_id(&SystemRng, Timestamp::UNIX_EPOCH);
    let (clinic, unit) = (ClinicId(id()), UnitId(id()));
    let rows = SeedRows {
        clinics: vec![ClinicRow {
            id: clinic,
            name: "Ugglan".to_owned(),
            phone: "0470-58 80 00".to_owned(),
            principal: None,
        }],
        units: vec![UnitRow {
            id: unit,
            clinic,
            name: "BVC Ugglan".to_owned(),
            offers: OnlineService::ALL.to_vec(),
            category: UnitCategory::General,
            certificates: Vec::new(),
        }],
        ..SeedRows::default()
    };
    world.database.import.seed(&rows).await.unwrap();
    let mut browser = world.logged_in(guardian).await;
    let form = format!("personnummer={CHILD}");
    let added = browser.post("/mig/lagg-till-barn", &form).await;
    let child = added.location().split('?').next().unwrap().to_owned();
    (guardian, child, unit)
}

// R-G4, R-J3, R-J4, and what goes on then.
#[tokio::test(flavor = "multi_thread")]
async fn a_road_map_has_its_days_and_what_goes_on() {
    let world = World::new().await;
    let (guardian, child, unit) = family(&world).await;
    let mut browser = world.logged_in(guardian).await;
    let page = browser.get(&format!("{child}/framtid")).await.text();
    for said in [
        "Elsas väg till 18 år",
        "tisdag 24 november 2026",
        "lördag 24 november 2029",
        "måndag 24 november 2031",
        "om 3 dagar",
        "till och med fredag 23 november 2029",
        "Just nu pågår inget ärende, och ingen tid är bokad.",
        "Till dig, Elsa",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }

    let key = new_id(&SystemRng, Timestamp::UNIX_EPOCH).simple();
    let write = format!("{child}/kontakta/{unit}/meddelande");
    let form = format!("amne=Eksem&text=Hej&nyckel={key}");
    let sent = browser.post(&write, &form).await;
    assert!(
        sent.location()
            .starts_with(&format!("{child}/inkorg/{key}"))
    );
    let page = browser.get(&format!("{child}/framtid")).await.text();
    let thread = format!("href=\"{child}/inkorg/{key}\"");
    assert!(page.contains(&thread), "{page}");
    assert!(page.contains("BVC Ugglan. Väntar på svar från mottagningen."));
    assert!(!page.contains("Just nu pågår inget ärende"));
    assert!(page.contains("Kommer svaret efter födelsedagen läser bara Elsa det."));

    // Paper lies about: no case stands on it.
    let letter = page.split("class=\"letter\"").nth(1).unwrap();
    let letter = letter.split("</article>").next().unwrap();
    assert!(letter.contains("Du fyller 13 år tisdag 24 november 2026."));
    assert!(!letter.contains("Eksem") && !letter.contains("Ugglan"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_it_stands_where_the_birthday_is_told() {
    let world = World::new().await;
    world.move_to("2026-08-25T12:00:00Z");
    let (guardian, child, _) = family(&world).await;
    let way = format!("href=\"{child}/framtid\"");
    let soon = "Det här händer när Elsa fyller 13";
    // 91 days before, and 90: the overview's door is always there.
    for (today, told) in [("2026-08-25", false), ("2026-08-26", true)] {
        world.move_to(&format!("{today}T12:00:00Z"));
        let mut browser = world.logged_in(guardian).await;

        let home = browser.get("/mig").await.text();
        let overview = browser.get(&child).await.text();

        assert_eq!(home.contains(&way) && home.contains(soon), told, "{home}");
        let ways = overview.matches(&way).count();
        assert_eq!(ways, 1 + usize::from(told), "{overview}");
    }
}
