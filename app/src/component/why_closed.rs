//! "Varför ser jag inte det här?" (B1): by what an area is closed, until when, and whom to ask.

use domain::access::PublicReason;
use leptos::prelude::*;

use crate::context::use_viewer;
use crate::fetched::Meanwhile;
use crate::text::{Ask, Refusal, refusal};

/// The question that it answers.
pub(crate) const QUESTION: &str = "Varför ser jag inte det här?";

/// Why an area is closed. What is not found has none: it would tell that there is something (R-G9).
#[component]
pub(crate) fn WhyClosed(
    /// What the user is told.
    why: PublicReason,
    /// Whether the question stands alone, and opens to its answer.
    #[prop(optional)]
    folded: bool,
) -> impl IntoView {
    let Refusal {
        body,
        changes,
        next,
        ask,
        rule,
        ..
    } = refusal(why);
    let answer = view! {
        <p>{body}</p>
        {changes.map(|changes| view! { <p>{changes}</p> }.into_any())}
        <p>{next}</p>
        <p>{whom(ask)}</p>
        <p class="why-rule">{format!("Regel {rule}")}</p>
    }
    .into_any();
    if folded {
        view! {
            <details class="why">
                <summary>{QUESTION}</summary>
                {answer}
            </details>
        }
        .into_any()
    } else {
        view! {
            <h2 class="panel-why">{QUESTION}</h2>
            {answer}
        }
        .into_any()
    }
}

/// Whom to ask: as the region says it, where it says something.
fn whom(ask: Ask) -> AnyView {
    match ask {
        Ask::Them(whom) => whom.into_any(),
        Ask::Region => use_viewer().shown(Meanwhile::Before, move |viewer| match viewer {
            Ok(viewer) => viewer.contact.into_any(),
            Err(_) => ask.anywhere().into_any(),
        }),
    }
}
