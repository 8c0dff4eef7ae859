//! Protected identity (R-G7, R-G8), over HTTP: what each side sees, and what the register brings.

use domain::access::UnitCategory;
use domain::contact::OnlineService;
use domain::id::{ClinicId, PersonId, PrescriptionId, StaffId, UnitId};
use domain::person::Protection;
use domain::prescription::Medicine;
use domain::staff::Role;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use service::ports::chance::new_id;
use service::ports::register::RegisterRecord;
use service::ports::store::{ClinicRow, SeedPrescription, SeedRows, StaffRow, UnitRow};
use uuid::Uuid;

use crate::support::{Answer, Browser, World, person};
use agera_ombud::ports::SystemRng;

const GUARDIAN: &str = "198503152392";
const CHILD: &str = "202312312388";
const HIDDEN: &str = "197902272389";
const BOSS: &str = "198705302381";
const MEMBER: &str = "195304102352";
const UNKNOWN: &str = "201206252395";

fn id() -> Uuid {
    new_id(&SystemRng, Timestamp::UNIX_EPOCH)
}

fn key() -> String {
    id().simple().to_string()
}

fn protected(record: &RegisterRecord) -> RegisterRecord {
    RegisterRecord {
        protection: Protection::Confidential,
        ..record.clone()
    }
}

/// Two clinics with a unit each; who works at the first; and one who has prescriptions from both.
struct House {
    world: World,
    hidden: PersonId,
    boss: PersonId,
    member: PersonId,
    units: [UnitId; 2],
}

const MEDICINES: [&str; 2] = ["Aerius", "Flutide"];

impl House {
    /// `protection`: of the one who has the prescriptions.
    async fn of(protection: Protection) -> Self {
        let world = World::new().await;
        let tomas = RegisterRecord {
            protection,
            ..person(HIDDEN, "Tomas", &[])
        };
        let staff = [person(BOSS, "Gunilla", &[]), person(MEMBER, "Yusuf", &[])];
        world
            .register(&[tomas.clone(), staff[0].clone(), staff[1].clone()])
            .await;
        let hidden = world.look_up(&tomas.cut()).await;
        let boss = world.look_up(&staff[0]).await;
        let member = world.look_up(&staff[1]).await;
        let (mut rows, units) = clinics(&world, hidden);
        for (person, role) in [(boss, Role::InCharge), (member, Role::Member)] {
            rows.staff.push(StaffRow {
                id: StaffId(id()),
                person,
                title: "sjuksköterska".to_owned(),
                unit: units[0],
                role,
            });
        }
        world.database.import.seed(&rows).await.unwrap();
        Self {
            world,
            hidden,
            boss,
            member,
            units,
        }
    }

    async fn as_person(&self, person: PersonId) -> Browser {
        self.world.logged_in(person).await
    }

    /// A form of the unit's approvals, sent by this one.
    async fn approvals(&self, who: PersonId, form: &str) -> Answer {
        let path = format!("/mottagning/{}/godkanda", self.units[0]);
        self.as_person(who).await.post(&path, form).await
    }

    async fn approve(&self, number: &str, key: &str) -> Answer {
        let form = format!(
            "formular=godkann&gor=godkann&godkand-nummer={number}&skal-godkand=patient\
             &sedan=slutar&till-dag=2027-11-21&nyckel={key}"
        );
        self.approvals(self.member, &form).await
    }
}

fn clinics(world: &World, person: PersonId) -> (SeedRows, [UnitId; 2]) {
    let mut rows = SeedRows {
        at: world.now(),
        ..SeedRows::default()
    };
    let units = ["Ugglan", "Uven"].map(|name| {
        let (clinic, unit) = (ClinicId(id()), UnitId(id()));
        rows.clinics.push(ClinicRow {
            id: clinic,
            name: name.to_owned(),
            phone: "0470-58 80 00".to_owned(),
            principal: None,
        });
        rows.units.push(UnitRow {
            id: unit,
            clinic,
            name: name.to_owned(),
            offers: OnlineService::ALL.to_vec(),
            category: UnitCategory::General,
            certificates: Vec::new(),
        });
        unit
    });
    for (unit, name) in units.into_iter().zip(MEDICINES) {
        rows.prescriptions.push(SeedPrescription {
            id: PrescriptionId(id()),
            person,
            unit,
            medicine: Medicine {
                name: name.to_owned(),
                strength: "2,5 mg".to_owned(),
                form: "tablett".to_owned(),
                dosage: "1 tablett dagligen".to_owned(),
            },
            prescribed: Date::constant(2026, 11, 1),
            valid_until: Date::constant(2027, 11, 1),
            left: 1,
        });
    }
    (rows, units)
}

