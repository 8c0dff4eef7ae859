//! A unit's times: those that are open, who has booked them, and opening more (R-E1, R-E2).

use domain::booking::changing::Scope;
use domain::booking::opening::{DeskTime, DeskTimes, OpenForm};
use domain::booking::{Allowed, TimesForm, VisitKind};
use domain::contact::OnlineService;
use domain::moment::Day;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::cases::back;
use crate::api::booking::read_desk_times;
use crate::component::alert::{Alert, AlertKind};
use crate::component::choose::Choose;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::inputs::Line;
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::component::sending::use_sending;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{use_part, with_query};
use crate::text::booking::{visit, visit_kind};
use crate::text::genitive::capitalised;

lazy_page!(
    /// A unit's times.
    DESK_TIMES_PAGE = desk_times_page, desk
);

fn desk_times_page() -> AnyView {
    let unit = use_part("unit");
    let query = use_query_map();
    let form = Memo::new(move |_| {
        query.with(|query| TimesForm {
            vecka: query.get("vecka").unwrap_or_default(),
            ..TimesForm::default()
        })
    });
    // What has just been done: with it the list is asked for anew.
    let done = Memo::new(move |_| query.with(said));
    let times = Fetched::new(
        move || (unit.get(), form.get(), done.get()),
        |(unit, form, _)| read_desk_times(unit, form),
    );
    let navigate = use_navigate();
    // The same may be done twice: then the address stays, and the list is asked for anew.
    let went = Callback::new(move |to: String| {
        navigate(&to, NavigateOptions::default());
        times.refetch();
    });
    view! {
        <Load of=times let:times>
            <Times unit=unit.get_untracked() times done=done.get_untracked() went/>
        </Load>
    }
    .into_any()
}

/// What has just been done, in words, and whether it was.
fn said(query: &leptos_router::params::ParamsMap) -> Option<(bool, String)> {
    if let Some(opened) = query.get("oppnat") {
        let of = query.get("av").unwrap_or_default();
        return Some(if opened == of {
            (true, format!("Öppnade tider: {opened}"))
        } else {
            (
                true,
                format!("Öppnade tider: {opened} av {of}. De andra krockade med tider som fanns."),
            )
        });
    }
    for (asked, what) in [("andrade", "Ändrade tider"), ("stangda", "Stängda tider")] {
        let Some(done) = query.get(asked) else {
            continue;
        };
        let of = query.get("av").unwrap_or_default();
        let others =
            (done != of).then(|| format!(" av {of}. De andra är bokade eller på väg att bokas"));
        return Some((
            true,
            format!("{what}: {done}{}", others.unwrap_or_default()),
        ));
    }
    match query.get("gjort")?.as_str() {
        "stangt" => Some((true, "Tiden är stängd".to_owned())),
        "andrat" => Some((true, "Ändringen är sparad".to_owned())),
        "bokad" => Some((
            false,
            "Tiden är bokad eller redan stängd. Är den bokad kan du öppna bokningen och avboka"
                .to_owned(),
        )),
        _ => None,
    }
}

#[component]
fn Times(
    unit: String,
    times: DeskTimes,
    /// What has just been done, and whether it was.
    done: Option<(bool, String)>,
    /// Called with where a form leads.
    went: Callback<String>,
) -> impl IntoView {
    let here = format!("/mottagning/{unit}/tider");
    let done = done.map(|(well, title)| {
        let kind = if well {
            AlertKind::Success
        } else {
            AlertKind::Error
        };
        view! { <Alert kind title answers_form=true/> }.into_any()
    });
    let closed = (!times.offers.contains(&OnlineService::Booking)).then(|| {
        view! {
            <Alert kind=AlertKind::Info title="Enheten erbjuder inte bokning på nätet">
                <p>"Ni kan öppna tider och ge dem till personer, men ingen kan boka dem själv. Den som är ansvarig väljer vad enheten erbjuder."</p>
            </Alert>
        }
        .into_any()
    });
    let week = times.week;
    let days = if times.days.is_empty() {
        view! {
            <Empty icon=IconName::Calendar title="Inga tider den här veckan">
                <p>"Öppna tider här nedanför, så kan de bokas."</p>
            </Empty>
        }
        .into_any()
    } else {
        let day = |(day, times)| desk_day(day, times, &here, &unit, week, went);
        let days = times.days.into_iter().map(day).collect_view();
        view! { <div class="days">{days}</div> }.into_any()
    };
    let at = |week: Day| with_query(&here, &[("vecka", &week.iso())]);
    let (before, after) = (at(times.before), at(times.after));
    view! {
        <Page title=format!("{}: tider", times.name)>
            {back(&unit)}
            {done}
            {closed}
            <nav class="weeks" aria-label="Veckor">
                <h2>{format!("Veckan som börjar {}", week.long())}</h2>
                <p class="actions">
                    <a class="button button-quiet" href=before>
                        <Icon name=IconName::Back/>
                        "Veckan före"
                    </a>
                    <a class="button button-quiet" href=after>
                        "Veckan efter"
                        <Icon name=IconName::Forward/>
                    </a>
                </p>
            </nav>
            {days}
            <Open here=here.clone() people=times.people key=times.key went/>
        </Page>
    }
    .into_any()
}

