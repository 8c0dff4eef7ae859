//! Codes, quantities and other values, as a patient reads them.

use domain::journal::Value;

use crate::node::Node;
use crate::report::Stop;
use crate::when;

/// A code in its system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coding<'a> {
    pub(crate) system: &'a str,
    pub(crate) code: &'a str,
    pub(crate) display: &'a str,
}

/// A `CodeableConcept`: its words, and its codes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Concept<'a> {
    pub(crate) text: &'a str,
    pub(crate) codings: Vec<Coding<'a>>,
}

impl Concept<'_> {
    /// What it is called: its own words, else what a code is called, else a code.
    pub(crate) fn words(&self) -> Option<String> {
        let display = self.codings.iter().map(|coding| coding.display);
        let code = self.codings.iter().map(|coding| coding.code);
        let mut all = [self.text].into_iter().chain(display).chain(code);
        all.find(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Whether it has one of these codes, whatever the system.
    pub(crate) fn is_any(&self, codes: &[&str]) -> bool {
        let mut own = self.codings.iter();
        own.any(|coding| codes.contains(&coding.code))
    }
}

/// A `Coding`.
pub(crate) fn coding<'a>(node: &Node<'a>) -> Result<Coding<'a>, Stop> {
    node.take("version");
    node.take("userSelected");
    Ok(Coding {
        system: node.text("system")?.unwrap_or_default(),
        code: node.text("code")?.unwrap_or_default(),
        display: node.text("display")?.unwrap_or_default(),
    })
}

/// A `CodeableConcept` that is there.
pub(crate) fn concept<'a>(node: &Node<'a>) -> Result<Concept<'a>, Stop> {
    let codings = node.children("coding")?;
    Ok(Concept {
        text: node.text("text")?.unwrap_or_default(),
        codings: codings.iter().map(coding).collect::<Result<_, _>>()?,
    })
}

/// A `CodeableConcept`, if it is there.
pub(crate) fn member<'a>(node: &Node<'a>, name: &str) -> Result<Option<Concept<'a>>, Stop> {
    node.child(name)?.map(|node| concept(&node)).transpose()
}

/// A list of `CodeableConcept`.
pub(crate) fn members<'a>(node: &Node<'a>, name: &str) -> Result<Vec<Concept<'a>>, Stop> {
    node.children(name)?.iter().map(concept).collect()
}

/// A value and its unit of measure.
pub(crate) type Shown = (String, String);

/// A `Quantity`: "<5" and "mg/L".
pub(crate) fn quantity(node: &Node<'_>) -> Result<Option<Shown>, Stop> {
    let number = node.number("value")?;
    // Less than and so on: it changes what the number means (FHIR R4 §2.24.0.9).
    let comparator = node.text("comparator")?.unwrap_or_default();
    let (unit, code) = (node.text("unit")?, node.text("code")?);
    node.take("system");
    let comparator = match comparator {
        "<=" => "≤",
        ">=" => "≥",
        other => other,
    };
    let unit = unit
        .or(code)
        .filter(|unit| *unit != "1")
        .unwrap_or_default();
    let shown = |number| format!("{comparator}{}", swedish(number));
    Ok(number.map(|number| (shown(number), unit.to_owned())))
}

/// A number as Swedes write it, with the digits that it came with.
pub(crate) fn swedish(number: &str) -> String {
    number.replace('.', ",").replace('-', "−")
}

/// What stands under `value[x]`; what is of no kind that can be shown stays unread.
pub(crate) fn value(node: &Node<'_>) -> Result<Option<Shown>, Stop> {
    let alone = |text: String| (text, String::new());
    if let Some(one) = node.child("valueQuantity")? {
        return quantity(&one);
    }
    if let Some(one) = member(node, "valueCodeableConcept")? {
        return Ok(one.words().map(alone));
    }
    if let Some(text) = node.text("valueString")? {
        return Ok(Some(alone(text.to_owned())));
    }
    if let Some(truth) = node.truth("valueBoolean")? {
        return Ok(Some(alone(if truth { "Ja" } else { "Nej" }.to_owned())));
    }
    if let Some(number) = node.number("valueInteger")? {
        return Ok(Some(alone(swedish(number))));
    }
    if let Some(range) = node.child("valueRange")? {
        return bounds(&range);
    }
    if let Some(ratio) = node.child("valueRatio")? {
        let part = |name| -> Result<_, Stop> {
            let part = ratio.child(name)?.map(|part| quantity(&part)).transpose()?;
            Ok(part.flatten().map(|(value, unit)| joined(&value, &unit)))
        };
        let both = part("numerator")?.zip(part("denominator")?);
        return Ok(both.map(|(above, below)| alone(format!("{above} / {below}"))));
    }
    for name in ["valueDateTime", "valueTime"] {
        if let Some(text) = node.text(name)? {
            return Ok(Some(alone(text.replace('T', " "))));
        }
    }
    if node.has("valuePeriod") {
        let period = when::beginning(node, "valuePeriod")?;
        let day = period.map(|when| domain::age::local(when.at).date().to_string());
        return Ok(day.map(|day| alone(format!("från {day}"))));
    }
    Ok(None)
}

fn joined(value: &str, unit: &str) -> String {
    format!("{value} {unit}").trim_end().to_owned()
}

