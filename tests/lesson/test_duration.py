"""About how long a lesson takes: a long call is as long as its lines."""

from tutor.content.step_parts import Answer, Caller, Node
from tutor.content.steps import Call
from tutor.lesson.duration import step_seconds


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
