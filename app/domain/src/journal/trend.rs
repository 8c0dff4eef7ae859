//! The same thing measured several times: a lab result over time, a growth curve (R-J1).

use serde::{Deserialize, Serialize};

use super::{Entry, Value};
use crate::id::EntryId;
use crate::moment::{Day, Moment};

/// One thing, measured at least twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trend {
    /// What was measured: "Hb", "Vikt".
    pub name: String,
    /// The unit of measure; it may be empty.
    pub unit: String,
    /// The reference range of the newest one as written; it may be empty.
    pub reference: String,
    /// The values, the oldest first.
    pub points: Vec<Point>,
}

/// One value of a [`Trend`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The entry that it stands in.
    pub entry: EntryId,
    /// When it was measured.
    pub day: Day,
    /// The value, in thousandths.
    pub thousandths: i64,
    /// The value as written.
    pub text: String,
    /// Whether it lies outside its reference range.
    pub outside: bool,
}

/// The values of one entry, to be put beside those of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: Moment,
    /// What was measured.
    pub values: Vec<Value>,
}

/// The bounds of a reference range, in thousandths: "110–150", "<5", "≥ 3,5".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lower one.
    pub from: Option<i64>,
    /// The upper one.
    pub to: Option<i64>,
}

impl Range {
    /// Reads a range as it is written; `None` for what is none.
    pub fn read(written: &str) -> Option<Self> {
        let written = written.trim();
        if let Some(most) = written.strip_prefix(['<', '≤']) {
            return Some(Self {
                from: None,
                to: Some(thousandths(most)?),
            });
        }
        if let Some(least) = written.strip_prefix(['>', '≥']) {
            return Some(Self {
                from: Some(thousandths(least)?),
                to: None,
            });
        }
        let (from, to) = written.split_once(['–', '-'])?;
        Some(Self {
            from: Some(thousandths(from)?),
            to: Some(thousandths(to)?),
        })
    }
}

/// What is measured in the entry, as it was at other times too; `measured` is in any order, and may
/// have the entry itself in it. What is no number, or was measured once, is not there.
pub fn trends(entry: &Entry, measured: &[Measured]) -> Vec<Trend> {
    let shown = |value: &Value| {
        let point = |measured: &Measured| Some((measured.at, point(measured, value)?));
        let mut points: Vec<_> = measured.iter().filter_map(point).collect();
        points.sort_by_key(|(at, point)| (*at, point.entry));
        let points: Vec<_> = points.into_iter().map(|(_, point)| point).collect();
        (points.len() > 1).then(|| Trend {
            name: value.name.clone(),
            unit: value.unit.clone(),
            reference: value.reference.clone(),
            points,
        })
    };
    entry.values.iter().filter_map(shown).collect()
}

/// The same thing in another entry.
fn point(measured: &Measured, value: &Value) -> Option<Point> {
    let same = |other: &&Value| (&other.name, &other.unit) == (&value.name, &value.unit);
    let found = measured.values.iter().find(same)?;
    Some(Point {
        entry: measured.entry,
        day: measured.at.day,
        thousandths: thousandths(&found.value)?,
        text: found.value.clone(),
        outside: found.outside,
    })
}

