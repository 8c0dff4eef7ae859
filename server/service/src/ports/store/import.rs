//! What an operator or the demo loads.

use async_trait::async_trait;
use domain::access::UnitCategory;
use domain::booking::{Allowed, VisitKind};
use domain::certificate::CertificateKind;
use domain::contact::OnlineService;
use domain::id::{
    CertificateId, ClinicId, EntryId, MessageId, PersonId, PrescriptionId, PrincipalId, SlotId,
    StaffId, ThreadId, UnitId,
};
use domain::inbox::Author;
use domain::journal::{EntryKind, Value};
use domain::personnummer::Personnummer;
use domain::prescription::Medicine;
use domain::principal::Principal;
use domain::staff::Role;
use domain::template::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{NewAttachment, StoreResult};
use crate::ports::register::RegisterRecord;

/// What an operator or the demo loads: for the command line, not for pages.
#[async_trait]
pub trait Import: Send + Sync {
    /// Puts the records into the imported register, replacing those with the same numbers.
    async fn import_register(&self, records: &[RegisterRecord], at: Timestamp) -> StoreResult<()>;

    /// A record of the imported register.
    async fn imported_record(&self, number: Personnummer) -> StoreResult<Option<RegisterRecord>>;

    /// Adds the clinics and units, or renews those with the same names. What a unit offers is taken
    /// over where it is new; later its staff decides.
    async fn import_clinics(&self, clinics: &[ClinicRecord]) -> StoreResult<()>;

    /// Whether anything has been seeded.
    async fn is_seeded(&self) -> StoreResult<bool>;

    /// The moment that the seeded rows are of ([`SeedRows::at`]), if anything has been seeded.
    async fn seeded_at(&self) -> StoreResult<Option<Timestamp>>;

    /// Loads clinics, units, threads, messages and journal entries, all in one transaction.
    async fn seed(&self, seed: &SeedRows) -> StoreResult<()>;
}

/// A clinic as the operator tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClinicRecord {
    /// Its name: by it, it is known again.
    pub name: String,
    /// Its phone number as one dials it.
    pub phone: String,
    /// Its care principal, by name, if it has one.
    pub principal: Option<String>,
    /// Its units.
    pub units: Vec<UnitRecord>,
}

/// A unit as the operator tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRecord {
    /// Its name: by it and the clinic's, it is known again.
    pub name: String,
    /// What it offers at first (R-E7); where that is certificates, all kinds of them.
    pub offers: Vec<OnlineService>,
    /// By what other systems know it: system and value, such as an HSA-id.
    pub identifiers: Vec<(String, String)>,
    /// What kind of care it gives, where the rules tell kinds apart (R-J8).
    pub category: UnitCategory,
    /// Whether its own journal is withheld from online reading, whatever its category (R-J8).
    pub withheld: bool,
}

/// Rows to seed: see the fields' types. Persons must be there already.
#[derive(Clone, Debug, Default)]
pub struct SeedRows {
    /// The moment that they are of: their times are relative to it.
    pub at: Timestamp,
    /// Care principals.
    pub principals: Vec<Principal>,
    /// Those who administer them.
    pub administrators: Vec<(PrincipalId, PersonId)>,
    /// Clinics.
    pub clinics: Vec<ClinicRow>,
    /// Units.
    pub units: Vec<UnitRow>,
    /// Those who work there.
    pub staff: Vec<StaffRow>,
    /// Times that are open.
    pub times: Vec<SeedTime>,
    /// Threads with messages.
    pub threads: Vec<SeedThread>,
    /// Journal entries.
    pub entries: Vec<SeedEntry>,
    /// Prescriptions.
    pub prescriptions: Vec<SeedPrescription>,
    /// Certificates that were issued.
    pub certificates: Vec<SeedCertificate>,
    /// Texts for answers, each with its unit.
    pub templates: Vec<(UnitId, Template)>,
}

/// A clinic.
#[derive(Clone, Debug)]
pub struct ClinicRow {
    /// Its id.
    pub id: ClinicId,
    /// Its name.
    pub name: String,
    /// Its phone number as one dials it.
    pub phone: String,
    /// Its care principal.
    pub principal: Option<PrincipalId>,
}

/// A unit of a clinic.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// Its id.
    pub id: UnitId,
    /// The clinic.
    pub clinic: ClinicId,
    /// Its name.
    pub name: String,
    /// What it offers online (R-E7).
    pub offers: Vec<OnlineService>,
    /// What kind of care it gives (R-J8).
    pub category: UnitCategory,
    /// The certificates that it issues, where it offers them; none said: all of them.
    pub certificates: Vec<CertificateKind>,
}

/// Somebody who works at a unit (R-C1).
#[derive(Clone, Debug)]
pub struct StaffRow {
    /// The id as staff: the first that a person has stays.
    pub id: StaffId,
    /// Who.
    pub person: PersonId,
    /// Where.
    pub unit: UnitId,
    /// The title there: "barnläkare".
    pub title: String,
    /// What the person is there.
    pub role: Role,
}

/// A time to seed.
#[derive(Clone, Debug)]
pub struct SeedTime {
    /// Its id.
    pub id: SlotId,
    /// Whose.
    pub unit: UnitId,
    /// Whom one meets.
    pub with: StaffId,
    /// How one meets.
    pub kind: VisitKind,
    /// What it is.
    pub title: String,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// What may be done with a booking.
    pub allowed: Allowed,
}

/// A thread to seed.
#[derive(Clone, Debug)]
pub struct SeedThread {
    /// Its id.
    pub id: ThreadId,
    /// Whose inbox.
    pub person: PersonId,
    /// With which unit.
    pub unit: UnitId,
    /// What it is about.
    pub subject: String,
    /// Whether it has something unread.
    pub unread: bool,
    /// Whether it has been put away.
    pub archived: bool,
    /// The messages, oldest first.
    pub messages: Vec<SeedMessage>,
}

/// A message to seed.
#[derive(Clone, Debug)]
pub struct SeedMessage {
    /// Its id.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub written: Timestamp,
    /// The text.
    pub body: String,
    /// The files that go with it.
    pub files: Vec<NewAttachment>,
}

/// A journal entry to seed.
#[derive(Clone, Debug)]
pub struct SeedEntry {
    /// Its id.
    pub id: EntryId,
    /// Whose journal.
    pub person: PersonId,
    /// Which unit's.
    pub unit: UnitId,
    /// Its kind.
    pub kind: EntryKind,
    /// Its heading.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When it happened.
    pub happened: Timestamp,
    /// Whether it is signed.
    pub signed: bool,
    /// The text.
    pub body: String,
    /// Values.
    pub values: Vec<Value>,
}

/// A prescription to seed.
#[derive(Clone, Debug)]
pub struct SeedPrescription {
    /// Its id.
    pub id: PrescriptionId,
    /// Whose.
    pub person: PersonId,
    /// Which unit prescribed it.
    pub unit: UnitId,
    /// What is prescribed.
    pub medicine: Medicine,
    /// On which day.
    pub prescribed: Date,
    /// Its last day.
    pub valid_until: Date,
    /// How many withdrawals are left.
    pub left: u8,
}

/// A certificate to seed: one that nobody ordered here.
#[derive(Clone, Debug)]
pub struct SeedCertificate {
    /// Its id.
    pub id: CertificateId,
    /// Whose.
    pub person: PersonId,
    /// Which unit issued it.
    pub unit: UnitId,
    /// What it certifies.
    pub kind: CertificateKind,
    /// When it was issued.
    pub issued: Timestamp,
    /// Name and title of the one who issued it.
    pub issuer: String,
    /// The text.
    pub text: String,
}
