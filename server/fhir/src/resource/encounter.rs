//! Encounter: a visit or another contact.

use domain::journal::EntryKind;

use super::{Draft, Mapped, subject, units_and_who};
use crate::coded::{Concept, coding, members};
use crate::references::Source;
use crate::report::Stop;
use crate::standing::{self, Standing};
use crate::when::beginning;

/// HL7 v3 `ActEncounterCode` in Swedish.
const CLASSES: [(&str, &str); 8] = [
    ("AMB", "Besök"),
    ("EMER", "Akutbesök"),
    ("HH", "Hembesök"),
    ("IMP", "Vårdtillfälle"),
    ("ACUTE", "Vårdtillfälle"),
    ("NONAC", "Vårdtillfälle"),
    ("SS", "Dagvård"),
    ("VR", "Distanskontakt"),
];

pub(super) fn read<'a>(source: &Source<'a>) -> Result<Mapped<'a>, Stop> {
    let node = &source.node;
    let standing = standing::read(node, standing::ENCOUNTER)?;
    if standing == Standing::Withdrawn {
        return Ok(Mapped::Withdrawn);
    }
    let class = node.child("class")?;
    let class = class.ok_or_else(|| Stop::missing(node.at("class")))?;
    let class = coding(&class)?;
    let called = CLASSES.iter().find(|(code, _)| *code == class.code);
    let types = members(node, "type")?;
    let title = types.iter().find_map(Concept::words);
    let title = title.or_else(|| called.map(|(_, words)| (*words).to_owned()));
    let mut paragraphs = Vec::new();
    for reason in members(node, "reasonCode")? {
        paragraphs.extend(reason.words().map(|why| format!("Orsak: {why}")));
    }
    let mut there = Vec::from_iter(node.child("serviceProvider")?);
    for location in node.children("location")? {
        for part in ["status", "physicalType", "period"] {
            location.take(part);
        }
        there.extend(location.child("location")?);
    }
    for participant in node.children("participant")? {
        participant.take("type");
        participant.take("period");
        there.extend(participant.child("individual")?);
    }
    let (units, author) = units_and_who(source, &there)?;
    Ok(Mapped::Draft(Box::new(Draft {
        kind: EntryKind::Visit,
        signed: standing == Standing::Signed,
        title,
        happened: beginning(node, "period")?,
        paragraphs,
        values: Vec::new(),
        units,
        author,
        subject: subject(source, "subject")?,
        shows: Vec::new(),
    })))
}
