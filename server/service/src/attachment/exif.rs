//! The one thing of a photo's EXIF data that is needed to show it: which way is up (CIPA DC-008,
//! tag 0x0112).

/// How a picture is turned for showing, where it is not shown as it is stored: 2 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orientation(u8);

const TAG: [u8; 2] = [0x01, 0x12];
const SHORT: [u8; 2] = [0, 3];
const ENTRY: usize = 12;

impl Orientation {
    /// From EXIF data, which is in the form of a TIFF file. `None` where it says nothing, nothing
    /// that can be read, or 1: as it is stored.
    pub(super) fn read(tiff: &[u8]) -> Option<Self> {
        let little = match tiff.get(..4)? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        let start = usize::try_from(u32::from_be_bytes(field(tiff, 4, little)?)).ok()?;
        let count = usize::from(u16::from_be_bytes(field(tiff, start, little)?));
        let entries = tiff.get(start.checked_add(2)?..)?.chunks_exact(ENTRY);
        let entry = entries
            .take(count)
            .find(|entry| field(entry, 0, little) == Some(TAG))?;
        if field(entry, 2, little)? != SHORT {
            return None;
        }
        let value = u16::from_be_bytes(field(entry, 8, little)?);
        u8::try_from(value)
            .ok()
            .filter(|value| (2..=8).contains(value))
            .map(Self)
    }

    /// EXIF data that says this and nothing else.
    pub(super) fn write(self) -> [u8; 26] {
        let mut tiff = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        tiff[19] = self.0;
        tiff
    }
}

/// The `N` bytes at `at`, the largest first.
fn field<const N: usize>(bytes: &[u8], at: usize, little: bool) -> Option<[u8; N]> {
    let mut field = *bytes.get(at..)?.first_chunk()?;
    if little {
        field.reverse();
    }
    Some(field)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for value in 2..=8 {
            let orientation = Orientation(value);
            assert_eq!(Orientation::read(&orientation.write()), Some(orientation));
        }
    }

    #[rstest]
    #[case::little(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0", Some(6))]
    #[case::second_entry(
        b"MM\0*\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x01A\0\0\0\x01\x12\0\x03\0\0\0\x01\0\x03\0\0",
        Some(3)
    )]
    #[case::as_stored(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0", None)]
    #[case::none_such(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0", None)]
    #[case::wide(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\x01\x06\0\0", None)]
    #[case::another_type(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x04\0\0\0\x01\0\x06\0\0", None)]
    #[case::not_counted(b"MM\0*\0\0\0\x08\0\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0", None)]
    #[case::far_away(b"MM\0*\xff\xff\xff\xff\0\x01", None)]
    #[case::not_tiff(b"XX\0*\0\0\0\x08", None)]
    #[case::nothing(b"", None)]
    fn an_orientation_is_read(#[case] tiff: &[u8], #[case] expected: Option<u8>) {
        assert_eq!(Orientation::read(tiff), expected.map(Orientation));
    }

    #[test]
    fn cut_off_anywhere_it_says_nothing() {
        let whole = Orientation(6).write();
        for length in 0..22 {
            assert_eq!(Orientation::read(&whole[..length]), None, "{length}");
        }
    }
}
