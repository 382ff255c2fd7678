-- Figures, derived from the records of one commune by the code of a laptop, and made anew when these change.

-- Classes, with the figures of those that were held; `before` were at the class before in the hamlet.
CREATE TABLE session (
    session text COLLATE "C" PRIMARY KEY,
    area text COLLATE "C" NOT NULL,
    day date,
    present integer NOT NULL DEFAULT 0,
    late integer NOT NULL DEFAULT 0,
    absent integer NOT NULL DEFAULT 0,
    unnamed integer NOT NULL DEFAULT 0,
    before integer NOT NULL DEFAULT 0,
    back integer NOT NULL DEFAULT 0
);

CREATE INDEX session_area ON session (area);

-- Learners, each person once: whether they were reached, and what they have mastered. `home` is '' if unknown.
CREATE TABLE learner (
    learner text COLLATE "C" PRIMARY KEY,
    area text COLLATE "C" NOT NULL,
    home text NOT NULL,
    reached boolean NOT NULL,
    known boolean NOT NULL,
    mastered text[] NOT NULL
);

CREATE INDEX learner_area ON learner (area);

-- Communes whose figures are older than their records.
CREATE TABLE stale (
    area text COLLATE "C" PRIMARY KEY
);
