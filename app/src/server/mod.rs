//! The server's half of the app: what server functions and pages take from the request, and the
//! forms that a browser sends by itself.

pub mod context;
pub mod headers;
pub mod log_file;
pub mod log_in;
pub mod posts;
