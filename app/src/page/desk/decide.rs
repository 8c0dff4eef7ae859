//! What staff decides of a case: which prescriptions are renewed (R-E3), whether a certificate is
//! issued (R-E4).

use domain::case::CaseForm;
use domain::certificate::CertificateOrder;
use domain::form::Typed;
use domain::inbox::Asked;
use domain::prescription::{Decision, NewRenewal, RenewalItem, VALID_MONTHS, WITHDRAWALS};
use leptos::prelude::*;

use super::acts::Forms;
use crate::component::asked;
use crate::component::inputs::{Lines, Notes, described};
use crate::component::send_form::SendButton;
use crate::component::sending::use_sending;
use crate::text::errand::left;

/// What the case asks for: a form while it is to be decided, and what was decided after.
/// `typed`: what was typed in a form before another was first.
pub(super) fn decide(
    asks: Option<Asked>,
    forms: &Forms,
    by_guardian: bool,
    typed: &Typed,
) -> AnyView {
    let is_open = asks.as_ref().is_some_and(Asked::is_open);
    match asks {
        None => ().into_any(),
        Some(Asked::Renewal(items)) if is_open => renewal(items, forms, typed.clone()),
        Some(Asked::Renewal(items)) => asked::renewal(items),
        Some(Asked::Certificate(order)) => {
            let facts = asked::order_facts(&order);
            let form = is_open.then(|| certificate(&order, forms, by_guardian, typed));
            view! {
                {facts}
                {form}
            }
            .into_any()
        }
    }
}

fn renewal(items: Vec<RenewalItem>, forms: &Forms, typed: Typed) -> AnyView {
    let note = typed.get(CaseForm::NOTE).to_owned();
    let inner = move || {
        let rows = items
            .into_iter()
            .map(|item| view! { <OneDecision item typed=typed.clone()/> }.into_any());
        view! {
            <input type="hidden" name=CaseForm::ACT value="recept"/>
            {rows.collect_view()}
            <Lines
                name=CaseForm::NOTE
                label="Vill du skriva något till personen?"
                hint="Frivilligt. Nämn inga läkemedel här: texten står i inkorgen."
                value=note
                rows=3
            />
            <p class="actions">
                <SendButton label="Skicka beslutet och stäng"/>
            </p>
        }
        .into_any()
    };
    let months = VALID_MONTHS;
    view! {
        <section class="reply no-print" aria-labelledby="recepten">
            <h2 id="recepten">"Ta ställning till recepten"</h2>
            <p>
                {format!("Ett recept som förnyas gäller i {months} månader, med {WITHDRAWALS} uttag.")}
            </p>
            {forms.form("beslut", "form", false, inner)}
        </section>
    }
    .into_any()
}

/// The decision about one prescription.
#[component]
fn OneDecision(item: RenewalItem, typed: Typed) -> impl IntoView {
    let sending = use_sending();
    let field = Decision::field(item.prescription);
    let reason = Decision::reason_field(item.prescription);
    let error = sending.error(field.clone());
    let described = described(&field, false, error);
    let chosen = {
        let (field, typed) = (field.clone(), typed.clone());
        move |word: &str| {
            let before = sending.chosen(&field, word);
            before.unwrap_or_else(|| typed.get(&field) == word)
        }
    };
    let choice = |word: &'static str, label: &'static str, id: Option<String>| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    id=id
                    name=field.clone()
                    value=word
                    checked=chosen(word)
                />
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    let facts = format!(
        "{} Gäller till och med {}, {}.",
        item.medicine.dosage,
        item.valid_until.long(),
        left(item.left).to_lowercase()
    );
    let yes = choice(Decision::APPROVE, "Förnya", Some(sending.id(&field)));
    let no = choice(Decision::DECLINE, "Förnya inte", None);
    let why = typed.get(&reason).to_owned();
    view! {
        <fieldset
            class="field"
            aria-describedby=described
            data-wrong=move || error.get().is_some().then_some("")
        >
            <legend>{item.medicine.full()}</legend>
            <input
                type="hidden"
                name=NewRenewal::PRESCRIPTION
                value=item.prescription.to_string()
            />
            <p class="field-hint">{facts}</p>
            <Notes name=field.clone() hint=None error/>
            {yes}
            {no}
            <Lines name=reason label="Skäl, om det inte förnyas" value=why rows=2/>
        </fieldset>
    }
    .into_any()
}

fn certificate(
    order: &CertificateOrder,
    forms: &Forms,
    by_guardian: bool,
    typed: &Typed,
) -> AnyView {
    let hint = if by_guardian {
        "Texten står i inkorgen och läses av vårdnadshavaren. Skriv hur intyget kommer fram: per post, eller att hämta. Skriv inget av det som står i intyget."
    } else {
        "Texten står i inkorgen. Intyget läser personen under Mina intyg."
    };
    let written = |field: &str| typed.get(field).to_owned();
    let (text, note) = (written(CaseForm::CERTIFICATE), written(CaseForm::NOTE));
    let reason = written(CaseForm::REASON);
    let purpose = order.purpose.clone();
    let issue = move || {
        view! {
            <input type="hidden" name=CaseForm::ACT value="intyg"/>
            <Lines
                name=CaseForm::CERTIFICATE
                label="Intyget"
                hint=format!("Ska användas: {purpose}. Vårdnadshavare ser aldrig den här texten.")
                value=text
                rows=10
            />
            <Lines name=CaseForm::NOTE label="Svar till personen" hint=hint value=note rows=3/>
            <p class="actions">
                <SendButton label="Utfärda intyget och stäng"/>
            </p>
        }
        .into_any()
    };
    let decline = move || {
        view! {
            <input type="hidden" name=CaseForm::ACT value="intyg-nej"/>
            <Lines
                name=CaseForm::REASON
                label="Varför utfärdas det inte?"
                hint="Texten står i inkorgen."
                value=reason
                rows=3
            />
            <p class="actions">
                <SendButton label="Avslå och stäng" class="button button-quiet"/>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="reply no-print" aria-labelledby="utfarda">
            <h2 id="utfarda">"Utfärda intyget"</h2>
            {forms.form("utfarda", "form", false, issue)}
        </section>
        <section class="reply no-print" aria-labelledby="avsla">
            <h2 id="avsla">"Eller avslå"</h2>
            {forms.form("avsla", "form", false, decline)}
        </section>
    }
    .into_any()
}
