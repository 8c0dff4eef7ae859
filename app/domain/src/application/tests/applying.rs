//! Who may apply for an exception, and follow an application (R-J5, R-J6).

use jiff::Timestamp;
use rstest::rstest;
use uuid::Uuid;

use crate::access::{
    Approval, Area, Assurance, Block, Custody, NotApplied, Period, PersonFacts, Question, Reader,
    Reason, Relation, Rulings, UnitCategory, UnitFacts, decide_application, decide_following,
};
use crate::id::{ClinicId, PrincipalId, UnitId};
use crate::person::{Protection, Residence};
use crate::rules::RuleSet;
use crate::testdata::{at, day};

/// Noon in Sweden on Saturday 21 November 2026.
const NOON: &str = "2026-11-21T12:00:00+01:00";

fn facts(born: &str) -> PersonFacts {
    PersonFacts {
        born: day(born),
        protection: Protection::Open,
        residence: Residence::Registered,
    }
}

fn guardian_of(born: &str) -> Question<'static> {
    let now: Timestamp = at(NOON);
    Question {
        assurance: Assurance::High,
        actor: facts("1979-04-07"),
        subject: facts(born),
        relation: Relation::Custody {
            custody: Custody::Held { until: None },
            checked: now,
            linked: false,
        },
        area: Area::Journal,
        unit: None,
        rulings: Rulings::NONE,
        now,
    }
}

fn child(born: &str) -> Question<'static> {
    Question {
        actor: facts(born),
        relation: Relation::Myself,
        ..guardian_of(born)
    }
}

// R-J5, R-J6, R-I5: from the 13th birthday to the day before the 16th.
#[rstest]
#[case("2013-11-22", Err(NotApplied::StillOmbud))]
#[case("2013-11-21", Ok("R-J5"))]
#[case("2010-11-22", Ok("R-J5"))]
#[case("2010-11-21", Err(NotApplied::ReadsItself))]
fn a_guardian_applies_for_a_child_from_13_to_15(
    #[case] born: &str,
    #[case] expected: Result<&'static str, NotApplied>,
) {
    let decided = decide_application(&guardian_of(born), Reader::Guardian, &RuleSet::default());
    assert_eq!(decided.map(|grant| grant.rule), expected);
}

#[rstest]
#[case("2013-11-21", Ok("R-J6"))]
#[case("2010-11-22", Ok("R-J6"))]
#[case("2010-11-21", Err(NotApplied::ReadsItself))]
#[case("2013-11-22", Err(NotApplied::Refused(Reason::ActorTooYoung { opens: jiff::civil::date(2026, 11, 22) })))]
fn a_child_applies_for_itself(
    #[case] born: &str,
    #[case] expected: Result<&'static str, NotApplied>,
) {
    let decided = decide_application(&child(born), Reader::Child, &RuleSet::default());
    assert_eq!(decided.map(|grant| grant.rule), expected);
}

const TEEN: &str = "2012-06-24";

/// What refuses a guardian, whether it applies or looks at what it applied for.
fn refused(question: &Question<'_>) -> Reason {
    let rules = RuleSet::default();
    let follows = decide_following(question, Reader::Guardian, &rules).unwrap_err();
    let applies = decide_application(question, Reader::Guardian, &rules);
    assert_eq!(applies, Err(NotApplied::Refused(follows)));
    follows
}

// R-G9, R-G7, R-J7: a guardian who is blocked hears what a stranger does.
#[test]
fn who_may_not_be_ombud_may_not_apply() {
    let asks = guardian_of(TEEN);
    let blocks = [Block {
        principal: PrincipalId(Uuid::from_u128(1)),
        period: Period {
            from: day("2026-11-21"),
            until: None,
        },
    }];
    let blocked = Question {
        rulings: Rulings {
            blocks: &blocks,
            ..Rulings::NONE
        },
        ..asks
    };
    let custody = |custody| Question {
        relation: Relation::Custody {
            custody,
            checked: asks.now,
            linked: true,
        },
        ..asks
    };
    let mut protected = asks;
    protected.subject.protection = Protection::Confidential;
    let stranger = Question {
        relation: Relation::None,
        ..asks
    };
    let ended = Custody::Held {
        until: Some(day("2026-11-20")),
    };
    let alike = [
        refused(&blocked),
        refused(&custody(Custody::NotHeld)),
        refused(&custody(ended)),
        refused(&protected),
        refused(&stranger),
    ];
    assert_eq!(alike[0], Reason::Blocked);
    let public: Vec<_> = alike.iter().map(|reason| reason.public()).collect();
    assert!(public.iter().all(|one| *one == public[0]), "{public:?}");
}

