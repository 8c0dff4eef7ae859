//! *Lägg till barn*: one field, one button, and the register's answer in words (R-G1, R-I1–R-I4).

use domain::form::{AddChildForm, FieldErrors};
use domain::moment::Day;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::family::add_child;
use crate::api::{ApiCode, ApiError};
use crate::component::alert::{Alert, AlertKind};
use crate::component::error_summary::ErrorSummary;
use crate::component::error_view::{ErrorView, words};
use crate::component::field::TextField;
use crate::component::icon::{Icon, IconName};
use crate::component::page::Page;
use crate::context::{Posted, use_posted, use_viewer};
use crate::fetched::Meanwhile;
use crate::page::lazy::lazy_page;
use crate::place::log_in_address;
use crate::{browser, text};

/// The page's own address, which takes the form too.
const HERE: &str = "/mig/lagg-till-barn";

lazy_page!(
    /// *Lägg till barn*.
    ADD_CHILD_PAGE = add_child_page, family
);

fn add_child_page() -> AnyView {
    view! { <Guarded posted=use_posted()/> }.into_any()
}

/// The form, for one who is logged in.
#[component]
fn Guarded(
    /// What became of the form, if the browser sent it by itself.
    posted: Option<Posted>,
) -> impl IntoView {
    // What is typed stays while the viewer is asked for anew.
    use_viewer().shown(Meanwhile::Before, move |viewer| match viewer {
        Ok(viewer) if viewer.person.is_some() => {
            let posted = posted.clone();
            view! { <AddForm today=viewer.today posted/> }.into_any()
        }
        Ok(_) => view! { <ErrorView error=ApiCode::LoggedOut.into()/> }.into_any(),
        Err(error) => view! { <ErrorView error/> }.into_any(),
    })
}

/// What the form shows besides what is typed.
#[derive(Clone, Copy)]
struct Shown {
    /// What is wrong, at the field.
    wrong: RwSignal<FieldErrors>,
    /// What was wrong when the form was sent, above it: only then, for it takes the focus.
    summary: RwSignal<FieldErrors>,
    /// What the register, or we, answered instead.
    refused: RwSignal<Option<ApiError>>,
}

impl Shown {
    fn new(posted: Option<ApiError>) -> Self {
        let fields = posted.as_ref().map(|error| error.fields.clone());
        let fields = fields.unwrap_or_default();
        Self {
            wrong: RwSignal::new(fields.clone()),
            summary: RwSignal::new(fields),
            refused: RwSignal::new(posted.filter(|error| error.code != ApiCode::Fields)),
        }
    }

    fn all(self, fields: FieldErrors, refused: Option<ApiError>) {
        self.refused.set(refused);
        self.wrong.set(fields.clone());
        self.summary.set(fields);
    }

    fn answer(self, error: ApiError) {
        match error.code {
            ApiCode::LoggedOut => browser::leave_for(&log_in_address(HERE, true)),
            ApiCode::Fields => self.all(error.fields, None),
            _ => self.all(Vec::new(), Some(error)),
        }
    }
}

/// What is wrong with what is typed. What only the server knows is not said here.
fn check(typed: String, today: Day) -> FieldErrors {
    let form = AddChildForm {
        personnummer: typed,
    };
    let checked = today.date().map(|today| form.validate(today));
    checked.and_then(Result::err).unwrap_or_default()
}

