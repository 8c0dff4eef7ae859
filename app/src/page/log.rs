//! "Vem har läst?": who has read what about a person, and done what (R-J11).

use domain::family::Whom;
use domain::log::{LogForm, LogPage, LogRow};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::log::read_log;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::pager::Pager;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, log_of, use_who, who_of, with_query};
use crate::text::genitive::{capitalised, tab_of};
use crate::text::log::{action, actor};

lazy_page!(
    /// Who has read.
    LOG_PAGE = log_page, journal
);

fn log_page() -> AnyView {
    let (who, query) = (use_who(), use_query_map());
    let form = Memo::new(move |_| {
        query.with(|query| LogForm {
            vem: query.get("vem").unwrap_or_default(),
            efter: query.get("efter").unwrap_or_default(),
        })
    });
    let log = Fetched::new(
        move || (who.get(), form.get()),
        |(who, form)| read_log(who, form),
    );
    view! {
        <Load of=log let:found>
            <Log whom=found.0 page=found.1 form=form.get_untracked()/>
        </Load>
    }
    .into_any()
}

#[component]
fn Log(whom: Whom, page: LogPage, form: LogForm) -> impl IntoView {
    let path = log_of(&who_of(&whom));
    let (title, about) = match &whom {
        Whom::Myself(_) => ("Vem har läst?".to_owned(), "dig".to_owned()),
        Whom::Child(child) => (
            format!("Vem har läst om {}?", child.short),
            child.short.clone(),
        ),
    };
    let lead = format!(
        "Här står vem som har läst uppgifter om {about} i den här tjänsten, eller gjort något, och \
         när. Undrar du över något, fråga mottagningen."
    );
    let back = Area::Journal.at(&whom);
    let tab = tab_of(&whom, "vem har läst");
    let further = !form.efter.is_empty();
    let filter = vec![("vem", form.vem.clone())];
    let filtered = further || !form.vem.is_empty();
    let file = format!("{path}.csv");
    view! {
        <NameBand whom area=Area::Journal/>
        <Page title tab lead>
            <p class="back no-print">
                <a href=back>
                    <Icon name=IconName::Back/>
                    <span>"Till journalen"</span>
                </a>
            </p>
            {choices(&path, &form.vem)}
            {days(page.rows, filtered)}
            <Pager path filter further next=page.next/>
            <p class="no-print">
                <a href=file download="logg.csv" rel="external">"Hämta hela loggen som fil (csv)"</a>
            </p>
        </Page>
    }
    .into_any()
}

/// Whose entries to show: links, so that no script is needed.
fn choices(path: &str, chosen: &str) -> AnyView {
    let choice = |(word, label): (&'static str, &'static str)| {
        let href = with_query(path, &[("vem", word)]);
        let here = (word == chosen).then_some("page");
        view! {
            <li>
                <a href=href aria-current=here>
                    {label}
                </a>
            </li>
        }
        .into_any()
    };
    let all = [
        ("", "Alla"),
        ("vard", "Vården"),
        ("ombud", "Du och vårdnadshavare"),
    ];
    view! {
        <nav class="filters no-print" aria-label="Visa">
            <ul role="list">{all.map(choice).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn days(rows: Vec<LogRow>, filtered: bool) -> AnyView {
    if rows.is_empty() {
        let title = if filtered {
            "Inget här stämmer med ditt val"
        } else {
            "Ingen har läst något än"
        };
        return view! {
            <Empty icon=IconName::Journal title>
                <p>"Varje läsning skrivs upp här innan något visas."</p>
            </Empty>
        }
        .into_any();
    }
    let day = |(day, rows): (String, Vec<LogRow>)| {
        let id = format!("dag-{}", day.replace(' ', "-"));
        let labelled = id.clone();
        view! {
            <section class="month" aria-labelledby=labelled>
                <h2 id=id>{capitalised(&day)}</h2>
                <ol role="list">{joined(rows).into_iter().map(row).collect_view()}</ol>
            </section>
        }
        .into_any()
    };
    let days = by_day(rows).into_iter().map(day).collect_view();
    view! { <div class="timeline">{days}</div> }.into_any()
}

fn row((row, times): (LogRow, usize)) -> AnyView {
    let times = (times > 1).then(|| format!(" ({times} gånger)"));
    view! {
        <li class="log-row">
            <time datetime=row.at.iso()>{row.at.clock()}</time>
            <span class="log-who">{actor(&row.by)}</span>
            <span class="log-what">{action(&row.action)} {times}</span>
        </li>
    }
    .into_any()
}

/// The entries, with how often each comes one after the other: a page may read many things at once.
fn joined(rows: Vec<LogRow>) -> Vec<(LogRow, usize)> {
    let same = |one: &LogRow, other: &LogRow| {
        (one.at, &one.by, action(&one.action)) == (other.at, &other.by, action(&other.action))
    };
    let mut joined: Vec<(LogRow, usize)> = Vec::new();
    for row in rows {
        match joined.last_mut() {
            Some((last, times)) if same(last, &row) => *times += 1,
            _ => joined.push((row, 1)),
        }
    }
    joined
}

/// The entries by day, in the order in which they come.
fn by_day(rows: Vec<LogRow>) -> Vec<(String, Vec<LogRow>)> {
    let mut days: Vec<(String, Vec<LogRow>)> = Vec::new();
    for row in rows {
        let day = row.at.day.with_weekday();
        match days.last_mut() {
            Some((last, rows)) if *last == day => rows.push(row),
            _ => days.push((day, vec![row])),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use domain::log::LogActor;

    use super::*;

    #[test]
    fn what_a_page_reads_at_once_is_told_once() {
        let row = |at: &str, by: &LogActor, action: &str| LogRow {
            at: at.to_owned().try_into().unwrap(),
            by: by.clone(),
            action: action.to_owned(),
        };
        let unit = LogActor::Unit("Barnmottagningen".to_owned());
        let (first, later) = ("2026-11-24T09:30", "2026-11-24T09:31");
        let rows = vec![
            row(later, &LogActor::Yourself, "journal.entry"),
            row(first, &LogActor::Yourself, "journal.trend"),
            row(first, &LogActor::Yourself, "journal.entry"),
            row(first, &unit, "cases.case"),
            row(first, &LogActor::Yourself, "journal.entry"),
        ];

        let times: Vec<_> = joined(rows).iter().map(|(_, times)| *times).collect();

        assert_eq!(times, [1, 2, 1, 1]);
    }
}
