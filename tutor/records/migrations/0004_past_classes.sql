-- When and where a class meets; whether it was held on paper and entered later; how many people were there who
-- do not want to be written down: a number, never a name.
ALTER TABLE class_session ADD COLUMN time TEXT NOT NULL DEFAULT '';
ALTER TABLE class_session ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE class_session ADD COLUMN on_paper INTEGER NOT NULL DEFAULT 0 CHECK (on_paper IN (0, 1));

CREATE TABLE headcount (
    session TEXT NOT NULL PRIMARY KEY,
    unnamed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    device TEXT NOT NULL
) STRICT;
