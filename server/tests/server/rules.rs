//! The rule sets, as an operator meets them: printed, changed and refused.

use crate::cli::{folder, refused, run, stdout};
use crate::explain::write;

#[test]
fn the_rule_set_in_use_is_printed_and_can_be_changed() {
    let folder = folder();
    let shown = run(&folder, &["rules", "show"], &[]);
    assert!(stdout(&shown).contains("region = \"default\""));
    let kronoberg = run(&folder, &["rules", "show", "--region", "kronoberg"], &[]);
    assert!(stdout(&kronoberg).contains("region = \"kronoberg\""));
    let nowhere = run(&folder, &["rules", "show", "--region", "gotland"], &[]);
    assert_eq!(refused(&nowhere), ["no rule set has the region gotland"]);

    // From 2027 on custody is asked for twice a day.
    let old = stdout(&shown).replace(
        "valid_from = 2020-01-01",
        "valid_from = 2020-01-01\nvalid_until = 2026-12-31",
    );
    let new = stdout(&shown)
        .replace("valid_from = 2020-01-01", "valid_from = 2027-01-01")
        .replace("value = 24\n", "value = 12\n");
    write(&folder, "regler/2020.toml", &old);
    write(&folder, "regler/2027.toml", &new);
    let environment = [("AGERA_RULES_FOLDER", "regler")];
    let at = |instant: &str| {
        let output = run(&folder, &["rules", "show", "--at", instant], &environment);
        stdout(&output).to_owned()
    };

    assert_eq!(at("2026-12-31T23:59:59+01:00"), old);
    assert_eq!(at("2027-01-01T00:00:00+01:00"), new);
    let checked = run(&folder, &["config", "check", "--demo"], &environment);
    assert!(
        stdout(&checked).contains("folder = \"regler\""),
        "{checked:?}"
    );
}

#[test]
fn rule_sets_that_make_no_book_are_refused_at_start() {
    let folder = folder();
    let shown = run(&folder, &["rules", "show"], &[]);
    let environment = [("AGERA_RULES_FOLDER", "regler")];
    write(
        &folder,
        "regler/default.toml",
        &stdout(&shown).replace("value = 13\n", "value = 14\n"),
    );
    let line = stdout(&shown).lines().position(|line| line == "value = 13");
    for command in [
        &["config", "check", "--demo"][..],
        &["demo"],
        &["serve"],
        &["migrate"],
    ] {
        let output = run(&folder, command, &environment);

        let lines = refused(&output);
        let wanted = format!(
            "regler/default.toml:{}: own_login_age: a guardian's access ends on the 13th birthday \
             at the latest (R-G2): write an age from 1 to 13",
            line.unwrap() + 1
        );
        assert_eq!(lines, [wanted]);
    }
    // R-J8: a region withholds a kind of units' journals.
    let withheld = stdout(&shown).replace("value = []", "value = [\"child_psychiatry\"]");
    write(&folder, "regler/default.toml", &withheld);
    let output = run(&folder, &["migrate"], &environment);
    assert!(output.status.success(), "{output:?}");
    let nowhere = run(&folder, &["migrate"], &[("AGERA_RULES_FOLDER", "saknas")]);
    assert_eq!(
        refused(&nowhere),
        [
            "rules.folder (AGERA_RULES_FOLDER): \"saknas\" can't be used; there is no such folder; \
          write the folder that holds the rule sets"
        ]
    );
}
