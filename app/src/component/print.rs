//! Printing a page.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// "Skriv ut": comes with the script, for without it only the browser's own menu prints.
#[component]
pub(crate) fn PrintButton() -> impl IntoView {
    let scripted = RwSignal::new(false);
    Effect::new(move || scripted.set(true));
    let print = move |_| {
        // A browser that can't print says so itself.
        let _ = window().print();
    };
    view! {
        <button type="button" class="button button-quiet" hidden=move || !scripted.get() on:click=print>
            <Icon name=IconName::Print/>
            <span>"Skriv ut"</span>
        </button>
    }
    .into_any()
}
