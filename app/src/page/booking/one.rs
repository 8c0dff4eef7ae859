//! One booking: what it is, and cancelling or moving it.

use domain::booking::{BookForm, Booking, Time};
use domain::family::Whom;
use domain::id::SlotId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use crate::api::ApiCode;
use crate::api::booking::read_booking;
use crate::component::alert::{Alert, AlertKind};
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::phone::PhoneLink;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::fetched::Fetched;
use crate::news::on_news;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part, use_who, with_query};
use crate::text::booking::{by, changes, visit, visit_kind};
use crate::text::genitive::{capitalised, tab_of, title_of};

lazy_page!(
    /// One booking.
    BOOKING_PAGE = booking_page, errand
);

fn booking_page() -> AnyView {
    let (who, booking) = (use_who(), use_part("booking"));
    // Whether the page asks by itself.
    let live = StoredValue::new(false);
    let found = Fetched::new(
        move || (who.get(), booking.get()),
        move |(who, booking)| {
            let live = live.try_update_value(std::mem::take).unwrap_or_default();
            read_booking(who, booking, live)
        },
    );
    let query = use_query_map();
    let done = move || query.with_untracked(|query| query.get("gjort"));
    let said = RwSignal::new(done());
    let again = Callback::new(move |_| {
        said.set(Some(CANCELLED.to_owned()));
        found.refetch();
    });
    // How the booking stands on the page: it is asked for anew only where it stands otherwise, so that
    // other news of the inbox leave the page as it is.
    let shown = StoredValue::new(None);
    let look = Callback::new(move |()| {
        let asked = read_booking(who.get_untracked(), booking.get_untracked(), true);
        spawn_local(async move {
            let stands = match asked.await {
                Ok((_, booking)) => Some(Stands::of(&booking)),
                Err(error) if error.code == ApiCode::Unreachable => return,
                Err(_) => None,
            };
            // The page may be gone by now; then nothing follows.
            // Nor has anything changed that is not shown yet.
            let changed = shown.try_with_value(|shown| shown.is_some() && *shown != stands);
            // What one has just cancelled oneself is on its way.
            let own = said.try_get_untracked().flatten().as_deref() == Some(CANCELLED);
            if changed == Some(true) && !own {
                said.set(Some(CHANGED.to_owned()));
                live.set_value(true);
                found.refetch();
            }
        });
    });
    on_news(Memo::new(move |_| format!("om={}", who.get())), look);
    view! {
        <Load of=found let:found>
            {
                shown.set_value(Some(Stands::of(&found.1)));
                view! { <One whom=found.0 booking=found.1 done=said.get_untracked() again/> }
            }
        </Load>
    }
    .into_any()
}

/// The word for a booking that one has just cancelled.
const CANCELLED: &str = "avbokat";
/// The word for one that another has changed while it was shown.
const CHANGED: &str = "andrat";

/// What may change of a booking while it is shown: whether it is cancelled, and its time.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stands(bool, SlotId);

impl Stands {
    fn of(booking: &Booking) -> Self {
        Self(booking.cancelled, booking.time.slot)
    }
}

