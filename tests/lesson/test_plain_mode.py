from collections.abc import Iterable
from dataclasses import replace

import pytest
from engine_samples import (
    ALL_STEPS,
    CALL,
    CHOOSE,
    DO,
    ERRORLESS,
    NOW,
    ORDER,
    PRACTISE,
    SAY,
    TYPE,
    script_of,
)
from plain_lines import lines_to_the_end

from tutor.content.model import Effect, PhoneApp, PhoneItem, PhoneScreen, Scalar
from tutor.content.placeholders import Filler
from tutor.content.step_parts import Option
from tutor.content.steps import Practise, Show, Step
from tutor.content.text import strip_emphasis
from tutor.engine.events import RunLeft
from tutor.engine.run import Script
from tutor.engine.state import Practising, Ticking
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.plain import HELP, PlainSession
from tutor.lesson.plain_page import transcript
from tutor.lesson.present import present
from tutor.lesson.run import LessonRun, open_run
from tutor.phone import PhoneWorld
from tutor.records.database import StoreUnavailable
from tutor.records.store import Store, open_store

PHRASES = LessonPhrases(Filler("en"))


@pytest.fixture
def store() -> Store:
    return open_store(None, clock=lambda: NOW)


def opened(script: Script, store: Store) -> LessonRun:
    return open_run(script, "guest", store, lambda: NOW, lambda: "run")


class Talk:
    """A session over a script of typed lines; `said[i]` is what was printed before line i was read."""

    def __init__(self, run: LessonRun, lines: Iterable[str]) -> None:
        self.run = run
        self.said: list[list[str]] = [[]]
        self._lines = iter(lines)
        session = PlainSession(run, PHRASES, self._read, self._write, "tutor play vi-du --plain")
        self.finished = session.play()

    def _read(self) -> str | None:
        self.said.append([])
        line = next(self._lines, None)
        return None if line is None else f"{line}\n"

    def _write(self, line: str) -> None:
        self.said[-1].append(line)

    @property
    def index(self) -> int:
        return self.run.state.moment.index


def talk(store: Store, steps: Iterable[Step], *lines: str) -> Talk:
    return Talk(opened(script_of(*steps), store), lines)


@pytest.mark.parametrize("astray", [False, True], ids=["right", "astray"])
def test_a_lesson_of_every_step_kind_to_its_end(store: Store, astray: bool) -> None:
    run = opened(script_of(*ALL_STEPS), store)
    lines = list(lines_to_the_end(run.script, run.state, astray=astray))
    heard = Talk(run, lines)
    assert heard.finished
    assert heard.said[-1] == ["You have finished “Ví dụ”."]
    assert len(heard.said) == len(lines) + 1
    assert [one.kind for one in store.events()][-1] == "run-finished"


def test_it_prints_what_the_screens_show(store: Store) -> None:
    run = opened(script_of(SAY), store)
    heard = Talk(run, [])
    assert heard.said[0] == [
        "Type a number or a word, then press Enter. To hear the commands, type: help.",
        "",
        "Step 1 of 1. Ví dụ",
        "Có cuộc gọi từ số lạ.",
        "you cứ bình tĩnh.".capitalize(),
        "Press Enter: Continue.",
    ]


def test_no_view_leaves_out_a_choice_or_a_line(store: Store) -> None:
    run = opened(script_of(CHOOSE), store)
    view = present(run.script, run.state, PHRASES)
    printed = list(transcript(view))
    assert [line for line in printed if line.startswith(("1.", "2.", "3."))] == [
        "1. Chuyển ngay",
        "2. Cúp máy",
        "3. Đọc mã",
    ]
    assert all(strip_emphasis(line.text) in printed for line in view.lines)


def test_the_shown_answer_is_named_and_enter_takes_it(store: Store) -> None:
    heard = talk(store, [CHOOSE], "1", "", "1", "", "")
    assert "2. Cúp máy" in heard.said[4]
    assert heard.said[4][-1] == "Type 2, or press Enter alone."
    assert "That is right." in heard.said[5]


