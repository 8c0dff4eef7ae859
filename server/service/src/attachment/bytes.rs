//! Reading from the front of a slice that may end anywhere.

use domain::attachment::AttachmentError;

/// What is still to be read.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], AttachmentError> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(AttachmentError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next `N` bytes.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], AttachmentError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(AttachmentError::Damaged)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// The next byte.
    pub(super) fn byte(&mut self) -> Result<u8, AttachmentError> {
        self.array().map(|[byte]| byte)
    }

    /// The next number of two bytes, the larger first.
    pub(super) fn u16(&mut self) -> Result<u16, AttachmentError> {
        self.array().map(u16::from_be_bytes)
    }

    /// The next number of four bytes, the largest first.
    pub(super) fn u32(&mut self) -> Result<u32, AttachmentError> {
        self.array().map(u32::from_be_bytes)
    }

    /// Passes the bytes for which `skipped` holds.
    pub(super) fn skip_while(&mut self, skipped: impl Fn(u8) -> bool) {
        let count = self.0.iter().take_while(|byte| skipped(**byte)).count();
        self.0 = self.0.get(count..).unwrap_or_default();
    }
}
