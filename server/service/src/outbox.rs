//! Sending what is due (R-E8). A notice has no content, and names nobody and no clinic.

use domain::notice::{Address, NIGHT, QuietHours};
use jiff::{SignedDuration, Timestamp};

use crate::access::{self, Hears};
use crate::notices::CODE_AGE;
use crate::ports::chance::Rng;
use crate::ports::mail::Mail;
use crate::ports::send::SendError;
use crate::ports::sms::Sms;
use crate::ports::store::{NoticeKind, OutboxRow, Outcome};
use crate::{Fault, Services};

/// How long one node has for what it has taken.
const LEASE: SignedDuration = SignedDuration::from_secs(90);
/// One at a time: what waits for its turn would outlast its lease where a mail server is slow.
const AT_ONCE: usize = 1;
/// After so many tries one gives up: about a day and a half after the first.
const TRIES: u32 = 12;
/// What may have been sent is tried once more, and then taken for sent.
const UNSURE_TRIES: u32 = 2;

/// Sends what is due; gives how many were taken. Two nodes never take the same; what a node had
/// taken when it was killed is due again after a while.
pub async fn send_due(services: &Services) -> Result<usize, Fault> {
    let now = services.clock.now();
    let until = now.saturating_add(LEASE).unwrap_or(Timestamp::MAX);
    let due = services.store.take_due(now, until, AT_ONCE).await?;
    let taken = due.len();
    for row in due {
        let quiet = hush(services, &row).await?;
        let (id, awake) = (row.id, quiet.due(now));
        let outcome = if awake > now {
            Outcome::Untried(awake)
        } else {
            match send(services, row, now).await {
                Outcome::Later(due) => Outcome::Later(quiet.due(due)),
                outcome => outcome,
            }
        };
        let now = services.clock.now();
        services.store.settle(id, outcome, now).await?;
    }
    Ok(taken)
}

/// Deletes what was settled long ago.
pub async fn prune(services: &Services) -> Result<u64, Fault> {
    let month = SignedDuration::from_hours(30 * 24);
    let before = services.clock.now().saturating_sub(month);
    let before = before.unwrap_or(Timestamp::MIN);
    Ok(services.store.prune_outbox(before).await?)
}

/// When the reader of something wants to hear nothing: as it is now, whenever that was written, and
/// however often it has been tried.
struct Hush {
    own: Option<QuietHours>,
    night: bool,
}

impl Hush {
    /// The first moment from then on at which it is not quiet.
    fn due(&self, at: Timestamp) -> Timestamp {
        let own = |at| self.own.map_or(at, |own| own.due(at));
        let awake = own(at);
        if !self.night {
            return awake;
        }
        let by_day = own(NIGHT.due(awake));
        // Who wants to hear nothing all day long is awake at night: then it is told.
        if NIGHT.due(by_day) == by_day {
            by_day
        } else {
            awake
        }
    }
}

async fn hush(services: &Services, row: &OutboxRow) -> Result<Hush, Fault> {
    Ok(match row.kind {
        // One waits for it, with the page open.
        NoticeKind::Code => Hush {
            own: None,
            night: false,
        },
        NoticeKind::News | NoticeKind::Birthday | NoticeKind::Reminder => Hush {
            own: services.store.quiet_of(row.reader).await?,
            night: row.kind != NoticeKind::News,
        },
    })
}

/// Whether the reader may hear of it now, with the facts of now.
async fn may_hear(services: &Services, row: &OutboxRow, now: Timestamp) -> Result<Hears, Fault> {
    if let Some((thread, starts)) = row.visit
        && (starts <= now || !services.store.visit_stands(thread, starts).await?)
    {
        return Ok(Hears::No);
    }
    access::may_hear(services, row.reader, row.subject).await
}

async fn send(services: &Services, row: OutboxRow, now: Timestamp) -> Outcome {
    let heard = match row.kind {
        // Whoever gets it later is refused with it.
        NoticeKind::Code if now.duration_since(row.created) > CODE_AGE => return Outcome::Failed,
        NoticeKind::Code => Ok(Hears::Yes),
        NoticeKind::News | NoticeKind::Birthday | NoticeKind::Reminder => {
            may_hear(services, &row, now).await
        }
    };
    match heard {
        Ok(Hears::Yes) => {}
        Ok(Hears::No) => return Outcome::Dropped,
        Ok(Hears::Unknown) => return again(services.rng.as_ref(), now, row.attempts),
        Err(fault) => {
            tracing::warn!(%fault, "who may hear can't be known now");
            return again(services.rng.as_ref(), now, row.attempts);
        }
    }
    let attempts = row.attempts;
    match deliver(services, row).await {
        Ok(()) => Outcome::Sent,
        Err(error) => {
            tracing::warn!(%error, attempts, "a notice was not sent");
            match error {
                SendError::Refused(_) => Outcome::Failed,
                SendError::Unknown(_) if attempts >= UNSURE_TRIES => Outcome::Sent,
                SendError::Later(_) | SendError::Unknown(_) => {
                    again(services.rng.as_ref(), now, attempts)
                }
            }
        }
    }
}

