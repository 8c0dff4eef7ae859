//! Whom pages are about, as they name it (R-I7).

use domain::age;
use domain::family::{self, ChildName, Whom};
use domain::id::LinkId;
use domain::person::Person;
use jiff::Timestamp;

use crate::Services;
use crate::access::{Reading, Subject};

/// Whom a proof is about.
pub(crate) fn named(services: &Services, reading: &Reading, subject: Subject) -> Whom {
    match subject {
        Subject::Myself => Whom::Myself(reading.subject().display_name()),
        Subject::Child(link) => {
            let colour = reading.colour().unwrap_or_default();
            Whom::Child(ChildName {
                reads_only: reading.is_by_exception(),
                ..child_name(services, link, reading.subject(), colour)
            })
        }
    }
}

/// A child as pages name it.
pub(crate) fn child_name(
    services: &Services,
    link: LinkId,
    child: &Person,
    colour: u8,
) -> ChildName {
    let now: Timestamp = services.clock.now();
    let today = age::today(now);
    let rules = services.rules.at(now);
    ChildName {
        link,
        name: child.display_name(),
        short: child.short_name(),
        age: age::spoken_age(child.born, today, rules.leap_day),
        colour,
        soon: family::soon(child.born, today, rules),
        reads_only: false,
    }
}
