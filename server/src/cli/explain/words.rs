//! A decision in words: what each rule says, and why a reason refuses.

use domain::access::{Area, Capacity, Grant, PublicReason, Reason};

/// What the rule says, in a sentence; `docs/RULES.md` has it in full.
pub(super) fn rule(rule: &str) -> &'static str {
    match rule {
        "R-L5" => "Only a person registered in Sweden logs in.",
        "R-L6" => "A password session never has prescriptions, certificates or the journal.",
        "R-L7" => "A person with protected identity logs in with e-ID only.",
        "R-L9" => "A person of 13 or more has its own pages, for itself.",
        "R-L10" => "One's own log-in opens on the 13th birthday; before it a child has none.",
        "R-G1" => {
            "A guardian adds a child; the register must say, now, that this person has custody."
        }
        "R-G2" => "Adding is done once; the link lasts until the child turns 13.",
        "R-G4" => "From 00:00 on the 13th birthday the link is over.",
        "R-G6" => {
            "Custody is asked for again whenever the answer is too old; if the register can't \
                   be reached: refused. Custody that has ended is over at once."
        }
        "R-G7" => "With a protected identity of child or guardian there is no acting as ombud.",
        "R-G8" => {
            "A protected person contacts a clinic online only after that clinic has approved \
                   it."
        }
        "R-J2" => "The guardian reads the journal of a child under 13.",
        "R-J3" => "From 13 to 15 the journal is closed, for the guardian and for the child.",
        "R-J5" => {
            "Exception A: a guardian reads a named unit's journal of a child from 13 to 15, \
                   after that unit's decision, until 16 at the latest."
        }
        "R-J6" => {
            "Exception B: a child from 13 to 15 reads a named unit's journal itself, after \
                   that unit's decision."
        }
        "R-J7" => {
            "The care principal can decide that a guardian shall not have access; it goes \
                   before everything else."
        }
        "R-J8" => "A region can withhold a unit's journal from online reading.",
        "R-J9" => "An adult, and a child from 16, reads its own journal.",
        "R-J12" => "Low assurance never opens a journal.",
        "R-E3" => "Prescriptions are seen and renewed with high assurance.",
        "R-E6" => "A guardian never sees the child's medical certificates; they are its own.",
        _ => "See docs/RULES.md.",
    }
}

/// Why it is allowed.
pub(super) fn allowed(grant: &Grant, area: Area) -> String {
    let who = match grant.capacity {
        Capacity::Myself => "for oneself",
        Capacity::Guardian => "as the child's guardian",
        Capacity::Staff => "as staff",
        Capacity::Operator => "as the operator",
    };
    format!("{} is open, {who}.", capital(called(area)))
}

/// Why it is refused: the private face.
pub(super) fn refused(reason: Reason) -> String {
    match reason {
        Reason::ActorNotRegistered => "Who asks is not registered in Sweden.".to_owned(),
        Reason::ActorTooYoung { opens } => {
            format!("Who asks is too young to log in. The log-in opens on {opens}.")
        }
        Reason::ActorNeedsEid => {
            "Who asks has a protected identity, and is logged in without e-ID.".to_owned()
        }
        Reason::ActorProtected => {
            "Who asks has a protected identity, and can be nobody's ombud.".to_owned()
        }
        Reason::SubjectProtected => "The child has a protected identity.".to_owned(),
        Reason::SubjectNotRegistered => "The child is not registered in Sweden.".to_owned(),
        Reason::NoCustody => {
            "The register shows no custody of that person now, or it has ended.".to_owned()
        }
        Reason::Blocked => {
            "A care principal has decided that this guardian shall not have access.".to_owned()
        }
        Reason::NotLinked => "The guardian has not added the child.".to_owned(),
        Reason::CustodyUnknown => {
            "The register's answer on custody is too old to rely on; it has to be asked again."
                .to_owned()
        }
        Reason::GuardianEnded { ended } => format!(
            "The guardian's access ended on {ended}, the child's birthday, and no exception opens \
             what is asked for."
        ),
        Reason::OwnJournalClosed { opens } => format!(
            "One's own journal is closed until {opens}, and no exception opens what is asked for."
        ),
        Reason::JournalWithheld => {
            "This unit's journal is withheld from online reading, for everybody.".to_owned()
        }
        Reason::AssuranceTooLow => "A password does not open a journal; BankID does.".to_owned(),
        Reason::AreaNeedsEid => {
            "In this region a password does not open that; BankID does.".to_owned()
        }
        Reason::PrescriptionsNeedEid => {
            "A password does not open prescriptions; BankID does.".to_owned()
        }
        Reason::CertificatesNeedEid => {
            "A password does not open certificates; BankID does.".to_owned()
        }
        Reason::CertificatesOfChild => "A guardian does not see a child's certificates.".to_owned(),
        Reason::ClinicHasNotApproved => {
            "Who asks has a protected identity, and no decision of this unit's clinic approves it."
                .to_owned()
        }
        Reason::NotOffered => "The unit does not offer this online.".to_owned(),
        Reason::BookingClosed => "The clinic does not allow this for the booking.".to_owned(),
        Reason::NotStaff => "Who asks is not staff of the unit.".to_owned(),
        Reason::NotInCharge => "Who asks is not in charge of the unit.".to_owned(),
    }
}

/// What the user is told of it.
pub(super) fn told(reason: Reason) -> &'static str {
    match reason.public() {
        PublicReason::CannotBeAdded => {
            "The user is told only that the child can't be added, or is not found: the same, \
             whatever the reason. The reason is for staff and the log."
        }
        PublicReason::BankIdNeeded => "The user is told so, and offered BankID.",
        _ => "The user is told so.",
    }
}

/// What an area is called.
pub(super) fn called(area: Area) -> &'static str {
    match area {
        Area::AddChild => "adding the child",
        Area::Overview => "the overview",
        Area::Inbox => "the inbox",
        Area::Journal => "the journal",
        Area::Settings => "the settings",
        Area::Contact => "contacting a clinic",
        Area::Prescriptions => "prescriptions",
        Area::Certificates => "certificates",
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
