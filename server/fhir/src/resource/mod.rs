//! From a resource to an entry of the journal: a file for each type, and here what they share.

mod appointment;
mod condition;
mod document;
mod encounter;
mod immunization;
mod medication;
mod observation;
mod refused;
mod report;

pub(crate) use refused::modifiers;

use domain::journal::{EntryKind, Value};

use crate::html::tidy;
use crate::incoming::{Fate, Identifier, Incoming};
use crate::labels::{self, Label};
use crate::node::Node;
use crate::patient::{self, whom};
use crate::place::{unit, who};
use crate::references::Source;
use crate::report::{Code, Finding, Stop};
use crate::when::When;
use crate::{key, narrative};

/// What is taken as an entry, as a type of FHIR.
pub(crate) const TYPES: [&str; 8] = [
    "Appointment",
    "Condition",
    "DiagnosticReport",
    "DocumentReference",
    "Encounter",
    "Immunization",
    "MedicationRequest",
    "Observation",
];
/// Headings and names are no longer, in characters.
const LONGEST_LINE: usize = 300;

/// What a resource says, before it is known whose it is.
pub(crate) struct Draft<'a> {
    pub(crate) kind: EntryKind,
    pub(crate) signed: bool,
    /// None: what its kind is called.
    pub(crate) title: Option<String>,
    pub(crate) happened: Option<When>,
    pub(crate) paragraphs: Vec<String>,
    pub(crate) values: Vec<Value>,
    pub(crate) units: Vec<Identifier>,
    pub(crate) author: Option<String>,
    /// The `Reference` to the patient.
    pub(crate) subject: Node<'a>,
    /// Other resources that it shows, by their places.
    pub(crate) shows: Vec<String>,
}

/// What a resource is read as.
pub(crate) enum Mapped<'a> {
    Draft(Box<Draft<'a>>),
    /// It is not shown.
    Withdrawn,
    /// It is read for others.
    Helper,
}

/// A resource's fate, and the places of others that it shows.
pub(crate) fn map(source: &Source<'_>) -> Result<(Fate, Vec<String>), Stop> {
    let draft = match draft(source) {
        Ok(Mapped::Draft(draft)) => draft,
        Ok(Mapped::Withdrawn) => return Ok((Fate::Withdrawn(key::of(source)?), Vec::new())),
        Ok(Mapped::Helper) => return Ok((Fate::Read, Vec::new())),
        Err(stop) => return Ok((hidden(source, stop)?, Vec::new())),
    };
    let key = key::of(source)?;
    let patient = match whom(source, &draft.subject) {
        Ok(patient) => patient,
        Err(stop) => return Ok((hidden(source, stop)?, Vec::new())),
    };
    let node = &source.node;
    let happened = draft.happened.ok_or_else(|| {
        let why = "it says no time at which it happened";
        Stop::not_taken(Code::Required, node.place(), why)
    })?;
    if !happened.exact {
        let why = "the time of day is not known: it is shown as the beginning of the day";
        source.say(Finding::remark(happened.place, why));
    }
    if draft.units.is_empty() {
        let why = "it does not say at which unit: no organization with an identifier";
        return Err(Stop::not_taken(Code::Required, node.place(), why));
    }
    let mut body = draft.paragraphs;
    if body.is_empty() && draft.values.is_empty() {
        body.extend(narrative::read(source)?);
    }
    narrative::leave(source)?;
    node.take("language");
    let incoming = Incoming {
        key,
        patient,
        units: draft.units,
        kind: draft.kind,
        title: line(draft.title.as_deref().unwrap_or_default())
            .unwrap_or_else(|| called(draft.kind).to_owned()),
        author: draft
            .author
            .and_then(|name| line(&name))
            .unwrap_or_default(),
        happened: happened.at,
        signed: draft.signed,
        body: tidy(&body.join("\n\n")),
        values: draft.values.into_iter().filter_map(clean).collect(),
    };
    Ok((Fate::Entry(Box::new(incoming)), draft.shows))
}

