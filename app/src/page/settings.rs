//! Settings: one's own, and those of a child.

mod events;
mod notices;

use domain::family::{ChildName, Whom};
use domain::form::Theme;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::events::Events;
use self::notices::{Notices, Quiet};
use crate::api::settings::{Settings, read_settings};
use crate::component::alert::{Alert, AlertKind};
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::context::{use_posted, with_viewer};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_who};
use crate::text::genitive::belonging;

lazy_page!(
    /// Settings.
    SETTINGS_PAGE = settings_page, family
);

fn settings_page() -> AnyView {
    let who = use_who();
    let settings = Fetched::new(move || who.get(), read_settings);
    let query = use_query_map();
    let asked = move |word: &'static str| query.with_untracked(|query| query.get(word));
    // What was just done, where the page stays.
    let told = RwSignal::new(None);
    let done = Callback::new(move |to: String| {
        let (_, query) = to.split_once('?').unwrap_or_default();
        told.set(Some(query.to_owned()));
        settings.refetch();
    });
    view! {
        <Load of=settings let:settings>
            {
                let told = told.get_untracked().unwrap_or_else(|| {
                    let of = |word| asked(word).map(|value| format!("{word}={value}"));
                    of("avisering").or_else(|| of("sparat")).unwrap_or_default()
                });
                match settings.whom.clone() {
                    Whom::Myself(name) => view! { <OwnSettings name settings told done/> }.into_any(),
                    Whom::Child(child) => view! { <ChildSettings child settings told done/> }.into_any(),
                }
            }
        </Load>
    }
    .into_any()
}

/// What was just done.
fn receipt(told: &str) -> Option<AnyView> {
    let title = match told {
        "sparat=1" => "Inställningen är sparad",
        "avisering=kod" => "En kod är på väg",
        "avisering=bekraftad" => "Klart. Nu skickas besked dit",
        "avisering=borttagen" => "Vi skickar inget dit längre",
        "avisering=vald" => "Ditt val är sparat",
        _ => return None,
    };
    let view = view! { <Alert kind=AlertKind::Success title answers_form=true/> };
    Some(view.into_any())
}

#[component]
fn ChildSettings(
    child: ChildName,
    settings: Settings,
    /// What was just done.
    told: String,
    /// Called with where a form leads.
    done: Callback<String>,
) -> impl IntoView {
    // Whether the box that confirms was not ticked.
    let confirm = use_posted().is_some_and(|posted| {
        posted
            .error
            .fields
            .iter()
            .any(|wrong| wrong.field == "ta_bort")
    });
    let name = child.short.clone();
    let whom = Whom::Child(child);
    let action = Area::Settings.at(&whom);
    let remove = format!("Ta bort {name} från min lista");
    let wrong = confirm.then(|| {
        view! {
            <p class="field-error" id="ta_bort-fel">
                <Icon name=IconName::Warning/>
                <span>"Kryssa i rutan om du vill ta bort."</span>
            </p>
        }
        .into_any()
    });
    let inbox = belonging(&name, "inkorg");
    let again = format!(
        "Då står {name} inte längre under Agera ombud på dina sidor. Inkorgen och journalen \
         påverkas inte, och andra vårdnadshavare märker ingenting. Så länge du är \
         vårdnadshavare kan du lägga till {name} igen."
    );
    view! {
        <NameBand whom area=Area::Settings/>
        <Page title=belonging(&name, "inställningar")>
            {receipt(&told)}
            <Notices action=action.clone() inbox notices=settings.notices.clone() done/>
            <Events action=action.clone() notices=settings.notices child=true done/>
            <section class="setting" aria-labelledby="ta-bort">
                <h2 id="ta-bort">{remove.clone()}</h2>
                <p>{again}</p>
                <form method="post" action=action>
                    <div class="field" data-wrong=confirm.then_some("")>
                        {wrong}
                        <label class="choice">
                            <input
                                type="checkbox"
                                id="ta_bort"
                                name="ta_bort"
                                value="ja"
                                aria-invalid=confirm.then_some("true")
                                aria-describedby=confirm.then_some("ta_bort-fel")
                                autofocus=confirm
                            />
                            <span>{format!("Ja, ta bort {name} från min lista")}</span>
                        </label>
                    </div>
                    <button class="button button-danger">{remove}</button>
                </form>
            </section>
        </Page>
    }
    .into_any()
}

#[component]
fn OwnSettings(
    name: String,
    settings: Settings,
    /// What was just done.
    told: String,
    /// Called with where a form leads.
    done: Callback<String>,
) -> impl IntoView {
    let not_saved = use_posted().is_some_and(|posted| {
        posted
            .error
            .fields
            .iter()
            .any(|wrong| wrong.field == "tema")
    });
    let logged_in =
        format!("Du är inloggad som {name}. När du loggas ut står längst ned på varje sida.");
    let whom = Whom::Myself(name);
    let action = Area::Settings.at(&whom);
    // Quiet hours mean something where there is something to hear.
    let quiet = settings.quiet;
    let quiet = (!settings.notices.is_empty()).then(|| view! { <Quiet quiet done/> }.into_any());
    let wrong = not_saved.then(|| {
        view! {
            <p class="field-error" id="tema-fel">
                <Icon name=IconName::Warning/>
                <span>"Välj ett av alternativen."</span>
            </p>
        }
        .into_any()
    });
    view! {
        <NameBand whom area=Area::Settings/>
        <Page title="Mina inställningar".to_owned()>
            {receipt(&told)}
            <section class="setting" aria-labelledby="utseende">
                <h2 id="utseende">"Utseende"</h2>
                <form method="post" action=action.clone()>
                    <fieldset
                        class="field"
                        data-wrong=not_saved.then_some("")
                        aria-describedby=not_saved.then_some("tema-fel")
                    >
                        <legend>"Ljust eller mörkt"</legend>
                        {wrong}
                        <Themes/>
                    </fieldset>
                    <button class="button">"Spara utseende"</button>
                </form>
            </section>
            <Notices
                action=action.clone()
                inbox="din inkorg".to_owned()
                notices=settings.notices.clone()
                done
            />
            <Events action=action.clone() notices=settings.notices child=false done/>
            {quiet}
            <section class="setting" aria-labelledby="inloggning">
                <h2 id="inloggning">"Inloggning"</h2>
                <p>{logged_in}</p>
                <p>
                    "Har du glömt att logga ut på en annan dator eller telefon kan du logga ut från alla på en gång. Du loggas ut här också."
                </p>
                <form method="post" action="/logga-ut">
                    <input type="hidden" name="overallt" value="true"/>
                    <button class="button button-quiet">
                        <Icon name=IconName::LogOut/>
                        <span>"Logga ut överallt"</span>
                    </button>
                </form>
            </section>
        </Page>
    }
    .into_any()
}

/// The themes, with one's own chosen.
#[component]
fn Themes() -> impl IntoView {
    with_viewer(|viewer| {
        let own = viewer.person.map(|person| person.theme);
        let own = own.unwrap_or_default();
        Theme::ALL
            .map(|theme| choice(theme, own))
            .collect_view()
            .into_any()
    })
}

fn choice(theme: Theme, own: Theme) -> AnyView {
    let label = match theme {
        Theme::Auto => "Följ enheten",
        Theme::Light => "Ljust",
        Theme::Dark => "Mörkt",
    };
    view! {
        <label class="choice">
            <input type="radio" name="tema" value=theme.word() checked=theme == own/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}
