//! One unit: what it offers online (R-E7), and its phone.

use domain::contact::{OnlineService, UnitOffer};
use domain::family::Whom;
use leptos::prelude::*;

use crate::api::contact::read_unit;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::phone::PhoneLink;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part, use_who};
use crate::text::genitive::tab_of;

lazy_page!(
    /// One unit.
    UNIT_PAGE = unit_page, errand
);

fn unit_page() -> AnyView {
    let (who, unit) = (use_who(), use_part("unit"));
    let unit = Fetched::new(
        move || (who.get(), unit.get()),
        |(who, unit)| read_unit(who, unit),
    );
    view! {
        <Load of=unit let:found>
            <Offers whom=found.0 unit=found.1/>
        </Load>
    }
    .into_any()
}

#[component]
fn Offers(whom: Whom, unit: UnitOffer) -> impl IntoView {
    let path = Area::Contact.at(&whom);
    let here = format!("{path}/{}", unit.unit);
    let doors: Vec<_> = unit
        .offers
        .iter()
        .map(|service| door(*service, &here, &whom))
        .collect();
    let list = if doors.is_empty() {
        view! { <p>"Mottagningen tar inte emot ärenden här. Ring i stället."</p> }.into_any()
    } else {
        view! { <ul class="doors" role="list">{doors}</ul> }.into_any()
    };
    let clinic = (unit.clinic != unit.name).then_some(unit.clinic);
    // Which clinic it is tells of somebody's health: not in the tab.
    let tab = tab_of(&whom, "en mottagning");
    view! {
        <NameBand whom area=Area::Contact/>
        <Page title=unit.name tab lead=clinic.unwrap_or_default()>
            <p class="back">
                <a href=path>
                    <Icon name=IconName::Back/>
                    <span>"Välj en annan mottagning"</span>
                </a>
            </p>
            {list}
            <p class="unit-phone">
                "Annat gör du på telefon: "
                <PhoneLink phone=unit.phone/>
            </p>
        </Page>
    }
    .into_any()
}

/// The way to a service.
fn door(service: OnlineService, here: &str, whom: &Whom) -> AnyView {
    let (href, icon, title, note) = match service {
        OnlineService::Message => (
            format!("{here}/meddelande"),
            IconName::Unread,
            match whom {
                Whom::Myself(_) => "Skriv ett meddelande".to_owned(),
                Whom::Child(child) => format!("Skriv om {}", child.short),
            },
            "Ställ en fråga. Svaret kommer i inkorgen.",
        ),
        OnlineService::Booking => (
            format!("{here}/tid"),
            IconName::Calendar,
            match whom {
                Whom::Myself(_) => "Boka tid".to_owned(),
                Whom::Child(child) => format!("Boka tid åt {}", child.short),
            },
            "Välj bland de tider som mottagningen har öppnat.",
        ),
        OnlineService::Renewal => (
            Area::Prescriptions.at(whom),
            IconName::Medicine,
            match whom {
                Whom::Myself(_) => "Förnya recept".to_owned(),
                Whom::Child(child) => format!("Förnya recept för {}", child.short),
            },
            "Se recepten och välj vilka du vill förnya.",
        ),
        OnlineService::Certificate => (
            format!("{here}/intyg"),
            IconName::Certificate,
            match whom {
                Whom::Myself(_) => "Beställ ett intyg".to_owned(),
                Whom::Child(child) => format!("Beställ ett intyg för {}", child.short),
            },
            "Till exempel till förskolan eller skolan.",
        ),
    };
    view! {
        <li>
            <a class="door" href=href>
                <Icon name=icon/>
                <span class="door-text">
                    <span class="door-title">{title}</span>
                    <span class="door-note">{note}</span>
                </span>
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
    .into_any()
}
