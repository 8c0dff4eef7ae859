//! The HTML document around the app.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::routes::App;

/// A visitor who goes back before the program runs gets another address and no other page: the page
/// is asked for anew. [`crate::browser::hear_going_back`] ends it.
const GONE_BACK: &str = "{const here=()=>location.pathname+location.search,at=here();\
    onpopstate=()=>at===here()||location.reload()}";

/// The document: written on the server only.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server::headers::protect_page();
    view! {
        <!DOCTYPE html>
        <html lang="sv" data-theme=theme()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                <script nonce=use_nonce() inner_html=GONE_BACK></script>
                <HashedStylesheet options=options.clone() id="agera-ombud"/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The person's theme, known before anything else is, so that nothing flashes.
#[cfg(feature = "ssr")]
fn theme() -> &'static str {
    let session = crate::server::context::optional_session().ok().flatten();
    session
        .map(|session| session.theme)
        .unwrap_or_default()
        .word()
}

#[cfg(not(feature = "ssr"))]
fn theme() -> &'static str {
    domain::form::Theme::default().word()
}
