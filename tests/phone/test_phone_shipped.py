import re
from collections.abc import Iterator
from itertools import chain

import pytest
from phone_worlds import LESSONS, shipped

from tutor.content.model import Effect, PhoneItem, Scalar
from tutor.content.phone_reader import load_phone
from tutor.content.text import split_sentences
from tutor.phone import (
    EDGE_KINDS,
    SWIPES,
    Gesture,
    PhoneState,
    PhoneWorld,
    parse_gesture,
    press,
    shortest_path,
    start,
    targets,
    view,
    visible_screen,
)
from tutor.phone.state import effect_of, gesture_of
from tutor.speech.normalise import spoken_text

WORLDS = {language: shipped(language) for language in ("vi", "en")}
SCREENS = sorted(WORLDS["vi"].screens)
EDGE_WORDS = [str(Gesture(kind)) for kind in EDGE_KINDS]


def effects_of(item: PhoneItem) -> Iterator[Effect]:
    yield from (effect for effect in (item.tap, item.hold) if effect is not None)


def effects(world: PhoneWorld) -> Iterator[Effect]:
    for screen_id, screen in world.screens.items():
        yield from world.gestures[screen_id].values()
        yield from chain.from_iterable(effects_of(item) for item in screen.items)


def texts(world: PhoneWorld) -> Iterator[str]:
    for screen in world.screens.values():
        yield screen.title
        for item in screen.items:
            yield from (item.label, item.detail, item.sample)
    yield from (effect.says for effect in effects(world))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_shipped_phone_has_no_problems(language: str) -> None:
    apps, problems = load_phone(LESSONS, language)
    assert problems == []
    assert {"home", "calls", "messages", "contacts", "settings", "system"} <= set(apps)


def test_both_languages_are_the_same_phone() -> None:
    def bare(world: PhoneWorld) -> object:
        return [
            (name, [(i.kind, i.id, i.when, i.tap and (i.tap.goes, i.tap.sets)) for i in s.items])
            for name, s in world.screens.items()
        ]

    assert bare(WORLDS["vi"]) == bare(WORLDS["en"])
    assert WORLDS["vi"].values == WORLDS["en"].values


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_can_be_reached_from_home_and_left_again(screen: str) -> None:
    world = WORLDS["vi"]
    state = start(world, {})
    there = shortest_path(world, state, {"screen": screen})
    assert there is not None
    assert len(there) <= 21
    for gesture in there:
        state = press(world, state, gesture)
    assert visible_screen(world, state) == screen
    back = shortest_path(world, state, {"screen": "home"})
    assert back is not None
    assert len(back) <= (5 if screen.startswith("system/") else 1)


@pytest.mark.parametrize(
    ("goal", "most"),
    [
        ({"wifi.network": "NhaVanHoa"}, 4),
        ({"letters": 4}, 4),
        ({"volume": 8}, 6),
        ({"locked": False}, 0),
        ({"airplane.on": True}, 2),
    ],
)
def test_what_lessons_ask_for_is_near(goal: dict[str, Scalar], most: int) -> None:
    world = WORLDS["vi"]
    path = shortest_path(world, start(world, {}), goal)
    assert path is not None
    assert len(path) <= most


def test_everything_that_can_be_pressed_answers() -> None:
    world = WORLDS["vi"]
    for name, screen in world.screens.items():
        for item in screen.items:
            if item.kind in ("text", "message", "field"):
                continue
            values = {**world.values, **item.when}
            effect = effect_of(world, name, gesture_of(item), values)
            assert effect is not None, (name, item.id)
            assert effect.goes or effect.says, (name, item.id)


def test_every_move_of_the_hand_is_a_number_somewhere() -> None:
    world = WORLDS["vi"]
    shown_moves = {
        str(target.gesture)
        for name in world.screens
        for target in targets(world, start(world, {"screen": name}))
    }
    assert {*(f"swipe {way}" for way in SWIPES), *EDGE_WORDS, "hold power"} <= shown_moves


def test_what_can_be_held_has_a_number_for_holding() -> None:
    world = WORLDS["vi"]
    for name, screen in world.screens.items():
        keys = {gesture_of(item) for item in screen.items if item.kind == "key"}
        for item in screen.items:
            assert item.hold is None or Gesture("hold", item.id) in keys, (name, item.id)


def pressed(state: PhoneState, *words: str) -> PhoneState:
    """The phone after these gestures, each of which has to do something."""
    for word in words:
        gesture = parse_gesture(word)
        assert gesture is not None
        after = press(WORLDS["vi"], state, gesture)
        assert after != state, word
        state = after
    return state


