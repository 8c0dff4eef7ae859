//! What stands around every page: the header, the ways to go, the footer.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;
use leptos::{ev, html};
use leptos_router::hooks::use_location;

use super::icon::{Icon, IconName};
use super::nav::Nav;
use super::session_timer::SessionTimer;
use crate::api::viewer::Viewer;
use crate::context::{forget_posted_when_leaving, with_viewer};

/// Where the visitor has arrived, so that a change of pages in the browser is told as a new
/// document would be: the focus moves, and screen readers hear the title.
#[derive(Clone, Copy)]
pub(crate) struct Arrivals {
    at: StoredValue<String>,
    /// The page's heading should have the focus, and has not.
    owed: StoredValue<bool>,
    told: RwSignal<String>,
}

impl Arrivals {
    /// Notes that the page at `path` is shown, and tells so if that is news: not for the page that
    /// came as a document, nor for one that is drawn anew where it stands. Whether the heading is to
    /// take the focus: of a new page, and of one whose former heading had it or never got it.
    pub(crate) fn arrive(self, path: String, title: &str) -> bool {
        if self.at.with_value(|at| *at != path) {
            self.at.set_value(path);
            self.told.set(title.to_owned());
            self.owed.set_value(true);
        }
        self.owed.get_value()
    }

    /// The heading has the focus.
    pub(crate) fn settled(self) {
        self.owed.set_value(false);
    }

    /// The heading that had the focus goes away.
    pub(crate) fn unsettled(self) {
        self.owed.set_value(true);
    }
}

/// What stands around every page.
#[component]
pub(crate) fn Chrome(
    /// The page.
    children: Children,
) -> impl IntoView {
    let arrivals = Arrivals {
        owed: StoredValue::new(false),
        at: StoredValue::new(use_location().pathname.get_untracked()),
        told: RwSignal::new(String::new()),
    };
    provide_context(arrivals);
    forget_posted_when_leaving();
    view! {
        <a class="skip" href="#innehall" rel="external">
            "Hoppa till innehållet"
        </a>
        <header class="top">
            {with_viewer(demo_bar)}
            <div class="top-inner">
                <a class="wordmark" href="/">
                    <Logo/>
                    <span>"Agera ombud"</span>
                </a>
                {with_viewer(own_menu)}
            </div>
        </header>
        <div class="frame">
            {with_viewer(ways)}
            <main id="innehall" tabindex="-1">
                {children()}
            </main>
        </div>
        <footer class="foot">
            <div class="foot-inner">
                {with_viewer(session_end)}
                <Help/>
            </div>
        </footer>
        <div class="visually-hidden" aria-live="polite">
            {arrivals.told}
        </div>
    }
    .into_any()
}

/// The wordmark's drawing: a large circle that keeps a small one company.
#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path
                class="logo-large"
                d="M12.5 4a9.5 9.5 0 0 1 9.3 11.4 8 8 0 0 0-6.9 7.3A9.5 9.5 0 1 1 12.5 4z"
            ></path>
            <circle class="logo-small" cx="22.5" cy="23" r="5.5"></circle>
        </svg>
    }
    .into_any()
}

fn demo_bar(viewer: Viewer) -> AnyView {
    if !viewer.demo {
        return ().into_any();
    }
    view! {
        <p class="demo-bar">
            <span>"Demo – inga riktiga personer"</span>
            <a href="/demo" rel="external">
                "Så provar du"
            </a>
        </p>
    }
    .into_any()
}

fn own_menu(viewer: Viewer) -> AnyView {
    let Some(person) = viewer.person else {
        return view! { <LogInLink/> }.into_any();
    };
    view! { <OwnMenu name=person.name staff=person.staff/> }.into_any()
}

/// The way in, everywhere but on the page that it leads to.
#[component]
fn LogInLink() -> impl IntoView {
    let path = use_location().pathname;
    let elsewhere = move || path.with(|path| path != "/logga-in");
    view! {
        <Show when=elsewhere>
            <a class="top-link" href="/logga-in">
                <Icon name=IconName::Key/>
                "Logga in"
            </a>
        </Show>
    }
    .into_any()
}

/// One's name, and below it what concerns oneself.
#[component]
fn OwnMenu(
    name: String,
    /// Whether one works at a clinic.
    staff: bool,
) -> impl IntoView {
    let menu = NodeRef::<html::Details>::new();
    let path = use_location().pathname;
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    Effect::new(move || {
        path.track();
        close();
    });
    Effect::new(move || {
        let elsewhere = window_event_listener(ev::click, move |event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            if let (Some(target), Some(menu)) = (target, menu.get_untracked())
                && !menu.contains(Some::<&Node>(&target))
            {
                close();
            }
        });
        on_cleanup(move || elsewhere.remove());
    });
    view! {
        <details class="menu" node_ref=menu on:keydown=move |event| {
            if event.key() == "Escape" {
                close();
            }
        }>
            <summary class="top-link">
                <Icon name=IconName::Person/>
                <span class="menu-name">{name}</span>
            </summary>
            <div class="menu-list">
                <a href="/mig">
                    <Icon name=IconName::Home/>
                    "Mina sidor"
                </a>
                <a href="/mig/installningar">
                    <Icon name=IconName::Settings/>
                    "Inställningar"
                </a>
                {staff.then(|| view! {
                    <a href="/mottagning">
                        <Icon name=IconName::Clinic/>
                        "Mottagningens sidor"
                    </a>
                }.into_any())}
                <form method="post" action="/logga-ut">
                    <button type="submit">
                        <Icon name=IconName::LogOut/>
                        "Logga ut"
                    </button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn ways(viewer: Viewer) -> AnyView {
    match viewer.person {
        Some(person) => view! { <Nav children_known=person.children/> }.into_any(),
        None => ().into_any(),
    }
}

fn session_end(viewer: Viewer) -> AnyView {
    match viewer.person {
        Some(person) => view! { <SessionTimer person/> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn Help() -> impl IntoView {
    view! {
        <div class="foot-columns">
            <section>
                <h2>"Behöver du hjälp?"</h2>
                <p>
                    "Ring " <a href="tel:1177">"1177"</a>
                    " för sjukvårdsrådgivning, dygnet runt. Ring " <a href="tel:112">"112"</a>
                    " om det är fara för liv."
                </p>
            </section>
            <section>
                <h2>"Agera ombud"</h2>
                <p>
                    "Här sköter du ditt barns vårdärenden tills barnet fyller 13 år. Uppgifter om vem som är vårdnadshavare hämtas från folkbokföringen."
                </p>
                <p>
                    <a href="/#fragor">"Frågor och svar"</a>
                </p>
            </section>
            <section>
                <h2>"Tillgänglighet"</h2>
                <p>
                    "Sidorna är gjorda för att fungera med tangentbord, skärmläsare, kraftig förstoring och utan skript. Säg till mottagningen eller ring 1177 om något hindrar dig."
                </p>
            </section>
        </div>
    }.into_any()
}
