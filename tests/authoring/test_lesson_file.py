"""A lesson file that is edited: read again when it was saved, and shown at the same step."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tutor.authoring.lesson_file import LessonFile, at_step, same_step
from tutor.content.catalogue import lessons_folder_of
from tutor.content.model import PhoneApp, PhoneScreen
from tutor.content.step_parts import Option
from tutor.content.steps import Choose, Lesson, Say, Step
from tutor.engine.run import Script
from tutor.phone import PhoneWorld

GROUND = Path(__file__).parents[1] / "content" / "ground"
GOOD = Path(__file__).parents[1] / "content" / "good" / "vi-du.yaml"

SCREEN = PhoneScreen(id="main", title="", items=())
WORLD = PhoneWorld({"home": PhoneApp(id="home", title="", screens=(SCREEN,))})
A, B, C = (Say(text=text) for text in "abc")
ASK = Choose(text="?", id="hoi", options=(Option(text="x", because="x"),))
AFTER = Say(text="sau", when="wrong hoi")


def lesson(*steps: Step) -> Lesson:
    return Lesson(
        format=1,
        id="thu",
        language="vi",
        topic="thu",
        title="Thử",
        objective="Thử",
        minutes=5,
        steps=steps,
    )


@pytest.mark.parametrize(
    ("index", "new", "place"),
    [
        (1, lesson(B, A, ASK), 2),
        (1, lesson(A, replace(ASK, text="??")), 1),
        (2, lesson(C, A, ASK, replace(B, text="bb")), 3),
        (2, lesson(C), 0),
        (0, lesson(replace(A, text="aa"), ASK), 0),
    ],
)
def test_the_same_step_is_found_by_id_by_words_or_by_the_step_before(
    index: int, new: Lesson, place: int
) -> None:
    assert same_step(lesson(A, ASK, B), index, new) == place


def test_a_step_that_depends_on_an_answer_can_be_shown_at_once() -> None:
    _, state = at_step(Script(lesson(ASK, AFTER, B), WORLD), 1, 0, "run")

    assert state.moment.index == 1


def test_a_file_has_changed_until_it_is_read_and_a_broken_one_leaves_what_was_there(
    tmp_path: Path,
) -> None:
    path = tmp_path / "vi-du.yaml"
    path.write_bytes(GOOD.read_bytes())
    file = LessonFile(path, (GROUND,), GROUND, lambda: date(2026, 6, 1))
    assert file.has_changed()

    file.read()
    assert not file.has_changed()
    assert "missing-key" not in {problem.code for problem in file.problems}
    played = file.script

    path.write_text("format: 1\n", encoding="utf-8")
    assert file.has_changed()
    file.read()
    assert file.script is played
    assert {problem.code for problem in file.problems} == {"missing-key"}
    path.unlink()
    assert not file.has_changed()


@pytest.mark.parametrize(
    ("beside", "content"),
    [
        ("facts.yaml", "format: 1\ncontacts:\n  bao-ai: {value: {vi: %s}, fallback: {vi: x}}\n"),
        (
            "phone/home.yaml",
            "format: 1\napp: home\ntitle: {vi: %s}\n"
            "screens: {main: {title: {vi: Một}, items: [{text: {vi: Hai}}]}}\n",
        ),
        ("words.yaml", "format: 1\nwords:\n  thu: {name: {vi: %s}, means: {vi: Thử}}\n"),
    ],
)
def test_what_is_saved_beside_the_lesson_is_read_anew(
    tmp_path: Path, beside: str, content: str
) -> None:
    path = tmp_path / "vi-du.yaml"
    path.write_bytes(GOOD.read_bytes())
    (tmp_path / "phone").mkdir()
    file = LessonFile(path, (GROUND,), GROUND, lambda: date(2026, 6, 1))
    for name in ("Một", "Bốn"):
        (tmp_path / beside).write_text(content % name, encoding="utf-8")
        assert file.has_changed()
        file.load()
        assert not file.has_changed()
        assert file.script is not None
        library = file.library
        assert name in (
            library.phrases("vi", "bac").fill("{local:bao-ai}"),
            file.script.world.apps["home"].title,
            *(word.name["vi"] for word in library.glossary("vi").words.values()),
        )


def test_the_lessons_folder_is_that_of_the_language() -> None:
    assert lessons_folder_of(Path("/a/vi/b/c.yaml")) == Path("/a")
    assert lessons_folder_of(Path("/c.yaml")) == Path("/")
    assert lessons_folder_of(Path("/a/b/c/d.yaml")) == Path("/a/b/c")
