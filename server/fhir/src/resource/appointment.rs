//! Appointment: a visit that is to come, or that has been. It is read only: what is booked, moved and
//! cancelled here are our own times (R-E1, R-E2).

use domain::journal::EntryKind;

use super::{Draft, Mapped, units_and_who};
use crate::coded::{Concept, member, members};
use crate::references::Source;
use crate::report::{Code, Stop};
use crate::standing::{self, Standing};
use crate::when::{When, time};

pub(super) fn read<'a>(source: &Source<'a>) -> Result<Mapped<'a>, Stop> {
    let node = &source.node;
    let standing = standing::read(node, standing::APPOINTMENT)?;
    if standing == Standing::Withdrawn {
        return Ok(Mapped::Withdrawn);
    }
    let (mut patients, mut others) = (Vec::new(), Vec::new());
    for participant in node.children("participant")? {
        for part in ["type", "required", "status", "period"] {
            participant.take(part);
        }
        let Some(actor) = participant.child("actor")? else {
            continue;
        };
        let target = source.follow(&actor)?;
        let is_patient = target
            .resource
            .as_ref()
            .map(|(_, kind)| *kind)
            .or(target.kind);
        if is_patient == Some("Patient") {
            patients.push(actor);
        } else {
            others.push(actor);
        }
    }
    let mut patients = patients.into_iter();
    let (Some(subject), None) = (patients.next(), patients.next()) else {
        let why = "it is not of one patient, so it can't be known whose it is";
        return Err(Stop::not_taken(
            Code::NotSupported,
            node.at("participant"),
            why,
        ));
    };
    let (units, author) = units_and_who(source, &others)?;
    let kind = member(node, "appointmentType")?.and_then(|kind| kind.words());
    let services = members(node, "serviceType")?;
    let service = services.iter().find_map(Concept::words);
    let description = node.text("description")?.map(str::to_owned);
    let mut names = [description, service, kind].into_iter().flatten();
    let title = names.next();
    let mut paragraphs: Vec<_> = names.collect();
    paragraphs.extend(node.text("patientInstruction")?.map(str::to_owned));
    for reason in members(node, "reasonCode")? {
        paragraphs.extend(reason.words().map(|why| format!("Orsak: {why}")));
    }
    let wanted = wished(source)?;
    time(node, "end")?;
    time(node, "created")?;
    Ok(Mapped::Draft(Box::new(Draft {
        kind: EntryKind::Visit,
        signed: standing == Standing::Signed,
        title,
        happened: time(node, "start")?.or(wanted),
        paragraphs,
        values: Vec::new(),
        units,
        author,
        subject,
        shows: Vec::new(),
    })))
}

/// When it is wished for, as long as it has no time.
fn wished(source: &Source<'_>) -> Result<Option<When>, Stop> {
    let node = &source.node;
    if node.has("start") {
        return Ok(None);
    }
    let mut first = None;
    for period in node.children("requestedPeriod")? {
        let start = time(&period, "start")?;
        time(&period, "end")?;
        first = first.or(start);
    }
    Ok(first)
}
