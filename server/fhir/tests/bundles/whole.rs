//! Bundles of our own, whole.

use domain::journal::{EntryKind, Value as Measured};
use fhir::{BundleKind, Fate, Told, answer, outcome};
use serde_json::json;

use super::{VISIT, entry, left_out, number, read, results, today, visit};

fn value(name: &str, value: &str, unit: &str) -> Measured {
    Measured {
        name: name.to_owned(),
        value: value.to_owned(),
        unit: unit.to_owned(),
        reference: String::new(),
        outside: false,
    }
}

#[test]
fn a_visit_is_read_with_unit_author_and_time() {
    // As it is written: a number keeps its digits.
    let reading = fhir::read(VISIT.as_bytes(), today()).unwrap();
    assert_eq!(reading.kind, BundleKind::Transaction);
    let kinds: Vec<_> = reading.items.iter().map(|item| &item.fate).collect();
    assert!(kinds[..3].iter().all(|fate| **fate == Fate::Read));

    let [contact, note, weight] = [3, 4, 5].map(|nth| entry(&reading.items[nth]));
    for one in [contact, note, weight] {
        assert_eq!(one.patient, number("201206252395"));
        assert_eq!(
            one.units[0].to_string(),
            "urn:oid:1.2.752.29.4.19|SE2321000016-BVC1"
        );
        assert_eq!(one.author, "Karin Lind, barnsjuksköterska");
        assert!(one.signed);
    }
    assert_eq!(
        (contact.kind, contact.title.as_str(), contact.body.as_str()),
        (EntryKind::Visit, "Hälsobesök", "Orsak: tillväxtkontroll")
    );
    assert_eq!(contact.happened.to_string(), "2026-10-05T08:00:00Z");
    assert_eq!(
        (note.kind, note.title.as_str(), note.body.as_str()),
        (
            EntryKind::Note,
            "Besöksanteckning",
            "Växer i sin kurva.\n\nÅter om sex månader."
        )
    );
    assert_eq!(note.happened, contact.happened, "it is of the visit");
    assert_eq!(weight.kind, EntryKind::Growth);
    assert_eq!(weight.values, [value("Vikt", "45,80", "kg")]);
    assert_eq!(
        (weight.key.resource.as_str(), weight.key.id.as_str()),
        ("Observation", "id|vikt-1")
    );
    assert_eq!(
        left_out(&reading.items[5]),
        ["Bundle.entry[5].resource.device"]
    );
    assert_eq!(left_out(&reading.items[4]), [""; 0]);
    assert_eq!(left_out(&reading.items[3]), [""; 0]);
}

#[test]
fn a_report_shows_its_results_and_they_have_no_entry_of_their_own() {
    let reading = read(&results()).unwrap();
    assert_eq!(reading.kind, BundleKind::Collection);

    let report = entry(&reading.items[0]);
    assert_eq!(
        (report.kind, report.title.as_str(), report.body.as_str()),
        (EntryKind::LabResult, "Blodstatus", "Lätt sänkt Hb.")
    );
    let hb = Measured {
        reference: "110–150".to_owned(),
        outside: true,
        ..value("Hb", "108", "g/L")
    };
    assert_eq!(report.values, [hb]);
    assert_eq!(
        report.happened.to_string(),
        "2026-09-13T22:00:00Z",
        "the beginning of the day"
    );
    let said: Vec<_> = reading.items[0]
        .findings
        .iter()
        .map(|one| one.place.as_str())
        .collect();
    assert!(
        said.contains(&"Bundle.entry[0].resource.result[1]"),
        "not in the Bundle"
    );
    assert!(
        said.contains(&"Bundle.entry[0].resource.effectiveDateTime"),
        "no time of day"
    );
    assert_eq!(reading.items[1].fate, Fate::Read);

    let [diagnosis, medicine, vaccine, visit] = [2, 3, 4, 5].map(|nth| entry(&reading.items[nth]));
    assert_eq!(
        (
            diagnosis.kind,
            diagnosis.title.as_str(),
            diagnosis.body.as_str()
        ),
        (
            EntryKind::Diagnosis,
            "D50.9 Järnbristanemi, ospecificerad",
            "Status: pågående"
        )
    );
    assert_eq!(
        (
            medicine.kind,
            medicine.title.as_str(),
            medicine.body.as_str()
        ),
        (
            EntryKind::Medicine,
            "Niferex orala droppar 30 mg/ml",
            "2 ml 2 gånger dagligen"
        )
    );
    assert_eq!(medicine.values, [value("Status", "pågående", "")]);
    assert_eq!(
        (vaccine.kind, vaccine.title.as_str()),
        (
            EntryKind::Vaccination,
            "Vaccination mot humant papillomvirus (HPV)"
        )
    );
    let given = [
        value("Vaccin", "Gardasil 9", ""),
        value("Dos", "2", ""),
        value("Satsnummer", "GA3407", ""),
    ];
    assert_eq!(vaccine.values, given);
    assert_eq!(
        (visit.kind, visit.title.as_str(), visit.signed),
        (EntryKind::Visit, "Återbesök läkare", true)
    );
    assert_eq!(
        visit.happened.to_string(),
        "2026-12-14T08:30:00Z",
        "it is to come"
    );
}

#[test]
fn the_answer_tells_of_each_entry_in_its_order() {
    let reading = read(&visit()).unwrap();
    let told = |fate: &Fate| match fate {
        Fate::Entry(_) => Told::Created,
        _ => Told::Read,
    };
    let items: Vec<_> = reading
        .items
        .into_iter()
        .map(|item| (item.clone(), told(&item.fate)))
        .collect();
    let answer = answer(reading.kind, &items, &reading.findings);
    assert_eq!(answer["resourceType"], "Bundle");
    assert_eq!(answer["type"], "transaction-response");
    let answers = answer["entry"].as_array().unwrap();
    assert_eq!(answers.len(), 6);
    assert_eq!(answers[5]["response"]["status"], "201 Created");
    let issues = &answers[5]["response"]["outcome"]["issue"];
    assert_eq!(issues[0]["diagnostics"], "created");
    assert_eq!(
        issues[1]["expression"],
        json!(["Bundle.entry[5].resource.device"])
    );
    assert!(!answer.to_string().contains("2395"), "no number of anybody");

    let said = fhir::answer(BundleKind::Collection, &items, &[]);
    assert_eq!(said["resourceType"], "OperationOutcome");
    assert_eq!(
        outcome(&[])["issue"].as_array().unwrap().len(),
        1,
        "it has one at least"
    );
}

#[test]
fn reading_is_the_same_every_time() {
    for bundle in [visit(), results()] {
        assert_eq!(read(&bundle), read(&bundle));
    }
}
