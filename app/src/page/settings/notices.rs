//! Where one hears of news in a person's inbox (R-E8, B6).

use domain::form::{FieldErrors, Typed};
use domain::notice::{AddressState, Channel, NoticeChange, NoticeSetting, QuietHours};
use leptos::prelude::*;

use crate::component::inputs::Line;
use crate::component::send_form::{SendButton, SendForm};
use crate::text::notice::channel_name;

/// What is wrong with what is typed.
fn check(typed: &Typed) -> FieldErrors {
    NoticeChange::read(typed).err().unwrap_or_default()
}

fn check_quiet(typed: &Typed) -> FieldErrors {
    QuietHours::read(typed).err().unwrap_or_default()
}

/// The settings for each way that there is.
#[component]
pub(super) fn Notices(
    /// Where the forms are sent.
    action: String,
    /// Whose inbox: "Vilgots inkorg".
    inbox: String,
    notices: Vec<NoticeSetting>,
    /// Called with where a form leads.
    done: Callback<String>,
) -> impl IntoView {
    let none = notices.is_empty().then(|| {
        view! { <p>"Tjänsten skickar inga mejl eller sms här. Nytt står överst i inkorgen."</p> }
            .into_any()
    });
    let lead = format!(
        "Du kan få besked när det kommer något nytt i {inbox}. Beskedet säger bara att det finns \
         något att läsa, aldrig vad eller om vem."
    );
    let lead = none.is_none().then(|| view! { <p>{lead}</p> }.into_any());
    let forms = notices
        .into_iter()
        .map(|notice| view! { <Way action=action.clone() notice done/> }.into_any());
    view! {
        <section class="setting" aria-labelledby="aviseringar">
            <h2 id="aviseringar">"Aviseringar"</h2>
            {lead}
            {none}
            {forms.collect_view()}
        </section>
    }
    .into_any()
}

/// One way: mail, or SMS.
#[component]
fn Way(action: String, notice: NoticeSetting, done: Callback<String>) -> impl IntoView {
    let channel = notice.channel;
    let title = channel_name(channel);
    let address = notice.address.unwrap_or_default();
    let form = move |act: &'static str,
                     class: &'static str,
                     inner: Box<dyn FnOnce() -> AnyView + Send>| {
        let name = format!("{}-{act}", channel.word());
        let action = action.clone();
        view! {
            <SendForm action name check=check done class>
                <input type="hidden" name=NoticeChange::ACT value=act/>
                <input type="hidden" name=NoticeChange::CHANNEL value=channel.word()/>
                {inner()}
            </SendForm>
        }
        .into_any()
    };
    let remove = |label: &'static str| -> Box<dyn FnOnce() -> AnyView + Send> {
        Box::new(move || view! { <SendButton label class="button button-quiet"/> }.into_any())
    };
    let body = match notice.state {
        AddressState::None => form("adress", "form", Box::new(move || address_field(channel))),
        AddressState::Unconfirmed => {
            let text = format!("Vi har skickat en kod till {address}. Den gäller i 15 minuter.");
            view! {
                <p>{text}</p>
                {form("bekrafta", "form", Box::new(move || code_field(channel)))}
                {form("ta-bort", "actions", remove("Byt, eller få en ny kod"))}
            }
            .into_any()
        }
        AddressState::Confirmed => view! {
            <p>{format!("Besked skickas till {address}.")}</p>
            {form("ta-bort", "actions", remove("Sluta skicka hit"))}
        }
        .into_any(),
        AddressState::Failed => view! {
            <p>{format!("Det senaste beskedet till {address} kom inte fram. Kontrollera att det är rätt.")}</p>
            {form("ta-bort", "actions", remove("Byt, eller sluta skicka hit"))}
        }
        .into_any(),
    };
    view! {
        <div class="notice-way">
            <h3>{title}</h3>
            {body}
        </div>
    }
    .into_any()
}

fn address_field(channel: Channel) -> AnyView {
    let field = match channel {
        Channel::Email => view! {
            <Line
                name=NoticeChange::EMAIL
                label="Din e-postadress"
                autocomplete="email"
                inputmode="email"
                size=30
            />
        }
        .into_any(),
        Channel::Sms => view! {
            <Line
                name=NoticeChange::MOBILE
                label="Ditt mobilnummer"
                hint="Ett svenskt nummer, till exempel 070-123 45 67."
                autocomplete="tel"
                inputmode="tel"
                size=16
            />
        }
        .into_any(),
    };
    view! {
        {field}
        <SendButton label="Skicka en kod dit"/>
    }
    .into_any()
}

fn code_field(channel: Channel) -> AnyView {
    view! {
        <Line
            name=NoticeChange::code_field(channel)
            label="Koden"
            hint="Sex siffror."
            autocomplete="one-time-code"
            inputmode="numeric"
            size=8
        />
        <SendButton label="Bekräfta"/>
    }
    .into_any()
}

/// When one wants to hear nothing.
#[component]
pub(super) fn Quiet(
    quiet: Option<QuietHours>,
    /// Called with where the form leads.
    done: Callback<String>,
) -> impl IntoView {
    let from = quiet.map(|quiet| QuietHours::clock(quiet.from));
    let to = quiet.map(|quiet| QuietHours::clock(quiet.to));
    view! {
        <section class="setting" aria-labelledby="tyst">
            <h2 id="tyst">"Tyst tid"</h2>
            <p>
                "Besked som kommer då skickas efteråt. Det gäller alla besked till dig. Lämna tomt om du inte vill ha någon tyst tid."
            </p>
            <SendForm action="/mig/installningar".to_owned() name="tyst" check=check_quiet done>
                <input type="hidden" name=NoticeChange::ACT value="tyst"/>
                <Line
                    name=QuietHours::FROM
                    label="Från klockan"
                    hint="Till exempel 21.30."
                    value=from.unwrap_or_default()
                    size=6
                />
                <Line
                    name=QuietHours::TO
                    label="Till klockan"
                    value=to.unwrap_or_default()
                    size=6
                />
                <SendButton label="Spara tyst tid"/>
            </SendForm>
        </section>
    }
    .into_any()
}
