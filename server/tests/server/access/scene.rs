//! A guardian, her child of 12, and everybody else who might ask.

use domain::access::{Assurance, UnitCategory};
use domain::booking::{Allowed, VisitKind};
use domain::certificate::CertificateKind;
use domain::contact::OnlineService;
use domain::id::{
    AttachmentId, CertificateId, ClinicId, EntryId, MessageId, PersonId, PrescriptionId,
    PrincipalId, SlotId, StaffId, ThreadId, UnitId,
};
use domain::inbox::Author;
use domain::journal::EntryKind;
use domain::person::Protection;
use domain::prescription::Medicine;
use domain::principal::Principal;
use domain::staff::Role;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use service::attachment::accept;
use service::ports::chance::new_id;
use service::ports::register::RegisterRecord;
use service::ports::store::{
    ClinicRow, NewAttachment, SeedCertificate, SeedEntry, SeedMessage, SeedPrescription, SeedRows,
    SeedThread, SeedTime, StaffRow, UnitRow,
};
use uuid::Uuid;

use crate::support::{Browser, PAGE, World, person};
use agera_ombud::ports::SystemRng;

const GUARDIAN: &str = "198503152392";
const OTHER_GUARDIAN: &str = "198302052389";
/// Turns 13 on 24 November 2026; the scene begins three days before.
const CHILD: &str = "201311242380";
const OTHER_CHILD: &str = "202312312388";
const STAFF: &str = "198705302381";
const OTHER_STAFF: &str = "195304102352";
/// What stands in the child's certificate: no guardian ever gets to see it (R-E6).
pub const CERTIFIED: &str = "Intygas: pollenallergi.";
/// What is prescribed to the child.
pub const MEDICINE: &str = "Aerius";
/// The register knows nobody with this number.
const UNKNOWN: &str = "201206252395";

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Nobody,
    OtherGuardian,
    Guardian,
    GuardianAfter13,
    ChildAt14,
    ChildAt16,
    ProtectedGuardian,
    /// In charge at the unit that the child's thread is with.
    Staff,
    /// In charge at another unit.
    OtherStaff,
    /// The guardian, whom the unit has blocked from the child (R-J7).
    BlockedGuardian,
}

/// Everybody, in the order of the table's columns; one who is blocked has none of its own.
pub const WHO: [Who; 10] = [
    Who::Nobody,
    Who::OtherGuardian,
    Who::Guardian,
    Who::GuardianAfter13,
    Who::ChildAt14,
    Who::ChildAt16,
    Who::ProtectedGuardian,
    Who::Staff,
    Who::OtherStaff,
    Who::BlockedGuardian,
];

impl Who {
    /// Its column in the table. R-G9: to one who is blocked everything is as to a stranger.
    pub fn column(self) -> usize {
        let alike = match self {
            Self::BlockedGuardian => Self::OtherGuardian,
            other => other,
        };
        WHO.iter().position(|who| *who == alike).unwrap()
    }
}

/// What is asked about.
pub struct Ids {
    pub what: &'static str,
    link: String,
    thread: String,
    entry: String,
    attachment: String,
    unit: String,
    /// The unit's care principal.
    principal: String,
    /// A time of the unit.
    slot: String,
    /// The child's booking of another.
    booking: String,
    prescription: String,
    certificate: String,
    application: String,
    number: &'static str,
}

impl Ids {
    /// Fills in the ids.
    pub fn put_into(&self, pattern: &str) -> String {
        pattern
            .replace("{link}", &self.link)
            .replace("{thread}", &self.thread)
            .replace("{entry}", &self.entry)
            .replace("{attachment}", &self.attachment)
            .replace("{unit}", &self.unit)
            .replace("{principal}", &self.principal)
            .replace("{slot}", &self.slot)
            .replace("{booking}", &self.booking)
            .replace("{prescription}", &self.prescription)
            .replace("{certificate}", &self.certificate)
            .replace("{application}", &self.application)
            .replace("{key}", &random())
            .replace("{number}", self.number)
            .replace("{*rest}", "finns-inte")
    }

