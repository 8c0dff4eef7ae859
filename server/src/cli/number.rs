//! `agera-ombud number check`: what each line is, in plain words (R-I1 – R-I4).

use std::io::{BufRead, Write};
use std::process::ExitCode;

use domain::personnummer::{NumberError, Personnummer};
use jiff::civil::Date;

use crate::failure::Failure;

/// Writes one line for each line: its kind, a tab, and the number in twelve digits or the reason.
/// Says in the exit status whether all were personnummer. Never repeats what is not one.
pub(super) fn check(
    mut lines: impl BufRead,
    mut out: impl Write,
    today: Date,
) -> Result<ExitCode, Failure> {
    let failed = |error| Failure::line(format!("standard input or output: {error}"));
    let mut code = ExitCode::SUCCESS;
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).map_err(failed)? > 0 {
        // What is no text is no number either.
        let text = String::from_utf8_lossy(&line);
        match Personnummer::parse(&text, today) {
            Ok(number) => writeln!(out, "personnummer\t{}", number.digits()).map_err(failed)?,
            Err(error) => {
                code = ExitCode::FAILURE;
                let (kind, why) = words(error);
                writeln!(out, "{kind}\t{why}").map_err(failed)?;
            }
        }
        line.clear();
    }
    out.flush().map_err(failed)?;
    Ok(code)
}

fn words(error: NumberError) -> (&'static str, &'static str) {
    match error {
        NumberError::Empty => ("refused", "the line is empty"),
        NumberError::Shape => (
            "refused",
            "not the shape of a personnummer, such as YYYYMMDD-NNNN or YYMMDD-NNNN",
        ),
        NumberError::Date => ("refused", "the date in it does not exist"),
        NumberError::Future => ("refused", "the date in it is in the future"),
        NumberError::Checksum => (
            "refused",
            "the last digit does not fit the others: mistyped",
        ),
        NumberError::Coordination => (
            "samordningsnummer",
            "a coordination number: can't log in or be added",
        ),
        NumberError::Reserve => ("reservnummer", "a reserve number: can't log in or be added"),
    }
}
