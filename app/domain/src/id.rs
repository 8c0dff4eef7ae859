//! Identifiers: UUIDs (version 7 where we make them), one type for each kind of thing, so that a
//! thread's id can't be handed over where a child's link is wanted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(#[serde(with = "uuid::serde::simple")] pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_simple().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::try_parse(text).map(Self).map_err(|_| BadId)
            }
        }
    )+};
}

/// The text is no identifier. To a user this is the same as "not found".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadId;

ids! {
    /// A person, whoever it is. Never shown in an address.
    PersonId,
    /// One guardian's link to one child: what stands in `/ombud/{link}`. Another guardian of the
    /// same child has another link, so an address tells nothing to anyone else.
    LinkId,
    /// A log-in session.
    SessionId,
    /// A BankID order as we keep it; not BankID's own reference.
    OrderId,
    /// A clinic (*mottagning*) as people know it.
    ClinicId,
    /// A care unit (*vårdenhet*) of a clinic; journal entries and cases belong to one.
    UnitId,
    /// A care principal (*sjukvårdshuvudman*): who answers for clinics.
    PrincipalId,
    /// A member of staff, at whatever units.
    StaffId,
    /// A time that a unit has opened.
    SlotId,
    /// A thread of messages between a person and a unit. For the unit it is a case.
    ThreadId,
    /// A message in a thread.
    MessageId,
    /// A file that goes with a message.
    AttachmentId,
    /// A journal entry.
    EntryId,
    /// A prescription.
    PrescriptionId,
    /// A certificate that was issued.
    CertificateId,
    /// A unit's text for answers.
    TemplateId,
    /// An application for an exception (R-J5, R-J6).
    ApplicationId,
    /// What has been decided about somebody: a block, an exception, an approval.
    RulingId,
    /// An entry of the access log.
    LogId,
    /// A token by which a care principal's system sends.
    TokenId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const WRITTEN: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";

    #[test]
    fn an_id_is_written_in_32_hex_digits_and_read_back() {
        let id: LinkId = WRITTEN.parse().unwrap();

        assert_eq!(id.to_string(), WRITTEN);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn an_id_is_sent_as_it_is_written() {
        let id: LinkId = WRITTEN.parse().unwrap();

        let sent = serde_json::to_string(&id).unwrap();

        assert_eq!(sent, format!("\"{WRITTEN}\""));
        assert_eq!(serde_json::from_str::<LinkId>(&sent).unwrap(), id);
    }

    #[rstest]
    #[case::empty("")]
    #[case::short("019a9fe2")]
    #[case::long("019a9fe26b2073c5a1d30d2f3b1c4e5f0")]
    #[case::no_hex("019a9fe26b2073c5a1d30d2f3b1c4e5g")]
    #[case::a_personnummer("201311242380")]
    #[case::non_ascii("åäö")]
    fn what_is_no_id_is_refused(#[case] text: &str) {
        assert_eq!(text.parse::<LinkId>(), Err(BadId));
    }
}
