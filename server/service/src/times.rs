//! A unit's times: opening, closing, giving one to a person, and cancelling (R-E1, R-E2).

mod change;

pub use change::{Changed, change, close, to_change};

use domain::age;
use domain::booking::opening::{DeskTime, DeskTimes, OpenForm, WHY};
use domain::booking::{LONGEST_REASON, Time, TimesForm, monday, start_of, week_of};
use domain::form::{FieldCode, FieldErrors, Reader, Typed, wrong};
use domain::id::{MessageId, StaffId, ThreadId, UnitId};
use domain::message::FormKey;
use domain::moment::Day;
use jiff::ToSpan;

use crate::access::AccessError;
use crate::access::staff::{AtDesk, CaseActing, act_at_desk, act_on_case, at_desk, read_case};
use crate::booking::{BookingError, time};
use crate::errand::signed;
use crate::ports::chance::new_id;
use crate::ports::store::{ColleagueRow, NewOffer};
use crate::session::Session;
use crate::{Fault, Services, errand};

/// How many times of a week are shown.
const MOST_TIMES: usize = 1_000;
/// How many times there are to choose from.
const MOST_TO_GIVE: usize = 100;
/// How far ahead a time is given, in days.
const DAYS_AHEAD: i64 = 60;

/// A unit's times of one week. Every person who has booked one is logged before it is shown.
pub async fn week(
    services: &Services,
    session: &Session,
    unit: UnitId,
    form: &TimesForm,
) -> Result<DeskTimes, AccessError> {
    let desk = at_desk(services, session, unit, "times.week").await?;
    let today = age::today(services.clock.now());
    let week = form.week().unwrap_or_else(|| monday(today));
    let (from, until) = week_of(week);
    let rows = services
        .store
        .desk_times(&desk, from, until, MOST_TIMES)
        .await;
    let rows = rows.map_err(Fault::from)?;
    let booked = rows.iter().filter_map(|row| row.booked.as_ref());
    let booked = booked.map(|(_, person, _)| *person).collect();
    desk.note_shown(services, booked, "times.week").await?;
    let mut days: Vec<(Day, Vec<DeskTime>)> = Vec::new();
    for row in rows {
        let shown = DeskTime {
            booked: row.booked.map(|(thread, _, name)| (thread, name)),
            time: time(row.slot),
        };
        match days.last_mut() {
            Some((day, times)) if *day == shown.time.at.day => times.push(shown),
            _ => days.push((shown.time.at.day, vec![shown])),
        }
    }
    let people = people(services, &desk).await?;
    let offers = services.store.unit(unit).await.map_err(Fault::from)?;
    let before = week.checked_sub(1.week()).unwrap_or(week);
    let after = week.checked_add(1.week()).unwrap_or(week);
    Ok(DeskTimes {
        name: desk.desk().name.clone(),
        offers: offers.map(|unit| unit.offers).unwrap_or_default(),
        week: week.into(),
        before: before.into(),
        after: after.into(),
        days,
        people,
        key: errand::new_key(services),
    })
}

/// Those who can be met, by key and name.
async fn people(services: &Services, desk: &AtDesk) -> Result<Vec<(String, String)>, Fault> {
    let colleagues = services.store.colleagues(desk).await?;
    let named = |one: &ColleagueRow| (one.staff.to_string(), signed(one));
    let mut people: Vec<_> = colleagues.iter().map(named).collect();
    people.sort_by_cached_key(|(_, name)| name.to_lowercase());
    Ok(people)
}

/// Opens times; gives how many of how many.
pub async fn open(
    services: &Services,
    session: &Session,
    unit: UnitId,
    typed: &Typed,
) -> Result<(usize, usize), BookingError> {
    let acting = act_at_desk(services, session, unit, "times.open", false).await?;
    let form = OpenForm::read(typed, acting.at()).map_err(BookingError::Fields)?;
    let desk = at_desk(services, session, unit, "times.open").await?;
    let with = met(services, &desk, &form.with).await?;
    let opened = services.store.open_times(acting, &form, with).await;
    Ok((opened.map_err(Fault::from)?, form.times.len()))
}

