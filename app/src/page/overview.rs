//! stub

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// stub
pub(crate) struct OverviewPage;

#[lazy_route]
impl LazyRoute for OverviewPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"OverviewPage"</h1> }.into_any()
    }
}
