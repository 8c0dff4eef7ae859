//! Letters as people's machines write them.

/// Word processors and phones write other dashes than the keyboard's.
pub(crate) fn plain_dash(c: char) -> char {
    if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') {
        '-'
    } else {
        c
    }
}
