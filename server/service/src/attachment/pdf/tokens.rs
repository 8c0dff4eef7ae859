//! The words of a PDF dictionary (ISO 32000-2 §7.2).

use super::names::Name;
use crate::attachment::bytes::Bytes;

/// What matters of a word.
pub(super) enum Token {
    /// `<<`
    Open,
    /// `>>`
    Close,
    Name(Name),
    Other,
}

/// Whether it is part of a word: no blank and no delimiter.
pub(super) fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)
}

pub(super) fn is_blank(byte: u8) -> bool {
    b"\0\t\n\x0c\r ".contains(&byte)
}

/// Passes blanks and comments.
pub(super) fn skip_blanks(rest: &mut Bytes<'_>) {
    loop {
        rest.skip_while(is_blank);
        if rest.0.first() != Some(&b'%') {
            return;
        }
        rest.skip_while(|byte| !matches!(byte, b'\r' | b'\n'));
    }
}

/// The next word; `None` where it does not end.
pub(super) fn next(rest: &mut Bytes<'_>) -> Option<Token> {
    skip_blanks(rest);
    match rest.0 {
        [b'<', b'<', ..] => {
            rest.take(2).ok()?;
            Some(Token::Open)
        }
        [b'>', b'>', ..] => {
            rest.take(2).ok()?;
            Some(Token::Close)
        }
        [b'<', ..] => {
            rest.skip_while(|byte| byte != b'>');
            rest.byte().ok().map(|_| Token::Other)
        }
        [b'(', ..] => string(rest),
        [b'/', name @ ..] => {
            let name = Name::read(name);
            rest.byte().ok()?;
            rest.skip_while(is_regular);
            Some(Token::Name(name))
        }
        [byte, ..] => {
            if is_regular(*byte) {
                rest.skip_while(is_regular);
            } else {
                rest.byte().ok()?;
            }
            Some(Token::Other)
        }
        [] => None,
    }
}

/// A string in brackets, which may have brackets in it.
fn string(rest: &mut Bytes<'_>) -> Option<Token> {
    let mut depth = 0_usize;
    loop {
        match rest.byte().ok()? {
            b'\\' => {
                rest.byte().ok()?;
            }
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(Token::Other);
        }
    }
}
