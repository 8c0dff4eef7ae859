//! Which way to log in, and why one is here.

use domain::login::LoginFailure;
use leptos::prelude::*;

use super::part;
use crate::component::alert::{Alert, AlertKind};
use crate::component::icon::{Icon, IconName};
use crate::text;

/// Why one is here, if the address says so.
#[component]
pub(super) fn Banner() -> impl IntoView {
    let failed = match part("fel").as_str() {
        "" => None,
        "pagar" => Some(text::login_failure(LoginFailure::AlreadyInProgress)),
        "svarar-inte" => Some(text::login_failure(LoginFailure::BankIdUnavailable)),
        _ => Some(("Något gick fel hos oss", technical(&part("nummer")))),
    };
    if let Some((title, body)) = failed {
        return view! {
            <Alert kind=AlertKind::Error title>
                <p>{body}</p>
            </Alert>
        }
        .into_any();
    }
    if part("avslutad").is_empty() {
        return ().into_any();
    }
    view! {
        <Alert kind=AlertKind::Info title="Du har loggats ut">
            <p>
                "Det gick en stund, och vi stängde för att ingen annan ska se dina uppgifter. Logga in så kommer du tillbaka till samma sida."
            </p>
        </Alert>
    }
    .into_any()
}

/// What to say of a failure of ours. The number comes from the address, so only what can be one
/// of our numbers is shown.
fn technical(number: &str) -> String {
    let ours = !number.is_empty() && number.len() <= 32;
    if ours && number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        format!("Försök igen om en stund. Om du kontaktar oss, säg det här numret: {number}.")
    } else {
        "Försök igen om en stund.".to_owned()
    }
}

/// BankID on this device, or on another one.
#[component]
pub(super) fn Choice(
    /// Where to go afterwards: a path of ours, or empty.
    return_to: String,
) -> impl IntoView {
    view! {
        <div class="ways-in">
            <WayIn
                device="this"
                icon=IconName::Key
                label="BankID på den här enheten"
                note="Appen öppnas här, där du läser det här."
                return_to=return_to.clone()
            />
            <WayIn
                device="other"
                icon=IconName::Mobile
                label="BankID på en annan enhet"
                note="Du skannar en QR-kod med telefonen."
                return_to
            />
        </div>
        <p class="log-in-safe">
            <Icon name=IconName::Lock/>
            <span>
                "Logga bara in om du själv har valt det. Ingen från vården ringer och ber dig att legitimera dig."
            </span>
        </p>
        <div class="answers">
            <details class="answer">
                <summary>"Jag har inget BankID"</summary>
                <div class="answer-text">
                    <p>
                        "Din bank hjälper dig att skaffa BankID. Till dess når du vården på telefon 1177, eller direkt hos mottagningen."
                    </p>
                </div>
            </details>
            <details class="answer">
                <summary>"Vem kan logga in?"</summary>
                <div class="answer-text">
                    <p>
                        "Du som har fyllt 13 år, har svenskt personnummer och är folkbokförd i Sverige. Det går inte att logga in med samordningsnummer eller reservnummer."
                    </p>
                </div>
            </details>
        </div>
    }
    .into_any()
}

#[component]
fn WayIn(
    device: &'static str,
    icon: IconName,
    label: &'static str,
    note: &'static str,
    return_to: String,
) -> impl IntoView {
    let note_id = format!("{device}-om");
    view! {
        <form method="post" action="/logga-in" class="way-in" data-device=device>
            <input type="hidden" name="enhet" value=device/>
            <input type="hidden" name="vidare" value=return_to/>
            <button type="submit" class="button button-large" aria-describedby=note_id.clone()>
                <Icon name=icon/>
                {label}
            </button>
            <p class="way-in-note" id=note_id>
                {note}
            </p>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_our_number_is_repeated() {
        assert!(technical("4f2a09bc").contains("4f2a09bc"));
        for foreign in ["", "ring 0900", "<b>", &"a".repeat(33)] {
            assert_eq!(technical(foreign), "Försök igen om en stund.");
        }
    }
}
