//! Where the values of a trend stand in its drawing.

use domain::journal::{Point, Range, Trend};

/// The drawing's size; its units are its own, and it grows with the page.
pub(super) const SIZE: (f64, f64) = (480.0, 240.0);
/// Where the values are drawn: left, top, right, bottom.
pub(super) const FRAME: (f64, f64, f64, f64) = (64.0, 12.0, 464.0, 200.0);
/// The axis has about so many steps.
const STEPS: i64 = 4;

/// A drawing.
#[derive(Debug, PartialEq)]
pub(super) struct Plot {
    /// The values, the oldest first: across, down, and whether it lies outside its range.
    pub(super) points: Vec<(f64, f64, bool)>,
    /// The reference range: from the top, and how high.
    pub(super) band: Option<(f64, f64)>,
    /// The steps of the axis: how far down, and what it says.
    pub(super) steps: Vec<(f64, String)>,
}

/// Where everything stands.
pub(super) fn plot(trend: &Trend) -> Plot {
    let range = Range::read(&trend.reference);
    let bounds = range.into_iter().flat_map(|range| [range.from, range.to]);
    let values = trend.points.iter().map(|point| point.thousandths);
    let all: Vec<i64> = values.chain(bounds.flatten()).collect();
    let (least, most) = (all.iter().min(), all.iter().max());
    let (least, most) = (
        least.copied().unwrap_or_default(),
        most.copied().unwrap_or_default(),
    );
    // What hardly changes is not drawn as if it did.
    let step = step((most - least).max(most.abs() / 10).max(1));
    // From one step of the axis to another.
    let low = least.div_euclid(step) * step;
    let high = (most + step - 1).div_euclid(step).max(low / step + 1) * step;
    let (left, top, right, bottom) = FRAME;
    let down = |value: i64| top + (bottom - top) * share(high - value, high - low);
    let days: Vec<i64> = trend.points.iter().map(day).collect();
    let (begin, end) = (
        days.first().copied().unwrap_or_default(),
        days.last().copied().unwrap_or_default(),
    );
    let across = |day: i64| match end - begin {
        0 => f64::midpoint(left, right),
        span => left + (right - left) * share(day - begin, span),
    };
    let points = trend.points.iter().zip(&days);
    Plot {
        points: points
            .map(|(point, day)| (across(*day), down(point.thousandths), point.outside))
            .collect(),
        band: range.map(|range| {
            let (upper, lower) = (range.to.unwrap_or(high), range.from.unwrap_or(low));
            (down(upper), down(lower) - down(upper))
        }),
        steps: (0..=(high - low) / step)
            .map(|nth| low + nth * step)
            .map(|value| (down(value), written(value)))
            .collect(),
    }
}

/// The distance between two steps of the axis: 1, 2 or 5, with noughts.
fn step(span: i64) -> i64 {
    let mut unit = 1;
    loop {
        for step in [unit, 2 * unit, 5 * unit] {
            if span <= step * STEPS {
                return step;
            }
        }
        unit *= 10;
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a drawing is less fine than what is lost"
)]
fn share(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}

/// The days are counted from any one day.
fn day(point: &Point) -> i64 {
    let date = point.day.date();
    date.map_or(0, |date| {
        i64::from(date.year()) * 366 + i64::from(date.day_of_year())
    })
}

/// A number as Swedes write it: "118", "3,45".
fn written(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "−" } else { "" };
    let (whole, part) = (thousandths.abs() / 1_000, thousandths.abs() % 1_000);
    let part = format!("{part:03}");
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole},{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trend(reference: &str, values: &[(&str, i64)]) -> Trend {
        let point = |(day, thousandths): &(&str, i64)| Point {
            entry: "019a9fe26b2073c5a1d30d2f3b1c4e5f".parse().unwrap(),
            day: (*day).to_owned().try_into().unwrap(),
            thousandths: *thousandths,
            text: String::new(),
            outside: false,
        };
        Trend {
            name: "Hb".to_owned(),
            unit: "g/L".to_owned(),
            reference: reference.to_owned(),
            points: values.iter().map(point).collect(),
        }
    }

    #[test]
    fn everything_stands_inside_the_frame() {
        let (left, top, right, bottom) = FRAME;
        let cases = [
            trend(
                "110–150",
                &[("2025-03-05", 98_000), ("2026-11-24", 118_000)],
            ),
            trend("", &[("2025-03-05", 3_610), ("2025-03-06", 3_610)]),
            trend("<5", &[("2026-11-24", -7_000), ("2026-11-24", 400_000)]),
            trend("> 60", &[("2026-01-01", 0), ("2026-12-31", 1)]),
        ];
        for trend in cases {
            let plot = plot(&trend);
            for (across, down, _) in &plot.points {
                assert!((left..=right).contains(across), "{plot:?}");
                assert!((top..=bottom).contains(down), "{plot:?}");
            }
            if let Some((from_top, height)) = plot.band {
                assert!(from_top >= top - 0.01 && height >= 0.0, "{plot:?}");
                assert!(from_top + height <= bottom + 0.01, "{plot:?}");
            }
            assert!((2..=7).contains(&plot.steps.len()), "{plot:?}");
            let (highest, _) = plot.steps.last().unwrap();
            assert!((highest - top).abs() < 0.01, "{plot:?}");
        }
    }

    #[test]
    fn a_higher_value_stands_higher_and_a_later_one_further_on() {
        let plot = plot(&trend(
            "",
            &[
                ("2025-03-05", 98_000),
                ("2026-03-05", 118_000),
                ("2026-11-24", 105_000),
            ],
        ));

        let [a, b, c] = plot.points[..] else {
            panic!("{plot:?}")
        };
        assert!(a.0 < b.0 && b.0 < c.0 && b.1 < c.1 && c.1 < a.1);
    }

    #[test]
    fn the_axis_has_round_steps() {
        let plot = plot(&trend("", &[("2025-03-05", 3_610), ("2026-03-05", 45_800)]));
        let steps: Vec<_> = plot.steps.iter().map(|(_, says)| says.as_str()).collect();
        assert_eq!(steps, ["0", "20", "40", "60"]);
        assert_eq!(
            (written(3_450), written(-500)),
            ("3,45".to_owned(), "−0,5".to_owned())
        );
    }
}
