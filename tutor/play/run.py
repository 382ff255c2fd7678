"""One learner playing one lesson: every answer is on disk before anything is drawn."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol

from tutor.engine import responses as r
from tutor.engine.events import Event, RunLeft
from tutor.engine.run import Script, begin, respond, resume, resume_at
from tutor.engine.state import LessonState
from tutor.records import RunRecord, StoreUnavailable

Clock = Callable[[], datetime]
NewId = Callable[[], str]


class Journal(Protocol):
    """Where events are kept; `append` returns once they are safe."""

    def append(self, learner: str, events: Sequence[Event]) -> None:
        """Keep the events of a learner, all or none of them."""
        ...

    def open_runs(self, learner: str) -> tuple[RunRecord, ...]:
        """Return the learner's unfinished runs, the newest first."""
        ...

    def responses(self, run_id: str) -> tuple[Mapping[str, Any], ...]:
        """Return the responses of a run in their order."""
        ...


class LessonRun:
    """A run with its state, which changes only after its events are kept.

    When the journal can't keep them (a full disk), the lesson goes on all the same: they wait here and
    are kept, in their order, as soon as the journal can again; `kept` tells which it is.
    """

    def __init__(
        self, script: Script, state: LessonState, learner: str, journal: Journal, clock: Clock
    ) -> None:
        self.script = script
        self.state = state
        self.learner = learner
        self._journal = journal
        self._clock = clock
        self._waiting: tuple[Event, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether everything that happened is safe on disk."""
        return not self._waiting

    def respond(self, response: r.Response) -> bool:
        """Answer the present step; return whether that changed anything."""
        state, events = respond(self.script, self.state, response, self._clock())
        if not events:
            return False
        self._keep(events)
        self.state = state
        return True

    def leave(self) -> None:
        """Note that the learner stopped here for now."""
        if not self.state.finished:
            left = RunLeft(at=self._clock(), run=self.state.run, lesson=self.script.lesson.id)
            self._keep((left,))

    def _keep(self, events: tuple[Event, ...]) -> None:
        waiting = (*self._waiting, *events)
        try:
            self._journal.append(self.learner, waiting)
        except StoreUnavailable:
            self._waiting = waiting
        else:
            self._waiting = ()

    def translated(self, script: Script) -> "LessonRun":
        """Return the same run in another language: translations share steps, so the place is the same."""
        run = LessonRun(script, self.state, self.learner, self._journal, self._clock)
        run._waiting = self._waiting
        return run


def start_run(
    script: Script, learner: str, journal: Journal, clock: Clock, new_id: NewId
) -> LessonRun:
    """Begin a lesson from its first step."""
    run = new_id()
    state, events = begin(script, run, run, clock())
    started = LessonRun(script, state, learner, journal, clock)
    started._keep(events)
    return started


def open_run(
    script: Script, learner: str, journal: Journal, clock: Clock, new_id: NewId
) -> LessonRun:
    """Go on with the learner's unfinished run of this lesson, or begin one, as where it can't be read."""
    with suppress(StoreUnavailable):
        for record in journal.open_runs(learner):
            if record.lesson == script.lesson.id:
                state = _restored(script, record, journal)
                return LessonRun(script, state, learner, journal, clock)
    return start_run(script, learner, journal, clock, new_id)


def _restored(script: Script, record: RunRecord, journal: Journal) -> LessonState:
    if record.revision == script.revision:
        told = journal.responses(record.run)
        known = (r.from_json(response) for response in told)
        state = resume(script, record.run, record.seed, (x for x in known if x is not None))
        # What was answered in another language, where other words are right, may not lead as far.
        if state.moment.index == record.step and not state.finished:
            return state
    # The lesson was rewritten, or is played in another language now: the step is found by its id.
    index = script.lesson.index_of(record.step_id) if record.step_id else None
    return resume_at(script, record.run, record.seed, record.step if index is None else index)
