//! What changes for a guardian and its child at 13, 16 and 18: to the guardian, and to the child.

use domain::future::{Change, Fate, OpenCase, Step};

use super::genitive::{capitalised, genitive, is_number};

/// How sentences call a child. A number is no word to make sentences with (R-I7).
pub(crate) struct Called {
    /// "Elsa"; "barnet".
    pub who: String,
    /// "Elsas"; "barnets".
    pub whose: String,
}

impl Called {
    /// The child whose pages call it so.
    pub(crate) fn by(name: &str) -> Self {
        if is_number(name) {
            Self {
                who: "barnet".to_owned(),
                whose: "barnets".to_owned(),
            }
        } else {
            Self {
                who: name.to_owned(),
                whose: genitive(name),
            }
        }
    }

    /// At the beginning of a sentence.
    pub(crate) fn first(&self) -> String {
        capitalised(&self.who)
    }
}

/// What a step changes: for the guardian, and for the child.
pub(crate) struct Changes {
    /// Beginning with "Du", more or less.
    pub guardian: Vec<String>,
    /// Beginning with the child.
    pub child: Vec<String>,
}

/// The day on which the child's own journal opens, where it is closed until then (R-J3).
fn journal_opens(steps: &[Step]) -> Option<Step> {
    let day = |change| steps.iter().find(|step| step.change == change).copied();
    let (own, journal) = (day(Change::OwnLogIn)?, day(Change::OwnJournal)?);
    (own.day < journal.day).then_some(journal)
}

/// What a step changes, told to the guardian.
pub(crate) fn changes(step: Step, steps: &[Step], called: &Called) -> Changes {
    let (Called { who, whose }, first) = (called, called.first());
    match step.change {
        Change::OwnLogIn => {
            let journal = journal_opens(steps);
            let guardian = [
                Some(format!(
                    "Från klockan 00.00 kan du inte göra {whose} ärenden här, och inte läsa inkorgen \
                     eller journalen. Sidorna stängs av sig själva."
                )),
                Some(format!(
                    "Du får inga fler besked om nya meddelanden till {who}."
                )),
                Some(
                    "Ni kan fortfarande kontakta en mottagning tillsammans, till exempel på telefon."
                        .to_owned(),
                ),
                journal.map(|journal| {
                    format!(
                        "I undantagsfall kan en mottagning besluta att du får läsa det som den har \
                         skrivit i journalen, längst tills {who} fyller {}. Ni ansöker hos \
                         mottagningen.",
                        journal.turns
                    )
                }),
            ];
            let child = [
                Some(format!(
                    "{first} loggar in här på egen hand, med egen e-legitimation. Den är personlig: \
                     ingen annan får använda den."
                )),
                Some(format!(
                    "Inkorgen är {whose}. Meddelanden som redan har kommit finns kvar där."
                )),
                Some(format!(
                    "Det som {who} själv gör är aldrig synligt för dig."
                )),
                journal.map(|journal| {
                    format!(
                        "Journalen är stängd via nätet till och med {}, också för {who}. I \
                         undantagsfall kan en mottagning låta {who} läsa det som den har skrivit \
                         tidigare än så.",
                        journal.day.before().with_weekday()
                    )
                }),
            ];
            Changes {
                guardian: guardian.into_iter().flatten().collect(),
                child: child.into_iter().flatten().collect(),
            }
        }
        Change::OwnJournal => Changes {
            guardian: vec![
                "Du kan inte läsa journalen. Har en mottagning låtit dig läsa något, upphör det \
                 senast nu."
                    .to_owned(),
            ],
            child: vec![format!(
                "{first} kan läsa sin egen journal här. Det kräver inloggning med BankID."
            )],
        },
        Change::Adult => Changes {
            guardian: vec![
                "Du är inte längre vårdnadshavare. Här ändras inget för dig.".to_owned(),
            ],
            child: vec![format!(
                "{first} är myndig. Här är allt som förut: {who} gör sina egna ärenden och läser sin \
                 egen journal."
            )],
        },
    }
}

/// What a step changes, told to the child.
pub(crate) fn changes_for_you(step: Step, steps: &[Step]) -> Vec<String> {
    match step.change {
        Change::OwnLogIn => {
            let journal = journal_opens(steps).map(|journal| {
                format!(
                    "Din journal är stängd på nätet tills du fyller {}, också för dig. Undrar du vad \
                     som står där kan du fråga mottagningen.",
                    journal.turns
                )
            });
            let always = [
                "Du loggar in själv, med din egen e-legitimation. Den är bara din: låt ingen annan \
                 använda den, och använd aldrig någon annans.",
                "Dina vårdnadshavare kan inte längre göra dina ärenden här, och inte läsa din inkorg \
                 eller din journal.",
                "Det du själv gör här ser de inte.",
                "Meddelanden som redan har kommit finns kvar i din inkorg. Om ett ärende pågår \
                 fortsätter det, och svaret kommer till dig.",
                "Tider som är bokade finns kvar, och är dina. Du ser dem här. Vill du ändra en tid \
                 gör du det själv, eller ringer mottagningen.",
            ];
            let always = always.into_iter().map(str::to_owned);
            always.chain(journal).collect()
        }
        Change::OwnJournal => {
            vec!["Du kan läsa din journal här. Dina vårdnadshavare kan det inte.".to_owned()]
        }
        Change::Adult => vec!["Du är myndig. Här är allt som förut.".to_owned()],
    }
}

