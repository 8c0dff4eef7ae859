//! Bundles as care systems send them: what becomes of every part.

#![expect(clippy::unwrap_used, reason = "a test: what goes wrong fails it")]

mod examples;
mod mutated;
mod rules;
mod whole;

use domain::personnummer::Personnummer;
use fhir::{Fate, Finding, Incoming, Item, Reading, Refusal, Severity};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

const VISIT: &str = include_str!("../data/besok.json");
const RESULTS: &str = include_str!("../data/prover.json");

/// The day on which they come.
fn today() -> Date {
    date(2026, 11, 22)
}

fn read(bundle: &Value) -> Result<Reading, Refusal> {
    fhir::read(bundle.to_string().as_bytes(), today())
}

fn visit() -> Value {
    serde_json::from_str(VISIT).unwrap()
}

fn results() -> Value {
    serde_json::from_str(RESULTS).unwrap()
}

/// A collection of one resource.
fn alone(resource: &Value) -> Value {
    json!({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": resource}]})
}

/// What becomes of it alone.
fn fate(resource: &Value) -> Item {
    let mut reading = read(&alone(resource)).unwrap();
    assert_eq!(reading.items.len(), 1);
    reading.items.remove(0)
}

fn entry(item: &Item) -> &Incoming {
    match &item.fate {
        Fate::Entry(entry) => entry,
        other => panic!("{}: {other:?}, {:?}", item.place, item.findings),
    }
}

/// Where something is wrong with it, and how.
fn refused(bundle: &Value) -> Vec<(String, &'static str)> {
    let refusal = read(bundle).unwrap_err();
    assert!(!refusal.unreadable);
    let told = |finding: Finding| (finding.place, finding.code.word());
    refusal.findings.into_iter().map(told).collect()
}

/// The places of what is not stored or shown.
fn left_out(item: &Item) -> Vec<&str> {
    let places = item
        .findings
        .iter()
        .filter(|one| one.text.contains("not stored or shown"));
    places.map(|one| one.place.as_str()).collect()
}

/// Why it is not stored.
fn why(item: &Item) -> Vec<&'static str> {
    let errors = item
        .findings
        .iter()
        .filter(|one| one.severity == Severity::Error);
    errors.map(|one| one.code.word()).collect()
}

/// A test person's number.
fn number(digits: &str) -> Personnummer {
    let known = include_str!("../../../../testdata/personnummer.txt");
    assert!(
        known.lines().any(|line| line == digits),
        "not a test person"
    );
    Personnummer::from_digits(digits).unwrap()
}

/// An observation of a test person, with what it needs.
fn observation() -> Value {
    json!({
        "resourceType": "Observation",
        "id": "1",
        "status": "final",
        "code": {"text": "Hb"},
        "subject": {"identifier": {
            "system": "http://electronichealth.se/identifier/personnummer",
            "value": "201206252395",
        }},
        "effectiveDateTime": "2026-10-05T10:10:00+02:00",
        "performer": [{"type": "Organization", "identifier": {
            "system": "urn:oid:1.2.752.29.4.19", "value": "SE2321000016-BVC1",
        }}],
        "valueQuantity": {"value": 118, "unit": "g/L"},
    })
}

/// The same, changed.
fn changed(change: impl FnOnce(&mut Value)) -> Value {
    let mut observation = observation();
    change(&mut observation);
    observation
}
