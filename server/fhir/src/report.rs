//! What is told to the sender: which part, where it stands, and what became of it. Never what it
//! says: a report may be printed and kept.

/// How bad it is (FHIR's `IssueSeverity`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is lost by it.
    Information,
    /// Something was left out.
    Warning,
    /// Something was not stored.
    Error,
}

impl Severity {
    /// FHIR's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What kind of thing it is (FHIR's `IssueType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Not JSON, or not the shape that FHIR says.
    Structure,
    /// Something that must be there is not.
    Required,
    /// A value that can't be one.
    Value,
    /// Something that is not taken here.
    NotSupported,
    /// An extension that changes the meaning, and that we don't know.
    Extension,
    /// Somebody or something that is not known here.
    NotFound,
    /// The same thing twice.
    Duplicate,
    /// Security labels, protected identity.
    Suppressed,
    /// No token, or a wrong one.
    Login,
    /// Larger than is taken.
    TooLong,
    /// Too often.
    Throttled,
    /// It did not work here.
    Exception,
    /// A remark.
    Informational,
}

impl Code {
    /// FHIR's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Required => "required",
            Self::Value => "value",
            Self::NotSupported => "not-supported",
            Self::Extension => "extension",
            Self::NotFound => "not-found",
            Self::Duplicate => "duplicate",
            Self::Suppressed => "suppressed",
            Self::Login => "login",
            Self::TooLong => "too-long",
            Self::Throttled => "throttled",
            Self::Exception => "exception",
            Self::Informational => "informational",
        }
    }
}

/// One thing that is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// Where it stands: `Bundle.entry[3].resource.valueQuantity`.
    pub place: String,
    /// What happened, in English, with nothing of what the part says.
    pub text: String,
}

impl Finding {
    /// Something that is not stored, or not taken.
    pub fn error(code: Code, place: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            place: place.into(),
            text: text.into(),
        }
    }

    /// Something that is left out.
    pub fn warning(code: Code, place: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, text)
        }
    }

    /// A remark.
    pub fn remark(place: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            severity: Severity::Information,
            ..Self::error(Code::Informational, place, text)
        }
    }
}

/// A Bundle that is refused whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Whether it is no JSON at all (400), or JSON that is no such Bundle (422).
    pub unreadable: bool,
    /// Everything that is wrong with it.
    pub findings: Vec<Finding>,
}

/// Why the reading of a resource ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// It is no FHIR: the Bundle is refused whole.
    Invalid(Finding),
    /// It is sound, and not for us: it is told, and the others are taken.
    NotTaken(Finding),
    /// Likewise, and what it said before does not hold any more.
    Undone(Finding),
}

impl Stop {
    pub(crate) fn shape(place: impl Into<String>, text: &str) -> Self {
        Self::Invalid(Finding::error(Code::Structure, place, text))
    }

    pub(crate) fn missing(place: impl Into<String>) -> Self {
        Self::Invalid(Finding::error(
            Code::Required,
            place,
            "it must be there, and is not",
        ))
    }

    pub(crate) fn value(place: impl Into<String>, text: &str) -> Self {
        Self::Invalid(Finding::error(Code::Value, place, text))
    }

    pub(crate) fn not_taken(code: Code, place: impl Into<String>, text: &str) -> Self {
        Self::NotTaken(Finding::error(code, place, text))
    }

    pub(crate) fn undone(code: Code, place: impl Into<String>, text: &str) -> Self {
        Self::Undone(Finding::error(code, place, text))
    }
}
