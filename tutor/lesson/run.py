"""One learner playing one lesson or drill: each answer is written to disk before the state changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol, TypedDict

from tutor.content.catalogue import LessonError
from tutor.content.steps import Call, Chat, Lesson
from tutor.engine import responses as r
from tutor.engine.drill import DRILL, NO_VARIANTS, Variants, next_variants
from tutor.engine.events import ConversationEnded, Event, RunLeft, RunStarted
from tutor.engine.evidence import MASTERY
from tutor.engine.run import Script, begin, choose, resolve_variants, respond, resume, resume_at
from tutor.engine.state import LessonState
from tutor.learning.refresh import RefreshPlan
from tutor.learning.skills import skill_record
from tutor.lesson.library import Library
from tutor.records.database import StoreUnavailable
from tutor.records.journal import StoredEvent
from tutor.records.people import GUEST
from tutor.records.projections import LessonProgress, RunRecord

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

    def run_start(self, run_id: str) -> RunStarted | None:
        """Return how a run began, None for an id that is not here."""
        ...

    def responses(self, run_id: str) -> tuple[Mapping[str, Any], ...]:
        """Return the responses of a run in their order."""
        ...

    def history(self, learner: str) -> tuple[LessonProgress, ...]:
        """Return what the learner did of each lesson."""
        ...

    def events(self, learner: str) -> Iterable[StoredEvent]:
        """Return all that happened to the learner, in the order of the journal."""
        ...


class LessonRun:
    """A run with its state, which changes only after its events were written.

    `script` is resolved for this run: each step contains exactly one variant.

    When the journal can't keep them (a full disk), the lesson goes on all the same: they wait here and
    are kept, in their order, as soon as the journal can again; `all_written` tells which it is.
    """

    def __init__(
        self,
        script: Script,
        state: LessonState,
        learner: str,
        journal: Journal,
        clock: Clock,
        variants: Variants = NO_VARIANTS,
    ) -> None:
        self.script = script
        self.state = state
        self.learner = learner
        self._journal = journal
        self._clock = clock
        self._variants = variants
        self._waiting: tuple[Event, ...] = ()

    @property
    def all_written(self) -> bool:
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

    def choose(self, number: int) -> r.Choose:
        """Return the response that picks what carries this number on the screen."""
        return choose(self.script, self.state, number)

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
        variants = self._variants
        script = resolve_variants(script, self.state.earlier, variants)
        run = LessonRun(script, self.state, self.learner, self._journal, self._clock, variants)
        run._waiting = self._waiting
        return run


def start_run(
    script: Script,
    learner: str,
    journal: Journal,
    clock: Clock,
    new_id: NewId,
    *,
    seats: int = 1,
) -> LessonRun:
    """Begin a lesson from its first step, in the variant that this learner has not met lately."""
    run = new_id()
    earlier = _times_finished(journal, learner, script.lesson.id)
    variants, first_talk = _next_variants(journal, learner, script.lesson)
    script = resolve_variants(script, earlier, variants)
    state, events = begin(
        script,
        run,
        run,
        clock(),
        earlier=earlier,
        mastery=str(MASTERY),
        seats=seats,
        variants=variants,
        first_talk=first_talk,
    )
    started = LessonRun(script, state, learner, journal, clock, variants)
    started._keep(events)
    return started


def open_run(
    script: Script,
    learner: str,
    journal: Journal,
    clock: Clock,
    new_id: NewId,
    *,
    seats: int = 1,
) -> LessonRun:
    """Go on with the learner's unfinished run of this lesson, or begin one, as where it can't be read."""
    with suppress(StoreUnavailable):
        for record in journal.open_runs(learner):
            if record.lesson == script.lesson.id:
                run = restore_run(script, record, learner, journal, clock)
                run.respond(r.Sit(seats))  # who sits there now need not be who sat there then
                return run
    return start_run(script, learner, journal, clock, new_id, seats=seats)


def _times_finished(journal: Journal, learner: str, lesson: str) -> int:
    if learner == GUEST:
        return 0  # somebody else each time, for whom all of it is new
    with suppress(StoreUnavailable):
        for progress in journal.history(learner):
            if progress.lesson == lesson:
                return progress.times_finished
    return 0


def _next_variants(journal: Journal, learner: str, lesson: Lesson) -> tuple[Variants, bool]:
    """Return in which variants to play a lesson, and whether the learner has met no conversation yet.

    The journal is read once, and only for a lesson that has variants or conversations.
    """
    if learner == GUEST:
        return NO_VARIANTS, True
    asked = (isinstance(s, Call | Chat) or getattr(s, "variants", ()) for s in lesson.steps)
    if any(asked):
        with suppress(StoreUnavailable):
            rows = tuple(journal.events(learner))
            first_talk = all(row.kind != ConversationEnded.kind for row in rows)
            return next_variants(lesson, skill_record(rows).variants(lesson.id)), first_talk
    return NO_VARIANTS, False


def restore_run(
    script: Script, record: RunRecord, learner: str, journal: Journal, clock: Clock
) -> LessonRun:
    """Return a run as far as it was played; nothing is written. May raise StoreUnavailable."""
    started = journal.run_start(record.run)
    earlier = 0 if started is None else started.earlier
    variants = NO_VARIANTS if started is None else started.faces
    script = resolve_variants(script, earlier, variants)
    state = _state_of(script, record, journal, started)
    return LessonRun(script, state, learner, journal, clock, variants)


class _Begun(TypedDict):
    """What a run began with, as `begin` records it."""

    earlier: int
    seats: int
    shuffled: bool
    first_talk: bool


def _state_of(
    script: Script, record: RunRecord, journal: Journal, started: RunStarted | None
) -> LessonState:
    begun: _Begun = {"earlier": 0, "seats": 1, "shuffled": False, "first_talk": False}
    if started is not None:
        begun = {
            "earlier": started.earlier,
            "seats": started.seats,
            "shuffled": started.shuffled,
            "first_talk": started.first_talk,
        }
    if record.revision == script.revision:
        told = journal.responses(record.run)
        known = (r.from_json(response) for response in told)
        answers = (x for x in known if x is not None)
        state = resume(script, record.run, record.seed, answers, **begun)
        # What was answered in another language, where other words are right, may not lead as far.
        if state.moment.index == record.step and not state.finished:
            return state
    # The lesson was rewritten, or is played in another language now: the step is found by its id.
    index = script.lesson.index_of(record.step_id) if record.step_id else None
    place = record.step if index is None else index
    return resume_at(script, record.run, record.seed, place, **begun)


def open_drill(
    library: Library, language: str, today: RefreshPlan, clock: Clock, new_id: NewId
) -> LessonRun:
    """Go on with the learner's unfinished drill, or begin one; raises LessonError for none.

    Which steps a drill is made of stands in the record of its start: it is the same after a power cut.
    """
    begun = _begun(library, language, today)
    if begun is not None:
        return open_run(begun, today.learner, today.store, clock, new_id)
    script = library.new_drill(today.questions(language), language)
    return start_run(script, today.learner, today.store, clock, new_id)


def _begun(library: Library, language: str, today: RefreshPlan) -> Script | None:
    """Return the drill that was left, None where there is none or its lessons are gone."""
    with suppress(StoreUnavailable, LessonError):
        for record in today.store.open_runs(today.learner):
            started = today.store.run_start(record.run) if record.lesson == DRILL else None
            if started is not None:
                return library.drill(started.parts, language)
    return None