    /// The text without the ids.
    pub fn take_out_of(&self, text: &str) -> String {
        // The key of a form that is shown again: another one in each.
        let mut parts = text.split(r#"nyckel\",\""#);
        let first = parts.next().unwrap_or_default().to_owned();
        let text = parts.fold(first, |text, part| {
            text + "KEY" + part.get(32..).unwrap_or(part)
        });
        text.replace(&self.link, "LINK")
            .replace(&self.thread, "THREAD")
            .replace(&self.entry, "ENTRY")
            .replace(&self.attachment, "ATTACHMENT")
            .replace(&self.unit, "UNIT")
            .replace(&self.principal, "PRINCIPAL")
            .replace(&self.slot, "SLOT")
            .replace(&self.booking, "BOOKING")
            .replace(&self.prescription, "PRESCRIPTION")
            .replace(&self.certificate, "CERTIFICATE")
            .replace(&self.application, "APPLICATION")
    }
}

/// The scene, when one of them is about to ask.
pub struct Scene {
    world: World,
    ids: [Ids; 3],
    guardian: PersonId,
    child: PersonId,
    staff: PersonId,
    asks: Option<PersonId>,
}

impl Ids {
    /// Of what does not exist.
    fn random() -> Self {
        Self {
            what: "random",
            link: random(),
            thread: random(),
            entry: random(),
            attachment: random(),
            unit: random(),
            principal: random(),
            slot: random(),
            booking: random(),
            prescription: random(),
            certificate: random(),
            application: random(),
            number: UNKNOWN,
        }
    }
}

impl Scene {
    pub async fn of(who: Who) -> Self {
        let world = World::new().await;
        world.register(&people()).await;
        let guardian = world.look_up(&people()[0]).await;
        let other = world.look_up(&people()[1]).await;
        let child = world.look_up(&people()[2]).await;
        let link = add(&world, guardian, CHILD).await;
        add(&world, other, OTHER_CHILD).await;
        let staff = world.look_up(&people()[4]).await;
        let other_staff = world.look_up(&people()[5]).await;
        let (mut rows, thread, entry) = healthcare(child, world.now());
        let attachment = rows.threads[0].messages[0].files[0].id.to_string();
        let unit = rows.units[0].id.to_string();
        let prescription = rows.prescriptions[0].id.to_string();
        let certificate = rows.certificates[0].id.to_string();
        let principal = rows.principals[0].id;
        let [slot, booked] = employ(&mut rows, staff, other_staff).map(|slot| slot.to_string());
        world.database.import.seed(&rows).await.unwrap();
        let application = applied(&world, guardian, &unit).await;
        let booking = book(&world, guardian, &link, &unit, &booked).await;
        let ids = [
            Ids {
                what: "the child's",
                link: link.clone(),
                thread,
                entry,
                attachment,
                unit: unit.clone(),
                principal: principal.to_string(),
                slot,
                booking,
                prescription,
                certificate,
                application,
                number: CHILD,
            },
            Ids::random(),
            Ids {
                what: "the child's, with a random thing",
                link,
                unit,
                principal: principal.to_string(),
                number: CHILD,
                ..Ids::random()
            },
        ];
        let asks = match who {
            Who::Nobody => None,
            Who::OtherGuardian => Some(other),
            Who::Guardian
            | Who::GuardianAfter13
            | Who::ProtectedGuardian
            | Who::BlockedGuardian => Some(guardian),
            Who::ChildAt14 | Who::ChildAt16 => Some(child),
            Who::Staff => Some(staff),
            Who::OtherStaff => Some(other_staff),
        };
        match who {
            Who::GuardianAfter13 => world.move_to("2026-11-24T00:00:00+01:00"),
            Who::ChildAt14 => world.move_to("2027-11-24T00:00:00+01:00"),
            Who::ChildAt16 => world.move_to("2029-11-24T00:00:00+01:00"),
            Who::ProtectedGuardian => {
                let record = RegisterRecord {
                    protection: Protection::Confidential,
                    ..people()[0].clone()
                };
                world.register(std::slice::from_ref(&record)).await;
                let cut = RegisterRecord {
                    name: None,
                    guardian_of: Vec::new(),
                    ..record
                };
                world.look_up(&cut).await;
            }
            Who::BlockedGuardian => stop(&world, staff, &ids[0]).await,
            Who::Nobody | Who::OtherGuardian | Who::Guardian | Who::Staff | Who::OtherStaff => {}
        }
        Self {
            world,
            ids,
            guardian,
            child,
            staff,
            asks,
        }
    }

    /// The server and what is around it.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// What is asked about: what is the child's, what does not exist, and a mixture.
    pub fn ids(&self) -> &[Ids; 3] {
        &self.ids
    }

