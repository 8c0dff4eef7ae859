//! A person's prescriptions, and asking for them to be renewed (R-E3).

use domain::access::PublicReason;
use domain::contact::UnitOffer;
use domain::family::Whom;
use domain::form::{FieldErrors, Typed};
use domain::prescription::{NewRenewal, Prescription, Renewal, UnitPrescriptions};
use leptos::prelude::*;

use crate::api::prescriptions::read_prescriptions;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::inputs::{Lines, Notes, described};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::phone::PhoneLink;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::component::sending::use_sending;
use crate::component::why_closed::WhyClosed;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_who};
use crate::text::errand::left;
use crate::text::genitive::title_of;
use crate::text::refusal;

lazy_page!(
    /// A person's prescriptions.
    PRESCRIPTIONS_PAGE = prescriptions_page, errand
);

fn prescriptions_page() -> AnyView {
    let who = use_who();
    let found = Fetched::new(move || who.get(), read_prescriptions);
    view! {
        <Load of=found let:found>
            <Units whom=found.0 units=found.1/>
        </Load>
    }
    .into_any()
}

/// What is wrong with what is typed.
fn check(typed: &Typed) -> FieldErrors {
    NewRenewal::read(typed).err().unwrap_or_default()
}

#[component]
fn Units(whom: Whom, units: Vec<UnitPrescriptions>) -> impl IntoView {
    let title = title_of(&whom, "Mina recept", "recept");
    let body = if units.is_empty() {
        nothing(&whom)
    } else {
        let one = |unit| view! { <Unit whom=whom.clone() unit/> }.into_any();
        let units = units.into_iter().map(one).collect_view();
        view! {
            <p>
                "Mottagningen som skrev receptet tar ställning och svarar i inkorgen. Du kan ta tillbaka din begäran tills mottagningen har börjat med den. Behöver du läkemedlet snart, ring mottagningen eller 1177."
            </p>
            {units}
        }
        .into_any()
    };
    view! {
        <NameBand whom area=Area::Prescriptions/>
        <Page title>{body}</Page>
    }
    .into_any()
}

fn nothing(whom: &Whom) -> AnyView {
    let to_whom = match whom {
        Whom::Myself(_) => "dig".to_owned(),
        Whom::Child(child) => child.short.clone(),
    };
    let contact = Area::Contact.at(whom);
    view! {
        <Empty icon=IconName::Medicine title="Här finns inga recept">
            <p>
                {format!("Hit kommer recept som en mottagning har skrivit till {to_whom}. Då kan du be om förnyelse här.")}
            </p>
            <p>
                <a href=contact>"Kontakta mottagning"</a>
            </p>
        </Empty>
    }
    .into_any()
}

