//! What was measured over time: a drawing, and the same as a table.

use domain::journal::{Point, Range, Trend};
use leptos::prelude::*;

use super::plot::{FRAME, Plot, SIZE, plot};

/// What was measured over time.
#[component]
pub(super) fn Trends(
    trends: Vec<Trend>,
    /// The journal's address.
    journal: String,
) -> impl IntoView {
    let one = |(nth, trend)| one(nth, trend, &journal);
    let all = trends.into_iter().enumerate().map(one).collect_view();
    view! {
        <section class="trends" aria-labelledby="over-tid">
            <h2 id="over-tid">"Över tid"</h2>
            {all}
        </section>
    }
    .into_any()
}

fn one(nth: usize, trend: Trend, journal: &str) -> AnyView {
    let says = says(&trend);
    let drawing = drawing(&plot(&trend), &trend.points, says);
    let range = Range::read(&trend.reference).map(|_| {
        let says = format!(
            "Fältet i bilden är referensintervallet, {} {}. Fyrkanter är värden utanför det.",
            trend.reference, trend.unit
        );
        view! { <p class="field-hint">{says}</p> }.into_any()
    });
    let Trend {
        name, unit, points, ..
    } = trend;
    let (id, labelled) = (format!("varde-{nth}"), format!("varde-{nth}"));
    let heading = if unit.is_empty() {
        name
    } else {
        format!("{name} ({unit})")
    };
    // As the journal itself: the newest first.
    let rows = points.into_iter().rev().map(|point| row(point, journal));
    view! {
        <div class="trend">
            <h3 id=id>{heading}</h3>
            {drawing}
            {range}
            <div class="values" role="region" aria-labelledby=labelled tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Datum"</th>
                            <th scope="col">"Värde"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn row(point: Point, journal: &str) -> AnyView {
    let href = format!("{journal}/{}", point.entry);
    let outside = point.outside.then_some(" (utanför referensintervallet)");
    view! {
        <tr>
            <th scope="row">
                <a href=href>{point.day.long()}</a>
            </th>
            <td>
                <span class="value-figure">{point.text}</span>
                {outside}
            </td>
        </tr>
    }
    .into_any()
}

/// The drawing in words.
fn says(trend: &Trend) -> String {
    let value = |point: Option<&Point>| {
        point.map_or_else(String::new, |point| {
            format!("{} {} den {}", point.text, trend.unit, point.day.long())
        })
    };
    format!(
        "{}: från {} till {}. Alla värden står i tabellen.",
        trend.name,
        value(trend.points.first()),
        value(trend.points.last()),
    )
}

fn drawing(plot: &Plot, points: &[Point], says: String) -> AnyView {
    let (left, _, right, bottom) = FRAME;
    let (wide, high) = SIZE;
    let size = format!("0 0 {wide} {high}");
    let step = |(down, says): &(f64, String)| {
        let (line, base) = (figure(*down), figure(*down + 5.0));
        view! {
            <g>
                <line class="trend-step" x1=figure(left) x2=figure(right) y1=line.clone() y2=line/>
                <text x=figure(left - 8.0) y=base text-anchor="end">
                    {says.clone()}
                </text>
            </g>
        }
        .into_any()
    };
    let steps: Vec<_> = plot.steps.iter().map(step).collect();
    let band = plot.band.map(|(top, tall)| {
        view! {
            <rect
                class="trend-range"
                x=figure(left)
                y=figure(top)
                width=figure(right - left)
                height=figure(tall)
            />
        }
        .into_any()
    });
    let line: Vec<_> = plot
        .points
        .iter()
        .map(|(across, down, _)| format!("{},{}", figure(*across), figure(*down)))
        .collect();
    let marks: Vec<_> = plot.points.iter().map(|point| mark(*point)).collect();
    let year = |point: Option<&Point>| point.map(|point| point.day.iso());
    let below = figure(bottom + 24.0);
    view! {
        <svg class="trend-drawing" viewBox=size role="img" aria-label=says>
            {band}
            {steps}
            <polyline class="trend-line" points=line.join(" ")/>
            {marks}
            <text x=figure(left) y=below.clone()>
                {year(points.first())}
            </text>
            <text x=figure(right) y=below text-anchor="end">
                {year(points.last())}
            </text>
        </svg>
    }
    .into_any()
}

/// A value: round, or a square where it lies outside its range: not by colour alone.
fn mark((across, down, outside): (f64, f64, bool)) -> AnyView {
    if outside {
        view! {
            <rect
                class="trend-outside"
                x=figure(across - 5.0)
                y=figure(down - 5.0)
                width="10"
                height="10"
            />
        }
        .into_any()
    } else {
        view! { <circle class="trend-mark" cx=figure(across) cy=figure(down) r="4"/> }.into_any()
    }
}

/// A figure of the drawing: the same on both sides.
fn figure(value: f64) -> String {
    format!("{value:.1}")
}
