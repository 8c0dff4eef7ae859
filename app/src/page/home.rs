//! *Mina sidor*: one's own card, and the children under **Agera ombud** (R-G3).

use domain::application::ApplicationSummary;
use domain::booking::NextBooking;
use domain::family::{ChildCard, ChildName, ChildState, Home, ReadsAt};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::family::read_home;
use crate::component::alert::{Alert, AlertKind};
use crate::component::badge::Badge;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::why_closed::WhyClosed;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::road_map_of;
use crate::text;
use crate::text::count::{renewals_waiting, unread_short};
use crate::text::genitive::{belonging, is_number};

lazy_page!(
    /// The home page.
    HOME_PAGE = home_page, family
);

fn home_page() -> AnyView {
    let home = Fetched::new(|| (), |()| read_home());
    view! {
        <Load of=home let:home>
            <HomeView home/>
        </Load>
    }
    .into_any()
}

#[component]
fn HomeView(home: Home) -> impl IntoView {
    let query = use_query_map();
    let removed = move || {
        let removed = query.with(|query| query.get_str("borttaget").is_some());
        removed.then(|| {
            view! {
                <Alert kind=AlertKind::Success title="Barnet är borttaget från din lista" answers_form=true>
                    <p>"Du kan lägga till det igen när du vill, om du är vårdnadshavare."</p>
                </Alert>
            }.into_any()
        })
    };
    let greeting = match home.name.split_whitespace().next() {
        Some(first) if !is_number(first) => format!("Hej {first}. Vad vill du göra i dag?"),
        _ => "Hej. Vad vill du göra i dag?".to_owned(),
    };
    view! {
        <Page title="Mina sidor".to_owned() lead=greeting>
            {removed}
            {asked(home.asked)}
            <Mine name=home.name unread=home.unread next=home.next renewals=home.renewals/>
            <Children cards=home.children/>
        </Page>
    }
    .into_any()
}

/// One's own card.
#[component]
fn Mine(
    name: String,
    unread: u32,
    next: Option<NextBooking>,
    /// How many prescriptions wait for a decision.
    renewals: u32,
) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="mitt">
            <div class="card-head">
                <Badge name=name.clone()/>
                <div>
                    <h2 class="card-title" id="mitt">
                        {name}
                    </h2>
                    <p class="card-note">"Dina egna ärenden"</p>
                </div>
            </div>
            <ul class="card-ways">
                <li>
                    <a href="/mig/inkorg">
                        <Icon name=IconName::Inbox/>
                        <span>"Min inkorg"</span>
                        <Unread count=unread/>
                        <Icon name=IconName::Forward/>
                    </a>
                </li>
                {next.map(|next| next_way("/mig", next))}
                <li>
                    <a href="/mig/kontakta">
                        <Icon name=IconName::Clinic/>
                        <span>"Kontakta mottagning"</span>
                        <Icon name=IconName::Forward/>
                    </a>
                </li>
                <li>
                    <a href="/mig/journaltjanster">
                        <Icon name=IconName::Journal/>
                        <span>"Min journal"</span>
                        <Icon name=IconName::Forward/>
                    </a>
                </li>
                <li>
                    <a href="/mig/recept">
                        <Icon name=IconName::Medicine/>
                        <span>"Mina recept" {renewals_note(renewals)}</span>
                        <Icon name=IconName::Forward/>
                    </a>
                </li>
                <li>
                    <a href="/mig/intyg">
                        <Icon name=IconName::Certificate/>
                        <span>"Mina intyg"</span>
                        <Icon name=IconName::Forward/>
                    </a>
                </li>
            </ul>
        </section>
    }
    .into_any()
}

/// How many are unread, if any are: a figure for the eye, words for the ear.
#[component]
fn Unread(count: u32) -> impl IntoView {
    unread_short(count).map(|words| {
        view! {
            <span class="count">
                <span aria-hidden="true">{count}</span>
                <span class="visually-hidden">{words}</span>
            </span>
        }
        .into_any()
    })
}