/// What a resource says, if it may be shown.
pub(crate) fn draft<'a>(source: &Source<'a>) -> Result<Mapped<'a>, Stop> {
    if TYPES.contains(&source.resource) {
        // First: what may not be shown is taken away, whatever else there is to say of it.
        match labels::of(source, &source.node)? {
            None => {}
            Some(Label::Protected) => return Err(patient::protected(source.node.place())),
            Some(Label::Secret) => return Err(labels::secret(source.node.place())),
        }
    }
    modifiers(&source.node)?;
    match source.resource {
        "Patient" => {
            patient::read_for_others(source)?;
            Ok(Mapped::Helper)
        }
        "Organization" | "Practitioner" | "PractitionerRole" | "Location" | "HealthcareService"
        | "Medication" => {
            let why = "it is read for what refers to it";
            source.say(Finding::remark(source.node.place(), why));
            Ok(Mapped::Helper)
        }
        "Appointment" => appointment::read(source),
        "Condition" => condition::read(source),
        "DiagnosticReport" => report::read(source),
        "DocumentReference" => document::read(source),
        "Encounter" => encounter::read(source),
        "Immunization" => immunization::read(source),
        "MedicationRequest" => medication::read(source),
        "Observation" => observation::read(source),
        _ => {
            let why = "resources of this type are not taken here";
            Err(Stop::not_taken(
                Code::NotSupported,
                source.node.place(),
                why,
            ))
        }
    }
}

/// What may not be shown, and what holds no more, is taken away where it was shown before; other
/// reasons leave all as it is.
fn hidden(source: &Source<'_>, stop: Stop) -> Result<Fate, Stop> {
    match stop {
        Stop::NotTaken(finding) if finding.code == Code::Suppressed => {
            let key = key::of(source)?;
            source.say(finding);
            Ok(Fate::Withdrawn(key))
        }
        Stop::Undone(finding) => {
            source.say(finding);
            Ok(Fate::Undone(key::of(source)?))
        }
        stop => Err(stop),
    }
}

/// What an entry of a kind is called, where nothing says it.
fn called(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Note => "Anteckning",
        EntryKind::Diagnosis => "Diagnos",
        EntryKind::Vaccination => "Vaccination",
        EntryKind::Growth => "Tillväxt",
        EntryKind::LabResult => "Provsvar",
        EntryKind::Medicine => "Läkemedel",
        EntryKind::Referral => "Remiss",
        EntryKind::Visit => "Besök",
    }
}

/// A text as one line, without what can't be printed.
fn line(text: &str) -> Option<String> {
    let line = tidy(text).replace('\n', " ");
    let line: String = line.chars().take(LONGEST_LINE).collect();
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

fn clean(value: Value) -> Option<Value> {
    Some(Value {
        name: line(&value.name)?,
        value: line(&value.value)?,
        unit: line(&value.unit).unwrap_or_default(),
        reference: line(&value.reference).unwrap_or_default(),
        outside: value.outside,
    })
}

/// A value without unit and range.
fn plain(name: &str, value: impl Into<String>) -> Value {
    Value {
        name: name.to_owned(),
        value: value.into(),
        unit: String::new(),
        reference: String::new(),
        outside: false,
    }
}

/// The texts of `note`: `Annotation`.
fn notes(node: &Node<'_>) -> Result<Vec<String>, Stop> {
    let mut texts = Vec::new();
    for note in node.children("note")? {
        note.take("time");
        texts.extend(note.text("text")?.map(str::to_owned));
    }
    Ok(texts)
}

/// The units that these lead to, and the first person among them.
fn units_and_who<'a>(
    source: &Source<'a>,
    references: &[Node<'a>],
) -> Result<(Vec<Identifier>, Option<String>), Stop> {
    let (mut units, mut person) = (Vec::new(), None);
    for reference in references {
        units.extend(unit(source, reference)?);
        // Each is asked, so that nothing counts as unread.
        let name = who(source, reference)?;
        person = person.or(name);
    }
    Ok((units, person))
}

/// The reference to the patient, which must be there.
fn subject<'a>(source: &Source<'a>, name: &str) -> Result<Node<'a>, Stop> {
    let child = source.node.child(name)?;
    child.ok_or_else(|| {
        let why = "it does not say whose it is";
        Stop::not_taken(Code::Required, source.node.at(name), why)
    })
}
