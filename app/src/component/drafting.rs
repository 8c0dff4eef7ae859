//! Keeping what is written in a [`SendForm`] as it is written, so that a closed tab or a lost connection
//! loses nothing; and the note that tells of what was kept.

use domain::draft::{Draft, NewDraft};
use domain::form::Typed;
use domain::message::{FormKey, NewMessage};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::alert::{Alert, AlertKind};
use super::send_form::SendForm;
use super::sending::{Sending, use_sending};
use crate::api::ApiCode;
use crate::browser;

/// After so many milliseconds without a letter it is kept.
const REST: u32 = 1_000;
/// So many milliseconds after it could not be kept it is tried again.
const AGAIN: u32 = 15_000;

/// How what is written stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing has been kept since the page was opened.
    Quiet,
    /// It is kept.
    Kept,
    /// It could not be kept.
    Failed,
    /// It is longer than what can be kept, or sent.
    TooLong,
    /// The form had been sent already, though its answer may never have come. What is written since
    /// can be sent, with another key: [`SendForm`] gets it when it tries.
    Sent,
    /// It has been gone on with elsewhere, and that is what is kept.
    Newer,
}

/// What has just been done with a draft, as its word in the address says: "Utkast sparat".
pub(crate) fn told(word: Option<&str>) -> Option<AnyView> {
    let title = match word? {
        "sparat" => "Utkastet är sparat",
        "borttaget" => "Utkastet är borttaget",
        _ => return None,
    };
    Some(view! { <Alert kind=AlertKind::Success title answers_form=true/> }.into_any())
}

/// Tells of what was begun before, with a way to throw it away. A form of its own: in the same one,
/// Enter in a line would press its button.
#[component]
pub(crate) fn DraftNote(
    draft: Draft,
    /// The address of the form.
    action: String,
    /// Grows when the draft is being thrown away.
    thrown: RwSignal<u32>,
    /// Called with where that leads, once it is.
    done: Callback<String>,
) -> impl IntoView {
    let title = format!("Det här är ditt utkast från {}", draft.saved.long());
    let throw = move |_| thrown.update(|thrown| *thrown += 1);
    let inner = move || {
        view! {
            <button
                type="submit"
                class="button button-quiet"
                name=NewDraft::ACT
                value=NewDraft::FORGET
                on:click=throw
            >
                "Ta bort utkastet"
            </button>
        }
        .into_any()
    };
    view! {
        <div class="no-print">
            <Alert kind=AlertKind::Info title>
                <p>"Bara du ser det. Filer sparas inte i utkastet."</p>
                <SendForm action name="utkast" done class="draft-note">
                    {inner()}
                </SendForm>
            </Alert>
        </div>
    }
    .into_any()
}

/// Keeps what is written in the form around it. Without script there is a button for it.
#[component]
pub(crate) fn Drafting(
    /// The address of the form.
    action: String,
    /// What was kept before.
    draft: Option<Draft>,
    /// Grows when the draft is being thrown away.
    thrown: RwSignal<u32>,
) -> impl IntoView {
    let seen = draft.as_ref().map_or(0, |draft| draft.version);
    let kept = draft.map(|draft| (draft.subject, draft.text));
    let keeping = Keeping {
        action: StoredValue::new(action),
        sending: use_sending(),
        turn: StoredValue::new(0),
        unkept: StoredValue::new(None),
        under_way: StoredValue::new(0),
        kept: StoredValue::new(kept.unwrap_or_default()),
        over: StoredValue::new(false),
        standing: RwSignal::new(Standing::Quiet),
    };
    keeping
        .sending
        .hear(Callback::new(move |typed| match typed {
            Some(typed) => keeping.later(&typed),
            None => keeping.drop_it(),
        }));
    let here = NodeRef::<html::Div>::new();
    Effect::new(move || {
        // What was typed before the program ran, or is there again after a reload.
        if let Some(form) = here.get().and_then(|here| browser::form_with(&here)) {
            keeping.later(&form.typed());
        }
    });
    Effect::new(move |before: Option<u32>| {
        let now = thrown.get();
        if before.is_some_and(|before| before != now) {
            keeping.drop_it();
        }
        now
    });
    Effect::new(move || {
        let hidden = window_event_listener_untyped("visibilitychange", move |_| {
            if browser::hidden() {
                keeping.at_once();
            }
        });
        let left = window_event_listener_untyped("pagehide", move |_| keeping.at_once());
        let back = window_event_listener_untyped("online", move |_| keeping.at_once());
        on_cleanup(move || {
            hidden.remove();
            left.remove();
            back.remove();
        });
    });
    // On the way to another page of ours.
    on_cleanup(move || keeping.at_once());
    let says = move || match keeping.standing.get() {
        Standing::Quiet => "",
        Standing::Kept => "Utkast sparat",
        Standing::Failed => "Utkastet kunde inte sparas. Texten finns kvar här.",
        Standing::Sent => {
            "Det du skickade först har kommit fram. Det du har skrivit efter det är varken skickat eller sparat, men du kan skicka det som ett nytt meddelande."
        }
        Standing::Newer => {
            "Du har skrivit vidare i en annan flik eller på en annan enhet. Det du skriver här \
             sparas inte som utkast, men går att skicka."
        }
        Standing::TooLong => "Texten är för lång för att sparas som utkast. Den finns kvar här.",
    };
    let keep = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        keeping.at_once();
    };
    view! {
        <div class="drafting no-print" node_ref=here>
            <p class="field-hint" role="status">
                {says}
            </p>
            <input type="hidden" name=NewDraft::SEEN value=seen/>
            <button
                type="submit"
                class="button button-quiet without-script"
                name=NewDraft::ACT
                value=NewDraft::KEEP
                on:click=keep
            >
                "Spara utkast"
            </button>
        </div>
    }
    .into_any()
}

