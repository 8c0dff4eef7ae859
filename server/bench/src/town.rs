//! What the demo lacks: long and short journals, a care system with a token, and a guardian who is kept
//! from a child.

use std::path::Path;

use domain::access::{Assurance, UnitCategory};
use domain::block::{BlockSearch, NewBlock};
use domain::form::{Theme, Typed};
use domain::id::{ClinicId, EntryId, PersonId, PrincipalId, SessionId, StaffId, TokenId, UnitId};
use domain::journal::EntryKind;
use domain::message::FormKey;
use domain::person::Person;
use domain::personnummer::Personnummer;
use domain::principal::Principal;
use domain::staff::Role;
use jiff::{SignedDuration, Timestamp};
use service::Services;
use service::access::intake;
use service::blocks::make;
use service::links::Links;
use service::ports::chance::{new_id, new_token};
use service::ports::clock::Clock as _;
use service::ports::register::RegisterRecord;
use service::ports::store::{
    ClinicRow, NewToken, SeedEntry, SeedRows, SessionRow, StaffRow, UnitRow,
};
use service::session::Session;
use sha2::{Digest, Sha256};
use store::OpenStore;

use crate::Fallible;
use crate::house::database;
use crate::machine::Machine;
use crate::numbers::{Free, record};
use crate::people::services;

/// Entries of the long journal.
pub(crate) const MANY: usize = 10_000;
/// Entries of the short one: a page.
pub(crate) const FEW: usize = 50;
/// By this care systems know the unit.
pub(crate) const UNIT: (&str, &str) = ("urn:oid:1.2.752.29.4.19", "SE2321000016-B001");
/// So many whom care systems write about.
const PATIENTS: usize = 20;

/// What measuring needs to know of it.
pub(crate) struct Town {
    /// The session of the one with the long journal.
    pub(crate) many: String,
    /// And with the short one.
    pub(crate) few: String,
    /// The care system's token.
    pub(crate) token: String,
    /// Those whom it writes about.
    pub(crate) patients: Vec<Personnummer>,
    /// The session of a guardian who is kept from a child.
    pub(crate) guardian: String,
    /// That child.
    pub(crate) blocked: Personnummer,
    /// Somebody else's child, whom we know.
    pub(crate) known: Personnummer,
    /// Other's children, whom the register knows and we don't.
    pub(crate) new: Vec<Personnummer>,
    /// Numbers that nobody has.
    pub(crate) nobodys: Vec<Personnummer>,
}

/// Builds it in the folder's database, which the demo has seeded. The server must not run.
/// `each`: how many numbers of those whom nobody has met.
pub(crate) async fn build(folder: &Path, each: usize) -> Fallible<Town> {
    let database = store::open(&database(folder)).await?;
    let now = Machine.now();
    let seeded = database.import.seeded_at().await?;
    let seeded = seeded.ok_or("the demo has not seeded anything")?;
    let mut free = Free::new(seeded)?;
    let services = services(&database);
    let builder = Builder {
        database: &database,
        services: &services,
        now,
    };

    let (many, few) = (free.born(1970)?, free.born(1970)?);
    let (staff, other) = (free.born(1975)?, free.born(1985)?);
    let (guardian, blocked, known) = (free.born(1985)?, free.born(2018)?, free.born(2018)?);
    let patients: Fallible<Vec<_>> = (0..PATIENTS).map(|_| free.born(1985)).collect();
    let patients = patients?;
    let (new, nobodys) = (free.children(each)?, free.children(each)?);

    let alone = |number: &Personnummer| record(*number, &[]);
    let mut records: Vec<_> = [many, few, staff, blocked, known]
        .iter()
        .map(alone)
        .collect();
    records.extend(patients.iter().chain(&new).map(alone));
    records.extend([record(guardian, &[blocked]), record(other, &[known])]);
    database.import.import_register(&records, now).await?;
    let many = builder.meet(record(many, &[])).await?;
    let few = builder.meet(record(few, &[])).await?;
    let staff = builder.meet(record(staff, &[])).await?;
    let kept_out = builder.meet(record(guardian, &[blocked])).await?;
    builder.meet(record(other, &[known])).await?;
    for number in [blocked, known] {
        builder.meet(record(number, &[])).await?;
    }

    let (unit, token) = builder
        .clinic(seeded, staff.id, &[(many.id, MANY), (few.id, FEW)])
        .await?;
    builder.block(staff, unit, guardian, blocked).await?;
    let town = Town {
        many: builder.log_in(&many).await?,
        few: builder.log_in(&few).await?,
        token,
        patients,
        guardian: builder.log_in(&kept_out).await?,
        blocked,
        known,
        new,
        nobodys,
    };
    database.close().await;
    Ok(town)
}