/// Whom one meets, by the key that was chosen; nobody where it is whoever works.
async fn met(
    services: &Services,
    desk: &AtDesk,
    key: &str,
) -> Result<Option<StaffId>, BookingError> {
    if key.is_empty() {
        return Ok(None);
    }
    let found = colleague(services, desk, key).await?;
    let found = found.ok_or_else(|| choice(OpenForm::WITH))?;
    Ok(Some(found.staff))
}

fn choice(field: &str) -> BookingError {
    BookingError::Fields(wrong(field, FieldCode::Choice))
}

async fn colleague(
    services: &Services,
    desk: &AtDesk,
    key: &str,
) -> Result<Option<ColleagueRow>, Fault> {
    let Ok(staff) = key.parse::<StaffId>() else {
        return Ok(None);
    };
    let colleagues = services.store.colleagues(desk).await?;
    Ok(colleagues.into_iter().find(|one| one.staff == staff))
}

/// Whom a case is about, and the unit's free times of the next weeks, to give one of them.
pub async fn to_give(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
) -> Result<(String, Vec<Time>, FormKey), AccessError> {
    let reading = read_case(services, session, unit, thread, "times.to-give").await?;
    let desk = at_desk(services, session, unit, "times.to-give").await?;
    let now = services.clock.now();
    let last = age::today(now).checked_add(DAYS_AHEAD.days());
    let until = last.map_or(now, start_of);
    let rows = services.store.desk_times(&desk, now, until, MOST_TIMES);
    let rows = rows.await.map_err(Fault::from)?;
    let free = rows.into_iter().filter(|row| {
        let held = row.slot.held.is_some_and(|(_, until)| until > now);
        row.booked.is_none() && !held
    });
    let free = free.map(|row| time(row.slot)).take(MOST_TO_GIVE).collect();
    let name = reading.subject().display_name();
    Ok((name, free, errand::new_key(services)))
}

/// What staff writes about a time: which, and with what words.
struct Words {
    key: FormKey,
    text: String,
}

fn words(typed: &Typed, field: &str) -> Result<Words, FieldErrors> {
    let mut form = Reader::new(typed);
    let text = form.maybe_text(field, LONGEST_REASON);
    let key = form.choice(FormKey::FIELD, FormKey::read);
    form.done(|| Some(Words { key: key?, text }))
}

/// Gives the person of a case a time; gives the errand.
pub async fn give(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    typed: &Typed,
) -> Result<ThreadId, BookingError> {
    let acting = act_on_case(services, session, unit, thread, "times.give").await?;
    let Words { key, text } = words(typed, "text").map_err(BookingError::Fields)?;
    let slot = typed.get("tid").parse().map_err(|_| choice("tid"))?;
    let offer = NewOffer {
        thread: ThreadId(key.0),
        slot,
        first: MessageId(new_id(services.rng.as_ref(), acting.at())),
        signed: signature(services, session, &acting).await?,
        text,
    };
    let given = services.store.offer_time(acting, &offer).await;
    Result::from(given.map_err(Fault::from)?)?;
    Ok(offer.thread)
}

/// Cancels the booking that a case is; the person is told why.
pub async fn cancel(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    typed: &Typed,
) -> Result<(), BookingError> {
    let acting = act_on_case(services, session, unit, thread, "times.cancel").await?;
    let Words { key, text } = words(typed, WHY).map_err(BookingError::Fields)?;
    if text.is_empty() {
        return Err(BookingError::Fields(wrong(WHY, FieldCode::Empty)));
    }
    let signed = signature(services, session, &acting).await?;
    let message = MessageId(key.0);
    let cancelled = services
        .store
        .cancel_for_unit(acting, message, &signed, &text)
        .await;
    cancelled.map_err(Fault::from)?.into()
}

/// Name and title, as the actor signs at this unit.
async fn signature(
    services: &Services,
    session: &Session,
    acting: &CaseActing,
) -> Result<String, AccessError> {
    let desk = at_desk(services, session, acting.unit(), "times.sign").await?;
    let own = colleague(services, &desk, &acting.staff().to_string()).await?;
    let name = || acting.actor_name().to_owned();
    Ok(own.as_ref().map_or_else(name, signed))
}
