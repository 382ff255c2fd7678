"""A name that a learner stores otherwise than the task says is not praised as if it were that name."""

from dataclasses import replace

import pytest
from shipped import NOW, library

from tutor.authoring.right_way import right_response
from tutor.content.steps import Practise
from tutor.engine import responses as r
from tutor.engine.run import begin, respond
from tutor.lesson.present import present


def praise_of(name: str) -> str:
    """Return what is said where the commune police were saved under a name."""
    script = library().script("dt-danh-ba", "vi")
    state, _ = begin(script, "run", "seed", NOW)
    while True:
        step = script.lesson.steps[state.moment.index]
        asked = isinstance(step, Practise) and step.id == "luu-cong-an"
        if asked and state.moment.phase == "done":
            view = present(script, state, library().phrases("vi", "bac"))
            return " ".join(line.text for line in view.lines)
        response = right_response(script, state)
        if asked and isinstance(response, r.Act) and response.gesture.target == "name":
            response = r.Act(replace(response.gesture, text=name))
        state, _ = respond(script, state, response, NOW)


@pytest.mark.parametrize("name", ["Công an", "cong an"])
def test_the_name_that_was_asked_for_is_only_praised(name: str) -> None:
    assert "Muốn đổi" not in praise_of(name)


def test_another_name_is_read_back_and_can_be_mended() -> None:
    assert "Trên máy tập ghi là “Cong an23”. Muốn đổi thì sau này sửa lại được ạ." in praise_of(
        "Cong an23"
    )
