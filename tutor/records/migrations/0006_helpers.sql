-- How many grandchildren, neighbours and friends sat beside the learners of a class: a number, never a name.
CREATE TABLE helper_count (
    session TEXT NOT NULL PRIMARY KEY,
    helpers INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    device TEXT NOT NULL
) STRICT;
