-- Files that go with messages (R-E5). What they are stands apart from their content, so that a
-- thread is read without it.
CREATE TABLE attachments (
    id UUID NOT NULL PRIMARY KEY,
    message UUID NOT NULL REFERENCES messages (id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('jpeg', 'png', 'pdf')),
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 BYTEA NOT NULL CHECK (octet_length(sha256) = 32),
    added BIGINT NOT NULL,
    UNIQUE (message, place)
);
CREATE TABLE attachment_contents (
    id UUID NOT NULL PRIMARY KEY REFERENCES attachments (id),
    content BYTEA NOT NULL
);
-- Photos and PDFs are compressed already.
ALTER TABLE attachment_contents ALTER COLUMN content SET STORAGE EXTERNAL;
