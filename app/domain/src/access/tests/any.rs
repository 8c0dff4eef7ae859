//! Any facts at any time, by any rule set: what properties are tested with.

use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;

use super::*;
use crate::person::Residence;
use crate::rules::ProtectedContact;

/// Any facts, with whatever has been decided.
#[derive(Clone, Debug)]
pub(super) struct Any {
    pub(super) question: Question<'static>,
    pub(super) blocks: Vec<Block>,
    pub(super) exceptions: Vec<Exception>,
    pub(super) approvals: Vec<Approval>,
}

impl Any {
    pub(super) fn question(&self) -> Question<'_> {
        Question {
            rulings: Rulings {
                blocks: &self.blocks,
                exceptions: &self.exceptions,
                approvals: &self.approvals,
            },
            ..self.question
        }
    }
}

/// A day around the one on which most of the questions are asked.
fn days() -> impl Strategy<Value = Date> {
    prop_oneof![-3i64..=3, -4_000i64..=4_000]
        .prop_map(|days| day("2026-11-21").saturating_add(days.days()))
}

fn periods() -> impl Strategy<Value = Period> {
    (days(), proptest::option::of(0i64..2_000)).prop_map(|(from, length)| Period {
        from,
        until: length.map(|length| from.saturating_add(length.days())),
    })
}

pub(super) fn blocks() -> impl Strategy<Value = Block> {
    periods().prop_map(|period| Block {
        principal: PRINCIPAL,
        period,
    })
}

pub(super) fn exceptions() -> impl Strategy<Value = Exception> {
    let readers = prop_oneof![Just(Reader::Guardian), Just(Reader::Child)];
    let units = prop_oneof![3 => Just(UNIT), 1 => Just(OTHER_UNIT)];
    (readers, units, days(), 0i64..3_000).prop_map(|(reader, unit, from, length)| Exception {
        reader,
        unit,
        from,
        until: from.saturating_add(length.days()),
    })
}

pub(super) fn approvals() -> impl Strategy<Value = Approval> {
    let clinics = prop_oneof![Just(CLINIC), Just(OTHER_CLINIC)];
    (clinics, periods()).prop_map(|(clinic, period)| Approval { clinic, period })
}

pub(super) fn people() -> impl Strategy<Value = PersonFacts> {
    let births = prop_oneof![
        // Around the 13th and the 16th birthday, and any age.
        (prop_oneof![Just(2013i16), Just(2010)], -40i64..=40)
            .prop_map(|(year, days)| { Date::constant(year, 11, 21).saturating_add(days.days()) }),
        Just(day("2012-02-29")),
        (0i64..25_000).prop_map(|days| day("1960-01-01").saturating_add(days.days())),
    ];
    let protections = prop_oneof![
        6 => Just(Protection::Open),
        1 => Just(Protection::Confidential),
        1 => Just(Protection::ProtectedRecord),
    ];
    let residences = prop_oneof![
        9 => Just(Residence::Registered),
        1 => Just(Residence::Emigrated),
    ];
    (births, protections, residences).prop_map(|(born, protection, residence)| PersonFacts {
        born,
        protection,
        residence,
    })
}

fn units() -> impl Strategy<Value = Option<UnitFacts>> {
    let any = (
        proptest::sample::select(UnitCategory::ALL.to_vec()),
        prop::bool::weighted(0.1),
        any::<bool>(),
    );
    proptest::option::weighted(
        0.8,
        any.prop_map(|(category, withheld, other)| UnitFacts {
            unit: if other { OTHER_UNIT } else { UNIT },
            category,
            withheld,
            ..unit()
        }),
    )
}

/// An instant around noon of 21 November 2026: within days, and within years.
fn instants() -> impl Strategy<Value = Timestamp> {
    prop_oneof![-200_000i64..=200_000, -300_000_000i64..=300_000_000]
        .prop_map(|seconds| at(NOON) + SignedDuration::from_secs(seconds))
}

fn relations(now: Timestamp) -> impl Strategy<Value = Relation> {
    let custody = prop_oneof![
        4 => Just(Custody::Held { until: None }),
        2 => days().prop_map(|until| Custody::Held { until: Some(until) }),
        1 => Just(Custody::NotHeld),
    ];
    let held = (custody, -30i64..=30, any::<bool>()).prop_map(move |(custody, hours, linked)| {
        Relation::Custody {
            custody,
            checked: now - SignedDuration::from_hours(hours),
            linked,
        }
    });
    prop_oneof![6 => held, 3 => Just(Relation::Myself), 1 => Just(Relation::None)]
}

/// Any question at all; about oneself, the two are one.
pub(super) fn facts() -> impl Strategy<Value = Any> {
    let of_time = |now| {
        let who = (people(), people(), relations(now));
        let what = (
            proptest::sample::select(Area::ALL.to_vec()),
            units(),
            prop::bool::weighted(0.7),
        );
        let rulings = (
            proptest::collection::vec(blocks(), 0..2),
            proptest::collection::vec(exceptions(), 0..4),
            proptest::collection::vec(approvals(), 0..3),
        );
        (who, what, rulings).prop_map(move |(who, what, rulings)| {
            let (actor, subject, relation) = who;
            let (area, unit, sure) = what;
            let own = relation == Relation::Myself;
            let (blocks, exceptions, approvals) = rulings;
            let question = Question {
                assurance: if sure {
                    Assurance::High
                } else {
                    Assurance::Low
                },
                actor,
                subject: if own { actor } else { subject },
                relation,
                area,
                unit,
                rulings: Rulings::NONE,
                now,
            };
            Any {
                question,
                blocks,
                exceptions,
                approvals,
            }
        })
    };
    instants().prop_flat_map(of_time)
}

/// Rule sets as regions may have them.
pub(super) fn rule_sets() -> impl Strategy<Value = RuleSet> {
    let ages = (1u8..=13).prop_flat_map(|login| (Just(login), login..=18));
    let usual = Just((13u8, 16u8));
    (
        prop_oneof![3 => usual, 1 => ages],
        proptest::sample::subsequence(UnitCategory::ALL.to_vec(), 0..=3),
        (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
        1u16..=168,
    )
        .prop_map(|(ages, withheld, switches, custody_hours)| {
            let (guardian_exceptions, child_exceptions, approving, passwords) = switches;
            let usual = RuleSet::default();
            RuleSet {
                own_login_age: ages.0,
                own_journal_age: ages.1,
                custody_hours,
                withheld,
                guardian_exceptions,
                child_exceptions,
                protected_contact: if approving {
                    ProtectedContact::ApprovedClinics
                } else {
                    ProtectedContact::Nowhere
                },
                password_areas: if passwords {
                    usual.password_areas.clone()
                } else {
                    vec![Area::Overview]
                },
                ..usual
            }
        })
}
