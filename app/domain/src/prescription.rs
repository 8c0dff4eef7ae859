//! Prescriptions, and asking for them to be renewed (R-E3, R-E7).

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::PublicReason;
use crate::contact::UnitOffer;
use crate::form::{FieldCode, FieldErrors, Reader, Typed};
use crate::id::{PrescriptionId, ThreadId, UnitId};
use crate::message::{FormKey, LONGEST_TEXT};
use crate::moment::Day;

#[cfg(test)]
mod tests;

/// For how many months after its last day a prescription can still be renewed online. What is
/// older has to be looked at anew, so the person is to call.
pub const RENEWABLE_MONTHS: i32 = 12;
/// For how many months a renewed prescription is valid: the longest that there is.
pub const VALID_MONTHS: i32 = 12;
/// How many withdrawals a renewed prescription has.
pub const WITHDRAWALS: u8 = 4;
/// How long the reason for not renewing may be, in characters.
pub const LONGEST_REASON: usize = 300;

/// Whether a prescription can be renewed online, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renewal {
    /// It can be asked for.
    Open,
    /// It has been asked for, in this thread, and is not decided yet.
    UnderWay(ThreadId),
    /// The unit does not renew online (R-E7).
    NotOffered,
    /// It ended too long ago ([`RENEWABLE_MONTHS`]).
    TooOld,
}

/// Whether a prescription can be renewed online, on the Swedish date `today`: `under_way` is the
/// thread in which that was asked for and not decided yet, `offered` whether the unit renews online.
pub fn renewal(
    valid_until: Date,
    under_way: Option<ThreadId>,
    offered: bool,
    today: Date,
) -> Renewal {
    match under_way {
        Some(thread) => Renewal::UnderWay(thread),
        None if !offered => Renewal::NotOffered,
        None if is_too_old(valid_until, today) => Renewal::TooOld,
        None => Renewal::Open,
    }
}

/// Whether it ended so long ago that it can't be renewed online any more.
pub fn is_too_old(valid_until: Date, today: Date) -> bool {
    let last = valid_until.checked_add(RENEWABLE_MONTHS.months());
    // Past the calendar's end: fails closed.
    !last.is_ok_and(|last| today <= last)
}

/// The last day of a prescription that is renewed on `today`.
pub fn renewed_until(today: Date) -> Date {
    today.checked_add(VALID_MONTHS.months()).unwrap_or(today)
}

/// The prescriptions that a person has from one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPrescriptions {
    /// The unit.
    pub unit: UnitOffer,
    /// The prescriptions, by the medicines' names.
    pub prescriptions: Vec<Prescription>,
    /// The key of the form that asks for their renewal.
    pub key: FormKey,
    /// Why they are not shown, where they are not (R-G8).
    pub closed: Option<PublicReason>,
}

/// A prescription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prescription {
    /// Which one.
    pub id: PrescriptionId,
    /// What is prescribed.
    pub medicine: Medicine,
    /// The day on which it was prescribed, or last renewed.
    pub prescribed: Day,
    /// Its last day.
    pub valid_until: Day,
    /// Whether that has passed.
    pub expired: bool,
    /// How many withdrawals are left.
    pub left: u8,
    /// Whether it can be renewed.
    pub renewal: Renewal,
    /// What was last decided, if anything was.
    pub decided: Option<Decided>,
}

/// What is prescribed, in the prescriber's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medicine {
    /// The name: "Flutide".
    pub name: String,
    /// The strength: "50 mikrogram".
    pub strength: String,
    /// The form: "inhalationsspray".
    pub form: String,
    /// How it is taken.
    pub dosage: String,
}

impl Medicine {
    /// Name, strength and form: "Flutide, inhalationsspray, 50 mikrogram".
    pub fn full(&self) -> String {
        let parts = [&self.name, &self.form, &self.strength].map(String::as_str);
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// What was decided of a renewal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// In which thread.
    pub thread: ThreadId,
    /// On which day.
    pub on: Day,
    /// Whether it was renewed.
    pub approved: bool,
    /// Why not, where it was not.
    pub reason: String,
}

/// How it stands with one prescription that was asked to be renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalState {
    /// It has been asked for.
    Asked,
    /// It is renewed.
    Approved,
    /// It is not renewed.
    Declined,
    /// It was taken back before anything was decided.
    TakenBack,
}