    /// The browser of the one who asks. What an earlier request did to it does not matter.
    pub async fn browser(&self) -> Browser {
        match self.asks {
            Some(person) => self.world.logged_in(person).await,
            None => self.world.browser(),
        }
    }

    /// The guardian's browser.
    pub async fn guardian(&self) -> Browser {
        self.world.logged_in(self.guardian).await
    }

    /// The guardian's browser, logged in with a password only (R-L2).
    pub async fn guardian_by_password(&self) -> Browser {
        self.world
            .logged_in_with(self.guardian, Assurance::Low)
            .await
    }

    /// The child's own browser, two days after its 13th birthday and a year.
    pub async fn child_at_14(&self) -> Browser {
        self.world.move_to("2027-11-26T12:00:00+01:00");
        self.world.logged_in(self.child).await
    }

    /// The guardian, and the child.
    pub fn family(&self) -> [PersonId; 2] {
        [self.guardian, self.child]
    }

    /// From now on the register says that the child's identity is protected.
    pub async fn child_becomes_protected(&self) {
        let record = RegisterRecord {
            protection: Protection::Confidential,
            ..people()[2].clone()
        };
        self.world.register(std::slice::from_ref(&record)).await;
        self.world.look_up(&record.cut()).await;
    }

    /// The browser of one who works at the unit.
    pub async fn staff(&self) -> Browser {
        self.world.logged_in(self.staff).await
    }

