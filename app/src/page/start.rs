//! stub

use leptos::prelude::*;

/// stub
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    view! { <h1>"StartPage"</h1> }
}
