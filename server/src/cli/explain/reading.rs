//! Names, days and instants, as a file of facts has them.

use serde::{Deserialize, Deserializer};
use uuid::Uuid;

/// Gives the same name the same id.
#[derive(Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// The name's id.
    pub(super) fn id(&mut self, name: &str) -> Uuid {
        let known = self.0.iter().position(|known| known == name);
        let place = known.unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        Uuid::from_u128(place as u128 + 1)
    }
}

/// A day or an instant, in the words of the standard.
pub(super) fn parsed<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr,
{
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| {
        serde::de::Error::custom(format!(
            "{text:?} is not understood: write a day such as 2026-11-23, or an instant such as \
             2026-11-23T12:00:00+01:00"
        ))
    })
}

/// The same, or nothing.
pub(super) fn perhaps<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr,
{
    struct Parsed<T>(T);
    impl<'de, T: std::str::FromStr> Deserialize<'de> for Parsed<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            parsed(deserializer).map(Self)
        }
    }
    let found = Option::<Parsed<T>>::deserialize(deserializer)?;
    Ok(found.map(|Parsed(value)| value))
}
