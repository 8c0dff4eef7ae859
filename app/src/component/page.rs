//! A page's frame: its title, its heading and its column.

use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use web_sys::HtmlElement;

use super::chrome::Arrivals;
use crate::browser;

/// A page's frame. Sets the document's title ("{title} – Agera ombud") and the heading.
/// The heading takes the focus when the browser itself changed pages, as a new document would.
#[component]
pub(crate) fn Page(
    /// What the page is: its heading.
    title: String,
    /// A sentence below the heading.
    #[prop(optional, into)]
    lead: Option<String>,
    /// What the tab says in the heading's place, where that tells of somebody's health.
    #[prop(optional, into)]
    tab: Option<String>,
    /// What stands in the column.
    children: Children,
) -> impl IntoView {
    let tab = tab.unwrap_or_else(|| title.clone());
    let tab = format!("{tab} – Agera ombud");
    let heading = NodeRef::<html::H1>::new();
    let here = use_location().pathname;
    let arrivals = use_context::<Arrivals>();
    let announced = tab.clone();
    Effect::new(move || {
        let (Some(heading), Some(arrivals)) = (heading.get(), arrivals) else {
            return;
        };
        browser::hear_going_back();
        if arrivals.arrive(here.get_untracked(), &announced) {
            take_focus(heading.into(), arrivals, LONGEST_WAIT);
        }
        // Drawn anew where it stands: the next heading takes the focus over.
        on_cleanup(move || {
            if browser::heading_has_focus() {
                arrivals.unsettled();
            }
        });
    });
    view! {
        <Title text=tab/>
        <div class="page">
            <header class="page-head">
                <h1 tabindex="-1" node_ref=heading>
                    {title}
                </h1>
                {lead.map(|lead| view! { <p class="lead">{lead}</p> }.into_any())}
            </header>
            {children()}
        </div>
    }
    .into_any()
}

/// For how many frames a heading that is made may be kept from the page: what stands beside it may
/// still be on its way.
const LONGEST_WAIT: u8 = 120;

/// Gives the heading the focus, once it stands in the page.
fn take_focus(heading: HtmlElement, arrivals: Arrivals, frames: u8) {
    request_animation_frame(move || {
        if heading.is_connected() {
            let _ = heading.focus();
            arrivals.settled();
        } else if frames > 0 {
            take_focus(heading, arrivals, frames - 1);
        }
    });
}
