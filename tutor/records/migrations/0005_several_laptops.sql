-- Records of several laptops in one file: they are joined by the ids of events, and read in the order (seq, device).

-- The latest right time is that of this machine's own clock: another laptop's may be years ahead.
DROP INDEX event_trusted;
CREATE INDEX event_trusted ON event (device, wall_ms) WHERE clock_flag = '';
CREATE INDEX event_sequence ON event (seq, device);

-- The machine that put somebody on the list; and by field, how often and by which machine it was last changed.
ALTER TABLE person ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN stamps TEXT NOT NULL DEFAULT '{}';
UPDATE person SET origin = coalesce((SELECT id FROM device), '');

-- Projection: the entries that somebody said are one person, and the entry that stands for all of them.
CREATE TABLE same_person (
    person TEXT NOT NULL PRIMARY KEY,
    same_as TEXT NOT NULL
) STRICT;

-- Projection: refusals by people who had never agreed. What is noted after a later yes names those it sets aside.
CREATE TABLE refusal (
    event TEXT NOT NULL PRIMARY KEY,
    learner TEXT NOT NULL
) STRICT;
