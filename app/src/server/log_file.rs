//! "Vem har läst?" as a file for a spreadsheet (RFC 4180, with the semicolon that Swedish ones expect).

use csv::{Error, Terminator, WriterBuilder};
use domain::log::LogRow;

use crate::text::log::{action, actor};

/// Tells spreadsheets that the text is UTF-8.
const BOM: &str = "\u{feff}";

/// The file: one row for each entry, below the names of the columns.
///
/// # Errors
/// None that memory can give: it is written there.
pub fn log_file(rows: &[LogRow]) -> Result<Vec<u8>, Error> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(BOM.as_bytes().to_vec());
    writer.write_record(["Dag", "Tid", "Vem", "Vad"])?;
    for row in rows {
        let (day, clock) = (row.at.day.iso(), row.at.clock());
        let (who, what) = (plain(actor(&row.by)), action(&row.action));
        writer.write_record([day.as_str(), clock.as_str(), who.as_str(), what])?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::from(error.into_error()))
}

/// What a spreadsheet would take for a formula stands as text.
fn plain(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::log::LogActor;

    #[test]
    fn a_file_has_a_row_for_each_entry() {
        let row = |by| LogRow {
            at: "2026-11-24T09:30".to_owned().try_into().unwrap(),
            by,
            action: "journal.entry".to_owned(),
        };
        let rows = [
            row(LogActor::Unit("Barnmottagningen; \"Linden\"".to_owned())),
            row(LogActor::Unit("=1+1".to_owned())),
            row(LogActor::Staff {
                unit: "Ugglan".to_owned(),
                name: "Lena Ek".to_owned(),
            }),
            row(LogActor::Yourself),
        ];

        let file = String::from_utf8(log_file(&rows).unwrap()).unwrap();

        let lines: Vec<_> = file.split("\r\n").collect();
        assert_eq!(
            lines,
            [
                "\u{feff}Dag;Tid;Vem;Vad",
                "2026-11-24;09.30;\"Barnmottagningen; \"\"Linden\"\"\";Läste en del av journalen",
                "2026-11-24;09.30;'=1+1;Läste en del av journalen",
                "2026-11-24;09.30;Lena Ek, Ugglan;Läste en del av journalen",
                "2026-11-24;09.30;Du;Läste en del av journalen",
                "",
            ]
        );
    }
}
