//! A new application for an exception: at one or several units, of a child from 13 to 15 (R-J5), or
//! such a child's own (R-J6).

use domain::application::{ApplicationDesk, ApplicationKind, LONGEST_WORDS, NewApplication, Why};
use domain::contact::UnitOffer;
use domain::form::{AddChildForm, FieldErrors, Typed};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{HERE, may_apply};
use crate::api::applications::read_application_desk;
use crate::component::choices::{Choices, Group, tick};
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::inputs::{Line, Lines};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::component::sending::{Check, use_sending};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::with_query;
use crate::text::application::why;

lazy_page!(
    /// A new application.
    NEW_APPLICATION_PAGE = new_application_page, application
);

fn new_application_page() -> AnyView {
    let query = use_query_map();
    let search = Memo::new(move |_| query.with(|query| query.get("sok").unwrap_or_default()));
    let desk = Fetched::new(move || search.get(), read_application_desk);
    view! {
        <Load of=desk let:desk>
            <Apply desk search=search.get_untracked()/>
        </Load>
    }
    .into_any()
}

/// What is wrong with what a guardian has typed.
fn check_guardians(typed: &Typed) -> FieldErrors {
    let read = NewApplication::read(typed, ApplicationKind::GuardianReads, None);
    read.err().unwrap_or_default()
}

/// What is wrong with what a child has typed.
fn check_childs(typed: &Typed) -> FieldErrors {
    let read = NewApplication::read(typed, ApplicationKind::ChildReads, None);
    read.err().unwrap_or_default()
}

#[component]
fn Apply(desk: ApplicationDesk, search: String) -> impl IntoView {
    let ApplicationDesk {
        kind,
        offered,
        units,
        key,
    } = desk;
    let here = format!("{HERE}/ny");
    let action = with_query(&here, &[("sok", &search)]);
    let (title, check): (_, Check) = match kind {
        ApplicationKind::GuardianReads => ("Ansök om att läsa journal", check_guardians),
        ApplicationKind::ChildReads => ("Be att få läsa själv", check_childs),
    };
    let body = if !units.is_empty() {
        let reasons = Why::of(kind).iter().map(|one| (one.word(), why(*one)));
        let reasons = reasons.collect();
        let inner = move || {
            let child = (kind == ApplicationKind::GuardianReads).then(child);
            view! {
                <Key key/>
                {child}
                <Units units/>
                <Choices name=NewApplication::WHY legend="Varför ansöker du?" choices=reasons/>
                <Lines
                    name=NewApplication::WORDS
                    label="Berätta mer"
                    hint=words_hint(kind)
                    rows=5
                />
                <p class="actions">
                    <SendButton label="Skicka ansökan"/>
                    <a class="button button-quiet" href=HERE>
                        "Avbryt"
                    </a>
                </p>
            }
            .into_any()
        };
        view! {
            <SendForm action check=check>
                {inner()}
            </SendForm>
        }
        .into_any()
    } else if search.is_empty() {
        view! { <p>"Sök först upp mottagningen. Sedan fyller du i ansökan."</p> }.into_any()
    } else {
        view! {
            <Empty icon=IconName::Search title="Ingen mottagning heter så">
                <p>
                    "Kontrollera stavningen, eller skriv bara början av namnet. Ta annars kontakt med mottagningen."
                </p>
            </Empty>
        }
        .into_any()
    };
    if !offered {
        let who = match kind {
            ApplicationKind::GuardianReads => {
                "Din region låter inte vårdnadshavare läsa journalen via nätet för den som är 13–15 år."
            }
            ApplicationKind::ChildReads => {
                "Din region låter inte den som är 13–15 år läsa sin journal via nätet."
            }
        };
        return view! {
            <Page title=title.to_owned() tab="Ansökan">
                <Empty icon=IconName::Journal title="Det går inte att ansöka här">
                    <p>{who} " Fråga mottagningen om du vill veta vad som står där."</p>
                </Empty>
            </Page>
        }
        .into_any();
    }
    view! {
        <Page title=title.to_owned() tab="Ansökan" lead=may_apply(kind)>
            <form class="search" method="get" action=here role="search">
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
            {body}
        </Page>
    }
    .into_any()
}

/// Who is told of what one writes.
fn words_hint(kind: ApplicationKind) -> String {
    let who = match kind {
        ApplicationKind::GuardianReads => {
            "Mottagningen läser det. Barnet ser att du ansöker, men inte det du skriver här."
        }
        ApplicationKind::ChildReads => "Bara mottagningen läser det.",
    };
    format!("Frivilligt, om du inte har valt Annat ovan. Högst {LONGEST_WORDS} tecken. {who}")
}

/// Whose journal.
fn child() -> AnyView {
    view! {
        <Line
            name=AddChildForm::PERSONNUMMER
            label="Barnets personnummer"
            hint="Tolv siffror: ÅÅÅÅMMDDNNNN. Vi frågar folkbokföringen om du är vårdnadshavare."
            inputmode="numeric"
            size=16
        />
    }
    .into_any()
}

/// At which units.
#[component]
fn Units(units: Vec<UnitOffer>) -> impl IntoView {
    let sending = use_sending();
    let field = NewApplication::UNIT;
    let only = units.len() == 1;
    let choice = |unit: UnitOffer| {
        let id = unit.unit.to_string();
        let chosen = sending.chosen(field, &id).unwrap_or(only);
        let name = if unit.clinic == unit.name {
            unit.name
        } else {
            format!("{}, {}", unit.name, unit.clinic)
        };
        tick(field, id, name, chosen)
    };
    let choices = units.into_iter().map(choice).collect_view();
    view! {
        <Group name=field legend="Vilka mottagningar gäller det?">
            {choices}
        </Group>
    }
    .into_any()
}
