-- A draft that is open in two places at once: the older text must not take the newer one's place.
-- Which form kept it last, by its key; none: before it was noted.
ALTER TABLE drafts ADD COLUMN form UUID;
ALTER TABLE drafts ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Two of the staff who change one template: the second is told.
ALTER TABLE templates ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
