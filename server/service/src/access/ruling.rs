//! The one place where what clinics have decided about people comes into a decision: blocks,
//! exceptions, approvals (R-J7, R-J5, R-J6, R-G8).

use domain::access::Rulings;
use domain::id::PersonId;

/// What has been decided about an actor and a subject. Nothing is stored yet, so nothing has been:
/// no block closes, and no exception or approval opens.
pub(super) fn between(_actor: PersonId, _subject: PersonId) -> Rulings<'static> {
    Rulings::NONE
}
