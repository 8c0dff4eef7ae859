//! Observation: a laboratory result, a measure of growth, or a note with values.

use domain::journal::{EntryKind, Value};

use super::{Draft, Mapped, notes, subject, units_and_who};
use crate::coded::{Concept, concept, measured, member, members};
use crate::node::Node;
use crate::place::contact;
use crate::references::Source;
use crate::report::Stop;
use crate::standing::{self, Standing};
use crate::when::{When, beginning, time};

/// LOINC and SNOMED CT codes of what growth curves have, by the names that the journal uses.
const GROWTH: [(&str, &[&str]); 3] = [
    ("Vikt", &["29463-7", "3141-9", "8335-2", "27113001"]),
    (
        "Längd",
        &[
            "8302-2",
            "8306-3",
            "3137-7",
            "8308-9",
            "50373000",
            "248333004",
        ],
    ),
    ("Huvudomfång", &["9843-4", "8287-5", "8289-1", "363812007"]),
];

pub(super) fn read<'a>(source: &Source<'a>) -> Result<Mapped<'a>, Stop> {
    let node = &source.node;
    let standing = standing::read(node, standing::OBSERVATION)?;
    if standing == Standing::Withdrawn {
        return Ok(Mapped::Withdrawn);
    }
    let categories = members(node, "category")?;
    let code = code(node)?;
    let growth = GROWTH.iter().find(|(_, codes)| code.is_any(codes));
    let of = |word: &str| categories.iter().any(|category| category.is_any(&[word]));
    let kind = if growth.is_some() {
        EntryKind::Growth
    } else if of("laboratory") || categories.is_empty() {
        EntryKind::LabResult
    } else {
        EntryKind::Note
    };
    let name = match growth {
        Some((name, _)) => Some((*name).to_owned()),
        None => code.words(),
    };
    let contact = contact(source, node.child("encounter")?)?;
    let (mut units, author) = units_and_who(source, &node.children("performer")?)?;
    units.extend(contact.units);
    let happened = effective(node)?.or(contact.began);
    let values = values(node, name.as_deref().unwrap_or("Värde"))?;
    Ok(Mapped::Draft(Box::new(Draft {
        kind,
        signed: standing == Standing::Signed,
        title: name,
        happened,
        paragraphs: notes(node)?,
        values,
        units,
        author,
        subject: subject(source, "subject")?,
        shows: Vec::new(),
    })))
}

/// `effective[x]`, else when it was issued: here and in reports.
pub(super) fn effective(node: &Node<'_>) -> Result<Option<When>, Stop> {
    // Each is read, so that the others do not count as unread.
    let all = [
        time(node, "effectiveDateTime")?,
        time(node, "effectiveInstant")?,
        beginning(node, "effectivePeriod")?,
        time(node, "issued")?,
    ];
    Ok(all.into_iter().flatten().next())
}

/// The `code`, which must be there.
pub(super) fn code<'a>(node: &Node<'a>) -> Result<Concept<'a>, Stop> {
    let code = member(node, "code")?;
    code.ok_or_else(|| Stop::missing(node.at("code")))
}

/// Its value, and those of its components.
fn values(node: &Node<'_>, name: &str) -> Result<Vec<Value>, Stop> {
    let mut values = Vec::from_iter(measured(node, name.to_owned())?);
    for component in node.children("component")? {
        let code = component.child("code")?;
        let code = code.ok_or_else(|| Stop::missing(component.at("code")))?;
        let name = concept(&code)?.words().unwrap_or_else(|| name.to_owned());
        values.extend(measured(&component, name)?);
    }
    Ok(values)
}