def lines(state: PhoneState) -> list[str]:
    """What the phone shows that cannot be pressed."""
    seen = view(WORLDS["vi"], state).lines
    return [f"{line.label}: {line.value}" if line.value else line.label for line in seen]


def labels(state: PhoneState) -> list[str]:
    """What can be pressed, with what is written beside it."""
    there = targets(WORLDS["vi"], state)
    return [
        f"{t.label}: {t.value}" if t.value and isinstance(t.value, str) else t.label for t in there
    ]


@pytest.mark.parametrize("page", ["home", "home/more", "home/apps", "calls"])
@pytest.mark.parametrize(
    ("call", "screen"), [("call.on", "calls/calling"), ("video.on", "chat/video")]
)
def test_a_call_that_was_left_can_be_taken_up_and_ended(page: str, call: str, screen: str) -> None:
    world = WORLDS["vi"]
    state = pressed(start(world, {"screen": screen, call: True, "call.to": "hoa"}), "home")
    for gesture in shortest_path(world, state, {"screen": page}) or ():
        state = press(world, state, gesture)
    assert any(label.startswith("Về cuộc gọi") for label in labels(state))
    path = shortest_path(world, state, {call: False})
    assert path is not None
    assert len(path) == 2
    for gesture in path:
        state = press(world, state, gesture)
    assert visible_screen(world, state) == world.find(page)
    assert not any(label.startswith("Về cuộc gọi") for label in labels(state))


@pytest.mark.parametrize(
    ("page", "before", "call", "other", "who"),
    [
        (
            "contacts",
            (
                *("tap new", "type name Ba", "type number 123", "tap save"),
                *("tap new", "type name Nam", "type number 45", "tap save"),
            ),
            ("tap saved", "tap saved-1", "tap call"),
            ("tap saved", "tap saved-2"),
            "Người mới lưu: Ba",
        ),
        ("calls", (), ("type number 113", "tap call"), ("type number 99",), "Số vừa bấm: 113"),
    ],
)
def test_a_call_that_was_left_stays_a_call_to_the_same(
    page: str, before: tuple[str, ...], call: tuple[str, ...], other: tuple[str, ...], who: str
) -> None:
    world = WORLDS["vi"]
    state = pressed(start(world, {"screen": page}), *before, *call)
    assert who in lines(state)
    state = pressed(state, "home")
    for gesture in shortest_path(world, state, {"screen": page}) or ():
        state = press(world, state, gesture)
    state = pressed(state, *other, "home")
    for gesture in shortest_path(world, state, {"screen": "calls/calling"}) or ():
        state = press(world, state, gesture)
    assert who in lines(state)


def test_the_place_of_the_call_leaves_its_gesture_to_the_phone() -> None:
    state = start(WORLDS["vi"], {"screen": "home/more", "call.on": True})
    assert visible_screen(WORLDS["vi"], pressed(state, "swipe right")) == "home/main"


def test_what_was_typed_is_no_message_before_it_is_sent() -> None:
    state = start(WORLDS["vi"], {"screen": "messages/hoa"})
    state = pressed(state, "type text Tôi khỏe", "tap send", "type text Đang bận")
    assert "Tin đã gửi: Tôi khỏe" in lines(state)
    assert "Viết tin: Đang bận" in labels(state)
    sent = lines(pressed(state, "tap send"))
    assert sent[-2:] == ["Tin đã gửi: Tôi khỏe", "Tin đã gửi: Đang bận"]
    assert "Viết tin" in labels(pressed(state, "tap send"))


def test_all_that_was_sent_in_the_chat_is_shown() -> None:
    state = start(WORLDS["vi"], {"screen": "chat/hoa"})
    state = pressed(state, "tap photo", "tap children", "type text Cháu đây", "tap send")
    assert {"Đã gửi ảnh các cháu", "Tin đã gửi: Cháu đây"} <= set(lines(state))
    state = pressed(state, "tap photo", "tap garden")
    assert "Đã gửi ảnh vườn rau và ảnh các cháu" in lines(state)
    group = pressed(start(WORLDS["vi"], {"screen": "chat/group"}), "type text Có", "tap send")
    assert [line for line in lines(group) if "căn cước" in line or "Có" in line] == [
        "Tin đã gửi: Có",
        "Em mới vào, ai có căn cước gửi ảnh lên",
    ]


def saved(state: PhoneState, *names: str) -> PhoneState:
    for name in names:
        state = pressed(state, "tap new")
        assert {"Tên", "Số điện thoại"} <= set(labels(state)), "the form is empty"
        state = pressed(state, f"type name {name}", f"type number 09{len(name)}", "tap save")
    return state


