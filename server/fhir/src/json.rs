//! JSON as FHIR needs it: a number keeps its digits ("4.10" is another precision than "4.1", FHIR R4
//! §2.24.0.1), and a name that stands twice in an object is refused (§2.6.2). The parsing is `serde_json`'s.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Deeper than any resource; every level is looked through once more.
const DEEPEST: usize = 40;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Json>),
    /// In its own order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The member with this name, where this is an object that has one.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let found = members.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value)
    }

    /// The text, where this is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The members of an object or a list.
    pub(crate) fn list(&self) -> &[Self] {
        match self {
            Self::List(list) => list,
            _ => &[],
        }
    }
}

/// Reads JSON; the error says where, and nothing of what stands there.
pub(crate) fn parse(bytes: &[u8]) -> Result<Json, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        format!("it is not JSON: line {line}, column {column}")
    })?;
    build(raw, 0)
}

fn build(raw: &RawValue, depth: usize) -> Result<Json, String> {
    if depth > DEEPEST {
        return Err("its objects stand too deep within each other".to_owned());
    }
    let text = raw.get();
    let unreadable = |_| "it is not JSON: a text in it can't be read".to_owned();
    Ok(match text.as_bytes().first() {
        Some(b'{') => {
            let Members(members) = serde_json::from_str(text).map_err(unreadable)?;
            let mut names = HashSet::new();
            let mut object = Vec::with_capacity(members.len());
            for (name, raw) in members {
                if !names.insert(name.clone()) {
                    return Err("a name stands twice in an object".to_owned());
                }
                object.push((name, build(raw, depth + 1)?));
            }
            Json::Object(object)
        }
        Some(b'[') => {
            let list: Vec<&RawValue> = serde_json::from_str(text).map_err(unreadable)?;
            let list = list.into_iter().map(|raw| build(raw, depth + 1));
            Json::List(list.collect::<Result<_, _>>()?)
        }
        Some(b'"') => Json::Text(serde_json::from_str(text).map_err(unreadable)?),
        Some(b't') => Json::Bool(true),
        Some(b'f') => Json::Bool(false),
        Some(b'n') => Json::Null,
        _ => Json::Number(text.to_owned()),
    })
}

/// An object's members, each as it is written.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_and_members_their_order() {
        let read = parse("{\"b\": 4.10, \"a\": [1e3, -0, null, true, \"å\\u00e4\"]}".as_bytes());
        let number = |text: &str| Json::Number(text.to_owned());
        let list = vec![
            number("1e3"),
            number("-0"),
            Json::Null,
            Json::Bool(true),
            Json::Text("åä".to_owned()),
        ];
        let expected = vec![
            ("b".to_owned(), number("4.10")),
            ("a".to_owned(), Json::List(list)),
        ];
        assert_eq!(read, Ok(Json::Object(expected)));
    }

    #[test]
    fn what_is_no_json_is_told_by_its_place_only() {
        let wrong = parse(b"{\n  \"name\": 198503152392x\n}").unwrap_err();
        assert!(wrong.contains("line 2"), "{wrong}");
        assert!(!wrong.contains("1985"), "{wrong}");
        for text in [
            "",
            "{",
            "{\"a\":1,\"a\":2}",
            "[1,]",
            "{\"a\":\"\\ud800\"}",
            "nul",
            "1 2",
        ] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
        assert!(parse(b"\"\xff\"").is_err());
    }

    #[test]
    fn what_is_too_deep_is_refused() {
        let deep = |levels| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(deep(40).as_bytes()).is_ok());
        assert!(parse(deep(41).as_bytes()).is_err());
        assert!(parse(deep(100_000).as_bytes()).is_err());
    }
}