/// What becomes of what goes on when the guardian's link ends.
pub(crate) fn what_goes_on(ends: Step, called: &Called) -> [String; 3] {
    let Called { who, whose } = called;
    let day = ends.day.with_weekday();
    [
        format!(
            "Det som inte är klart {day} ligger kvar hos mottagningen, som fortsätter som vanligt. \
             Svaren kommer i {whose} inkorg. Där läser {who} dem, inloggad med egen e-legitimation."
        ),
        format!(
            "Bokade tider ligger kvar. Ingen avbokas för att {who} fyller {}. En tid som är den \
             dagen eller senare är sedan {whose} egen.",
            ends.turns
        ),
        "Du ser inget mer av det från den dagen. Vill du hinna läsa ett svar, kontakta \
         mottagningen i god tid."
            .to_owned(),
    ]
}

/// What becomes of a visit to come.
pub(crate) fn visit_fate(fate: Fate, called: &Called) -> String {
    let Called { who, whose } = called;
    match fate {
        Fate::Guardians => "Tiden är innan dess. Inget ändras.".to_owned(),
        Fate::Childs => format!(
            "Tiden ligger kvar, och blir {whose} egen. Du ser den inte här då. {} ser den inloggad \
             med egen e-legitimation. Vill du ändra den här, gör det innan {who} fyller år. Annars går \
             det att ringa mottagningen.",
            called.first()
        ),
    }
}

/// What becomes of an open case.
pub(crate) fn case_fate(case: &OpenCase, called: &Called) -> String {
    let Called { who, whose } = called;
    if case.answered {
        format!("Svaret finns kvar i {whose} inkorg. Läs det innan {who} fyller år.")
    } else {
        format!("Kommer svaret efter födelsedagen läser bara {who} det.")
    }
}

/// How an open case stands.
pub(crate) fn case_stands(case: &OpenCase) -> &'static str {
    if case.answered {
        "Mottagningen har svarat"
    } else {
        "Väntar på svar från mottagningen"
    }
}

#[cfg(test)]
mod tests {
    use domain::future::steps;
    use domain::rules::RuleSet;

    use super::*;
    use crate::text::is_calm;

    fn steps_of(rules: &RuleSet) -> Vec<Step> {
        steps("2013-11-25".parse().unwrap(), rules)
    }

    fn open(answered: bool) -> OpenCase {
        OpenCase {
            thread: "019a9fe26b2073c5a1d30d2f3b1c4e5f".parse().unwrap(),
            subject: "Eksem".to_owned(),
            unit: "BVC Ugglan".to_owned(),
            answered,
            changed: jiff::Timestamp::UNIX_EPOCH.into(),
        }
    }

    /// All that is said of somebody, to the guardian and to the child.
    fn all(rules: &RuleSet, name: &str) -> Vec<String> {
        let (steps, called) = (steps_of(rules), Called::by(name));
        let mut all = what_goes_on(steps[0], &called).to_vec();
        all.extend([Fate::Guardians, Fate::Childs].map(|fate| visit_fate(fate, &called)));
        all.extend([true, false].map(|answered| case_fate(&open(answered), &called)));
        for step in &steps {
            let changes = changes(*step, &steps, &called);
            all.extend(changes.guardian.into_iter().chain(changes.child));
            all.extend(changes_for_you(*step, &steps));
        }
        all
    }

    #[test]
    fn every_step_is_told_calmly_to_both() {
        let (steps, called) = (steps_of(&RuleSet::default()), Called::by("Elsa"));
        for step in &steps {
            let told = changes(*step, &steps, &called);
            assert!(!told.guardian.is_empty() && !told.child.is_empty());
            assert!(!changes_for_you(*step, &steps).is_empty());
        }
        for text in all(&RuleSet::default(), "Elsa") {
            assert!(is_calm(&text), "{text}");
        }
    }

    // R-J3, R-J4: closed from 13, and open on the 16th birthday.
    #[test]
    fn the_journal_is_closed_until_the_day_on_which_it_opens() {
        let said = all(&RuleSet::default(), "Elsa").join(" ");

        assert!(said.contains("stängd via nätet till och med lördag 24 november 2029"));
        assert!(said.contains("längst tills Elsa fyller 16."));
        assert!(said.contains("stängd på nätet tills du fyller 16"));
    }

    #[test]
    fn a_journal_that_is_never_closed_is_not_said_to_be() {
        let rules = RuleSet {
            own_journal_age: 13,
            ..RuleSet::default()
        };

        let said = all(&rules, "Elsa").join(" ");

        assert!(
            !said.contains("stängd") && !said.contains("undantagsfall"),
            "{said}"
        );
    }

    // R-I7: a number takes no genitive, and is no word to make sentences with.
    #[test]
    fn one_without_a_name_is_the_child() {
        let said = all(&RuleSet::default(), "20231231-2388").join(" ");

        assert!(!said.contains("2388"));
        assert!(said.contains("göra barnets ärenden") && said.contains("Barnet kan läsa"));
    }
}
