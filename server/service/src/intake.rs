//! Taking in what care systems send (FHIR R4): whose it is, at which of our units, and what is known
//! again. The Bundle has been read by the `fhir` crate; nothing is fetched and nothing is shown.

use std::collections::HashMap;
use std::sync::Arc;

use domain::id::{EntryId, PersonId, UnitId};
use domain::personnummer::Personnummer;
use fhir::{BundleKind, Code, Fate, Finding, Identifier, Incoming, Item, Reading, SourceKey, Told};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

use crate::Fault;
use crate::access::intake::Intake;
use crate::ports::chance::Rng;
use crate::ports::register::PopulationRegister;
use crate::ports::store::{SeedEntry, Sending, Store, TakenIn};
use crate::register;

/// A token's last use is noted no more finely than this.
pub const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// A source's id is kept as it is up to this length, in bytes, and as its hash beyond.
const LONGEST_SOURCE: usize = 300;

/// What taking in needs from outside.
pub struct Reception<'a> {
    /// What we keep.
    pub store: &'a dyn Store,
    /// The population register.
    pub register: &'a dyn PopulationRegister,
    /// Chance.
    pub rng: &'a Arc<dyn Rng>,
}

/// What became of a Bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What kind it is.
    pub kind: BundleKind,
    /// Each of its entries, in order, and what became of it.
    pub items: Vec<(Item, Told)>,
    /// What is said of the Bundle itself.
    pub findings: Vec<Finding>,
}

/// Takes in a Bundle, all of it in one transaction. What can't be matched is told and not stored.
pub async fn take_in(
    reception: &Reception<'_>,
    intake: &Intake,
    reading: Reading,
) -> Result<Receipt, Fault> {
    let mut matching = Matching {
        reception,
        intake,
        persons: HashMap::new(),
        units: HashMap::new(),
    };
    let (mut sendings, mut places) = (Vec::new(), Vec::new());
    let mut items = Vec::with_capacity(reading.items.len());
    for mut item in reading.items {
        let sending = match &item.fate {
            Fate::Entry(entry) => matching.place(&item.place, entry).await?,
            Fate::Withdrawn(key) => Placed::Sent(withdrawal(key)),
            Fate::Undone(key) => Placed::Undone(withdrawal(key), None),
            Fate::Read => Placed::Not(Told::Read, None),
            Fate::NotTaken => Placed::Not(Told::NotStored, None),
        };
        // What is said where there was nothing to take away.
        let (sending, told, why) = match sending {
            Placed::Sent(sending) => (Some(sending), Told::NotThere, None),
            Placed::Hidden(sending, why) => (Some(sending), Told::NotThere, Some(why)),
            Placed::Undone(sending, why) => (Some(sending), Told::NotStored, why),
            Placed::Not(told, why) => (None, told, why),
        };
        item.findings.extend(why);
        if let Some(sending) = sending {
            places.push((items.len(), told));
            sendings.push(sending);
        }
        items.push((item, told));
    }
    let done = reception.store.take_in(intake, &sendings).await?;
    for ((place, nothing), taken) in places.into_iter().zip(done) {
        if let Some((_, told)) = items.get_mut(place) {
            *told = match taken {
                TakenIn::Created => Told::Created,
                TakenIn::Updated => Told::Updated,
                TakenIn::Unchanged => Told::Unchanged,
                TakenIn::Withdrawn => Told::Withdrawn,
                TakenIn::NotThere => nothing,
            };
        }
    }
    Ok(Receipt {
        kind: reading.kind,
        items,
        findings: reading.findings,
    })
}

/// Whether a resource is sent to the store.
enum Placed {
    Sent(Sending),
    /// It is sent as one that is not to be shown, because of this.
    Hidden(Sending, Finding),
    /// It is not stored, and what was stored of it holds no more.
    Undone(Sending, Option<Finding>),
    Not(Told, Option<Finding>),
}

/// Whose a resource is.
#[derive(Clone, Copy)]
enum Whose {
    Known(PersonId),
    Protected,
    Unknown,
}

/// Who and where, each asked about once.
struct Matching<'a> {
    reception: &'a Reception<'a>,
    intake: &'a Intake,
    persons: HashMap<Personnummer, Whose>,
    units: HashMap<Identifier, Option<UnitId>>,
}

