-- The log tells of what the operator does at the command line: no person acts then, so the one whom
-- it is about stands for the actor too.

ALTER TABLE access_log DROP CONSTRAINT access_log_capacity_check;
ALTER TABLE access_log ADD CONSTRAINT access_log_capacity_check
    CHECK (capacity IN ('self', 'guardian', 'staff', 'operator'));
