//! The demo as rows for the store.

use std::collections::HashMap;

use domain::id::{
    CertificateId, ClinicId, EntryId, MessageId, PersonId, PrescriptionId, PrincipalId, SlotId,
    StaffId, TemplateId, ThreadId, UnitId,
};
use domain::personnummer::Personnummer;
use domain::principal::Principal;
use domain::staff::Role;
use domain::template::Template;
use jiff::Timestamp;
use service::ports::store::{
    ClinicRow, SeedCertificate, SeedEntry, SeedMessage, SeedPrescription, SeedRows, SeedThread,
    SeedTime, StaffRow, UnitRow,
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
    let units = clinics(demo, &mut rows, &mut new_id);
    workforce(demo, &units, &mut rows, &person_id, &mut new_id);
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
    let unit_of = |key: &str| units.get(key).copied();
    add_templates(&mut rows, demo, unit_of, &mut new_id);
    add_remedies(&mut rows, demo, person_id, unit_of, new_id);
    rows
}

/// Care principals, clinics and units; gives the units by their keys.
fn clinics<'a>(
    demo: &'a Demo,
    rows: &mut SeedRows,
    new_id: &mut impl FnMut(Timestamp) -> Uuid,
) -> HashMap<&'a str, UnitId> {
    let mut units: HashMap<&str, UnitId> = HashMap::new();
    let mut principals: HashMap<&str, PrincipalId> = HashMap::new();
    for clinic in &demo.content.clinics {
        let principal = *principals.entry(&clinic.principal).or_insert_with(|| {
            let id = PrincipalId(new_id(Timestamp::UNIX_EPOCH));
            let name = clinic.principal.clone();
            rows.principals.push(Principal { id, name });
            id
        });
        let id = ClinicId(new_id(Timestamp::UNIX_EPOCH));
        rows.clinics.push(ClinicRow {
            id,
            name: clinic.name.clone(),
            phone: clinic.phone.clone(),
            principal: Some(principal),
        });
        for unit in &clinic.unit {
            let unit_id = UnitId(new_id(Timestamp::UNIX_EPOCH));
            units.insert(&unit.key, unit_id);
            rows.units.push(UnitRow {
                id: unit_id,
                clinic: id,
                name: unit.name.clone(),
                offers: unit.offers.clone(),
                category: unit.category,
                certificates: unit.certificates.clone(),
            });
        }
    }
    units
}

/// Who administers what, who works where, and the times that they have opened.
fn workforce(
    demo: &Demo,
    units: &HashMap<&str, UnitId>,
    rows: &mut SeedRows,
    person_id: &impl Fn(Personnummer) -> Option<PersonId>,
    new_id: &mut impl FnMut(Timestamp) -> Uuid,
) {
    for (number, name) in &demo.content.administrators {
        let principal = rows.principals.iter().find(|one| one.name == *name);
        let administers = principal.map(|one| one.id).zip(person_id(*number));
        rows.administrators.extend(administers);
    }
    // Who works at several units is one member of staff: the first id stays.
    let mut staff: HashMap<PersonId, StaffId> = HashMap::new();
    for (number, work) in &demo.content.staff {
        let (Some(person), Some(unit)) =
            (person_id(*number), units.get(work.unit.as_str()).copied())
        else {
            continue;
        };
        rows.staff.push(StaffRow {
            id: *staff
                .entry(person)
                .or_insert_with(|| StaffId(new_id(Timestamp::UNIX_EPOCH))),
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
    for time in &demo.content.times {
        let with = person_id(time.with).and_then(|person| staff.get(&person).copied());
        let (Some(with), Some(unit)) = (with, units.get(time.unit.as_str()).copied()) else {
            continue;
        };
        rows.times.push(SeedTime {
            id: SlotId(new_id(time.starts)),
            unit,
            with,
            kind: time.kind,
            title: time.title.clone(),
            starts: time.starts,
            ends: time.ends,
            allowed: time.allowed,
        });
    }
}

/// Texts for answers: each unit has its own, however alike they are at first.
fn add_templates(
    rows: &mut SeedRows,
    demo: &Demo,
    unit_of: impl Fn(&str) -> Option<UnitId>,
    new_id: &mut impl FnMut(Timestamp) -> Uuid,
) {
    for template in &demo.content.templates {
        for unit in template.units.iter().filter_map(|key| unit_of(key)) {
            let template = Template {
                version: 1,
                id: TemplateId(new_id(Timestamp::UNIX_EPOCH)),
                name: template.name.clone(),
                text: template.text.trim().to_owned(),
            };
            rows.templates.push((unit, template));
        }
    }
}

/// Prescriptions and certificates.
fn add_remedies(
    rows: &mut SeedRows,
    demo: &Demo,
    person_id: impl Fn(Personnummer) -> Option<PersonId>,
    unit_of: impl Fn(&str) -> Option<UnitId>,
    mut new_id: impl FnMut(Timestamp) -> Uuid,
) {
    for prescription in &demo.content.prescriptions {
        let (Some(person), Some(unit)) =
            (person_id(prescription.person), unit_of(&prescription.unit))
        else {
            continue;
        };
        rows.prescriptions.push(SeedPrescription {
            id: PrescriptionId(new_id(Timestamp::UNIX_EPOCH)),
            person,
            unit,
            medicine: prescription.medicine.clone(),
            prescribed: prescription.prescribed,
            valid_until: prescription.valid_until,
            left: prescription.left,
        });
    }
    for certificate in &demo.content.certificates {
        let (Some(person), Some(unit)) =
            (person_id(certificate.person), unit_of(&certificate.unit))
        else {
            continue;
        };
        rows.certificates.push(SeedCertificate {
            id: CertificateId(new_id(certificate.issued)),
            person,
            unit,
            kind: certificate.kind,
            issued: certificate.issued,
            issuer: certificate.issuer.clone(),
            text: certificate.text.clone(),
        });
    }
}