async fn page(browser: &mut Browser, path: &str) -> (u16, String) {
    let answer = browser.get(path).await;
    (answer.status.as_u16(), answer.text())
}

const CLOSED: &str = "Mottagningen behöver godkänna dig först";

// R-G8: refused, approved by hand, and then that clinic's services are open and no other's.
#[tokio::test(flavor = "multi_thread")]
async fn a_protected_person_writes_where_it_has_been_approved() {
    let house = House::of(Protection::Confidential).await;
    let [unit, other] = house.units;
    let mut tomas = house.as_person(house.hidden).await;
    let list = "/mig/kontakta?sok=u";
    let (status, shown) = page(&mut tomas, list).await;
    assert_eq!(status, 200);
    assert!(shown.contains("Ugglan") && shown.contains("Uven") && shown.contains(CLOSED));
    assert!(
        !shown.contains(&format!("/mig/kontakta/{unit}")),
        "no way in"
    );
    let (status, shown) = page(&mut tomas, "/mig/recept").await;
    assert_eq!(status, 200);
    assert!(shown.contains("Ugglan") && shown.contains(CLOSED));
    assert!(MEDICINES.iter().all(|name| !shown.contains(name)));
    let contact = format!("/mig/kontakta/{unit}");
    let (status, shown) = page(&mut tomas, &contact).await;
    assert_eq!(status, 403);
    for told in [CLOSED, "Varför ser jag inte det här?", "Regel R-G8", "1177"] {
        assert!(shown.contains(told), "{told}");
    }
    let write = |unit: UnitId| (format!("/mig/kontakta/{unit}/meddelande"), key());
    let form = |key: &str| format!("amne=Hosta&text=Hej&nyckel={key}");
    let (path, sent) = write(unit);
    assert_eq!(tomas.post(&path, &form(&sent)).await.status.as_u16(), 403);

    let approved = house.approve(HIDDEN, &key()).await;
    let list_of_unit = format!("/mottagning/{unit}/godkanda");
    assert_eq!(approved.location(), format!("{list_of_unit}?gjort=godkand"));
    let mut boss = house.as_person(house.boss).await;
    let (_, shown) = page(&mut boss, &format!("{list_of_unit}?gjort=godkand")).await;
    assert!(shown.contains("Personen är godkänd") && shown.contains("19790227-2389"));
    assert!(!shown.contains("Tomas"));

    let (_, shown) = page(&mut tomas, list).await;
    assert!(shown.contains(&contact) && shown.contains(CLOSED));
    assert!(!shown.contains(&format!("/mig/kontakta/{other}")));
    let (_, shown) = page(&mut tomas, "/mig/recept").await;
    assert!(shown.contains(MEDICINES[0]) && !shown.contains(MEDICINES[1]));
    for service in ["", "/meddelande", "/tid", "/intyg"] {
        let (open, _) = page(&mut tomas, &format!("/mig/kontakta/{unit}{service}")).await;
        assert_eq!(open, 200, "{service}");
        let (closed, _) = page(&mut tomas, &format!("/mig/kontakta/{other}{service}")).await;
        assert_eq!(closed, 403, "{service}");
    }
    let sent = tomas.post(&path, &form(&sent)).await;
    assert_eq!(sent.status.as_u16(), 303, "{}", sent.text());
    let (elsewhere, key_there) = write(other);
    let there = tomas.post(&elsewhere, &form(&key_there)).await;
    assert_eq!(there.status.as_u16(), 403);

    // The unit sees the number and the mark, and no name.
    let thread = sent.location().split('?').next().unwrap().to_owned();
    let case = thread.replace("/mig/inkorg", &format!("/mottagning/{unit}/arende"));
    for path in [format!("/mottagning/{unit}"), case] {
        let (_, shown) = page(&mut boss, &path).await;
        assert!(shown.contains("Skyddade personuppgifter"), "{path}");
        assert!(shown.contains("19790227-2389") && !shown.contains("Tomas"));
    }

    // Ended by one in charge: closed again, and what was written is there to be read.
    let approval = approved_id(&page(&mut boss, &list_of_unit).await.1);
    let end = format!("formular=avsluta&gor=avsluta&godkannande={approval}&skal-slut=asked");
    assert_eq!(
        house.approvals(house.member, &end).await.status.as_u16(),
        403
    );
    assert_eq!(house.approvals(house.boss, &end).await.status.as_u16(), 303);
    assert_eq!(house.approvals(house.boss, &end).await.status.as_u16(), 409);
    assert_eq!(page(&mut tomas, &contact).await.0, 403);
    let (status, shown) = page(&mut tomas, &thread).await;
    assert_eq!(status, 200);
    assert!(shown.contains(CLOSED) && !shown.contains("Skriv mer"));
    let more = format!("gor=svara&text=Mer&nyckel={}", key());
    assert_eq!(tomas.post(&thread, &more).await.status.as_u16(), 403);
}

