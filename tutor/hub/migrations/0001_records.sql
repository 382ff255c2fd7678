-- What bundles bring, in the form of a laptop: events with their hashes, and entries of people. Texts that are
-- compared are in the order of their bytes, as on a laptop.

-- This store: the machine under which it notes that somebody was erased, and the greatest number seen so far.
CREATE TABLE hub (
    one integer PRIMARY KEY CHECK (one = 1),
    device text NOT NULL,
    last_seq bigint NOT NULL DEFAULT 0,
    subjects text NOT NULL DEFAULT ''
);

CREATE TABLE event (
    id uuid PRIMARY KEY,
    device text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    at text NOT NULL,
    wall_ms bigint NOT NULL,
    tz text NOT NULL,
    clock_flag text NOT NULL,
    kind text COLLATE "C" NOT NULL,
    v bigint NOT NULL,
    learner text COLLATE "C" NOT NULL,
    lesson text NOT NULL,
    run text COLLATE "C" NOT NULL,
    payload text NOT NULL,
    hash bytea NOT NULL
);

CREATE INDEX event_learner ON event (learner);
-- Events of classes are few; those of lessons are found by their learner.
CREATE INDEX event_class ON event (run) WHERE kind IN (
    'session-planned', 'session-started', 'session-ended', 'session-held', 'session-cancelled',
    'unnamed-counted', 'helpers-counted', 'attended',
    'item-started', 'item-finished', 'item-dropped', 'hands-counted'
);
-- Who was erased or said no: what comes in later of them is looked at again.
CREATE INDEX event_decided ON event (learner) WHERE kind IN ('person-erased', 'consent-withdrawn');

-- Clocks that cannot have been right are few.
CREATE INDEX event_in_doubt ON event (learner) WHERE clock_flag <> '';

-- `area` is the code of the commune that an entry counts to, '' if it is not known.
CREATE TABLE person (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    address text NOT NULL,
    language text NOT NULL,
    size_step integer,
    theme text,
    speech_speed text,
    speech_volume integer,
    speech_on integer NOT NULL,
    hamlet text NOT NULL,
    commune text NOT NULL,
    household text NOT NULL,
    needs text NOT NULL,
    role text NOT NULL,
    phone text NOT NULL,
    on_roster integer NOT NULL,
    created_at text NOT NULL,
    origin text COLLATE "C" NOT NULL,
    stamps text NOT NULL,
    area text COLLATE "C" NOT NULL DEFAULT ''
);

CREATE INDEX person_area ON person (area);

-- The commune that somebody named for a laptop when its bundle was loaded.
CREATE TABLE laptop (
    device text COLLATE "C" PRIMARY KEY,
    area text COLLATE "C" NOT NULL
);

-- The bundles that were loaded, by the digest of what they hold.
CREATE TABLE loaded (
    digest bytea PRIMARY KEY,
    events integer NOT NULL,
    people integer NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    by_role text NOT NULL DEFAULT current_user
);
