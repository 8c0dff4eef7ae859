//! stub

use leptos::prelude::*;

/// stub
#[component]
pub(crate) fn LogInPage() -> impl IntoView {
    view! { <h1>"LogInPage"</h1> }
}
