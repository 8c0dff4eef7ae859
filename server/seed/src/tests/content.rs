//! Inboxes and journals.

use std::collections::HashSet;

use domain::age::{self, LeapDay};
use domain::form::PAGE_SIZE;
use domain::inbox::Author;
use domain::prescription::is_too_old;
use domain::template::LONGEST_NAME;
use service::ports::store::SeedPrescription;
use uuid::Uuid;

use super::{PERSONNUMMER, SAMORDNINGSNUMMER, id_of, named, seeded, usual};
use crate::content::FILES;
use crate::rows;

/// R-G4, R-L10: a guardian writes until the child is 13, the child itself from then on.
#[test]
fn nobody_wrote_what_they_could_not_have_written() {
    let demo = usual();
    for thread in seeded(&demo).threads {
        let whose = demo
            .register
            .iter()
            .find(|r| id_of(r.number) == thread.person)
            .unwrap();
        for message in &thread.messages {
            let (day, subject) = (age::today(message.written), &thread.subject);
            let is_13 = age::has_reached(whose.born, 13, day, LeapDay::Feb28);
            match &message.author {
                Author::Staff(_) => {}
                Author::OtherGuardian | Author::Unnamed => {
                    panic!("{subject}: a guardian has a name")
                }
                Author::Subject(_) => assert!(is_13, "{subject}"),
                Author::Guardian(name) => {
                    let guardian = demo
                        .register
                        .iter()
                        .find(|record| record.name.as_ref().is_some_and(|own| own.full() == *name));
                    let custody = guardian
                        .unwrap()
                        .guardian_of
                        .iter()
                        .find(|c| c.child == whose.number);
                    let until = custody.expect(subject).until;
                    assert!(!is_13 && until.is_none_or(|last| day <= last), "{subject}");
                }
            }
        }
    }
}

#[test]
fn there_is_enough_to_page_through() {
    let demo = usual();
    let rows = seeded(&demo);
    let count = |given: &str| {
        let id = id_of(named(&demo, given).number);
        (
            rows.threads
                .iter()
                .filter(|t| t.person == id && !t.archived)
                .count(),
            rows.threads
                .iter()
                .filter(|t| t.person == id && t.archived)
                .count(),
            rows.entries.iter().filter(|e| e.person == id).count(),
        )
    };
    let (current, archived, entries) = count("Vilgot");
    assert!(current > PAGE_SIZE && archived > 10 && entries > 60);
    for child in ["Elsa", "Noor"] {
        let (current, archived, entries) = count(child);
        assert!((4..=12).contains(&(current + archived)) && archived > 0 && entries > 20);
    }
    assert!(rows.entries.iter().any(|entry| !entry.signed));
    assert!(
        rows.entries
            .iter()
            .flat_map(|entry| &entry.values)
            .any(|value| value.outside)
    );
}

#[test]
fn every_thread_and_entry_has_a_unit_and_a_person_and_ids_are_not_shared() {
    let demo = usual();
    let rows = seeded(&demo);
    assert_eq!((rows.clinics.len(), rows.units.len()), (3, 8));
    let units: HashSet<_> = rows.units.iter().map(|unit| unit.id).collect();
    let people: HashSet<_> = demo.register.iter().map(|r| id_of(r.number)).collect();
    assert!(
        rows.threads
            .iter()
            .all(|t| units.contains(&t.unit) && people.contains(&t.person))
    );
    assert!(
        rows.entries
            .iter()
            .all(|e| units.contains(&e.unit) && people.contains(&e.person))
    );
    assert_eq!(rows.threads.len(), demo.content.threads.len());
    assert_eq!(rows.entries.len(), demo.content.entries.len());
    let mut ids: Vec<Uuid> = rows.threads.iter().map(|thread| thread.id.0).collect();
    ids.extend(
        rows.threads
            .iter()
            .flat_map(|thread| &thread.messages)
            .map(|m| m.id.0),
    );
    ids.extend(rows.entries.iter().map(|entry| entry.id.0));
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
}

#[test]
fn one_whom_nobody_knows_has_no_rows() {
    let rows = rows(&usual(), |_| None, |_| Uuid::nil());
    assert!(rows.threads.is_empty() && rows.entries.is_empty() && rows.clinics.len() == 3);
    assert!(rows.prescriptions.is_empty() && rows.certificates.is_empty());
}

