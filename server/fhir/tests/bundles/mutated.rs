//! Bundles of which anything is missing, or is something else: whatever comes, nothing panics and
//! nothing vanishes.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{read, results, visit};

/// How many values there are.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Puts something else where the `nth` value stands; none: it is taken away.
fn change(value: &mut Value, nth: &mut usize, with: Option<&Value>) {
    match value {
        Value::Array(list) => {
            let mut at = 0;
            while at < list.len() {
                if *nth == 0 {
                    *nth = usize::MAX;
                    match with {
                        Some(with) => list[at] = with.clone(),
                        None => drop(list.remove(at)),
                    }
                    return;
                }
                *nth -= 1;
                change(&mut list[at], nth, with);
                at += 1;
            }
        }
        Value::Object(members) => {
            let names: Vec<_> = members.keys().cloned().collect();
            for name in names {
                if *nth == 0 {
                    *nth = usize::MAX;
                    match with {
                        Some(with) => members.insert(name, with.clone()),
                        None => members.remove(&name),
                    };
                    return;
                }
                *nth -= 1;
                if let Some(member) = members.get_mut(&name) {
                    change(member, nth, with);
                }
            }
        }
        _ => {}
    }
}

fn anything() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        prop_oneof![
            Just(Value::Null),
            Just(json!({})),
            Just(json!([])),
            Just(json!([null, {}, "x"])),
            Just(json!({"reference": "#p"})),
            Just(json!({"reference": "Organization/bvc-ugglan"})),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
            "[0-9T:+-]{0,30}".prop_map(Value::from),
        ]
        .prop_map(Some)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_panics_and_nothing_vanishes(
        laboratory in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), anything()), 1..6),
    ) {
        let mut bundle = if laboratory { results() } else { visit() };
        for (place, with) in &changes {
            let mut nth = place.index(count(&bundle));
            change(&mut bundle, &mut nth, with.as_ref());
        }
        let entries = bundle["entry"].as_array().map_or(0, Vec::len);
        match read(&bundle) {
            Ok(reading) => {
                prop_assert_eq!(reading.items.len(), entries);
                prop_assert_eq!(Ok(reading), read(&bundle));
            }
            Err(refusal) => prop_assert!(!refusal.findings.is_empty()),
        }
    }

    #[test]
    fn whatever_bytes_come_nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = fhir::read(&bytes, super::today());
    }
}