#[component]
fn Children(cards: Vec<ChildCard>) -> impl IntoView {
    let none = cards.is_empty();
    let list = if none {
        view! {
            <Empty icon=IconName::Child title="Här kommer dina barn att stå">
                <p>
                    "Lägg till ett barn som du är vårdnadshavare för, så kan du göra barnets ärenden och läsa journalen. Det behövs bara en gång."
                </p>
                <p class="actions">
                    <a class="button" href="/mig/lagg-till-barn">
                        <Icon name=IconName::Add/>
                        "Lägg till barn"
                    </a>
                </p>
            </Empty>
        }
        .into_any()
    } else {
        let cards = cards.into_iter().map(child_card).collect_view();
        view! {
            <ul class="child-cards">{cards}</ul>
            <p class="actions">
                <a class="button button-quiet" href="/mig/lagg-till-barn">
                    <Icon name=IconName::Add/>
                    "Lägg till barn"
                </a>
            </p>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="barnen">
            <div class="section-head">
                <h2 id="barnen">"Agera ombud"</h2>
                {(!none).then(|| view! { <p>"Klicka på barnets namn för att göra barnets ärenden."</p> }.into_any())}
            </div>
            {list}
            <p>
                <a href="/mig/ansokningar">"Ansökningar om att läsa journal"</a>
            </p>
        </section>
    }
    .into_any()
}

fn child_card(card: ChildCard) -> AnyView {
    let ChildCard {
        child,
        state,
        reads,
    } = card;
    let colour = child.colour;
    let open = matches!(state, ChildState::Open { .. });
    let link = child.link;
    let body = match state {
        ChildState::Closed(_) if !reads.is_empty() => reading_ways(&link.to_string(), reads),
        ChildState::Open {
            unread,
            next,
            renewals,
        } => open_ways(&child, unread, next, renewals),
        ChildState::Closed(why) => {
            let answer = view! { <WhyClosed why folded=true/> }.into_any();
            closed(text::refusal(why).title, answer)
        }
        ChildState::Failed => {
            let answer = view! {
                <p>
                    "Något gick fel hos oss när vi hämtade uppgifterna. Försök igen om en stund. Är det bråttom, ring mottagningen eller 1177."
                </p>
            };
            closed("Det går inte att visa just nu", answer.into_any())
        }
    };
    view! {
        <li class="card child-card" data-colour=colour.to_string()>
            <div class="card-head">
                <Badge name=child.name.clone() colour=Some(colour)/>
                <ChildHeading child open/>
            </div>
            {body}
        </li>
    }
    .into_any()
}

/// The name, which leads to the child (R-G3), its age, and what changes soon.
#[component]
fn ChildHeading(child: ChildName, open: bool) -> impl IntoView {
    let name = if open {
        view! { <a href=format!("/ombud/{}", child.link)>{child.name}</a> }.into_any()
    } else {
        child.name.into_any()
    };
    let soon = child.soon.map(|soon| {
        view! {
            <p class="card-soon">
                <Icon name=IconName::Calendar/>
                <span>
                    {format!("Fyller {} {}, ", soon.turns, text::in_days(soon.days))}
                    <time datetime=soon.day.iso()>{soon.day.with_weekday()}</time>
                </span>
            </p>
        }
        .into_any()
    });
    view! {
        <div>
            <h3 class="card-title">{name}</h3>
            <p class="card-note">{child.age.text()}</p>
            {soon}
        </div>
    }
    .into_any()
}

/// The way to the next booking.
fn next_way(base: &str, next: NextBooking) -> AnyView {
    view! {
        <li>
            <a href=format!("{base}/tider/{}", next.id)>
                <Icon name=IconName::Calendar/>
                <span>
                    "Nästa tid: " <time datetime=next.at.iso()>{next.at.long()}</time>
                </span>
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
    .into_any()
}

/// How many prescriptions wait for the clinic, beside the way to them.
fn renewals_note(count: u32) -> Option<AnyView> {
    renewals_waiting(count)
        .map(|words| view! { <span class="way-note">{format!(", {words}")}</span> }.into_any())
}

fn open_ways(child: &ChildName, unread: u32, next: Option<NextBooking>, renewals: u32) -> AnyView {
    let base = format!("/ombud/{}", child.link);
    let road_map = child.soon.map(|soon| {
        view! {
            <li>
                <a href=road_map_of(child)>
                    <Icon name=IconName::Calendar/>
                    <span>{format!("Det här händer när {} fyller {}", child.short, soon.turns)}</span>
                    <Icon name=IconName::Forward/>
                </a>
            </li>
        }
        .into_any()
    });
    let renewals = renewals_note(renewals).map(|note| {
        view! {
            <li>
                <a href=format!("{base}/recept")>
                    <Icon name=IconName::Medicine/>
                    <span>"Recept" {note}</span>
                    <Icon name=IconName::Forward/>
                </a>
            </li>
        }
        .into_any()
    });
    view! {
        <ul class="card-ways">
            <li>
                <a href=format!("{base}/inkorg")>
                    <Icon name=IconName::Inbox/>
                    <span>{belonging(&child.short, "inkorg")}</span>
                    <Unread count=unread/>
                    <Icon name=IconName::Forward/>
                </a>
            </li>
            {next.map(|next| next_way(&base, next))}
            {renewals}
            <li>
                <a href=format!("{base}/journaltjanster")>
                    <Icon name=IconName::Journal/>
                    <span>{belonging(&child.short, "journal")}</span>
                    <Icon name=IconName::Forward/>
                </a>
            </li>
            {road_map}
        </ul>
    }
    .into_any()
}

/// What one reads of the journal by exceptions, and nothing else (R-J5).
fn reading_ways(link: &str, reads: Vec<ReadsAt>) -> AnyView {
    let way = |one: ReadsAt| {
        view! {
            <li>
                <a href=format!("/ombud/{link}/journal")>
                    <Icon name=IconName::Journal/>
                    <span>
                        {format!("Journal vid {}, till och med ", one.unit)}
                        <time datetime=one.until.iso()>{one.until.long()}</time>
                    </span>
                    <Icon name=IconName::Forward/>
                </a>
            </li>
        }
        .into_any()
    };
    let ways = reads.into_iter().map(way).collect_view();
    view! { <ul class="card-ways">{ways}</ul> }.into_any()
}

/// Those who ask to read of one's journal, and wait for one's answer (R-J5).
fn asked(asked: Vec<ApplicationSummary>) -> AnyView {
    let card = |one: ApplicationSummary| {
        let title = format!("{} vill läsa din journal", one.applicant);
        let text = format!(
            "Det gäller {}. Du bestämmer om du säger ja eller nej.",
            one.unit
        );
        view! {
            <Alert kind=AlertKind::Info title>
                <p>{text}</p>
                <p>
                    <a href=format!("/mig/ansokningar/{}", one.id)>"Läs och svara"</a>
                </p>
            </Alert>
        }
        .into_any()
    };
    asked.into_iter().map(card).collect_view().into_any()
}

/// Why a child's pages are closed (B1).
fn closed(title: &'static str, answer: AnyView) -> AnyView {
    view! {
        <div class="card-closed">
            <Icon name=IconName::Lock/>
            <div>
                <p class="card-closed-title">{title}</p>
                {answer}
            </div>
        </div>
    }
    .into_any()
}
