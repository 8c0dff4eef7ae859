//! Every key that can be set: in the file, and as an environment variable.

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in the file, with its section: `bankid.url`.
    pub path: &'static str,
    /// The environment variable.
    pub env: &'static str,
    /// Whether its value may hold a password.
    pub secret: bool,
}

const fn key(path: &'static str, env: &'static str) -> Key {
    Key {
        path,
        env,
        secret: false,
    }
}

/// Every key, in the order to show them.
pub const KEYS: [Key; 37] = [
    key("address", "AGERA_ADDRESS"),
    Key {
        path: "database_url",
        env: "AGERA_DATABASE_URL",
        secret: true,
    },
    key("origin", "AGERA_ORIGIN"),
    key("site", "AGERA_SITE"),
    key("client_ip_header", "AGERA_CLIENT_IP_HEADER"),
    key("bankid.url", "AGERA_BANKID_URL"),
    key(
        "bankid.client_certificate",
        "AGERA_BANKID_CLIENT_CERTIFICATE",
    ),
    key("bankid.password_file", "AGERA_BANKID_PASSWORD_FILE"),
    key("bankid.ca_file", "AGERA_BANKID_CA_FILE"),
    key("bankid.start_app", "AGERA_BANKID_START_APP"),
    key("mail.host", "AGERA_MAIL_HOST"),
    key("mail.port", "AGERA_MAIL_PORT"),
    key("mail.encryption", "AGERA_MAIL_ENCRYPTION"),
    key("mail.ca_file", "AGERA_MAIL_CA_FILE"),
    key("mail.user", "AGERA_MAIL_USER"),
    key("mail.password_file", "AGERA_MAIL_PASSWORD_FILE"),
    key("mail.from", "AGERA_MAIL_FROM"),
    key("mail.from_name", "AGERA_MAIL_FROM_NAME"),
    key("sms.url", "AGERA_SMS_URL"),
    key("sms.ca_file", "AGERA_SMS_CA_FILE"),
    key("sms.user", "AGERA_SMS_USER"),
    key("sms.password_file", "AGERA_SMS_PASSWORD_FILE"),
    key("sms.from", "AGERA_SMS_FROM"),
    key("sessions.idle_minutes", "AGERA_SESSIONS_IDLE_MINUTES"),
    key("sessions.absolute_hours", "AGERA_SESSIONS_ABSOLUTE_HOURS"),
    key("limits.child_tries", "AGERA_LIMITS_CHILD_TRIES"),
    key("limits.log_ins", "AGERA_LIMITS_LOG_INS"),
    key("log.format", "AGERA_LOG_FORMAT"),
    key("log.filter", "AGERA_LOG_FILTER"),
    key("access_log.checkpoints", "AGERA_ACCESS_LOG_CHECKPOINTS"),
    key("access_log.key_file", "AGERA_ACCESS_LOG_KEY_FILE"),
    key("access_log.keep_years", "AGERA_ACCESS_LOG_KEEP_YEARS"),
    key(
        "access_log.checkpoint_minutes",
        "AGERA_ACCESS_LOG_CHECKPOINT_MINUTES",
    ),
    key(
        "access_log.checkpoint_entries",
        "AGERA_ACCESS_LOG_CHECKPOINT_ENTRIES",
    ),
    key("access_log.staff_names", "AGERA_ACCESS_LOG_STAFF_NAMES"),
    key("rules.folder", "AGERA_RULES_FOLDER"),
    key("rules.region", "AGERA_RULES_REGION"),
];

/// Keys of earlier versions whose values stand in a rule set now.
pub(super) const IN_RULE_SETS: [(&str, &str); 5] = [
    ("rules.own_login_age", "AGERA_RULES_OWN_LOGIN_AGE"),
    ("rules.own_journal_age", "AGERA_RULES_OWN_JOURNAL_AGE"),
    ("rules.leap_day", "AGERA_RULES_LEAP_DAY"),
    ("rules.custody_hours", "AGERA_RULES_CUSTODY_HOURS"),
    ("rules.notice_days", "AGERA_RULES_NOTICE_DAYS"),
];

/// The key with this path.
pub(super) fn find(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}