#[component]
fn AddForm(
    /// Today in Sweden.
    today: Day,
    /// What became of the form, if the browser sent it by itself.
    posted: Option<Posted>,
) -> impl IntoView {
    let typed = posted
        .as_ref()
        .map(|posted| posted.typed(AddChildForm::PERSONNUMMER));
    let value = RwSignal::new(typed.unwrap_or_default());
    let shown = Shown::new(posted.map(|posted| posted.error));
    let pending = RwSignal::new(false);
    // The button is being pressed: a text that came now would move it from under the finger.
    let pressing = StoredValue::new(false);

    let send = move |form| async move {
        match add_child(form).await {
            // A new page, so that the switcher knows the child too.
            Ok(link) => browser::leave_for(&format!("/ombud/{link}?ny=1")),
            Err(error) => {
                pending.set(false);
                shown.answer(error);
            }
        }
    };
    // Once something is wrong, it is looked at again with each letter.
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        let changed = before.is_some_and(|before| before != now);
        if changed && shown.wrong.with_untracked(|wrong| !wrong.is_empty()) {
            shown.wrong.set(check(now.clone(), today));
        }
        now
    });
    let left = move |()| {
        let typed = value.get_untracked();
        if !pressing.get_value() && !typed.trim().is_empty() {
            shown.wrong.set(check(typed, today));
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        pressing.set_value(false);
        if pending.get_untracked() {
            return;
        }
        let personnummer = value.get_untracked();
        let wrong = check(personnummer.clone(), today);
        let passed = wrong.is_empty();
        shown.all(wrong, None);
        if passed {
            pending.set(true);
            spawn_local(send(AddChildForm { personnummer }));
        }
    };

    let error = move || {
        let text = |wrong: &FieldErrors| wrong.first().map(text::field_text).map(str::to_owned);
        shown.wrong.with(text)
    };
    let summary = move || {
        let to_text = |wrong: domain::form::FieldError| {
            let text = text::field_text(&wrong).to_owned();
            (wrong.field, text)
        };
        shown
            .summary
            .get()
            .into_iter()
            .map(to_text)
            .collect::<Vec<_>>()
    };
    view! {
        <Page
            title="Lägg till barn".to_owned()
            lead="Du behöver vara barnets vårdnadshavare. Vi frågar folkbokföringen."
        >
            <ErrorSummary errors=Signal::derive(summary)/>
            <Refused error=shown.refused/>
            <form class="form" method="post" action=HERE novalidate on:submit=submit>
                <TextField
                    name=AddChildForm::PERSONNUMMER
                    label="Barnets personnummer"
                    hint="Tolv siffror: ÅÅÅÅMMDDNNNN. Bindestreck går också bra."
                    value
                    error=Signal::derive(error)
                    left=Callback::new(left)
                    inputmode="numeric"
                    size=16
                />
                <p class="actions">
                    <button
                        type="submit"
                        class="button"
                        aria-disabled=move || pending.get().then_some("true")
                        on:pointerdown=move |_| pressing.set_value(true)
                        on:pointerleave=move |_| pressing.set_value(false)
                    >
                        {move || if pending.get() { "Frågar folkbokföringen …" } else { "Lägg till" }}
                    </button>
                    <a class="button button-quiet" href="/mig">
                        "Avbryt"
                    </a>
                </p>
            </form>
            <Next/>
        </Page>
    }
    .into_any()
}

/// The register's answer, or ours, in words.
#[component]
fn Refused(error: RwSignal<Option<ApiError>>) -> impl IntoView {
    move || {
        error.get().map(|error| {
            let (title, body) = words(&error);
            let body = body
                .into_iter()
                .map(|text| view! { <p>{text}</p> }.into_any());
            view! {
                <Alert kind=AlertKind::Error title>
                    {body.collect_view()}
                </Alert>
            }
            .into_any()
        })
    }
}

#[component]
fn Next() -> impl IntoView {
    view! {
        <section class="aside" aria-labelledby="sedan">
            <h2 id="sedan">"Det här händer sedan"</h2>
            <ul class="possibilities">
                <li>
                    <Icon name=IconName::Check/>
                    <span>
                        "Barnet står under Agera ombud på Mina sidor. Du behöver bara lägga till det en gång."
                    </span>
                </li>
                <li>
                    <Icon name=IconName::Check/>
                    <span>"Har barnet inget namn än står personnumret där i stället."</span>
                </li>
                <li>
                    <Icon name=IconName::Calendar/>
                    <span>"Du är ombud tills barnet fyller 13 år. Då upphör det av sig självt."</span>
                </li>
            </ul>
        </section>
    }
    .into_any()
}
