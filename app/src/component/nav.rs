//! The four ways to go: a bar at the bottom of a phone, a rail on the left of a wider page.

use domain::family::ChildName;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::badge::Badge;
use super::icon::{Icon, IconName};

/// One's own pages.
const MINE: &str = "/mig";

/// The four ways to go, for the one that the address is about.
#[component]
pub(crate) fn Nav(
    /// The children whose names are known.
    children_known: Vec<ChildName>,
) -> impl IntoView {
    let path = use_location().pathname;
    let base = Memo::new(move |_| path.with(|path| base_of(path).map(str::to_owned)));
    move || {
        let base = base.get()?;
        let child = children_known
            .iter()
            .find(|child| base == format!("/ombud/{}", child.link))
            .cloned();
        // Where one is nobody's ombud (any more), the ways are one's own.
        let base = if child.is_some() {
            base
        } else {
            MINE.to_owned()
        };
        Some(view! { <Ways base child/> }.into_any())
    }
}

#[component]
fn Ways(base: String, child: Option<ChildName>) -> impl IntoView {
    let own = child.is_none();
    let label = match &child {
        Some(child) => format!("Meny för {}", child.name),
        None => "Meny".to_owned(),
    };
    let whom = child.map(|child| {
        view! {
            <p class="rail-whom">
                <Badge name=child.name.clone() colour=child.colour/>
                <span>{child.short}</span>
            </p>
        }
        .into_any()
    });
    // Room for the band that names the person, on the pages that have one.
    let path = use_location().pathname;
    let band = move || (!own || path.with(|path| has_band(path))).then_some("");
    view! {
        <nav class="rail" aria-label=label data-band=band>
            {whom}
            <ul>
                <Way icon=IconName::Home label="Hem" base=base.clone() page=""/>
                <Way icon=IconName::Inbox label="Inkorg" base=base.clone() page="/inkorg"/>
                <Way icon=IconName::Calendar label="Tider" base=base.clone() page="/tider"/>
                <Way icon=IconName::Journal label="Journal" base page="/journaltjanster"/>
            </ul>
        </nav>
    }
    .into_any()
}

#[component]
fn Way(icon: IconName, label: &'static str, base: String, page: &'static str) -> impl IntoView {
    let path = use_location().pathname;
    let href = format!("{base}{page}");
    let current = move || {
        path.with(|path| {
            let rest = path.strip_prefix(&base)?;
            stands_in(rest, page).then_some("page")
        })
    };
    view! {
        <li>
            <a href=href aria-current=current>
                <Icon name=icon/>
                <span>{label}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The pages that an address belongs to: one's own, or a child's.
fn base_of(path: &str) -> Option<&str> {
    if path == MINE || path.starts_with("/mig/") {
        return Some(MINE);
    }
    let link = path.strip_prefix("/ombud/")?.split('/').next()?;
    (!link.is_empty()).then(|| &path[.."/ombud/".len() + link.len()])
}

/// Whether a page of one's own has the band: not the home page, nor what belongs to it.
fn has_band(path: &str) -> bool {
    let parts = [
        "/mig/inkorg",
        "/mig/journal",
        "/mig/installningar",
        "/mig/kontakta",
        "/mig/tider",
        "/mig/recept",
        "/mig/intyg",
    ];
    parts.iter().any(|part| path.starts_with(part))
}

/// Whether the rest of an address stands in a part: the journal's pages begin with `/journal`.
fn stands_in(rest: &str, page: &str) -> bool {
    match page {
        "" => rest.is_empty() || rest == "/",
        "/journaltjanster" => rest.starts_with("/journal"),
        page => rest.starts_with(page),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_are_those_of_the_one_in_the_address() {
        assert_eq!(base_of("/mig"), Some("/mig"));
        assert_eq!(base_of("/mig/inkorg/1"), Some("/mig"));
        assert_eq!(base_of("/ombud/abc"), Some("/ombud/abc"));
        assert_eq!(base_of("/ombud/abc/journal/1"), Some("/ombud/abc"));
        assert_eq!(base_of("/ombud/"), None);
        assert_eq!(base_of("/migration"), None);
        assert_eq!(base_of("/"), None);
    }

    #[test]
    fn ones_home_has_no_band() {
        assert!(!has_band("/mig"));
        assert!(!has_band("/mig/lagg-till-barn"));
        assert!(has_band("/mig/journaltjanster"));
        assert!(has_band("/mig/inkorg/1"));
    }

    #[test]
    fn exactly_one_way_is_current() {
        let pages = ["", "/inkorg", "/tider", "/journaltjanster"];
        let current = |rest| pages.map(|page| stands_in(rest, page));
        assert_eq!(current(""), [true, false, false, false]);
        assert_eq!(current("/inkorg/1"), [false, true, false, false]);
        assert_eq!(current("/tider/1"), [false, false, true, false]);
        assert_eq!(current("/journal/1"), [false, false, false, true]);
        assert_eq!(
            current("/journaltjanster/journalen"),
            [false, false, false, true]
        );
        assert_eq!(current("/installningar"), [false; 4]);
        assert_eq!(current("/lagg-till-barn"), [false; 4]);
    }
}
