"""The run of a drill: taken up again at its step, or begun with what is due today."""

from contextlib import suppress

from tutor.content.catalogue import LessonError
from tutor.engine.parts import DRILL
from tutor.engine.run import Script
from tutor.play.library import Library
from tutor.play.refresh.today import Today
from tutor.play.run import Clock, LessonRun, NewId, open_run, start_run
from tutor.records.database import StoreUnavailable


def open_drill(
    library: Library, language: str, today: Today, clock: Clock, new_id: NewId
) -> LessonRun:
    """Go on with the learner's unfinished drill, or begin one; raises LessonError for none.

    Which steps a drill is made of stands in the record of its start: it is the same after a power cut.
    """
    begun = _begun(library, language, today)
    if begun is not None:
        return open_run(begun, today.learner, today.store, clock, new_id)
    script = library.new_drill(today.questions(language), language)
    return start_run(script, today.learner, today.store, clock, new_id)


def _begun(library: Library, language: str, today: Today) -> Script | None:
    """Return the drill that was left, None where there is none or its lessons are gone."""
    with suppress(StoreUnavailable, LessonError):
        for record in today.store.open_runs(today.learner):
            started = today.store.run_start(record.run) if record.lesson == DRILL else None
            if started is not None:
                return library.drill(started.parts, language)
    return None
