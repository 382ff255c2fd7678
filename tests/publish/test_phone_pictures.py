from paper_samples import PHONE, lesson, texts

from tutor.content.step_parts import Answer, Caller, Message, Node, Part
from tutor.content.steps import Call, Chat, Practise, Show, Spot, Step
from tutor.publish.pictures import MOST_PICTURES, Picture, Row, pictures, presses_of

NODES = {"a": Node(says="Police!", answers=(Answer(text="Bye", to="hang-up"),))}
CALLER = Caller(name="Unknown", number="0388 ••• 152")
CALL = Call(text="It rings.", caller=CALLER, genuine=False, nodes=NODES)
PARTS = (Part(text="Dear citizen,"), Part(text="pay now!", flag="urgency", because="Haste."))
SPOT = Spot(text="Look.", message=Message(sender="0925 ••• 418", parts=PARTS))
TO_WIFI = Practise(text="Please turn on Wi-Fi.", phone={}, goal={"wifi": True})


def drawn(*steps: Step) -> tuple[Picture, ...]:
    walks = [presses_of(PHONE, step) for step in steps if isinstance(step, Show | Practise)]
    return pictures(lesson(*steps), walks, texts())


def test_pictures_show_each_screen_of_a_way_with_what_to_press() -> None:
    home, settings = drawn(CALL, SPOT, TO_WIFI)
    assert (home.title, settings.title) == ("Home screen", "Settings")
    assert [row for row in home.rows if row.marked] == [
        Row("Settings", pressable=True, marked=True)
    ]
    assert settings.rows == (
        Row("Networks nearby"),
        Row("Wi-Fi: off", pressable=True, marked=True),
        Row("Password", pressable=True),
    )


def test_a_long_screen_is_cut_around_what_to_press() -> None:
    home = drawn(TO_WIFI)[0]
    assert all(row.pressable for row in home.rows)
    assert (home.above, home.below) == (True, False)


def test_keys_of_the_edge_are_drawn_only_if_pressed() -> None:
    step = Show(text="Watch.", phone={"screen": "settings"}, moves=("hold power",))
    (picture,) = drawn(step)
    assert picture.rows[-1] == Row("Hold the power button", pressable=True, marked=True)
    assert "Hold the power button" not in {row.text for row in drawn(TO_WIFI)[1].rows}


def test_a_page_has_at_most_two_pictures() -> None:
    assert len(drawn(TO_WIFI, TO_WIFI)) == MOST_PICTURES
    assert all(picture.caption == "" for picture in drawn(TO_WIFI))


def test_without_a_way_the_picture_is_a_message_with_its_signs() -> None:
    (picture,) = drawn(CALL, SPOT)
    assert picture.title == "0925 ••• 418"
    assert picture.rows == (Row("Dear citizen,"), Row("pay now!", odd=True))
    assert picture.caption == "A scam. Its signs are underlined."


def test_a_harmless_message_has_no_picture() -> None:
    harmless = Spot(text="Look.", message=Message(sender="Hoa", parts=(Part(text="Home late."),)))
    assert drawn(harmless) == ()


def test_the_picture_of_a_scam_call_marks_the_way_out() -> None:
    (picture,) = drawn(CALL)
    assert picture.rows == (
        Row("Unknown 0388 ••• 152"),
        Row("“Police!”"),
        Row("Hang up", pressable=True, marked=True),
    )
    assert picture.caption == "A scam call. Please hang up."
    chat = Chat(text="A note.", caller=CALLER, genuine=False, nodes=NODES)
    assert drawn(chat)[0].rows[-1] == Row("Block the sender", pressable=True, marked=True)
    assert drawn(chat)[0].caption == "A scam. Please block it."


def test_a_genuine_call_has_no_picture() -> None:
    assert drawn(Call(text="It rings.", caller=CALLER, genuine=True, nodes=NODES)) == ()
