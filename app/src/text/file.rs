//! Files, as they are said.

use domain::attachment::AttachmentKind;

/// "512 byte", "340 kB", "2,3 MB": as phones and computers say it, a kB being 1 024 bytes.
pub(crate) fn size(bytes: u64) -> String {
    const KILO: u64 = 1_024;
    const MEGA: u64 = KILO * KILO;
    match bytes {
        0..KILO => format!("{bytes} byte"),
        // What would be rounded to 1 024 kB is a megabyte.
        KILO..1_048_064 => format!("{} kB", (bytes + KILO / 2) / KILO),
        _ => {
            let tenths = (bytes * 10 + MEGA / 2) / MEGA;
            match tenths % 10 {
                0 => format!("{} MB", tenths / 10),
                tenth => format!("{},{tenth} MB", tenths / 10),
            }
        }
    }
}

/// What a file is.
pub(crate) fn kind(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Jpeg | AttachmentKind::Png => "bild",
        AttachmentKind::Pdf => "PDF",
    }
}

/// "1 fil", "3 filer".
pub(crate) fn files(count: usize) -> String {
    if count == 1 {
        "1 fil".to_owned()
    } else {
        format!("{count} filer")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_a_swede_says_them() {
        let table = [
            (0, "0 byte"),
            (1_023, "1023 byte"),
            (1_024, "1 kB"),
            (348_160, "340 kB"),
            (1_048_063, "1023 kB"),
            (1_048_064, "1 MB"),
            (2_411_725, "2,3 MB"),
            (10_485_760, "10 MB"),
            (10_485_761, "10 MB"),
        ];
        for (bytes, said) in table {
            assert_eq!(size(bytes), said);
        }
        assert_eq!(
            (files(1), files(3)),
            ("1 fil".to_owned(), "3 filer".to_owned())
        );
    }
}
