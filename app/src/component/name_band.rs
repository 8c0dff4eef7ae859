//! Who a page is about: on every page about a person, above everything else.

use domain::family::{ChildName, Whom};
use leptos::prelude::*;

use super::badge::Badge;
use super::icon::{Icon, IconName};
use super::switcher::Switcher;
use crate::place::{Area, who_of};

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
    // One whose link is over, and who reads by an exception (R-J5).
    let role = if child.reads_only {
        "Du läser journalen för "
    } else {
        "Du är ombud för "
    };
    let label = format!("{role}{}", child.name);
    view! {
        <section class="name-band" data-colour=child.colour aria-label=label>
            <div class="name-band-row">
                <Badge name=child.name.clone() colour=child.colour/>
                <p class="name-band-who">
                    <span class="name-band-role">{role}</span>
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
