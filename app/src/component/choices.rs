//! Choices that are all in sight, in a [`SendForm`](super::send_form::SendForm).

use leptos::prelude::*;

use super::inputs::{Notes, described};
use super::sending::use_sending;

/// Choices that belong together: what they are about, how to choose, what is wrong.
#[component]
pub(crate) fn Group(
    /// The field's name; also the id that an error summary links to.
    name: &'static str,
    /// What to choose.
    legend: &'static str,
    /// How to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    children: Children,
) -> impl IntoView {
    let sending = use_sending();
    let error = sending.error(name);
    let described = described(name, hint.is_some(), error);
    view! {
        <fieldset
            class="field"
            id=sending.id(name)
            tabindex="-1"
            aria-describedby=described
            data-wrong=move || error.get().is_some().then_some("")
        >
            <legend>{legend}</legend>
            <Notes name hint error/>
            {children()}
        </fieldset>
    }
    .into_any()
}

/// One of several, all in sight. Keeps what was chosen.
#[component]
pub(crate) fn Choices(
    /// The field's name; also the id that an error summary links to.
    name: &'static str,
    /// What to choose.
    legend: &'static str,
    /// What there is: the value that is sent, and its name.
    choices: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let sending = use_sending();
    let choice = |(value, label): (&'static str, &'static str)| {
        let chosen = sending.chosen(name, value).unwrap_or(false);
        view! {
            <label class="choice">
                <input type="radio" name=name value=value checked=chosen/>
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    let choices = choices.into_iter().map(choice).collect_view();
    view! {
        <Group name legend>
            {choices}
        </Group>
    }
    .into_any()
}

/// A box to tick, in a [`Group`].
pub(crate) fn tick(name: &'static str, value: String, label: String, chosen: bool) -> AnyView {
    view! {
        <label class="choice">
            <input type="checkbox" name=name value=value checked=chosen/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}
