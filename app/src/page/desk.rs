//! The clinic's side: where one works (R-C1).

mod acts;
pub(crate) mod application;
pub(crate) mod applications;
pub(crate) mod approved;
mod block_fields;
pub(crate) mod blocks;
pub(crate) mod case;
pub(crate) mod cases;
mod decide;
pub(crate) mod explain;
pub(crate) mod give;
mod insert;
pub(crate) mod new_block;
pub(crate) mod offers;
pub(crate) mod templates;
pub(crate) mod time;
pub(crate) mod times;

use domain::principal::Principal;
use domain::staff::Workplace;
use leptos::prelude::*;

use crate::api::desk::read_workplaces;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;

lazy_page!(
    /// Where one works.
    WORKPLACES_PAGE = workplaces_page, desk
);

fn workplaces_page() -> AnyView {
    let places = Fetched::new(|| (), |()| read_workplaces());
    view! {
        <Load of=places let:places>
            <Workplaces places=places.0 principals=places.1/>
        </Load>
    }
    .into_any()
}

#[component]
fn Workplaces(places: Vec<Workplace>, principals: Vec<Principal>) -> impl IntoView {
    let list = if places.is_empty() && principals.is_empty() {
        view! {
            <Empty icon=IconName::Clinic title="Du är inte registrerad på någon enhet">
                <p>"Den som sköter tjänsten hos din vårdgivare kan lägga till dig."</p>
                <p>
                    <a href="/mig">"Till Mina sidor"</a>
                </p>
            </Empty>
        }
        .into_any()
    } else {
        let rows = places.into_iter().map(row).collect_view();
        let own = principals.into_iter().map(administered).collect_view();
        view! { <ul class="doors" role="list">{rows} {own}</ul> }.into_any()
    };
    view! { <Page title="Mottagningens sidor".to_owned()>{list}</Page> }.into_any()
}

/// The way to a care principal that one administers.
fn administered(principal: Principal) -> AnyView {
    view! {
        <li>
            <a class="door" href=format!("/huvudman/{}", principal.id)>
                <Icon name=IconName::Settings/>
                <span class="door-text">
                    <span class="door-title">{principal.name}</span>
                    <span class="door-note">"Vem som arbetar på enheterna"</span>
                </span>
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
    .into_any()
}

fn row(place: Workplace) -> AnyView {
    let href = format!("/mottagning/{}", place.unit);
    let new = match place.new {
        1 => "1 nytt ärende".to_owned(),
        new => format!("{new} nya ärenden"),
    };
    let new = (place.new > 0).then_some(new);
    let mine = (place.mine > 0).then(|| format!("{} som du har tagit", place.mine));
    let reviews = match place.reviews {
        0 => None,
        1 => Some("1 spärr att granska".to_owned()),
        reviews => Some(format!("{reviews} spärrar att granska")),
    };
    let waits: Vec<_> = [new, mine, reviews].into_iter().flatten().collect();
    let note = if waits.is_empty() {
        "Inget väntar".to_owned()
    } else {
        waits.join(", ")
    };
    view! {
        <li>
            <a class="door" href=href data-new=(place.new + place.reviews > 0).then_some("")>
                <Icon name=IconName::Clinic/>
                <span class="door-text">
                    <span class="door-title">{place.name}</span>
                    <span class="door-note">{note}</span>
                </span>
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
    .into_any()
}
