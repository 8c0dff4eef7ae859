//! What changes a resource's meaning in a way that is not known here.

use crate::json::Json;
use crate::node::Node;
use crate::report::{Code, Stop};

/// FHIR R4 §2.4.1, §2.1.27.1: who does not know a `modifierExtension` or `implicitRules` must not
/// process what has it. We know none.
pub(crate) fn modifiers(node: &Node<'_>) -> Result<(), Stop> {
    match find(node.json(), node.place()) {
        Some(place) => {
            let why = "it changes the meaning in a way that is not known here";
            Err(Stop::not_taken(Code::Extension, place, why))
        }
        None => Ok(()),
    }
}

fn find(json: &Json, place: &str) -> Option<String> {
    match json {
        Json::List(list) => {
            let mut all = list.iter().enumerate();
            all.find_map(|(nth, one)| find(one, &format!("{place}[{nth}]")))
        }
        Json::Object(members) => members.iter().find_map(|(name, one)| {
            let place = format!("{place}.{name}");
            match name.as_str() {
                "modifierExtension" | "implicitRules" => Some(place),
                _ => find(one, &place),
            }
        }),
        _ => None,
    }
}
