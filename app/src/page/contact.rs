//! Contacting a clinic: the units that one knows, and those that a search finds.

pub(crate) mod certificate;
pub(crate) mod message;
pub(crate) mod unit;

use domain::access::PublicReason;
use domain::contact::{Clinics, UnitOffer};
use domain::family::Whom;
use domain::id::UnitId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::contact::read_clinics;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::phone::PhoneLink;
use crate::component::why_closed::WhyClosed;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_who};
use crate::text::genitive::{belonging, tab_of};
use crate::text::refusal;

lazy_page!(
    /// The clinics that can be contacted.
    CLINICS_PAGE = clinics_page, errand
);

fn clinics_page() -> AnyView {
    let who = use_who();
    let query = use_query_map();
    let search = Memo::new(move |_| query.with(|query| query.get("sok").unwrap_or_default()));
    let clinics = Fetched::new(
        move || (who.get(), search.get()),
        |(who, search)| read_clinics(who, search),
    );
    view! {
        <Load of=clinics let:found>
            <Choice whom=found.0 clinics=found.1 search=search.get_untracked()/>
        </Load>
    }
    .into_any()
}

#[component]
fn Choice(whom: Whom, clinics: Clinics, search: String) -> impl IntoView {
    let path = Area::Contact.at(&whom);
    let title = match &whom {
        Whom::Myself(_) => "Kontakta mottagning".to_owned(),
        Whom::Child(child) => format!("Kontakta mottagning för {}", child.short),
    };
    let tab = tab_of(&whom, "kontakta mottagning");
    let known = match &whom {
        Whom::Myself(_) => "Dina mottagningar".to_owned(),
        Whom::Child(child) => belonging(&child.short, "mottagningar"),
    };
    let searched = !search.is_empty();
    let none = clinics.known.is_empty() && clinics.others.is_empty();
    let closed = &clinics.closed;
    // Told once, where some of them are closed.
    let why = closed.first().map(|(_, why)| *why);
    let why = why.map(|why| view! { <WhyClosed why folded=true/> }.into_any());
    let known = units(known, clinics.known, closed, &path);
    let others = units(
        "Andra mottagningar".to_owned(),
        clinics.others,
        closed,
        &path,
    );
    let nothing = (none && searched).then(|| {
        view! {
            <Empty icon=IconName::Search title="Ingen mottagning heter så">
                <p>"Kontrollera stavningen, eller skriv bara början av namnet."</p>
            </Empty>
        }
        .into_any()
    });
    view! {
        <NameBand whom area=Area::Contact/>
        <Page title tab lead="Välj vilken mottagning det gäller. Är det bråttom, ring 1177 eller 112.">
            <form class="search" method="get" action=path role="search">
                <label for="sok">"Sök mottagning"</label>
                <div class="search-row">
                    <input
                        type="search"
                        id="sok"
                        name="sok"
                        maxlength="60"
                        autocomplete="off"
                        value=search
                    />
                    <button class="button">
                        <Icon name=IconName::Search/>
                        <span>"Sök"</span>
                    </button>
                </div>
            </form>
            {why}
            {known}
            {others}
            {nothing}
        </Page>
    }
    .into_any()
}

/// Units below a heading; nothing where there are none.
fn units(
    title: String,
    units: Vec<UnitOffer>,
    closed: &[(UnitId, PublicReason)],
    path: &str,
) -> Option<AnyView> {
    if units.is_empty() {
        return None;
    }
    let rows = units.into_iter().map(|unit| {
        let mut closed = closed.iter();
        if let Some((_, why)) = closed.find(|(closed, _)| *closed == unit.unit) {
            return closed_unit(unit, *why);
        }
        let href = format!("{path}/{}", unit.unit);
        let clinic = (unit.clinic != unit.name).then_some(unit.clinic);
        view! {
            <li>
                <a class="door" href=href>
                    <Icon name=IconName::Clinic/>
                    <span class="door-text">
                        <span class="door-title">{unit.name}</span>
                        {clinic.map(|clinic| view! { <span class="door-note">{clinic}</span> }.into_any())}
                    </span>
                    <Icon name=IconName::Forward/>
                </a>
            </li>
        }
        .into_any()
    });
    let view = view! {
        <section>
            <h2>{title}</h2>
            <ul class="doors" role="list">{rows.collect_view()}</ul>
        </section>
    };
    Some(view.into_any())
}

/// A unit that is closed to the one who asks (R-G8): it can be called.
fn closed_unit(unit: UnitOffer, why: PublicReason) -> AnyView {
    view! {
        <li class="closed-part">
            <p>
                <strong>{unit.name}</strong>
            </p>
            <p>{format!("{}.", refusal(why).title)} " " <PhoneLink phone=unit.phone/></p>
        </li>
    }
    .into_any()
}
