//! News that reach people (R-E8): a reader's settings, and sending what is due. A notice has no
//! content, and names nobody and no clinic.

use domain::access::Area;
use domain::family::Whom;
use domain::form::{FieldCode, FieldErrors, Typed, wrong};
use domain::notice::{
    Address, AddressState, Channel, NIGHT, NoticeChange, NoticeChoices, NoticeEvent, NoticeSetting,
    QuietHours,
};
use jiff::{SignedDuration, Timestamp};

use crate::access::{self, AccessError, Hears, Purpose, Subject};
use crate::ports::chance::{Rng, new_id};
use crate::ports::mail::Mail;
use crate::ports::send::SendError;
use crate::ports::sms::Sms;
use crate::ports::store::{ChoiceRow, CodeTried, NewCode, NoticeKind, OutboxRow, Outcome};
use crate::session::{Session, hash};
use crate::{Fault, Services, whom};

/// How long a code is valid.
const CODE_AGE: SignedDuration = SignedDuration::from_mins(15);
/// How often a code may be tried.
const CODE_TRIES: u32 = 5;
/// How many codes a reader may ask for in a day: a number may be a stranger's.
const CODES_A_DAY: u32 = 8;
/// How long one node has for what it has taken.
const LEASE: SignedDuration = SignedDuration::from_secs(90);
/// One at a time: what waits for its turn would outlast its lease where a mail server is slow.
const AT_ONCE: usize = 1;
/// After so many tries one gives up: about a day and a half after the first.
const TRIES: u32 = 12;
/// What may have been sent is tried once more, and then taken for sent.
const UNSURE_TRIES: u32 = 2;

/// Why a setting was not changed.
#[derive(Debug, thiserror::Error)]
pub enum NoticeError {
    /// The form did not pass.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// Too many codes; wait this many seconds.
    #[error("too many codes")]
    TooMany(u32),
    /// No proof.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<Fault> for NoticeError {
    fn from(fault: Fault) -> Self {
        Self::Access(fault.into())
    }
}

