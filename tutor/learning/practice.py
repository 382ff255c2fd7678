"""On which days each skill was practised without help, of the rows of many people's events.

The rules are those of `engine.evidence`, and a test holds this to them. No event is made of a row: for
figures of thousands of people that would take most of the time.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

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


class _Answer(NamedTuple):
    at: datetime
    tz: str
    lesson: str
    step: str
    payload: _Payload


# When a run asked for something last, and whether it took no help in any of it.
_Recall = tuple[datetime, str, bool]


class Practice:
    """What many people did in runs of lessons."""

    def __init__(self) -> None:
        self._answers: defaultdict[_Run, list[_Answer]] = defaultdict(list)
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
                answer = _Answer(at, tz, part.lesson, part.step, payload)
                self._answers[person, payload["run"]].append(answer)
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
        days: dict[str, dict[str, set[date]]] = {}
        for run, answers in self._answers.items():
            person, _ = run
            _, started = self._started.get(run, (None, _NOTHING))
            alone = run in self._finished and started.get("seats", 1) <= 1
            answers.sort(key=_time)
            asks = started.get("asks", _NOTHING)
            for skill, (at, tz, unaided) in _recalls(answers, asks, skills_of).items():
                of_skill = days.setdefault(person, {}).setdefault(skill, set())
                if unaided and alone:
                    of_skill.add(at.astimezone(zone(tz)).date())
        return days


def _recalls(
    answers: list[_Answer], asks: Mapping[str, Sequence[str]], skills_of: SkillsOf
) -> dict[str, _Recall]:
    """Return what the answers of one run, in the order of their times, show of each skill."""
    recalls: dict[str, _Recall] = {}
    for lesson, asked, question in _questions(answers, asks):
        payloads = [answer.payload for answer in question if _tells(answer)]
        if not payloads:
            continue
        at, tz, *_ = question[-1]
        unaided = not any(map(_took_help, payloads))
        for skill in skills_of.get(lesson, ()):
            if not asked or skill in asked:
                before = recalls.get(skill)
                if before is None:
                    recalls[skill] = at, tz, unaided
                else:
                    last = before[:2] if before[0] >= at else (at, tz)
                    recalls[skill] = *last, before[2] and unaided
    return recalls


def _questions(
    answers: list[_Answer], asks: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Sequence[str], list[_Answer]]]:
    """Yield the lesson, the skills and the answers of each question; no skills are all of the lesson."""
    lesson, *others = {answer.lesson for answer in answers}
    if not others and not asks and all(map(_tells, answers)):
        # Nearly all runs: what each question showed is what they show together.
        yield lesson, (), answers
        return
    questions: dict[tuple[str, str], list[_Answer]] = {}
    for answer in answers:
        questions.setdefault((answer.lesson, answer.step), []).append(answer)
    for (lesson, _), question in questions.items():
        yield lesson, asks.get(question[0].payload["step_id"], ()), question


def _time(answer: _Answer) -> datetime:
    return answer.at


def _tells(answer: _Answer) -> bool:
    """Return False where a genuine contact was ended: that says nothing of what somebody can do."""
    return bool(answer.payload["verdict"] != "unneeded")


def _took_help(answer: _Payload) -> bool:
    return (
        answer["rung"] > UNAIDED
        or answer["verdict"] == "wrong"
        or answer.get("outcome") == "scam-believed"
    )
