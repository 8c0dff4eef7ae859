//! Letters as people's machines write them, and words as people search for them.

/// Word processors and phones write other dashes than the keyboard's.
pub(crate) fn plain_dash(c: char) -> char {
    if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') {
        '-'
    } else {
        c
    }
}

/// The words of a text, in small letters, as they are searched for.
pub fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Whether each wanted word begins some word that is there.
pub fn are_found(wanted: &[String], there: &[String]) -> bool {
    let begins = |word: &String| there.iter().any(|known| known.starts_with(word.as_str()));
    wanted.iter().all(begins)
}
