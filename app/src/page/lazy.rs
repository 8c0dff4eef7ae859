//! Pages whose program the browser fetches when one of them is first opened. Pages that are visited
//! together come together, in one bundle.

/// Makes a route of a function that gives a page: `lazy_page!(ThreadPage = thread_page, inbox)`
/// for a page of the bundle `inbox`.
macro_rules! lazy_page {
    ($(#[$about:meta])* $page:ident = $view:ident, $bundle:ident) => {
        $(#[$about])*
        pub(crate) struct $page;

        const _: () = {
            use leptos::prelude::AnyView;

            #[cfg(feature = "hydrate")]
            #[leptos::wasm_split::wasm_split(
                $bundle,
                wasm_split_path = leptos::wasm_split,
                preload(fetch),
                fallible
            )]
            fn fetched() -> Result<AnyView, leptos::wasm_split::SplitLoaderError> {
                Ok($view())
            }

            impl leptos_router::LazyRoute for $page {
                fn data() -> Self {
                    Self
                }

                #[cfg(feature = "hydrate")]
                async fn view(_: Self) -> AnyView {
                    let view = fetched().await;
                    view.unwrap_or_else(|_| $crate::page::lazy::unreachable_page())
                }

                #[cfg(feature = "hydrate")]
                async fn preload() {
                    let _ = fetch().await; // the view asks again, and tells
                }

                #[cfg(not(feature = "hydrate"))]
                async fn view(_: Self) -> AnyView {
                    // So that the document tells the browser to fetch it at once.
                    leptos::prefetch_lazy_fn_on_server(stringify!($bundle));
                    $view()
                }
            }
        };
    };
}

pub(crate) use lazy_page;

/// What stands in the place of a page whose program could not be fetched.
#[cfg(feature = "hydrate")]
pub(crate) fn unreachable_page() -> leptos::prelude::AnyView {
    use leptos::prelude::*;

    use crate::api::ApiCode;
    use crate::component::error_view::ErrorView;

    view! { <ErrorView error=ApiCode::Unreachable.into()/> }.into_any()
}
