//! `MedicationRequest`: a medicine that was prescribed. It is read only: what can be renewed here are our
//! own prescriptions (R-E3).

use domain::journal::EntryKind;

use super::{Draft, Mapped, notes, plain, subject, units_and_who};
use crate::coded::{member, members};
use crate::place::contact;
use crate::references::Source;
use crate::report::{Code, Stop};
use crate::standing::{self, Standing};
use crate::when::time;

/// Intents that are an order; the others are only thought of.
const ORDERS: [&str; 5] = [
    "order",
    "original-order",
    "reflex-order",
    "filler-order",
    "instance-order",
];
/// `MedicationRequest.status` in Swedish.
const COURSE: [(&str, &str); 4] = [
    ("active", "pågående"),
    ("on-hold", "tillfälligt uppehåll"),
    ("completed", "avslutad"),
    ("stopped", "utsatt"),
];

pub(super) fn read<'a>(source: &Source<'a>) -> Result<Mapped<'a>, Stop> {
    let node = &source.node;
    let standing = standing::read(node, standing::MEDICATION)?;
    if standing == Standing::Withdrawn {
        return Ok(Mapped::Withdrawn);
    }
    if !ORDERS.contains(&node.needed("intent")?) {
        let why = "it is not prescribed: a proposal, a plan or an option";
        return Err(Stop::undone(Code::NotSupported, node.at("intent"), why));
    }
    if node.truth("doNotPerform")? == Some(true) {
        let why = "it says what must not be given: as an entry it could be taken for a medicine";
        return Err(Stop::undone(
            Code::NotSupported,
            node.at("doNotPerform"),
            why,
        ));
    }
    members(node, "category")?;
    let contact = contact(source, node.child("encounter")?)?;
    let who: Vec<_> = node.child("requester")?.into_iter().collect();
    let (mut units, author) = units_and_who(source, &who)?;
    units.extend(contact.units);
    let mut paragraphs = Vec::new();
    for dosage in node.children("dosageInstruction")? {
        dosage.take("sequence");
        paragraphs.extend(dosage.text("text")?.map(str::to_owned));
        paragraphs.extend(dosage.text("patientInstruction")?.map(str::to_owned));
    }
    for reason in members(node, "reasonCode")? {
        paragraphs.extend(reason.words().map(|why| format!("Orsak: {why}")));
    }
    paragraphs.extend(notes(node)?);
    let status = node.needed("status")?;
    let course = COURSE.iter().find(|(code, _)| *code == status);
    let values = course.map(|(_, words)| plain("Status", *words));
    Ok(Mapped::Draft(Box::new(Draft {
        kind: EntryKind::Medicine,
        signed: standing == Standing::Signed,
        title: medicine(source)?,
        happened: time(node, "authoredOn")?.or(contact.began),
        paragraphs,
        values: Vec::from_iter(values),
        units,
        author,
        subject: subject(source, "subject")?,
        shows: Vec::new(),
    })))
}

fn medicine(source: &Source<'_>) -> Result<Option<String>, Stop> {
    if let Some(concept) = member(&source.node, "medicationCodeableConcept")? {
        return Ok(concept.words());
    }
    let Some(reference) = source.node.child("medicationReference")? else {
        return Err(Stop::missing(source.node.at("medication[x]")));
    };
    let target = source.follow(&reference)?;
    let code = match target.resource {
        Some((node, "Medication")) => member(&node, "code")?.and_then(|code| code.words()),
        _ => None,
    };
    Ok(code.or_else(|| target.display.map(str::to_owned)))
}