/// What keeping needs to know.
#[derive(Clone, Copy)]
struct Keeping {
    action: StoredValue<String>,
    sending: Sending,
    /// Grows with each letter: a rest counts from the last one.
    turn: StoredValue<u32>,
    /// What has been typed and is not kept, nor on its way.
    unkept: StoredValue<Option<NewDraft>>,
    /// How many are on their way.
    under_way: StoredValue<u32>,
    /// What is kept: subject and text.
    kept: StoredValue<(String, String)>,
    /// Nothing more can be kept here: one may not write any more, or is logged out.
    over: StoredValue<bool>,
    standing: RwSignal<Standing>,
}

impl Keeping {
    /// Keeps what is typed once nothing more is typed for a while.
    fn later(self, typed: &Typed) {
        if self.over.get_value() {
            return;
        }
        let turn = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        let Ok(draft) = NewDraft::read(typed) else {
            self.unkept.set_value(None);
            self.standing.set(Standing::TooLong);
            return;
        };
        let same = self
            .kept
            .with_value(|kept| (&kept.0, &kept.1) == (&draft.subject, &draft.text));
        if same && self.under_way.get_value() == 0 {
            self.unkept.set_value(None);
            if self.standing.get_untracked() != Standing::Kept {
                self.standing.set(Standing::Quiet);
            }
            return;
        }
        self.unkept.set_value(Some(draft));
        spawn_local(async move {
            loop {
                browser::sleep(REST).await;
                // The page may be gone by now, or more has been typed.
                if self.turn.try_get_value() != turn {
                    return;
                }
                // One at a time, or the older could come last; and never beside the form itself.
                if self.under_way.try_get_value() == Some(0) && !self.sending.is_pending() {
                    break;
                }
            }
            self.at_once();
        });
    }

    /// Keeps what is not kept yet, though the page may be gone the next moment. What does not get
    /// through is tried again after a while, or when there is a connection again.
    fn at_once(self) {
        if self.sending.is_pending() {
            return;
        }
        let unkept = self.unkept.try_update_value(Option::take).flatten();
        let (Some(draft), Some(action)) = (unkept, self.action.try_get_value()) else {
            return;
        };
        self.under_way.try_update_value(|count| *count += 1);
        let turn = self.turn.try_get_value();
        spawn_local(async move {
            let told = browser::send_aside(&action, &fields(&draft)).await;
            // The page may be gone by now; then nothing follows.
            self.under_way.try_update_value(|count| *count -= 1);
            let standing = match told {
                Ok(to) if to.ends_with("utkast=inget") && !draft.is_empty() => Standing::Sent,
                Ok(_) => {
                    let empty = draft.is_empty();
                    self.kept.try_set_value((draft.subject, draft.text));
                    if empty {
                        Standing::Quiet
                    } else {
                        Standing::Kept
                    }
                }
                Err(error) if is_over(error.code) => {
                    self.over.try_set_value(true);
                    match error.code {
                        ApiCode::NewerDraft => Standing::Newer,
                        _ => Standing::Failed,
                    }
                }
                Err(_) => {
                    // Unless it has been thrown away, or more has been typed.
                    if self.turn.try_get_value() == turn {
                        self.unkept.try_set_value(Some(draft));
                        self.try_again(turn);
                    }
                    Standing::Failed
                }
            };
            self.standing.try_set(standing);
        });
    }

    /// Tries again after a while, unless something has happened by then.
    fn try_again(self, turn: Option<u32>) {
        spawn_local(async move {
            browser::sleep(AGAIN).await;
            if self.turn.try_get_value() == turn {
                self.at_once();
            }
        });
    }

    /// Nothing of it is to be kept any more: it is sent, or thrown away.
    fn drop_it(self) {
        self.turn.try_update_value(|turn| *turn += 1);
        self.unkept.try_set_value(None);
        self.standing.try_set(Standing::Quiet);
    }
}

/// Whether it is no use to try again: each try would stand in the access log, or be refused.
fn is_over(code: ApiCode) -> bool {
    matches!(
        code,
        ApiCode::LoggedOut | ApiCode::Refused(_) | ApiCode::NotFound | ApiCode::NewerDraft
    )
}

/// A draft as its form sends it.
fn fields(draft: &NewDraft) -> Typed {
    let fields = [
        (NewDraft::ACT, NewDraft::KEEP.to_owned()),
        (FormKey::FIELD, draft.key.text()),
        (NewMessage::SUBJECT, draft.subject.clone()),
        (NewMessage::TEXT, draft.text.clone()),
        (NewDraft::SEEN, draft.seen.to_string()),
    ];
    Typed(fields.map(|(name, value)| (name.to_owned(), value)).into())
}