/// One of the prescriptions that a thread asks to be renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalItem {
    /// Which one.
    pub prescription: PrescriptionId,
    /// What is prescribed.
    pub medicine: Medicine,
    /// Its last day, as it is now.
    pub valid_until: Day,
    /// How many withdrawals are left, as it is now.
    pub left: u8,
    /// How it stands.
    pub state: RenewalState,
    /// Why it was not renewed, where it was not.
    pub reason: String,
}

/// Asking for renewal, as it may be sent: of prescriptions of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRenewal {
    /// The thread to be.
    pub thread: ThreadId,
    /// The unit that prescribed them.
    pub unit: UnitId,
    /// The prescriptions: at least one, in order, each once.
    pub prescriptions: Vec<PrescriptionId>,
    /// What the person wants to add; it may be empty.
    pub text: String,
}

impl NewRenewal {
    /// The unit's field.
    pub const UNIT: &'static str = "enhet";
    /// The prescriptions' field: chosen in once for each.
    pub const PRESCRIPTION: &'static str = "recept";
    /// The text's field.
    pub const TEXT: &'static str = "text";

    /// Reads the form.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let prescriptions = chosen(&mut form);
        if prescriptions.is_empty() {
            form.wrong(Self::PRESCRIPTION, FieldCode::Empty);
        }
        let text = form.maybe_text(Self::TEXT, LONGEST_TEXT);
        let unit = form.choice(Self::UNIT, |text| text.parse().ok());
        let key = form.choice(FormKey::FIELD, FormKey::read);
        form.done(|| {
            Some(Self {
                thread: ThreadId(key?.0),
                unit: unit?,
                prescriptions,
                text,
            })
        })
    }
}

/// The prescriptions that a form names, in order, each once.
fn chosen(form: &mut Reader<'_>) -> Vec<PrescriptionId> {
    let named = form.all(NewRenewal::PRESCRIPTION);
    let mut read: Vec<PrescriptionId> = named.iter().filter_map(|id| id.parse().ok()).collect();
    if read.len() < named.len() {
        form.wrong(NewRenewal::PRESCRIPTION, FieldCode::Choice);
    }
    read.sort_unstable();
    read.dedup();
    read
}

/// What staff decides of one prescription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is renewed.
    Approve,
    /// It is not, and why.
    Decline(String),
}

impl Decision {
    /// The word for renewing, in forms.
    pub const APPROVE: &'static str = "ja";
    /// The word for not renewing, in forms.
    pub const DECLINE: &'static str = "nej";

    /// The field of the decision about a prescription.
    pub fn field(prescription: PrescriptionId) -> String {
        format!("beslut-{prescription}")
    }

    /// The field of the reason for not renewing it.
    pub fn reason_field(prescription: PrescriptionId) -> String {
        format!("skal-{prescription}")
    }

    /// Reads what was decided of each prescription that the form names: all of them need a
    /// decision, and one that is not renewed a reason.
    pub fn read_all(form: &mut Reader<'_>) -> Vec<(PrescriptionId, Self)> {
        let named = chosen(form);
        if named.is_empty() {
            form.wrong(NewRenewal::PRESCRIPTION, FieldCode::Choice);
        }
        let mut decided = Vec::new();
        for prescription in named {
            match form.raw(&Self::field(prescription)) {
                Self::APPROVE => decided.push((prescription, Self::Approve)),
                Self::DECLINE => {
                    let reason = form.text(&Self::reason_field(prescription), LONGEST_REASON);
                    decided.push((prescription, Self::Decline(reason)));
                }
                _ => form.wrong(&Self::field(prescription), FieldCode::Choice),
            }
        }
        decided
    }
}
