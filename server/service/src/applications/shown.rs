//! An application for an exception, as each side is shown it.

use domain::age;
use domain::application::{
    Act, Application, ApplicationSummary, Party, State, Step, after, grown, proposed,
};
use domain::moment::Day;
use domain::person::Person;
use jiff::civil::Date;

use crate::Services;
use crate::ports::store::{ApplicationInFull, ApplicationRow, StepRow};

/// What stands where a guardian's name is not told.
const SOME_GUARDIAN: &str = "En vårdnadshavare";

/// The Swedish day, and the first on which no exception holds for the child.
pub(super) fn days(services: &Services, child: &Person) -> (Date, Date) {
    let now = services.clock.now();
    (age::today(now), grown(child.born, services.rules.at(now)))
}

/// How it stands today.
pub(super) fn state(services: &Services, row: &ApplicationRow) -> State {
    let (today, grown) = days(services, &row.child);
    row.state.on(today, row.until, grown)
}

/// An application as a list shows it to this party. The name of a guardian whose identity is
/// protected by now is told to staff only (R-G7).
pub(super) fn summary(
    services: &Services,
    row: &ApplicationRow,
    party: Party,
) -> ApplicationSummary {
    let hidden = party == Party::Child && row.applicant.protection.is_protected();
    ApplicationSummary {
        id: row.id,
        kind: row.kind,
        applicant: if hidden {
            SOME_GUARDIAN.to_owned()
        } else {
            row.applicant.display_name()
        },
        child: row.child.display_name(),
        unit: row.unit_name.clone(),
        state: state(services, row),
        until: row.until.map(Day::from),
        changed: row.changed.into(),
    }
}

/// An application with all that this party may know. What the applicant writes in its own words is
/// for the unit, and what the unit answers for the applicant; staff is named to staff.
pub(super) fn whole(services: &Services, found: ApplicationInFull, party: Party) -> Application {
    let staff = matches!(party, Party::Member | Party::InCharge);
    let applicant = party == Party::Applicant;
    let summary = summary(services, &found.row, party);
    let (today, grown) = days(services, &found.row.child);
    let can = |act: &&Act| after(found.row.kind, summary.state, **act, party).is_ok();
    let acts = Act::ALL.iter().filter(can).copied().collect();
    let again = applicant && !summary.state.is_open() && today < grown;
    let by = |step: &StepRow| match step.act {
        Some(Act::Note | Act::Approve | Act::Deny | Act::Revoke) if !staff => {
            found.row.unit_name.clone()
        }
        None | Some(Act::Withdraw) => summary.applicant.clone(),
        _ => step.by.clone(),
    };
    let steps = found.steps.iter().map(|step| Step {
        act: step.act,
        at: step.at.into(),
        by: by(step),
    });
    let steps = steps.collect();
    Application {
        number: staff.then(|| found.row.child.number.to_string()),
        why: found.why,
        words: if staff || applicant {
            found.words
        } else {
            String::new()
        },
        note: found.note.filter(|_| staff),
        grounds: found.grounds,
        answer: if staff || applicant {
            found.answer
        } else {
            String::new()
        },
        steps,
        acts,
        again,
        last: Day::from(grown.yesterday().unwrap_or(grown)),
        proposed: Day::from(proposed(today, grown)),
        version: found.row.version,
        summary,
        party,
    }
}
