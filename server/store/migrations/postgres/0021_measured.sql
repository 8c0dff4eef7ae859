-- More kinds of entries.
ALTER TABLE journal_entries DROP CONSTRAINT journal_entries_kind_check;
ALTER TABLE journal_entries ADD CONSTRAINT journal_entries_kind_check
    CHECK (kind IN ('anteckning', 'diagnos', 'vaccination', 'tillvaxt', 'provsvar', 'lakemedel', 'remiss', 'besok'));
-- What is measured over time: the newest entries of one kind.
CREATE INDEX journal_by_kind ON journal_entries (person, kind, happened DESC, id DESC);
