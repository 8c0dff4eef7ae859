//! Taking the errand of a thread back, while nobody at the clinic has begun with it; and else why not.

use domain::family::Whom;
use domain::inbox::Message;
use domain::message::FormKey;
use domain::taking_back::{ACT, TakingBack, WhyNot};
use leptos::prelude::*;

use crate::component::alert::{Alert, AlertKind};
use crate::component::error_view::words;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::context::use_posted;
use crate::text::errand::{Then, not_back, taken_back};

/// What the form needs.
#[derive(Clone)]
pub(super) struct Back {
    /// The thread's address.
    pub action: String,
    /// Whom it is about.
    pub whom: Whom,
    /// The form's key.
    pub key: FormKey,
    /// Whether one can write in the thread.
    pub writes: bool,
    /// Called once it is taken back.
    pub taken: Callback<String>,
}

impl Back {
    /// The form, or why there is none.
    pub(super) fn shown(&self, stands: TakingBack) -> AnyView {
        match stands {
            TakingBack::Open => self.form(),
            TakingBack::Not(why) => self.instead(why),
        }
    }

    /// Taking it back, after a second thought.
    fn form(&self) -> AnyView {
        let Self {
            action,
            whom,
            key,
            taken,
            ..
        } = self.clone();
        let label = match &whom {
            Whom::Myself(_) => "Ta tillbaka ärendet".to_owned(),
            Whom::Child(child) => format!("Ta tillbaka ärendet för {}", child.short),
        };
        let inner = move || {
            view! {
                <Key key/>
                <input type="hidden" name="gor" value=ACT/>
                <p>
                    "Mottagningen har inte börjat med ärendet, och gör inget mer med det om du tar tillbaka det. Det som är skrivet står kvar i inkorgen. Du kan skicka ett nytt ärende när du vill."
                </p>
                <p class="actions">
                    <SendButton label="Ja, ta tillbaka"/>
                </p>
            }
            .into_any()
        };
        // Where the browser sent it by itself and it did not pass, it stays open.
        view! {
            <details class="cancelling no-print" open=is_posted()>
                <summary>{label}</summary>
                <SendForm action name=ACT done=taken>
                    {inner()}
                </SendForm>
            </details>
        }
        .into_any()
    }

    /// Why it can't be taken back, and what to do instead; nothing where nobody would want to.
    fn instead(&self, why: WhyNot) -> AnyView {
        // As an answer where one has just tried, for the form is gone.
        if let Some(posted) = use_posted().filter(|_| is_posted()) {
            let (title, body) = words(&posted.error);
            let body = body
                .into_iter()
                .map(|text| view! { <p>{text}</p> }.into_any());
            return view! {
                <Alert kind=AlertKind::Error title answers_form=true>
                    {body.collect_view()}
                </Alert>
            }
            .into_any();
        }
        let then = if self.writes { Then::Write } else { Then::Call };
        match why {
            WhyNot::Begun | WhyNot::Answered | WhyNot::Closed => {
                view! { <p class="field-hint no-print">{not_back(why, then)}</p> }.into_any()
            }
            WhyNot::Booking | WhyNot::NotSent | WhyNot::Already | WhyNot::MayNotSend => {
                ().into_any()
            }
        }
    }
}

/// That the errand was taken back, by whom and when, once it is.
pub(super) fn told(stands: RwSignal<TakingBack>, messages: RwSignal<Vec<Message>>) -> AnyView {
    let told = move || {
        let is_done = stands.get().is_done();
        let told = messages.with(|messages| taken_back(messages));
        let told = told.filter(|_| is_done);
        told.map(|told| view! { <p class="cancelled"><strong>{told}</strong></p> }.into_any())
    };
    told.into_any()
}

/// Whether this very page answers the form.
fn is_posted() -> bool {
    use_posted().is_some_and(|posted| posted.typed("gor") == ACT)
}
