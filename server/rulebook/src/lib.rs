//! Rule sets as files: one for each region and time, each value with its source. What is wrong is
//! told as plain lines, each with its file and line: `rules/kronoberg.toml:14: own_login_age: …`.

mod file;
mod keys;
mod value;

#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};

use domain::rules::{BookProblem, Edition, RuleBook};

use file::Found;

/// A file's name, and its text.
type File = (String, String);

/// The rule sets that come with the program: those of `rules/` at the root of the repository.
const OURS: [(&str, &str); 2] = [
    (
        "rules/default.toml",
        include_str!("../../../rules/default.toml"),
    ),
    (
        "rules/kronoberg.toml",
        include_str!("../../../rules/kronoberg.toml"),
    ),
];

/// Why rule sets can't be used: one plain line for each thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<String>);

/// The rule sets that come with the program.
///
/// # Errors
/// Never, as long as the tests pass.
pub fn ours() -> Result<RuleBook, Problems> {
    read(&OURS.map(|(name, text)| (name.to_owned(), text.to_owned())))
}

/// The rule sets of a folder: every file in it that ends in `.toml`, and nothing but them.
///
/// # Errors
/// One line for each thing that is wrong.
pub fn of_folder(folder: &Path) -> Result<RuleBook, Problems> {
    let failed = |path: &Path, error: io::Error| {
        Problems(vec![format!("{} can't be read: {error}", path.display())])
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let path = entry.map_err(|error| failed(folder, error))?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| failed(&path, error))?;
        files.push((path.display().to_string(), text));
    }
    if files.is_empty() {
        return Err(Problems(vec![format!(
            "{}: there is no rule set in this folder; it needs one with region = \"default\"",
            folder.display()
        )]));
    }
    read(&files)
}

/// The file that a rule set stands in, as it is written: to copy and change.
///
/// # Errors
/// Its file can't be read any more.
pub fn written(edition: &Edition) -> Result<String, Problems> {
    let ours = OURS.into_iter().find(|(name, _)| *name == edition.file);
    match ours {
        Some((_, text)) => Ok(text.to_owned()),
        None => std::fs::read_to_string(&edition.file)
            .map_err(|error| Problems(vec![format!("{} can't be read: {error}", edition.file)])),
    }
}

/// The rule sets of these files.
fn read(files: &[File]) -> Result<RuleBook, Problems> {
    let mut found: Vec<Found> = Vec::new();
    let mut problems = Vec::new();
    for (name, text) in files {
        match file::read(name, text) {
            Ok(one) => found.push(one),
            Err(lines) => problems.extend(lines),
        }
    }
    // A file that can't be understood leaves a gap that is not one.
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    let editions: Vec<Edition> = found.iter().map(|one| one.edition.clone()).collect();
    RuleBook::new(editions).map_err(|problems| {
        let lines = problems.iter().map(|problem| line(problem, &found));
        Problems(lines.collect())
    })
}

/// What keeps the rule sets from being a book, at its file and line.
fn line(problem: &BookProblem, found: &[Found]) -> String {
    match *problem {
        BookProblem::NoDefault => {
            "no rule set has region = \"default\": add one that holds where no region has rules of \
             its own"
                .to_owned()
        }
        BookProblem::Backwards(one) => {
            let one = &found[one];
            format!(
                "{}: valid_until is before valid_from: write a day that is not",
                one.at_until()
            )
        }
        BookProblem::Overlap(one, next) => {
            let (one, next) = (&found[one], &found[next]);
            let begins = next.edition.from;
            let before = begins.yesterday().unwrap_or(begins);
            format!(
                "{}: valid_from: on {begins} the rules of {} hold as well; let those end with \
                 valid_until = {before}, or these begin later",
                next.at_from(),
                one.edition.file,
            )
        }
        BookProblem::Gap(one, next) => {
            let (one, next) = (&found[one], &found[next]);
            let over = one.edition.until.and_then(|last| last.tomorrow().ok());
            format!(
                "{}: valid_from: no rules hold in {} before that, from {} on, when those of {} \
                 have ended",
                next.at_from(),
                next.edition.region,
                over.unwrap_or(next.edition.from),
                one.edition.file,
            )
        }
        BookProblem::Ends(one) => {
            let one = &found[one];
            format!(
                "{}: valid_until: no rules hold in {} from then on; leave it out, or add those \
                 that follow",
                one.at_until(),
                one.edition.region,
            )
        }
    }
}
