//! A person's badge.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use crate::text::genitive::is_number;

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
