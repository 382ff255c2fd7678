"""A form makes a bulletin that passes the check, whatever it is about and however it is typed."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

import pytest

from tutor.authoring.bulletin import bulletin_id, compose
from tutor.authoring.bulletin_check import BulletinProblem, check_bulletin
from tutor.authoring.bulletin_form import BulletinForm, Disguise, Pretence, Want, Way, read_form
from tutor.authoring.context import CheckContext
from tutor.content.lesson_reader import read_lesson
from tutor.content.steps import Call, Chat, Choose, Lesson, Recap, Sort
from tutor.content.text import strip_emphasis
from tutor.content.yaml_reader import read_document
from tutor.paths import lessons_folder

TODAY = date(2026, 11, 29)
CONTEXT = CheckContext(lessons_folder(), lessons_folder(), TODAY)
GLOSSARY = CONTEXT.glossary("vi")
SAYS: dict[Want, str] = {
    "money": "Bác trúng quạt điện rồi. Bác chuyển ngay phí gửi nhé.",
    "code": "Em gửi mã về máy bác. Bác đọc mã cho em nhé.",
    "link": "Thẻ của bác bị khóa. Bác bấm mo-the.example ngay.",
    "install": "Bác cài ứng dụng em gửi. Bác đừng kể cho ai nhé.",
    "photo": "Bác chụp căn cước gửi em. Tối nay là hết hạn.",
}


def form(
    *says: str,
    ways: Sequence[Way] = ("call",),
    title: str = "Gọi báo trúng quạt",
    pretends: Pretence = "shop",
    wants: Want = "money",
    instead: str = "Cúp máy, hỏi người nhà",
    source: str = "Công an xã Đông Hòa",
) -> BulletinForm:
    said = says or (SAYS[wants],) * 2
    return BulletinForm(
        title=title,
        way=ways[0],
        pretends=pretends,
        wants=wants,
        disguises=tuple(
            Disguise(says=text, way=ways[place % len(ways)]) for place, text in enumerate(said)
        ),
        instead=instead,
        source=source,
        day=date(2026, 11, 27),
    )


def lesson_of(filled: BulletinForm) -> Lesson:
    document, problems = read_document(compose(filled, TODAY, GLOSSARY).encode(), "")
    assert document is not None
    lesson, faults = read_lesson(document)
    assert lesson is not None
    assert [*problems, *faults] == []
    return lesson


def problems_of(filled: BulletinForm) -> Sequence[BulletinProblem]:
    return check_bulletin(compose(filled, TODAY, GLOSSARY), "b.yaml", filled, CONTEXT)


WANTS: tuple[Want, ...] = get_args(Want)
PRETENCES: tuple[Pretence, ...] = get_args(Pretence)


@pytest.mark.parametrize("ways", [("call",), ("message",), ("call", "message")])
def test_every_kind_of_bulletin_passes_the_check(ways: Sequence[Way]) -> None:
    for number, pretends in enumerate(PRETENCES):
        wants = WANTS[number % len(WANTS)]
        says = (SAYS[wants],) * (2 + number % 2)
        # Titles of several sounds, so that each order of the steps is met.
        filled = form(*says, ways=ways, title=f"Chuyện {pretends}", pretends=pretends, wants=wants)
        assert problems_of(filled) == []


def test_words_of_a_trick_stand_beside_as_many_genuine_ones_of_the_same_kind() -> None:
    says = (SAYS["money"], "Bác nộp phí đi ạ. Đừng nói với ai nhé.", "Bác đặt cọc một ít nhé.")
    lesson = lesson_of(form(*says, ways=("call", "message")))

    talks = [step for step in lesson.steps if isinstance(step, Call | Chat)]
    scam, genuine = sorted(talks, key=lambda step: step.genuine)
    assert (scam.genuine, genuine.genuine) == (False, True)
    assert [each.kind for each in (scam, *scam.variants)] == ["call", "chat", "call"]
    assert [each.kind for each in (genuine, *genuine.variants)] == ["call", "chat", "call"]
    assert scam.text == genuine.text
    assert scam.hint == genuine.hint
    tactics = [next(iter(each.nodes.values())).tactic for each in (scam, *scam.variants)]
    assert tactics == [("payment", "urgency"), ("payment", "secrecy"), ("payment",)]
    cards = next(step for step in lesson.steps if isinstance(step, Sort)).cards
    assert sorted(card.side for card in cards) == ["safe", "safe", "scam", "scam"]
    choice = next(step for step in lesson.steps if isinstance(step, Choose))
    lengths = [len(option.text.split()) for option in choice.options]
    assert max(lengths) - min(lengths) <= 3
    recap = lesson.steps[-1]
    assert isinstance(recap, Recap)
    assert recap.card
    assert recap.keep.endswith("Cúp máy, hỏi người nhà.")
    assert (lesson.bulletin, lesson.topic) == (TODAY, "lua-dao")


def test_terms_in_a_bulletin_are_explained_by_it() -> None:
    assert "duong-dan" in lesson_of(form(wants="link")).explains


@pytest.mark.parametrize(
    "typed",
    ["a: b # c", "*đậm* {bac} {fact:x}", '"Tin" - [x]', "true", "5", "\\x", "| dòng", "'', &a *b"],
)
def test_what_is_typed_is_said_as_it_was_typed(typed: str) -> None:
    words = f"{typed} xin chuyển tiền"
    lesson = lesson_of(form(words, words, title=typed, instead=typed, source=typed))

    scam = next(step for step in lesson.steps if isinstance(step, Call) and not step.genuine)
    says = next(iter(scam.nodes.values())).says
    # Braces that no placeholder may open are shown without the mark before them.
    plain = strip_emphasis(says).replace(r"\{", "{").replace(r"\}", "}")
    assert plain == words
    assert lesson.id == bulletin_id(typed, TODAY)


@pytest.mark.parametrize(
    ("filled", "keys", "code"),
    [
        (
            form(SAYS["money"], SAYS["money"].replace(". ", " cùng với phích nước mới tinh ")),
            "says",
            "breath-long",
        ),
        (form(instead="Gọi 0912345678"), "instead", "literal-phone"),
        (form(source="Trang lua-dao.com"), "source", "literal-address"),
        (form(title="Gọi 113 giả"), "title", "literal-hotline"),
    ],
)
def test_a_problem_is_told_at_the_words_that_were_typed(
    filled: BulletinForm, keys: str, code: str
) -> None:
    found = {
        (each.keys[-1] if each.keys else "", each.problem.code) for each in problems_of(filled)
    }
    assert found == {(keys, code)}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("title: ''", "bulletin-text"),
        (f"title: {'a' * 41}", "bulletin-text"),
        ("title: [1]", "bulletin-text"),
        ("wants: gold", "unknown-value"),
        ("day: 27/11/2026", "needs-date"),
        ("disguises: [{says: Bác ơi}]", "bulletin-disguises"),
        ("colour: red", "unknown-key"),
    ],
)
def test_a_form_that_does_not_fit_is_told_at_its_line(line: str, code: str) -> None:
    lines = {
        "title": "Gọi báo trúng",
        "way": "call",
        "pretends": "shop",
        "wants": "money",
        "disguises": "[{says: Bác ơi}, {says: Bác à}]",
        "instead": "Cúp máy",
        "source": "Công an xã",
        "day": "2026-11-27",
    }
    key, _, value = line.partition(": ")
    text = "\n".join(f"{key}: {value}" for key, value in {**lines, key: value}.items())
    document, _ = read_document(text.encode(), "form.yaml")
    assert document is not None

    filled, problems = read_form(document)

    assert filled is None
    assert [problem.code for problem in problems] == [code]
    wanted = 1 if code == "bulletin-disguises" else [*{**lines, key: ""}].index(key) + 1
    assert problems[0].place.line == wanted


def test_unsafe_characters_of_a_form_are_left_out() -> None:
    document, _ = read_document(
        '{title: "Gọi\\u202e báo", way: call, pretends: shop, wants: money,'
        ' disguises: [{says: "Bác\\x1b[31m ơi"}, {says: Bác à}], instead: Cúp máy,'
        " source: Công an xã, day: 2026-11-27}".encode(),
        "form.yaml",
    )
    assert document is not None
    filled, problems = read_form(document)
    assert problems == []
    assert filled is not None
    assert (filled.title, filled.disguises[0].says) == ("Gọi báo", "Bác[31m ơi")
