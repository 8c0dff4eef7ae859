//! A phone number that one can call.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A phone number that one can call.
#[component]
pub(crate) fn PhoneLink(
    /// The number, as it is written.
    phone: String,
) -> impl IntoView {
    let dialled = |digit: &char| digit.is_ascii_digit() || *digit == '+';
    let number: String = phone.chars().filter(dialled).collect();
    view! {
        <a class="phone" href=format!("tel:{number}")>
            <Icon name=IconName::Phone/>
            <span>{phone}</span>
        </a>
    }
    .into_any()
}
