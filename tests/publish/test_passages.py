from paper_samples import PHONE, lesson, read, texts

from tutor.content.step_parts import Option, OrderItem
from tutor.content.steps import Choose, Do, Order, Practise, Recap, Say, Show, Step
from tutor.publish.passages import LEAST, MOST, passages, strip_request
from tutor.publish.pictures import Press, presses_of


def passages_of(*steps: Step) -> list[tuple[str, str, list[str]]]:
    walks: dict[int, tuple[Press, ...]] = {
        at: presses_of(PHONE, step)
        for at, step in enumerate(steps)
        if isinstance(step, Show | Practise)
    }
    return [
        (passage.mark, read(passage.heading), [read(line) for line in passage.lines])
        for passage in passages(lesson(*steps), walks, texts())
    ]


def items(*texts: str) -> tuple[OrderItem, ...]:
    return tuple(OrderItem(text=text) for text in texts)


TO_WIFI = Practise(
    text="Now it is your turn.\nPlease turn on *Wi-Fi*.", phone={}, goal={"wifi": True}
)
AT_HOME = Do(text="Please save the number.", checklist=("Write it down", "Save it", "Try it"))
IN_ORDER = Order(text="Please put them in order.", items=items("Stop", "Hang up", "Ask"))


def test_strip_request_keeps_what_is_asked_for() -> None:
    assert strip_request("Trên *điện thoại tập*, mời {bac} mở khóa.") == "Mở khóa."
    assert strip_request("Mời {bac} bấm phím *R*.") == "Bấm phím *R*."
    assert strip_request("Please join the network.") == "Join the network."
    assert strip_request("Kẻ gọi mời bác vay tiền.") == "Kẻ gọi mời bác vay tiền."


def test_an_ordered_task_comes_before_what_to_do_at_home() -> None:
    assert passages_of(AT_HOME, Say(text="A *word*."), IN_ORDER) == [
        ("number", "In this order:", ["Stop", "Hang up", "Ask"]),
        ("tick", "On your own phone:", ["Write it down", "Save it", "Try it"]),
    ]


def test_the_heading_of_an_order_leaves_out_the_request() -> None:
    step = Order(
        text="Do not hide it.\nPlease put the steps in order.", items=items("a", "b", "c", "d")
    )
    assert passages_of(step)[0][1] == "Do not hide it."


def test_a_way_on_the_phone_uses_the_labels_of_the_phone() -> None:
    assert passages_of(TO_WIFI, AT_HOME)[0] == (
        "number",
        "Turn on Wi-Fi.",
        ["Press “Settings”", "Press “Wi-Fi”"],
    )


def test_the_heading_of_a_way_is_the_whole_task() -> None:
    text = "It is your turn.\nPlease open *Settings*.\nThen turn on Wi-Fi."
    step = Practise(text=text, phone={}, goal={"wifi": True})
    assert passages_of(step, AT_HOME)[0][1] == "Open Settings. Then turn on Wi-Fi."
    practised = Practise(text="Now you.\nTurn on Wi-Fi.", phone={}, goal={"wifi": True})
    assert passages_of(practised, AT_HOME)[0][1] == "Turn on Wi-Fi."


def test_a_typing_press_names_the_text_and_the_field() -> None:
    step = Practise(text="Please type it.", phone={}, goal={"password": "anh dao"})
    assert passages_of(step, AT_HOME)[0][2] == ["Press “Settings”", "Type “anh dao” in “Password”"]


def test_a_way_that_is_shown_and_practised_is_listed_once() -> None:
    demonstrated = Show(
        text="Please watch the phone.", phone={}, moves=("tap settings", "tap wifi")
    )
    headings = [heading for _, heading, _ in passages_of(demonstrated, TO_WIFI, AT_HOME)]
    assert headings == ["Turn on Wi-Fi.", "On your own phone:"]


def test_a_gesture_without_a_target_leaves_the_way_out() -> None:
    lost = Show(text="Watch.", phone={}, moves=("swipe left", "tap settings"))
    assert passages_of(lost, AT_HOME, IN_ORDER)[0][0] == "number"
    assert len(passages_of(lost, AT_HOME, IN_ORDER)) == 2


def test_a_list_of_points_in_one_step_comes_first() -> None:
    signs = Say(text="One is *haste*.\nTwo is *hiding*.\nThree is *money*.")
    assert passages_of(IN_ORDER, signs)[0] == (
        "dot",
        "",
        ["One is haste.", "Two is hiding.", "Three is money."],
    )


def test_points_of_the_lesson_fill_up_a_short_list() -> None:
    points_said = [Say(text=f"Plain words.\nPlease press *{n}*.") for n in range(9)]
    assert passages_of(*points_said) == [("dot", "", [f"Press {n}." for n in range(MOST)])]
    (points, order) = passages_of(points_said[0], points_said[1], IN_ORDER)
    assert (points[2], order[0]) == (["Press 0.", "Press 1."], "number")


def test_passages_are_whole_and_at_most_seven_lines() -> None:
    long = Order(text="Please sort.", items=items(*"abcdef"))
    assert [mark for mark, _, _ in passages_of(long, AT_HOME)] == ["number"]
    for steps in ((long, AT_HOME), (IN_ORDER, AT_HOME, TO_WIFI), (TO_WIFI, AT_HOME)):
        count = sum(len(lines) for _, _, lines in passages_of(*steps))
        assert LEAST <= count <= MOST


def test_steps_for_some_learners_only_are_left_out() -> None:
    again = Say(text="Once more: *stop*.", when="wrong x")
    options = (Option(text="a", because="b", right=True), Option(text="c", because="d"))
    choose = Choose(text="What?", options=options)
    assert passages_of(again, choose, Recap(text="Keep", keep="Hang up")) == []