/// The prescriptions of one unit: with a form, where something can be renewed.
#[component]
fn Unit(whom: Whom, unit: UnitPrescriptions) -> impl IntoView {
    let UnitPrescriptions {
        unit,
        prescriptions,
        key,
        closed,
    } = unit;
    if let Some(why) = closed {
        return view! { <Closed unit why/> }.into_any();
    }
    let id = unit.unit.to_string();
    let heading = format!("enhet-{id}");
    let named = heading.clone();
    let inbox = Area::Inbox.at(&whom);
    let offered = !prescriptions
        .iter()
        .any(|one| one.renewal == Renewal::NotOffered);
    let renewable = prescriptions.iter().any(|one| one.renewal == Renewal::Open);
    let body = if renewable {
        let action = Area::Prescriptions.at(&whom);
        let send = match &whom {
            Whom::Myself(_) => "Be om förnyelse".to_owned(),
            Whom::Child(child) => format!("Be om förnyelse för {}", child.short),
        };
        let asked = id.clone();
        view! {
            <SendForm action name=id.clone() check=check scope=format!("{id}-")>
                <input type="hidden" name=NewRenewal::UNIT value=asked/>
                <Key key/>
                <Choices prescriptions inbox/>
                <Lines
                    name=NewRenewal::TEXT
                    label="Vill du lägga till något?"
                    hint="Frivilligt. Skriv till exempel när läkemedlet tar slut, eller om du tar en annan dos."
                    rows=3
                />
                <p class="actions">
                    <SendButton label=send/>
                </p>
            </SendForm>
        }
        .into_any()
    } else {
        let rows = prescriptions.into_iter().map(|one| row(one, &inbox, None));
        view! { <ul class="prescriptions" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    let not_offered = (!offered).then(|| {
        view! {
            <p class="unit-phone">
                "Mottagningen förnyar inte recept här. Ring i stället: "
                <PhoneLink phone=unit.phone/>
            </p>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby=heading>
            <h2 id=named>{unit.name}</h2>
            {not_offered}
            {body}
        </section>
    }
    .into_any()
}

/// A unit whose prescriptions are not shown, and why (R-G8).
#[component]
fn Closed(unit: UnitOffer, why: PublicReason) -> impl IntoView {
    let heading = format!("enhet-{}", unit.unit);
    let named = heading.clone();
    view! {
        <section aria-labelledby=heading>
            <h2 id=named>{unit.name}</h2>
            <p>{format!("{}.", refusal(why).title)} " " <PhoneLink phone=unit.phone/></p>
            <WhyClosed why folded=true/>
        </section>
    }
    .into_any()
}

/// The prescriptions, with a box for each that can be renewed.
#[component]
fn Choices(prescriptions: Vec<Prescription>, inbox: String) -> impl IntoView {
    let sending = use_sending();
    let field = NewRenewal::PRESCRIPTION;
    let error = sending.error(field);
    let described = described(field, false, error);
    let rows = prescriptions.into_iter().map(|one| {
        let id = one.id.to_string();
        let chosen = sending.chosen(field, &id).unwrap_or(false);
        row(one, &inbox, Some(chosen))
    });
    let rows = rows.collect_view();
    view! {
        <fieldset
            class="field"
            id=sending.id(field)
            tabindex="-1"
            aria-describedby=described
            data-wrong=move || error.get().is_some().then_some("")
        >
            <legend class="visually-hidden">"Välj recept att förnya"</legend>
            <Notes name=field hint=None error/>
            <ul class="prescriptions" role="list">{rows}</ul>
        </fieldset>
    }
    .into_any()
}

/// A prescription. `chosen`: whether its box is ticked, where there is a form.
fn row(one: Prescription, inbox: &str, chosen: Option<bool>) -> AnyView {
    let name = one.medicine.full();
    let renewable = one.renewal == Renewal::Open;
    let head = match chosen.filter(|_| renewable) {
        Some(chosen) => view! {
            <label class="choice">
                <input
                    type="checkbox"
                    name=NewRenewal::PRESCRIPTION
                    value=one.id.to_string()
                    checked=chosen
                />
                <span class="prescription-name">{name}</span>
            </label>
        }
        .into_any(),
        None => view! { <p class="prescription-name">{name}</p> }.into_any(),
    };
    let day = one.valid_until.long();
    let valid = if one.expired {
        format!("Gick ut {day}")
    } else {
        format!("Gäller till och med {day}")
    };
    let dosage = one.medicine.dosage;
    let dosage = (!dosage.is_empty()).then(|| view! { <p>{dosage}</p> }.into_any());
    let left = (!one.expired).then(|| format!(" · {}", left(one.left)));
    let under_way = matches!(one.renewal, Renewal::UnderWay(_));
    let state = match one.renewal {
        Renewal::UnderWay(thread) => Some((
            "Förnyelse är begärd. Mottagningen har inte svarat än.".to_owned(),
            Some(thread),
        )),
        Renewal::TooOld => Some((
            "Receptet gick ut för mer än ett år sedan och går inte att förnya här. Kontakta mottagningen om du behöver ett nytt."
                .to_owned(),
            None,
        )),
        Renewal::Open | Renewal::NotOffered => one.decided.map(|decided| {
            let on = decided.on.long();
            let text = if decided.approved {
                format!("Förnyat {on}.")
            } else {
                format!("Förnyades inte {on}: {}", decided.reason)
            };
            (text, Some(decided.thread))
        }),
    };
    let state = state.map(|(text, thread)| {
        let link = thread.map(|thread| {
            let more = under_way.then_some(
                ". Där kan du ta tillbaka begäran, tills mottagningen har börjat med den.",
            );
            view! {
                " "
                <a href=format!("{inbox}/{thread}")>"Läs ärendet"</a>
                {more}
            }
            .into_any()
        });
        view! {
            <p class="prescription-state" data-open=under_way.then_some("")>
                <Icon name=IconName::Info/>
                <span>{text} {link}</span>
            </p>
        }
        .into_any()
    });
    view! {
        <li class="prescription">
            {head}
            {dosage}
            <p class="prescription-facts">{valid} {left}</p>
            {state}
        </li>
    }
    .into_any()
}
