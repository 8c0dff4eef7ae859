//! Why the answer is "no": the private face and the public one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::moment::Day;

/// Why the answer is "no": the private face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The actor is not registered in Sweden (R-L5).
    ActorNotRegistered,
    /// The actor is too young for a log-in of its own until this day (R-L10).
    ActorTooYoung {
        /// The day on which the log-in opens.
        opens: Date,
    },
    /// The actor has a protected identity, and logged in without e-ID (R-L7).
    ActorNeedsEid,
    /// The actor has a protected identity and can't be anyone's ombud (R-G7).
    ActorProtected,
    /// The subject has a protected identity (R-G7).
    SubjectProtected,
    /// The subject is not registered in Sweden any more, so the register does not say now that
    /// anyone is its guardian (R-G1).
    SubjectNotRegistered,
    /// The register shows no custody (R-G1), or it has ended (R-G6).
    NoCustody,
    /// A care principal has blocked the actor from the child (R-J7, R-G9).
    Blocked,
    /// The actor has not added the child (R-G2).
    NotLinked,
    /// The register's answer is too old to rely on (R-G6).
    CustodyUnknown,
    /// The child has reached the age at which a guardian's access ends (R-G4, R-J3, R-J4).
    GuardianEnded {
        /// The day on which it ended: the child's birthday.
        ended: Date,
    },
    /// One's own journal is closed until this day (R-J3).
    OwnJournalClosed {
        /// The day on which it opens.
        opens: Date,
    },
    /// The unit's journal is withheld from online reading (R-J8).
    JournalWithheld,
    /// The log-in is too weak for the journal, or for staff (R-L6, R-J12).
    AssuranceTooLow,
    /// A password does not open this area here (R-L6).
    AreaNeedsEid,
    /// The log-in is too weak for prescriptions (R-L6).
    PrescriptionsNeedEid,
    /// The log-in is too weak for certificates, which are held as the journal is (R-L6).
    CertificatesNeedEid,
    /// The certificates are a child's, and the actor is its guardian (R-E6).
    CertificatesOfChild,
    /// The actor has a protected identity, and no clinic has approved it for errands (R-G8).
    ClinicHasNotApproved,
    /// The unit does not offer this online (R-E7).
    NotOffered,
    /// The clinic does not allow this for the booking, or not any more (R-E2).
    BookingClosed,
    /// The actor is not staff of the unit (R-C1).
    NotStaff,
    /// The actor is staff of the unit, and may not do this (R-C1).
    NotInCharge,
}

/// Why the answer is "no": what the user is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicReason {
    /// One must be registered in Sweden.
    NotRegistered,
    /// A log-in of one's own opens later.
    TooYoung {
        /// The day on which it opens.
        opens: Day,
    },
    /// One's own protected identity stands in the way.
    YourProtectedIdentity,
    /// The child can't be added or acted for. Says no more, on purpose: no custody, a protected
    /// child, a block and an unknown number all read the same (R-G7, R-G9).
    CannotBeAdded,
    /// The register can't be reached, so custody can't be known now.
    RegisterUnavailable,
    /// The child has reached the age at which a guardian's access ends.
    GuardianEnded {
        /// The day on which it ended.
        ended: Day,
    },
    /// One's own journal opens later.
    OwnJournalClosed {
        /// The day on which it opens.
        opens: Day,
    },
    /// The unit's journal is not read online.
    JournalNotOnline,
    /// BankID is needed for this.
    BankIdNeeded,
    /// A guardian does not see a child's certificates.
    NotForGuardians,
    /// A clinic must approve one first.
    ClinicMustApprove,
    /// The clinic does not do this online.
    NotOffered,
    /// The clinic does not allow this for the booking, or not any more.
    BookingClosed,
    /// Others at the unit may do this.
    NotInCharge,
}

