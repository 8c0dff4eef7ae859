//! A unit's cases: what people sent it, as its staff sees them (R-C1, R-C2).

use serde::{Deserialize, Serialize};

use crate::block::SenderStands;
use crate::certificate::LONGEST_CERTIFICATE;
use crate::contact::OnlineService;
use crate::form::{FieldCode, FieldErrors, Reader, Typed};
use crate::id::{MessageId, PrescriptionId, ThreadId, UnitId};
use crate::inbox::{Asked, Message};
use crate::message::{FormKey, LONGEST_TEXT};
use crate::moment::Moment;
use crate::prescription::Decision;
use crate::template::Template;

/// How a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// Nobody has taken it.
    New,
    /// Somebody has.
    Taken,
    /// It waits for an answer from the person.
    Waiting,
    /// It is closed; a further message opens it again.
    Done,
}

impl CaseState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::New, Self::Taken, Self::Waiting, Self::Done];
}

/// Which cases of a unit to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseFilter {
    /// Those that nobody has taken, oldest first.
    #[default]
    New,
    /// Those that one has taken oneself.
    Mine,
    /// Those that others have taken.
    Others,
    /// Those that wait for an answer.
    Waiting,
    /// Those that are closed, newest first.
    Done,
}

impl CaseFilter {
    /// Every filter, with its word in addresses.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::New, ""),
        (Self::Mine, "mina"),
        (Self::Others, "andras"),
        (Self::Waiting, "vantar"),
        (Self::Done, "klara"),
    ];

    /// The filter with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|(_, known)| *known == word)
            .map(|(filter, _)| filter)
    }
}

/// What the work list is asked for: as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkListForm {
    /// A filter's word.
    pub visa: String,
    /// Where the page starts; empty for the first.
    pub efter: String,
}

impl WorkListForm {
    /// The filter.
    pub fn validate(&self) -> Result<CaseFilter, FieldErrors> {
        let filter = CaseFilter::from_word(&self.visa);
        filter.ok_or_else(|| crate::form::wrong("visa", FieldCode::Choice))
    }
}

/// A unit's work list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkList {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// At most [`crate::form::PAGE_SIZE`] cases.
    pub cases: Vec<CaseSummary>,
    /// Where the next page starts, if there is one: opaque to the browser.
    pub next: Option<String>,
    /// How many cases there are of each filter, in the order of [`CaseFilter::ALL`]; the closed
    /// ones are not counted.
    pub counts: [u32; 4],
}

/// A case as it stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSummary {
    /// The thread.
    pub id: ThreadId,
    /// What it is about.
    pub kind: OnlineService,
    /// Its subject.
    pub subject: String,
    /// Whom it concerns: name, or personnummer (R-I7).
    pub person: String,
    /// Whether the person's identity is protected (R-G7): then it is named by its number only.
    pub protected: bool,
    /// Whether a guardian sent it (R-C2).
    pub by_guardian: bool,
    /// How it stands.
    pub state: CaseState,
    /// Whether it is closed because it was taken back.
    pub taken_back: bool,
    /// Who has taken it, if anyone.
    pub assignee: Option<String>,
    /// When something last happened in it.
    pub changed: Moment,
}

/// A case with all that its staff needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The case as in the list.
    pub summary: CaseSummary,
    /// The person's personnummer, as it is shown.
    pub number: String,
    /// The unit's name.
    pub unit: String,
    /// The guardian who sent it, by name (R-C2).
    pub guardian: Option<String>,
    /// Whether that guardian can be kept out (B10).
    pub sender: SenderStands,
    /// What is asked for, and how it stands.
    pub asked: Option<Asked>,
    /// The messages, oldest first.
    pub messages: Vec<Message>,
    /// What others have not changed since: an act is refused where it has grown.
    pub version: u32,
    /// Whether one has taken it oneself.
    pub mine: bool,
    /// Whether it is a booking that is still to come.
    pub booked: bool,
    /// Those to whom it can be handed over.
    pub colleagues: Vec<Colleague>,
    /// The unit's texts for answers, by name.
    pub templates: Vec<Template>,
    /// The key of the form for an answer.
    pub key: FormKey,
}

