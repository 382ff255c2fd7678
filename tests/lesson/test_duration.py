"""About how long a lesson takes: a long call is as long as its lines."""

from tutor.content.catalogue import Catalogue
from tutor.content.step_parts import Answer, Caller, Node
from tutor.content.steps import Call
from tutor.lesson.duration import lesson_minutes, step_seconds
from tutor.paths import lessons_folder


def call(turns: int) -> Call:
    nodes = {
        str(turn): Node(
            says="Bác nghe cháu nói nhé.",
            answers=(Answer(text="Ừ", to=str(turn + 1) if turn < turns else "end"),),
        )
        for turn in range(1, turns + 1)
    }
    return Call(text="Điện thoại reo.", caller=Caller(name="Lạ"), genuine=True, nodes=nodes)


def test_a_call_takes_as_long_as_its_longest_way() -> None:
    assert step_seconds(call(60)) > 9 * step_seconds(call(6))
    assert step_seconds(call(60), 3) == step_seconds(call(3))


def test_the_shipped_lessons_take_about_as_long_as_they_state() -> None:
    catalogue = Catalogue((lessons_folder(),))
    for lesson in ("kn-cai-ung-dung", "ld-ba-dau-hieu"):
        loaded = catalogue.load(lesson, "vi").lesson
        assert 0.5 < lesson_minutes(loaded) / loaded.minutes < 1.5
