//! The forms about blocks: looking for the child, deciding, the emergency stop, looking at one again,
//! ending one.

use jiff::civil::Date;

use super::{BlockReason, EndReason, latest_review, review_of_stop};
use crate::form::{FieldCode, FieldErrors, Reader, Typed};
use crate::id::RulingId;
use crate::message::FormKey;
use crate::moment::Day;
use crate::personnummer::Personnummer;

/// Whom a new block is about, as typed: the child is looked for first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockSearch {
    /// The child.
    pub child: Personnummer,
    /// A guardian, who may never have been here: then we know it by its number only.
    pub guardian: Option<Personnummer>,
}

impl BlockSearch {
    /// The number's field.
    pub const NUMBER: &'static str = "barn-nummer";
    /// The field of the guardian's number.
    pub const GUARDIAN: &'static str = "vh-nummer";

    /// Reads the form, on the Swedish date `today`.
    pub fn read(typed: &Typed, today: Date) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let child = number(&mut form, Self::NUMBER, today);
        let guardian = match form.raw(Self::GUARDIAN).trim() {
            "" => None,
            _ => number(&mut form, Self::GUARDIAN, today),
        };
        form.done(|| {
            Some(Self {
                child: child?,
                guardian,
            })
        })
    }
}

fn number(form: &mut Reader<'_>, field: &str, today: Date) -> Option<Personnummer> {
    let number = Personnummer::parse(form.raw(field), today);
    if let Err(error) = number {
        form.wrong(field, error.into());
    }
    number.ok()
}

/// A block to be made, of one guardian or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBlock {
    /// The child.
    pub child: Personnummer,
    /// Who is kept out: at least one.
    pub guardians: Vec<Personnummer>,
    /// Why.
    pub reason: BlockReason,
    /// When it is looked at again.
    pub review_on: Date,
    /// The form's key.
    pub key: FormKey,
}

impl NewBlock {
    /// The button's field.
    pub const ACT: &'static str = "gor";
    /// The button's word for looking for the child.
    pub const FIND: &'static str = "hitta";
    /// The button's word for a decision.
    pub const MAKE: &'static str = "sparra";
    /// The button's word for an emergency stop.
    pub const STOP: &'static str = "stoppa";
    /// The button's word for an emergency stop on a case's page.
    pub const STOP_CASE: &'static str = "nodstopp";
    /// The guardians' field.
    pub const GUARDIAN: &'static str = "vardnadshavare";
    /// The reason's field.
    pub const REASON: &'static str = "orsak";
    /// The review's field.
    pub const REVIEW: &'static str = "granska";
    /// The field that confirms.
    pub const CONFIRM: &'static str = "bekrafta";
    /// What it says.
    pub const YES: &'static str = "ja";

    /// Reads the form, on the Swedish date `today`: a decision, or an emergency stop, which needs
    /// neither reason nor day.
    pub fn read(typed: &Typed, today: Date) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let stop = form.raw(Self::ACT) == Self::STOP;
        let child = number(&mut form, BlockSearch::NUMBER, today);
        let guardians = guardians(&mut form);
        let (reason, review_on) = if stop {
            (Some(BlockReason::Emergency), Some(review_of_stop(today)))
        } else {
            let chosen = |word: &str| BlockReason::to_choose().find(|one| one.word() == word);
            let reason = form.choice(Self::REASON, chosen);
            (reason, review(&mut form, today))
        };
        if !stop && form.raw(Self::CONFIRM) != Self::YES {
            form.wrong(Self::CONFIRM, FieldCode::Empty);
        }
        let key = form.choice(FormKey::FIELD, FormKey::read);
        form.done(|| {
            Some(Self {
                child: child?,
                guardians,
                reason: reason?,
                review_on: review_on?,
                key: key?,
            })
        })
    }
}

/// Those who are chosen, each once.
fn guardians(form: &mut Reader<'_>) -> Vec<Personnummer> {
    let mut chosen = Vec::new();
    for text in form.all(NewBlock::GUARDIAN) {
        // As the form has it: shown, with its hyphen.
        let digits = text.replace('-', "");
        match Personnummer::from_digits(&digits) {
            Ok(number) if !chosen.contains(&number) => chosen.push(number),
            Ok(_) => {}
            Err(_) => form.wrong(NewBlock::GUARDIAN, FieldCode::Choice),
        }
    }
    if form.all(NewBlock::GUARDIAN).is_empty() {
        form.wrong(NewBlock::GUARDIAN, FieldCode::Empty);
    }
    chosen
}

/// The day of the next review: from today on, and not too far away (R-C3).
fn review(form: &mut Reader<'_>, today: Date) -> Option<Date> {
    let typed = form.raw(NewBlock::REVIEW).trim();
    let day = typed.parse::<Day>().ok().and_then(Day::date);
    let wrong = match day {
        None if typed.is_empty() => Some(FieldCode::Empty),
        None => Some(FieldCode::Day),
        Some(day) if day < today => Some(FieldCode::DayPast),
        Some(day) if day > latest_review(today) => Some(FieldCode::DayTooLate),
        Some(_) => None,
    };
    if let Some(code) = wrong {
        form.wrong(NewBlock::REVIEW, code);
    }
    day
}

/// What is done with a block that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockAct {
    /// It stays, and is looked at again on another day.
    Keep {
        /// Which.
        block: RulingId,
        /// The day that was shown: another may have put it off since.
        seen: Date,
        /// The day from now on.
        review_on: Date,
    },
    /// It is ended.
    End {
        /// Which.
        block: RulingId,
        /// Why.
        reason: EndReason,
    },
}

impl BlockAct {
    /// The button's word for keeping it.
    pub const KEEP: &'static str = "behall";
    /// The button's word for ending it.
    pub const END: &'static str = "hav";
    /// The block's field.
    pub const BLOCK: &'static str = "sparr";
    /// The field of the day that was shown.
    pub const SEEN: &'static str = "sedd";

    /// Reads the form, on the Swedish date `today`.
    pub fn read(typed: &Typed, today: Date) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let block = form.choice(Self::BLOCK, |id| id.parse().ok());
        match form.raw(NewBlock::ACT) {
            Self::KEEP => {
                let day = |text: &str| text.parse::<Day>().ok()?.date();
                let seen = form.choice(Self::SEEN, day);
                let review_on = review(&mut form, today);
                form.done(|| {
                    Some(Self::Keep {
                        block: block?,
                        seen: seen?,
                        review_on: review_on?,
                    })
                })
            }
            Self::END => {
                let reason = form.choice(NewBlock::REASON, EndReason::from_word);
                form.done(|| {
                    Some(Self::End {
                        block: block?,
                        reason: reason?,
                    })
                })
            }
            _ => {
                form.wrong(NewBlock::ACT, FieldCode::Choice);
                form.done(|| None)
            }
        }
    }

    /// Which block it is about.
    pub fn block(&self) -> RulingId {
        match self {
            Self::Keep { block, .. } | Self::End { block, .. } => *block,
        }
    }
}
