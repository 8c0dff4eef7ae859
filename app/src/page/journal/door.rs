//! The two pages before the journal, as people know the way (R-J1). They show nothing of it.

use domain::family::Whom;
use leptos::prelude::*;

use crate::api::journal::journal_door;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_who};
use crate::text::genitive::{genitive, title_of};

/// Whose journal it is, if it is open.
fn door() -> Fetched<Whom> {
    let who = use_who();
    Fetched::new(move || who.get(), journal_door)
}

lazy_page!(
    /// Journaltjänster.
    JOURNAL_SERVICES_PAGE = journal_services_page, journal
);

fn journal_services_page() -> AnyView {
    view! {
        <Load of=door() let:whom>
            <Services whom/>
        </Load>
    }
    .into_any()
}

#[component]
fn Services(whom: Whom) -> impl IntoView {
    let title = title_of(&whom, "Mina journaltjänster", "journaltjänster");
    let href = Area::JournalStart.at(&whom);
    view! {
        <NameBand whom area=Area::JournalServices/>
        <Page title>
            <ul class="doors" role="list">
                <li>
                    <a class="door" href=href>
                        <Icon name=IconName::Journal/>
                        <span class="door-text">
                            <span class="door-title">"Journalen"</span>
                            <span class="door-note">
                                "Läs det som vården har skrivit: anteckningar, diagnoser, vaccinationer, tillväxt och provsvar"
                            </span>
                        </span>
                        <Icon name=IconName::Forward/>
                    </a>
                </li>
            </ul>
        </Page>
    }
    .into_any()
}

lazy_page!(
    /// Journaltjänster → Journalen: what it is, and **Starta tjänsten**.
    JOURNAL_START_PAGE = journal_start_page, journal
);

fn journal_start_page() -> AnyView {
    view! {
        <Load of=door() let:whom>
            <Start whom/>
        </Load>
    }
    .into_any()
}

#[component]
fn Start(whom: Whom) -> impl IntoView {
    let title = title_of(&whom, "Min journal via nätet", "journal via nätet");
    let back = Area::JournalServices.at(&whom);
    let href = Area::Journal.at(&whom);
    let until = match &whom {
        Whom::Myself(_) => None,
        Whom::Child(child) if child.reads_only => Some(format!(
            "Du läser det som en mottagning har beslutat att du får läsa. Inget annat av {} journal \
             är öppet för dig.",
            genitive(&child.short)
        )),
        Whom::Child(child) => Some(format!(
            "Du som är vårdnadshavare kan läsa tills {} fyller 13 år. Därefter är journalen \
             stängd via nätet till 16-årsdagen.",
            child.short
        )),
    };
    view! {
        <NameBand whom area=Area::JournalStart/>
        <Page title>
            <p class="back">
                <a href=back>
                    <Icon name=IconName::Back/>
                    <span>"Till journaltjänster"</span>
                </a>
            </p>
            <div class="journal-start">
                <p>
                    "I Journalen läser du det som vården har skrivit: anteckningar, diagnoser, \
                     vaccinationer, tillväxt och provsvar. Du väljer själv vad du vill läsa och när."
                </p>
                {until.map(|until| view! { <p>{until}</p> }.into_any())}
                <p>
                    "Anteckningar som ännu inte är kontrollerade är märkta med Ej signerad. Varje \
                     läsning sparas i en logg: vem som läste, vad och när."
                </p>
                <p>"Har du frågor om det som står, kontakta mottagningen som skrev det."</p>
            </div>
            <p class="actions">
                <a class="button" href=href>"Starta tjänsten"</a>
            </p>
        </Page>
    }
    .into_any()
}
