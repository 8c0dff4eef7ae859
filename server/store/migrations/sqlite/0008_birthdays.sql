-- Telling that a 13th birthday is near (R-G5), and jobs that run on one node at a time.

-- Whom a birthday has been told to, and how many days before: the outbox forgets that sooner.
CREATE TABLE birthday_notices (
    reader BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    days INTEGER NOT NULL CHECK (days > 0),
    told INTEGER NOT NULL,
    PRIMARY KEY (reader, subject, days)
) STRICT, WITHOUT ROWID;

-- Whose birthday is near, and who has added the child.
CREATE INDEX persons_by_birth ON persons (born);
CREATE INDEX links_by_child ON links (child);

CREATE TABLE job_leases (
    job TEXT NOT NULL PRIMARY KEY,
    holder BLOB NOT NULL CHECK (length(holder) = 16),
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
