//! A child's road map (B2): 13 → 16 → 18, what goes on then, and a sheet of paper for the child itself.

use domain::family::{ChildName, Soon, Whom};
use domain::future::{Change, ComingVisit, OpenCase, RoadMap, Step};
use leptos::prelude::*;

use crate::api::future::read_road_map;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::print::PrintButton;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part};
use crate::text;
use crate::text::genitive::{belonging, is_number};
use crate::text::road_map::{
    Called, case_fate, case_stands, changes, changes_for_you, visit_fate, what_goes_on,
};

lazy_page!(
    /// A child's road map.
    ROAD_MAP_PAGE = road_map_page, family
);

fn road_map_page() -> AnyView {
    let link = use_part("link");
    let road_map = Fetched::new(move || link.get(), read_road_map);
    view! {
        <Load of=road_map let:road_map>
            <Road road_map/>
        </Load>
    }
    .into_any()
}

#[component]
fn Road(road_map: RoadMap) -> impl IntoView {
    let RoadMap {
        child,
        steps,
        visits,
        cases,
    } = road_map;
    let whom = Whom::Child(child.clone());
    let called = Called::by(&child.short);
    let title = belonging(&child.short, "väg till 18 år");
    let lead = format!(
        "Det här ändras när {} blir äldre, och vilken dag.",
        called.who
    );
    let overview = Area::Overview.at(&whom);
    let back = format!("Till {}", belonging(&child.short, "översikt"));
    let road = steps
        .iter()
        .map(|step| road_step(*step, &steps, child.soon, &called))
        .collect_view();
    let (inbox, bookings) = (Area::Inbox.at(&whom), Area::Bookings.at(&whom));
    let visits = visits
        .into_iter()
        .map(|visit| coming_visit(visit, &bookings, &called));
    let cases = cases
        .into_iter()
        .map(|case| open_case(case, &inbox, &called));
    let list: Vec<_> = visits.chain(cases).collect();
    let paper = Paper {
        title: format!("Ett blad till {}", called.who),
        note: format!(
            "När du skriver ut den här sidan blir det ett blad som är skrivet till {}. Där står vad \
             som ändras och när, men inga ärenden.",
            called.who
        ),
        button: format!("Skriv ut till {}", called.who),
    };
    let ends = steps.iter().find(|step| step.change == Change::OwnLogIn);
    let going_on = ends.map(|ends| view! { <WhatGoesOn ends=*ends called list/> }.into_any());
    view! {
        <NameBand whom/>
        <Page title lead>
            <p class="back no-print">
                <a href=overview>
                    <Icon name=IconName::Back/>
                    <span>{back}</span>
                </a>
            </p>
            <ol class="road no-print" role="list">{road}</ol>
            {going_on}
            <section class="no-print" aria-labelledby="papper">
                <h2 id="papper">{paper.title}</h2>
                <p>{paper.note}</p>
                <p class="actions">
                    <PrintButton label=paper.button/>
                </p>
            </section>
            <Letter child steps/>
        </Page>
    }
    .into_any()
}

/// What is said of the sheet of paper.
struct Paper {
    title: String,
    note: String,
    button: String,
}

/// A day on which something changes. `soon`: how soon it is.
fn road_step(step: Step, steps: &[Step], soon: Option<Soon>, called: &Called) -> AnyView {
    let changes = changes(step, steps, called);
    let soon = soon.filter(|soon| soon.turns == step.turns);
    let soon = soon.map(|soon| format!(", {}", text::in_days(soon.days)));
    view! {
        <li class="road-step">
            <h2>{format!("{} år", step.turns)}</h2>
            <p class="road-day">
                <time datetime=step.day.iso()>{step.day.with_weekday()}</time>
                {soon}
            </p>
            <div class="road-sides">
                <div>
                    <h3>"För dig"</h3>
                    {lines(changes.guardian)}
                </div>
                <div>
                    <h3>{format!("För {}", called.who)}</h3>
                    {lines(changes.child)}
                </div>
            </div>
        </li>
    }
    .into_any()
}