struct Builder<'a> {
    database: &'a OpenStore,
    services: &'a Services,
    now: Timestamp,
}

impl Builder<'_> {
    /// Lets the service know somebody.
    async fn meet(&self, record: RegisterRecord) -> Fallible<Person> {
        let store = &self.database.store;
        let id = PersonId(new_id(&Machine, self.now));
        store.keep_register_answer(id, &record, self.now).await?;
        let person = store.person_by_number(record.number).await?;
        Ok(person.ok_or("one who was met is not known")?)
    }

    /// A care principal's unit, with one in charge, journals of these lengths and a token.
    async fn clinic(
        &self,
        seeded: Timestamp,
        staff: PersonId,
        journals: &[(PersonId, usize)],
    ) -> Fallible<(UnitId, String)> {
        let id = || new_id(&Machine, self.now);
        let (principal, clinic, unit) = (PrincipalId(id()), ClinicId(id()), UnitId(id()));
        let entries = journals
            .iter()
            .flat_map(|(person, entries)| (0..*entries).map(|nth| self.entry(*person, unit, nth)));
        let rows = SeedRows {
            at: seeded,
            principals: vec![Principal {
                id: principal,
                name: "Region Mätning".to_owned(),
            }],
            clinics: vec![ClinicRow {
                id: clinic,
                name: "Mätningens vårdcentral".to_owned(),
                phone: "0470-58 80 00".to_owned(),
                principal: Some(principal),
            }],
            units: vec![UnitRow {
                id: unit,
                clinic,
                name: "Mätningens barnmottagning".to_owned(),
                offers: Vec::new(),
                category: UnitCategory::General,
                certificates: Vec::new(),
            }],
            staff: vec![StaffRow {
                id: StaffId(id()),
                person: staff,
                unit,
                title: "barnläkare".to_owned(),
                role: Role::InCharge,
            }],
            entries: entries.collect(),
            ..SeedRows::default()
        };
        self.database.import.seed(&rows).await?;
        let store = &self.database.store;
        store.identify_unit(unit, UNIT).await?;
        let token = new_token(&Machine);
        let row = NewToken {
            id: TokenId(id()),
            principal,
            label: "mätning".to_owned(),
            hash: intake::hash(&token),
            created: self.now,
        };
        store.add_token(&row).await?;
        Ok((unit, token))
    }

    /// One of every sixth hour, back from a month ago.
    fn entry(&self, person: PersonId, unit: UnitId, nth: usize) -> SeedEntry {
        let hours = 24 * 30 + 6 * i64::try_from(nth).unwrap_or_default();
        let ago = SignedDuration::from_hours(hours);
        SeedEntry {
            id: EntryId(new_id(&Machine, self.now)),
            person,
            unit,
            kind: [EntryKind::Note, EntryKind::Visit, EntryKind::Diagnosis][nth % 3],
            title: "Besöksanteckning".to_owned(),
            author: "Åsa Öberg, barnläkare".to_owned(),
            happened: self.now.saturating_sub(ago).unwrap_or(Timestamp::MIN),
            signed: true,
            body: "Mår bra. Äter och sover som vanligt.".to_owned(),
            values: Vec::new(),
        }
    }

    /// One who works at the unit stops the guardian.
    async fn block(
        &self,
        staff: Person,
        unit: UnitId,
        guardian: Personnummer,
        child: Personnummer,
    ) -> Fallible<()> {
        let session = Session {
            id: SessionId(new_id(&Machine, self.now)),
            person: staff,
            assurance: Assurance::High,
            theme: Theme::Auto,
            staff: true,
            shows_new: None,
            ends: Timestamp::MAX,
            ends_at_last: Timestamp::MAX,
            links: Links::default(),
        };
        let form = [
            (NewBlock::ACT, NewBlock::STOP.to_owned()),
            (BlockSearch::NUMBER, child.digits()),
            (NewBlock::GUARDIAN, guardian.digits()),
            (FormKey::FIELD, FormKey(new_id(&Machine, self.now)).text()),
        ];
        let form = form.map(|(field, value)| (field.to_owned(), value));
        make(self.services, &session, unit, &Typed(form.into())).await?;
        Ok(())
    }

    async fn log_in(&self, person: &Person) -> Fallible<String> {
        let token = new_token(&Machine);
        let row = SessionRow {
            id: SessionId(new_id(&Machine, self.now)),
            person: person.id,
            assurance: Assurance::High,
            created: self.now,
            used: self.now,
        };
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        self.database.store.create_session(&row, &hash).await?;
        Ok(token)
    }
}
