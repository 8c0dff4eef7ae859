//! "Vem får se det här?": why somebody may see a case's person, or may not, as its unit's staff is
//! told.

use domain::access::Area;
use domain::explain::{Asker, Asks, CaseExplained, Told};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::cases::back;
use crate::api::desk::read_explained;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::use_part;
use crate::text::explain::{area, by_rules, fact, told};

/// The case's field in the address.
pub(super) const CASE: &str = "arende";

lazy_page!(
    /// Who may see what of a case's person.
    EXPLAIN_PAGE = explain_page, desk
);

fn explain_page() -> AnyView {
    let unit = use_part("unit");
    let query = use_query_map();
    let case = Memo::new(move |_| query.with(|query| query.get(CASE).unwrap_or_default()));
    let found = Fetched::new(
        move || (unit.get(), case.get()),
        |(unit, case)| read_explained(unit, case),
    );
    view! {
        <Load of=found let:found>
            {match found {
                Ok(found) => view! { <Explained found/> }.into_any(),
                Err(name) => choose(&unit.get_untracked(), &name),
            }}
        </Load>
    }
    .into_any()
}

/// Where no case is chosen: how one chooses.
fn choose(unit: &str, name: &str) -> AnyView {
    let back = back(unit);
    view! {
        <Page title=format!("{name}: vem får se det här?")>
            {back}
            <Empty icon=IconName::Search title="Välj ett ärende först">
                <p>"Öppna ett av enhetens ärenden och följ länken Vem får se det här?"</p>
            </Empty>
        </Page>
    }
    .into_any()
}

#[component]
fn Explained(found: CaseExplained) -> impl IntoView {
    let CaseExplained {
        unit,
        name,
        thread,
        region,
        rules_from,
        at,
        asks,
    } = found;
    let case = format!("/mottagning/{unit}/arende/{thread}");
    let sections = asks.into_iter().enumerate().map(asker).collect_view();
    view! {
        // Whom it is about does not stand in the tab.
        <Page
            title="Vem får se det här?".to_owned()
            tab=format!("{name}: vem får se det här?")
            lead=by_rules(&region, rules_from, at)
        >
            <p class="back no-print">
                <a href=case>
                    <Icon name=IconName::Back/>
                    <span>"Till ärendet"</span>
                </a>
            </p>
            <p>
                "Här står det som gäller hos er. Vad andra enheter och vårdgivare har beslutat visas inte."
            </p>
            {sections}
        </Page>
    }
    .into_any()
}

/// What one of them may see.
fn asker((nth, asks): (usize, Asks)) -> AnyView {
    let heading = format!("fraga-{nth}");
    let labelled = heading.clone();
    let who = match asks.who {
        Asker::Person(name) => format!("{name}, för egen del"),
        Asker::Guardian(name) => format!("{name}, vårdnadshavare som skickade ärendet"),
    };
    let answers = asks.answers.into_iter().map(answer).collect_view();
    let facts = asks
        .facts
        .into_iter()
        .map(|one| view! { <li>{fact(one)}</li> }.into_any());
    view! {
        <section class="setting" aria-labelledby=labelled>
            <h2 id=heading>{who}</h2>
            <dl class="case-facts">{answers}</dl>
            <h3>"Det här bygger svaren på"</h3>
            <ul>{facts.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn answer((of, answer): (Area, Told)) -> AnyView {
    view! {
        <div>
            <dt>{area(of)}</dt>
            <dd>{told(&answer)}</dd>
        </div>
    }
    .into_any()
}
