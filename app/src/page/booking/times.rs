//! Choosing a time: a week's free times, day by day.

use domain::booking::{BookForm, FreeTimes, Time, TimesForm, VisitKind};
use domain::family::Whom;
use domain::moment::Day;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::api::booking::read_times;
use crate::component::alert::{Alert, AlertKind};
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::send_form::SendForm;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part, use_who, with_query};
use crate::text::booking::{visit, visit_kind};
use crate::text::genitive::{capitalised, tab_of};

lazy_page!(
    /// A unit's free times.
    TIMES_PAGE = times_page, errand
);

fn times_page() -> AnyView {
    let (who, unit) = (use_who(), use_part("unit"));
    let query = use_query_map();
    let form = Memo::new(move |_| {
        query.with(|query| TimesForm {
            vecka: query.get("vecka").unwrap_or_default(),
            typ: query.get("typ").unwrap_or_default(),
            hos: query.get("hos").unwrap_or_default(),
            bokning: query.get("bokning").unwrap_or_default(),
        })
    });
    let times = Fetched::new(
        move || (who.get(), unit.get(), form.get()),
        |(who, unit, form)| read_times(who, unit, form),
    );
    let taken = move || query.with_untracked(|query| query.get_str("upptagen").is_some());
    let navigate = use_navigate();
    // Where another was first the address may be the same: then the list is asked for anew.
    let went = Callback::new(move |to: String| {
        let stays = to.contains("upptagen=");
        navigate(&to, NavigateOptions::default());
        if stays {
            times.refetch();
        }
    });
    view! {
        <Load of=times let:found>
            <Times whom=found.0 times=found.1 form=form.get_untracked() taken=taken() went/>
        </Load>
    }
    .into_any()
}

#[component]
fn Times(
    whom: Whom,
    times: FreeTimes,
    form: TimesForm,
    /// Whether another was first.
    taken: bool,
    /// Called with where a choice leads.
    went: Callback<String>,
) -> impl IntoView {
    let unit = format!("{}/{}", Area::Contact.at(&whom), times.unit.unit);
    let here = format!("{unit}/tid");
    let title = match (&whom, &times.moving) {
        (Whom::Myself(_), None) => "Välj en tid".to_owned(),
        (Whom::Myself(_), Some(_)) => "Välj en ny tid".to_owned(),
        (Whom::Child(child), None) => format!("Välj en tid åt {}", child.short),
        (Whom::Child(child), Some(_)) => format!("Välj en ny tid åt {}", child.short),
    };
    let tab = tab_of(&whom, "välj en tid");
    let (back, leads) = match &times.moving {
        None => (unit, times.unit.name.clone()),
        Some(booking) => (
            format!("{}/{}", Area::Bookings.at(&whom), booking.id),
            "Till bokningen".to_owned(),
        ),
    };
    let taken = taken.then(|| {
        view! {
            <Alert kind=AlertKind::Error title="Tiden är inte ledig längre" answers_form=true>
                <p>"Någon annan hann före, så inget är bokat. Här är de närmaste lediga tiderna."</p>
            </Alert>
        }
        .into_any()
    });
    let moving = times.moving.as_ref().map(|booking| {
        let text = format!(
            "Du bokar om tiden {}. Den är kvar tills du har valt en ny.",
            booking.time.at.long()
        );
        view! { <p>{text}</p> }.into_any()
    });
    let week = times.week;
    let days = if times.days.is_empty() {
        nothing(&here, &form, times.next)
    } else {
        let day = |(day, times)| day_times(day, times, &here, &form, week, went);
        let days = times.days.into_iter().map(day).collect_view();
        view! { <div class="days">{days}</div> }.into_any()
    };
    view! {
        <NameBand whom area=Area::Contact/>
        <Page title tab lead=times.unit.name>
            <p class="back">
                <a href=back>
                    <Icon name=IconName::Back/>
                    <span>{leads}</span>
                </a>
            </p>
            {taken}
            {moving}
            <Filter here=here.clone() form=form.clone() people=times.people week/>
            <Weeks here form week before=times.before after=times.after/>
            {days}
        </Page>
    }
    .into_any()
}

/// The address of a week, with the same filter.
fn week_address(here: &str, form: &TimesForm, week: Day) -> String {
    let query = [
        ("vecka", week.iso()),
        ("typ", form.typ.clone()),
        ("hos", form.hos.clone()),
        (BookForm::MOVING, form.bokning.clone()),
    ];
    let query = query
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    with_query(here, &query)
}

