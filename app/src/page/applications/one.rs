//! One application for an exception, for the one who made it and the child whom it is about.

use domain::application::{Act, Application, ApplicationForm};
use domain::form::{FieldErrors, Typed};
use leptos::prelude::*;

use super::HERE;
use super::outcome::Outcome;
use super::parts::{facts, hidden, history};
use crate::api::applications::read_application;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{SendButton, SendForm};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::use_part;
use crate::text::application::{again, button, heading, means};

lazy_page!(
    /// One application.
    APPLICATION_PAGE = application_page, application
);

fn application_page() -> AnyView {
    let application = use_part("application");
    let found = Fetched::new(move || application.get(), read_application);
    let outcome = Outcome::on(found);
    view! {
        <Load of=found let:one>
            <One one outcome/>
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
    /// What becomes of its forms.
    outcome: Outcome,
) -> impl IntoView {
    let told = outcome.told(&one.acts);
    let Outcome { went, beaten, .. } = outcome;
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
            {facts(&one)}
            {forms}
            {renew(&one)}
            {history(&one)}
        </Page>
    }
    .into_any()
}

/// The way to a new one like it, before or after it has ended.
fn renew(one: &Application) -> Option<AnyView> {
    one.again.then(|| {
        let href = crate::place::with_query(&format!("{HERE}/ny"), &[("sok", &one.summary.unit)]);
        view! {
            <p>
                {again(&one.summary)} " " <a href=href>"Ansök på nytt"</a>
            </p>
        }
        .into_any()
    })
}
