-- The lines of lists that were imported: the same line is known when the list comes again, and the last import
-- can be undone. `mark` is a digest of the line; `before` and `after` are the fields that it completed, as JSON.
CREATE TABLE imported_line (
    mark TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    batch INTEGER NOT NULL,
    at TEXT NOT NULL,
    added INTEGER NOT NULL CHECK (added IN (0, 1)),
    before TEXT NOT NULL DEFAULT '{}',
    after TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE INDEX imported_line_person ON imported_line (person);
