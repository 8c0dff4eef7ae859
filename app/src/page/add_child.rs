//! stub

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// stub
pub(crate) struct AddChildPage;

#[lazy_route]
impl LazyRoute for AddChildPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"AddChildPage"</h1> }.into_any()
    }
}
