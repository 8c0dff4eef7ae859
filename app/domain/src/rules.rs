//! The rule set: the parameters of the rules, chosen by the operator.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::age::LeapDay;

/// The age in whole years at which a person comes of age: law, not a setting.
pub const ADULT_AGE: u8 = 18;

/// The age in whole years at which a guardian's link ends at the latest (R-G2, R-G4): a setting
/// may end it earlier, never later.
pub const GUARDED_UNTIL: u8 = 13;

/// The parameters of the rules. The defaults are those of `docs/RULES.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleSet {
    /// The age in whole years at which a guardian's link ends and one's own log-in opens
    /// (R-G4, R-L10, R-J3).
    pub own_login_age: u8,
    /// The age in whole years from which a child reads its own journal (R-J4).
    pub own_journal_age: u8,
    /// When a person born on 29 February reaches an age in a common year (R-I6).
    pub leap_day: LeapDay,
    /// How many hours the register's answer on custody may be relied on (R-G6).
    pub custody_hours: u16,
    /// How many days before the birthday that ends a guardian's link it is told of (R-G5): three
    /// notices, the earliest first.
    pub notice_days: [u16; 3],
}

impl RuleSet {
    /// How many days before a birthday that changes something pages tell of it: from the first
    /// notice on (R-G5).
    pub fn soon_days(&self) -> u16 {
        let [first, ..] = self.notice_days;
        first
    }

    /// How long the register's answer on custody may be relied on (R-G6).
    pub fn custody_age(&self) -> SignedDuration {
        SignedDuration::from_hours(i64::from(self.custody_hours))
    }

    /// Whether what the register told at `told` can't be relied on at `now` (R-G6): it is too old,
    /// or as far in the future, which says that one of the clocks was wrong.
    pub fn is_stale(&self, told: Timestamp, now: Timestamp) -> bool {
        now.duration_since(told).abs() > self.custody_age()
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        Self {
            own_login_age: GUARDED_UNTIL,
            own_journal_age: 16,
            leap_day: LeapDay::Feb28,
            custody_hours: 24,
            notice_days: [90, 30, 7],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdata::at;
    use rstest::rstest;

    #[test]
    fn defaults_are_those_of_the_rules() {
        let rules: RuleSet = serde_json::from_str("{}").unwrap();

        assert_eq!(rules, RuleSet::default());
        assert_eq!(
            (rules.own_login_age, rules.own_journal_age),
            (13, 16),
            "R-G4, R-J4"
        );
        assert_eq!(rules.leap_day, LeapDay::Feb28, "R-I6");
        assert_eq!(rules.custody_age(), SignedDuration::from_hours(24), "R-G6");
        assert_eq!(rules.notice_days, [90, 30, 7], "R-G5");
    }

    #[rstest]
    #[case("02-28", LeapDay::Feb28)]
    #[case("03-01", LeapDay::Mar1)]
    fn the_leap_day_is_set_as_a_date(#[case] word: &str, #[case] leap_day: LeapDay) {
        let rules: RuleSet =
            serde_json::from_value(serde_json::json!({ "leap_day": word })).unwrap();

        assert_eq!(rules.leap_day, leap_day);
    }

    #[rstest]
    #[case::no_such_setting(r#"{"own_login_aeg": 13}"#)]
    #[case::no_such_leap_day(r#"{"leap_day": "02-29"}"#)]
    fn a_slip_in_the_settings_is_refused(#[case] json: &str) {
        assert!(serde_json::from_str::<RuleSet>(json).is_err());
    }

    // R-G6: "older than 24 hours".
    #[rstest]
    #[case::now("2026-11-21T12:00:00Z", false)]
    #[case::a_day_ago("2026-11-20T12:00:00Z", false)]
    #[case::a_second_more("2026-11-20T11:59:59Z", true)]
    #[case::another_nodes_clock_is_ahead("2026-11-21T12:00:05Z", false)]
    #[case::from_the_day_after_tomorrow("2026-11-23T12:00:00Z", true)]
    fn an_answer_is_stale_after_24_hours(#[case] told: &str, #[case] stale: bool) {
        let now = at("2026-11-21T12:00:00Z");

        assert_eq!(RuleSet::default().is_stale(at(told), now), stale);
    }
}
