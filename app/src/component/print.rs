//! Printing a page.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// "Skriv ut": comes with the script, for without it only the browser's own menu prints.
#[component]
pub(crate) fn PrintButton(
    /// What it says where it prints something else than the page.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let label = label.unwrap_or_else(|| "Skriv ut".to_owned());
    let scripted = RwSignal::new(false);
    Effect::new(move || scripted.set(true));
    let print = move |_| {
        // A browser that can't print says so itself.
        let _ = window().print();
    };
    view! {
        <button type="button" class="button button-quiet" hidden=move || !scripted.get() on:click=print>
            <Icon name=IconName::Print/>
            <span>{label}</span>
        </button>
    }
    .into_any()
}
