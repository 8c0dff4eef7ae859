//! Why somebody may see a case's person, or may not, for the staff of the case's unit (R-C1).
//!
//! Only persons of the unit's own cases: the proof is the one for reading the case, and the log has
//! it about each of those whom it tells of. Nothing is told of what other units have decided, nor of
//! what is not told to the guardian either (R-G7, R-G9): a refusal of that kind is only a refusal,
//! with no facts and no day on which it changes. What the unit itself has decided it knows.

use domain::access::{Area, Custody, Grant, Reason, Relation, UnitFacts};
use domain::age;
use domain::explain::{AREAS, Asker, Asks, CaseExplained, Fact, Told, is_told};
use domain::id::{ThreadId, UnitId};
use domain::moment::{Day, Moment};
use domain::person::Person;
use domain::ruling::RulingKind;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Explained, explained, rule_of};
use crate::access::AccessError;
use crate::access::operator::{Looked, Standing};
use crate::access::staff::{AtDesk, at_desk, read_case};
use crate::blocks::is_party;
use crate::ports::store::RulingRow;
use crate::session::Session;
use crate::{Fault, Services};

const ACTION: &str = "explain.case";

/// Who may see what of a case's person, at the case's unit.
pub async fn of_case(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
) -> Result<CaseExplained, AccessError> {
    let reading = read_case(services, session, unit, thread, ACTION).await?;
    let desk = at_desk(services, session, unit, ACTION).await?;
    let facts = services
        .store
        .unit_facts(unit)
        .await
        .map_err(Fault::from)?
        .ok_or(AccessError::NotFound)?;
    let opener = services.store.case_opener(&reading).await;
    let opener = opener.map_err(Fault::from)?;
    let person = reading.subject();
    let mut opener = opener.filter(|opener| opener.id != person.id);
    // To a guardian of the child who works here nothing is told of a guardian.
    if let Some(guardian) = &opener
        && is_party(services, session, guardian, person).await?
    {
        opener = None;
    }
    if let Some(opener) = &opener {
        let entry = desk.shown(services, opener.id, ACTION);
        services.store.append(&entry).await.map_err(Fault::from)?;
    }
    let decided = own_rulings(services, &desk).await?;
    let now = services.clock.now();
    let at = At {
        services,
        facts,
        own: &decided,
        today: age::today(now),
        now,
    };
    let mut asks = vec![at.asks(person, person).await?];
    if let Some(opener) = &opener {
        asks.push(at.asks(opener, person).await?);
    }
    let edition = services.rules.edition_at(now);
    let desk = desk.desk();
    Ok(CaseExplained {
        unit: desk.unit,
        name: desk.name.clone(),
        thread,
        region: edition.rules.texts.name.clone().into_owned(),
        rules_from: edition.from.into(),
        at: now.into(),
        asks,
    })
}

/// The unit's name, where no case is chosen yet.
pub async fn unit(
    services: &Services,
    session: &Session,
    unit: UnitId,
) -> Result<String, AccessError> {
    let desk = at_desk(services, session, unit, "explain.choose").await?;
    Ok(desk.desk().name.clone())
}

/// What the unit has decided and nobody has ended.
async fn own_rulings(services: &Services, desk: &AtDesk) -> Result<Vec<RulingRow>, Fault> {
    let mut own = Vec::new();
    for kind in RulingKind::ALL {
        let rows = services.store.rulings_at(desk, kind).await?;
        own.extend(rows.into_iter().filter(|row| row.end.is_none()));
    }
    Ok(own)
}

/// Where and when it is asked.
struct At<'a> {
    services: &'a Services,
    facts: UnitFacts,
    /// What the unit itself has decided.
    own: &'a [RulingRow],
    today: Date,
    now: Timestamp,
}

impl At<'_> {
    /// What this one may see of the person.
    async fn asks(&self, actor: &Person, person: &Person) -> Result<Asks, Fault> {
        let standing = Standing::with_bankid(self.now);
        let store = self.services.store.as_ref();
        let looked = Looked::between(store, actor, person, standing).await?;
        let mut answers = Vec::new();
        let mut all_told = true;
        for area in AREAS {
            let asked = looked.about(area, Some(self.facts));
            let explained = explained(&asked, &self.services.rules);
            all_told &= explained.answer.err().is_none_or(is_told);
            answers.push((area, self.told(&explained, actor, person)));
        }
        let myself = actor.id == person.id;
        let relation = looked.about(Area::Overview, None).relation;
        // Of what is only refused no facts either.
        let relation = Some(relation).filter(|_| all_told);
        Ok(Asks {
            who: if myself {
                Asker::Person(named(person))
            } else {
                Asker::Guardian(named(actor))
            },
            facts: self.facts(actor, person, relation),
            answers,
        })
    }

    fn told(&self, explained: &Explained<'_>, actor: &Person, person: &Person) -> Told {
        let until = explained.change.as_ref().and_then(opens_or_closes);
        let rule = rule_of(explained.answer).to_owned();
        match explained.answer {
            Ok(_) => Told::Open { rule, until },
            Err(reason) if is_told(reason) => Told::Closed {
                why: reason.public(),
                rule,
                until,
            },
            Err(Reason::Blocked) if self.has(RulingKind::Block, actor, person).is_some() => {
                Told::BlockedHere
            }
            Err(_) => Told::Refused,
        }
    }

    /// What the unit itself has decided of this kind about these two, that holds today.
    fn has(&self, kind: RulingKind, actor: &Person, person: &Person) -> Option<&RulingRow> {
        self.own.iter().find(|row| {
            let about = (row.kind, row.actor.id, row.subject.id);
            about == (kind, actor.id, person.id)
                && row.from <= self.today
                && row.until.is_none_or(|last| self.today <= last)
        })
    }

    fn facts(&self, actor: &Person, person: &Person, relation: Option<Relation>) -> Vec<Fact> {
        let rules = self.services.rules.at(self.now);
        let mut facts = vec![
            Fact::WithBankId,
            Fact::Born {
                day: person.born.into(),
                years: age::age(person.born, self.today, rules.leap_day),
            },
        ];
        if person.protection.is_protected() {
            facts.push(Fact::Protected);
        }
        if let Some(Relation::Custody {
            custody: Custody::Held { until },
            checked,
            ..
        }) = relation
        {
            let until = until.map(Day::from);
            let told = checked.into();
            facts.push(Fact::Guardian { told, until });
        }
        if self.facts.withheld {
            facts.push(Fact::Withheld);
        }
        let until = |row: &RulingRow| row.until.map(Day::from);
        let decided = |kind| self.has(kind, actor, person).map(until);
        facts.extend(decided(RulingKind::GuardianReads).map(Fact::GuardianReads));
        facts.extend(decided(RulingKind::ChildReads).map(Fact::ChildReads));
        facts.extend(decided(RulingKind::Approval).map(Fact::Approved));
        facts.extend(decided(RulingKind::Block).map(|_| Fact::Blocked));
        facts
    }
}

/// When time alone changes the answer, if what it becomes is told here.
fn opens_or_closes(change: &(Timestamp, Result<Grant, Reason>)) -> Option<Moment> {
    let (at, then) = change;
    then.err().is_none_or(is_told).then(|| (*at).into())
}

/// As staff names a person: a protected one by its number only (R-G7).
fn named(person: &Person) -> String {
    if person.protection.is_protected() {
        person.number.to_string()
    } else {
        person.display_name()
    }
}
