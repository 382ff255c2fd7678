from pathlib import Path
from string import Formatter

import pytest

from tutor.content.messages import MESSAGES
from tutor.content.model import Effect, PhoneApp, Problem
from tutor.content.phone_reader import load_phone

GOOD = """\
format: 1
app: home
title: {vi: Trang chủ, en: Home}
values: {wifi: false, loud: 3, note: "", kept: ""}
ranges: {loud: [0, 5]}
screens:
  main:
    title: {vi: Trang chủ, en: Home}
    gestures:
      swipe up: {goes: home/more}
    items:
      - toggle: {vi: Mạng, en: Network}
        id: wifi
        toggles: wifi
        says: {vi: Đã đổi., en: Changed.}
      - key: {vi: Giữ, en: Hold}
        id: hold-photo
        gesture: hold photo
      - button: Zalo
        id: photo
        detail: {vi: Ảnh, en: A photo}
        when: {wifi: true}
        sets: {loud: 5}
        steps: {loud: -1}
        goes: back
        hold: {copies: {kept: note}, goes: home/more}
  more:
    title: More
    items:
      - field: {vi: Ghi, en: Note}
        id: note
        fills: note
        sample: {vi: Chào, en: Hello}
      - text: {vi: Âm lượng, en: Volume}
        id: loud
        shows: loud
"""


def load(
    folder: Path, *files: str, language: str = "vi"
) -> tuple[dict[str, PhoneApp], list[Problem]]:
    (folder / "phone").mkdir(exist_ok=True)
    for number, text in enumerate(files):
        (folder / "phone" / f"{number}.yaml").write_text(text, encoding="utf-8")
    return load_phone(folder, language)


def test_an_app_is_read_in_the_language_asked_for(tmp_path: Path) -> None:
    apps, problems = load(tmp_path, GOOD, language="en")
    assert problems == []
    main, more = apps["home"].screens
    wifi, hold, photo = main.items
    assert (wifi.label, wifi.tap) == ("Network", Effect(toggles="wifi", says="Changed."))
    assert (hold.kind, hold.gesture, hold.tap) == ("key", "hold photo", None)
    assert photo.label == "Zalo"
    assert photo.when == {"wifi": True}
    assert photo.tap == Effect(sets={"loud": 5}, steps={"loud": -1}, goes="back")
    assert photo.hold == Effect(copies={"kept": "note"}, goes="home/more")
    assert main.gestures == {"swipe up": Effect(goes="home/more")}
    assert (more.items[0].fills, more.items[0].sample) == ("note", "Hello")
    assert apps["home"].ranges == {"loud": (0, 5)}


def test_a_folder_without_a_phone_is_an_empty_phone(tmp_path: Path) -> None:
    assert load_phone(tmp_path, "vi") == ({}, [])


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("format: 1", "format: 2", "format-newer", 1),
        ("format: 1", "format: true", "unknown-value", 1),
        ("app: home\n", "", "missing-key", 1),
        ("app: home", "app: Home App", "bad-id", 2),
        (
            "title: {vi: Trang chủ, en: Home}\nvalues",
            "title: {en: Home}\nvalues",
            "phone-no-language",
            3,
        ),
        ("goes: home/more}\n    items", "goes: home/mroe}\n    items", "phone-no-screen", 10),
        ("goes: back", "goes: [back]", "needs-text", 25),
        ("goes: back", "gose: back", "unknown-key-near", 25),
        ("toggles: wifi", "toggles: wfi", "phone-no-value", 14),
        ("toggles: wifi", "toggles: loud", "phone-value-type", 14),
        ("when: {wifi: true}", "when: {wifi: 1}", "phone-value-type", 22),
        ("when: {wifi: true}", "when: [wifi]", "needs-map", 22),
        ("sets: {loud: 5}", "sets: {loud: 6}", "phone-value-type", 23),
        ("copies: {kept: note}", "copies: {kept: loud}", "phone-value-type", 26),
        ("copies: {kept: note}", "copies: {loud: note}", "phone-value-type", 26),
        ("copies: {kept: note}", "copies: {kept: nota}", "phone-no-value", 26),
        ("copies: {kept: note}", "copies: [kept]", "needs-map", 26),
        ("steps: {loud: -1}", "steps: {loud: [1]}", "needs-value", 24),
        ("steps: {loud: -1}", "steps: {loud: -down}", "phone-no-value", 24),
        ("steps: {loud: -1}", "steps: {loud: -note}", "phone-value-type", 24),
        ("screens:", "over: {wifi: [loud]}\nscreens:", "phone-wrong-type", 6),
        ("screens:", "over: {wifi: [note, 3]}\nscreens:", "phone-value-type", 6),
        ("screens:", "over: {note: [loud, 3]}\nscreens:", "phone-value-type", 6),
        ("screens:", "over: {wifi: [loud, luod]}\nscreens:", "phone-no-value", 6),
        ("steps: {loud: -1}", "steps: {note: 1}", "phone-value-type", 24),
        ("fills: note", "fills: wifi", "phone-value-type", 32),
        ("        fills: note\n", "", "missing-key", 30),
        ("shows: loud", "shows: louder", "phone-no-value", 36),
        ("        gesture: hold photo\n", "", "missing-key", 16),
        ("gesture: hold photo", "gesture: shake", "phone-gesture", 18),
        ("swipe up:", "tap photo:", "phone-gesture", 10),
        ("- button: Zalo\n        id", "- id", "phone-item-kind", 19),
        ("- button: Zalo", "- button: Zalo\n        text: Zalo", "phone-item-kind", 19),
        ("- button: Zalo", "- button: " + "Z" * 23, "phone-long", 19),
        ("id: photo", "id: Ảnh", "bad-id", 20),
        ("ranges: {loud: [0, 5]}", "ranges: {loud: 5}", "phone-wrong-type", 5),
        ("loud: 3", "loud: 9", "phone-value-type", 4),
        ("loud: 3", "loud: [3]", "needs-value", 4),
        ("screens:", "screens: {}\nx:", "unknown-key", 7),
    ],
)
def test_a_fault_is_named_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, line: int
) -> None:
    assert old in GOOD
    problems = load(tmp_path, GOOD.replace(old, new, 1))[1]
    assert (code, line) in [(problem.code, problem.place.line) for problem in problems]