impl Reason {
    /// The rule that refuses.
    pub fn rule(self) -> &'static str {
        match self {
            Self::ActorNotRegistered => "R-L5",
            Self::ActorTooYoung { .. } => "R-L10",
            Self::ActorNeedsEid => "R-L7",
            Self::ActorProtected | Self::SubjectProtected => "R-G7",
            Self::NoCustody | Self::SubjectNotRegistered => "R-G1",
            Self::Blocked => "R-J7",
            Self::NotLinked => "R-G2",
            Self::CustodyUnknown => "R-G6",
            Self::GuardianEnded { .. } => "R-G4",
            Self::OwnJournalClosed { .. } => "R-J3",
            Self::JournalWithheld => "R-J8",
            Self::AssuranceTooLow => "R-J12",
            Self::AreaNeedsEid | Self::PrescriptionsNeedEid | Self::CertificatesNeedEid => "R-L6",
            Self::CertificatesOfChild => "R-E6",
            Self::ClinicHasNotApproved => "R-G8",
            Self::NotOffered => "R-E7",
            Self::BookingClosed => "R-E2",
            Self::NotStaff | Self::NotInCharge => "R-C1",
        }
    }

    /// The word for it in the log: the private face.
    pub fn word(self) -> &'static str {
        match self {
            Self::ActorNotRegistered => "actor_not_registered",
            Self::ActorTooYoung { .. } => "actor_too_young",
            Self::ActorNeedsEid => "actor_needs_eid",
            Self::ActorProtected => "actor_protected",
            Self::SubjectProtected => "subject_protected",
            Self::SubjectNotRegistered => "subject_not_registered",
            Self::NoCustody => "no_custody",
            Self::Blocked => "blocked",
            Self::NotLinked => "not_linked",
            Self::CustodyUnknown => "custody_unknown",
            Self::GuardianEnded { .. } => "guardian_ended",
            Self::OwnJournalClosed { .. } => "own_journal_closed",
            Self::JournalWithheld => "journal_withheld",
            Self::AssuranceTooLow => "assurance_too_low",
            Self::AreaNeedsEid => "area_needs_eid",
            Self::PrescriptionsNeedEid => "prescriptions_need_eid",
            Self::CertificatesNeedEid => "certificates_need_eid",
            Self::CertificatesOfChild => "certificates_of_child",
            Self::ClinicHasNotApproved => "clinic_has_not_approved",
            Self::NotOffered => "not_offered",
            Self::BookingClosed => "booking_closed",
            Self::NotStaff => "not_staff",
            Self::NotInCharge => "not_in_charge",
        }
    }

    /// What the user is told.
    pub fn public(self) -> PublicReason {
        match self {
            Self::ActorNotRegistered => PublicReason::NotRegistered,
            Self::ActorTooYoung { opens } => PublicReason::TooYoung {
                opens: opens.into(),
            },
            Self::ActorProtected => PublicReason::YourProtectedIdentity,
            Self::SubjectProtected
            | Self::SubjectNotRegistered
            | Self::NoCustody
            | Self::Blocked
            | Self::NotStaff
            | Self::NotLinked => PublicReason::CannotBeAdded,
            Self::CustodyUnknown => PublicReason::RegisterUnavailable,
            Self::GuardianEnded { ended } => PublicReason::GuardianEnded {
                ended: ended.into(),
            },
            Self::OwnJournalClosed { opens } => PublicReason::OwnJournalClosed {
                opens: opens.into(),
            },
            Self::JournalWithheld => PublicReason::JournalNotOnline,
            Self::AssuranceTooLow
            | Self::AreaNeedsEid
            | Self::ActorNeedsEid
            | Self::PrescriptionsNeedEid
            | Self::CertificatesNeedEid => PublicReason::BankIdNeeded,
            Self::CertificatesOfChild => PublicReason::NotForGuardians,
            Self::ClinicHasNotApproved => PublicReason::ClinicMustApprove,
            Self::NotOffered => PublicReason::NotOffered,
            Self::BookingClosed => PublicReason::BookingClosed,
            Self::NotInCharge => PublicReason::NotInCharge,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdata::day;
    use rstest::rstest;

    // The rule that refuses, and what the user is told, for every reason.
    #[rstest]
    #[case(Reason::ActorNotRegistered, "R-L5", PublicReason::NotRegistered)]
    #[case(
        Reason::ActorTooYoung { opens: day("2026-11-24") },
        "R-L10",
        PublicReason::TooYoung { opens: day("2026-11-24").into() }
    )]
    #[case(Reason::ActorNeedsEid, "R-L7", PublicReason::BankIdNeeded)]
    #[case(Reason::ActorProtected, "R-G7", PublicReason::YourProtectedIdentity)]
    #[case(Reason::SubjectProtected, "R-G7", PublicReason::CannotBeAdded)]
    #[case(Reason::SubjectNotRegistered, "R-G1", PublicReason::CannotBeAdded)]
    #[case(Reason::NoCustody, "R-G1", PublicReason::CannotBeAdded)]
    #[case(Reason::Blocked, "R-J7", PublicReason::CannotBeAdded)]
    #[case(Reason::NotLinked, "R-G2", PublicReason::CannotBeAdded)]
    #[case(Reason::CustodyUnknown, "R-G6", PublicReason::RegisterUnavailable)]
    #[case(
        Reason::GuardianEnded { ended: day("2026-11-20") },
        "R-G4",
        PublicReason::GuardianEnded { ended: day("2026-11-20").into() }
    )]
    #[case(
        Reason::OwnJournalClosed { opens: day("2029-11-20") },
        "R-J3",
        PublicReason::OwnJournalClosed { opens: day("2029-11-20").into() }
    )]
    #[case(Reason::JournalWithheld, "R-J8", PublicReason::JournalNotOnline)]
    #[case(Reason::AssuranceTooLow, "R-J12", PublicReason::BankIdNeeded)]
    #[case(Reason::AreaNeedsEid, "R-L6", PublicReason::BankIdNeeded)]
    #[case(Reason::PrescriptionsNeedEid, "R-L6", PublicReason::BankIdNeeded)]
    #[case(Reason::CertificatesNeedEid, "R-L6", PublicReason::BankIdNeeded)]
    #[case(Reason::CertificatesOfChild, "R-E6", PublicReason::NotForGuardians)]
    #[case(Reason::ClinicHasNotApproved, "R-G8", PublicReason::ClinicMustApprove)]
    #[case(Reason::NotOffered, "R-E7", PublicReason::NotOffered)]
    #[case(Reason::BookingClosed, "R-E2", PublicReason::BookingClosed)]
    #[case(Reason::NotStaff, "R-C1", PublicReason::CannotBeAdded)]
    #[case(Reason::NotInCharge, "R-C1", PublicReason::NotInCharge)]
    fn each_reason_has_a_rule_and_a_public_face(
        #[case] reason: Reason,
        #[case] rule: &str,
        #[case] public: PublicReason,
    ) {
        assert_eq!(reason.rule(), rule);
        assert_eq!(reason.public(), public);
    }

    // R-G7, R-G9: to the user these are one and the same, to the byte; the log tells them apart.
    #[test]
    fn what_must_not_be_told_apart_reads_the_same() {
        let alike = [
            Reason::NoCustody,
            Reason::SubjectProtected,
            Reason::SubjectNotRegistered,
            Reason::Blocked,
            Reason::NotLinked,
        ];
        for reason in alike {
            let sent = serde_json::to_string(&reason.public()).unwrap();
            assert_eq!(sent, r#""cannot_be_added""#);
        }
        let mut words = alike.map(Reason::word).to_vec();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), alike.len());
    }
}
