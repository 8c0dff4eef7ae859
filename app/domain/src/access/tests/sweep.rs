//! Every combination of facts: what must hold in all of them.

use jiff::SignedDuration;

use super::*;

const PROTECTIONS: [Protection; 3] = [
    Protection::Open,
    Protection::Confidential,
    Protection::ProtectedRecord,
];
/// Abroad, deregistered and dead are one to the decision; the table has a row for each.
const RESIDENCES: [Residence; 2] = [Residence::Registered, Residence::Emigrated];
const BIRTHS: [&str; 12] = [
    "2026-11-21",
    "2026-03-01",
    "2018-03-05",
    "2014-06-15",
    "2013-11-22",
    "2013-11-21",
    "2012-05-05",
    "2011-01-15",
    "2010-11-22",
    "2010-11-21",
    "2008-11-21",
    "1985-05-17",
];

fn relations() -> Vec<Relation> {
    let custodies = [
        Custody::NotHeld,
        Custody::Held { until: None },
        Custody::Held {
            until: Some(day("2026-11-20")),
        },
        Custody::Held {
            until: Some(day("2026-11-21")),
        },
    ];
    let mut all = vec![Relation::Myself, Relation::None];
    for custody in custodies {
        for hours in [0, 25] {
            for linked in [true, false] {
                let checked = at(NOON) - SignedDuration::from_hours(hours);
                all.push(Relation::Custody {
                    custody,
                    checked,
                    linked,
                });
            }
        }
    }
    all
}

/// Asks every question there is; with [`Relation::Myself`], of a person about itself.
fn for_each(mut check: impl FnMut(Question<'_>)) {
    for relation in relations() {
        for born in BIRTHS.map(day) {
            for protection in PROTECTIONS {
                for residence in RESIDENCES {
                    let subject = PersonFacts {
                        born,
                        protection,
                        residence,
                    };
                    for actor in actors(relation, subject) {
                        for area in Area::ALL {
                            for assurance in [Assurance::Low, Assurance::High] {
                                let now = at(NOON);
                                check(Question {
                                    assurance,
                                    actor,
                                    subject,
                                    relation,
                                    area,
                                    unit: None,
                                    rulings: Rulings::NONE,
                                    now,
                                });
                            }
                        }
                    }
                }
            }
        }
    }
}

fn actors(relation: Relation, subject: PersonFacts) -> Vec<PersonFacts> {
    if relation == Relation::Myself {
        return vec![subject];
    }
    let mut all = Vec::new();
    for born in ["1985-05-17", "2011-01-15", "2018-03-05"].map(day) {
        for protection in PROTECTIONS {
            for residence in RESIDENCES {
                all.push(PersonFacts {
                    born,
                    protection,
                    residence,
                });
            }
        }
    }
    all
}

fn allowed(question: &Question<'_>) -> bool {
    decide(question, &RuleSet::default()).is_ok()
}

#[test]
fn a_lower_assurance_never_widens_r_j12() {
    for_each(|question| {
        let low = Question {
            assurance: Assurance::Low,
            ..question
        };
        let high = Question {
            assurance: Assurance::High,
            ..question
        };
        assert!(!allowed(&low) || allowed(&high), "{question:?}");
        assert!(
            !allowed(&low) || question.area != Area::Journal,
            "{question:?}"
        );
    });
}

// R-L6.
#[test]
fn a_password_session_has_neither_prescriptions_nor_certificates() {
    for_each(|question| {
        let held = [Area::Prescriptions, Area::Certificates].contains(&question.area);
        if held && question.assurance == Assurance::Low {
            assert!(!allowed(&question), "{question:?}");
        }
    });
}

// R-E6: whatever the facts, a certificate is its own person's.
#[test]
fn nobody_but_oneself_has_ones_certificates() {
    let mut granted = 0;
    for_each(|question| {
        if question.area == Area::Certificates
            && let Ok(grant) = decide(&question, &RuleSet::default())
        {
            assert_eq!(question.relation, Relation::Myself, "{question:?}");
            assert_eq!(grant.capacity, Capacity::Myself, "{question:?}");
            granted += 1;
        }
    });
    assert!(granted > 0);
}

#[test]
fn a_protected_identity_never_widens_r_g7() {
    for_each(|question| {
        let open = |who: PersonFacts| PersonFacts {
            protection: Protection::Open,
            ..who
        };
        let (actor, subject) = (open(question.actor), open(question.subject));
        let unprotected = Question {
            actor,
            subject,
            ..question
        };
        assert!(!allowed(&question) || allowed(&unprotected), "{question:?}");
    });
}

#[test]
fn an_ombud_needs_every_condition_of_the_rules() {
    for_each(|question| {
        let Ok(grant) = decide(&question, &RuleSet::default()) else {
            return;
        };
        if grant.capacity != Capacity::Guardian {
            return;
        }
        let Relation::Custody {
            custody,
            checked,
            linked,
        } = question.relation
        else {
            panic!("R-G1: a guardian without custody: {question:?}")
        };
        assert!(matches!(custody, Custody::Held { until } if until != Some(day("2026-11-20"))));
        assert!(
            linked || question.area == Area::AddChild,
            "R-G2: {question:?}"
        );
        assert!(
            question.subject.born > day("2013-11-21"),
            "R-G4: {question:?}"
        );
        assert!(
            question.now.duration_since(checked).as_hours().abs() <= 24,
            "R-G6"
        );
        for who in [question.actor, question.subject] {
            assert_eq!(who.protection, Protection::Open, "R-G7: {question:?}");
            assert_eq!(
                who.residence,
                Residence::Registered,
                "R-L5, R-G1: {question:?}"
            );
        }
        assert!(
            question.actor.born <= day("2013-11-21"),
            "R-L10: {question:?}"
        );
    });
}

#[test]
fn only_oneself_acts_as_oneself_r_l9() {
    for_each(|question| {
        let Ok(grant) = decide(&question, &RuleSet::default()) else {
            return;
        };
        assert_eq!(
            grant.capacity == Capacity::Myself,
            question.relation == Relation::Myself,
            "{question:?}"
        );
    });
}

// Fails closed: facts that don't fit together show nothing.
#[test]
fn two_people_are_not_one_person() {
    for area in Area::ALL {
        let subject = person(day("1990-01-01"));
        let question = Question {
            subject,
            ..oneself_asks(adult().born, area, at(NOON))
        };
        assert_eq!(
            decide(&question, &RuleSet::default()),
            Err(Reason::NoCustody)
        );
    }
}

// R-G7, R-G9: one who is not shown to be the guardian hears nothing that depends on the child.
#[test]
fn a_stranger_hears_the_same_of_every_child() {
    for_each(|question| {
        let not_guardian = match question.relation {
            Relation::None => true,
            Relation::Custody { custody, .. } => custody == Custody::NotHeld,
            Relation::Myself => false,
        };
        if not_guardian {
            let of_another = Question {
                subject: person(day("2018-03-05")),
                ..question
            };
            let public = |question: &Question<'_>| {
                decide(question, &RuleSet::default()).map_err(Reason::public)
            };
            assert_eq!(public(&question), public(&of_another), "{question:?}");
        }
    });
}
