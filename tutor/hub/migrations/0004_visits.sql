-- What reports need besides classes and lessons is found by the same small index as what was decided of somebody.
DROP INDEX event_decided;
CREATE INDEX event_decided ON event (learner) WHERE kind IN (
    'person-erased', 'consent-withdrawn', 'visit-assigned', 'visit-done', 'people-compared'
);
