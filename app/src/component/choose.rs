//! A list to choose from, in a [`SendForm`](super::send_form::SendForm).

use leptos::prelude::*;

use super::inputs::{Notes, described};
use super::sending::use_sending;

/// A list to choose one from. Keeps what was chosen.
#[component]
pub(crate) fn Choose(
    /// The field's name; also the id that an error summary links to.
    name: &'static str,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// How to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What there is: the value that is sent, and its name.
    options: Vec<(String, String)>,
    /// What is chosen at first.
    #[prop(optional, into)]
    value: Option<String>,
) -> impl IntoView {
    let sending = use_sending();
    let error = sending.error(name);
    let described = described(name, hint.is_some(), error);
    let id = sending.id(name);
    let chosen = sending.typed(name).or(value).unwrap_or_default();
    let option = |(value, name): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{name}</option> }.into_any()
    };
    let options: Vec<_> = options.into_iter().map(option).collect();
    view! {
        <div class="field" data-wrong=move || error.get().is_some().then_some("")>
            <label for=id.clone()>{label}</label>
            <Notes name hint error/>
            <select
                id=id
                name=name
                aria-describedby=described
                aria-invalid=move || error.get().is_some().then_some("true")
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}
