-- Who may do what. tutor_load joins what comes in; tutor_commune reads the records of the communes that `reader`
-- names for an account; tutor_province reads figures of all communes, and nothing that leads to anybody.

CREATE TABLE reader (
    role text NOT NULL,
    area text COLLATE "C" NOT NULL,
    PRIMARY KEY (role, area)
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['tutor_load', 'tutor_commune', 'tutor_province'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
    END LOOP;
END
$$;

GRANT USAGE ON SCHEMA tutor TO tutor_load, tutor_commune, tutor_province;
GRANT SELECT ON schema_version TO tutor_load, tutor_commune, tutor_province;
GRANT SELECT, INSERT, UPDATE, DELETE ON person, laptop, loaded, session, learner, stale TO tutor_load;
-- COPY into a table with row security is for its owner alone.
DO $$
BEGIN
    EXECUTE format('GRANT tutor_load TO %I', current_user);
END
$$;
GRANT CREATE ON SCHEMA tutor TO tutor_load;
ALTER TABLE event OWNER TO tutor_load;
REVOKE CREATE ON SCHEMA tutor FROM tutor_load;
GRANT SELECT, UPDATE ON hub TO tutor_load;
GRANT SELECT ON event, person, session, reader TO tutor_commune;
GRANT SELECT ON session, stale TO tutor_province;
GRANT SELECT (area, home, reached, known, mastered) ON learner TO tutor_province;

ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE reader ENABLE ROW LEVEL SECURITY;

CREATE POLICY load ON person TO tutor_load USING (true);
CREATE POLICY load ON session TO tutor_load USING (true);
CREATE POLICY province ON session FOR SELECT TO tutor_province USING (true);

CREATE POLICY own ON reader FOR SELECT TO tutor_commune USING (role = current_user);
CREATE POLICY commune ON person FOR SELECT TO tutor_commune
    USING (area IN (SELECT r.area FROM reader AS r WHERE r.role = current_user));
CREATE POLICY commune ON session FOR SELECT TO tutor_commune
    USING (area IN (SELECT r.area FROM reader AS r WHERE r.role = current_user));
-- The two queries are under the policies above.
CREATE POLICY commune ON event FOR SELECT TO tutor_commune
    USING (learner IN (SELECT p.id FROM person AS p) OR run IN (SELECT s.session FROM session AS s));
