//! The demo as rows for the store.

use std::collections::HashMap;

use domain::id::{ClinicId, EntryId, MessageId, PersonId, StaffId, ThreadId, UnitId};
use domain::personnummer::Personnummer;
use domain::staff::Role;
use jiff::Timestamp;
use service::ports::store::{
    ClinicRow, SeedEntry, SeedMessage, SeedRows, SeedThread, StaffRow, UnitRow,
};
use uuid::Uuid;

use crate::Demo;

/// Everything but the people, as rows for the store. `person_id` tells who is who; one whom it
/// does not know has no rows. `new_id` makes an id for what happened at a time; clinics and units
/// are made at the epoch.
pub fn rows(
    demo: &Demo,
    person_id: impl Fn(Personnummer) -> Option<PersonId>,
    mut new_id: impl FnMut(Timestamp) -> Uuid,
) -> SeedRows {
    let mut rows = SeedRows::default();
    let mut units: HashMap<&str, UnitId> = HashMap::new();
    for clinic in &demo.content.clinics {
        let id = ClinicId(new_id(Timestamp::UNIX_EPOCH));
        rows.clinics.push(ClinicRow {
            id,
            name: clinic.name.clone(),
            phone: clinic.phone.clone(),
        });
        for unit in &clinic.unit {
            let unit_id = UnitId(new_id(Timestamp::UNIX_EPOCH));
            units.insert(&unit.key, unit_id);
            rows.units.push(UnitRow {
                id: unit_id,
                clinic: id,
                name: unit.name.clone(),
                offers: unit.offers.clone(),
            });
        }
    }
    for (number, work) in &demo.content.staff {
        let (Some(person), Some(unit)) =
            (person_id(*number), units.get(work.unit.as_str()).copied())
        else {
            continue;
        };
        rows.staff.push(StaffRow {
            id: StaffId(new_id(Timestamp::UNIX_EPOCH)),
            person,
            title: work.title.clone(),
            unit,
            role: if work.in_charge {
                Role::InCharge
            } else {
                Role::Member
            },
        });
    }
    for thread in &demo.content.threads {
        let (Some(person), Some(unit)) = (
            person_id(thread.person),
            units.get(thread.unit.as_str()).copied(),
        ) else {
            continue;
        };
        let begun = thread
            .messages
            .first()
            .map_or(Timestamp::UNIX_EPOCH, |(_, at, _)| *at);
        let id = ThreadId(new_id(begun));
        let messages = thread
            .messages
            .iter()
            .map(|(author, written, body)| SeedMessage {
                id: MessageId(new_id(*written)),
                author: author.clone(),
                written: *written,
                body: body.clone(),
                files: Vec::new(),
            });
        rows.threads.push(SeedThread {
            id,
            person,
            unit,
            subject: thread.subject.clone(),
            unread: thread.unread,
            archived: thread.archived,
            messages: messages.collect(),
        });
    }
    for entry in &demo.content.entries {
        let (Some(person), Some(unit)) = (
            person_id(entry.person),
            units.get(entry.unit.as_str()).copied(),
        ) else {
            continue;
        };
        rows.entries.push(SeedEntry {
            id: EntryId(new_id(entry.happened)),
            person,
            unit,
            kind: entry.kind,
            title: entry.title.clone(),
            author: entry.author.clone(),
            happened: entry.happened,
            signed: entry.signed,
            body: entry.body.clone(),
            values: entry.values.clone(),
        });
    }
    rows
}