def test_the_shown_answer_keeps_the_mark_at_its_end(store: Store) -> None:
    asks = replace(CHOOSE.options[1], text="Ai gọi đấy?")
    step = replace(CHOOSE, options=(CHOOSE.options[0], asks))
    heard = talk(store, [step], "1", "", "1", "")
    assert "Here it is number 2: Ai gọi đấy? Please press 2." in heard.said[4]


def test_enter_takes_nothing_that_was_not_named(store: Store) -> None:
    heard = talk(store, [CHOOSE, PRACTISE], "", "2", "", "", "")
    assert isinstance(heard.run.state.moment.step, Practising)
    given = [response["do"] for response in store.responses("run")]
    assert given == ["choose", "next"]


@pytest.mark.parametrize("line", ["2", "số 2", "Bấm số 2", "2.", "press 2"])
def test_a_number_on_the_page_of_a_reason_answers_again(store: Store, line: str) -> None:
    heard = talk(store, [CHOOSE], "1", line)
    assert "Press Enter: Choose again." in heard.said[1]
    assert "That is right." in heard.said[2]


def test_a_number_that_is_not_there_loses_nothing_on_the_page_of_a_reason(store: Store) -> None:
    heard = talk(store, [CHOOSE], "1", "7", "2")
    assert "There is no number 7 here." in heard.said[2]
    assert "That is right." in heard.said[3]


def test_letters_where_digits_are_asked_for_are_told_of(store: Store) -> None:
    asked = replace(TYPE, expect=("113",), keyboard="number")
    heard = talk(store, [asked, SAY], "a", "", "112")
    told = [any("Only digits" in line for line in said) for said in heard.said]
    assert told == [False, True, False, False, False]
    assert any("A digit is still different." in line for line in heard.said[3])


def test_less_than_goes_back(store: Store) -> None:
    heard = talk(store, [SAY, CHOOSE, SAY], "", "2", "<", "<")
    assert heard.index == 0
    assert heard.said[-2][1].startswith("Step 1 of 3. ")


def test_less_than_before_the_first_answer_does_nothing(store: Store) -> None:
    assert talk(store, [SAY, SAY], "<", "").index == 1


def test_a_question_mark_gives_the_hint_and_then_the_answer(store: Store) -> None:
    heard = talk(store, [CHOOSE], "?", "?")
    assert "Hint: Việc thật thì chờ được" in heard.said[1]
    assert heard.said[2][-1] == "Type 2, or press Enter alone."


def test_where_no_hint_is_that_is_said(store: Store) -> None:
    said = ["There is no hint here.", "Press Enter: Continue."]
    assert talk(store, [SAY], "?").said[1] == said


def test_a_hint_on_the_page_of_a_reason_comes_with_the_question(store: Store) -> None:
    assert "Hint: Việc thật thì chờ được" in talk(store, [CHOOSE], "1", "gợi ý").said[2]


@pytest.mark.parametrize("line", ["Cúp máy", "cup may", "bấm cúp máy"])
def test_an_answer_can_be_typed_in_words(store: Store, line: str) -> None:
    assert "That is right." in talk(store, [CHOOSE], line).said[1]


@pytest.mark.parametrize(("line", "right"), [("2", True), ("3", False), ("3 dấu hiệu", False)])
def test_digits_alone_are_the_number_whatever_the_answers_say(
    store: Store, line: str, right: bool
) -> None:
    texts = ("3 dấu hiệu", "2", "1")
    options = tuple(Option(text=text, right=text == "2", because="Đếm lại.") for text in texts)
    said = talk(store, [replace(CHOOSE, options=options, fixed=True)], line).said[1]
    assert "Đếm lại." in said
    assert ("That is right." in said) is right


def test_the_way_out_of_a_call_can_be_typed_in_words(store: Store) -> None:
    assert "They got nothing." in talk(store, [CALL, SAY], "hang up").said[1]


def test_r_repeats(store: Store) -> None:
    heard = talk(store, [CHOOSE], "r", "R")
    assert heard.said[0][1:] == heard.said[1] == heard.said[2]


def test_an_empty_line_where_nothing_can_go_on_repeats_the_question(store: Store) -> None:
    heard = talk(store, [CHOOSE], "")
    assert heard.said[1] == heard.said[0][1:]
    assert heard.index == 0