def test_more_items_than_numbers_are_refused(tmp_path: Path) -> None:
    more = "".join(f"      - button: B{n}\n        id: b{n}\n" for n in range(7))
    problems = load(tmp_path, GOOD + more)[1]
    assert [(p.code, p.details["count"]) for p in problems] == [("phone-many-items", "8")]


def test_apps_and_values_stand_in_one_file_only(tmp_path: Path) -> None:
    other = GOOD.replace("app: home", "app: other")
    problems = load(tmp_path, GOOD, other, GOOD)[1]
    assert {p.code for p in problems} == {"phone-value-twice", "phone-app-twice"}
    assert {Path(p.place.file).name for p in problems} == {"1.yaml", "2.yaml"}


@pytest.mark.parametrize(
    "text", ["- a\n", "just words\n", "format: 1\n", "", "a: [\n", "screens: {main: 1}\n"]
)
def test_a_file_of_another_kind_is_a_problem_and_no_crash(tmp_path: Path, text: str) -> None:
    apps, problems = load(tmp_path, text)
    assert apps == {}
    assert problems


def test_faulty_items_are_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    apps, problems = load(tmp_path, GOOD.replace("id: photo", "id: Ảnh"))
    assert [(problem.code, problem.place.line) for problem in problems] == [("bad-id", 20)]
    assert [item.id for item in apps["home"].screens[0].items] == ["wifi", "hold-photo"]


def test_a_faulty_value_of_an_item_leaves_the_item(tmp_path: Path) -> None:
    apps, problems = load(tmp_path, GOOD.replace("goes: back", "gose: back"))
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("unknown-key-near", 25)
    ]
    photo = apps["home"].screens[0].items[2]
    assert photo.tap == Effect(sets={"loud": 5}, steps={"loud": -1})


def test_every_problem_has_words_that_its_details_fill(tmp_path: Path) -> None:
    faulty = GOOD.replace("goes: back", "gose: back").replace("toggles: wifi", "toggles: wfi")
    faulty = faulty.replace("when: {wifi: true}", "when: {wifi: 1}").replace("home/more", "mroe")
    faulty = faulty.replace("sample: {vi: Chào, en: Hello}", "sample: {en: Hello}")
    faulty = faulty.replace("gesture: hold photo", "gesture: shake")
    problems = load(tmp_path, faulty, GOOD.replace("format: 1", "format: 9"))[1]
    assert len({problem.code for problem in problems}) == 7
    for problem in problems:
        for sentence in MESSAGES[problem.code]:
            fields = {name for _, name, _, _ in Formatter().parse(sentence) if name}
            assert fields <= set(problem.details), problem
