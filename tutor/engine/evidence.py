"""Evidence of a skill from three separate sources: answers, observations and the learner's own word.

Mastery is defined here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tutor.engine.drill import DrillItem, item_of_step
from tutor.engine.events import HINTED, SHOWN, UNAIDED, Attempted, Event, RunFinished, RunStarted


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One question of one run: `rung` is the most help that it took, `at` the time of its last answer.

    `variant` numbers the variant it was met in, as often round as there are variants. `believed` tells that
    a scam was believed, `finished` that the run came to its end. `tells` is False where a genuine contact was
    ended and nothing else answered: it was met, and says nothing of what somebody can do. `asks` names the
    skills that it asked for, nothing for all of its lesson's.
    """

    at: datetime
    run: str
    lesson: str
    step_id: str
    variant: int
    rung: int = UNAIDED
    believed: bool = False
    finished: bool = False
    tells: bool = True
    asks: tuple[str, ...] = ()

    def skills(self, skills_of: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Return the skills that the question asked for; `skills_of` holds those of each lesson."""
        known = skills_of.get(self.lesson, ())
        return tuple(skill for skill in known if skill in self.asks) if self.asks else known


def outcomes(events: Iterable[Event]) -> tuple[Outcome, ...]:
    """Return what each question of each run came to, in the order in which they were met first.

    A wrong answer before the right one counts as help, also where Back took it away, and so do others
    at the same laptop.
    """
    started: dict[str, RunStarted] = {}
    finished: set[str] = set()
    questions: dict[tuple[str, str, str], tuple[DrillItem, list[Attempted]]] = {}
    for event in events:
        if isinstance(event, Attempted):
            part = item_of_step(event.lesson, event.step_id)
            if part is not None:
                key = event.run, part.lesson, part.step
                questions.setdefault(key, (part, []))[1].append(event)
        elif isinstance(event, RunStarted):
            started[event.run] = event
        elif isinstance(event, RunFinished):
            finished.add(event.run)
    return tuple(
        _outcome(part, answers, started.get(run), run in finished)
        for (run, _, _), (part, answers) in questions.items()
    )


def _outcome(
    part: DrillItem, answers: Sequence[Attempted], started: RunStarted | None, finished: bool
) -> Outcome:
    """Return what the answers to one question of a run came to."""
    first = answers[0]
    several = started is not None and started.seats > 1
    rung = HINTED if several else UNAIDED
    believed = tells = False
    for answer in answers:
        if answer.verdict != "unneeded":
            tells = True
            rung = max(rung, answer.rung, HINTED if answer.verdict == "wrong" else UNAIDED)
            believed = believed or answer.outcome == "scam-believed"
    variant = part.variant
    if started is not None and first.lesson == part.lesson:
        variant = started.faces.get(part.step, started.earlier)
    return Outcome(
        at=answers[-1].at,
        run=first.run,
        lesson=part.lesson,
        step_id=part.step,
        variant=variant,
        rung=rung,
        believed=believed,
        finished=finished,
        tells=tells,
        asks=tuple(started.asks.get(first.step_id, ())) if started is not None else (),
    )


@dataclass(frozen=True, slots=True)
class Recall:
    """What one run showed of one skill: the rung of each question that asked for it."""

    at: datetime
    rungs: tuple[int, ...]
    believed: bool
    finished: bool

    @property
    def unaided(self) -> bool:
        """Whether the run was played to its end without help in anything that asked for the skill."""
        return self.finished and not self.believed and max(self.rungs) == UNAIDED

    @property
    def usual_rung(self) -> int:
        """The help that at least half of the questions got by with."""
        return sorted(self.rungs)[(len(self.rungs) - 1) // 2]


def recalls(
    answered: Iterable[Outcome], skills_of: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Recall, ...]]:
    """Return by skill what each run showed of it, the oldest first; `skills_of` is by lesson."""
    asked: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in (outcome for outcome in answered if outcome.tells):
        for skill in outcome.skills(skills_of):
            asked.setdefault((skill, outcome.run), []).append(outcome)
    found: dict[str, list[Recall]] = {}
    for (skill, _), questions in asked.items():
        recall = Recall(
            at=max(outcome.at for outcome in questions),
            rungs=tuple(outcome.rung for outcome in questions),
            believed=any(outcome.believed for outcome in questions),
            finished=any(outcome.finished for outcome in questions),
        )
        found.setdefault(skill, []).append(recall)
    return {
        skill: tuple(sorted(runs, key=lambda outcome: outcome.at)) for skill, runs in found.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that is known of one learner and one skill; the three sources are never added up.

    Practice in the program: how many questions took cues that were shown, hints, or no help; and the days on
    which a whole run took none. On the person's own phone, as a volunteer saw it: the days of doing it alone,
    and with help. `statement` is the latest word of the person
    on it, "" for none.
    """

    answer_shown: int = 0
    hinted: int = 0
    unaided: int = 0
    unaided_days: tuple[date, ...] = ()
    alone_days: tuple[date, ...] = ()
    helped_days: tuple[date, ...] = ()
    statement: str = ""


def practised(runs: Iterable[Recall]) -> Evidence:
    """Return what the practice of one skill comes to."""
    runs = tuple(runs)
    rungs = [rung for recall in runs for rung in recall.rungs]
    return Evidence(
        answer_shown=sum(rung >= SHOWN for rung in rungs),
        hinted=sum(UNAIDED < rung < SHOWN for rung in rungs),
        unaided=sum(rung == UNAIDED for rung in rungs),
        unaided_days=tuple(sorted({recall.at.date() for recall in runs if recall.unaided})),
    )


@dataclass(frozen=True, slots=True)
class Mastery:
    """When a skill counts as mastered; its text is copied into the record of each run that starts.

    A rule that changes takes a new version, and what was recorded under the old one still says so.
    """

    version: str = "1"
    unaided_days: int = 2
    alone_days: int = 1

    def __str__(self) -> str:
        return f"{self.version}: unaided-days={self.unaided_days} or alone-days={self.alone_days}"

    def is_met_by(self, evidence: Evidence) -> bool:
        """Tell whether the evidence is enough; what the person says of it never is."""
        return (
            len(evidence.unaided_days) >= self.unaided_days
            or len(evidence.alone_days) >= self.alone_days
        )


MASTERY = Mastery()
