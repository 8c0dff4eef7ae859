-- A journal's page costs as much however long the journal is: what is not signed is counted for each unit
-- from an index, and the units are found by going from one to the next.
DROP INDEX journal_unsigned;
CREATE INDEX journal_unsigned ON journal_entries (person, unit, signed, happened);