    /// As it was before anybody asked, but for what they changed.
    pub async fn back_to_the_start(&self) {
        self.world.move_to("2026-11-21T12:00:00Z");
        self.world.register(&people()).await;
        self.world.look_up(&people()[0]).await;
    }
}

fn people() -> [RegisterRecord; 6] {
    [
        person(GUARDIAN, "Sara", &[CHILD]),
        person(OTHER_GUARDIAN, "Johan", &[OTHER_CHILD]),
        person(CHILD, "Elsa", &[]),
        person(OTHER_CHILD, "Noor", &[]),
        person(STAFF, "Gunilla", &[]),
        person(OTHER_STAFF, "Yusuf", &[]),
    ]
}

/// Adds the child as a guardian does; gives the link.
async fn add(world: &World, guardian: PersonId, child: &str) -> String {
    let form = format!("personnummer={child}");
    let added = world
        .logged_in(guardian)
        .await
        .post("/mig/lagg-till-barn", &form)
        .await;
    let link = added
        .location()
        .strip_prefix("/ombud/")
        .and_then(|rest| rest.strip_suffix("?ny=1"));
    link.unwrap().to_owned()
}

/// Who works where, and administers the first unit's care principal; and two times of that unit.
fn employ(rows: &mut SeedRows, staff: PersonId, other_staff: PersonId) -> [SlotId; 2] {
    for (person, unit) in [(staff, &rows.units[0]), (other_staff, &rows.units[1])] {
        rows.staff.push(StaffRow {
            id: StaffId(id()),
            person,
            title: "sjuksköterska".to_owned(),
            unit: unit.id,
            role: Role::InCharge,
        });
    }
    rows.administrators.push((rows.principals[0].id, staff));
    let (unit, with) = (rows.units[0].id, rows.staff[0].id);
    rows.times = vec![time(unit, with, 9), time(unit, with, 10)];
    [rows.times[0].id, rows.times[1].id]
}

/// Books the time for the child, as its guardian does; gives the booking.
async fn book(world: &World, guardian: PersonId, link: &str, unit: &str, slot: &str) -> String {
    let form = format!("gor=boka&text=&nyckel={}", random());
    let path = format!("/ombud/{link}/kontakta/{unit}/tid/{slot}");
    let booked = world.logged_in(guardian).await.post(&path, &form).await;
    let to = booked.location();
    let booking = to
        .rsplit('/')
        .next()
        .and_then(|rest| rest.split('?').next());
    booking.unwrap().to_owned()
}

/// Keeps the guardian from the child, as one who works at the unit does (B10).
async fn stop(world: &World, staff: PersonId, ids: &Ids) {
    let form = format!(
        "gor=stoppa&barn-nummer={CHILD}&vardnadshavare={GUARDIAN}&nyckel={}",
        random()
    );
    let path = ids.put_into("/mottagning/{unit}/sparrar/ny");
    let stopped = world.logged_in(staff).await.post(&path, &form).await;
    assert_eq!(stopped.status.as_u16(), 303, "{}", stopped.text());
}

/// Applies to read of the child at the unit, as its guardian does once it is 13 (R-J5); gives the
/// application. It is as early as before afterwards.
async fn applied(world: &World, guardian: PersonId, unit: &str) -> String {
    let now = world.now();
    world.move_to("2026-11-24T12:00:00+01:00");
    let mut browser = world.logged_in(guardian).await;
    let form = format!(
        "personnummer={CHILD}&enhet={unit}&varfor=behandling&egna-ord=&nyckel={}",
        random()
    );
    let sent = browser.post("/mig/ansokningar/ny", &form).await;
    assert_eq!(sent.location(), "/mig/ansokningar?skickat=1");
    let list = browser.get("/api/applications").await;
    let list = list.text();
    let id = list
        .split(r#""id":""#)
        .nth(1)
        .and_then(|rest| rest.get(..32));
    world.move_to(&now.to_string());
    id.unwrap().to_owned()
}

/// A time that is still to come when the last one asks.
fn time(unit: UnitId, with: StaffId, hour: i64) -> SeedTime {
    let day: Timestamp = "2030-06-03T00:00:00Z".parse().unwrap();
    let starts = day + SignedDuration::from_hours(hour);
    SeedTime {
        id: SlotId(id()),
        unit,
        with,
        kind: VisitKind::Visit,
        title: "Läkarbesök".to_owned(),
        starts,
        ends: starts + SignedDuration::from_mins(30),
        allowed: Allowed {
            cancel: true,
            rebook: true,
            hours: 24,
        },
    }
}

fn random() -> String {
    id().simple().to_string()
}

fn id() -> Uuid {
    new_id(&SystemRng, Timestamp::UNIX_EPOCH)
}

/// An unread thread with a file and a journal entry of the child, with their ids.
fn healthcare(child: PersonId, now: Timestamp) -> (SeedRows, String, String) {
    let (clinic, unit) = (ClinicId(id()), UnitId(id()));
    let (thread, entry) = (ThreadId(id()), EntryId(id()));
    let principal = PrincipalId(id());
    let rows = SeedRows {
        at: now,
        principals: vec![Principal {
            id: principal,
            name: "Region Prov".to_owned(),
        }],
        clinics: vec![ClinicRow {
            id: clinic,
            name: "Ugglan".to_owned(),
            phone: "0470-58 80 00".to_owned(),
            principal: Some(principal),
        }],
        units: [unit, UnitId(id())]
            .map(|id| UnitRow {
                id,
                clinic,
                name: "Ugglan".to_owned(),
                offers: OnlineService::ALL.to_vec(),
                category: UnitCategory::General,
                certificates: Vec::new(),
            })
            .into(),
        threads: vec![SeedThread {
            id: thread,
            person: child,
            unit,
            subject: "Provsvar".to_owned(),
            unread: true,
            archived: false,
            messages: vec![SeedMessage {
                id: MessageId(id()),
                author: Author::Staff("Lena Ek, sjuksköterska".to_owned()),
                written: now,
                body: "Allt ser bra ut.".to_owned(),
                files: vec![NewAttachment {
                    id: AttachmentId(id()),
                    file: accept("provsvar.pdf", PAGE).unwrap(),
                }],
            }],
        }],
        entries: vec![SeedEntry {
            id: entry,
            person: child,
            unit,
            kind: EntryKind::Note,
            title: "Besök".to_owned(),
            author: "Läkare".to_owned(),
            happened: now,
            signed: true,
            body: "Mår bra.".to_owned(),
            values: Vec::new(),
        }],
        prescriptions: vec![SeedPrescription {
            id: PrescriptionId(id()),
            person: child,
            unit,
            medicine: Medicine {
                name: MEDICINE.to_owned(),
                strength: "2,5 mg".to_owned(),
                form: "tablett".to_owned(),
                dosage: "1 tablett dagligen".to_owned(),
            },
            prescribed: Date::constant(2026, 11, 1),
            // Still there to renew when the child is grown.
            valid_until: Date::constant(2030, 11, 1),
            left: 1,
        }],
        certificates: vec![SeedCertificate {
            id: CertificateId(id()),
            person: child,
            unit,
            kind: CertificateKind::SchoolMeals,
            issued: now,
            issuer: "Lena Ek, läkare".to_owned(),
            text: CERTIFIED.to_owned(),
        }],
        ..SeedRows::default()
    };
    (rows, thread.to_string(), entry.to_string())
}
