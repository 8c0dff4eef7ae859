//! What is answered: an `OperationOutcome`, or a Bundle of answers to a Bundle of requests.

use serde_json::{Value, json};

use crate::incoming::{BundleKind, Item};
use crate::report::{Finding, Refusal};

/// What became of an entry of a Bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is a new entry of the journal.
    Created,
    /// It was there, and is another now.
    Updated,
    /// It was there, and is the same.
    Unchanged,
    /// It was there, and is not shown any more.
    Withdrawn,
    /// It is not to be shown, and was not.
    NotThere,
    /// It was read for the others.
    Read,
    /// It is not stored.
    NotStored,
}

impl Told {
    /// In a word, for a report that is read by people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Withdrawn => "withdrawn",
            Self::NotThere => "not there",
            Self::Read => "read",
            Self::NotStored => "not stored",
        }
    }

    fn status(self) -> &'static str {
        match self {
            Self::Created => "201 Created",
            Self::Updated | Self::Unchanged | Self::Read => "200 OK",
            Self::Withdrawn | Self::NotThere => "204 No Content",
            Self::NotStored => "422 Unprocessable Entity",
        }
    }
}

/// The answer to a Bundle that was taken: for a transaction or a batch one answer for each entry in
/// its order, for a collection one `OperationOutcome`.
pub fn answer(kind: BundleKind, items: &[(Item, Told)], findings: &[Finding]) -> Value {
    let kind = match kind {
        BundleKind::Transaction => "transaction-response",
        BundleKind::Batch => "batch-response",
        BundleKind::Collection => {
            let told = items.iter().flat_map(|(item, told)| said(item, *told));
            let all: Vec<_> = findings.iter().cloned().chain(told).collect();
            return outcome(&all);
        }
    };
    // What is said of the Bundle itself stands with the first: it has no other place.
    let mut of_bundle = findings.to_vec();
    let entry = |(item, told): &(Item, Told)| {
        let all: Vec<_> = of_bundle.drain(..).chain(said(item, *told)).collect();
        json!({"response": {"status": told.status(), "outcome": outcome(&all)}})
    };
    let entries: Vec<Value> = items.iter().map(entry).collect();
    json!({"resourceType": "Bundle", "type": kind, "entry": entries})
}

/// What became of an entry, and then what is said of its parts.
fn said(item: &Item, told: Told) -> Vec<Finding> {
    let first = Finding::remark(item.place.clone(), told.word());
    [first].into_iter().chain(item.findings.clone()).collect()
}

/// The answer to a Bundle that was refused whole.
pub fn refusal(refusal: &Refusal) -> Value {
    outcome(&refusal.findings)
}

/// An `OperationOutcome` (FHIR R4 §2.33). Where there is nothing to say it says that.
pub fn outcome(findings: &[Finding]) -> Value {
    let issue = |finding: &Finding| {
        let mut issue = json!({
            "severity": finding.severity.word(),
            "code": finding.code.word(),
            "diagnostics": finding.text,
        });
        if !finding.place.is_empty() {
            issue["expression"] = json!([finding.place]);
        }
        issue
    };
    let mut issues: Vec<Value> = findings.iter().map(issue).collect();
    if issues.is_empty() {
        issues.push(json!({
            "severity": "information",
            "code": "informational",
            "diagnostics": "the Bundle holds nothing",
        }));
    }
    json!({"resourceType": "OperationOutcome", "issue": issues})
}