@pytest.mark.parametrize(
    "line", ["what", "xin chào", "tap", "hold", "swipe sideways", "\x1b[A", "back {bac}"]
)
def test_an_unknown_line_is_quoted_and_changes_nothing(store: Store, line: str) -> None:
    heard = talk(store, [CHOOSE], line)
    typed = line.replace("\x1b", "")
    assert heard.said[1] == [
        f"“{typed}” is of no use here. For the commands, type: help.",
        "Type 1, 2 or 3. For help, type: hint.",
    ]
    assert store.responses("run") == ()


def test_help_says_the_commands_one_a_line(store: Store) -> None:
    assert talk(store, [CHOOSE], "help").said[1] == list(HELP)


def test_the_left_arrow_goes_back(store: Store) -> None:
    assert talk(store, [SAY, CHOOSE], "", "\x1b[D").index == 0


@pytest.mark.parametrize("line", ["0", "4", "9", "999999999999", "007"])
def test_a_number_that_is_not_there_is_quoted_whole(store: Store, line: str) -> None:
    heard = talk(store, [CHOOSE], line)
    assert heard.said[1][0] == f"There is no number {line} here."
    assert store.responses("run") == ()


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["tap settings", "tap wifi-on"], id="by id"),
        pytest.param(["tap Cài đặt", "tap wi-fi"], id="by label"),
        pytest.param(["TAP CÀI ĐẶT", "Tap Wi-Fi"], id="in capitals"),
        pytest.param(["bấm Cài đặt", "bấm wi-fi"], id="in Vietnamese"),
        pytest.param(["bam cai dat", "BAM WI-FI"], id="without marks"),
        pytest.param(["số 1", "bấm số 1"], id="by the number as it is said"),
        pytest.param(["bấm ghi chú", "lùi", "1", "về đầu", "1", "1"], id="back and home"),
        pytest.param(["1", "1"], id="by number"),
        pytest.param(["tap notes", "back", "tap settings", "home", "1", "1"], id="with a detour"),
    ],
)
def test_the_phone_is_pressed(store: Store, lines: list[str]) -> None:
    heard = talk(store, [PRACTISE, SAY], *lines)
    assert isinstance(heard.run.state.moment.step, Practising)
    assert heard.run.state.moment.step.phase == "done"


def keys_world() -> PhoneWorld:
    """A phone of one screen on which every kind of gesture sets a value of its own."""

    def sets(name: str) -> Effect:
        return Effect(sets={name: True})

    values: dict[str, Scalar] = dict.fromkeys(
        ("held", "swiped", "turned", "powered", "louder", "done"), False
    )
    items = (
        PhoneItem(kind="button", id="photo", label="Ảnh cũ", hold=sets("held"), tap=Effect()),
        PhoneItem(kind="field", id="name", label="Họ tên", fills="name"),
    )
    gestures = {
        "swipe up": sets("swiped"),
        "swipe left": sets("turned"),
        "power": sets("powered"),
        "volume up": sets("louder"),
    }
    home = PhoneApp(
        id="home",
        title="Nhà",
        screens=(PhoneScreen(id="main", title="Nhà", items=items, gestures=gestures),),
        values={**values, "name": ""},
    )
    return PhoneWorld({"home": home})


@pytest.mark.parametrize(
    ("line", "goal"),
    [
        ("hold photo", {"held": True}),
        ("hold ảnh cũ", {"held": True}),
        ("giữ ảnh cũ", {"held": True}),
        ("giu anh cu", {"held": True}),
        ("swipe up", {"swiped": True}),
        ("vuốt lên", {"swiped": True}),
        ("VUOT LEN", {"swiped": True}),
        ("vuốt sang trái", {"turned": True}),
        ("nút nguồn", {"powered": True}),
        ("bấm nút nguồn", {"powered": True}),
        ("tăng tiếng", {"louder": True}),
        ("gõ Họ tên Hoa Mai", {"name": "Hoa Mai"}),
        ("go ho ten Hoa Mai", {"name": "Hoa Mai"}),
        ("2 Hoa Mai", {"name": "Hoa Mai"}),
        ("họ tên Hoa Mai", {"name": "Hoa Mai"}),
        ("power", {"powered": True}),
        ("volume up", {"louder": True}),
        ("type name Hoa Mai", {"name": "Hoa Mai"}),
        ("type Họ tên Hoa Mai", {"name": "Hoa Mai"}),
    ],
)
def test_every_gesture_has_its_words(store: Store, line: str, goal: dict[str, Scalar]) -> None:
    step = Practise(text="Làm thử", phone={"screen": "home"}, goal=goal)
    script = Script(script_of(step).lesson, keys_world())
    heard = Talk(opened(script, store), [line])
    assert isinstance(heard.run.state.moment.step, Practising)
    assert heard.run.state.moment.step.phase == "done"


