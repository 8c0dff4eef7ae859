//! stub

use leptos::prelude::*;

/// stub
#[component]
pub(crate) fn InboxPage() -> impl IntoView {
    view! { <h1>"InboxPage"</h1> }
}
