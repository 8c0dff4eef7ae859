//! Contacting a clinic: the units that one knows, and those that a search finds.

pub(crate) mod certificate;
pub(crate) mod message;
pub(crate) mod unit;

use domain::contact::{Clinics, UnitOffer};
use domain::family::Whom;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::contact::read_clinics;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_who};
use crate::text::genitive::{belonging, tab_of};

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
    let known = units(known, clinics.known, &path);
    let others = units("Andra mottagningar".to_owned(), clinics.others, &path);
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
            {known}
            {others}
            {nothing}
        </Page>
    }
    .into_any()
}

/// Units below a heading; nothing where there are none.
fn units(title: String, units: Vec<UnitOffer>, path: &str) -> Option<AnyView> {
    if units.is_empty() {
        return None;
    }
    let rows = units.into_iter().map(|unit| {
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
