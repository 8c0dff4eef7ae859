//! The catalogue of texts.
