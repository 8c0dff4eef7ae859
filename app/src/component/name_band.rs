//! Who a page is about: on every page about a person, above everything else.

use domain::family::{ChildName, Whom};
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::switcher::Switcher;
use crate::place::{Area, who_of};
use crate::text::genitive::is_number;

/// Who a page is about. About a child: its colour, initials, name and age, that one is its ombud,
/// the switcher and the way back to oneself; it stays in sight. About oneself: quiet.
#[component]
pub(crate) fn NameBand(
    /// Whom the page is about.
    whom: Whom,
    /// The area of the page: switching keeps it.
    #[prop(optional)]
    area: Area,
) -> impl IntoView {
    let who = who_of(&whom);
    match whom {
        Whom::Myself(name) => own_band(name, who, area),
        Whom::Child(child) => childs_band(child, who, area),
    }
}

fn own_band(name: String, who: String, area: Area) -> AnyView {
    let label = format!("Inloggad som {name}");
    view! {
        <section class="name-band" aria-label=label>
            <div class="name-band-row">
                <Badge name=name.clone()/>
                <p class="name-band-who">
                    <strong class="name-band-name">{name}</strong>
                </p>
                <div class="name-band-ways">
                    <Switcher who area/>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn childs_band(child: ChildName, who: String, area: Area) -> AnyView {
    let label = format!("Du är ombud för {}", child.name);
    view! {
        <section class="name-band" data-colour=child.colour aria-label=label>
            <div class="name-band-row">
                <Badge name=child.name.clone() colour=child.colour/>
                <p class="name-band-who">
                    <span class="name-band-role">"Du är ombud för "</span>
                    <strong class="name-band-name">{child.name}</strong>
                    <span class="name-band-age">{format!(" {}", child.age.text())}</span>
                </p>
                <div class="name-band-ways">
                    <a class="name-band-back" href="/mig">
                        <Icon name=IconName::Back/>
                        <span>"Växla till mig själv"</span>
                    </a>
                    <Switcher who area/>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// A person's initials on its colour; a drawing where there is no name yet, or where it is oneself.
/// For the eye only: the name stands beside it.
#[component]
pub(crate) fn Badge(
    /// The name, or the personnummer (R-I7).
    name: String,
    /// A child's colour, 0–7; none for oneself.
    #[prop(default = None, into)]
    colour: Option<u8>,
) -> impl IntoView {
    let inside = match colour {
        None => view! { <Icon name=IconName::Person/> }.into_any(),
        Some(_) if is_number(&name) => view! { <Icon name=IconName::Child/> }.into_any(),
        Some(_) => initials(&name).into_any(),
    };
    view! {
        <span class="badge-person" data-colour=colour aria-hidden="true">
            {inside}
        </span>
    }
    .into_any()
}

/// The first letters of the first and the last of the names.
fn initials(name: &str) -> String {
    let mut names = name.split_whitespace();
    let first = names.next().and_then(|name| name.chars().next());
    let last = names.next_back().and_then(|name| name.chars().next());
    let letters = first.into_iter().chain(last);
    letters.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        let of = [
            "Alva Berg",
            "Alva",
            "Åke von der Östen",
            "Anna-Karin Ek",
            "",
        ]
        .map(initials);

        assert_eq!(of, ["AB", "A", "ÅÖ", "AE", ""]);
    }
}