async fn deliver(services: &Services, row: OutboxRow) -> Result<(), SendError> {
    let missing = || SendError::Later("this channel is not configured any more".to_owned());
    let (subject, text) = words(&row);
    match row.address {
        Address::Email(to) => {
            let mailer = services.mailer.as_ref().ok_or_else(missing)?;
            let mail = Mail {
                to,
                subject,
                text,
                message_id: row.id,
                written: row.created,
            };
            mailer.send(&mail).await
        }
        Address::Mobile(to) => {
            let sms = services.sms.as_ref().ok_or_else(missing)?;
            let secret = row.kind == NoticeKind::Code;
            sms.send(&Sms { to, text, secret }).await
        }
    }
}

/// A notice's subject and text: the same for everybody (R-E8).
fn words(row: &OutboxRow) -> (String, String) {
    match row.kind {
        NoticeKind::News => (
            "Du har ett nytt meddelande".to_owned(),
            "Du har ett nytt meddelande. Logga in för att läsa.".to_owned(),
        ),
        NoticeKind::Birthday => (
            "Något ändras snart".to_owned(),
            "Något ändras snart i det du gör som ombud. Logga in för att läsa.".to_owned(),
        ),
        NoticeKind::Reminder => (
            "Du har en påminnelse".to_owned(),
            "Du har en påminnelse. Logga in för att läsa.".to_owned(),
        ),
        NoticeKind::Code => {
            let code = row.code.as_deref().unwrap_or_default();
            (
                "Din kod".to_owned(),
                format!("Din kod är {code}. Den gäller i 15 minuter. Lämna den inte till någon."),
            )
        }
    }
}

/// Due again later: after twice as long each time, up to six hours, and some chance, so that not
/// all come back at once.
fn again(rng: &dyn Rng, now: Timestamp, attempts: u32) -> Outcome {
    if attempts >= TRIES {
        return Outcome::Failed;
    }
    let wait = (20_i64 << attempts.min(11)).min(6 * 3_600);
    let mut chance = [0; 1];
    rng.fill(&mut chance);
    let wait = wait + wait * i64::from(chance[0]) / 512;
    let due = now.saturating_add(SignedDuration::from_secs(wait));
    Outcome::Later(due.unwrap_or(Timestamp::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    struct Half;

    impl Rng for Half {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(0x80);
        }
    }

    #[test]
    fn each_try_waits_longer_and_at_last_one_gives_up() {
        let now = Timestamp::UNIX_EPOCH;
        let mut before = 0;
        for attempts in 1..TRIES {
            let Outcome::Later(due) = again(&Half, now, attempts) else {
                panic!("given up after {attempts}");
            };
            let wait = due.duration_since(now).as_secs();
            assert!(wait >= before, "{attempts}");
            assert!(wait <= 9 * 3_600, "{attempts}");
            before = wait;
        }
        assert_eq!(again(&Half, now, TRIES), Outcome::Failed);
    }

    // In November a Swedish clock is an hour ahead of UTC. What wakes nobody waits for the day (9 to
    // 20) and for the reader's own hours; where those leave nothing of the day, for those alone.
    #[rstest]
    #[case::by_day(None, true, "2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z")]
    #[case::at_night(None, true, "2026-11-24T20:00:00Z", "2026-11-25T08:00:00Z")]
    #[case::news_at_night(None, false, "2026-11-24T20:00:00Z", "2026-11-24T20:00:00Z")]
    #[case::own_hours(Some((8, 12)), true, "2026-11-24T08:00:00Z", "2026-11-24T11:00:00Z")]
    #[case::own_hours_after_the_night(Some((22, 11)), true, "2026-11-24T21:00:00Z", "2026-11-25T10:00:00Z")]
    #[case::from_the_evening_on(Some((18, 6)), true, "2026-11-24T18:00:00Z", "2026-11-25T08:00:00Z")]
    #[case::the_whole_day(Some((9, 20)), true, "2026-11-24T12:00:00Z", "2026-11-24T19:00:00Z")]
    #[case::more_than_the_day(Some((8, 22)), true, "2026-11-24T12:00:00Z", "2026-11-24T21:00:00Z")]
    #[case::awake_at_night(Some((8, 22)), true, "2026-11-24T23:00:00Z", "2026-11-24T23:00:00Z")]
    #[case::an_hour_of_the_day_is_left(Some((9, 19)), true, "2026-11-24T12:00:00Z", "2026-11-24T18:00:00Z")]
    fn one_is_told_when_it_is_not_quiet(
        #[case] own: Option<(u16, u16)>,
        #[case] night: bool,
        #[case] now: &str,
        #[case] due: &str,
    ) {
        let own = own.map(|(from, to)| QuietHours {
            from: from * 60,
            to: to * 60,
        });
        let at = |text: &str| text.parse::<Timestamp>().unwrap();

        assert_eq!(Hush { own, night }.due(at(now)), at(due));
    }
}
