//! Whose journal it is: by personnummer only (R-I1), and by one only.

use domain::personnummer::{NumberError, Personnummer};

use crate::labels::{self, Label};
use crate::node::Node;
use crate::references::{Source, identified, identifiers};
use crate::report::{Code, Finding, Stop};

const PERSONNUMMER: &str = "http://electronichealth.se/identifier/personnummer";
/// Recognised, and not matched: they cannot log in here (R-I3, R-I4, R-L8).
const OTHERS: [(&str, &str); 2] = [
    (
        "http://electronichealth.se/identifier/samordningsnummer",
        "the patient has a samordningsnummer, which is not matched here (R-I3)",
    ),
    (
        "http://electronichealth.se/identifier/nationelltReservnummer",
        "the patient has a reservnummer, which is not matched here (R-I4)",
    ),
];

/// The patient of a `Reference`.
pub(crate) fn whom<'a>(source: &Source<'a>, reference: &Node<'a>) -> Result<Personnummer, Stop> {
    let place = reference.place();
    let target = source.follow(reference)?;
    if !target.may_be(&["Patient"]) {
        let why = "it is about something else than a patient";
        return Err(Stop::not_taken(Code::NotSupported, place, why));
    }
    let mut all = Vec::from_iter(target.identifier);
    if let Some((patient, _)) = &target.resource {
        if let Some(Label::Protected) = labels::of(source, patient)? {
            return Err(protected(place));
        }
        if patient.truth("active")? == Some(false) {
            let why = "the patient's record is not in use";
            return Err(Stop::not_taken(
                Code::NotSupported,
                patient.at("active"),
                why,
            ));
        }
        all.extend(identifiers(patient)?);
    }
    let mut numbers = Vec::new();
    for one in all.iter().filter(|one| one.system == PERSONNUMMER) {
        let number = Personnummer::parse(&one.value, source.today);
        numbers.push(number.map_err(|error| no_number(place, error))?);
    }
    numbers.sort_unstable();
    numbers.dedup();
    match numbers[..] {
        [number] => Ok(number),
        [] => {
            let has = |system: &str| all.iter().any(|one| one.system == system);
            let other = OTHERS.iter().find(|(system, _)| has(system));
            // It is somebody's, and not the one's in whose journal it may stand.
            let somebody = other.map(|(_, why)| Stop::undone(Code::NotFound, place, why));
            Err(somebody.unwrap_or_else(|| {
                let why = "the patient has no personnummer here";
                Stop::not_taken(Code::NotFound, place, why)
            }))
        }
        _ => {
            let why = "the patient has several personnummer that hold: whose it is can't be known";
            Err(Stop::not_taken(Code::NotFound, place, why))
        }
    }
}

/// What is said where the patient's identity is protected.
pub(crate) fn protected(place: &str) -> Stop {
    let why = "the patient's identity is protected: nothing of it is stored (R-G7)";
    Stop::not_taken(Code::Suppressed, place, why)
}

fn no_number(place: &str, error: NumberError) -> Stop {
    let why = match error {
        NumberError::Coordination => return Stop::undone(Code::NotFound, place, OTHERS[0].1),
        NumberError::Reserve => return Stop::undone(Code::NotFound, place, OTHERS[1].1),
        NumberError::Empty
        | NumberError::Shape
        | NumberError::Date
        | NumberError::Future
        | NumberError::Checksum => "what stands as a personnummer is none (R-I1)",
    };
    Stop::not_taken(Code::NotFound, place, why)
}

/// What is said of a Patient itself.
pub(crate) fn read_for_others(source: &Source<'_>) -> Result<(), Stop> {
    for one in source.node.children("identifier")? {
        identified(&one)?;
    }
    if let Some(Label::Protected) = labels::of(source, &source.node)? {
        let why = "the patient's identity is protected: what refers to it here is not stored or \
                   shown; for the rest the register's word holds (R-G7)";
        source.say(Finding::warning(Code::Suppressed, source.node.place(), why));
    }
    let why = "it is read to find the person; name, address and the like come from the register";
    source.say(Finding::remark(source.node.place(), why));
    Ok(())
}
