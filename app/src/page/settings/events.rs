//! What one hears of by which channel (B6).

use domain::form::{FieldErrors, Typed};
use domain::notice::{
    AddressState, Channel, NoticeChange, NoticeChoices, NoticeEvent, NoticeSetting,
};
use leptos::prelude::*;

use crate::component::inputs::{Notes, described};
use crate::component::send_form::{SendButton, SendForm};
use crate::component::sending::use_sending;
use crate::text::notice::{channel_name, event_name};

/// What is wrong with what is chosen.
fn check(typed: &Typed) -> FieldErrors {
    NoticeChoices::read(typed).err().unwrap_or_default()
}

/// What one hears of, for each channel that one has an address for.
#[component]
pub(super) fn Events(
    /// Where the form is sent.
    action: String,
    notices: Vec<NoticeSetting>,
    /// Whether it is about a child.
    child: bool,
    /// Called with where the form leads.
    done: Callback<String>,
) -> impl IntoView {
    let notices: Vec<_> = notices
        .into_iter()
        .filter(|notice| notice.state != AddressState::None)
        .collect();
    if notices.is_empty() {
        return ().into_any();
    }
    let inner = move || {
        let channels = notices.into_iter().map(|notice| boxes(&notice, child));
        view! {
            <input type="hidden" name=NoticeChange::ACT value=NoticeChoices::ACT/>
            {channels.collect_view()}
            <SendButton label="Spara val av besked"/>
        }
        .into_any()
    };
    view! {
        <section class="setting" aria-labelledby="val-av-besked">
            <h2 id="val-av-besked">"Vad du vill få besked om"</h2>
            <p>
                "Besked om det som är ikryssat skickas. Det gäller det som händer från och med nu. Allt annat ser du här när du loggar in."
            </p>
            <SendForm action name="val" check=check done>
                {inner()}
            </SendForm>
        </section>
    }
    .into_any()
}

/// A box for each thing that there is to hear of by a channel. As they were sent, where the form is
/// shown again.
fn boxes(notice: &NoticeSetting, child: bool) -> AnyView {
    let sending = use_sending();
    let (channel, field): (Channel, _) = (notice.channel, NoticeChoices::field(notice.channel));
    let error = sending.error(field);
    let described = described(field, false, error);
    let events = NoticeEvent::ALL
        .into_iter()
        .filter(|event| event.is_of(child));
    let events = events.map(|event| {
        let told = notice.events.contains(&event);
        let told = sending.chosen(field, event.word()).unwrap_or(told);
        view! {
            <label class="choice">
                <input type="checkbox" name=field value=event.word() checked=told/>
                <span>{event_name(event)}</span>
            </label>
        }
        .into_any()
    });
    view! {
        <fieldset
            class="field"
            id=sending.id(field)
            tabindex="-1"
            aria-describedby=described
            data-wrong=move || error.get().is_some().then_some("")
        >
            <legend>{channel_name(channel)}</legend>
            <input type="hidden" name=NoticeChange::CHANNEL value=channel.word()/>
            <Notes name=field hint=None error/>
            {events.collect_view()}
        </fieldset>
    }
    .into_any()
}
