//! A unit's blocks: those to look at again, those that hold, those that were ended (R-J7, R-C3).

use domain::block::{Block, BlockAct, EndReason, NewBlock, ReviewDays, UnitBlocks};
use domain::form::Typed;
use domain::staff::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::block_fields::DayField;
use super::cases::back;
use crate::api::ApiCode;
use crate::api::blocks::read_blocks;
use crate::component::alert::{Alert, AlertKind};
use crate::component::choices::Choices;
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{NAME, SendButton, SendForm};
use crate::context::use_posted;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::use_part;
use crate::text::block::{WHAT_IT_DOES, block_reason, end_reason};

lazy_page!(
    /// A unit's blocks.
    BLOCKS_PAGE = blocks_page, desk
);

fn blocks_page() -> AnyView {
    let unit = use_part("unit");
    let query = use_query_map();
    let asked =
        move |name: &'static str| query.with_untracked(|query| query.get(name).unwrap_or_default());
    let blocks = Fetched::new(move || unit.get(), read_blocks);
    let navigate = use_navigate();
    // Whether a colleague was first.
    let beat = RwSignal::new(false);
    // The same may be done twice: then the address stays, and the list is asked for anew.
    let went = Callback::new(move |to: String| {
        beat.set(false);
        navigate(&to, NavigateOptions::default());
        blocks.refetch();
    });
    let beaten = Callback::new(move |_: (Typed, ApiCode)| {
        beat.set(true);
        blocks.refetch();
    });
    view! {
        <Load of=blocks let:found>
            <List
                found
                done=asked("gjort")
                which=asked(BlockAct::BLOCK)
                beat=beat.get_untracked()
                went
                beaten
            />
        </Load>
    }
    .into_any()
}

#[component]
fn List(
    found: UnitBlocks,
    /// What has just been done.
    done: String,
    /// With which blocks.
    which: String,
    /// Whether a colleague was first.
    beat: bool,
    /// Called with where an act leads.
    went: Callback<String>,
    /// Called where a colleague was first.
    beaten: Callback<(Typed, ApiCode)>,
) -> impl IntoView {
    let path = format!("/mottagning/{}/sparrar", found.unit);
    let decides = found.role == Role::InCharge;
    let beat = beat || overtaken(&found.holding);
    let said = if beat {
        Some(too_late())
    } else {
        receipt(&done, &which, &found)
    };
    let acts = decides.then(|| Acts {
        path: path.clone(),
        days: found.days,
        went,
        beaten,
    });
    let (due, holding): (Vec<_>, Vec<_>) = found.holding.into_iter().partition(|block| block.due);
    let new = if decides {
        "Ny spärr eller nödstopp"
    } else {
        "Nödstopp"
    };
    let nothing = (due.is_empty() && holding.is_empty())
        .then(|| view! { <p>"Ingen vårdnadshavare är spärrad av er."</p> }.into_any());
    view! {
        <Page title=format!("{}: spärrar", found.name) lead=WHAT_IT_DOES>
            {back(&found.unit.to_string())}
            {said}
            <p class="actions">
                <a class="button" href=format!("{path}/ny")>
                    {new}
                </a>
            </p>
            {nothing}
            {section("granskas", format!("Att granska ({})", due.len()), due, acts.as_ref())}
            {section("galler", "Gäller".to_owned(), holding, acts.as_ref())}
            {section("havda", "Hävda".to_owned(), found.ended, None)}
        </Page>
    }
    .into_any()
}

/// Whether the browser sent a form by itself about a block that a colleague has ended since: the form
/// that would tell it is not there any more.
fn overtaken(holding: &[Block]) -> bool {
    let posted = use_posted().filter(|posted| posted.error.code == ApiCode::Conflict);
    posted.is_some_and(|posted| {
        let block = posted.typed(BlockAct::BLOCK);
        holding.iter().all(|one| one.id.to_string() != block)
    })
}

fn too_late() -> AnyView {
    view! {
        <Alert kind=AlertKind::Error title="Någon annan hann före" answers_form=true>
            <p>"En kollega har ändrat spärren, så inget gjordes. I listan står det som gäller nu."</p>
        </Alert>
    }
    .into_any()
}

/// What has been done: who does not reach whom, and when that is looked at again.
fn receipt(done: &str, which: &str, found: &UnitBlocks) -> Option<AnyView> {
    let title = match done {
        "sparrat" => "Spärren gäller nu",
        "stoppat" => "Nödstoppet gäller nu",
        "behallen" => "Spärren ligger kvar",
        "havd" => "Spärren är hävd",
        _ => return None,
    };
    let chosen: Vec<_> = which.split('.').collect();
    let told = |block: &Block| {
        let (guardian, child) = (&block.guardian.name, &block.child.name);
        if block.end.is_some() {
            return format!(
                "{guardian} kan själv lägga till {child} igen, om folkbokföringen visar vårdnaden. \
                 Vi berättar inget för någon."
            );
        }
        let who = if done == "stoppat" {
            "Den som är ansvarig för enheten"
        } else {
            "Ni"
        };
        format!(
            "{guardian} når inte längre något om {child}: ärenden, tider, recept, journal och \
             aviseringar är stängda, också på sidor som redan är öppna. {who} behöver granska spärren \
             senast {}. Den gäller tills någon häver den.",
            block.review_on.with_weekday()
        )
    };
    let all = found.holding.iter().chain(&found.ended);
    let about = all.filter(|block| chosen.contains(&block.id.to_string().as_str()));
    let about: Vec<_> = about
        .map(|block| view! { <p>{told(block)}</p> }.into_any())
        .collect();
    let view = view! {
        <Alert kind=AlertKind::Success title answers_form=true>
            {about}
        </Alert>
    };
    Some(view.into_any())
}

