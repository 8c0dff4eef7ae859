//! Condition: a diagnosis.

use domain::journal::EntryKind;

use super::{Draft, Mapped, notes, subject, units_and_who};
use crate::coded::{Concept, member, members};
use crate::node::Node;
use crate::place::contact;
use crate::references::Source;
use crate::report::Stop;
use crate::standing::{self, Standing};
use crate::when::{When, beginning, time};

/// `Condition.clinicalStatus` in Swedish.
const COURSE: [(&str, &str); 6] = [
    ("active", "pågående"),
    ("recurrence", "har kommit tillbaka"),
    ("relapse", "återfall"),
    ("inactive", "inte pågående"),
    ("remission", "i vila"),
    ("resolved", "läkt eller avslutad"),
];

pub(super) fn read<'a>(source: &Source<'a>) -> Result<Mapped<'a>, Stop> {
    let node = &source.node;
    let standing = match member(node, "verificationStatus")? {
        // It says nothing of how sure it is, so nobody vouches for it.
        None => Standing::Unsigned,
        Some(status) => {
            let word = status.codings.first().map_or("", |coding| coding.code);
            standing::of(standing::CONDITION, word, &node.at("verificationStatus"))?
        }
    };
    if standing == Standing::Withdrawn {
        return Ok(Mapped::Withdrawn);
    }
    members(node, "category")?;
    let contact = contact(source, node.child("encounter")?)?;
    let who = [node.child("asserter")?, node.child("recorder")?];
    let who: Vec<_> = who.into_iter().flatten().collect();
    let (mut units, author) = units_and_who(source, &who)?;
    units.extend(contact.units);
    let recorded = time(node, "recordedDate")?;
    let onset = onset(node)?;
    let mut paragraphs = Vec::new();
    if let Some(course) = member(node, "clinicalStatus")? {
        let known = COURSE.iter().find(|(code, _)| course.is_any(&[*code]));
        let said = known.map(|(_, words)| (*words).to_owned());
        paragraphs.extend(
            said.or_else(|| course.words())
                .map(|said| format!("Status: {said}")),
        );
    }
    if let Some(onset) = onset.as_ref().filter(|_| recorded.is_some()) {
        let day = domain::age::local(onset.at).date();
        paragraphs.push(format!("Började: {day}"));
    }
    if let Some(said) = node.text("onsetString")? {
        paragraphs.push(format!("Började: {said}"));
    }
    paragraphs.extend(notes(node)?);
    let code = member(node, "code")?.unwrap_or_default();
    Ok(Mapped::Draft(Box::new(Draft {
        kind: EntryKind::Diagnosis,
        signed: standing == Standing::Signed,
        title: title(&code),
        happened: recorded.or(contact.began).or(onset),
        paragraphs,
        values: Vec::new(),
        units,
        author,
        subject: subject(source, "subject")?,
        shows: Vec::new(),
    })))
}

fn onset(node: &Node<'_>) -> Result<Option<When>, Stop> {
    let day = time(node, "onsetDateTime")?;
    let period = beginning(node, "onsetPeriod")?;
    Ok(day.or(period))
}

/// As Swedish journals write it: "G43.0 Migrän utan aura".
fn title(code: &Concept<'_>) -> Option<String> {
    let is_icd = |system: &str| system.to_ascii_lowercase().contains("icd-10");
    let mut codings = code.codings.iter();
    let Some(icd) = codings.find(|one| is_icd(one.system) && !one.code.is_empty()) else {
        return code.words();
    };
    let name = if icd.display.is_empty() {
        code.text
    } else {
        icd.display
    };
    // Some write the code into the name too.
    let name = name.strip_prefix(icd.code).unwrap_or(name).trim();
    Some(format!("{} {name}", icd.code).trim_end().to_owned())
}
