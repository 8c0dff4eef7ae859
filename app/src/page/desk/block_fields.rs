//! The fields that the forms about blocks have in common.

use domain::block::{NewBlock, ReviewDays};
use leptos::prelude::*;

use crate::component::inputs::{Notes, described};
use crate::component::sending::use_sending;

/// The day on which a block is looked at again.
#[component]
pub(super) fn DayField(
    /// Which days can be chosen.
    days: ReviewDays,
    /// What to choose.
    label: &'static str,
) -> impl IntoView {
    let sending = use_sending();
    let field = NewBlock::REVIEW;
    let error = sending.error(field);
    let described = described(field, true, error);
    let hint =
        "Inom tolv månader. Spärren gäller tills någon häver den, också om granskningen dröjer.";
    let value = sending.typed(field).unwrap_or_else(|| days.proposed.iso());
    view! {
        <div class="field" data-wrong=move || error.get().is_some().then_some("")>
            <label for=sending.id(field)>{label}</label>
            <Notes name=field hint=Some(hint.to_owned()) error/>
            <input
                type="date"
                id=sending.id(field)
                name=field
                min=days.first.iso()
                max=days.last.iso()
                aria-describedby=described
                aria-invalid=move || error.get().is_some().then_some("true")
                value=value
            />
        </div>
    }
    .into_any()
}

/// One of several, all in sight.
#[component]
pub(super) fn Choices(
    /// The field's name; also the id that an error summary links to.
    name: &'static str,
    /// What to choose.
    legend: &'static str,
    /// What there is: the value that is sent, and its name.
    choices: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let sending = use_sending();
    let error = sending.error(name);
    let described = described(name, false, error);
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
        <fieldset
            class="field"
            id=sending.id(name)
            tabindex="-1"
            aria-describedby=described
            data-wrong=move || error.get().is_some().then_some("")
        >
            <legend>{legend}</legend>
            <Notes name=name hint=None error/>
            {choices}
        </fieldset>
    }
    .into_any()
}