def test_three_new_contacts_stand_beside_each_other() -> None:
    state = saved(start(WORLDS["vi"], {"screen": "contacts"}), "Lan")
    assert "Người mới lưu: Lan" in labels(state)
    state = saved(state, "Minh", "Hưng")
    listed = pressed(state, "tap saved")
    assert labels(listed)[:3] == [f"Người mới lưu: {name}" for name in ("Lan", "Minh", "Hưng")]
    full = pressed(state, "tap new", "type name Tú", "type number 1")
    assert "ba số" in press(WORLDS["vi"], full, Gesture("tap", "save")).message
    minh = pressed(listed, "tap saved-2")
    assert lines(minh) == ["Tên: Minh", "Số: 094"]
    editing = pressed(minh, "tap change")
    assert view(WORLDS["vi"], editing).title == "Sửa số đã lưu"
    assert labels(editing)[:2] == ["Tên: Minh", "Số điện thoại: 094"]
    changed = pressed(editing, "type name Minh Anh", "tap save", "tap saved")
    assert labels(changed)[1] == "Người mới lưu: Minh Anh"
    left = pressed(listed, "tap saved-1", "tap delete", "tap delete", "tap saved")
    assert labels(left)[:2] == ["Người mới lưu: Minh", "Người mới lưu: Hưng"]
    assert "Còn chỗ cho một số nữa" in lines(left)
    one = pressed(left, "tap saved-2", "tap delete", "tap delete")
    assert "Người mới lưu: Minh" in labels(one)
    none = pressed(one, "tap saved", "tap delete", "tap delete")
    assert not any("mới lưu" in label for label in labels(none))


def test_an_app_stands_on_the_phone_from_its_installation_on() -> None:
    papers = {"screen": "home/papers"}
    assert "Thẻ Số" in labels(start(WORLDS["vi"], papers))
    assert "Thẻ Số" not in labels(start(WORLDS["vi"], {**papers, "eid.installed": False}))


def test_a_sticker_that_was_peeled_off_is_scanned_no_more() -> None:
    here: dict[str, Scalar] = {"screen": "bank/scan", "bank.signed-in": True}
    assert "Mã trên mẩu giấy dán" in labels(start(WORLDS["vi"], here))
    assert "Mã trên mẩu giấy dán" not in labels(
        start(WORLDS["vi"], {**here, "bank.sticker": False})
    )


def transfer(amount: str, **values: Scalar) -> PhoneState:
    here: dict[str, Scalar] = {"screen": "bank/transfer", "bank.signed-in": True, **values}
    state = pressed(start(WORLDS["vi"], here), "type account 8642")
    state = press(WORLDS["vi"], state, Gesture("type", "amount", amount))
    return press(WORLDS["vi"], state, Gesture("tap", "next"))


@pytest.mark.parametrize(
    ("amount", "screen"),
    [
        ("500000", "transfer-pin"),
        ("10.000.000", "transfer-pin"),
        ("10.000.001", "face"),
        ("12000000", "face"),
        ("12.000.000 đ", "face"),
        ("15 triệu", "face"),
        ("25 000 001", "transfer"),
        ("năm mươi", "transfer"),
    ],
)
def test_the_bank_reads_an_amount_as_a_number(amount: str, screen: str) -> None:
    assert visible_screen(WORLDS["vi"], transfer(amount)) == f"bank/{screen}"


def test_more_than_the_balance_is_calmly_refused() -> None:
    assert "Số dư không đủ" in transfer("30 triệu").message


def test_the_balance_and_the_history_follow_what_was_sent() -> None:
    state = pressed(transfer("1.500.000"), "type pin 1357", "tap confirm")
    assert "Số tiền:: 1500000" in lines(state)
    state = pressed(state, "tap done", "tap balance")
    assert "Số dư:: 23500000" in lines(state)
    assert "Chuyển cho Hoa:: 1500000" in lines(pressed(state, "tap history"))


def test_the_history_has_every_transfer_and_every_bill() -> None:
    state = transfer("1.500.000")
    state = pressed(state, "type pin 1357", "tap confirm", "tap done")
    for amount in ("200000", "300000"):
        state = pressed(state, "tap transfer", "type account 8642", f"type amount {amount}")
        state = pressed(state, "tap next", "type pin 1357", "tap confirm", "tap done")
    state = pressed(state, "tap bills")
    for bill, code in (("electricity", "D246"), ("water", "N357"), ("school", "H579")):
        state = pressed(state, f"tap {bill}", f"type code {code}", "tap look", "tap pay")
        assert parse_gesture(f"tap {bill}") not in [t.gesture for t in targets(WORLDS["vi"], state)]
    assert "Đã trả hết các hóa đơn" in lines(state)
    state = pressed(state, "back")
    assert dict(state.values)["bank.balance"] == 25_000_000 - 2_000_000 - 186_000 - 62_000 - 450_000
    assert lines(pressed(state, "tap history")) == [
        "Chuyển cho Hoa:: 300000",
        "Ra 62.000 đồng, tiền nước",
        "Ra 450.000 đồng, học phí",
        "Ra 186.000 đồng, tiền điện",
        "Vào 350.000 đồng, bán rau",
        "Đã chuyển cho Hoa trước đó:: 1700000",
    ]


