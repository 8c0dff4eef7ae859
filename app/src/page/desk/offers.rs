//! What a unit offers online (R-E7).

use domain::certificate::CertificateKind;
use domain::contact::OnlineService;
use domain::staff::{Role, UnitOffers};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::cases::back;
use crate::api::desk::read_offers;
use crate::component::alert::{Alert, AlertKind};
use crate::component::inputs::{Notes, described};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{SendButton, SendForm};
use crate::component::sending::use_sending;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::use_part;
use crate::text::case::online_service;
use crate::text::errand::certificate_kind;

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
                offers=found
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
    offers: UnitOffers,
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
    let UnitOffers {
        name,
        role,
        offers,
        certificates,
    } = offers;
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
                    {services(&offers, role)}
                </fieldset>
                <Certificates certificates role/>
                {save(role)}
            </SendForm>
        </Page>
    }
    .into_any()
}

/// A box for each service.
fn services(offers: &[OnlineService], role: Role) -> AnyView {
    let choice = |service: OnlineService| {
        let offered = offers.contains(&service);
        let label = online_service(service);
        choice(UnitOffers::SERVICES, service.word(), label, offered, role)
    };
    OnlineService::ALL.map(choice).collect_view().into_any()
}

/// A box for each kind of certificate.
#[component]
fn Certificates(certificates: Vec<CertificateKind>, role: Role) -> impl IntoView {
    let sending = use_sending();
    let field = UnitOffers::CERTIFICATES;
    let error = sending.error(field);
    let described = described(field, true, error);
    let choice = |kind: CertificateKind| {
        let issued = certificates.contains(&kind);
        choice(field, kind.word(), certificate_kind(kind), issued, role)
    };
    let hint = Some("Gäller bara om ni tar emot beställningar av intyg.".to_owned());
    view! {
        <fieldset
            class="field"
            id=sending.id(field)
            tabindex="-1"
            aria-describedby=described
            data-wrong=move || error.get().is_some().then_some("")
        >
            <legend>"Intyg som vi utfärdar"</legend>
            <Notes name=field hint error/>
            {CertificateKind::ALL.map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// A box, for one who may tick it. As it was sent, where the form is shown again.
fn choice(
    field: &'static str,
    word: &'static str,
    label: &'static str,
    ticked: bool,
    role: Role,
) -> AnyView {
    let ticked = use_sending().chosen(field, word).unwrap_or(ticked);
    view! {
        <label class="choice">
            <input
                type="checkbox"
                name=field
                value=word
                checked=ticked
                disabled=role != Role::InCharge
            />
            <span>{label}</span>
        </label>
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
