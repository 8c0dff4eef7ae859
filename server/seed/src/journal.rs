//! Journal entries: written one by one, or as rows of growth and vaccinations.

use domain::journal::{EntryKind, Value};
use domain::personnummer::Personnummer;
use jiff::Timestamp;
use serde::Deserialize;

use crate::content::Scene;
use crate::error::SeedError;
use crate::when::When;

/// An entry with its time known.
pub struct DemoEntry {
    pub person: Personnummer,
    /// The unit's key.
    pub unit: String,
    pub kind: EntryKind,
    pub title: String,
    pub author: String,
    pub happened: Timestamp,
    pub signed: bool,
    pub body: String,
    pub values: Vec<Value>,
}

/// An entry as a file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    unit: String,
    author: String,
    kind: EntryKind,
    title: String,
    when: When,
    #[serde(default = "signed")]
    signed: bool,
    #[serde(default)]
    text: String,
    /// Name and value, then, where there are any, unit of measure and reference range.
    #[serde(default)]
    values: Vec<Vec<String>>,
}

/// Points of a growth curve.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    unit: String,
    author: String,
    points: Vec<Point>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    when: When,
    /// kg
    weight: Option<String>,
    /// cm
    length: Option<String>,
    /// cm
    head: Option<String>,
    #[serde(default)]
    text: String,
}

/// Vaccinations.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vaccinations {
    unit: String,
    author: String,
    given: Vec<Vaccination>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vaccination {
    when: When,
    against: String,
    vaccine: String,
    dose: String,
    batch: String,
    site: String,
    #[serde(default)]
    text: String,
}

fn signed() -> bool {
    true
}

impl Written {
    pub fn resolve(&self, scene: &Scene<'_>) -> Result<DemoEntry, SeedError> {
        let row = &self.title;
        let happened = scene.when(row, self.when)?;
        let mut values = Vec::with_capacity(self.values.len());
        for written in &self.values {
            values.push(value(written).ok_or_else(|| {
                scene.wrong(
                    row,
                    "a value has a name and a value, and at most two words more",
                )
            })?);
        }
        Ok(DemoEntry {
            person: scene.whose.record.number,
            unit: self.unit.clone(),
            kind: self.kind,
            title: self.title.clone(),
            author: scene.staff(row, &self.unit, &self.author)?,
            happened,
            signed: self.signed,
            body: scene.fill(row, &self.text, &[], happened)?,
            values,
        })
    }
}

impl Growth {
    pub fn resolve(&self, scene: &Scene<'_>) -> Result<Vec<DemoEntry>, SeedError> {
        let entry = |point: &Point| {
            let measured: Vec<Value> = [
                ("Vikt", &point.weight, "kg"),
                ("Längd", &point.length, "cm"),
                ("Huvudomfång", &point.head, "cm"),
            ]
            .into_iter()
            .filter_map(|(name, measured, unit)| Some(plain(name, measured.as_ref()?, unit)))
            .collect();
            let names: Vec<String> = measured
                .iter()
                .map(|value| value.name.to_lowercase())
                .collect();
            let title = format!("Tillväxt: {}", names.join(", "));
            Ok(DemoEntry {
                person: scene.whose.record.number,
                unit: self.unit.clone(),
                kind: EntryKind::Growth,
                author: scene.staff(&title, &self.unit, &self.author)?,
                happened: scene.when(&title, point.when)?,
                title,
                signed: true,
                body: point.text.trim().to_owned(),
                values: measured,
            })
        };
        self.points.iter().map(entry).collect()
    }
}

impl Vaccinations {
    pub fn resolve(&self, scene: &Scene<'_>) -> Result<Vec<DemoEntry>, SeedError> {
        let entry = |given: &Vaccination| {
            let title = format!("Vaccination mot {}", given.against);
            Ok(DemoEntry {
                person: scene.whose.record.number,
                unit: self.unit.clone(),
                kind: EntryKind::Vaccination,
                author: scene.staff(&title, &self.unit, &self.author)?,
                happened: scene.when(&title, given.when)?,
                title,
                signed: true,
                body: given.text.trim().to_owned(),
                values: vec![
                    plain("Vaccin", &given.vaccine, ""),
                    plain("Dos", &given.dose, ""),
                    plain("Satsnummer", &given.batch, ""),
                    plain("Plats", &given.site, ""),
                ],
            })
        };
        self.given.iter().map(entry).collect()
    }
}

fn plain(name: &str, value: &str, unit: &str) -> Value {
    Value {
        name: name.to_owned(),
        value: value.to_owned(),
        unit: unit.to_owned(),
        reference: String::new(),
        outside: false,
    }
}

fn value(written: &[String]) -> Option<Value> {
    let (name, value, rest) = match written {
        [name, value, rest @ ..] if rest.len() <= 2 => (name, value, rest),
        _ => return None,
    };
    let reference = rest.get(1).cloned().unwrap_or_default();
    Some(Value {
        outside: !reference.is_empty() && !within(value, &reference)?,
        reference,
        ..plain(name, value, rest.first().map_or("", String::as_str))
    })
}

/// Whether the value lies within the reference range, `110–150`, `< 5` or `> 60`, or is the word
/// that is the reference; `None` where the two can't be compared.
fn within(value: &str, reference: &str) -> Option<bool> {
    if let Some(below) = reference.strip_prefix("< ") {
        // "< 4" is what a laboratory answers where it can't measure less.
        return Some(number(value.strip_prefix("< ").unwrap_or(value))? < number(below)?);
    }
    if let Some(above) = reference.strip_prefix("> ") {
        return Some(number(value.strip_prefix("> ").unwrap_or(value))? > number(above)?);
    }
    match reference.split_once('–') {
        Some((least, most)) => {
            let value = number(value)?;
            Some((number(least)?..=number(most)?).contains(&value))
        }
        None => Some(value == reference),
    }
}

fn number(written: &str) -> Option<f64> {
    written.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::within;

    #[rstest]
    #[case("118", "110–150", Some(true))]
    #[case("104", "110–150", Some(false))]
    #[case("150", "110–150", Some(true))]
    #[case("3,9", "3,5–4,4", Some(true))]
    #[case("24", "< 5", Some(false))]
    #[case("< 1", "< 5", Some(true))]
    #[case("5", "< 5", Some(false))]
    #[case("62", "> 60", Some(true))]
    #[case("negativ", "negativ", Some(true))]
    #[case("positiv", "negativ", Some(false))]
    #[case("spår", "1–2", None)]
    fn a_value_is_held_against_its_range(
        #[case] value: &str,
        #[case] reference: &str,
        #[case] expected: Option<bool>,
    ) {
        assert_eq!(within(value, reference), expected);
    }
}