/// Of each sort that the page tells apart there is one to look at; one of the children has none.
#[test]
fn prescriptions_can_be_renewed_or_not() {
    let demo = usual();
    let rows = seeded(&demo);
    let today = age::today("2026-11-22T09:00:00Z".parse().unwrap());
    let of = |given: &str| {
        let id = id_of(named(&demo, given).number);
        let own = rows.prescriptions.iter().filter(move |p| p.person == id);
        own.collect::<Vec<_>>()
    };
    let vilgots = of("Vilgot");
    let units: HashSet<_> = vilgots.iter().map(|p| p.unit).collect();
    assert!(units.len() > 1, "of several units");
    assert!(vilgots.iter().any(|p| p.valid_until >= today));
    let ended = |p: &SeedPrescription| p.valid_until < today;
    let old = |p: &SeedPrescription| is_too_old(p.valid_until, today);
    assert!(vilgots.iter().any(|p| ended(p) && !old(p)));
    assert!(vilgots.iter().any(|p| old(p)));
    assert!(of("Gunnar").len() > 1 && of("Tuva").is_empty());
    assert_eq!(rows.prescriptions.len(), demo.content.prescriptions.len());
}

/// R-E6: what is seeded belongs to adults, who read it themselves.
#[test]
fn certificates_are_grown_ups() {
    let demo = usual();
    let rows = seeded(&demo);
    assert_eq!(rows.certificates.len(), demo.content.certificates.len());
    assert!(rows.certificates.len() > 1);
    let today = age::today("2026-11-22T09:00:00Z".parse().unwrap());
    for certificate in &rows.certificates {
        let whose = demo
            .register
            .iter()
            .find(|r| id_of(r.number) == certificate.person);
        let born = whose.unwrap().born;
        assert!(age::has_reached(born, 18, today, LeapDay::Feb28));
        assert!(!certificate.text.is_empty() && !certificate.issuer.is_empty());
    }
}

/// Every unit has some, and what the form would refuse is not seeded.
#[test]
fn every_unit_has_texts_for_answers() {
    let demo = usual();
    let rows = seeded(&demo);
    for unit in &rows.units {
        let own = rows.templates.iter().filter(|(of, _)| *of == unit.id);
        let names: HashSet<_> = own.map(|(_, template)| template.name.as_str()).collect();
        assert!(names.len() > 1, "{}", unit.name);
    }
    let named: usize = demo.content.templates.iter().map(|t| t.units.len()).sum();
    assert_eq!(rows.templates.len(), named, "every key is a unit's");
    for (_, template) in &rows.templates {
        assert!(template.name.chars().count() <= LONGEST_NAME);
        assert!(!template.text.contains(['{', '}']));
    }
}

#[test]
fn texts_are_calm_and_filled_in() {
    let files = FILES.iter().map(|(_, text)| *text);
    let others = [
        include_str!("../../data/people.toml"),
        include_str!("../../data/clinics.toml"),
        include_str!("../../data/templates.toml"),
    ];
    assert!(files.chain(others).all(|text| !text.contains('!')));
    for thread in seeded(&usual()).threads {
        for message in thread.messages {
            assert!(!message.body.contains(['{', '}']), "{}", thread.subject);
            assert_eq!(message.body, message.body.trim());
        }
    }
}

#[test]
fn days_in_texts_are_working_days_written_out() {
    let demo = usual();
    let visit = seeded(&demo)
        .threads
        .into_iter()
        .find(|t| t.subject.starts_with("Hembesök: "));
    let body = visit.unwrap().messages.remove(0).body;
    assert!(
        body.contains("hem till er onsdag 25 november 2026 klockan 10.00"),
        "{body}"
    );
}

#[test]
fn phone_numbers_are_kept_free_for_fiction() {
    let free = [
        "040-628 04 ",
        "031-390 06 ",
        "08-465 004 ",
        "0980-319 2",
        "070-174 06 ",
    ];
    for clinic in seeded(&usual()).clinics {
        assert!(
            free.iter().any(|series| clinic.phone.starts_with(series)),
            "{}",
            clinic.name
        );
    }
}

#[test]
fn no_data_file_holds_a_number_that_is_no_test_number() {
    let known = |digits: &str| {
        PERSONNUMMER
            .lines()
            .chain(SAMORDNINGSNUMMER.lines())
            .any(|line| line == digits)
    };
    let people = include_str!("../../data/people.toml");
    for text in FILES.iter().map(|(_, text)| *text).chain([people]) {
        let long = text
            .split(|c: char| !c.is_ascii_digit() && c != '-')
            .filter(|run| run.bytes().filter(u8::is_ascii_digit).count() >= 10);
        for run in long {
            assert!(
                known(run),
                "a number of ten digits or more that is no test number"
            );
        }
    }
}
