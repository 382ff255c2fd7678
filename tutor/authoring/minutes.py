"""How many minutes a lesson takes one learner who hears every page to its end and answers right.

The voice is not asked, for engines differ: its seconds follow from the letters, at the pace of the shipped
voices' normal speed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from tutor.authoring.right_way import right_way
from tutor.content.model import Place, Problem
from tutor.content.steps import Do, Step
from tutor.engine import responses as r
from tutor.engine.run import Script
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.present_talk import after_ringing, call_that_rings, ringing
from tutor.lesson.speaking import new_places, spoken_texts
from tutor.lesson.view import View
from tutor.speech.profiles import Pauses

# So many minutes may be stated more or less than are measured: translations state the same.
_MOST_OFF = 2

# Measured on all sentences of the lessons, commas and stops within them included.
_LETTERS_A_SECOND = {"vi": 14.5, "en": 12.1}
_LETTERS_OTHER = 12.0
_PAUSES = Pauses(comma=0.35, sentence=0.9, question=1.5)
# Seconds beyond the voice.
_PAGE, _ANSWER, _PRESS, _LETTER, _TASK = 1, 3, 2, 1, 10
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Measured:
    """A lesson with the minutes that it states and those that are measured."""

    lesson: str
    language: str
    stated: int
    minutes: float
    place: Place

    @property
    def problem(self) -> Problem | None:
        """The warning about what is stated, None where it is near enough."""
        if abs(round(self.minutes) - self.stated) <= _MOST_OFF:
            return None
        details = {"count": f"{self.minutes:.0f}", "minutes": str(self.stated)}
        return Problem(self.place, "minutes-amount", details, warning=True)


def minutes_of(script: Script, phrases: LessonPhrases) -> float:
    """Return how many minutes a lesson takes that has no errors of its script."""
    seconds = 0.0
    for state, response in right_way(script, _NOW):
        view = present(script, state, phrases)
        call = call_that_rings(script, state)
        views = [view] if call is None else [ringing(view, call, phrases), after_ringing(view)]
        seconds += sum(_PAGE + _spoken_seconds(_heard(one), phrases.language) for one in views)
        seconds += _seconds_of(response, script.lesson.steps[state.moment.index])
    return seconds / 60


def _heard(view: View) -> Iterator[str]:
    """Yield the sentences of a view that the voice reads."""
    texts = spoken_texts(view)
    for place in new_places(view, range(len(texts))):
        if text := texts[place].strip():
            yield text


def _spoken_seconds(sentences: Iterable[str], language: str) -> float:
    """Return how long the voice reads sentences, with the pauses between them."""
    pace = _LETTERS_A_SECOND.get(language, _LETTERS_OTHER)
    said = list(sentences)
    pauses = sum(map(_PAUSES.before, said[1:]))
    return pauses + sum(map(len, said)) / pace


def _seconds_of(response: r.Response, step: Step) -> float:
    match response:
        case r.Choose() if isinstance(step, Do):
            return _TASK * len(step.checklist)
        case r.Choose():
            return _ANSWER
        case r.Act(gesture):
            return _LETTER * len(gesture.text) if gesture.kind == "type" else _PRESS
        case r.Enter(text):
            return _LETTER * len(text)
        case _:
            return 0
