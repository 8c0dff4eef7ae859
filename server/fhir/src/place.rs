//! Which unit it is, and who wrote it.

use crate::coded::{Concept, members};
use crate::incoming::Identifier;
use crate::node::Node;
use crate::references::{Source, identifiers};
use crate::report::Stop;
use crate::when::{When, beginning};

/// A unit is at most so many references away: a role, its place, that place's organization.
const FARTHEST: usize = 4;

/// The identifiers of the unit that a `Reference` leads to, the nearest first; of what is no unit, none.
pub(crate) fn unit<'a>(source: &Source<'a>, reference: &Node<'a>) -> Result<Vec<Identifier>, Stop> {
    let mut found = Vec::new();
    collect(source, reference, FARTHEST, &mut found)?;
    Ok(found)
}

fn collect<'a>(
    source: &Source<'a>,
    reference: &Node<'a>,
    farthest: usize,
    found: &mut Vec<Identifier>,
) -> Result<(), Stop> {
    const UNITS: [&str; 3] = ["Organization", "Location", "HealthcareService"];
    if farthest == 0 {
        return Ok(());
    }
    let target = source.follow(reference)?;
    if target.may_be(&UNITS) {
        found.extend(target.identifier);
    }
    let Some((resource, kind)) = target.resource else {
        return Ok(());
    };
    if UNITS.contains(&kind) {
        found.extend(identifiers(&resource)?);
    }
    let onward: &[&str] = match kind {
        "PractitionerRole" => &["organization"],
        "Location" => &["managingOrganization"],
        "HealthcareService" => &["providedBy"],
        _ => &[],
    };
    for name in onward {
        if let Some(next) = resource.child(name)? {
            collect(source, &next, farthest - 1, found)?;
        }
    }
    Ok(())
}

/// An Encounter that a resource belongs to.
#[derive(Default)]
pub(crate) struct Contact {
    /// The unit's identifiers.
    pub(crate) units: Vec<Identifier>,
    /// When it began.
    pub(crate) began: Option<When>,
}

/// The Encounter of a `Reference`, where it is in the Bundle.
pub(crate) fn contact<'a>(
    source: &Source<'a>,
    reference: Option<Node<'a>>,
) -> Result<Contact, Stop> {
    let Some(reference) = reference else {
        return Ok(Contact::default());
    };
    let target = source.follow(&reference)?;
    let Some((encounter, "Encounter")) = target.resource else {
        return Ok(Contact::default());
    };
    let provider = encounter.child("serviceProvider")?;
    let units = provider
        .map(|provider| unit(source, &provider))
        .transpose()?;
    Ok(Contact {
        units: units.unwrap_or_default(),
        began: beginning(&encounter, "period")?,
    })
}

/// Who a `Reference` leads to: name and role; nobody where it is no person who works there.
pub(crate) fn who<'a>(source: &Source<'a>, reference: &Node<'a>) -> Result<Option<String>, Stop> {
    let target = source.follow(reference)?;
    let display = target.display.map(str::to_owned);
    let may_work = target.may_be(&["Practitioner", "PractitionerRole"]);
    Ok(match target.resource {
        Some((node, "Practitioner")) => name(&node)?.or(display),
        Some((node, "PractitionerRole")) => {
            let role = members(&node, "code")?.iter().find_map(Concept::words);
            let person = match node.child("practitioner")? {
                Some(person) => practitioner(source, &person)?,
                None => None,
            };
            match (person.or(display), role) {
                (Some(person), Some(role)) => Some(format!("{person}, {role}")),
                (person, role) => person.or(role),
            }
        }
        Some(_) => None,
        None => display.filter(|_| may_work),
    })
}

fn practitioner<'a>(source: &Source<'a>, reference: &Node<'a>) -> Result<Option<String>, Stop> {
    let target = source.follow(reference)?;
    let name = match target.resource {
        Some((node, "Practitioner")) => name(&node)?,
        _ => None,
    };
    Ok(name.or_else(|| target.display.map(str::to_owned)))
}

/// The name that holds: as it is written, or put together.
fn name(person: &Node<'_>) -> Result<Option<String>, Stop> {
    for name in person.children("name")? {
        if name.text("use")? == Some("old") {
            continue;
        }
        name.take("period");
        let parts = [
            name.texts("prefix")?,
            name.texts("given")?,
            Vec::from_iter(name.text("family")?),
            name.texts("suffix")?,
        ];
        let whole = name.text("text")?.map(str::to_owned);
        let together = parts.concat().join(" ");
        if let Some(name) = whole.or(Some(together).filter(|name| !name.is_empty())) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
