-- A draft that is open in two places at once: the older text must not take the newer one's place.
-- Which form kept it last, by its key; none: before it was noted.
ALTER TABLE drafts ADD COLUMN form BLOB CHECK (length(form) = 16);
ALTER TABLE drafts ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- Two of the staff who change one template: the second is told.
ALTER TABLE templates ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
