//! stub

use leptos::prelude::*;

/// stub
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    view! { <h1>"NotFoundPage"</h1> }
}