/// A day's times. What is booked leads to its case; what is free can be closed.
fn desk_day(
    day: Day,
    times: Vec<DeskTime>,
    here: &str,
    unit: &str,
    week: Day,
    went: Callback<String>,
) -> AnyView {
    let heading = format!("dag-{}", day.iso());
    let label = heading.clone();
    let rows = times.into_iter().map(|desk| {
        let when = desk.time.at.clock();
        let what = visit(&desk.time);
        let act = if let Some((thread, name)) = desk.booked {
            let href = format!("/mottagning/{unit}/arende/{thread}");
            view! {
                <a class="button button-quiet" href=href>
                    {format!("Bokad: {name}")}
                </a>
            }
            .into_any()
        } else {
            let slot = desk.time.slot.to_string();
            let href = format!("{here}/{slot}");
            view! {
                <div class="desk-acts">
                    <a class="button button-quiet" href=href>
                        {format!("Ändra {when}")}
                    </a>
                    {close(here, slot, week, &when, went)}
                </div>
            }
            .into_any()
        };
        view! {
            <li class="desk-time">
                <span class="time-clock">{when}</span>
                <span class="time-what">{what}</span>
                {act}
            </li>
        }
        .into_any()
    });
    view! {
        <section class="day" aria-labelledby=label>
            <h3 id=heading>{capitalised(&day.with_weekday())}</h3>
            <ul class="desk-times" role="list">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn close(here: &str, slot: String, week: Day, when: &str, went: Callback<String>) -> AnyView {
    let label = format!("Stäng {when}");
    let name = format!("stang-{slot}");
    let action = format!("{here}/{slot}");
    let inner = move || {
        view! {
            <input type="hidden" name="gor" value="stang"/>
            <input type="hidden" name=Scope::FIELD value=Scope::One.word()/>
            <input type="hidden" name="vecka" value=week.iso()/>
            <SendButton label class="button button-quiet"/>
        }
        .into_any()
    };
    view! {
        <SendForm action name done=went class="desk-close">
            {inner()}
        </SendForm>
    }
    .into_any()
}

/// Opening times: one, several in a row, the same in several weeks.
#[component]
fn Open(
    here: String,
    people: Vec<(String, String)>,
    key: domain::message::FormKey,
    went: Callback<String>,
) -> impl IntoView {
    let kinds = VisitKind::ALL.map(|kind| (kind.word().to_owned(), visit_kind(kind).to_owned()));
    let kinds = kinds.to_vec();
    let anyone = (String::new(), "Den som arbetar då".to_owned());
    let people: Vec<_> = std::iter::once(anyone).chain(people).collect();
    let inner = move || {
        view! {
            <Key key/>
            <input type="hidden" name="gor" value="oppna"/>
            <Line
                name=OpenForm::TITLE
                label="Vad är det för tid?"
                hint="Så att den som bokar förstår, till exempel Läkarbesök."
            />
            <Choose name=OpenForm::KIND label="Hur" options=kinds/>
            <Choose name=OpenForm::WITH label="Hos" options=people/>
            <Line
                name=OpenForm::DAY
                label="Dag"
                hint="Till exempel 2026-11-24."
                inputmode="numeric"
                size=12
            />
            <Line name=OpenForm::FROM label="Från klockan" hint="Till exempel 09.30." size=6/>
            <Line
                name=OpenForm::MINUTES
                label="Minuter per tid"
                hint="5 till 240."
                value="30"
                inputmode="numeric"
                size=4
            />
            <Line
                name=OpenForm::COUNT
                label="Antal tider i rad"
                hint="1 till 20."
                value="1"
                inputmode="numeric"
                size=4
            />
            <Line
                name=OpenForm::WEEKS
                label="I hur många veckor"
                hint="1 till 26. Samma dag och klockslag varje vecka."
                value="1"
                inputmode="numeric"
                size=4
            />
            <AllowedFields allowed=Allowed { cancel: true, rebook: true, hours: 24 }/>
            <p class="actions">
                <SendButton label="Öppna tider"/>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="setting" aria-labelledby="oppna">
            <h2 id="oppna">"Öppna tider"</h2>
            <SendForm action=here name="oppna" done=went>
                {inner()}
            </SendForm>
        </section>
    }
    .into_any()
}

/// What one may do oneself with a booking, and until when (R-E2).
#[component]
pub(super) fn AllowedFields(
    /// What stands there at first.
    allowed: Allowed,
) -> impl IntoView {
    let sending = use_sending();
    let fresh = sending.typed(OpenForm::TITLE).is_none();
    let chosen = |value: &str, first: bool| {
        let first = fresh && first;
        sending.chosen(OpenForm::ALLOWED, value).unwrap_or(first)
    };
    let cancel = chosen("avboka", allowed.cancel);
    let rebook = chosen("omboka", allowed.rebook);
    view! {
        <fieldset class="field">
            <legend>"Den som har bokat får själv"</legend>
            <label class="choice">
                <input type="checkbox" name=OpenForm::ALLOWED value="avboka" checked=cancel/>
                <span>"avboka"</span>
            </label>
            <label class="choice">
                <input type="checkbox" name=OpenForm::ALLOWED value="omboka" checked=rebook/>
                <span>"boka om"</span>
            </label>
        </fieldset>
        <Line
            name=OpenForm::HOURS
            label="Till hur många timmar före"
            hint="0 till 336."
            value=allowed.hours.to_string()
            inputmode="numeric"
            size=4
        />
    }
    .into_any()
}
