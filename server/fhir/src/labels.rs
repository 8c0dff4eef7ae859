//! Security labels (`meta.security`): Swedish protected identity, and what the patient shall not see.

use crate::coded::coding;
use crate::node::Node;
use crate::references::Source;
use crate::report::{Code, Finding, Stop};

/// What a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// The person's identity is protected (R-G7).
    Protected,
    /// It is more secret than a journal that its patient reads online.
    Secret,
}

/// HL7 Sweden, base profiles 1.1.0. Whatever the system: one that is misspelt must not open anything.
const PROTECTED: [&str; 2] = ["sekretessmarkering", "skyddadFolkbokforing"];
/// HL7 v3 Confidentiality: restricted, very restricted; v3 `ActCode` NOPAT: not to the patient.
const SECRET: [&str; 3] = ["R", "V", "NOPAT"];
/// HL7 v3 Confidentiality: normal and below.
const USUAL: [&str; 4] = ["N", "M", "L", "U"];

/// What a resource's labels say, the strictest.
pub(crate) fn of(source: &Source<'_>, node: &Node<'_>) -> Result<Option<Label>, Stop> {
    read(node, &mut |finding| source.say(finding))
}

/// The same, with somewhere else to tell of labels that are not known.
pub(crate) fn read(node: &Node<'_>, say: &mut dyn FnMut(Finding)) -> Result<Option<Label>, Stop> {
    let Some(meta) = node.child("meta")? else {
        return Ok(None);
    };
    for part in ["id", "versionId", "lastUpdated", "source", "profile", "tag"] {
        meta.take(part);
    }
    let mut strictest = None;
    for label in meta.children("security")? {
        let code = coding(&label)?.code;
        match meaning(code) {
            Some(Label::Protected) => strictest = Some(Label::Protected),
            Some(Label::Secret) => strictest = strictest.or(Some(Label::Secret)),
            None if USUAL.contains(&code) => {}
            None => {
                let why = "it is a label that is not known here; it hides nothing";
                say(Finding::remark(label.place(), why));
            }
        }
    }
    Ok(strictest)
}

/// What a code says.
pub(crate) fn meaning(code: &str) -> Option<Label> {
    if PROTECTED.iter().any(|one| one.eq_ignore_ascii_case(code)) {
        Some(Label::Protected)
    } else {
        SECRET.contains(&code).then_some(Label::Secret)
    }
}

/// What is said of what is more secret than a journal that its patient reads online.
pub(crate) fn secret(place: &str) -> Stop {
    let why = "its security label keeps it from the patient: it is not shown";
    Stop::not_taken(Code::Suppressed, place, why)
}