/// A `Range`, or what has `low` and `high` like one: "110–150".
fn bounds(node: &Node<'_>) -> Result<Option<Shown>, Stop> {
    let bound = |name| -> Result<_, Stop> {
        let bound = node.child(name)?.map(|one| quantity(&one)).transpose()?;
        Ok(bound.flatten())
    };
    Ok(match (bound("low")?, bound("high")?) {
        (Some((low, _)), Some((high, unit))) => Some((format!("{low}–{high}"), unit)),
        (Some((low, unit)), None) => Some((format!("≥ {low}"), unit)),
        (None, Some((high, unit))) => Some((format!("≤ {high}"), unit)),
        (None, None) => None,
    })
}

/// What was measured: a value with its name, reference range, and whether it lies outside.
pub(crate) fn measured(node: &Node<'_>, name: String) -> Result<Option<Value>, Stop> {
    let shown = value(node)?;
    let reason = member(node, "dataAbsentReason")?;
    let mut reference = String::new();
    if let Some(range) = node.children("referenceRange")?.first() {
        reference = match bounds(range)? {
            Some((bounds, _)) => bounds,
            None => range.text("text")?.unwrap_or_default().to_owned(),
        };
    }
    let mut said = members(node, "interpretation")?.into_iter();
    // HL7 v3 ObservationInterpretation: what lies outside its range.
    let outside = [
        "A", "AA", "H", "HH", "HU", "HX", "L", "LL", "LU", "LX", "<", ">",
    ];
    let outside = said.any(|one| one.is_any(&outside));
    let absent = |_| ("saknas".to_owned(), String::new());
    let shown = shown.or_else(|| reason.map(absent));
    Ok(shown.map(|(value, unit)| Value {
        name,
        value,
        unit,
        reference,
        outside,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;
    use crate::node::Marks;
    use rstest::rstest;

    fn with<T>(text: &str, read: impl Fn(&Node<'_>) -> Result<T, Stop>) -> T {
        let (json, marks) = (parse(text.as_bytes()).unwrap(), Marks::default());
        read(&Node::new(&json, "X".to_owned(), &marks).unwrap()).unwrap()
    }

    #[rstest]
    #[case(r#"{"valueQuantity": {"value": 4.10, "unit": "kg"}}"#, "4,10", "kg")]
    #[case(
        r#"{"valueQuantity": {"value": 5, "comparator": "<", "code": "mg/L"}}"#,
        "<5",
        "mg/L"
    )]
    #[case(
        r#"{"valueQuantity": {"value": -2, "comparator": ">=", "code": "1"}}"#,
        "≥−2",
        ""
    )]
    #[case(
        r#"{"valueCodeableConcept": {"coding": [{"code": "260385009", "display": "Negativ"}]}}"#,
        "Negativ",
        ""
    )]
    #[case(r#"{"valueString": "Gul"}"#, "Gul", "")]
    #[case(r#"{"valueBoolean": false}"#, "Nej", "")]
    #[case(r#"{"valueInteger": 3}"#, "3", "")]
    #[case(
        r#"{"valueRange": {"low": {"value": 1}, "high": {"value": 2, "unit": "g"}}}"#,
        "1–2",
        "g"
    )]
    #[case(
        r#"{"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}"#,
        "1 / 128",
        ""
    )]
    #[case(r#"{"valueTime": "09:30:00"}"#, "09:30:00", "")]
    #[case(r#"{"valuePeriod": {"start": "2026-11-22"}}"#, "från 2026-11-22", "")]
    fn values_are_shown(#[case] text: &str, #[case] shown: &str, #[case] unit: &str) {
        let expected = (shown.to_owned(), unit.to_owned());
        assert_eq!(with(text, value), Some(expected));
    }

    #[rstest]
    #[case(r#"{"low": {"value": 110}, "high": {"value": 150}}"#, "110–150")]
    #[case(r#"{"low": {"value": 3.5}}"#, "≥ 3,5")]
    #[case(r#"{"high": {"value": 5}}"#, "≤ 5")]
    #[case(r#"{"text": "negativ"}"#, "negativ")]
    fn reference_ranges_are_shown(#[case] range: &str, #[case] expected: &str) {
        let text = format!(r#"{{"valueInteger": 1, "referenceRange": [{range}]}}"#);
        let value = with(&text, |node| measured(node, "Hb".to_owned()));
        assert_eq!(value.unwrap().reference, expected);
    }

    #[rstest]
    #[case("H", true)]
    #[case("LL", true)]
    #[case("A", true)]
    #[case("N", false)]
    #[case("POS", false)]
    fn what_lies_outside_is_what_the_laboratory_says(#[case] code: &str, #[case] outside: bool) {
        let text = format!(
            r#"{{"valueInteger": 1, "interpretation": [{{"coding": [{{"code": "{code}"}}]}}]}}"#
        );
        let value = with(&text, |node| measured(node, "Hb".to_owned()));
        assert_eq!(value.unwrap().outside, outside);
    }

    #[test]
    fn what_is_absent_is_said_to_be_so() {
        let text = r#"{"dataAbsentReason": {"coding": [{"code": "unknown"}]}}"#;
        let value = with(text, |node| measured(node, "Hb".to_owned()));
        assert_eq!(value.unwrap().value, "saknas");
        let nothing = with("{}", |node| measured(node, "Hb".to_owned()));
        assert_eq!(nothing, None);
    }
}
