//! What a region's rule set changes: only ever within what the rules allow.

use super::*;
use crate::rules::{Edition, ProtectedContact, Region, RuleBook};

const BORN_13: &str = "2013-05-05";

fn exception(reader: Reader) -> [Exception; 1] {
    [Exception {
        reader,
        unit: UNIT,
        from: day("2026-01-01"),
        until: day("2035-12-31"),
    }]
}

/// Asks for the journal of the unit with these exceptions.
fn with<'a>(question: Question<'static>, exceptions: &'a [Exception]) -> Question<'a> {
    Question {
        unit: Some(unit()),
        rulings: Rulings {
            exceptions,
            ..Rulings::NONE
        },
        ..question
    }
}

// R-J5, R-J6: where a region has no such exceptions, none holds.
#[test]
fn a_region_without_exceptions_has_none() {
    let has = RuleSet::default();
    let lacks = RuleSet {
        guardian_exceptions: false,
        child_exceptions: false,
        ..RuleSet::default()
    };
    let guardian = guardian_asks(day(BORN_13), Area::Journal, at(NOON));
    let child = oneself_asks(day(BORN_13), Area::Journal, at(NOON));
    for (asked, reader, rule) in [
        (guardian, Reader::Guardian, "R-J5"),
        (child, Reader::Child, "R-J6"),
    ] {
        let exceptions = exception(reader);
        let question = with(asked, &exceptions);

        assert_eq!(decide(&question, &has).map(|grant| grant.rule), Ok(rule));
        assert_eq!(decide(&question, &lacks), decide(&asked, &lacks));
        assert!(decide(&question, &lacks).is_err());
    }
}

// R-J5: at 16 at the latest, whatever the exception says; earlier where the child reads earlier.
#[test]
fn exception_a_ends_at_16_at_the_latest() {
    let exceptions = exception(Reader::Guardian);
    for (own_journal_age, ends) in [(16, "2029-05-05"), (18, "2029-05-05"), (15, "2028-05-05")] {
        let rules = RuleSet {
            own_journal_age,
            ..RuleSet::default()
        };
        let midnight = day(ends).to_zoned(age::zone()).unwrap().timestamp();
        let asked = guardian_asks(day(BORN_13), Area::Journal, midnight);
        let reads = |now| {
            decide(
                &Question {
                    now,
                    ..with(asked, &exceptions)
                },
                &rules,
            )
            .is_ok()
        };

        let before = midnight - jiff::SignedDuration::from_nanos(1);
        assert!(reads(before), "{own_journal_age}");
        assert!(!reads(midnight), "{own_journal_age}");
    }
}

// R-G8: a region that lets protected persons contact nobody online.
#[test]
fn a_region_may_close_contact_for_protected_persons() {
    let rules = RuleSet {
        protected_contact: ProtectedContact::Nowhere,
        ..RuleSet::default()
    };
    let approvals = [Approval {
        clinic: CLINIC,
        period: Period {
            from: day("2026-01-01"),
            until: None,
        },
    }];
    let asked = oneself_asks(day("1985-05-17"), Area::Contact, at(NOON));
    let protected = PersonFacts {
        protection: Protection::Confidential,
        ..asked.actor
    };
    let question = Question {
        actor: protected,
        subject: protected,
        unit: Some(unit()),
        rulings: Rulings {
            approvals: &approvals,
            ..Rulings::NONE
        },
        ..asked
    };

    assert!(decide(&question, &RuleSet::default()).is_ok());
    assert_eq!(decide(&question, &rules), Err(Reason::ClinicHasNotApproved));
}

// R-L6: a region may let a password open less; the journal, prescriptions and certificates it
// opens nowhere, even if a rule set that nobody checked says so.
#[test]
fn a_region_may_let_a_password_open_less_and_never_more() {
    let less = RuleSet {
        password_areas: vec![Area::Inbox],
        ..RuleSet::default()
    };
    let more = RuleSet {
        password_areas: Area::ALL.to_vec(),
        ..RuleSet::default()
    };
    let adult = day("1985-05-17");
    let child = day("2018-03-05");
    for area in Area::ALL {
        for asked in [
            oneself_asks(adult, area, at(NOON)),
            guardian_asks(child, area, at(NOON)),
        ] {
            let question = Question {
                assurance: Assurance::Low,
                ..asked
            };
            let usual = decide(&question, &RuleSet::default());

            assert_eq!(decide(&question, &more), usual);
            if area == Area::Inbox {
                assert_eq!(decide(&question, &less), usual);
            } else {
                let refused = decide(&question, &less);
                assert_eq!(
                    refused,
                    usual.and(Err(Reason::AreaNeedsEid)),
                    "{question:?}"
                );
            }
        }
    }
}

// R-J8: psychiatry is withheld where the region says so, and open where it doesn't, at the same
// ages.
#[test]
fn a_region_withholds_a_category() {
    let withholds = RuleSet {
        withheld: vec![UnitCategory::ChildPsychiatry],
        ..RuleSet::default()
    };
    let psychiatry = UnitFacts {
        category: UnitCategory::ChildPsychiatry,
        ..unit()
    };
    for asked in [
        oneself_asks(day("1985-05-17"), Area::Journal, at(NOON)),
        guardian_asks(day("2018-03-05"), Area::Journal, at(NOON)),
    ] {
        let question = Question {
            unit: Some(psychiatry),
            ..asked
        };

        assert_eq!(decide(&question, &withholds), Err(Reason::JournalWithheld));
        assert_eq!(
            decide(&question, &RuleSet::default()),
            decide(&asked, &RuleSet::default())
        );
    }
}

// A new rule set takes effect at 00:00 on its day; what it changes is foretold, and what it does not
// is no change.
#[test]
fn a_change_of_the_rules_is_foretold() {
    let edition = |from, until: Option<&str>, guardian_exceptions| Edition {
        region: Region::anywhere(),
        from: day(from),
        until: until.map(day),
        rules: RuleSet {
            guardian_exceptions,
            ..RuleSet::default()
        },
        sources: std::collections::BTreeMap::new(),
        file: "default.toml".to_owned(),
    };
    let book = RuleBook::new(vec![
        edition("2020-01-01", Some("2026-12-31"), true),
        edition("2027-01-01", Some("2027-06-30"), true),
        edition("2027-07-01", None, false),
    ])
    .unwrap();
    let exceptions = exception(Reader::Guardian);
    let asked = |now| {
        let guardian = guardian_asks(day(BORN_13), Area::Journal, at(now));
        // As if the register were asked for ever.
        let relation = Relation::Custody {
            custody: Custody::Held { until: None },
            checked: at("2027-06-30T12:00:00+02:00"),
            linked: false,
        };
        Question {
            relation,
            ..with(guardian, &exceptions)
        }
    };
    let foretold = |now| next_change_in(&asked(now), &book, &Region::anywhere());

    let ended = Reason::GuardianEnded {
        ended: day("2026-05-05"),
    };
    // Before the register was asked nothing is known; the set of January changes nothing.
    let (known, answer) = foretold(NOON).unwrap();
    assert_eq!(known, at("2027-06-29T12:00:00+02:00"));
    assert_eq!(answer.map(|grant| grant.rule), Ok("R-J5"));
    let (over, answer) = foretold("2027-06-30T12:00:00+02:00").unwrap();
    assert_eq!(
        (over, answer),
        (at("2027-07-01T00:00:00+02:00"), Err(ended))
    );
    assert_eq!(foretold("2027-07-01T00:00:00+02:00"), None);
}