/// A reader's settings for news of a person's inbox: for the channels that there are here.
pub async fn settings(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<(Whom, Vec<NoticeSetting>, Option<QuietHours>), AccessError> {
    let purpose = Purpose::new(Area::Settings, "notices");
    let reading = access::read(services, session, subject, purpose).await?;
    let rows = services.store.notice_addresses(&reading).await;
    let rows = rows.map_err(Fault::from)?;
    let choices = services.store.notice_choices(&reading).await;
    let choices = choices.map_err(Fault::from)?;
    let quiet = services
        .store
        .quiet_hours(&reading)
        .await
        .map_err(Fault::from)?;
    let setting = |channel| {
        let row = rows.iter().find(|row| row.address.channel() == channel);
        let is_told = |event: &NoticeEvent| {
            let chosen = choices
                .iter()
                .find(|chosen| (chosen.channel, chosen.event) == (channel, *event));
            event.is_told(chosen.map(|chosen| chosen.wanted))
        };
        NoticeSetting {
            channel,
            events: events(subject).into_iter().filter(is_told).collect(),
            address: row.map(|row| row.address.shown()),
            state: match row {
                None => AddressState::None,
                Some(row) if row.failed => AddressState::Failed,
                Some(row) if !row.confirmed => AddressState::Unconfirmed,
                Some(_) => AddressState::Confirmed,
            },
        }
    };
    let settings = channels(services).into_iter().map(setting).collect();
    Ok((whom::named(services, &reading, subject), settings, quiet))
}

/// What there is to hear of.
fn events(subject: Subject) -> Vec<NoticeEvent> {
    let child = matches!(subject, Subject::Child(_));
    let there = |event: &NoticeEvent| event.is_of(child);
    NoticeEvent::ALL.into_iter().filter(there).collect()
}

/// What is chosen of all that there is to hear of; what is not here is none of the choices.
fn chosen(
    services: &Services,
    subject: Subject,
    choices: &NoticeChoices,
) -> Result<Vec<ChoiceRow>, NoticeError> {
    let (channels, all) = (channels(services), events(subject));
    let mut rows = Vec::new();
    for (channel, wanted) in &choices.0 {
        if !channels.contains(channel) || wanted.iter().any(|event| !all.contains(event)) {
            let field = NoticeChoices::field(*channel);
            return Err(NoticeError::Fields(wrong(field, FieldCode::Choice)));
        }
        rows.extend(all.iter().map(|event| ChoiceRow {
            channel: *channel,
            event: *event,
            wanted: wanted.contains(event),
        }));
    }
    Ok(rows)
}

/// The channels that there are here.
fn channels(services: &Services) -> Vec<Channel> {
    let there = |channel: &Channel| match channel {
        Channel::Email => services.mailer.is_some(),
        Channel::Sms => services.sms.is_some(),
    };
    Channel::ALL.into_iter().filter(there).collect()
}

/// Changes a reader's settings; gives what was done.
pub async fn change(
    services: &Services,
    session: &Session,
    subject: Subject,
    typed: &Typed,
) -> Result<NoticeChange, NoticeError> {
    let change = NoticeChange::read(typed);
    let action = match &change {
        Ok(NoticeChange::Address(_)) => "notices.address",
        Ok(NoticeChange::Confirm(..)) => "notices.confirm",
        Ok(NoticeChange::Remove(_)) => "notices.remove",
        Ok(NoticeChange::Choose(_)) => "notices.choose",
        Err(_) => "notices.change",
    };
    let purpose = Purpose::new(Area::Settings, action);
    let reading = access::read(services, session, subject, purpose).await?;
    let change = change.map_err(NoticeError::Fields)?;
    let acting = access::act(services, session, subject, purpose).await?;
    let now = acting.at();
    match &change {
        NoticeChange::Address(address) => {
            if !channels(services).contains(&address.channel()) {
                return Err(NoticeError::Fields(wrong(
                    NoticeChange::CHANNEL,
                    FieldCode::Choice,
                )));
            }
            let day_ago = earlier(now, SignedDuration::from_hours(24));
            let sent = services.store.codes_since(&reading, day_ago).await;
            if sent.map_err(Fault::from)? >= CODES_A_DAY {
                return Err(NoticeError::TooMany(3_600));
            }
            let code = new_code(services.rng.as_ref());
            let code = NewCode {
                id: new_id(services.rng.as_ref(), now),
                code,
                hash: code_hash(&digits(code)),
            };
            let done = services
                .store
                .set_notice_address(acting, address, &code)
                .await;
            done.map_err(Fault::from)?;
        }
        NoticeChange::Confirm(channel, code) => {
            let since = earlier(now, CODE_AGE);
            let hash = code_hash(code);
            let store = &services.store;
            let tried = store.confirm_notice_address(acting, *channel, &hash, since, CODE_TRIES);
            let code = match tried.await.map_err(Fault::from)? {
                CodeTried::Confirmed => return Ok(change),
                CodeTried::Wrong => FieldCode::CodeWrong,
                CodeTried::Over => FieldCode::CodeOver,
            };
            let field = NoticeChange::code_field(*channel);
            return Err(NoticeError::Fields(wrong(field, code)));
        }
        NoticeChange::Remove(channel) => {
            let done = services.store.remove_notice_address(acting, *channel).await;
            done.map_err(Fault::from)?;
        }
        NoticeChange::Choose(choices) => {
            let rows = chosen(services, subject, choices)?;
            let done = services.store.set_notice_choices(acting, &rows).await;
            done.map_err(Fault::from)?;
        }
    }
    Ok(change)
}

/// Sets when one wants to hear nothing: for all that one hears of.
pub async fn set_quiet_hours(
    services: &Services,
    session: &Session,
    typed: &Typed,
) -> Result<(), NoticeError> {
    let purpose = Purpose::new(Area::Settings, "notices.quiet");
    let acting = access::act(services, session, Subject::Myself, purpose).await?;
    let quiet = QuietHours::read(typed).map_err(NoticeError::Fields)?;
    let done = services.store.set_quiet_hours(acting, quiet).await;
    done.map_err(Fault::from)?;
    Ok(())
}

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
    let before = earlier(services.clock.now(), month);
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
        // After the night it may be quiet for the reader still; what is quiet all day long is looked
        // at again then.
        if self.night {
            own(NIGHT.due(own(at)))
        } else {
            own(at)
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

fn earlier(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_sub(by).unwrap_or(Timestamp::MIN)
}

/// Six digits, each as likely as another.
fn new_code(rng: &dyn Rng) -> u32 {
    let mut bytes = [0; 8];
    rng.fill(&mut bytes);
    u32::try_from(u64::from_be_bytes(bytes) % 1_000_000).unwrap_or_default()
}

/// A code as it is read aloud.
pub fn digits(code: u32) -> String {
    format!("{code:06}")
}

fn code_hash(code: &str) -> [u8; 32] {
    hash(code)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_code_keeps_its_first_noughts() {
        assert_eq!(digits(7), "000007");
        assert_eq!(digits(new_code(&Half)).len(), 6);
    }
}
