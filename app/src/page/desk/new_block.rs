//! A new block: looking for the child, choosing who is kept out, deciding; or an emergency stop (R-J7,
//! B10). The number that one looks for stands in the form, and never in the address.

use domain::block::{BlockDesk, BlockReason, BlockSearch, Family, Known, NewBlock, ReviewDays};
use domain::message::FormKey;
use domain::moment::Day;
use domain::staff::Role;
use leptos::prelude::*;

use super::block_fields::DayField;
use crate::api::blocks::read_block_desk;
use crate::browser;
use crate::component::alert::{Alert, AlertKind};
use crate::component::choices::{Choices, Group, tick};
use crate::component::icon::{Icon, IconName};
use crate::component::inputs::{Line, Notes, described};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::component::sending::use_sending;
use crate::context::use_posted;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::use_part;
use crate::text::block::{WHAT_IT_DOES, block_reason};

lazy_page!(
    /// A new block.
    NEW_BLOCK_PAGE = new_block_page, desk
);

fn new_block_page() -> AnyView {
    let unit = use_part("unit");
    // Where the browser sent the form by itself, this document answers it.
    let posted = use_posted().map(|posted| posted.typed(BlockSearch::NUMBER));
    let sought = RwSignal::new(posted.unwrap_or_default());
    let desk = Fetched::new(
        move || (unit.get(), sought.get()),
        |(unit, number)| read_block_desk(unit, number),
    );
    let found = Callback::new(move |_: String| {
        let typed = browser::line_typed_in(BlockSearch::NUMBER).unwrap_or_default();
        if typed == sought.get_untracked() {
            desk.refetch();
        } else {
            sought.set(typed);
        }
    });
    view! {
        <Load of=desk let:desk>
            <New desk sought=sought.get_untracked() found/>
        </Load>
    }
    .into_any()
}

#[component]
fn New(
    desk: BlockDesk,
    /// What has been looked for, as typed.
    sought: String,
    /// Called when the child is found.
    found: Callback<String>,
) -> impl IntoView {
    let list = format!("/mottagning/{}/sparrar", desk.unit);
    let action = format!("{list}/ny");
    let title = if desk.role == Role::InCharge {
        format!("{}: ny spärr", desk.name)
    } else {
        format!("{}: nödstopp", desk.name)
    };
    let search = search(action.clone(), sought.clone(), found);
    let forms = desk.found.map(|family| {
        let forms = Forms {
            action,
            sought,
            key: desk.key,
        };
        if family.guardians.is_empty() {
            return nobody(&family);
        }
        let decide = (desk.role == Role::InCharge).then(|| forms.decide(family.clone(), desk.days));
        view! {
            {decide}
            {forms.stop(family, desk.stop_review)}
        }
        .into_any()
    });
    view! {
        <Page title lead=WHAT_IT_DOES>
            <p class="back no-print">
                <a href=list>
                    <Icon name=IconName::Back/>
                    <span>"Till spärrarna"</span>
                </a>
            </p>
            {search}
            {forms}
        </Page>
    }
    .into_any()
}

