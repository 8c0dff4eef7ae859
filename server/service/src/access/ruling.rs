//! The one place where what clinics have decided about people is loaded for a decision: blocks,
//! exceptions, approvals (R-J7, R-J5, R-J6, R-G8). What has been decided about a guardian and a
//! linked child comes with the link.

use domain::age;
use domain::id::PersonId;
use domain::person::Person;

use crate::ports::store::Decided;
use crate::{Fault, Services};

/// What has been decided about an actor and a subject.
pub(super) async fn between(
    services: &Services,
    actor: PersonId,
    subject: PersonId,
) -> Result<Decided, Fault> {
    Ok(services.store.rulings_between(actor, subject).await?)
}

/// What has been decided about a person's own reading and errands. Only what can change an answer
/// is asked for: nobody is blocked from itself, an exception is for one whose journal has not
/// opened (R-J6), and an approval for one with a protected identity (R-G8).
pub(super) async fn of_oneself(services: &Services, person: &Person) -> Result<Decided, Fault> {
    let now = services.clock.now();
    let rules = services.rules.at(now);
    let opens = age::birthday(person.born, rules.own_journal_age, rules.leap_day);
    let is_open = opens.is_some_and(|day| day <= age::today(now));
    if is_open && !person.protection.is_protected() {
        return Ok(Decided::default());
    }
    between(services, person.id, person.id).await
}
