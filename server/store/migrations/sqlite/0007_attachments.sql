-- Files that go with messages (R-E5). What they are stands apart from their content, so that a
-- thread is read without it.
CREATE TABLE attachments (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    message BLOB NOT NULL REFERENCES messages (id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('jpeg', 'png', 'pdf')),
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    added INTEGER NOT NULL,
    UNIQUE (message, place)
) STRICT, WITHOUT ROWID;
-- With row ids: rows this large would make a tree of keys deep.
CREATE TABLE attachment_contents (
    id BLOB NOT NULL PRIMARY KEY REFERENCES attachments (id),
    content BLOB NOT NULL
) STRICT;
