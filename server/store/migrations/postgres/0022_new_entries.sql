-- Whose entries that are new or not signed are shown in this session, because the reader chose so
-- (R-J10).
ALTER TABLE sessions ADD COLUMN shows_new UUID REFERENCES persons (id);
-- How many are held back.
CREATE INDEX journal_unsigned ON journal_entries (person, signed, happened);