def test_the_shop_is_paid_once() -> None:
    state = start(WORLDS["vi"], {"screen": "bank/scan", "bank.signed-in": True})
    state = pressed(state, "tap shop", "type amount 80000", "tap confirm")
    state = pressed(state, "type pin 1357", "tap confirm", "back", "type pin 1357")
    again = press(WORLDS["vi"], state, Gesture("tap", "confirm"))
    assert "đã trả rồi" in again.message
    assert dict(again.values)["bank.balance"] == 24_920_000


@pytest.mark.parametrize("amount", ["80000", "80.000", "80 000", "80.000 đồng", "80 nghìn", "80k"])
def test_the_shop_is_paid_however_the_amount_is_written(amount: str) -> None:
    here: dict[str, Scalar] = {"screen": "bank/scan", "bank.signed-in": True}
    state = pressed(start(WORLDS["vi"], here), "tap shop", f"type amount {amount}", "tap confirm")
    state = pressed(state, "type pin 1357", "tap confirm")
    assert dict(state.values)["bank.balance"] == 24_920_000


@pytest.mark.parametrize(
    ("language", "claims", "held", "real"),
    [
        (
            "vi",
            r"máy (chưa|không) (cài|gọi|gửi|nối|đổi|cho)\b",
            r"máy tập (chưa|vẫn giữ)",
            "máy thật",
        ),
        (
            "en",
            r"was not (installed|called|joined|allowed|bought)",
            r"practice phone has (?!room)",
            "a real phone",
        ),
    ],
)
def test_what_only_the_practice_phone_holds_back_is_not_said_of_real_ones(
    language: str, claims: str, held: str, real: str
) -> None:
    met = 0
    for effect in effects(WORLDS[language]):
        text = effect.says.lower()
        assert not re.search(claims, text), text
        if not (effect.goes or effect.sets) and re.search(held, text):
            met += 1
            assert real in text, text
    assert met >= 30


NAMES = {"Nguyễn", "Văn", "Tập", "Đồng", "Sen", "Hưng", "Yên", "Thôn", "Đông"}


def test_only_names_are_vietnamese_in_the_english_texts() -> None:
    for text in texts(WORLDS["en"]):
        for word in re.findall(r"[^\W\d_]+", text):
            assert word.isascii() or word in NAMES, text


def test_a_screen_fits_the_drawn_phone() -> None:
    world = WORLDS["vi"]
    for name, screen in world.screens.items():
        assert len({item.id for item in screen.items}) <= 8, name
        state = start(world, {"screen": name})
        assert sum(target.number < 8 for target in targets(world, state)) <= 7


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_phone_speaks_in_at_most_four_short_sentences(language: str) -> None:
    for effect in effects(WORLDS[language]):
        assert len(split_sentences(effect.says)) <= 4
        assert not effect.says or effect.says.endswith(".")
        assert len(effect.says) <= 5 * 34


def test_a_sentence_of_the_phone_is_one_breath() -> None:
    for effect in effects(WORLDS["vi"]):
        for sentence in split_sentences(effect.says):
            assert len(spoken_text(sentence, "vi").split()) <= 14, sentence


@pytest.mark.parametrize("language", ["vi", "en"])
def test_long_numbers_are_masked(language: str) -> None:
    for text in texts(WORLDS[language]):
        numbers = re.sub(r"\d{1,3}(?:[.,]\d{3})+ (?:đồng|dong)", "", text)
        assert not re.search(r"\d{7,}", re.sub(r"[ .]", "", numbers)), text


def test_no_form_of_address_stands_in_the_texts_of_the_phone() -> None:
    for text in texts(WORLDS["vi"]):
        words = set(re.sub(r"ghi chú|kết bạn|bạn bè", "", text.lower()).split())
        assert not words & {"bác", "ông", "bà", "cụ", "cô", "chú", "bạn"}, text


def test_what_the_phone_says_is_calm() -> None:
    for language in WORLDS:
        for effect in effects(WORLDS[language]):
            scolds = r"!|sai rồi|lỗi|nhanh lên|không hợp lệ|you are wrong|error|invalid"
            assert not re.search(scolds, effect.says.lower()), effect.says