fn lines(lines: Vec<String>) -> AnyView {
    let line = |line| view! { <li>{line}</li> }.into_any();
    let lines = lines.into_iter().map(line).collect_view();
    view! { <ul class="road-lines">{lines}</ul> }.into_any()
}

/// Something that goes on when the guardian's link ends.
struct GoingOn {
    href: String,
    icon: IconName,
    title: String,
    /// With whom, and how it stands.
    note: String,
    /// What becomes of it.
    fate: String,
}

fn coming_visit(visit: ComingVisit, bookings: &str, called: &Called) -> GoingOn {
    let ComingVisit { booking, fate } = visit;
    GoingOn {
        href: format!("{bookings}/{}", booking.id),
        icon: IconName::Calendar,
        title: format!("Tid {}", booking.at.long()),
        note: format!("{}.", booking.unit),
        fate: visit_fate(fate, called),
    }
}

fn open_case(case: OpenCase, inbox: &str, called: &Called) -> GoingOn {
    GoingOn {
        href: format!("{inbox}/{}", case.thread),
        icon: IconName::Inbox,
        note: format!("{}. {}.", case.unit, case_stands(&case)),
        fate: case_fate(&case, called),
        title: case.subject,
    }
}

/// What goes on when the guardian's link ends, whatever it is, and what becomes of it.
#[component]
fn WhatGoesOn(ends: Step, called: Called, list: Vec<GoingOn>) -> impl IntoView {
    let title = format!("Det som pågår när {} fyller {}", called.who, ends.turns);
    let said = what_goes_on(ends, &called).map(|said| view! { <p>{said}</p> }.into_any());
    let list = if list.is_empty() {
        view! { <p>"Just nu pågår inget ärende, och ingen tid är bokad."</p> }.into_any()
    } else {
        let list = list.into_iter().map(going_on).collect_view();
        view! { <ul class="doors" role="list">{list}</ul> }.into_any()
    };
    view! {
        <section class="no-print" aria-labelledby="pagar">
            <h2 id="pagar">{title}</h2>
            {said.into_iter().collect_view()}
            {list}
        </section>
    }
    .into_any()
}

fn going_on(what: GoingOn) -> AnyView {
    view! {
        <li>
            <a class="door" href=what.href>
                <Icon name=what.icon/>
                <span class="door-text">
                    <span class="door-title">{what.title}</span>
                    <span class="door-note">{what.note}</span>
                    <span class="door-note">{what.fate}</span>
                </span>
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
    .into_any()
}

/// The sheet of paper: all that is printed, and written to the child. It tells of no case: paper lies
/// about.
#[component]
fn Letter(child: ChildName, steps: Vec<Step>) -> impl IntoView {
    let title = if is_number(&child.short) {
        "Till dig".to_owned()
    } else {
        format!("Till dig, {}", child.short)
    };
    let begins = steps.iter().find(|step| step.change == Change::OwnLogIn);
    let begins = begins.map(|step| {
        let day = step.day.with_weekday();
        let turns = step.turns;
        let said = format!(
            "Du fyller {turns} år {day}. Från den dagen är det du själv som har kontakt med vården \
             på nätet."
        );
        view! { <p>{said}</p> }.into_any()
    });
    let step = |step: &Step| {
        let day = format!("{} år: {}", step.turns, step.day.with_weekday());
        view! {
            <section>
                <h3>{day}</h3>
                {lines(changes_for_you(*step, &steps))}
            </section>
        }
        .into_any()
    };
    let told = steps.iter().map(step).collect_view();
    view! {
        <article class="letter">
            <h2>{title}</h2>
            {begins}
            {told}
            <p>"Har du frågor? Ring 1177, eller prata med din mottagning."</p>
        </article>
    }
    .into_any()
}