def at_the_field(store: Store, *lines: str, errorless: bool = False) -> Talk:
    """Type these lines on a phone whose field "Họ tên" has the number 2."""
    goal: dict[str, Scalar] = {"name": "Hoa"}
    step = Practise(text="Làm thử", phone={"screen": "home"}, goal=goal, errorless=errorless)
    return Talk(opened(Script(script_of(step).lesson, keys_world()), store), lines)


def acts(store: Store) -> list[str]:
    return [str(response.get("gesture")) for response in store.responses("run")]


@pytest.mark.parametrize("pick", ["2", "bấm họ tên", "gõ họ tên", "type name"])
def test_the_number_of_a_field_asks_for_its_text_on_the_next_line(store: Store, pick: str) -> None:
    heard = at_the_field(store, pick, "Hoa")
    assert heard.said[1] == [
        "Please type the text for “Họ tên”, then press Enter.",
        "For help, type: hint. To leave this field, type: back.",
    ]
    assert acts(store) == ["type name Hoa"]


def test_a_field_that_was_named_takes_its_text_from_enter_alone(store: Store) -> None:
    heard = at_the_field(store, "2", "", errorless=True)
    assert heard.said[1][1:] == ["Enter alone types “Hoa”."]
    assert acts(store) == ["type name Hoa"]


def test_enter_takes_a_named_field_with_its_text(store: Store) -> None:
    at_the_field(store, "", errorless=True)
    assert acts(store) == ["type name Hoa"]


def test_the_text_of_a_named_field_needs_no_number(store: Store) -> None:
    at_the_field(store, "Hoa", errorless=True)
    assert acts(store) == ["type name Hoa"]


def test_what_the_watched_phone_types_is_heard(store: Store) -> None:
    step = Show(text="Xem mẫu", phone={"screen": "home"}, moves=("type name Hoa", "hold photo"))
    heard = Talk(opened(Script(script_of(step).lesson, keys_world()), store), [""])
    assert "Họ tên: Hoa" in heard.said[1]


@pytest.mark.parametrize("line", ["lùi", "back", "<", "\x1b[D"])
def test_a_field_can_be_left(store: Store, line: str) -> None:
    heard = at_the_field(store, "2", "", line)
    assert heard.said[2][0] == "Nothing is typed yet."
    assert heard.said[2][-1] == "For help, type: hint. To leave this field, type: back."
    assert heard.said[3][-1] == "Type 1, 2, 8 or 9. For help, type: hint."
    assert acts(store) == []


@pytest.mark.parametrize("line", ["80000", "80.000", "80 000", "80.000 đồng"])
def test_an_amount_goes_into_the_only_field(store: Store, line: str) -> None:
    at_the_field(store, line)
    assert acts(store) == [f"type name {line}"]


@pytest.mark.parametrize("line", ["tap nothing", "bấm cái gì đó", "hold nothing"])
def test_a_name_that_is_not_on_the_phone_presses_nothing(store: Store, line: str) -> None:
    heard = at_the_field(store, line)
    assert "is not on this screen of the phone." in heard.said[1][0]
    assert acts(store) == []


def test_done_ticks_a_whole_checklist(store: Store) -> None:
    heard = talk(store, [DO, SAY], "2", "done")
    assert heard.run.state.moment.step == Ticking(frozenset({0, 1}))
    assert "2. Đặt tên: done" in heard.said[-2]


