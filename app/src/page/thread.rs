//! stub

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// stub
pub(crate) struct ThreadPage;

#[lazy_route]
impl LazyRoute for ThreadPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"ThreadPage"</h1> }.into_any()
    }
}
