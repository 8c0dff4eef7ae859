//! Pages whose program the browser fetches when one of them is first opened. Pages that are visited
//! together come together, in one bundle.

use std::pin::Pin;

use leptos::prelude::AnyView;
use leptos_router::ChooseView;

/// A page that comes with its bundle.
#[derive(Clone, Copy)]
pub(crate) struct LazyPage {
    /// Fetches the bundle, and makes the page.
    pub(super) view: fn() -> Pin<Box<dyn Future<Output = AnyView>>>,
    /// Fetches the bundle.
    pub(super) fetch: fn() -> Pin<Box<dyn Future<Output = ()>>>,
}

impl ChooseView for LazyPage {
    async fn choose(self) -> AnyView {
        (self.view)().await
    }

    async fn preload(&self) {
        (self.fetch)().await;
    }
}

/// Makes a [`LazyPage`] of a function that gives a view: `lazy_page!(THREAD = thread, inbox)` for a
/// page of the bundle `inbox`.
macro_rules! lazy_page {
    ($(#[$about:meta])* $page:ident = $view:ident, $bundle:ident) => {
        $(#[$about])*
        pub(crate) const $page: $crate::page::lazy::LazyPage = {
            #[cfg(feature = "hydrate")]
            #[leptos::wasm_split::wasm_split(
                $bundle,
                wasm_split_path = leptos::wasm_split,
                preload(fetch),
                fallible
            )]
            fn fetched() -> Result<leptos::prelude::AnyView, leptos::wasm_split::SplitLoaderError> {
                Ok($view())
            }

            #[cfg(feature = "hydrate")]
            async fn view() -> leptos::prelude::AnyView {
                let view = fetched().await;
                view.unwrap_or_else(|_| $crate::page::lazy::unreachable_page())
            }

            #[cfg(not(feature = "hydrate"))]
            async fn view() -> leptos::prelude::AnyView {
                $crate::page::lazy::ask_early(stringify!($bundle));
                $view()
            }

            #[cfg(not(feature = "hydrate"))]
            async fn fetch() {}

            $crate::page::lazy::LazyPage {
                view: || Box::pin(view()),
                fetch: || {
                    Box::pin(async {
                        let _ = fetch().await; // the view asks again, and tells
                    })
                },
            }
        };
    };
}

pub(crate) use lazy_page;

/// Lets the document tell the browser to fetch the bundle at once.
///
/// The library's own way (`prefetch_lazy_fn_on_server`) writes these links when the page is done, into
/// whichever request's document is being written on that thread then. Here they are written while
/// this request's page is made.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn ask_early(bundle: &str) {
    use leptos::WasmSplitManifest;
    use leptos::prelude::*;
    use leptos_meta::Link;

    let Some(manifest) = use_context::<WasmSplitManifest>() else {
        return;
    };
    let Some(manifest) = manifest.0.try_read_value() else {
        return;
    };
    let (folder, bundles, loader) = &*manifest;
    // Written as HTML, a link of the head gives nothing, but tells the head of itself.
    for module in bundles.get(bundle).into_iter().flatten() {
        let link = view! {
            <Link
                rel="preload"
                href=format!("{folder}/{module}.wasm")
                as_="fetch"
                type_="application/wasm"
                crossorigin="anonymous"
            />
        };
        link.to_html();
    }
    let link = view! { <Link rel="modulepreload" href=format!("{folder}/{loader}")/> };
    link.to_html();
}

/// What stands in the place of a page whose program could not be fetched.
#[cfg(feature = "hydrate")]
pub(crate) fn unreachable_page() -> AnyView {
    use leptos::prelude::*;

    use crate::api::ApiCode;
    use crate::component::error_view::ErrorView;

    view! { <ErrorView error=ApiCode::Unreachable.into()/> }.into_any()
}
