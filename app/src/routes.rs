//! Which page stands at which address.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

use crate::component::chrome::Chrome;
use crate::context::provide_viewer;
use crate::page::add_child::AddChildPage;
use crate::page::entry::EntryPage;
use crate::page::home::HomePage;
use crate::page::inbox::InboxPage;
use crate::page::journal::{JournalPage, JournalServicesPage, JournalStartPage};
use crate::page::log_in::LogInPage;
use crate::page::not_found::NotFoundPage;
use crate::page::overview::OverviewPage;
use crate::page::settings::SettingsPage;
use crate::page::start::StartPage;
use crate::page::thread::ThreadPage;

/// The whole app. Every page is rendered as one piece (`SsrMode::Async`), so that it stands whole
/// where no script runs.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_viewer();
    let whole = SsrMode::Async;
    view! {
        <Router>
            <Chrome>
                <Routes fallback=|| view! { <NotFoundPage/> }>
                    <Route path=path!("/") view={Lazy::<StartPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/logga-in") view={Lazy::<LogInPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/mig") view={Lazy::<HomePage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/mig/lagg-till-barn") view={Lazy::<AddChildPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/mig/inkorg") view={Lazy::<InboxPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/mig/inkorg/:thread") view={Lazy::<ThreadPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/mig/journaltjanster") view={Lazy::<JournalServicesPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/mig/journaltjanster/journalen") view={Lazy::<JournalStartPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/mig/journal") view={Lazy::<JournalPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/mig/journal/:entry") view={Lazy::<EntryPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/mig/installningar") view={Lazy::<SettingsPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/ombud/:link") view={Lazy::<OverviewPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/ombud/:link/inkorg") view={Lazy::<InboxPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/ombud/:link/inkorg/:thread") view={Lazy::<ThreadPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/ombud/:link/journaltjanster") view={Lazy::<JournalServicesPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/ombud/:link/journaltjanster/journalen") view={Lazy::<JournalStartPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/ombud/:link/journal") view={Lazy::<JournalPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/ombud/:link/journal/:entry") view={Lazy::<EntryPage>::new()} ssr=whole.clone()/>
                    <Route path=path!("/ombud/:link/installningar") view={Lazy::<SettingsPage>::new()} ssr=whole/>
                </Routes>
            </Chrome>
        </Router>
    }
}
