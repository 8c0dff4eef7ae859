//! Certificates (*intyg*): ordering one (R-E4), and reading one's own (R-E6).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::contact::UnitOffer;
use crate::form::{FieldCode, FieldErrors, Reader, Typed};
use crate::id::{CertificateId, ThreadId};
use crate::message::{FormKey, LONGEST_TEXT};
use crate::moment::{Day, Moment};

/// How long the purpose may be, in characters.
pub const LONGEST_PURPOSE: usize = 80;
/// How long a certificate may be, in characters.
pub const LONGEST_CERTIFICATE: usize = 8_000;

/// What a certificate certifies. Each unit chooses which of them it issues (R-E7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateKind {
    /// Absence from preschool or school.
    Absence,
    /// Special food in preschool or school, because of an allergy for instance.
    SchoolMeals,
    /// Vaccinations, for a journey.
    Vaccination,
    /// Something else about one's health.
    Other,
}

impl CertificateKind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::Absence,
        Self::SchoolMeals,
        Self::Vaccination,
        Self::Other,
    ];

    /// The word for it in forms, data files and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Absence => "absence",
            Self::SchoolMeals => "school-meals",
            Self::Vaccination => "vaccination",
            Self::Other => "other",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What the form for an order needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateDesk {
    /// From whom.
    pub unit: UnitOffer,
    /// What it issues: at least one.
    pub kinds: Vec<CertificateKind>,
    /// Today: it can't be needed before.
    pub today: Day,
    /// The form's key.
    pub key: FormKey,
}

/// An order of a certificate, as it may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrder {
    /// The thread to be.
    pub thread: ThreadId,
    /// What it is to certify.
    pub kind: CertificateKind,
    /// What it is for: one line.
    pub purpose: String,
    /// The day by which it is needed, if there is one.
    pub needed_by: Option<Date>,
    /// What else the clinic should know; it may be empty.
    pub text: String,
}

impl NewOrder {
    /// The kind's field.
    pub const KIND: &'static str = "sort";
    /// The purpose's field.
    pub const PURPOSE: &'static str = "syfte";
    /// The day's field.
    pub const NEEDED_BY: &'static str = "senast";
    /// The text's field.
    pub const TEXT: &'static str = "text";

    /// Reads the form. `today`: the Swedish date, where it is known; the server always knows it.
    pub fn read(typed: &Typed, today: Option<Date>) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let kind = form.choice(Self::KIND, CertificateKind::from_word);
        let purpose = form.line(Self::PURPOSE, LONGEST_PURPOSE);
        let needed_by = match form.raw(Self::NEEDED_BY).trim() {
            "" => None,
            text => {
                let day = text.parse::<Day>().ok().and_then(Day::date);
                match day {
                    None => form.wrong(Self::NEEDED_BY, FieldCode::Day),
                    Some(day) if today.is_some_and(|today| day < today) => {
                        form.wrong(Self::NEEDED_BY, FieldCode::DayPast);
                    }
                    Some(_) => {}
                }
                day
            }
        };
        let text = form.maybe_text(Self::TEXT, LONGEST_TEXT);
        let key = form.choice(FormKey::FIELD, FormKey::read);
        form.done(|| {
            Some(Self {
                thread: ThreadId(key?.0),
                kind: kind?,
                purpose,
                needed_by,
                text,
            })
        })
    }
}

/// How it stands with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// It is ordered.
    Ordered,
    /// It is issued.
    Issued,
    /// It will not be issued.
    Declined,
    /// It was taken back.
    TakenBack,
}

/// An order, as its thread tells of it. What is issued is not in it (R-E6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateOrder {
    /// What it is to certify.
    pub kind: CertificateKind,
    /// What it is for.
    pub purpose: String,
    /// The day by which it is needed, if there is one.
    pub needed_by: Option<Day>,
    /// How it stands.
    pub state: OrderState,
}

/// One's own certificate, as it stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateSummary {
    /// Which one.
    pub id: CertificateId,
    /// What it certifies.
    pub kind: CertificateKind,
    /// The unit's name.
    pub unit: String,
    /// When it was issued.
    pub issued: Moment,
}

/// One's own certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// As in the list.
    pub summary: CertificateSummary,
    /// Whose it is: the name, or the personnummer (R-I7).
    pub person: String,
    /// The personnummer, as it is shown.
    pub number: String,
    /// The clinic's name.
    pub clinic: String,
    /// Who issued it: name and title.
    pub issuer: String,
    /// The text: plain, with line breaks.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdata::day;
    use rstest::rstest;

    const KEY: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";

    fn read(kind: &str, purpose: &str, needed_by: &str) -> Result<NewOrder, Vec<FieldCode>> {
        let fields = [
            ("sort", kind),
            ("syfte", purpose),
            ("senast", needed_by),
            ("nyckel", KEY),
        ];
        let own = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        NewOrder::read(&Typed(own.into()), Some(day("2026-11-21")))
            .map_err(|errors| errors.into_iter().map(|wrong| wrong.code).collect())
    }

    #[rstest]
    #[case("", None)]
    #[case("2026-11-21", Some("2026-11-21"))]
    #[case(" 2026-12-24 ", Some("2026-12-24"))]
    fn it_may_be_needed_by_a_day_from_today_on(
        #[case] needed_by: &str,
        #[case] expected: Option<&str>,
    ) {
        let order = read("absence", "Till  skolan", needed_by).unwrap();

        assert_eq!(order.needed_by, expected.map(day));
        assert_eq!(order.kind, CertificateKind::Absence);
        assert_eq!(order.purpose, "Till skolan");
        assert_eq!(order.thread.to_string(), KEY);
    }

    #[rstest]
    #[case::yesterday("2026-11-20", FieldCode::DayPast)]
    #[case::no_such_day("2026-11-31", FieldCode::Day)]
    #[case::words("i morgon", FieldCode::Day)]
    fn another_day_is_refused(#[case] needed_by: &str, #[case] code: FieldCode) {
        assert_eq!(read("other", "Resa", needed_by), Err(vec![code]));
    }

    #[test]
    fn kind_and_purpose_are_needed() {
        assert_eq!(
            read("", " ", ""),
            Err(vec![FieldCode::Choice, FieldCode::Empty])
        );
    }

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        for kind in CertificateKind::ALL {
            assert_eq!(CertificateKind::from_word(kind.word()), Some(kind));
            let sent = serde_json::to_string(&kind).unwrap();
            assert_eq!(sent, format!("\"{}\"", kind.word()));
        }
        assert_eq!(CertificateKind::from_word("läkarintyg"), None);
    }
}
