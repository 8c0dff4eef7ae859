//! Proofs for a journal. What units have written in it is decided unit by unit: an exception opens
//! one's own part and no other (R-J5, R-J6), and a unit's part can be withheld (R-J8).

use domain::access::{Area, Grant, Reason, UnitFacts};
use domain::id::EntryId;
use domain::journal::UnitName;
use jiff::Timestamp;

use super::{
    AccessError, Acting, Known, Parts, Purpose, Reading, Subject, decided, hide, load, noted,
    question,
};
use crate::ports::store::JournalUnitRow;
use crate::session::Session;
use crate::{Fault, Services};

/// What is open of a journal, and the proof of it.
#[derive(Debug)]
pub struct OpenJournal {
    /// The proof.
    pub reading: Reading,
    /// The units whose part is open, by name.
    pub units: Vec<UnitName>,
    /// The units whose part is withheld from one who reads the rest, by name (R-J8).
    pub withheld: Vec<UnitName>,
    /// How many entries that are open are new or not signed.
    pub new: u32,
}

/// What the journal is opened for: the word for the log, and since when an entry is new (R-J10).
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// What is done, for the log.
    pub action: &'static str,
    /// Since when an entry is new.
    pub new_from: Timestamp,
}

/// Proof for reading what is open of a journal. The log is written before this returns (R-J11).
pub async fn read(
    services: &Services,
    session: &Session,
    subject: Subject,
    opening: Opening,
) -> Result<OpenJournal, AccessError> {
    let known = load(services, session, subject).await?;
    let rows = units(services, &known, opening.new_from).await?;
    let open = open(services, session, &known, rows);
    let purpose = Purpose {
        unit: open.single,
        ..Purpose::new(Area::Journal, opening.action)
    };
    let reading = proof(services, session, known, purpose, &open).await?;
    Ok(OpenJournal {
        reading,
        units: open.units,
        withheld: open.withheld,
        new: open.new,
    })
}

/// Proof for reading an entry: decided at the unit that wrote it, which the log tells as well. One
/// that is not there, and one whose part is not open to a reader of other parts, are the same.
pub async fn read_entry(
    services: &Services,
    session: &Session,
    subject: Subject,
    entry: EntryId,
    opening: Opening,
) -> Result<Reading, AccessError> {
    let known = load(services, session, subject).await?;
    let rows = units(services, &known, opening.new_from).await?;
    let unit = services.store.unit_of_entry(known.person.id, entry).await;
    let unit = unit.map_err(Fault::from)?;
    let facts = rows.iter().find(|row| Some(row.facts.unit) == unit);
    let purpose = Purpose {
        unit: facts.map(|row| row.facts),
        ..Purpose::new(Area::Journal, opening.action).about(entry.0)
    };
    let mut open = open(services, session, &known, rows);
    let opened = open.answer.is_ok();
    if opened && let Some(facts) = purpose.unit {
        let at_unit = question(services, session, &known, Area::Journal, Some(facts));
        open.answer = decided(services, &at_unit);
    }
    match proof(services, session, known, purpose, &open).await {
        // To one who reads others' parts by an exception this one is as if it were not there.
        Err(AccessError::Refused(_)) if opened && !open.all_but_withheld => {
            Err(AccessError::NotFound)
        }
        other => other,
    }
}

/// Proof for changing how a journal is shown: as far as it is open at all.
pub async fn act(
    services: &Services,
    session: &Session,
    subject: Subject,
    opening: Opening,
) -> Result<Acting, AccessError> {
    let known = load(services, session, subject).await?;
    let rows = units(services, &known, opening.new_from).await?;
    let open = open(services, session, &known, rows);
    let purpose = Purpose::new(Area::Journal, opening.action);
    let now = services.clock.now();
    let noted = noted(services, session, &known, purpose, now, open.answer).await;
    let (_, entry) = noted.map_err(hide)?;
    Ok(Acting {
        subject: known.person,
        actor_name: session.person.display_name(),
        entry,
    })
}

/// What of a journal is open.
struct Open {
    answer: Result<Grant, Reason>,
    /// Whether it is open whichever unit wrote it, but for what is withheld.
    all_but_withheld: bool,
    parts: Parts,
    /// The only unit whose part is open, where an exception opens it.
    single: Option<UnitFacts>,
    units: Vec<UnitName>,
    withheld: Vec<UnitName>,
    new: u32,
}

async fn units(
    services: &Services,
    known: &Known,
    new_from: Timestamp,
) -> Result<Vec<JournalUnitRow>, Fault> {
    let rows = services.store.journal_units(known.person.id, new_from);
    Ok(rows.await?)
}

/// Decides at each unit. Open to one who may read it at no single unit, such as a guardian of a
/// small child, or to one who may at some of the units.
fn open(services: &Services, session: &Session, known: &Known, rows: Vec<JournalUnitRow>) -> Open {
    let ask = |unit| {
        let asked = question(services, session, known, Area::Journal, unit);
        decided(services, &asked)
    };
    let anywhere = ask(None);
    let mut answer = anywhere;
    let all = rows.len();
    let (mut parts, mut units, mut withheld, mut new) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for row in rows {
        match ask(Some(row.facts)) {
            Ok(grant) => {
                answer = answer.or(Ok(grant));
                parts.push(row.facts);
                units.push(row.name);
                new += row.new;
            }
            Err(_) if anywhere.is_ok() => withheld.push(row.name),
            // Of a unit that is closed to one who reads another's part nothing is told.
            Err(_) => {}
        }
    }
    let single = match parts[..] {
        [only] if anywhere.is_err() => Some(only),
        _ => None,
    };
    let parts = if anywhere.is_ok() && parts.len() == all {
        Parts::All
    } else {
        Parts::Of(parts.iter().map(|facts| facts.unit).collect())
    };
    Open {
        answer,
        all_but_withheld: anywhere.is_ok(),
        parts,
        single,
        units,
        withheld,
        new,
    }
}

async fn proof(
    services: &Services,
    session: &Session,
    known: Known,
    purpose: Purpose,
    open: &Open,
) -> Result<Reading, AccessError> {
    let now = services.clock.now();
    let noted = noted(services, session, &known, purpose, now, open.answer).await;
    let (grant, entry) = noted.map_err(hide)?;
    services.store.append(&entry).await.map_err(Fault::from)?;
    Ok(Reading {
        actor: session.person.id,
        subject: known.person,
        grant,
        colour: known.colour,
        parts: open.parts.clone(),
    })
}
