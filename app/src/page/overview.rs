//! A child's overview: what is new, and the doors to its pages.

use domain::family::{ChildName, Overview, Soon, Whom};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::family::read_overview;
use crate::component::alert::{Alert, AlertKind};
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, road_map_of, use_part};
use crate::text;
use crate::text::genitive::{belonging, genitive, is_number};

lazy_page!(
    /// A child's overview.
    OVERVIEW_PAGE = overview_page, family
);

fn overview_page() -> AnyView {
    let link = use_part("link");
    let overview = Fetched::new(move || link.get(), read_overview);
    let query = use_query_map();
    let added = move || query.with_untracked(|query| query.get_str("ny").is_some());
    view! {
        <Load of=overview let:overview>
            <ChildOverview overview added=added()/>
        </Load>
    }
    .into_any()
}

#[component]
fn ChildOverview(overview: Overview, added: bool) -> impl IntoView {
    let Overview {
        child,
        unread,
        next,
        ends,
    } = overview;
    let whom = Whom::Child(child.clone());
    let name = child.short.clone();
    let added = added.then(|| {
        let title = format!("Nu är {} tillagd", child.name);
        view! {
            <Alert kind=AlertKind::Success title answers_form=true>
                <p>"Du når sidorna från Mina sidor, under Agera ombud. Du behöver bara lägga till en gång."</p>
            </Alert>
        }.into_any()
    });
    let soon = child
        .soon
        .map(|soon| view! { <Coming child=child.clone() soon/> }.into_any());
    let doors = [
        Door {
            href: Area::Contact.at(&whom),
            icon: IconName::Clinic,
            title: "Kontakta mottagning".to_owned(),
            note: format!("Boka tid eller skriv för {name}"),
            new: false,
        },
        Door {
            href: Area::Inbox.at(&whom),
            icon: IconName::Inbox,
            title: belonging(&name, "inkorg"),
            note: text::unread(unread),
            new: unread > 0,
        },
        Door {
            href: Area::Bookings.at(&whom),
            icon: IconName::Calendar,
            title: belonging(&name, "tider"),
            note: next.map_or_else(
                || "Inga bokade tider".to_owned(),
                |next| format!("Nästa: {}, {}", next.at.long(), next.unit),
            ),
            new: false,
        },
        Door {
            href: Area::JournalServices.at(&whom),
            icon: IconName::Journal,
            title: belonging(&name, "journaltjänster"),
            note: "Läs anteckningar, provsvar och vaccinationer".to_owned(),
            new: false,
        },
        Door {
            href: Area::Prescriptions.at(&whom),
            icon: IconName::Medicine,
            title: belonging(&name, "recept"),
            note: "Se recepten och be om förnyelse".to_owned(),
            new: false,
        },
        Door {
            href: road_map_of(&child),
            icon: IconName::Calendar,
            title: belonging(&name, "väg till 18 år"),
            note: "Vad som ändras, vilken dag, och vad som händer med ärenden".to_owned(),
            new: false,
        },
        Door {
            href: Area::Settings.at(&whom),
            icon: IconName::Settings,
            title: belonging(&name, "inställningar"),
            note: "Aviseringar, och att ta bort från din lista".to_owned(),
            new: false,
        },
    ];
    let last = ends.before();
    view! {
        <NameBand whom/>
        <Page title=belonging(&name, "översikt")>
            {added}
            {soon}
            <ul class="doors" role="list">{doors.map(door).collect_view()}</ul>
            <p class="overview-ends">
                <Icon name=IconName::Calendar/>
                <span>
                    "Du kan agera ombud till och med "
                    <time datetime=last.iso()>{last.with_weekday()}</time> "."
                </span>
            </p>
        </Page>
    }
    .into_any()
}

/// A birthday that changes something, soon: what, and when.
#[component]
fn Coming(child: ChildName, soon: Soon) -> impl IntoView {
    let title = format!(
        "{} fyller {} år {}",
        child.short,
        soon.turns,
        text::in_days(soon.days)
    );
    let errands = if is_number(&child.short) {
        "barnets ärenden".to_owned()
    } else {
        format!("{} ärenden", genitive(&child.short))
    };
    let body = format!(
        "Från och med {} kan du inte längre göra {errands} eller läsa journalen här.",
        soon.day.with_weekday()
    );
    let road_map = road_map_of(&child);
    view! {
        <Alert kind=AlertKind::Info title>
            <p>{body}</p>
            <p>
                <a href=road_map>"Läs vad som händer då"</a>
            </p>
        </Alert>
    }
    .into_any()
}

/// The way to a page of the child's.
struct Door {
    href: String,
    icon: IconName,
    title: String,
    note: String,
    /// Whether something is new there.
    new: bool,
}

fn door(door: Door) -> AnyView {
    view! {
        <li>
            <a class="door" href=door.href data-new=door.new.then_some("")>
                <Icon name=door.icon/>
                <span class="door-text">
                    <span class="door-title">{door.title}</span>
                    <span class="door-note">{door.note}</span>
                </span>
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
    .into_any()
}
