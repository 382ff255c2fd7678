"""The records of a province for measures: teams with their people, classes and lessons, as bundles."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from tutor import places
from tutor.engine.events import (
    Attempted,
    ConversationEnded,
    Event,
    Responded,
    RunFinished,
    RunStarted,
    StepReached,
    to_payload,
)
from tutor.engine.evidence import MASTERY
from tutor.hub.bundle import write_bundle
from tutor.hub.sealing import new_salt
from tutor.records.class_events import (
    Attended,
    ClassEvent,
    ConsentGiven,
    ItemFinished,
    ItemStarted,
    SessionEnded,
    SessionPlanned,
    SessionStarted,
    SkillObserved,
)
from tutor.records.exchange import PERSON_COLUMNS, Content, EventRow, PersonRow
from tutor.records.journal import (
    PAYLOAD_VERSION,
    EventIds,
    StoredEvent,
    milliseconds,
    random_id,
    row_of,
)

PROVINCE = "Tỉnh Ninh Bình"
WORDS = "bốn con trâu đỏ"
_START = datetime(2026, 11, 9, 12, 30, tzinfo=UTC)
_PEOPLE, _CLASSES, _SEATS = 100, 40, 18
_STEPS = 6
_GIVEN = ("Hoa", "Lan", "Nam", "Tư", "Mai", "Bình", "Sơn", "Cúc")


def communes() -> list[str]:
    """Return the codes of the communes of the province."""
    table = Path(places.__file__).with_suffix(".tsv").read_text(encoding="utf-8")
    codes: list[str] = []
    within = False
    for line in table.splitlines():
        match line.split("\t"):
            case ["province", _, name]:
                within = name == PROVINCE
            case ["commune", code, _] if within:
                codes.append(code)
    return codes


def write_teams(folder: Path, teams: int, events: int, lessons: tuple[str, ...]) -> list[Path]:
    """Write a bundle for each team that is not there yet, of so many events all together."""
    folder.mkdir(parents=True, exist_ok=True)
    codes = communes()
    write = partial(_write_team, folder, events // teams, codes, lessons, new_salt())
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(write, range(teams)))


def _write_team(
    folder: Path, events: int, codes: list[str], lessons: tuple[str, ...], salt: bytes, number: int
) -> Path:
    file = folder / f"doi-{number:04d}.goi"
    if not file.exists():
        team = Team(number, codes[number % len(codes)], lessons)
        file.write_bytes(write_bundle(team.content(events), WORDS, salt))
    return file


class Team:
    """One laptop with its people; everything of it is drawn by its number."""

    def __init__(self, number: int, commune: str, lessons: tuple[str, ...]) -> None:
        self._random = Random(number)
        self._commune = commune
        self._lessons = lessons
        self._hamlet = f"Thôn {number // 129 + 1}"
        self._device = random_id(self._random)
        self._at = _START
        self._new_id = EventIds(lambda: self._at, self._random)
        self._seq = 0
        self._people = [random_id(self._random) for _ in range(_PEOPLE)]

    def content(self, events: int) -> Content:
        """Return people and so many events."""
        rows = [row for _, row in zip(range(events), self._rows(events), strict=False)]
        return Content(tuple(rows), tuple(map(self._person, range(_PEOPLE))))

    def _person(self, at: int) -> PersonRow:
        values = {
            "id": self._people[at],
            "name": f"Người Mẫu {self._random.choice(_GIVEN)} {at}",
            "address": "bac",
            "language": "vi",
            "size_step": None,
            "theme": None,
            "speech_speed": None,
            "speech_volume": None,
            "speech_on": 1,
            "hamlet": self._hamlet,
            "commune": self._commune,
            "household": f"Hộ {at // 2}",
            "needs": "",
            "role": "learner" if at else "staff",
            "phone": "android",
            "on_roster": 1,
            "created_at": _START.isoformat(),
            "origin": self._device,
            "stamps": "{}",
        }
        return {name: values[name] for name in PERSON_COLUMNS}

    def _row(self, learner: str, event: Event | ClassEvent) -> EventRow:
        self._seq += 1
        return row_of(
            StoredEvent(
                id=self._new_id(),
                device=self._device,
                seq=self._seq,
                at=event.at,
                wall_ms=milliseconds(event.at),
                tz="+0700",
                clock_flag="",
                kind=event.kind,
                v=PAYLOAD_VERSION,
                learner=learner,
                lesson=getattr(event, "lesson", ""),
                run=event.run,
                payload=to_payload(event),
            )
        )

    def _rows(self, events: int) -> Iterator[EventRow]:
        """Yield consents, then one evening after the other, with the lessons that are played between them."""
        for learner in self._people:
            yield self._row(
                learner,
                ConsentGiven(at=self._at, learner=learner, text_version="1", method="aloud"),
            )
        runs = max(1, events // (_CLASSES * (3 * _STEPS + 3)))
        day = 0
        while True:
            day += 1
            self._at = _START + timedelta(days=7 * (day % _CLASSES) + day // _CLASSES)
            if day <= _CLASSES:
                yield from self._evening(self._at.date())
            for _ in range(runs):
                yield from self._run(self._random.choice(self._people))

    def _evening(self, day: date) -> Iterator[EventRow]:
        session, at = random_id(self._random), self._at
        plan = SessionPlanned(
            at=at,
            session=session,
            day=day.isoformat(),
            hamlet=self._hamlet,
            commune=self._commune,
            minutes=90,
            expected=_SEATS,
            lessons=self._lessons[:1],
        )
        yield self._row("", plan)
        yield self._row("", SessionStarted(at=at, session=session))
        for item in range(6):
            yield self._row("", ItemStarted(at=at, session=session, index=item, key="lesson"))
            yield self._row("", ItemFinished(at=at, session=session, index=item, key="lesson"))
        there = self._random.sample(self._people, _SEATS)
        for learner in there:
            state = self._random.choice(("present", "present", "present", "late", "absent"))
            reason = "ill" if state == "absent" else ""
            yield self._row(
                learner,
                Attended(at=at, session=session, learner=learner, state=state, reason=reason),  # type: ignore[arg-type]
            )
        seen = SkillObserved(
            at=at, session=session, learner=there[0], skill="giu-ma", lesson="", alone=True
        )
        yield self._row(there[0], seen)
        yield self._row("", SessionEnded(at=at, session=session))

    def _run(self, learner: str) -> Iterator[EventRow]:
        run, at = random_id(self._random), self._at
        lesson = self._random.choice(self._lessons)
        of_run = {"at": at, "run": run, "lesson": lesson}
        events: list[Event] = [
            RunStarted(
                **of_run,  # type: ignore[arg-type]
                language="vi",
                revision="0123456789abcdef",
                seed=run,
                steps=_STEPS,
                mastery=str(MASTERY),
                shuffled=True,
            )
        ]
        for step in range(_STEPS):
            here = {**of_run, "step": step, "step_id": f"buoc-{step}"}
            rung = self._random.choice((0, 0, 0, 0, 1, 2))
            outcome = "scam-refused" if step == 3 else ""
            events += [
                StepReached(**here, steps=_STEPS),  # type: ignore[arg-type]
                Responded(**of_run, step=step, response={"do": "choose", "number": 2}),  # type: ignore[arg-type]
                Attempted(
                    **here,  # type: ignore[arg-type]
                    verdict="right",
                    rung=rung,
                    answer="Cúp máy, gọi lại số vẫn dùng",
                    outcome=outcome,  # type: ignore[arg-type]
                    step_kind="choose",
                ),
            ]
        events += [
            ConversationEnded(
                **of_run,  # type: ignore[arg-type]
                step=3,
                step_id="buoc-3",
                ending="hang-up",
                turns=3,
                tactics=("urgency",),
                outcome="scam-refused",
            ),
            RunFinished(**of_run),  # type: ignore[arg-type]
        ]
        for event in events:
            yield self._row(learner, event)
