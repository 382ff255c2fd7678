"""How many minutes a lesson takes: what is heard, and what is pressed, typed and done."""

import pytest
from shipped import LANGUAGES, library

from tutor.authoring.minutes import Measured, minutes_of
from tutor.content.model import PhoneApp, PhoneScreen, Place
from tutor.content.placeholders import Filler
from tutor.content.steps import Do, Lesson, Say, Step, Type
from tutor.engine.run import Script
from tutor.lesson.phrases import LessonPhrases
from tutor.phone import PhoneWorld

PHONE = PhoneWorld(
    {"home": PhoneApp(id="home", title="", screens=(PhoneScreen(id="main", title="", items=()),))}
)
HEARD = Say(text="Chào bác ạ.")


def seconds(*steps: Step) -> float:
    lesson = Lesson(
        format=1,
        id="vi-du",
        language="vi",
        topic="lam-quen",
        title="Ví dụ",
        objective="Thử",
        minutes=5,
        steps=steps,
    )
    script = Script(lesson, PHONE)
    return 60 * minutes_of(script, LessonPhrases(Filler("vi")))


def test_a_page_takes_as_long_as_its_letters_and_one_second() -> None:
    longer = Say(text="Chào bác ạ. Chào bác ạ.")
    assert seconds(HEARD) == pytest.approx(1 + len(HEARD.text) / 14.5)
    assert seconds(longer) - seconds(HEARD) == pytest.approx(0.9 + len(HEARD.text) / 14.5)


def test_letters_to_type_and_tasks_take_longer() -> None:
    def typed(text: str) -> Type:
        return Type(text="Mời bác gõ.", id="go", expect=(text,))

    def tasks(*checklist: str) -> Do:
        return Do(text="Mời bác làm.", id="lam", checklist=checklist)

    # The answer repeats what was typed.
    assert seconds(typed("mai mai")) - seconds(typed("mai")) == pytest.approx(4 + 4 / 14.5)
    # The voice says “hai. Tắt” with a pause before it.
    more = seconds(tasks("Mở", "Tắt")) - seconds(tasks("Mở"))
    assert 12 < more < 14


def test_minutes_that_are_near_enough_are_no_problem() -> None:
    place = Place("vi-du.yaml", 8, 10)
    assert Measured("vi-du", "vi", 8, 10.4, place).problem is None
    told = Measured("vi-du", "vi", 8, 10.6, place).problem
    assert told is not None
    assert (told.code, told.warning, told.details["count"]) == ("minutes-amount", True, "11")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_lessons_take_as_long_as_they_state(language: str) -> None:
    phrases = library().phrases(language, "")
    for entry in library().catalogue.lessons(language, audience=None):
        minutes = minutes_of(library().script(entry.id, language), phrases)
        measured = Measured(entry.id, language, entry.minutes, minutes, Place(""))
        assert measured.problem is None, measured
