//! Who works at a care principal's units, for those who decide it (R-C1).

use domain::principal::{StaffChange, StaffMember, UnitStaff, Workforce};
use domain::staff::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::principal::read_workforce;
use crate::component::alert::{Alert, AlertKind};
use crate::component::choose::Choose;
use crate::component::inputs::Line;
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{SendButton, SendForm};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::use_part;

lazy_page!(
    /// Who works at a care principal's units.
    PRINCIPAL_PAGE = principal_page, desk
);

fn principal_page() -> AnyView {
    let principal = use_part("principal");
    let workforce = Fetched::new(move || principal.get(), read_workforce);
    let query = use_query_map();
    let said = RwSignal::new(query.with_untracked(|query| query.get("gjort")));
    let done = Callback::new(move |to: String| {
        said.set(to.rsplit('=').next().map(str::to_owned));
        workforce.refetch();
    });
    view! {
        <Load of=workforce let:workforce>
            <Units workforce said=said.get_untracked() done/>
        </Load>
    }
    .into_any()
}

#[component]
fn Units(
    workforce: Workforce,
    /// What has just been done.
    said: Option<String>,
    /// Called when something is.
    done: Callback<String>,
) -> impl IntoView {
    let action = format!("/huvudman/{}", workforce.principal.id);
    let said = said.and_then(|word| match word.as_str() {
        "arbetar" => Some("Personen arbetar där nu"),
        "borta" => Some("Personen arbetar inte där längre"),
        _ => None,
    });
    let said = said
        .map(|title| view! { <Alert kind=AlertKind::Success title answers_form=true/> }.into_any());
    let choices: Vec<_> = workforce
        .units
        .iter()
        .map(|unit| (unit.unit.to_string(), unit.name.clone()))
        .collect();
    let units = workforce
        .units
        .into_iter()
        .map(|one| unit(one, &action, done))
        .collect_view();
    view! {
        <Page
            title=format!("{}: personal", workforce.principal.name)
            lead="Den som arbetar på en enhet ser enhetens ärenden, och bara dem."
        >
            {said}
            <Add action=action.clone() choices done/>
            {units}
        </Page>
    }
    .into_any()
}

/// A unit, and who works there.
fn unit(unit: UnitStaff, action: &str, done: Callback<String>) -> AnyView {
    let heading = format!("enhet-{}", unit.unit);
    let label = heading.clone();
    let id = unit.unit.to_string();
    let staff = if unit.staff.is_empty() {
        view! { <p>"Ingen arbetar här än."</p> }.into_any()
    } else {
        let rows = unit
            .staff
            .into_iter()
            .map(|one| row(one, &id, action, done));
        view! { <ul class="desk-times" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby=label>
            <h2 id=heading>{unit.name}</h2>
            {staff}
        </section>
    }
    .into_any()
}

fn row(member: StaffMember, unit: &str, action: &str, done: Callback<String>) -> AnyView {
    let role = (member.role == Role::InCharge).then_some(" (ansvarig)");
    let remove = format!("Ta bort {}", member.name);
    let name = format!("bort-{unit}-{}", member.id);
    let (unit, staff) = (unit.to_owned(), member.id.to_string());
    let inner = move || {
        view! {
            <input type="hidden" name=StaffChange::ACT value="ta-bort"/>
            <input type="hidden" name=StaffChange::UNIT value=unit/>
            <input type="hidden" name=StaffChange::STAFF value=staff/>
            <SendButton label=remove class="button button-quiet"/>
        }
        .into_any()
    };
    view! {
        <li class="member">
            <span>{format!("{}, {}", member.name, member.title)} {role}</span>
            <SendForm action=action.to_owned() name done class="desk-close">
                {inner()}
            </SendForm>
        </li>
    }
    .into_any()
}

/// Letting somebody work at a unit.
#[component]
fn Add(action: String, choices: Vec<(String, String)>, done: Callback<String>) -> impl IntoView {
    let roles = [
        (Role::Member, "Svarar, beslutar och öppnar tider"),
        (
            Role::InCharge,
            "Ansvarig: väljer också vad enheten erbjuder",
        ),
    ];
    let roles = roles.map(|(role, name)| (role.word().to_owned(), name.to_owned()));
    let inner = move || {
        view! {
            <Line
                name=StaffChange::NUMBER
                label="Personnummer"
                hint="Tolv siffror: ÅÅÅÅMMDDNNNN. Den som redan arbetar på enheten får den nya titeln och rollen."
                inputmode="numeric"
                size=16
            />
            <Choose name=StaffChange::UNIT label="Enhet" options=choices/>
            <Line
                name=StaffChange::TITLE
                label="Titel"
                hint="Så som svaren skrivs under, till exempel barnläkare."
                size=30
            />
            <Choose name=StaffChange::ROLE label="Roll" options=roles.to_vec()/>
            <p class="actions">
                <SendButton label="Lägg till"/>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="setting" aria-labelledby="lagg-till">
            <h2 id="lagg-till">"Lägg till personal"</h2>
            <SendForm action name="lagg-till" done>
                {inner()}
            </SendForm>
        </section>
    }
    .into_any()
}
