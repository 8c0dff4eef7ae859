-- Times that were opened together (R-E1), so that they can be changed and closed together. None:
-- opened alone, or before it was noted.
ALTER TABLE slots ADD COLUMN series BLOB;
