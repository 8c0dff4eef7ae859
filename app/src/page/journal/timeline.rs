//! The journal's entries by date, newest first, month by month.

use domain::journal::EntrySummary;
use leptos::prelude::*;

use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::text::genitive::capitalised;
use crate::text::kind::kind;

/// The journal's entries, month by month.
#[component]
pub(super) fn Timeline(
    /// The entries, newest first.
    entries: Vec<EntrySummary>,
    /// The journal's address.
    path: String,
    /// Whether there may be others, that the filter or the place in the list leaves out.
    filtered: bool,
) -> impl IntoView {
    if entries.is_empty() {
        return nothing(path, filtered);
    }
    let month = |(month, entries): (String, Vec<EntrySummary>)| {
        let id = format!("manad-{}", month.replace(' ', "-"));
        let labelled = id.clone();
        let rows = entries.into_iter().map(|entry| row(entry, &path));
        view! {
            <section class="month" aria-labelledby=labelled>
                <h2 id=id>{capitalised(&month)}</h2>
                <ol role="list">{rows.collect_view()}</ol>
            </section>
        }
        .into_any()
    };
    let months = by_month(entries).into_iter().map(month).collect_view();
    view! { <div class="timeline">{months}</div> }.into_any()
}

fn row(entry: EntrySummary, path: &str) -> AnyView {
    let href = format!("{path}/{}", entry.id);
    let unsigned =
        (!entry.signed).then(|| view! { <span class="unsigned">"Ej signerad"</span> }.into_any());
    view! {
        <li class="timeline-entry">
            <time datetime=entry.happened.iso()>{entry.happened.day.with_weekday()}</time>
            <a href=href>
                <span class="entry-kind">{kind(entry.kind)}</span>
                <span class="entry-title">{entry.title}</span>
                <span class="entry-unit">{entry.unit}</span>
                {unsigned}
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
    .into_any()
}

fn nothing(path: String, filtered: bool) -> AnyView {
    if filtered {
        view! {
            <Empty icon=IconName::Filter title="Inget här stämmer med ditt val">
                <p><a href=path>"Visa hela journalen"</a></p>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty icon=IconName::Journal title="Journalen är tom">
                <p>"Här visas det som vården skriver, när en enhet som är ansluten har skrivit något."</p>
            </Empty>
        }
        .into_any()
    }
}

/// The entries by month, in the order in which they come.
fn by_month(entries: Vec<EntrySummary>) -> Vec<(String, Vec<EntrySummary>)> {
    let mut months: Vec<(String, Vec<EntrySummary>)> = Vec::new();
    for entry in entries {
        let month = entry.happened.day.month_and_year();
        match months.last_mut() {
            Some((last, entries)) if *last == month => entries.push(entry),
            _ => months.push((month, vec![entry])),
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::EntryId;
    use domain::journal::EntryKind;
    use domain::moment::{Day, Moment};

    fn entry(year: i16, month: u8, day: u8) -> EntrySummary {
        EntrySummary {
            id: "019a9fe26b2073c5a1d30d2f3b1c4e5f"
                .parse::<EntryId>()
                .unwrap(),
            kind: EntryKind::Note,
            title: "Besök".to_owned(),
            unit: "Barnmottagningen".to_owned(),
            happened: Moment {
                day: Day {
                    year,
                    month,
                    day,
                    weekday: 1,
                },
                hour: 9,
                minute: 30,
            },
            signed: true,
        }
    }

    #[test]
    fn entries_stand_under_their_month_newest_first() {
        let entries = [
            (2026, 11, 24),
            (2026, 11, 2),
            (2026, 10, 30),
            (2025, 11, 24),
        ];
        let months = by_month(entries.map(|(y, m, d)| entry(y, m, d)).to_vec());

        let heads: Vec<_> = months
            .iter()
            .map(|(month, entries)| (month.as_str(), entries.len()))
            .collect();
        assert_eq!(
            heads,
            [
                ("november 2026", 2),
                ("oktober 2026", 1),
                ("november 2025", 1)
            ]
        );
    }

    #[test]
    fn no_entries_make_no_months() {
        assert_eq!(by_month(Vec::new()), Vec::new());
    }
}
