//! stub

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// stub
pub(crate) struct SettingsPage;

#[lazy_route]
impl LazyRoute for SettingsPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"SettingsPage"</h1> }.into_any()
    }
}
