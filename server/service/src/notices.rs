//! A reader's settings for news of a person's inbox (R-E8, B6): where to, of what, and when not.

use domain::access::Area;
use domain::family::Whom;
use domain::form::{FieldCode, FieldErrors, Typed, wrong};
use domain::notice::{
    AddressState, CODE_DIGITS, Channel, NoticeChange, NoticeChoices, NoticeEvent, NoticeSetting,
    QuietHours,
};
use jiff::{SignedDuration, Timestamp};

use crate::access::{self, AccessError, Purpose, Subject};
use crate::ports::chance::{Rng, new_id};
use crate::ports::store::{ChoiceRow, CodeTried, NewCode};
use crate::session::{Session, hash};
use crate::{Fault, Services, whom};

/// How long a code is valid.
pub(crate) const CODE_AGE: SignedDuration = SignedDuration::from_mins(15);
/// How often a code may be tried.
const CODE_TRIES: u32 = 5;
/// How many codes a reader may ask for in a day: a number may be a stranger's.
const CODES_A_DAY: u32 = 8;
/// A day.
const DAY: SignedDuration = SignedDuration::from_hours(24);

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
            let day_ago = now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
            let sent = services.store.codes_since(&reading, day_ago).await;
            if sent.map_err(Fault::from)? >= CODES_A_DAY {
                return Err(NoticeError::TooMany(3_600));
            }
            let digits = new_code(services.rng.as_ref());
            let code = NewCode {
                id: new_id(services.rng.as_ref(), now),
                hash: hash(&digits),
                digits,
            };
            let done = services
                .store
                .set_notice_address(acting, address, &code)
                .await;
            done.map_err(Fault::from)?;
        }
        NoticeChange::Confirm(channel, code) => {
            let since = now.saturating_sub(CODE_AGE).unwrap_or(Timestamp::MIN);
            let hash = hash(code);
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

/// Six digits, each as likely as another; the first may be noughts.
fn new_code(rng: &dyn Rng) -> String {
    let mut bytes = [0; 8];
    rng.fill(&mut bytes);
    digits(u64::from_be_bytes(bytes) % 1_000_000)
}

fn digits(code: u64) -> String {
    format!("{code:0CODE_DIGITS$}")
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
    fn a_code_keeps_its_first_noughts() {
        assert_eq!(digits(7), "000007");
        assert_eq!(new_code(&Half).len(), CODE_DIGITS);
    }
}
