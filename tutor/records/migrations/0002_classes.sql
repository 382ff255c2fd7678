-- Classes: what a roster says of people, and the projections of class events.

-- No number of any paper, no phone number, no date of birth. `commune` is a code of the official list of
-- 2025, `needs` words between commas; staff are the volunteers and the police officer of a team.
ALTER TABLE person ADD COLUMN hamlet TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN commune TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN household TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN needs TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN role TEXT NOT NULL DEFAULT 'learner';
ALTER TABLE person ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN on_roster INTEGER NOT NULL DEFAULT 0;

-- 1 while copies may still hold somebody who was erased.
ALTER TABLE device ADD COLUMN sweep_due INTEGER NOT NULL DEFAULT 0;

-- The lock of the volunteers' side. Times are not kept: no clock of such a laptop can be trusted.
CREATE TABLE pin (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    hash TEXT NOT NULL,
    wrong INTEGER NOT NULL,
    lockouts INTEGER NOT NULL
) STRICT;

CREATE INDEX event_learner ON event (learner);

-- Projections. Where the latest word counts, `seq` and `device` are those of the event that said it, so
-- that events come to the same rows in whatever order they arrive.
CREATE TABLE class_session (
    session TEXT NOT NULL PRIMARY KEY,
    day TEXT NOT NULL DEFAULT '',
    hamlet TEXT NOT NULL DEFAULT '',
    commune TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL DEFAULT 0,
    expected INTEGER NOT NULL DEFAULT 0,
    lessons TEXT NOT NULL DEFAULT '[]',
    form TEXT NOT NULL DEFAULT 'class',
    plan_seq INTEGER NOT NULL DEFAULT 0,
    plan_device TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'planned',
    state_seq INTEGER NOT NULL DEFAULT 0,
    state_device TEXT NOT NULL DEFAULT '',
    started_at TEXT,
    ended_at TEXT
) STRICT;

CREATE TABLE class_item (
    session TEXT NOT NULL,
    item INTEGER NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    seq INTEGER NOT NULL,
    device TEXT NOT NULL,
    PRIMARY KEY (session, item)
) STRICT;

-- `who` is the learner, or the id of the event of one who was erased and whose `learner` is ''.
CREATE TABLE attendance (
    session TEXT NOT NULL,
    who TEXT NOT NULL,
    learner TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    seq INTEGER NOT NULL,
    device TEXT NOT NULL,
    PRIMARY KEY (session, who)
) STRICT;

CREATE INDEX attendance_learner ON attendance (learner);

CREATE TABLE hands (
    session TEXT NOT NULL,
    lesson TEXT NOT NULL,
    step_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    counts TEXT NOT NULL,
    seq INTEGER NOT NULL,
    device TEXT NOT NULL,
    PRIMARY KEY (session, lesson, step_id, round)
) STRICT;

CREATE TABLE observation (
    event TEXT NOT NULL PRIMARY KEY,
    learner TEXT NOT NULL,
    skill TEXT NOT NULL,
    how TEXT NOT NULL,
    session TEXT NOT NULL,
    lesson TEXT NOT NULL,
    at TEXT NOT NULL,
    seq INTEGER NOT NULL,
    device TEXT NOT NULL
) STRICT;

CREATE INDEX observation_learner ON observation (learner);

CREATE TABLE consent (
    learner TEXT NOT NULL PRIMARY KEY,
    given INTEGER NOT NULL CHECK (given IN (0, 1)),
    text_version TEXT NOT NULL,
    method TEXT NOT NULL,
    witness TEXT NOT NULL,
    at TEXT NOT NULL,
    seq INTEGER NOT NULL,
    device TEXT NOT NULL
) STRICT;

CREATE TABLE visit (
    visit TEXT NOT NULL PRIMARY KEY,
    learner TEXT NOT NULL DEFAULT '',
    staff TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT 'other',
    session TEXT NOT NULL DEFAULT '',
    assigned_at TEXT NOT NULL DEFAULT '',
    seq INTEGER NOT NULL DEFAULT 0,
    device TEXT NOT NULL DEFAULT '',
    done_at TEXT,
    done_session TEXT NOT NULL DEFAULT ''
) STRICT;

-- Those whose records were erased, by an id that leads to no name any more: they are not taken in again.
CREATE TABLE erased (
    learner TEXT NOT NULL PRIMARY KEY
) STRICT;