#[component]
fn Weeks(
    here: String,
    form: TimesForm,
    week: Day,
    before: Option<Day>,
    after: Day,
) -> impl IntoView {
    let before = before.map(|before| {
        view! {
            <a class="button button-quiet" href=week_address(&here, &form, before)>
                <Icon name=IconName::Back/>
                "Veckan före"
            </a>
        }
        .into_any()
    });
    let after = view! {
        <a class="button button-quiet" href=week_address(&here, &form, after)>
            "Veckan efter"
            <Icon name=IconName::Forward/>
        </a>
    }
    .into_any();
    view! {
        <nav class="weeks" aria-label="Veckor">
            <h2>{format!("Veckan som börjar {}", week.long())}</h2>
            <p class="actions">{before} {after}</p>
        </nav>
    }
    .into_any()
}

/// Filtering by how one meets and whom: a form of its own.
#[component]
fn Filter(
    here: String,
    form: TimesForm,
    people: Vec<(String, String)>,
    week: Day,
) -> impl IntoView {
    let kinds = VisitKind::ALL.map(|kind| {
        option(
            kind.word().to_owned(),
            visit_kind(kind).to_owned(),
            &form.typ,
        )
    });
    let people: Vec<_> = people
        .into_iter()
        .map(|(key, name)| option(key, name, &form.hos))
        .collect();
    let moving = (!form.bokning.is_empty()).then(|| {
        view! { <input type="hidden" name=BookForm::MOVING value=form.bokning/> }.into_any()
    });
    view! {
        <form class="journal-filter" method="get" action=here>
            <input type="hidden" name="vecka" value=week.iso()/>
            {moving}
            <div class="field">
                <label for="typ">"Hur"</label>
                <select id="typ" name="typ">
                    <option value="">"Alla sätt"</option>
                    {kinds.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="hos">"Hos"</label>
                <select id="hos" name="hos">
                    <option value="">"Alla"</option>
                    {people}
                </select>
            </div>
            <button class="button button-quiet">"Visa"</button>
        </form>
    }
    .into_any()
}

fn option(value: String, name: String, chosen: &str) -> AnyView {
    let selected = value == chosen;
    view! { <option value=value selected=selected>{name}</option> }.into_any()
}

/// A day's times: each a button, for to choose one is to keep it a while.
fn day_times(
    day: Day,
    times: Vec<Time>,
    here: &str,
    form: &TimesForm,
    week: Day,
    went: Callback<String>,
) -> AnyView {
    let button = |time: Time| {
        let slot = time.slot.to_string();
        let kind = visit_kind(time.kind);
        let about = visit(&time);
        view! {
            <li>
                <button class="time" name="tid" value=slot>
                    <span class="time-clock">{time.at.clock()}</span>
                    <span class="time-what">{about}</span>
                    <span class="time-how">{kind}</span>
                    <span class="visually-hidden">{format!(", {}", day.with_weekday())}</span>
                </button>
            </li>
        }
        .into_any()
    };
    let buttons: Vec<_> = times.into_iter().map(button).collect();
    let heading = format!("dag-{}", day.iso());
    let label = heading.clone();
    let (moving, kind, with) = (form.bokning.clone(), form.typ.clone(), form.hos.clone());
    let inner = move || {
        view! {
            <input type="hidden" name="vecka" value=week.iso()/>
            <input type="hidden" name="typ" value=kind/>
            <input type="hidden" name="hos" value=with/>
            <input type="hidden" name=BookForm::MOVING value=moving/>
            <ul class="times" role="list">{buttons}</ul>
        }
        .into_any()
    };
    view! {
        <section class="day" aria-labelledby=label>
            <h3 id=heading>{capitalised(&day.with_weekday())}</h3>
            <SendForm action=here.to_owned() name=day.iso() done=went class="day-form">
                {inner()}
            </SendForm>
        </section>
    }
    .into_any()
}

/// A week without a free time: when the next one is, or that there is none.
fn nothing(here: &str, form: &TimesForm, next: Option<Day>) -> AnyView {
    let next = match next {
        Some(next) => view! {
            <p class="actions">
                <a class="button" href=week_address(here, form, next)>
                    "Visa nästa lediga tid"
                </a>
            </p>
        }
        .into_any(),
        None => view! {
            <p>"Mottagningen har inga fler lediga tider just nu. Ring mottagningen, eller titta här igen senare."</p>
        }
        .into_any(),
    };
    view! {
        <Empty icon=IconName::Calendar title="Inga lediga tider den här veckan">{next}</Empty>
    }
    .into_any()
}
