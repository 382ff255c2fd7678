from paper_samples import PHONE, lesson, read, texts

from tutor.content.steps import Choose, Do, Option, Order, Practise, Recap, Say, Show, Step
from tutor.publish.passages import LEAST, MOST, passages, strip_request
from tutor.publish.pictures import Press, presses_of


def kept(*steps: Step) -> list[tuple[str, str, list[str]]]:
    walks: dict[int, tuple[Press, ...]] = {
        at: presses_of(PHONE, step)
        for at, step in enumerate(steps)
        if isinstance(step, Show | Practise)
    }
    return [
        (passage.mark, read(passage.heading), [read(line) for line in passage.lines])
        for passage in passages(lesson(*steps), walks, texts())
    ]


TO_WIFI = Practise(
    text="Now it is your turn.\nPlease turn on *Wi-Fi*.", phone={}, goal={"wifi": True}
)
AT_HOME = Do(text="Please save the number.", checklist=("Write it down", "Save it", "Try it"))
IN_ORDER = Order(text="Please put them in order.", items=("Stop", "Hang up", "Ask"))


def test_a_request_is_what_it_asks_for() -> None:
    assert strip_request("Trên *điện thoại tập*, mời {bac} mở khóa.") == "Mở khóa."
    assert strip_request("Mời {bac} bấm phím *R*.") == "Bấm phím *R*."
    assert strip_request("Please join the network.") == "Join the network."
    assert strip_request("Kẻ gọi mời bác vay tiền.") == "Kẻ gọi mời bác vay tiền."


def test_the_order_comes_first_and_then_what_is_done_at_home() -> None:
    assert kept(AT_HOME, Say(text="A *word*."), IN_ORDER) == [
        ("number", "In this order:", ["Stop", "Hang up", "Ask"]),
        ("tick", "On your own phone:", ["Write it down", "Save it", "Try it"]),
    ]


def test_what_an_order_says_besides_the_request_is_its_heading() -> None:
    step = Order(text="Do not hide it.\nPlease put the steps in order.", items=("a", "b", "c", "d"))
    assert kept(step)[0][1] == "Do not hide it."


def test_the_way_on_the_phone_is_named_as_the_phone_names_it() -> None:
    assert kept(TO_WIFI, AT_HOME)[0] == (
        "number",
        "Turn on Wi-Fi.",
        ["Press “Settings”", "Press “Wi-Fi”"],
    )


def test_a_task_is_all_that_is_asked_for() -> None:
    text = "It is your turn.\nPlease open *Settings*.\nThen turn on Wi-Fi."
    step = Practise(text=text, phone={}, goal={"wifi": True})
    assert kept(step, AT_HOME)[0][1] == "Open Settings. Then turn on Wi-Fi."
    told = Practise(text="Now you.\nTurn on Wi-Fi.", phone={}, goal={"wifi": True})
    assert kept(told, AT_HOME)[0][1] == "Turn on Wi-Fi."


def test_typing_says_what_and_where() -> None:
    step = Practise(text="Please type it.", phone={}, goal={"password": "anh dao"})
    assert kept(step, AT_HOME)[0][2] == ["Press “Settings”", "Type “anh dao” in “Password”"]


def test_what_is_shown_and_then_practised_is_there_once() -> None:
    shown = Show(text="Please watch the phone.", phone={}, moves=("tap settings", "tap wifi"))
    headings = [heading for _, heading, _ in kept(shown, TO_WIFI, AT_HOME)]
    assert headings == ["Turn on Wi-Fi.", "On your own phone:"]


def test_a_move_that_is_not_on_the_screen_leaves_the_way_out() -> None:
    lost = Show(text="Watch.", phone={}, moves=("swipe left", "tap settings"))
    assert kept(lost, AT_HOME, IN_ORDER)[0][0] == "number"
    assert len(kept(lost, AT_HOME, IN_ORDER)) == 2


def test_a_list_of_points_in_one_step_comes_before_all() -> None:
    signs = Say(text="One is *haste*.\nTwo is *hiding*.\nThree is *money*.")
    assert kept(IN_ORDER, signs)[0] == (
        "dot",
        "",
        ["One is haste.", "Two is hiding.", "Three is money."],
    )


def test_where_there_is_little_to_do_the_points_of_the_lesson_fill_up() -> None:
    said = [Say(text=f"Plain words.\nPlease press *{n}*.") for n in range(9)]
    assert kept(*said) == [("dot", "", [f"Press {n}." for n in range(MOST)])]
    (points, order) = kept(said[0], said[1], IN_ORDER)
    assert (points[2], order[0]) == (["Press 0.", "Press 1."], "number")


def test_nothing_is_cut_in_the_middle_and_all_together_is_short() -> None:
    long = Order(text="Please sort.", items=tuple("abcdef"))
    assert [mark for mark, _, _ in kept(long, AT_HOME)] == ["number"]
    for steps in ((long, AT_HOME), (IN_ORDER, AT_HOME, TO_WIFI), (TO_WIFI, AT_HOME)):
        count = sum(len(lines) for _, _, lines in kept(*steps))
        assert LEAST <= count <= MOST


def test_what_only_some_learners_see_is_left_out() -> None:
    again = Say(text="Once more: *stop*.", when="wrong x")
    options = (Option(text="a", because="b", right=True), Option(text="c", because="d"))
    choose = Choose(text="What?", options=options)
    assert kept(again, choose, Recap(text="Keep", keep="Hang up")) == []