/// A number as Swedes write it, in thousandths; `None` for "<5", "negativ", or one that is finer.
fn thousandths(written: &str) -> Option<i64> {
    let plain: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let (negative, digits) = match plain.strip_prefix(['-', '−']) {
        Some(digits) => (true, digits),
        None => (false, plain.as_str()),
    };
    let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 9
        || part.len() > 3
        || !all_digits(whole)
        || !all_digits(part)
    {
        return None;
    }
    let thousandths: i64 = format!("{whole}{part:0<3}").parse().ok()?;
    Some(if negative { -thousandths } else { thousandths })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{EntryKind, EntrySummary};
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("118", Some(118_000))]
    #[case("3,4", Some(3_400))]
    #[case("3.45", Some(3_450))]
    #[case("0,125", Some(125))]
    #[case("-1,2", Some(-1_200))]
    #[case("−1", Some(-1_000))]
    #[case("1 200", Some(1_200_000))]
    #[case("1\u{a0}200", Some(1_200_000))]
    #[case("0,1234", None)]
    #[case("<5", None)]
    #[case("negativ", None)]
    #[case("", None)]
    #[case(",5", None)]
    #[case("1,2,3", None)]
    #[case("1234567890", None)]
    fn numbers_are_read(#[case] written: &str, #[case] expected: Option<i64>) {
        assert_eq!(thousandths(written), expected);
    }

    #[rstest]
    #[case("110–150", Some((Some(110_000), Some(150_000))))]
    #[case("3,5-4,5", Some((Some(3_500), Some(4_500))))]
    #[case("110 – 150", Some((Some(110_000), Some(150_000))))]
    #[case("<5", Some((None, Some(5_000))))]
    #[case("≤ 5", Some((None, Some(5_000))))]
    #[case("> 60", Some((Some(60_000), None)))]
    #[case("negativ", None)]
    #[case("", None)]
    fn ranges_are_read(
        #[case] written: &str,
        #[case] expected: Option<(Option<i64>, Option<i64>)>,
    ) {
        let range = Range::read(written).map(|range| (range.from, range.to));

        assert_eq!(range, expected);
    }

    fn value(name: &str, value: &str) -> Value {
        Value {
            name: name.to_owned(),
            value: value.to_owned(),
            unit: "g/L".to_owned(),
            reference: "110–150".to_owned(),
            outside: value == "98",
        }
    }

    fn id(nth: u8) -> EntryId {
        format!("019a9fe26b2073c5a1d30d2f3b1c4e{nth:02x}")
            .parse()
            .unwrap()
    }

    fn measured(nth: u8, day: &str, values: Vec<Value>) -> Measured {
        Measured {
            entry: id(nth),
            at: format!("{day}T09:30").try_into().unwrap(),
            values,
        }
    }

    fn entry(values: Vec<Value>) -> Entry {
        let day: Day = "2026-11-24".to_owned().try_into().unwrap();
        Entry {
            summary: EntrySummary {
                id: id(1),
                kind: EntryKind::LabResult,
                title: "Prov".to_owned(),
                unit: "Barnmottagningen".to_owned(),
                happened: Moment {
                    day,
                    hour: 9,
                    minute: 30,
                },
                signed: true,
            },
            author: String::new(),
            body: String::new(),
            values,
        }
    }

    #[test]
    fn what_was_measured_before_stands_in_order() {
        let now = vec![
            value("Hb", "118"),
            value("CRP", "<5"),
            value("Ferritin", "20"),
        ];
        let others = [
            measured(1, "2026-11-24", now.clone()),
            measured(3, "2026-10-01", vec![value("Hb", "98"), value("CRP", "7")]),
            measured(2, "2025-03-05", vec![value("Hb", "105"), value("Hb", "1")]),
            measured(4, "2026-01-01", vec![value("Hb", "hemolys")]),
        ];

        let found = trends(&entry(now), &others);

        assert_eq!(found.len(), 1, "CRP once as a number, ferritin once");
        assert_eq!(
            (found[0].name.as_str(), found[0].reference.as_str()),
            ("Hb", "110–150")
        );
        let points: Vec<_> = found[0]
            .points
            .iter()
            .map(|point| (point.entry, point.thousandths, point.outside))
            .collect();
        let expected = [
            (id(2), 105_000, false),
            (id(3), 98_000, true),
            (id(1), 118_000, false),
        ];
        assert_eq!(points, expected);
    }

    #[test]
    fn another_unit_of_measure_is_another_thing() {
        let mut other = value("Hb", "12,1");
        other.unit = "g/dL".to_owned();
        let others = [
            measured(1, "2026-11-24", vec![value("Hb", "118")]),
            measured(2, "2025-03-05", vec![other]),
        ];

        assert_eq!(trends(&entry(vec![value("Hb", "118")]), &others), []);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(thousandths_of in -999_999_999_i64..1_000_000_000) {
            let sign = if thousandths_of < 0 { "-" } else { "" };
            let size = thousandths_of.abs();
            let written = format!("{sign}{},{:03}", size / 1_000, size % 1_000);
            prop_assert_eq!(thousandths(&written), Some(thousandths_of));
        }
    }
}
