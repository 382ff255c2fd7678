"""What a learner types in plain mode to answer as the solver does."""

from collections.abc import Iterator
from datetime import UTC, datetime

from solver import WRONG_TRIES, shown_number, wrong_response

from tutor.authoring.right_way import right_response
from tutor.engine import responses as r
from tutor.engine.run import Script, respond
from tutor.engine.state import LessonState

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

# Plays the lesson lam-quen-phim, whose answers are shuffled: the right one is asked for, and Enter takes it.
_ASKED_FOR = ("gợi ý", "gợi ý", "", "")
LINES_OF_THE_KEYS = ("", *_ASKED_FOR, "", "", *_ASKED_FOR, "")


def line_of(script: Script, state: LessonState, response: r.Response) -> str:
    """Return the line that means a response in this state."""
    match response:
        case r.Choose():
            return str(shown_number(script, state, response))
        case r.Enter(text):
            return text
        case r.Act(gesture):
            return str(gesture)
        case r.Back():
            return "<"
        case r.Hint():
            return "?"
        case r.Next() | r.Sit():
            return ""


def lines_to_the_end(script: Script, state: LessonState, *, astray: bool = False) -> Iterator[str]:
    """Yield the lines that play a run from this state to its end; `astray` is wrong a few times first."""
    tries: dict[object, int] = {}
    while not state.finished:
        place = (state.moment.index, getattr(state.moment.step, "card", 0))
        wrong = wrong_response(script, state) if astray else None
        tries[place] = tries.get(place, 0) + (wrong is not None)
        chosen = wrong if wrong is not None and tries[place] <= WRONG_TRIES else None
        response = chosen or right_response(script, state)
        line = line_of(script, state, response)
        state, events = respond(script, state, response, NOW)
        assert events, f"{script.lesson.id}: nothing happens at {state.moment}"
        yield line
