//! A form that the server takes at an address of ours. Without script the browser sends it, and
//! the server answers with a page. With script it is checked first, by the same function as on the
//! server; what is typed stays, and each error lands at its field.

use domain::attachment::check_chosen;
use domain::form::Typed;
use domain::message::FormKey;
use leptos::ev::{FocusEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::alert::{Alert, AlertKind};
use super::error_summary::ErrorSummary;
use super::error_view::words;
use super::sending::{Check, Sending, checked, use_sending};
use crate::api::{ApiCode, ApiError};
use crate::browser;
use crate::context::use_posted;

/// The field that holds a form's name.
pub(crate) const NAME: &str = "formular";

/// A form that the server takes.
#[component]
pub(crate) fn SendForm(
    /// Where it is sent: the address of the page that it stands on.
    action: String,
    /// Its name, where the page has several: what became of one is not shown at another.
    #[prop(optional, into)]
    name: Option<String>,
    /// What is wrong with what is typed.
    #[prop(optional)]
    check: Option<Check>,
    /// Called with where it leads once it is done; without it, one goes there.
    #[prop(optional)]
    done: Option<Callback<String>>,
    /// Called with what was typed and why it was not done, where the page is to be read again
    /// before it can be: another was first, or something else was sent with the form's key.
    #[prop(optional)]
    beaten: Option<Callback<(Typed, ApiCode)>>,
    /// Its look.
    #[prop(default = "form")]
    class: &'static str,
    /// What the ids of its fields begin with, where another form of the page has the same fields.
    #[prop(optional, into)]
    scope: String,
    /// Whether it takes files.
    #[prop(optional)]
    files: bool,
    children: Children,
) -> impl IntoView {
    let named = name.clone().unwrap_or_default();
    let posted = use_posted().filter(|posted| posted.typed(NAME) == named);
    let sending = Sending::new(posted, scope);
    provide_context(sending);
    let navigate = use_navigate();
    let done = done.unwrap_or_else(|| {
        Callback::new(move |to: String| navigate(&to, leptos_router::NavigateOptions::default()))
    });
    let submit = {
        let action = action.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if sending.pending.get_untracked() {
                return;
            }
            let Some(form) = browser::form_of(&event) else {
                return;
            };
            let mut wrong = checked(check, &form.typed());
            wrong.extend(check_chosen(form.sizes()));
            let passed = wrong.is_empty();
            sending.show(wrong, None);
            if !passed {
                return;
            }
            sending.pending.set(true);
            let action = action.clone();
            spawn_local(async move {
                let answer = form.send(&action).await;
                // The page may be gone by now; then nothing follows.
                sending.pending.try_set(false);
                match answer {
                    Ok(to) => {
                        sending.tell(|| None);
                        done.try_run(to);
                    }
                    Err(error) if error.code == ApiCode::Fields => sending.show(error.fields, None),
                    Err(error) => {
                        if let Some(beaten) = beaten.filter(|_| is_out_of_date(error.code)) {
                            beaten.try_run((form.typed(), error.code));
                            return;
                        }
                        if let Some(before) = &error.before {
                            sending.renew(before.key, form.typed());
                        }
                        sending.show(Vec::new(), Some(error));
                    }
                }
            });
        }
    };
    let typing = move |event| {
        sending.look_again(&event, check);
        sending.tell(|| browser::form_around(&event).map(|form| form.typed()));
    };
    let left = move |event: FocusEvent| sending.look_at_left(&event, check);
    let here = action.clone();
    let refused = move || {
        let refused = sending.refused.get();
        refused.map(|error| told(&error, &here))
    };
    view! {
        <form
            class=class
            method="post"
            action=action
            enctype=files.then_some("multipart/form-data")
            novalidate
            on:submit=submit
            on:input=typing
            on:focusout=left
        >
            <ErrorSummary errors=sending.summary()/>
            {refused}
            {name.map(|name| view! { <input type="hidden" name=NAME value=name/> }.into_any())}
            {children()}
        </form>
    }
    .into_any()
}

/// Whether the page does not show any more how it stands.
fn is_out_of_date(code: ApiCode) -> bool {
    matches!(code, ApiCode::Conflict | ApiCode::SentOther)
}

/// What the server answered instead, above the form. `here`: the form's address.
fn told(error: &ApiError, here: &str) -> AnyView {
    if error.code == ApiCode::LoggedOut {
        return logged_out();
    }
    let (title, body) = words(error);
    let body = body
        .into_iter()
        .map(|text| view! { <p>{text}</p> }.into_any());
    // What stands on this very page needs no way there.
    let before = error.before.as_ref();
    let before = before.filter(|before| !before.at.starts_with(here));
    let before = before.map(|before| {
        let at = before.at.clone();
        view! {
            <p>
                <a href=at target="_blank" rel="external">
                    "Läs det som har kommit fram, i en ny flik"
                </a>
            </p>
        }
        .into_any()
    });
    view! {
        <Alert kind=AlertKind::Error title answers_form=true>
            {body.collect_view()}
            {before}
        </Alert>
    }
    .into_any()
}

/// The session has ended while one wrote: what is typed stays here.
fn logged_out() -> AnyView {
    view! {
        <Alert kind=AlertKind::Error title="Du har loggats ut" answers_form=true>
            <p>
                "Inget är skickat, och det du skrev finns kvar här. "
                <a href="/logga-in" target="_blank" rel="external">
                    "Logga in i en ny flik"
                </a> ", gå tillbaka hit och skicka igen."
            </p>
        </Alert>
    }
    .into_any()
}

/// The key of a form: the one that it was sent with, where it is shown again, so that what may
/// have been done already is not done twice. Where something else has been sent with that one, it
/// has another from then on.
#[component]
pub(crate) fn Key(key: FormKey) -> impl IntoView {
    let sending = use_sending();
    let sent = sending.typed(FormKey::FIELD);
    let sent = sent.filter(|sent| FormKey::read(sent).is_some() && !sending.is_spent());
    let first = sent.unwrap_or_else(|| key.text());
    let value = move || match sending.renewed() {
        Some(key) => key.text(),
        None => first.clone(),
    };
    view! { <input type="hidden" name=FormKey::FIELD value=value/> }.into_any()
}

/// The button that sends the form.
#[component]
pub(crate) fn SendButton(
    /// What it does.
    #[prop(into)]
    label: String,
    /// The button's field, where the form has several.
    #[prop(optional)]
    name: Option<&'static str>,
    /// What it says there.
    #[prop(optional)]
    value: Option<&'static str>,
    /// Its look.
    #[prop(default = "button")]
    class: &'static str,
) -> impl IntoView {
    let sending = use_sending();
    view! {
        <button
            type="submit"
            class=class
            name=name
            value=value
            aria-disabled=move || sending.pending().then_some("true")
        >
            {label}
        </button>
    }
    .into_any()
}
