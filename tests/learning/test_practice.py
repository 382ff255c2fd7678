"""What figures say of practice is what a learner's own record says."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from tutor.engine.drill import DRILL
from tutor.engine.events import Attempted, Event, RunFinished, RunStarted, to_payload
from tutor.learning.practice import RUN_KINDS, Practice
from tutor.learning.skills import skill_record
from tutor.records.journal import PAYLOAD_VERSION, StoredEvent, milliseconds

SKILLS_OF = {"otp": ("giu-ma",), "goi": ("dung-cup-may-hoi", "giu-ma")}
START = datetime(2026, 11, 9, 16, 30, tzinfo=UTC)
PEOPLE = ("hoa", "lan")


def run_of(random: Random, name: str) -> Iterator[Event]:
    """Yield a run with what may happen in one, its times not always in the order of its events."""

    def at() -> datetime:
        return START + timedelta(days=random.randrange(4), minutes=random.randrange(120))

    lesson = random.choice(("otp", "goi", "goi", DRILL, "no-longer-there"))
    steps = ("a", "b") if lesson != DRILL else ("goi:a:0", "goi:a:1", "otp:b:0", "torn")
    for _ in range(random.choice((0, 1, 1, 1, 2))):
        yield RunStarted(
            run=name,
            lesson=lesson,
            at=at(),
            language="vi",
            revision="1",
            seed="s",
            steps=2,
            seats=random.choice((1, 1, 1, 1, 2)),
            asks=random.choice(({}, {}, {"a": ("giu-ma",)}, {"b": ("of-another-lesson",)})),
        )
    for _ in range(random.randrange(5)):
        yield Attempted(
            run=name,
            lesson=lesson,
            at=at(),
            step=1,
            step_id=random.choice(steps),
            answer="a",
            verdict=random.choice(("right", "right", "right", "right", "wrong", "unneeded")),
            rung=random.choice((0, 0, 0, 0, 0, 0, 1, 2, 3)),
            outcome=random.choice(("", "", "", "scam-refused", "scam-believed")),
        )
    if random.random() < 0.8:
        yield RunFinished(run=name, lesson=lesson, at=at())


@pytest.mark.parametrize("seed", range(4))
def test_skills_and_their_days_are_those_of_the_record_of_a_learner(seed: int) -> None:
    random = Random(seed)
    stored: list[StoredEvent] = []
    for number in range(400):
        learner, tz = random.choice(PEOPLE) + str(number % 40), random.choice(("+0700", "+0000"))
        for event in run_of(random, f"run-{number}"):
            payload = to_payload(event)
            if random.random() < 0.02:
                del payload[random.choice(sorted(payload))]
            stored.append(
                StoredEvent(
                    id=f"{len(stored)}",
                    device="laptop",
                    seq=len(stored),
                    at=event.at,
                    wall_ms=milliseconds(event.at),
                    tz=tz,
                    clock_flag="",
                    kind=event.kind,
                    v=PAYLOAD_VERSION,
                    learner=learner,
                    lesson=event.lesson,
                    run=event.run,
                    payload=payload,
                )
            )
    practice = Practice()
    expected: dict[str, dict[str, set[object]]] = {}
    for row in stored:
        assert row.kind in RUN_KINDS
        practice.add(row.learner, row.kind, row.at, row.tz, row.payload)
    for learner in {row.learner for row in stored}:
        record = skill_record(row for row in stored if row.learner == learner)
        evidence = record.evidence(SKILLS_OF)
        if evidence:
            expected[learner] = {
                skill: set(known.unaided_days) for skill, known in evidence.items()
            }
    assert practice.unaided_days(SKILLS_OF) == expected
    assert {len(days) for skills in expected.values() for days in skills.values()} >= {0, 1, 2}
