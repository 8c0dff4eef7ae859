//! Switching to another person: oneself, or a child one is the ombud of.

use leptos::ev;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlDetailsElement, HtmlElement, Node};

use super::badge::Badge;
use super::icon::{Icon, IconName};
use crate::api::viewer::LoggedIn;
use crate::context::with_viewer;
use crate::place::Area;

/// The id of the field that filters.
const FIELD: &str = "vaxla-sok";

/// Somebody to switch to.
struct Choice {
    href: String,
    /// Whether the page is about this person already.
    here: bool,
    name: String,
    /// What stands below the name: "Dig själv", "8 år".
    note: String,
    colour: Option<u8>,
}

/// "Växla till …": oneself and all children, as plain links. With script, Ctrl + K opens it from
/// anywhere (no screen reader uses that), typing filters, the arrows move, Enter goes, Esc leaves.
#[component]
pub(crate) fn Switcher(
    /// Whom the page is about: `mig`, or a child's link.
    who: String,
    /// The area to keep.
    area: Area,
) -> impl IntoView {
    with_viewer(move |viewer| {
        let choices = viewer.person.map(|person| choices(person, &who, area));
        match choices.filter(|choices| choices.len() > 1) {
            Some(choices) => view! { <Menu choices/> }.into_any(),
            None => ().into_any(),
        }
    })
}

fn choices(person: LoggedIn, who: &str, area: Area) -> Vec<Choice> {
    let own = Choice {
        href: area.of("mig"),
        here: who == "mig",
        name: person.name,
        note: "Dig själv".to_owned(),
        colour: None,
    };
    let children = person.children.into_iter().map(|child| {
        let link = child.link.to_string();
        Choice {
            href: area.of(&link),
            here: who == link,
            note: child.age.text(),
            name: child.name,
            colour: Some(child.colour),
        }
    });
    std::iter::once(own).chain(children).collect()
}

#[component]
fn Menu(choices: Vec<Choice>) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let sought = RwSignal::new(String::new());
    let scripted = RwSignal::new(false);
    let close = move |focus: bool| {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
            sought.set(String::new());
            if focus {
                focus_on(details.query_selector("summary").ok().flatten());
            }
        }
    };
    Effect::new(move || {
        scripted.set(true);
        let opener = window_event_listener(ev::keydown, move |event| {
            if opens(&event)
                && let Some(details) = details.get_untracked()
            {
                event.prevent_default();
                details.set_open(true);
                focus_on(details.query_selector("input").ok().flatten());
            }
        });
        let closer = window_event_listener(ev::click, move |event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            if let (Some(target), Some(details)) = (target, details.get_untracked())
                && details.open()
                && !details.contains(Some::<&Node>(&target))
            {
                close(false);
            }
        });
        on_cleanup(move || {
            opener.remove();
            closer.remove();
        });
    });
    let on_key = move |event: KeyboardEvent| {
        let Some(details) = details.get_untracked() else {
            return;
        };
        let moved = match event.key().as_str() {
            "Escape" if details.open() => {
                close(true);
                true
            }
            "ArrowDown" if details.open() => step(&details, Way::Down),
            "ArrowUp" if details.open() => step(&details, Way::Up),
            "Enter" => go_to_first(&details, &event),
            _ => false,
        };
        if moved {
            event.prevent_default();
        }
    };
    let on_leave = move |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into().ok());
        if let (Some(next), Some(details)) = (next, details.get_untracked())
            && !details.contains(Some::<&Node>(&next))
        {
            close(false);
        }
    };
    let filter = move || scripted.get().then(|| filter_field(sought));
    let names: Vec<String> = choices.iter().map(|choice| choice.name.clone()).collect();
    let nobody = move || sought.with(|sought| !names.iter().any(|name| matches(name, sought)));
    let rows = choices
        .into_iter()
        .map(|choice| row(choice, sought))
        .collect_view();
    view! {
        <details class="switcher" node_ref=details on:keydown=on_key on:focusout=on_leave>
            <summary aria-keyshortcuts="Control+K Meta+K">
                <Icon name=IconName::Swap/>
                <span>"Växla till …"</span>
            </summary>
            <div class="switcher-panel">
                {filter}
                <ul on:click=move |_| close(false)>{rows}</ul>
                <p role="status">
                    {move || nobody().then_some("Ingen med det namnet.")}
                </p>
            </div>
        </details>
    }
    .into_any()
}

