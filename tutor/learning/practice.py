"""On which days each skill was practised without help, of the rows of many people's events.

The rules are those of `engine.evidence`, and a test holds this to them. No event is made of a row: for
figures of thousands of people that would take most of the time.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tutor.engine.drill import item_of_step
from tutor.engine.events import UNAIDED, Attempted, RunFinished, RunStarted, required_names
from tutor.learning.skills import SkillsOf, zone

RUN_KINDS = frozenset((RunStarted.kind, Attempted.kind, RunFinished.kind))
"""The kinds of events that practice is made of."""

_ATTEMPTED, _STARTED, _FINISHED = map(required_names, (Attempted, RunStarted, RunFinished))

_Payload = Mapping[str, Any]
_NOTHING: _Payload = {}
# A person and their run.
_Run = tuple[str, str]
# The time of an answer, the offset of its place, and its payload.
_Answer = tuple[datetime, str, _Payload]


class Practice:
    """What many people did in runs of lessons."""

    def __init__(self) -> None:
        self._answers: dict[tuple[_Run, str, str], list[_Answer]] = {}
        self._started: dict[_Run, tuple[datetime, _Payload]] = {}
        self._finished: set[_Run] = set()

    def add(self, person: str, kind: str, at: datetime, tz: str, payload: _Payload) -> None:
        """Add an event, in the order of the journal; one with a payload of another shape counts for nothing.

        `tz` is the offset of its place. The clock must have been right.
        """
        names = payload.keys()
        if kind == Attempted.kind:
            part = names >= _ATTEMPTED and item_of_step(payload["lesson"], payload["step_id"])
            if part:
                question = (person, payload["run"]), part.lesson, part.step
                self._answers.setdefault(question, []).append((at, tz, payload))
        elif kind == RunFinished.kind and names >= _FINISHED:
            self._finished.add((person, payload["run"]))
        elif kind == RunStarted.kind and names >= _STARTED:
            run = person, payload["run"]
            if run not in self._started or self._started[run][0] <= at:
                self._started[run] = at, payload

    def unaided_days(self, skills_of: SkillsOf) -> dict[str, dict[str, set[date]]]:
        """Return by person and skill the days on which a whole run took no help in what asked for the skill.

        A skill that was practised with help alone has no days. `skills_of` is by lesson.
        """
        # By run and skill: when it was asked for last, and whether it took no help.
        recalls: dict[tuple[_Run, str], tuple[datetime, str, bool]] = {}
        for (run, lesson, _), answers in self._answers.items():
            answers.sort(key=_time)
            told = [answer for _, _, answer in answers if answer["verdict"] != "unneeded"]
            if not told:
                continue
            _, started = self._started.get(run, (None, _NOTHING))
            unaided = (
                run in self._finished
                and started.get("seats", 1) <= 1
                and not any(map(_took_help, told))
            )
            at, tz, _ = answers[-1]
            asked = started.get("asks", _NOTHING).get(answers[0][2]["step_id"])
            for skill in skills_of.get(lesson, ()):
                if not asked or skill in asked:
                    before = recalls.get((run, skill))
                    if before is None:
                        recalls[run, skill] = at, tz, unaided
                    else:
                        last = before[:2] if before[0] >= at else (at, tz)
                        recalls[run, skill] = *last, before[2] and unaided
        days: dict[str, dict[str, set[date]]] = {}
        for ((person, _), skill), (at, tz, unaided) in recalls.items():
            of_skill = days.setdefault(person, {}).setdefault(skill, set())
            if unaided:
                of_skill.add(at.astimezone(zone(tz)).date())
        return days


def _time(answer: _Answer) -> datetime:
    return answer[0]


def _took_help(answer: _Payload) -> bool:
    return (
        answer["rung"] > UNAIDED
        or answer["verdict"] == "wrong"
        or answer.get("outcome") == "scam-believed"
    )
