//! Immunization: a vaccination that was given.

use domain::journal::EntryKind;

use super::{Draft, Mapped, notes, plain, subject, units_and_who};
use crate::coded::{Concept, member, members, swedish};
use crate::place::contact;
use crate::references::Source;
use crate::report::{Code, Stop};
use crate::standing::{self, Standing};
use crate::when::time;

pub(super) fn read<'a>(source: &Source<'a>) -> Result<Mapped<'a>, Stop> {
    let node = &source.node;
    match standing::read(node, standing::IMMUNIZATION)? {
        Standing::Withdrawn => return Ok(Mapped::Withdrawn),
        Standing::NotDone => {
            let why = "it was not given: as an entry it could be taken for one that was";
            return Err(Stop::undone(Code::NotSupported, node.at("status"), why));
        }
        Standing::Signed | Standing::Unsigned => {}
    }
    let vaccine = member(node, "vaccineCode")?;
    let vaccine = vaccine.ok_or_else(|| Stop::missing(node.at("vaccineCode")))?;
    let contact = contact(source, node.child("encounter")?)?;
    let mut actors = Vec::new();
    for performer in node.children("performer")? {
        performer.take("function");
        actors.extend(performer.child("actor")?);
    }
    actors.extend(node.child("location")?);
    let (mut units, author) = units_and_who(source, &actors)?;
    units.extend(contact.units);
    let given = time(node, "occurrenceDateTime")?;
    let recorded = time(node, "recorded")?;
    let mut paragraphs = Vec::new();
    if let Some(said) = node.text("occurrenceString")? {
        paragraphs.push(format!("Given: {said}"));
    }
    if node.truth("isSubpotent")? == Some(true) {
        paragraphs.push("Dosen räknas inte som fullgod.".to_owned());
    }
    paragraphs.extend(notes(node)?);
    let (mut against, mut doses) = (Vec::new(), Vec::new());
    for protocol in node.children("protocolApplied")? {
        let number = protocol.number("doseNumberPositiveInt")?.map(swedish);
        let text = protocol.text("doseNumberString")?.map(str::to_owned);
        doses.extend(number.or(text));
        let diseases = members(&protocol, "targetDisease")?;
        against.extend(diseases.iter().filter_map(Concept::words));
    }
    let mut values = Vec::new();
    values.extend(vaccine.words().map(|words| plain("Vaccin", words)));
    values.extend(doses.into_iter().map(|dose| plain("Dos", dose)));
    values.extend(node.text("lotNumber")?.map(|lot| plain("Satsnummer", lot)));
    let site = member(node, "site")?.and_then(|site| site.words());
    values.extend(site.map(|site| plain("Plats", site)));
    let title = match against[..] {
        [] => vaccine.words(),
        _ => Some(format!("Vaccination mot {}", against.join(", "))),
    };
    Ok(Mapped::Draft(Box::new(Draft {
        kind: EntryKind::Vaccination,
        signed: true,
        title,
        happened: given.or(recorded).or(contact.began),
        paragraphs,
        values,
        units,
        author,
        subject: subject(source, "patient")?,
        shows: Vec::new(),
    })))
}