fn filter_field(sought: RwSignal<String>) -> AnyView {
    view! {
        <div class="switcher-filter">
            <label for=FIELD>"Skriv ett namn"</label>
            <input
                type="text"
                id=FIELD
                autocomplete="off"
                spellcheck="false"
                prop:value=sought
                on:input=move |event| sought.set(event_target_value(&event))
            />
            <p class="switcher-keys">
                "Öppna med " <kbd>"Ctrl"</kbd> " + " <kbd>"K"</kbd>
            </p>
        </div>
    }
    .into_any()
}

fn row(choice: Choice, sought: RwSignal<String>) -> AnyView {
    let name = choice.name.clone();
    let hidden = move || sought.with(|sought| !matches(&name, sought));
    view! {
        <li hidden=hidden>
            <a href=choice.href aria-current=choice.here.then_some("true")>
                <Badge name=choice.name.clone() colour=choice.colour/>
                <span class="switcher-name">{choice.name}</span>
                <span class="switcher-note">{choice.note}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Whether the name, or one of its parts, begins with what is sought; case does not matter.
fn matches(name: &str, sought: &str) -> bool {
    let (name, sought) = (name.to_lowercase(), sought.trim().to_lowercase());
    name.starts_with(&sought) || name.split([' ', '-']).any(|part| part.starts_with(&sought))
}

fn opens(event: &KeyboardEvent) -> bool {
    (event.ctrl_key() || event.meta_key())
        && !event.alt_key()
        && !event.shift_key()
        && event.key().eq_ignore_ascii_case("k")
}

fn focus_on(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element of our own can always take the focus.
        let _ = element.focus();
    }
}

/// The link with the focus, if one has it.
fn focused_row(details: &HtmlDetailsElement) -> Option<Element> {
    details.query_selector("li:focus-within").ok().flatten()
}

/// Which way an arrow goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Down,
    Up,
}

impl Way {
    fn from(self, row: &Element) -> Option<Element> {
        match self {
            Self::Down => row.next_element_sibling(),
            Self::Up => row.previous_element_sibling(),
        }
    }
}

/// Moves the focus to the next link that is shown; from outside the list to the first, and from
/// the first back to the field.
fn step(details: &HtmlDetailsElement, way: Way) -> bool {
    let row = match focused_row(details) {
        None => first_row(details),
        Some(row) => {
            let mut row = way.from(&row);
            while let Some(hidden) = row.as_ref().filter(|row| row.has_attribute("hidden")) {
                row = way.from(hidden);
            }
            row
        }
    };
    let link = row.and_then(|row| row.query_selector("a").ok().flatten());
    if link.is_none() && way == Way::Up {
        focus_on(details.query_selector("input").ok().flatten());
    } else {
        focus_on(link);
    }
    true
}

fn first_row(details: &HtmlDetailsElement) -> Option<Element> {
    details.query_selector("li:not([hidden])").ok().flatten()
}

/// Enter in the field goes to the first link that is shown.
fn go_to_first(details: &HtmlDetailsElement, event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_none_or(|target| target.id() != FIELD) {
        return false;
    }
    let link = first_row(details).and_then(|row| row.query_selector("a").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.click();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_part_of_a_name_may_be_typed() {
        assert!(matches("Alva Berg", ""));
        assert!(matches("Alva Berg", " ber"));
        assert!(matches("Anna-Karin Ek", "KARIN"));
        assert!(matches("Anna-Karin Ek", "anna-k"));
        assert!(matches("Åsa Ek", "å"));
        assert!(matches("20231231-2388", "2023"));
        assert!(!matches("Alva Berg", "va"));
    }
}