#[test]
fn applying_needs_bankid_and_a_fresh_answer_of_the_register() {
    let asks = guardian_of(TEEN);
    let by_password = Question {
        assurance: Assurance::Low,
        ..asks
    };
    assert_eq!(refused(&by_password), Reason::AssuranceTooLow, "R-J12");
    let stale = Question {
        relation: Relation::Custody {
            custody: Custody::Held { until: None },
            checked: at("2026-11-20T11:59:59+01:00"),
            linked: true,
        },
        ..asks
    };
    assert_eq!(refused(&stale), Reason::CustodyUnknown, "R-G6");
    let mut protected = asks;
    protected.actor.protection = Protection::Confidential;
    assert_eq!(refused(&protected), Reason::ActorProtected, "R-G7");
}

// The region's rules: where there are no exceptions, nobody applies.
#[test]
fn a_region_may_have_no_exceptions() {
    let rules = RuleSet {
        guardian_exceptions: false,
        child_exceptions: false,
        ..RuleSet::default()
    };
    let none = Err(NotApplied::Refused(Reason::NotOffered));
    assert_eq!(
        decide_application(&guardian_of(TEEN), Reader::Guardian, &rules),
        none
    );
    assert_eq!(
        decide_application(&child(TEEN), Reader::Child, &rules),
        none
    );
    // What was applied for before can still be looked at.
    assert!(decide_following(&child(TEEN), Reader::Guardian, &rules).is_ok());
}

// The child answers its guardian's application; nobody applies as somebody else.
#[test]
fn each_follows_its_own() {
    let rules = RuleSet::default();
    let answers = decide_following(&child(TEEN), Reader::Guardian, &rules);
    assert_eq!(answers.map(|grant| grant.rule), Ok("R-J5"));
    let as_guardian = decide_application(&child(TEEN), Reader::Guardian, &rules);
    assert_eq!(as_guardian, Err(NotApplied::Refused(Reason::NoCustody)));
    let childs = decide_following(&guardian_of(TEEN), Reader::Child, &rules);
    assert_eq!(childs, Err(Reason::NoCustody));
}

/// A unit, and whether its journal is withheld.
fn unit(withheld: bool) -> UnitFacts {
    UnitFacts {
        unit: UnitId(Uuid::from_u128(2)),
        clinic: ClinicId(Uuid::from_u128(3)),
        category: UnitCategory::General,
        withheld,
    }
}

// R-J8: what nobody reads online is not applied for.
#[rstest]
#[case(guardian_of(TEEN), Reader::Guardian)]
#[case(child(TEEN), Reader::Child)]
fn a_withheld_journal_is_not_applied_for(#[case] asks: Question<'static>, #[case] reader: Reader) {
    let at = |withheld| Question {
        unit: Some(unit(withheld)),
        ..asks
    };
    let rules = RuleSet::default();
    assert!(decide_application(&at(false), reader, &rules).is_ok());
    let withheld = decide_application(&at(true), reader, &rules);
    assert_eq!(withheld, Err(NotApplied::Refused(Reason::JournalWithheld)));
}

// R-G8: a protected child applies where its clinic has approved it, and nowhere else.
#[test]
fn a_protected_child_applies_where_it_is_approved() {
    let mut asks = child(TEEN);
    asks.actor.protection = Protection::Confidential;
    asks.subject.protection = Protection::Confidential;
    let rules = RuleSet::default();
    let rule = |asks: &Question<'_>| {
        let decided = decide_application(asks, Reader::Child, &rules);
        decided.map(|grant| grant.rule)
    };
    let closed = Err(NotApplied::Refused(Reason::ClinicHasNotApproved));
    assert_eq!(rule(&asks), closed);
    asks.unit = Some(unit(false));
    assert_eq!(rule(&asks), closed);
    let approval = |clinic| Approval {
        clinic: ClinicId(Uuid::from_u128(clinic)),
        period: Period {
            from: day("2026-11-21"),
            until: None,
        },
    };
    for (clinic, expected) in [(4, closed), (3, Ok("R-J6"))] {
        let approvals = [approval(clinic)];
        let asks = Question {
            rulings: Rulings {
                approvals: &approvals,
                ..Rulings::NONE
            },
            ..asks
        };
        assert_eq!(rule(&asks), expected);
    }
}
