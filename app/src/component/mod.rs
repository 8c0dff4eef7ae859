//! The parts that pages are made of.

pub(crate) mod chrome;
