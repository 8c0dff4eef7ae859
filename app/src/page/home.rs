//! stub

use leptos::prelude::*;

/// stub
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    view! { <h1>"HomePage"</h1> }
}
