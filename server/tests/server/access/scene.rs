//! A guardian, her child of 12, and everybody else who might ask.

use domain::contact::OnlineService;
use domain::id::{AttachmentId, ClinicId, EntryId, MessageId, PersonId, StaffId, ThreadId, UnitId};
use domain::inbox::Author;
use domain::journal::EntryKind;
use domain::person::Protection;
use domain::staff::Role;
use jiff::Timestamp;
use service::attachment::accept;
use service::ports::chance::new_id;
use service::ports::register::RegisterRecord;
use service::ports::store::{
    ClinicRow, NewAttachment, SeedEntry, SeedMessage, SeedRows, SeedThread, StaffRow, UnitRow,
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
}

/// Everybody, in the order of the table's columns.
pub const WHO: [Who; 9] = [
    Who::Nobody,
    Who::OtherGuardian,
    Who::Guardian,
    Who::GuardianAfter13,
    Who::ChildAt14,
    Who::ChildAt16,
    Who::ProtectedGuardian,
    Who::Staff,
    Who::OtherStaff,
];

/// What is asked about.
pub struct Ids {
    pub what: &'static str,
    link: String,
    thread: String,
    entry: String,
    attachment: String,
    unit: String,
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
    }
}

/// The scene, when one of them is about to ask.
pub struct Scene {
    world: World,
    ids: [Ids; 3],
    guardian: PersonId,
    staff: PersonId,
    asks: Option<PersonId>,
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
        for (person, unit) in [(staff, &rows.units[0]), (other_staff, &rows.units[1])] {
            rows.staff.push(StaffRow {
                id: StaffId(id()),
                person,
                title: "sjuksköterska".to_owned(),
                unit: unit.id,
                role: Role::InCharge,
            });
        }
        world.database.import.seed(&rows).await.unwrap();
        let ids = [
            Ids {
                what: "the child's",
                link: link.clone(),
                thread,
                entry,
                attachment,
                unit: unit.clone(),
                number: CHILD,
            },
            Ids {
                what: "random",
                link: random(),
                thread: random(),
                entry: random(),
                attachment: random(),
                unit: random(),
                number: UNKNOWN,
            },
            Ids {
                what: "the child's, with a random thing",
                link,
                thread: random(),
                entry: random(),
                attachment: random(),
                unit,
                number: CHILD,
            },
        ];
        let asks = match who {
            Who::Nobody => None,
            Who::OtherGuardian => Some(other),
            Who::Guardian | Who::GuardianAfter13 | Who::ProtectedGuardian => Some(guardian),
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
            Who::Nobody | Who::OtherGuardian | Who::Guardian | Who::Staff | Who::OtherStaff => {}
        }
        Self {
            world,
            ids,
            guardian,
            staff,
            asks,
        }
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
    let rows = SeedRows {
        at: now,
        clinics: vec![ClinicRow {
            id: clinic,
            name: "Ugglan".to_owned(),
            phone: "0470-58 80 00".to_owned(),
        }],
        units: [unit, UnitId(id())]
            .map(|id| UnitRow {
                id,
                clinic,
                name: "Ugglan".to_owned(),
                offers: OnlineService::ALL.to_vec(),
            })
            .into(),
        staff: Vec::new(),
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
    };
    (rows, thread.to_string(), entry.to_string())
}