#[component]
fn One(
    whom: Whom,
    booking: Booking,
    /// What has just been done.
    done: Option<String>,
    /// Called when it is cancelled.
    again: Callback<String>,
) -> impl IntoView {
    let bookings = Area::Bookings.at(&whom);
    let back = title_of(&whom, "Mina tider", "tider");
    let here = format!("{bookings}/{}", booking.id);
    let inbox = format!("{}/{}", Area::Inbox.at(&whom), booking.id);
    let title = booking.time.at.long();
    // What one is booked for tells of somebody's health: not in the tab.
    let tab = tab_of(&whom, "en bokad tid");
    let done = done.and_then(|word| receipt(&word, &booking));
    let by = by(booking.by, booking.cancelled).map(|text| view! { <p>{text}</p> }.into_any());
    let coming = !booking.cancelled && !booking.past;
    let rules = coming.then(|| {
        let text = changes(booking.cancel, booking.rebook);
        view! {
            <p>{text} " " <PhoneLink phone=booking.phone.clone()/></p>
        }
        .into_any()
    });
    let state = booking.cancelled.then(|| {
        view! { <p class="cancelled"><strong>"Tiden är avbokad."</strong></p> }.into_any()
    });
    let calendar = coming.then(|| {
        view! {
            <a class="button button-quiet" href=format!("{here}/kalender.ics") rel="external" download="">
                <Icon name=IconName::Calendar/>
                "Lägg i kalendern"
            </a>
        }
        .into_any()
    });
    let rebook = booking.rebook.is_open().then(|| {
        let id = booking.id.to_string();
        let times = format!("{}/{}/tid", Area::Contact.at(&whom), booking.unit);
        let label = match &whom {
            Whom::Myself(_) => "Boka om".to_owned(),
            Whom::Child(child) => format!("Boka om åt {}", child.short),
        };
        let href = with_query(&times, &[(BookForm::MOVING, &id)]);
        view! { <a class="button button-quiet" href=href>{label}</a> }.into_any()
    });
    let cancel = booking.cancel.is_open().then(|| {
        let label = match &whom {
            Whom::Myself(_) => "Avboka tiden".to_owned(),
            Whom::Child(child) => format!("Avboka åt {}", child.short),
        };
        cancelling(here, label, booking.key, again)
    });
    view! {
        <NameBand whom area=Area::Bookings/>
        <Page title=capitalised(&title) tab>
            <p class="back no-print">
                <a href=bookings>
                    <Icon name=IconName::Back/>
                    <span>{back}</span>
                </a>
            </p>
            {done}
            {state}
            {facts(&booking.time, &booking.name)}
            {by}
            {rules}
            <p class="actions no-print">
                {calendar}
                {rebook}
                <a class="button button-quiet" href=inbox>
                    <Icon name=IconName::Inbox/>
                    "Visa i inkorgen"
                </a>
            </p>
            {cancel}
        </Page>
    }
    .into_any()
}

/// Cancelling, after a second thought: what is cancelled may be gone to another at once.
fn cancelling(
    action: String,
    label: String,
    key: domain::message::FormKey,
    again: Callback<String>,
) -> AnyView {
    let inner = move || {
        view! {
            <Key key/>
            <input type="hidden" name="gor" value="avboka"/>
            <p>"Tiden blir ledig för andra. Du kan inte ångra det, men du kan boka en ny tid."</p>
            <p class="actions">
                <SendButton label="Ja, avboka"/>
            </p>
        }
        .into_any()
    };
    view! {
        <details class="cancelling no-print">
            <summary>{label}</summary>
            <SendForm action name="avboka" done=again>
                {inner()}
            </SendForm>
        </details>
    }
    .into_any()
}

/// What happens next; or what another has done meanwhile: that takes no focus from what one does.
fn receipt(word: &str, booking: &Booking) -> Option<AnyView> {
    if word == CHANGED {
        let title = if booking.cancelled {
            "Tiden har blivit avbokad"
        } else {
            "Tiden har ändrats"
        };
        return Some(view! { <Alert kind=AlertKind::Info title/> }.into_any());
    }
    let (title, next) = match word {
        "bokat" if !booking.cancelled => (
            "Tiden är bokad",
            "Bokningen finns här under Tider, och i inkorgen.",
        ),
        "ombokat" if !booking.cancelled => {
            ("Tiden är ombokad", "Den gamla tiden är inte din längre.")
        }
        CANCELLED if booking.cancelled => ("Tiden är avbokad", "Mottagningen ser det."),
        _ => return None,
    };
    let view = view! {
        <Alert kind=AlertKind::Success title answers_form=true>
            <p>{next}</p>
        </Alert>
    };
    Some(view.into_any())
}

/// What a time is.
pub(super) fn facts(time: &Time, unit: &str) -> AnyView {
    let at = time.at;
    view! {
        <dl class="case-facts">
            <div>
                <dt>"När"</dt>
                <dd>
                    <time datetime=at.iso()>
                        <strong>{capitalised(&at.long())}</strong>
                    </time>
                </dd>
            </div>
            <div>
                <dt>"Vad"</dt>
                <dd>{visit(time)}</dd>
            </div>
            <div>
                <dt>"Hur"</dt>
                <dd>{visit_kind(time.kind)}</dd>
            </div>
            <div>
                <dt>"Var"</dt>
                <dd>{unit.to_owned()}</dd>
            </div>
        </dl>
    }
    .into_any()
}
