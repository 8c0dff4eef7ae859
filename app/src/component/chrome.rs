//! stub

use leptos::prelude::*;

/// stub
#[component]
pub(crate) fn Chrome(children: Children) -> impl IntoView {
    view! { <main>{children()}</main> }
}
