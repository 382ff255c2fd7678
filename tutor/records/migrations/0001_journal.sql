-- The journal of events, the people on this machine, and the projection that is derived from the events.

-- This machine. Its id moves with the file; seq_floor is the least number that its next event may have.
CREATE TABLE device (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seq_floor INTEGER NOT NULL DEFAULT 1
) STRICT;

-- `id` is the only unique key: one on (device, seq) would silently drop the rows of a cloned laptop.
CREATE TABLE event (
    id TEXT NOT NULL PRIMARY KEY,
    device TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    wall_ms INTEGER NOT NULL,
    tz TEXT NOT NULL,
    clock_flag TEXT NOT NULL,
    kind TEXT NOT NULL,
    v INTEGER NOT NULL,
    learner TEXT NOT NULL,
    lesson TEXT NOT NULL,
    run TEXT NOT NULL,
    payload TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX event_order ON event (device, seq);
CREATE INDEX event_run ON event (run);
CREATE INDEX event_trusted ON event (wall_ms) WHERE clock_flag = '';

-- Names stand here and nowhere else; events know a learner by the random id alone.
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    turn INTEGER NOT NULL,
    size_step INTEGER,
    theme TEXT,
    speech_speed TEXT,
    speech_volume INTEGER,
    speech_on INTEGER NOT NULL DEFAULT 1 CHECK (speech_on IN (0, 1))
) STRICT;

-- Projection: where each run stands.
CREATE TABLE run (
    run TEXT NOT NULL PRIMARY KEY,
    learner TEXT NOT NULL,
    lesson TEXT NOT NULL,
    language TEXT NOT NULL,
    revision TEXT NOT NULL,
    seed TEXT NOT NULL,
    steps INTEGER NOT NULL,
    step INTEGER NOT NULL,
    step_id TEXT NOT NULL,
    started_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL
) STRICT;

CREATE INDEX run_learner ON run (learner, lesson);
