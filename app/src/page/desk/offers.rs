//! What a unit offers online (R-E7).

use domain::contact::OnlineService;
use domain::staff::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::cases::back;
use crate::api::desk::read_offers;
use crate::component::alert::{Alert, AlertKind};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{SendButton, SendForm};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::use_part;
use crate::text::case::online_service;

lazy_page!(
    /// What a unit offers online.
    OFFERS_PAGE = offers_page, desk
);

fn offers_page() -> AnyView {
    let unit = use_part("unit");
    let offers = Fetched::new(move || unit.get(), read_offers);
    let query = use_query_map();
    let saved = RwSignal::new(query.with_untracked(|query| query.get_str("sparat").is_some()));
    let done = Callback::new(move |_| {
        saved.set(true);
        offers.refetch();
    });
    view! {
        <Load of=offers let:found>
            <Offers
                unit=unit.get_untracked()
                name=found.0
                role=found.1
                offers=found.2
                saved=saved.get_untracked()
                done
            />
        </Load>
    }
    .into_any()
}

#[component]
fn Offers(
    unit: String,
    name: String,
    role: Role,
    offers: Vec<OnlineService>,
    /// Whether it has just been saved.
    saved: bool,
    /// Called when it is saved.
    done: Callback<String>,
) -> impl IntoView {
    let action = format!("/mottagning/{unit}/tjanster");
    let saved = saved.then(|| {
        view! { <Alert kind=AlertKind::Success title="Det är sparat" answers_form=true/> }
            .into_any()
    });
    let choice = |service: OnlineService| {
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    name="tjanst"
                    value=service.word()
                    checked=offers.contains(&service)
                    disabled=role != Role::InCharge
                />
                <span>{online_service(service)}</span>
            </label>
        }
        .into_any()
    };
    let choices = OnlineService::ALL.map(choice).collect_view();
    view! {
        <Page title=format!("{name}: på nätet")>
            {back(&unit)}
            {saved}
            <p>
                "Det som är ikryssat kan göras här av den som har kontakt med enheten. Det andra visas inte."
            </p>
            <SendForm action done>
                <fieldset class="field">
                    <legend>"Vi erbjuder"</legend>
                    {choices}
                </fieldset>
                {save(role)}
            </SendForm>
        </Page>
    }
    .into_any()
}

/// Saving, for one who may.
fn save(role: Role) -> AnyView {
    if role == Role::InCharge {
        view! {
            <p class="actions">
                <SendButton label="Spara"/>
            </p>
        }
        .into_any()
    } else {
        view! { <p>"Den som är ansvarig för enheten väljer vad den erbjuder."</p> }.into_any()
    }
}
