"""Builds records in memory for tests of reports: people, classes and lessons played."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from tutor.engine.events import (
    Attempted,
    ConversationEnded,
    Event,
    RunFinished,
    RunStarted,
    ScamOutcome,
)
from tutor.engine.evidence import MASTERY
from tutor.i18n import Translator
from tutor.records.people import Person
from tutor.records.store import Store, open_store
from tutor.reports.build import build_report
from tutor.reports.report import Cell, Report, ReportKind, Scope, Table
from tutor.reports.subjects import Subjects, TopicSkills

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
SKILLS = {"otp": ("giu-ma",), "goi": ("dung-cup-may-hoi", "giu-ma")}
SUBJECTS = Subjects(
    skills_of=SKILLS,
    skill_name=str.upper,
    tasks=("giu-ma", "dung-cup-may-hoi"),
    topics={
        "lua-dao": TopicSkills("Lừa đảo", frozenset({"dung-cup-may-hoi"})),
        "ma": TopicSkills("Mã", frozenset({"giu-ma", "dung-cup-may-hoi"})),
    },
)
EN = Translator("en")


class Village:
    """A store with short methods to record what happened."""

    def __init__(self, path: Path | None = None, home: Path | None = None, seed: int = 3) -> None:
        self.now = NOW
        self.home = home or Path("/nowhere")
        self.store: Store = open_store(path, clock=lambda: self.now, random=Random(seed))
        self._runs = seed * 1000

    def person(self, name: str = "Hoa", hamlet: str = "Thôn Đông", **more: str) -> Person:
        return self.store.add_person(name=name, hamlet=hamlet, **more)  # type: ignore[arg-type]

    def people(self, count: int, hamlet: str = "Thôn Đông", **more: str) -> list[Person]:
        return [self.person(f"Người {i}", hamlet, **more) for i in range(count)]

    def class_on(
        self,
        day: date,
        there: Sequence[Person] = (),
        absent: Sequence[Person] = (),
        late: Sequence[Person] = (),
        hamlet: str = "Thôn Đông",
        commune: str = "",
    ) -> str:
        classes = self.store.classes
        session = classes.plan_session(day=day, hamlet=hamlet, commune=commune).id
        classes.start_session(session)
        classes.note_attendances(
            session,
            {person.id: ("present", "") for person in there}
            | {person.id: ("late", "") for person in late}
            | {person.id: ("absent", "ill") for person in absent},
        )
        classes.end_session(session)
        return session

    def played(
        self,
        who: Person,
        lesson: str = "otp",
        rung: int = 0,
        day: date = TODAY,
        outcomes: Sequence[ScamOutcome] = (),
        turns: int = 0,
        **started: object,
    ) -> None:
        self.store.append(who.id, list(self._run(lesson, rung, day, outcomes, turns, started)))

    def _run(
        self,
        lesson: str,
        rung: int,
        day: date,
        outcomes: Sequence[ScamOutcome],
        turns: int,
        started: dict[str, object],
    ) -> Iterator[Event]:
        self._runs += 1
        run = f"run-{self._runs}"
        at = datetime.combine(day, NOW.timetz()) + timedelta(seconds=self._runs % 3600)
        usual: dict[str, object] = {"earlier": 0, "mastery": str(MASTERY)}
        yield RunStarted(
            at=at,
            run=run,
            lesson=lesson,
            language="vi",
            revision="1",
            seed="s",
            steps=2,
            **(usual | started),  # type: ignore[arg-type]
        )
        for item, outcome in enumerate(outcomes or ("",)):
            yield Attempted(
                at=at,
                run=run,
                lesson=lesson,
                step=1,
                step_id="hoi",
                item=item,
                answer="a",
                verdict="right",
                rung=rung,
                outcome=outcome,  # type: ignore[arg-type]
            )
        if turns:
            yield ConversationEnded(
                at=at,
                run=run,
                lesson=lesson,
                step=1,
                step_id="hoi",
                ending="hang-up",
                turns=turns,
                tactics=("fear",),
                outcome="scam-refused",
            )
        yield RunFinished(at=at, run=run, lesson=lesson)

    def report(self, kind: ReportKind, translate: Translator = EN, **scope: object) -> Report:
        part = Scope(**scope)  # type: ignore[arg-type]
        return build_report(
            kind,
            self.store,
            SUBJECTS,
            self.home,
            translate=translate,
            today=TODAY,
            scope=part,
        )


def rows(table: Table) -> list[dict[str, Cell]]:
    """Return the rows of a table by the keys of its columns."""
    return [
        {column.key: cell for column, cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]


def named(report: Report, key: str) -> list[dict[str, Cell]]:
    return rows(next(table for table in report.tables if table.key == key))
