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
