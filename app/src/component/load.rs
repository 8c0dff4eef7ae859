//! Waiting for what a page shows.

use leptos::prelude::*;

use super::error_view::ErrorView;
use crate::api::ApiError;

/// Shows what has been fetched, and a calm panel if it could not be. The server waits for it, so
/// the skeleton is seen only when the browser changes pages by itself. What was fetched before
/// never stays while something else is on its way: it could be another child's.
///
/// ```text
/// <Load resource=home let:home> <HomeView home/> </Load>
/// ```
#[component]
pub(crate) fn Load<T, F, V>(
    /// What is fetched.
    resource: Resource<Result<T, ApiError>>,
    /// How it is shown.
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let shown = move || {
        let children = children.clone();
        Suspend::new(async move {
            match resource.await {
                Ok(value) => children(value).into_any(),
                Err(error) => view! { <ErrorView error/> }.into_any(),
            }
        })
    };
    view! { <Suspense fallback=|| view! { <Skeleton/> }>{shown}</Suspense> }.into_any()
}

/// Grey bars where a heading and its text will be. They show after a moment only.
#[component]
pub(crate) fn Skeleton() -> impl IntoView {
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