@pytest.mark.parametrize("line", ["xong", "XONG", "done", "nghỉ"])
def test_done_leaves_elsewhere_and_says_how_to_go_on(store: Store, line: str) -> None:
    heard = talk(store, [CHOOSE], line, "2")
    assert not heard.finished
    assert heard.said[1] == [
        "The lesson stays just as it is.",
        "To go on another time, type: tutor play vi-du --plain",
    ]
    assert isinstance(list(store.events())[-1].event, RunLeft)


def test_done_goes_on_once_everything_is_ticked(store: Store) -> None:
    assert talk(store, [DO, SAY], "xong", "xong").index == 1


@pytest.mark.parametrize(
    ("line", "said"), [("gợi ý", "Hint: Hai tiếng"), ("nghe lại", "Gõ tên xã"), ("giúp", HELP[0])]
)
def test_commands_of_more_letters_work_where_a_text_is_typed(
    store: Store, line: str, said: str
) -> None:
    assert said in talk(store, [TYPE, SAY], line).said[1]


def test_a_text_on_the_page_of_a_reason_is_the_next_try(store: Store) -> None:
    assert talk(store, [TYPE, SAY], "vũ", "vũ quý", "").index == 1


def test_what_is_typed_is_an_answer_where_one_is_typed(store: Store) -> None:
    heard = talk(store, [TYPE, SAY], "r", "", "vũ  quý", "")
    assert heard.index == 1
    given = [response["do"] for response in store.responses("run")]
    assert given == ["enter", "next", "enter", "next"]


def test_the_way_out_of_a_call_is_nine(store: Store) -> None:
    heard = talk(store, [CALL, SAY], "9")
    assert "9. Hang up" in heard.said[0]
    assert "They got nothing." in heard.said[1]


def test_who_speaks_is_said_in_words(store: Store) -> None:
    heard = talk(store, [CALL, SAY], "1")
    assert "Số lạ, 0388 … 152 says:" in heard.said[0]
    assert heard.said[1][0] == "You answer: “Chào anh”"


def test_the_order_of_a_shuffle_stays_from_one_opening_to_the_next(store: Store) -> None:
    script = script_of(ORDER)
    assert Talk(opened(script, store), []).said[0] == Talk(opened(script, store), []).said[0]


@pytest.mark.parametrize("lines", [0, 1, 4, 9])
def test_the_end_of_the_input_keeps_the_place(store: Store, lines: int) -> None:
    script = script_of(*ALL_STEPS)
    whole = list(lines_to_the_end(script, opened(script, store).state))
    first = Talk(opened(script, store), whole[:lines])
    assert not first.finished
    assert first.said[-1][0] == "The lesson stays just as it is."
    assert isinstance(list(store.events())[-1].event, RunLeft)
    second = Talk(opened(script, store), whole[lines:])
    # The heading stands there again, after the welcome; the rest is the page that was left.
    page = first.said[-2][2:] if first.said[-2][1] == second.said[0][2] else first.said[-2][1:]
    assert second.said[0][3:] == page or lines == 0
    assert second.finished


class Full:
    """A store on a full disk."""

    def __init__(self, store: Store) -> None:
        self.open_runs = store.open_runs
        self.responses = store.responses
        self.run_start = store.run_start
        self.history = store.history
        self.events = store.events

    def append(self, learner: str, events: object) -> None:
        raise StoreUnavailable("disk-full", "full")


def test_a_full_disk_is_said_and_the_lesson_goes_on(store: Store) -> None:
    run = open_run(script_of(SAY, SAY), "guest", Full(store), lambda: NOW, lambda: "run")
    heard = Talk(run, ["", ""])
    assert heard.finished
    assert heard.said[1][0].startswith("The laptop cannot write just now.")
    assert not any("cannot write" in line for said in heard.said[2:] for line in said)


def test_a_press_refused_twice_is_answered_twice(store: Store) -> None:
    heard = talk(store, [ERRORLESS, SAY], "tap notes", "tap notes", "2")
    for said in heard.said[1:4]:
        assert "That was another button. Nothing is lost." in said
