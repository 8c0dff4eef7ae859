-- "Vem har läst?": the log of one person, newest first.
CREATE INDEX access_log_by_subject ON access_log (subject, at, id);