/// Somebody who works at the same unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The key by which forms name them: a number of the unit's own.
    pub key: String,
    /// Name and title.
    pub name: String,
}

/// What staff does with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseAct {
    /// Takes it.
    Take,
    /// Puts it back among the new ones.
    Release,
    /// Gives it to a colleague, by key.
    HandOver(String),
    /// Answers; then it waits, or is closed.
    Answer {
        /// The message to be.
        message: MessageId,
        /// The text.
        text: String,
        /// Whether it is closed with this.
        close: bool,
    },
    /// Closes it without a word.
    Close,
    /// Opens it again.
    Reopen,
    /// Decides which prescriptions are renewed, and closes it (R-E3).
    DecideRenewal {
        /// The message to be.
        message: MessageId,
        /// Each prescription that was asked for.
        decisions: Vec<(PrescriptionId, Decision)>,
        /// What is written to the person beside; it may be empty.
        text: String,
    },
    /// Issues the certificate that was ordered, and closes it (R-E4).
    Issue {
        /// The message to be; the certificate has the same id.
        message: MessageId,
        /// The certificate.
        certificate: String,
        /// What is written to the person, and seen by a guardian: how the certificate comes.
        text: String,
    },
    /// Does not issue the certificate that was ordered, and closes it.
    DeclineCertificate {
        /// The message to be.
        message: MessageId,
        /// Why not.
        text: String,
    },
}

/// A form about a case, as it may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseForm {
    /// What to do.
    pub act: CaseAct,
    /// The version that one has seen.
    pub version: u32,
}

impl CaseForm {
    /// The button's field.
    pub const ACT: &'static str = "gor";
    /// The answer's field.
    pub const TEXT: &'static str = "text";
    /// The colleague's field.
    pub const COLLEAGUE: &'static str = "till";
    /// The version's field.
    pub const VERSION: &'static str = "version";
    /// The field of what is written to the person with a decision.
    pub const NOTE: &'static str = "besked";
    /// The certificate's field.
    pub const CERTIFICATE: &'static str = "intygstext";
    /// The field of why a certificate is not issued.
    pub const REASON: &'static str = "skal";

    /// Reads the form.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let version = form.choice(Self::VERSION, |text| text.parse().ok());
        let word = form.raw(Self::ACT);
        let act = match word {
            "ta" => Some(CaseAct::Take),
            "slapp" => Some(CaseAct::Release),
            "lamna" => {
                let key = form.raw(Self::COLLEAGUE).to_owned();
                if key.is_empty() {
                    form.wrong(Self::COLLEAGUE, FieldCode::Empty);
                }
                Some(CaseAct::HandOver(key))
            }
            "svara" | "svara-stang" => {
                let text = form.text(Self::TEXT, LONGEST_TEXT);
                let message = message(&mut form);
                message.map(|message| CaseAct::Answer {
                    message,
                    text,
                    close: word == "svara-stang",
                })
            }
            "stang" => Some(CaseAct::Close),
            "oppna" => Some(CaseAct::Reopen),
            "recept" => {
                let decisions = Decision::read_all(&mut form);
                let text = form.maybe_text(Self::NOTE, LONGEST_TEXT);
                let message = message(&mut form);
                message.map(|message| CaseAct::DecideRenewal {
                    message,
                    decisions,
                    text,
                })
            }
            "intyg" => {
                let certificate = form.text(Self::CERTIFICATE, LONGEST_CERTIFICATE);
                let text = form.text(Self::NOTE, LONGEST_TEXT);
                let message = message(&mut form);
                message.map(|message| CaseAct::Issue {
                    message,
                    certificate,
                    text,
                })
            }
            "intyg-nej" => {
                let text = form.text(Self::REASON, LONGEST_TEXT);
                let message = message(&mut form);
                message.map(|message| CaseAct::DeclineCertificate { message, text })
            }
            _ => {
                form.wrong(Self::ACT, FieldCode::Choice);
                None
            }
        };
        form.done(|| {
            Some(Self {
                act: act?,
                version: version?,
            })
        })
    }
}

/// The id of the message that a form writes: its key.
fn message(form: &mut Reader<'_>) -> Option<MessageId> {
    let key = form.choice(FormKey::FIELD, FormKey::read);
    key.map(|key| MessageId(key.0))
}
