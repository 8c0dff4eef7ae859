//! Texts that a unit's staff keeps for its answers. They are about nobody.

use serde::{Deserialize, Serialize};

use crate::form::{FieldCode, FieldErrors, Reader, Typed};
use crate::id::{TemplateId, UnitId};
use crate::message::{FormKey, LONGEST_TEXT};

/// How long a template's name may be, in characters.
pub const LONGEST_NAME: usize = 60;
/// How many templates a unit may have: they are all chosen from at once.
pub const MOST: usize = 100;

/// A text for answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The template.
    pub id: TemplateId,
    /// What it is chosen by: one line.
    pub name: String,
    /// What is put into the answer.
    pub text: String,
    /// Grows each time that it is changed: from 1.
    pub version: u32,
}

impl Template {
    /// The field that chooses one, in the form for an answer.
    pub const CHOSEN: &'static str = "mall";
    /// What the button says that puts it into the answer.
    pub const INSERT: &'static str = "infoga";

    /// What is written, with the template after it: what was written stays as it is.
    pub fn put_after(&self, written: &str) -> String {
        let before = written.trim_end();
        if before.is_empty() {
            self.text.clone()
        } else {
            format!("{before}\n\n{}", self.text)
        }
    }
}

/// A unit's templates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Templates {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The templates by name, at most [`MOST`].
    pub templates: Vec<Template>,
    /// The key of the form for a new one.
    pub key: FormKey,
}

/// What is done with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateAct {
    /// A new one is added.
    Add(Template),
    /// One is changed, if its version is still this.
    Change(Template),
    /// One is removed, if its version is still this.
    Remove(TemplateId, u32),
}

impl TemplateAct {
    /// The button's field.
    pub const ACT: &'static str = "gor";
    /// The name's field.
    pub const NAME: &'static str = "namn";
    /// The text's field.
    pub const TEXT: &'static str = "malltext";
    /// The field of the one that is changed or removed.
    pub const WHICH: &'static str = "mall";
    /// The field of the version that was shown.
    pub const VERSION: &'static str = "version";

    /// Reads the form.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let word = form.raw(Self::ACT);
        let id = match word {
            "lagg-till" => {
                let key = form.choice(FormKey::FIELD, FormKey::read);
                key.map(|key| TemplateId(key.0))
            }
            "andra" | "ta-bort" => form.choice(Self::WHICH, |id| id.parse().ok()),
            _ => {
                form.wrong(Self::ACT, FieldCode::Choice);
                None
            }
        };
        let version = match word {
            "lagg-till" => Some(1),
            _ => form.choice(Self::VERSION, |version| version.parse().ok()),
        };
        if word == "ta-bort" {
            return form.done(|| Some(Self::Remove(id?, version?)));
        }
        let name = form.line(Self::NAME, LONGEST_NAME);
        let text = form.text(Self::TEXT, LONGEST_TEXT);
        form.done(|| {
            let template = Template {
                id: id?,
                name,
                text,
                version: version?,
            };
            Some(if word == "andra" {
                Self::Change(template)
            } else {
                Self::Add(template)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const ID: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";

    fn read(fields: &[(&str, &str)]) -> Result<TemplateAct, Vec<(String, FieldCode)>> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let codes = |errors: FieldErrors| {
            let codes = errors.into_iter().map(|wrong| (wrong.field, wrong.code));
            codes.collect()
        };
        TemplateAct::read(&Typed(fields.iter().map(own).collect())).map_err(codes)
    }

    fn template(text: &str) -> Template {
        Template {
            id: ID.parse().unwrap(),
            name: "Råd vid hosta".to_owned(),
            text: text.to_owned(),
            version: 1,
        }
    }

    #[test]
    fn a_template_has_a_name_and_a_text() {
        let expected = template("Drick mycket.\nVila.");
        let (name, text) = (" Råd  vid\nhosta ", "Drick mycket.\r\nVila.\r\n");
        for (word, key) in [("lagg-till", "nyckel"), ("andra", "mall")] {
            let fields = [
                ("gor", word),
                (key, ID),
                ("namn", name),
                ("malltext", text),
                ("version", "4"),
            ];
            let act = read(&fields);
            let expected = expected.clone();
            let expected = if word == "andra" {
                TemplateAct::Change(Template {
                    version: 4,
                    ..expected
                })
            } else {
                TemplateAct::Add(expected)
            };
            assert_eq!(act, Ok(expected));
        }
    }

    #[test]
    fn one_is_removed_by_its_id_alone() {
        let id = ID.parse().unwrap();
        let act = read(&[("gor", "ta-bort"), ("mall", ID), ("version", "2")]);
        assert_eq!(act, Ok(TemplateAct::Remove(id, 2)));
    }

    #[rstest]
    #[case::nothing_filled_in(&[("gor", "lagg-till"), ("nyckel", ID)], &["namn", "malltext"])]
    #[case::no_key(&[("gor", "lagg-till"), ("namn", "A"), ("malltext", "B")], &["nyckel"])]
    #[case::none_such(&[("gor", "ta-bort"), ("mall", "1"), ("version", "1")], &["mall"])]
    #[case::no_version(&[("gor", "ta-bort"), ("mall", ID)], &["version"])]
    #[case::no_act(&[("namn", "A"), ("malltext", "B"), ("version", "1")], &["gor"])]
    fn what_is_wrong_is_told_at_its_field(
        #[case] fields: &[(&str, &str)],
        #[case] expected: &[&str],
    ) {
        let wrong = read(fields).unwrap_err();
        let wrong: Vec<_> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(wrong, expected);
    }

    #[test]
    fn a_name_is_short() {
        let long = "å".repeat(LONGEST_NAME + 1);
        let wrong = read(&[
            ("gor", "lagg-till"),
            ("nyckel", ID),
            ("namn", &long),
            ("malltext", "B"),
        ]);
        assert_eq!(wrong, Err(vec![("namn".to_owned(), FieldCode::TooLong)]));
    }

    #[rstest]
    #[case::nothing("", "Vila.")]
    #[case::spaces(" \n ", "Vila.")]
    #[case::something("Hej\n", "Hej\n\nVila.")]
    #[case::paragraphs("Hej\n\nDu", "Hej\n\nDu\n\nVila.")]
    fn it_comes_after_what_is_written(#[case] written: &str, #[case] expected: &str) {
        assert_eq!(template("Vila.").put_after(written), expected);
    }
}
