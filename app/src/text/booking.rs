//! Bookings, in words.

use domain::booking::{By, Change, Time, VisitKind};

use super::genitive::capitalised;

/// How one meets.
pub(crate) fn visit_kind(kind: VisitKind) -> &'static str {
    match kind {
        VisitKind::Visit => "Besök på mottagningen",
        VisitKind::HealthCheck => "Hälsobesök",
        VisitKind::Vaccination => "Vaccination",
        VisitKind::Phone => "Mottagningen ringer",
        VisitKind::Video => "Videobesök",
    }
}

/// "Läkarbesök hos Lisa Hammar, barnläkare, 30 minuter".
pub(crate) fn visit(time: &Time) -> String {
    let join = match time.kind {
        VisitKind::Phone | VisitKind::Video => "med",
        VisitKind::Visit | VisitKind::HealthCheck | VisitKind::Vaccination => "hos",
    };
    let with = time.with.as_ref().map(|with| format!(" {join} {with}"));
    let minutes = match time.minutes {
        1 => "1 minut".to_owned(),
        minutes => format!("{minutes} minuter"),
    };
    format!("{}{}, {minutes}", time.title, with.unwrap_or_default())
}

/// Who booked it, or cancelled it; nothing where that was the reader, or is not told.
pub(crate) fn by(by: By, cancelled: bool) -> Option<String> {
    let done = if cancelled { "avbokad" } else { "bokad" };
    let who = match by {
        By::Me | By::Nobody => return None,
        By::OtherGuardian => "den andra vårdnadshavaren",
        By::Guardian => "en vårdnadshavare",
        By::Person => "barnet självt",
        By::Clinic => "mottagningen",
    };
    Some(capitalised(&format!("{done} av {who}.")))
}

/// Until when a booking may be cancelled and moved, and what to do else.
pub(crate) fn changes(cancel: Change, rebook: Change) -> String {
    match (cancel, rebook) {
        (Change::Until(until), Change::Until(_)) => {
            format!("Du kan avboka och boka om här till {}.", until.long())
        }
        (Change::Until(until), _) => format!("Du kan avboka här till {}.", until.long()),
        (_, Change::Until(until)) => format!(
            "Du kan boka om här till {}. Vill du avboka, ring mottagningen.",
            until.long()
        ),
        (Change::TooLate(until), _) | (_, Change::TooLate(until)) => format!(
            "Tiden kunde ändras här till {}. Ring mottagningen om du inte kan komma.",
            until.long()
        ),
        (Change::No, Change::No) => {
            "Tiden går inte att ändra här. Ring mottagningen om du inte kan komma.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;
    use domain::moment::{Day, Moment};

    #[test]
    fn what_may_be_changed_is_said_for_every_case() {
        let until = Moment {
            day: Day {
                year: 2026,
                month: 11,
                day: 24,
                weekday: 2,
            },
            hour: 9,
            minute: 30,
        };
        let all = [Change::Until(until), Change::TooLate(until), Change::No];
        for cancel in all {
            for rebook in all {
                let text = changes(cancel, rebook);
                assert!(is_calm(&text), "{text}");
                let open = cancel.is_open() || rebook.is_open();
                assert_eq!(text.contains("Du kan"), open, "{text}");
                assert_eq!(
                    text.contains("tisdag 24 november 2026 kl. 09.30"),
                    (cancel, rebook) != (Change::No, Change::No)
                );
            }
        }
    }

    // Feature B7: neither name nor words.
    #[test]
    fn another_guardian_is_told_of_without_a_name() {
        let text = by(By::OtherGuardian, true);

        assert_eq!(text.unwrap(), "Avbokad av den andra vårdnadshavaren.");
        assert_eq!(by(By::Me, false), None);
    }
}
