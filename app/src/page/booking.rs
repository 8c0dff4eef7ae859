//! Bookings: those to come, and those that are past.

pub(crate) mod confirm;
pub(crate) mod one;
pub(crate) mod times;

use domain::booking::{Booking, Bookings};
use domain::family::Whom;
use leptos::prelude::*;

use crate::api::booking::read_bookings;
use crate::component::empty::Empty;
use crate::component::error_view::ErrorView;
use crate::component::icon::{Icon, IconName};
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::fetched::{Fetched, Meanwhile};
use crate::news::on_news;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_who};
use crate::text::booking::visit;
use crate::text::genitive::{capitalised, is_number, title_of};

lazy_page!(
    /// A person's bookings.
    BOOKINGS_PAGE = bookings_page, errand
);

fn bookings_page() -> AnyView {
    let who = use_who();
    // Whether the page asks by itself.
    let live = StoredValue::new(false);
    let bookings = Fetched::new(
        move || who.get(),
        move |who| {
            let live = live.try_update_value(std::mem::take).unwrap_or_default();
            read_bookings(who, live)
        },
    );
    let again = Callback::new(move |()| {
        live.set_value(true);
        bookings.refetch();
    });
    on_news(Memo::new(move |_| format!("om={}", who.get())), again);
    bookings.shown(Meanwhile::Before, move |found| match found {
        Ok((whom, bookings)) => view! { <List whom bookings/> }.into_any(),
        Err(error) => view! { <ErrorView error/> }.into_any(),
    })
}

#[component]
fn List(whom: Whom, bookings: Bookings) -> impl IntoView {
    let path = Area::Bookings.at(&whom);
    let contact = Area::Contact.at(&whom);
    let book = match &whom {
        Whom::Myself(_) => "Boka en tid".to_owned(),
        Whom::Child(child) => format!("Boka tid åt {}", child.short),
    };
    let title = title_of(&whom, "Mina tider", "tider");
    let coming = if bookings.coming.is_empty() {
        let none = match &whom {
            Whom::Child(child) if !is_number(&child.short) => {
                format!("{} har inga bokade tider", child.short)
            }
            Whom::Child(_) => "Barnet har inga bokade tider".to_owned(),
            Whom::Myself(_) => "Du har inga bokade tider".to_owned(),
        };
        view! {
            <Empty icon=IconName::Calendar title=none>
                <p>"Här visas tider som är bokade här, eller som en mottagning har gett."</p>
            </Empty>
        }
        .into_any()
    } else {
        let rows = bookings.coming.into_iter().map(|one| row(one, &path));
        view! { <ul class="threads" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    let past = (!bookings.past.is_empty()).then(|| {
        let rows = bookings.past.into_iter().map(|one| row(one, &path));
        view! {
            <section aria-labelledby="tidigare">
                <h2 id="tidigare">"Tidigare och avbokade"</h2>
                <ul class="threads" role="list">{rows.collect_view()}</ul>
            </section>
        }
        .into_any()
    });
    view! {
        <NameBand whom area=Area::Bookings/>
        <Page title>
            {coming}
            <p class="actions">
                <a class="button" href=contact>
                    <Icon name=IconName::Add/>
                    {book}
                </a>
            </p>
            {past}
        </Page>
    }
    .into_any()
}

fn row(booking: Booking, path: &str) -> AnyView {
    let href = format!("{path}/{}", booking.id);
    let at = booking.time.at;
    let state = booking.cancelled.then_some("Avbokad");
    view! {
        <li class="thread" data-cancelled=booking.cancelled.then_some("")>
            <a class="thread-link" href=href>
                <span class="thread-head">
                    <time class="thread-subject" datetime=at.iso()>
                        {capitalised(&at.long())}
                    </time>
                </span>
                <span class="thread-unit">{visit(&booking.time)}</span>
                <span class="thread-facts">
                    <span>{booking.name}</span>
                    {state.map(|state| view! { <strong>{state}</strong> }.into_any())}
                </span>
            </a>
        </li>
    }
    .into_any()
}
