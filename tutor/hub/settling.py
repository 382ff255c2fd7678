"""The figures of a commune, made of its records by the code that makes a laptop's reports.

Loading marks the communes that it changed; their figures are made anew at its end, several at a time.
"""

import json
from collections import deque
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any

from pydantic_core import from_json

from tutor.content.text import fold_case
from tutor.engine.events import RunFinished
from tutor.engine.evidence import Evidence
from tutor.hub.areas import OF_SIGNS, Entries, classes_of, events_of
from tutor.hub.postgres import Connection
from tutor.hub.workers import work
from tutor.i18n import Translator
from tutor.learning.practice import RUN_KINDS, Practice
from tutor.learning.skills import SkillsOf, mastered_in, skill_record
from tutor.records.journal import PAYLOAD_VERSION
from tutor.records.people import Person
from tutor.reports.attendance import HeldClass, held_classes
from tutor.reports.coverage import Coverage
from tutor.reports.hamlets import HamletIndex
from tutor.reports.progress import evidence_so_far
from tutor.reports.report import ReportData, ReportRequest, report_data
from tutor.reports.subjects import Subjects
from tutor.reports.targets import Targets

_CLASSES = """
    UPDATE session AS old SET day = new.day, present = new.present, late = new.late,
        absent = new.absent, unnamed = new.unnamed, before = new.before, back = new.back
    FROM json_populate_recordset(NULL::session, %s::json) AS new WHERE old.session = new.session
"""
_RUNS = """
    SELECT seq, device, id::text, at, tz, kind, v, learner, payload FROM event
    WHERE learner = ANY(%(people)s) AND kind = ANY(%(kinds)s)
"""


@dataclass(frozen=True, slots=True)
class Settling:
    """What figures are made with: the store, the skills of the lessons, and the time now."""

    db: str
    skills_of: SkillsOf
    now: datetime


def settle_all(connection: Connection, settling: Settling, processes: int) -> None:
    """Make the figures anew of all areas that need it, in so many processes. Raises HubError."""
    areas = _stale_areas(connection, settling.skills_of)
    deque(work(connection, settling.db, partial(settle, settling=settling), areas, processes), 0)


def _stale_areas(connection: Connection, skills_of: SkillsOf) -> list[str]:
    """Return the areas to settle: those that were changed, and all where lessons train other skills now."""
    text = json.dumps(
        {lesson: list(skills) for lesson, skills in skills_of.items()}, sort_keys=True
    )
    digest = sha256(text.encode()).hexdigest()
    with connection.transaction():
        known = connection.execute("SELECT subjects FROM hub").fetchone()
        if known != (digest,):
            connection.execute(
                """
                INSERT INTO stale SELECT area FROM person UNION SELECT area FROM session
                ON CONFLICT DO NOTHING
                """
            )
            connection.execute("UPDATE hub SET subjects = %s", (digest,))
    return [area for (area,) in connection.execute("SELECT area FROM stale ORDER BY area")]


def settle(connection: Connection, area: str, settling: Settling) -> None:
    """Make the figures of an area anew, once more if records of it were joined meanwhile."""
    from psycopg.errors import DeadlockDetected, SerializationFailure

    while True:
        with suppress(DeadlockDetected, SerializationFailure):
            _settle(connection, area, settling)
            return


def _settle(connection: Connection, area: str, settling: Settling) -> None:
    with connection.transaction():
        # What is joined meanwhile waits to mark the area again until these figures stand.
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # Just after loading PostgreSQL knows nothing of the tables, and would read all of them for each area.
        connection.execute("SET LOCAL enable_seqscan = off")
        connection.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        connection.execute("DELETE FROM stale WHERE area = %s", (area,))
        snapshot, entries = classes_of(connection, area, settling.now)
        data = report_data(snapshot, events_of(connection, entries, OF_SIGNS))
        practice, finished = _practice_of(connection, entries)
        request = _request(settling)
        classes = [_class_values(held) for held in held_classes(data, request)]
        reached = Coverage(data, request).people_reached() | finished
        days = practice.unaided_days(settling.skills_of)
        learners = list(_learners(area, data, request, reached, days))
        connection.execute("UPDATE session SET day = NULL WHERE area = %s", (area,))
        connection.execute(
            "DELETE FROM learner WHERE area = %s OR learner = ANY(%s)",
            (area, [row[0] for row in learners]),
        )
        connection.execute(_CLASSES, (json.dumps(classes),))
        with connection.cursor() as cursor, cursor.copy("COPY learner FROM STDIN") as copy:
            for row in learners:
                copy.write_row(row)


def _request(settling: Settling) -> ReportRequest:
    translate = Translator("en")
    return ReportRequest(
        translate=translate,
        today=settling.now.date(),
        hamlets=HamletIndex(Targets(), translate),
        subjects=Subjects(skills_of=settling.skills_of),
    )


def _class_values(held: HeldClass) -> Mapping[str, Any]:
    return {
        "session": held.session.id,
        "day": held.session.day.isoformat(),
        "present": held.count("present"),
        "late": held.count("late"),
        "absent": held.count("absent"),
        "unnamed": held.session.unnamed,
        "before": len(held.before),
        "back": held.came_back,
    }


def _practice_of(connection: Connection, entries: Entries) -> tuple[Practice, set[str]]:
    """Return what people who are in no doubt practised, and who of them finished a lesson."""
    practice = Practice()
    finished: set[str] = set()
    rows = connection.execute(_RUNS, {"people": entries.sure, "kinds": list(RUN_KINDS)}).fetchall()
    # As in the journal: by number, device and id.
    rows.sort()
    payloads = from_json(f"[{','.join([row[-1] for row in rows])}]")
    for (_, _, _, at, tz, kind, version, entry, _), payload in zip(rows, payloads, strict=True):
        person = entries.leader.get(entry, entry)
        if kind == RunFinished.kind:
            finished.add(person)
        if version == PAYLOAD_VERSION:
            practice.add(person, kind, datetime.fromisoformat(at), tz, payload)
    return practice, finished


@lru_cache(maxsize=1 << 12)
def _practised(unaided_days: frozenset[date]) -> Evidence:
    """Return the evidence of a skill that was practised; many were on the days of the same classes."""
    return Evidence(unaided_days=tuple(sorted(unaided_days)))


def _learners(
    area: str,
    data: ReportData,
    request: ReportRequest,
    reached: Set[str],
    days: Mapping[str, Mapping[str, Set[date]]],
) -> Iterator[tuple[str, str, str, bool, bool, list[str]]]:
    """Yield the rows of the learners of an area; `days` has the unaided ones by person and skill."""
    for person in data.learners:
        stored = data.events.get(person.id)
        evidence = dict(evidence_so_far(skill_record(stored), request)) if stored else {}
        practised = days.get(person.id, {})
        for skill, unaided in practised.items():
            if skill in evidence:
                evidence[skill] = replace(evidence[skill], unaided_days=tuple(unaided))
            elif unaided:
                evidence[skill] = _practised(frozenset(unaided))
        home = _home(person, request)
        mastered = sorted(mastered_in(evidence))
        yield person.id, area, home, person.id in reached, bool(evidence or practised), mastered


def _home(person: Person, request: ReportRequest) -> str:
    """Return a digest of a home, '' if it is not known: the label itself is for the commune alone."""
    if not person.household:
        return ""
    hamlet = request.residence(person)
    text = f"{hamlet.commune} {hamlet.name} {fold_case(person.household)}"
    return sha256(text.encode()).hexdigest()[:16]