/// What the forms of one in charge need.
struct Acts {
    path: String,
    days: ReviewDays,
    went: Callback<String>,
    beaten: Callback<(Typed, ApiCode)>,
}

fn section(
    id: &'static str,
    heading: String,
    blocks: Vec<Block>,
    acts: Option<&Acts>,
) -> Option<AnyView> {
    if blocks.is_empty() {
        return None;
    }
    let rows = blocks.into_iter().map(|block| row(block, acts));
    let view = view! {
        <section aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            <ul class="templates" role="list">
                {rows.collect_view()}
            </ul>
        </section>
    };
    Some(view.into_any())
}

fn row(block: Block, acts: Option<&Acts>) -> AnyView {
    let title = format!("{} når inte {}", block.guardian.name, block.child.name);
    let forms = acts.map(|acts| {
        view! {
            {keep(&block, acts)}
            {end(&block, acts)}
        }
        .into_any()
    });
    let ended = block.end.as_ref().map(|end| {
        fact(
            "Hävd",
            format!(
                "{} av {}: {}",
                end.at.long(),
                end.by,
                end_reason(end.reason)
            ),
        )
    });
    let review = block.end.is_none().then(|| {
        let mut when = block.review_on.with_weekday();
        if block.due {
            when.push_str(". Dagen är inne. Spärren gäller tills någon häver den.");
        }
        fact("Granskas", when)
    });
    view! {
        <li class="template">
            <h3>{title}</h3>
            <dl class="case-facts">
                {fact("Vårdnadshavare", block.guardian.number)}
                {fact("Barn", block.child.number)}
                {fact("Skäl", block_reason(block.reason).to_owned())}
                {fact("Beslutad", format!("{} av {}", block.decided.long(), block.decider))}
                {review}
                {ended}
            </dl>
            {forms}
        </li>
    }
    .into_any()
}

fn fact(name: &'static str, value: String) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

/// Keeping it, to be looked at again on another day.
fn keep(block: &Block, acts: &Acts) -> AnyView {
    let (id, name) = (block.id.to_string(), format!("behall-{}", block.id));
    let (seen, days) = (block.review_on.iso(), acts.days);
    let inner = move || {
        view! {
            <input type="hidden" name=NewBlock::ACT value=BlockAct::KEEP/>
            <input type="hidden" name=BlockAct::BLOCK value=id/>
            <input type="hidden" name=BlockAct::SEEN value=seen/>
            <DayField days label="Granska igen"/>
            <p class="actions">
                <SendButton label="Behåll spärren"/>
            </p>
        }
        .into_any()
    };
    folded("Granskad: behåll spärren", name, block, acts, inner)
}

/// Ending it.
fn end(block: &Block, acts: &Acts) -> AnyView {
    let (id, name) = (block.id.to_string(), format!("hav-{}", block.id));
    let reasons = EndReason::ALL.map(|reason| (reason.word(), end_reason(Some(reason))));
    let about = format!(
        "{} kan då själv lägga till {} igen. Vi berättar inget för någon.",
        block.guardian.name, block.child.name
    );
    let inner = move || {
        view! {
            <input type="hidden" name=NewBlock::ACT value=BlockAct::END/>
            <input type="hidden" name=BlockAct::BLOCK value=id/>
            <p>{about}</p>
            <Choices name=NewBlock::REASON legend="Varför hävs spärren?" choices=reasons.to_vec()/>
            <p class="actions">
                <SendButton label="Häv spärren" class="button button-danger"/>
            </p>
        }
        .into_any()
    };
    folded("Häv spärren", name, block, acts, inner)
}

/// A form that is unfolded first: so that nothing is done by one slip.
fn folded(
    summary: &'static str,
    name: String,
    block: &Block,
    acts: &Acts,
    inner: impl FnOnce() -> AnyView + Send + 'static,
) -> AnyView {
    // Sent by the browser itself, and shown again: what is wrong must be seen.
    let open = use_posted().is_some_and(|posted| posted.typed(NAME) == name);
    let about = format!(" för {}", block.guardian.name);
    let scope = format!("{name}-");
    let Acts {
        path, went, beaten, ..
    } = acts;
    view! {
        <details class="cancelling no-print" open=open>
            <summary>{summary} <span class="visually-hidden">{about}</span></summary>
            <SendForm action=path.clone() name scope done=*went beaten=*beaten>
                {inner()}
            </SendForm>
        </details>
    }
    .into_any()
}
