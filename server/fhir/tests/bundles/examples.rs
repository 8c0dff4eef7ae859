//! HL7's own examples (npm `hl7.fhir.r4.examples`): each of the types that are read is taken or
//! reported, none of them is refused as if it were no FHIR, and none vanishes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fhir::{Fate, Severity};
use serde_json::{Value, json};

use super::today;

/// The types that are read, with how many examples there are at least.
const TYPES: [(&str, usize); 9] = [
    ("Appointment", 2),
    ("Condition", 5),
    ("DiagnosticReport", 5),
    ("DocumentReference", 1),
    ("Encounter", 5),
    ("Immunization", 3),
    ("MedicationRequest", 10),
    ("Observation", 30),
    ("Patient", 5),
];

/// Where `npm ci` in `end2end` puts them.
fn folder() -> PathBuf {
    // As it is called now: clones share what is built, so the one that built this may be gone.
    let own = std::env::var_os("CARGO_MANIFEST_DIR").expect("Cargo and nextest name it");
    Path::new(&own).join("../../end2end/node_modules/hl7.fhir.r4.examples")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for file in folder.read_dir().unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "json") {
            found.push(path);
        }
    }
}

fn examples() -> Vec<(String, Value)> {
    let folder = folder();
    assert!(
        folder.is_dir(),
        "HL7's examples are missing: run `npm ci` in end2end ({})",
        folder.display()
    );
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !TYPES
            .iter()
            .any(|(kind, _)| name.starts_with(&format!("{kind}-")))
        {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        all.push((name, serde_json::from_str(&text).unwrap()));
    }
    all
}

#[test]
fn every_example_is_taken_or_reported() {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, resource) in examples() {
        let kind = resource["resourceType"].as_str().unwrap().to_owned();
        *counted.entry(kind).or_default() += 1;
        let bundle = json!({
            "resourceType": "Bundle", "type": "collection", "entry": [{"resource": resource}],
        });
        let reading = match fhir::read(bundle.to_string().as_bytes(), today()) {
            Ok(reading) => reading,
            Err(refusal) => {
                wrong.push(format!("{name}: {:?}", refusal.findings));
                continue;
            }
        };
        let [item] = &reading.items[..] else {
            wrong.push(format!("{name}: {} items", reading.items.len()));
            continue;
        };
        let errors = item
            .findings
            .iter()
            .any(|one| one.severity == Severity::Error);
        let told = match item.fate {
            Fate::NotTaken | Fate::Undone(_) => errors,
            Fate::Entry(_) | Fate::Withdrawn(_) | Fate::Read => true,
        };
        if !told {
            wrong.push(format!("{name}: not taken, and nothing is said"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    for (kind, least) in TYPES {
        let found = counted.get(kind).copied().unwrap_or_default();
        assert!(found >= least, "{found} examples of {kind}");
    }
}

/// With a patient, a unit and a time that are known, most of them are entries.
#[test]
fn examples_of_somebody_known_are_entries() {
    let (mut entries, mut all) = (0, 0);
    for (name, mut resource) in examples() {
        let subject = match resource["resourceType"].as_str().unwrap() {
            "Patient" | "Appointment" => continue,
            "Immunization" => "patient",
            _ => "subject",
        };
        all += 1;
        resource[subject] = json!({"identifier": {
            "system": "http://electronichealth.se/identifier/personnummer",
            "value": "201206252395",
        }});
        let unit = json!({"type": "Organization", "identifier": {
            "system": "urn:oid:1.2.752.29.4.19", "value": "SE2321000016-BVC1",
        }});
        match resource["resourceType"].as_str().unwrap() {
            "Encounter" => {
                resource["serviceProvider"] = unit;
                let period = resource["period"].is_null();
                if period {
                    resource["period"] = json!({"start": "2026-10-05"});
                }
            }
            "DocumentReference" => {
                resource["custodian"] = unit;
                if resource["date"].is_null() {
                    resource["date"] = json!("2026-10-05T10:00:00Z");
                }
            }
            "Immunization" => resource["performer"] = json!([{"actor": unit}]),
            "Condition" => {
                resource["asserter"] = unit;
                resource["recordedDate"] = json!("2026-10-05");
            }
            "MedicationRequest" => {
                resource["requester"] = unit;
                resource["authoredOn"] = json!("2026-10-05");
            }
            _ => {
                resource["performer"] = json!([unit]);
                resource["issued"] = json!("2026-10-05T10:00:00Z");
            }
        }
        let bundle = json!({
            "resourceType": "Bundle", "type": "collection", "entry": [{"resource": resource}],
        });
        let reading = fhir::read(bundle.to_string().as_bytes(), today());
        let reading = reading.unwrap_or_else(|refusal| panic!("{name}: {:?}", refusal.findings));
        match &reading.items[0].fate {
            Fate::Entry(entry) => {
                entries += 1;
                assert!(!entry.title.is_empty(), "{name}");
            }
            Fate::NotTaken | Fate::Undone(_) | Fate::Withdrawn(_) => {}
            Fate::Read => panic!("{name}: read for nobody"),
        }
    }
    assert!(entries * 10 >= all * 7, "{entries} of {all}");
}
