//! What the pages about an application have in common: its facts, its history, a list of them.

use domain::application::{Act, Application, ApplicationForm, ApplicationSummary, Party};
use leptos::prelude::*;

use crate::text::application::{grounds, heading, next, state, step, why};

/// A list of applications that lead to their pages, below `path`.
pub(crate) fn rows(all: Vec<ApplicationSummary>, path: &str, party: Party) -> AnyView {
    let row = |one: ApplicationSummary| {
        let href = format!("{path}/{}", one.id);
        view! {
            <li class="thread">
                <a class="thread-link" href=href>
                    <span class="thread-head">
                        <span class="thread-subject">{heading(&one, party)}</span>
                    </span>
                    <span class="thread-unit">{state(&one, party)}</span>
                    <span class="thread-facts">
                        <time datetime=one.changed.iso()>
                            {format!("{} kl. {}", one.changed.day.long(), one.changed.clock())}
                        </time>
                    </span>
                </a>
            </li>
        }
        .into_any()
    };
    let rows: Vec<_> = all.into_iter().map(row).collect();
    view! { <ul class="threads" role="list">{rows}</ul> }.into_any()
}

/// What is asked for, why, and how it stands.
pub(crate) fn facts(one: &Application) -> AnyView {
    let fact = |name: &'static str, what: String| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd class="message-body">{what}</dd>
            </div>
        }
        .into_any()
    };
    let summary = &one.summary;
    let mut facts = vec![fact("Så står ansökan", state(summary, one.party))];
    if let Some(number) = &one.number {
        let child = format!("{}, {number}", summary.child);
        facts.push(fact("Barn", child));
        facts.push(fact("Sökande", summary.applicant.clone()));
    }
    facts.push(fact("Mottagning", summary.unit.clone()));
    facts.push(fact("Varför", why(one.why).to_owned()));
    if !one.words.is_empty() {
        facts.push(fact("Med egna ord", one.words.clone()));
    }
    if let Some(note) = &one.note {
        let note = format!("{}, {}", note.doctor, note.on.long());
        facts.push(fact("Läkarutlåtande om att barnet inte kan samtycka", note));
    }
    if let Some(why) = one.grounds {
        facts.push(fact("Skälet till beslutet", grounds(why).to_owned()));
    }
    if !one.answer.is_empty() {
        facts.push(fact("Mottagningens besked", one.answer.clone()));
    }
    let next = next(one).map(|text| view! { <p>{text}</p> }.into_any());
    view! {
        <dl class="facts">{facts}</dl>
        {next}
    }
    .into_any()
}

/// What was done, and when.
pub(crate) fn history(one: &Application) -> AnyView {
    let steps = one.steps.iter().map(|done| {
        let at = done.at;
        view! {
            <li>
                <time datetime=at.iso()>{format!("{} kl. {}", at.day.long(), at.clock())}</time>
                {format!(": {}, {}", step(done.act, one.party), done.by)}
            </li>
        }
        .into_any()
    });
    let steps = steps.collect_view();
    view! {
        <section aria-labelledby="handelser">
            <h2 id="handelser">"Det här har hänt"</h2>
            <ol>{steps}</ol>
        </section>
    }
    .into_any()
}

/// What every form about an application has: what is done, and the version that was shown.
pub(crate) fn hidden(act: Act, version: u32) -> AnyView {
    view! {
        <input type="hidden" name=ApplicationForm::ACT value=act.word()/>
        <input type="hidden" name=ApplicationForm::VERSION value=version.to_string()/>
    }
    .into_any()
}
