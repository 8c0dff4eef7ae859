//! One application for an exception, for the one who made it and the child whom it is about.

use domain::application::{Act, Application, ApplicationForm, ApplicationKind, Party, State};
use domain::form::{FieldErrors, Typed};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::HERE;
use super::parts::{facts, hidden, history};
use crate::api::ApiCode;
use crate::api::applications::read_application;
use crate::component::alert::{Alert, AlertKind};
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{SendButton, SendForm};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::use_part;
use crate::text::application::{button, done as done_text, heading, means};

lazy_page!(
    /// One application.
    APPLICATION_PAGE = application_page, application
);

fn application_page() -> AnyView {
    let application = use_part("application");
    let found = Fetched::new(move || application.get(), read_application);
    let query = use_query_map();
    let navigate = use_navigate();
    let beat = RwSignal::new(false);
    // The address may stay as it is: then it is asked for anew.
    let went = Callback::new(move |to: String| {
        beat.set(false);
        navigate(&to, NavigateOptions::default());
        found.refetch();
    });
    let beaten = Callback::new(move |_: (Typed, ApiCode)| {
        beat.set(true);
        found.refetch();
    });
    view! {
        <Load of=found let:one>
            <One
                one
                done=query.with_untracked(|query| query.get("gjort").unwrap_or_default())
                beat=beat.get_untracked()
                went
                beaten
            />
        </Load>
    }
    .into_any()
}

/// What is wrong with what is sent.
fn check(typed: &Typed) -> FieldErrors {
    ApplicationForm::read(typed).err().unwrap_or_default()
}

#[component]
fn One(
    one: Application,
    /// What has just been done.
    done: String,
    /// Whether another was first.
    beat: bool,
    /// Called with where an act leads.
    went: Callback<String>,
    /// Called where another was first.
    beaten: Callback<(Typed, ApiCode)>,
) -> impl IntoView {
    let told = done_text(&done).filter(|_| !beat);
    let told = told
        .map(|title| view! { <Alert kind=AlertKind::Success title answers_form=true/> }.into_any());
    let beat = beat.then(|| view! { <Beaten/> }.into_any());
    let title = heading(&one.summary, one.party);
    let action = format!("{HERE}/{}", one.summary.id);
    let version = one.version;
    let form = |act: &Act| {
        let act = *act;
        let means = means(act, &one.summary).map(|text| view! { <p>{text}</p> }.into_any());
        let class = match act {
            Act::Consent => "button",
            _ => "button button-quiet",
        };
        let inner = move || {
            view! {
                {hidden(act, version)}
                {means}
                <p class="actions">
                    <SendButton label=button(act) class=class/>
                </p>
            }
            .into_any()
        };
        view! {
            <SendForm action=action.clone() name=act.word() check=check done=went beaten>
                {inner()}
            </SendForm>
        }
        .into_any()
    };
    let forms: Vec<_> = one.acts.iter().map(form).collect();
    view! {
        <Page title tab="Ansökan">
            <p class="back no-print">
                <a href=HERE>
                    <Icon name=IconName::Back/>
                    <span>"Till ansökningarna"</span>
                </a>
            </p>
            {told}
            {beat}
            {facts(&one)}
            {forms}
            {renew(&one)}
            {history(&one)}
        </Page>
    }
    .into_any()
}

/// Another has done something since the page was shown.
#[component]
pub(crate) fn Beaten() -> impl IntoView {
    view! {
        <Alert kind=AlertKind::Error title="Ansökan har ändrats" answers_form=true>
            <p>"Någon annan hann före, så inget gjordes. Här står ansökan som den är nu."</p>
        </Alert>
    }
    .into_any()
}

/// The way to a new one like it, before or after it ends.
fn renew(one: &Application) -> Option<AnyView> {
    let ends = matches!(
        one.summary.state,
        State::Approved | State::Expired | State::Revoked | State::TakenBack | State::Denied
    );
    let again = one.party == Party::Applicant && ends;
    again.then(|| {
        let text = match one.summary.kind {
            ApplicationKind::GuardianReads => "Vill du läsa längre behöver du ansöka på nytt.",
            ApplicationKind::ChildReads => "Vill du läsa längre behöver du be om det på nytt.",
        };
        let href = crate::place::with_query(&format!("{HERE}/ny"), &[("sok", &one.summary.unit)]);
        view! {
            <p>
                {text} " " <a href=href>"Ansök på nytt"</a>
            </p>
        }
        .into_any()
    })
}