/// The approval that one in charge can end.
fn approved_id(page: &str) -> String {
    let (_, rest) = page.split_once("godkanda?godkannande=").unwrap();
    rest[..32].to_owned()
}

// The register's answer tells staff nothing but whether an approval is needed.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_protected_needs_no_approval() {
    let house = House::of(Protection::Open).await;
    for (number, told) in [
        (HIDDEN, "Personen har inga skyddade personuppgifter"),
        (UNKNOWN, "Folkbokföringen känner ingen med det numret."),
        ("19790227-2380", "Personnumret stämmer inte."),
    ] {
        let answer = house.approve(number, &key()).await;
        assert_eq!(answer.status.as_u16(), 422, "{number}");
        let text = answer.text();
        assert!(text.contains(told) && !text.contains("Tomas"), "{text}");
        assert!(text.contains(number), "what was typed stays");
    }
}

// R-G7: protected identity that arrives by register while a guardian's page is open: at the next
// check it is over, and reads as a child that can't be added.
#[tokio::test(flavor = "multi_thread")]
async fn a_child_that_becomes_protected_leaves_the_guardian() {
    let world = World::new().await;
    let (sara, child) = (
        person(GUARDIAN, "Sara", &[CHILD]),
        person(CHILD, "Noor", &[]),
    );
    world.register(&[sara.clone(), child.clone()]).await;
    let guardian = world.look_up(&sara).await;
    let add = |number| format!("personnummer={number}");
    let mut browser = world.logged_in(guardian).await;
    let added = browser.post("/mig/lagg-till-barn", &add(CHILD)).await;
    let link = added.location().split('?').next().unwrap().to_owned();
    let journal = format!("{link}/journal");
    assert_eq!(page(&mut browser, &journal).await.0, 200);

    world.register(&[protected(&child)]).await;
    // While the register's answer may be relied on nobody knows (R-G6).
    assert_eq!(page(&mut browser, &journal).await.0, 200);
    world.pass(SignedDuration::from_hours(25));
    let mut browser = world.logged_in(guardian).await;
    let random = format!("/ombud/{}/journal", key());
    let (gone, never) = (
        page(&mut browser, &journal).await,
        page(&mut browser, &random).await,
    );
    assert_eq!((gone.0, never.0), (404, 404));
    assert!(!gone.1.contains("R-G7") && !gone.1.contains("Varför ser jag"));
    let (_, home) = page(&mut browser, "/mig").await;
    assert!(!home.contains("Noor") && !home.contains(&link));

    // To the byte as for a number that nobody has, but for the number that was typed.
    let protected = browser.post("/mig/lagg-till-barn", &add(CHILD)).await;
    let unknown = browser.post("/mig/lagg-till-barn", &add(UNKNOWN)).await;
    let plain = |answer: &Answer, number: &str| {
        let nonce = answer.nonce().unwrap_or_default();
        answer
            .text()
            .replace(&nonce, "NONCE")
            .replace(number, "NUMBER")
    };
    assert_eq!(protected.status.as_u16(), 403);
    assert_eq!(protected.status, unknown.status);
    assert_eq!(plain(&protected, CHILD), plain(&unknown, UNKNOWN));
}

// What was written under a name before it was protected is not told by that name any more.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_protected_later_is_not_told_to_staff() {
    let house = House::of(Protection::Open).await;
    let unit = house.units[0];
    let mut tomas = house.as_person(house.hidden).await;
    let form = format!("amne=Hosta&text=Hej&nyckel={}", key());
    let sent = tomas
        .post(&format!("/mig/kontakta/{unit}/meddelande"), &form)
        .await;
    let thread = sent.location().split('?').next().unwrap().to_owned();
    let case = thread.replace("/mig/inkorg", &format!("/mottagning/{unit}/arende"));
    let mut boss = house.as_person(house.boss).await;
    assert!(page(&mut boss, &case).await.1.contains("Tomas Prov"));

    let record = protected(&person(HIDDEN, "Tomas", &[]));
    house.world.register(std::slice::from_ref(&record)).await;
    house.world.look_up(&record.cut()).await;
    let (_, shown) = page(&mut boss, &case).await;
    assert!(shown.contains("19790227-2389") && shown.contains("Namnet är skyddat"));
    assert!(!shown.contains("Tomas"));
    // It still reads what it wrote, and can't go on with it before it is approved.
    let mut tomas = house.as_person(house.hidden).await;
    let (status, shown) = page(&mut tomas, &thread).await;
    assert_eq!(status, 200);
    assert!(shown.contains(CLOSED) && !shown.contains("Skriv mer"));
}
