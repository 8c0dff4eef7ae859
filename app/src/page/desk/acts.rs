//! What staff can do with a case: answer, take, hand over, close, cancel (R-C1, R-E2).

use domain::block::NewBlock;
use domain::booking::opening::WHY;
use domain::case::{CaseForm, CaseState, Colleague};
use domain::form::{FieldErrors, Typed};
use domain::message::FormKey;
use domain::template::Template;
use leptos::html;
use leptos::prelude::*;

use super::insert::insert;
use crate::api::ApiCode;
use crate::component::files::Files;
use crate::component::inputs::{Lines, Notes, described};
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::component::sending::use_sending;

/// The name of the form that is always there.
pub(super) const OTHERS: &str = "atgard";

/// What the forms about a case need.
#[derive(Clone)]
pub(super) struct Forms {
    /// The case's address.
    pub(super) action: String,
    /// How often the case had changed when it was read.
    pub(super) version: String,
    /// The form's key.
    pub(super) key: FormKey,
    /// Called with where an act leads.
    pub(super) went: Callback<String>,
    /// Called with what was typed and why it was not done, where the case is to be read again.
    pub(super) beaten: Callback<(Typed, ApiCode)>,
}

impl Forms {
    /// A form about the case.
    pub(super) fn form(
        &self,
        name: &'static str,
        class: &'static str,
        files: bool,
        children: impl FnOnce() -> AnyView + Send + 'static,
    ) -> AnyView {
        let Self {
            action,
            version,
            key,
            went,
            beaten,
        } = self.clone();
        view! {
            <SendForm action name check=check done=went beaten class files>
                <input type="hidden" name=CaseForm::VERSION value=version/>
                <Key key/>
                {children()}
            </SendForm>
        }
        .into_any()
    }
}

/// The answer, while the case is open.
#[component]
pub(super) fn Answer(
    forms: Forms,
    /// What was typed before another was first.
    kept: String,
    /// Whether the case can be closed with it.
    closes: bool,
    /// What remembers the files that are to go with it.
    memory: NodeRef<html::Input>,
    /// Whether a guardian will read it.
    by_guardian: bool,
    /// The unit's texts for answers.
    templates: Vec<Template>,
) -> impl IntoView {
    // R-E6: nobody can tell a certificate by its content.
    let more = if by_guardian {
        "Vårdnadshavaren kan öppna filerna. Skicka inte läkarintyg här."
    } else {
        ""
    };
    let inner = move || {
        let close = closes.then(|| {
            view! {
                <SendButton
                    name=CaseForm::ACT
                    value="svara-stang"
                    label="Svara och stäng"
                    class="button button-quiet"
                />
            }
            .into_any()
        });
        view! {
            {insert(templates)}
            <Lines name=CaseForm::TEXT label="Ditt svar" value=kept rows=8/>
            <Files more memory/>
            <p class="actions">
                <SendButton name=CaseForm::ACT value="svara" label="Svara"/>
                {close}
            </p>
        }
        .into_any()
    };
    view! {
        <section class="reply no-print" aria-labelledby="svara">
            <h2 id="svara">"Svara"</h2>
            {forms.form("svar", "form", true, inner)}
        </section>
    }
    .into_any()
}

/// What else can be done, as the case stands.
#[component]
pub(super) fn Others(
    forms: Forms,
    state: CaseState,
    mine: bool,
    /// Whether the case can be closed.
    closes: bool,
) -> impl IntoView {
    let acts: &[(&'static str, &'static str)] = match (state, mine) {
        (CaseState::New, _) => &[("ta", "Ta ärendet"), ("stang", "Stäng utan svar")],
        (CaseState::Taken, true) => &[("slapp", "Lägg tillbaka"), ("stang", "Stäng utan svar")],
        (CaseState::Waiting, true) => &[("stang", "Stäng")],
        (CaseState::Taken | CaseState::Waiting, false) => &[("ta", "Ta över ärendet")],
        (CaseState::Done, _) => &[("oppna", "Öppna igen")],
    };
    let inner = move || {
        let button = |(value, label): &(&'static str, &'static str)| {
            view! { <SendButton name=CaseForm::ACT value=*value label=*label class="button button-quiet"/> }
                .into_any()
        };
        let can = |(value, _): &&(&'static str, &'static str)| closes || *value != "stang";
        acts.iter()
            .filter(can)
            .map(button)
            .collect_view()
            .into_any()
    };
    forms.form(OTHERS, "actions no-print", false, inner)
}

/// Cancelling the booking that the case is.
#[component]
pub(super) fn Cancel(forms: Forms) -> impl IntoView {
    let Forms {
        action,
        key,
        went,
        beaten,
        ..
    } = forms;
    let inner = move || {
        view! {
            <input type="hidden" name="gor" value="avboka"/>
            <Key key/>
            <Lines
                name=WHY
                label="Varför avbokar ni?"
                hint="Det läser den som har bokat."
                rows=4
            />
            <p class="actions">
                <SendButton label="Avboka tiden"/>
            </p>
        }
        .into_any()
    };
    view! {
        <details class="cancelling no-print">
            <summary>"Avboka tiden"</summary>
            <SendForm action name="avboka" done=went beaten>
                {inner()}
            </SendForm>
        </details>
    }
    .into_any()
}

/// Keeping out the guardian who sent the case, at once (B10).
#[component]
pub(super) fn Stop(forms: Forms, guardian: String, child: String) -> impl IntoView {
    let Forms {
        action,
        key,
        went,
        beaten,
        ..
    } = forms;
    let about = format!(
        "{guardian} når då inte längre något om {child}, inte heller på sidor som redan är öppna, och \
         får inget veta. Den som är ansvarig för enheten granskar nödstoppet inom sju dagar."
    );
    let inner = move || {
        view! {
            <input type="hidden" name=NewBlock::ACT value=NewBlock::STOP_CASE/>
            <Key key/>
            <p>{about}</p>
            <p class="actions">
                <SendButton label="Gör nödstopp nu" class="button button-danger"/>
            </p>
        }
        .into_any()
    };
    view! {
        <details class="cancelling no-print">
            <summary>"Nödstopp: stäng för vårdnadshavaren"</summary>
            <SendForm action name="nodstopp" done=went beaten>
                {inner()}
            </SendForm>
        </details>
    }
    .into_any()
}

/// Giving the case to a colleague.
#[component]
pub(super) fn HandOver(forms: Forms, colleagues: Vec<Colleague>) -> impl IntoView {
    let inner = move || {
        let error = use_sending().error(CaseForm::COLLEAGUE);
        let described = described(CaseForm::COLLEAGUE, false, error);
        let options = colleagues.into_iter().map(|colleague| {
            view! { <option value=colleague.key>{colleague.name}</option> }.into_any()
        });
        view! {
            <input type="hidden" name=CaseForm::ACT value="lamna"/>
            <div class="field" data-wrong=move || error.get().is_some().then_some("")>
                <label for=CaseForm::COLLEAGUE>"Lämna över till"</label>
                <Notes name=CaseForm::COLLEAGUE hint=None error/>
                <select id=CaseForm::COLLEAGUE name=CaseForm::COLLEAGUE aria-describedby=described>
                    <option value="">"Välj en kollega"</option>
                    {options.collect_view()}
                </select>
            </div>
            <p class="actions">
                <SendButton label="Lämna över" class="button button-quiet"/>
            </p>
        }
        .into_any()
    };
    forms.form("over", "form no-print", false, inner)
}

/// What is wrong with what is typed.
fn check(typed: &Typed) -> FieldErrors {
    CaseForm::read(typed).err().unwrap_or_default()
}