impl Matching<'_> {
    async fn place(&mut self, place: &str, entry: &Incoming) -> Result<Placed, Fault> {
        let not_found =
            |why: &str| Finding::error(Code::NotFound, format!("{place}.resource"), why);
        let person = match self.person(entry.patient).await? {
            Whose::Known(person) => person,
            // Nor is it any more the one's in whose journal it may stand.
            Whose::Unknown => {
                let why = "the population register knows nobody with the patient's number";
                let sending = withdrawal(&entry.key);
                return Ok(Placed::Undone(sending, Some(not_found(why))));
            }
            // An earlier entry goes too: what is shown must not depend on when it came.
            Whose::Protected => {
                let why = "the patient's identity is protected: nothing of it is stored (R-G7)";
                let finding = Finding::error(Code::Suppressed, format!("{place}.resource"), why);
                return Ok(Placed::Hidden(withdrawal(&entry.key), finding));
            }
        };
        let Some(unit) = self.unit(&entry.units).await? else {
            let why = "none of our units of this care principal is known by its identifiers";
            return Ok(Placed::Not(Told::NotStored, Some(not_found(why))));
        };
        let row = SeedEntry {
            id: EntryId(self.intake.new_id()),
            person,
            unit,
            kind: entry.kind,
            title: entry.title.clone(),
            author: entry.author.clone(),
            happened: entry.happened,
            signed: entry.signed,
            body: entry.body.clone(),
            values: entry.values.clone(),
        };
        let hash = hash(&row);
        Ok(Placed::Sent(Sending {
            entry: Some((row, hash)),
            ..withdrawal(&entry.key)
        }))
    }

    /// Asks the register, as about one who logs in; where it can't be reached, one whom we know is
    /// still the same person.
    async fn person(&mut self, number: Personnummer) -> Result<Whose, Fault> {
        if let Some(known) = self.persons.get(&number) {
            return Ok(*known);
        }
        let Reception {
            store,
            register,
            rng,
        } = *self.reception;
        let asked = register::ask(store, register, rng.as_ref(), self.intake.at(), number).await;
        match asked {
            Ok(_) => {}
            Err(Fault::Register(error)) => {
                if store.person_by_number(number).await?.is_none() {
                    return Err(error.into());
                }
            }
            Err(fault) => return Err(fault),
        }
        let person = store.person_by_number(number).await?;
        let whose = match person {
            Some(person) if person.protection.is_protected() => Whose::Protected,
            Some(person) => Whose::Known(person.id),
            None => Whose::Unknown,
        };
        self.persons.insert(number, whose);
        Ok(whose)
    }

    async fn unit(&mut self, identifiers: &[Identifier]) -> Result<Option<UnitId>, Fault> {
        let principal = self.intake.principal().id;
        for identifier in identifiers {
            if let Some(known) = self.units.get(identifier) {
                if known.is_some() {
                    return Ok(*known);
                }
                continue;
            }
            let Identifier { system, value } = identifier;
            let printable = !format!("{system}{value}").chars().any(char::is_control);
            let found = if printable {
                let store = self.reception.store;
                store.unit_by_identifier(principal, (system, value)).await?
            } else {
                None
            };
            self.units.insert(identifier.clone(), found);
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

/// That a resource is not to be shown.
fn withdrawal(key: &SourceKey) -> Sending {
    let plain = key.id.len() <= LONGEST_SOURCE && !key.id.chars().any(char::is_control);
    let source = if plain {
        key.id.clone()
    } else {
        format!("sha256|{}", hex::encode(Sha256::digest(key.id.as_bytes())))
    };
    Sending {
        resource: key.resource.clone(),
        source,
        entry: None,
    }
}

/// The hash of all that is shown, and of where: the same entry has the same.
fn hash(row: &SeedEntry) -> [u8; 32] {
    let parts = (
        (row.person.0, row.unit.0),
        (row.kind.slug(), &row.title, &row.author),
        (row.happened.as_microsecond(), row.signed),
        (&row.body, &row.values),
    );
    // Texts, numbers and lists of them can always be written.
    let written = serde_json::to_vec(&parts).unwrap_or_default();
    Sha256::digest(&written).into()
}