/// Looking for the child.
fn search(action: String, sought: String, found: Callback<String>) -> AnyView {
    let inner = move || {
        view! {
            <input type="hidden" name=NewBlock::ACT value=NewBlock::FIND/>
            <Line
                name=BlockSearch::NUMBER
                label="Barnets personnummer"
                hint="Tolv siffror: ÅÅÅÅMMDDNNNN. Bindestreck går också bra."
                value=sought
                inputmode="numeric"
                size=16
            />
            <Line
                name=BlockSearch::GUARDIAN
                label="En vårdnadshavares personnummer"
                hint="Frivilligt. Vi känner bara till den som har loggat in här. Skriv numret om någon saknas i listan."
                inputmode="numeric"
                size=16
            />
            <p class="actions">
                <SendButton label="Sök" class="button button-quiet"/>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="setting" aria-labelledby="hitta">
            <h2 id="hitta">"Vilket barn gäller det?"</h2>
            <SendForm action name="hitta" done=found>
                {inner()}
            </SendForm>
        </section>
    }
    .into_any()
}

/// That no guardian is known.
fn nobody(family: &Family) -> AnyView {
    let title = format!(
        "Vi känner inte till någon vårdnadshavare för {}",
        family.child.name
    );
    view! {
        <Alert kind=AlertKind::Info title>
            <p>
                "Folkbokföringen svarar på vem en person är vårdnadshavare för, och vi har bara frågat om dem som har loggat in här. Skriv vårdnadshavarens personnummer ovanför och sök igen, så frågar vi."
            </p>
        </Alert>
    }
    .into_any()
}

/// What the forms about a child need.
struct Forms {
    action: String,
    sought: String,
    key: FormKey,
}

impl Forms {
    /// The decision, for one in charge.
    fn decide(&self, family: Family, days: ReviewDays) -> AnyView {
        let reasons: Vec<_> = BlockReason::to_choose()
            .map(|reason| (reason.word(), block_reason(Some(reason))))
            .collect();
        let (sought, key) = (self.sought.clone(), self.key);
        let heading = format!("Spärra från {}", family.child.name);
        let child = family.child.name.clone();
        let inner = move || {
            view! {
                <input type="hidden" name=NewBlock::ACT value=NewBlock::MAKE/>
                <input type="hidden" name=BlockSearch::NUMBER value=sought/>
                <Key key/>
                <Guardians guardians=family.guardians/>
                <Choices name=NewBlock::REASON legend="Varför?" choices=reasons/>
                <DayField days label="När ska spärren granskas?"/>
                <Confirm child/>
                <p class="actions">
                    <SendButton label="Spärra" class="button button-danger"/>
                </p>
            }
            .into_any()
        };
        let action = self.action.clone();
        view! {
            <section class="setting" aria-labelledby="sparra">
                <h2 id="sparra">{heading}</h2>
                <SendForm action name="sparra">
                    {inner()}
                </SendForm>
            </section>
        }
        .into_any()
    }

    /// The emergency stop, for anybody who works there.
    fn stop(self, family: Family, review: Day) -> AnyView {
        let Self {
            action,
            sought,
            key,
        } = self;
        let heading = format!("Nödstopp för {}", family.child.name);
        let about = format!(
            "När det är bråttom. Alla som arbetar på enheten kan göra ett nödstopp. Det gäller genast, \
             och den som är ansvarig behöver granska det senast {}.",
            review.with_weekday()
        );
        let inner = move || {
            view! {
                <input type="hidden" name=NewBlock::ACT value=NewBlock::STOP/>
                <input type="hidden" name=BlockSearch::NUMBER value=sought/>
                <Key key/>
                <Guardians guardians=family.guardians/>
                <p class="actions">
                    <SendButton label="Gör nödstopp nu" class="button button-danger"/>
                </p>
            }
            .into_any()
        };
        view! {
            <section class="setting" aria-labelledby="stoppa">
                <h2 id="stoppa">{heading}</h2>
                <p>{about}</p>
                <SendForm action name="stoppa" scope="nod-">
                    {inner()}
                </SendForm>
            </section>
        }
        .into_any()
    }
}

/// Whom it is about: one or both.
#[component]
fn Guardians(guardians: Vec<Known>) -> impl IntoView {
    let sending = use_sending();
    let field = NewBlock::GUARDIAN;
    let choice = |known: Known| {
        let name = if known.guardian.name == known.guardian.number {
            known.guardian.name
        } else {
            format!("{}, {}", known.guardian.name, known.guardian.number)
        };
        if known.blocked {
            return view! { <p>{format!("{name}: redan spärrad av er")}</p> }.into_any();
        }
        let value = known.guardian.number;
        let chosen = sending.chosen(field, &value).unwrap_or(false);
        tick(field, value, name, chosen)
    };
    let choices = guardians.into_iter().map(choice).collect_view();
    view! {
        <Group name=field legend="Vem ska inte nå barnet?">
            {choices}
        </Group>
    }
    .into_any()
}

/// That it is meant.
#[component]
fn Confirm(child: String) -> impl IntoView {
    let sending = use_sending();
    let field = NewBlock::CONFIRM;
    let error = sending.error(field);
    let described = described(field, false, error);
    let checked = sending.chosen(field, NewBlock::YES).unwrap_or(false);
    view! {
        <div class="field" data-wrong=move || error.get().is_some().then_some("")>
            <Notes name=field hint=None error/>
            <label class="choice">
                <input
                    type="checkbox"
                    id=sending.id(field)
                    name=field
                    value=NewBlock::YES
                    checked=checked
                    aria-describedby=described
                    aria-invalid=move || error.get().is_some().then_some("true")
                />
                <span>{format!("Ja, stäng allt om {child} för den som är vald")}</span>
            </label>
        </div>
    }
    .into_any()
}
