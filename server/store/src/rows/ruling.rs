//! What has been decided about people.

use domain::access::{Approval, Block, Exception, Period, Reader};
use domain::id::{ClinicId, PrincipalId, RulingId, UnitId};
use domain::ruling::RulingKind;
use service::ports::store::{Decided, RulingEnd, RulingRow, StoreError, StoreResult};
use sqlx::FromRow;
use uuid::Uuid;

use super::person::{Named, Who};
use crate::convert::{date, instant, maybe_date, unreadable};

/// One of the rulings between two, as the decision needs it.
#[derive(FromRow)]
pub(crate) struct DecidedColumns {
    pub(super) kind: String,
    pub(super) principal: Option<Uuid>,
    pub(super) clinic: Uuid,
    pub(super) unit: Uuid,
    pub(super) from_day: String,
    pub(super) until_day: Option<String>,
}

impl DecidedColumns {
    /// All of them together.
    pub(crate) fn gather(rows: Vec<Self>) -> StoreResult<Decided> {
        let mut decided = Decided::default();
        for row in rows {
            row.add_to(&mut decided)?;
        }
        Ok(decided)
    }

    /// Puts it where the decision looks for it.
    pub(super) fn add_to(self, decided: &mut Decided) -> StoreResult<()> {
        let period = Period {
            from: date(&self.from_day)?,
            until: maybe_date(self.until_day.as_deref())?,
        };
        let exception = |reader| {
            Ok::<_, StoreError>(Exception {
                reader,
                unit: UnitId(self.unit),
                from: period.from,
                until: period.until.ok_or_else(|| unreadable("an exception"))?,
            })
        };
        match kind(&self.kind)? {
            RulingKind::Block => decided.blocks.push(Block {
                // A clinic that nobody answers for decides for itself.
                principal: PrincipalId(self.principal.unwrap_or(self.clinic)),
                period,
            }),
            RulingKind::GuardianReads => decided.exceptions.push(exception(Reader::Guardian)?),
            RulingKind::ChildReads => decided.exceptions.push(exception(Reader::Child)?),
            RulingKind::Approval => decided.approvals.push(Approval {
                clinic: ClinicId(self.clinic),
                period,
            }),
        }
        Ok(())
    }
}

/// Who is kept out, or let in.
pub(crate) struct Actor;

impl Who for Actor {
    const COLUMNS: [&'static str; 7] = [
        "actor_id",
        "actor_number",
        "actor_born",
        "actor_given",
        "actor_family",
        "actor_protection",
        "actor_residence",
    ];
}

/// Of whose data.
pub(crate) struct Subject;

impl Who for Subject {
    const COLUMNS: [&'static str; 7] = [
        "subject_id",
        "subject_number",
        "subject_born",
        "subject_given",
        "subject_family",
        "subject_protection",
        "subject_residence",
    ];
}

/// Something that a unit has decided, with those whom it is about.
#[derive(FromRow)]
pub(crate) struct RulingColumns {
    id: Uuid,
    kind: String,
    from_day: String,
    until_day: Option<String>,
    review_on: Option<String>,
    reason: String,
    decided: i64,
    decider: String,
    ended: Option<i64>,
    ender: Option<String>,
    end_reason: Option<String>,
    #[sqlx(flatten)]
    actor: Named<Actor>,
    #[sqlx(flatten)]
    subject: Named<Subject>,
}

impl TryFrom<RulingColumns> for RulingRow {
    type Error = StoreError;

    fn try_from(row: RulingColumns) -> StoreResult<Self> {
        let end = match (row.ended, row.ender, row.end_reason) {
            (Some(at), Some(by), Some(reason)) => Some(RulingEnd {
                at: instant(at)?,
                by,
                reason,
            }),
            (None, None, None) => None,
            _ => return Err(unreadable("a ruling's end")),
        };
        Ok(Self {
            id: RulingId(row.id),
            kind: kind(&row.kind)?,
            actor: row.actor.read()?,
            subject: row.subject.read()?,
            from: date(&row.from_day)?,
            until: maybe_date(row.until_day.as_deref())?,
            review_on: maybe_date(row.review_on.as_deref())?,
            reason: row.reason,
            decided: instant(row.decided)?,
            decider: row.decider,
            end,
        })
    }
}

fn kind(word: &str) -> StoreResult<RulingKind> {
    RulingKind::from_word(word).ok_or_else(|| unreadable("a ruling's kind"))
}
