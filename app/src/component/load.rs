//! Waiting for what a page shows.

use leptos::prelude::*;

use super::error_view::ErrorView;
use crate::fetched::{Fetch, Fetched, Meanwhile};

/// Shows what has been fetched, and a calm panel if it could not be. The server waits for it, so
/// the skeleton is seen only when the browser changes pages by itself.
///
/// ```text
/// <Load of=home let:home> <HomeView home/> </Load>
/// ```
#[component]
pub(crate) fn Load<T, F, V>(
    /// What is fetched.
    of: Fetched<T>,
    /// How it is shown.
    children: F,
) -> impl IntoView
where
    T: Fetch,
    F: Fn(T) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    of.shown(Meanwhile::This(skeleton), move |found| match found {
        Ok(found) => children(found).into_any(),
        Err(error) => view! { <ErrorView error/> }.into_any(),
    })
}

/// Grey bars where a heading and its text will be. They show after a moment only.
fn skeleton() -> AnyView {
    view! {
        <div class="page skeleton" role="status">
            <p class="visually-hidden">"Sidan hämtas."</p>
            <div class="skeleton-bars" aria-hidden="true">
                <span></span>
                <span></span>
                <span></span>
                <span></span>
                <span></span>
            </div>
        </div>
    }
    .into_any()
}
