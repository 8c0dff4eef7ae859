-- Who is guardian of a child, as far as we know: whom a block can keep out (R-J7).
CREATE INDEX custody_by_child ON custody (child_number);
