"""Keyboards that send other signs, and input methods that rewrite: bytes as a terminal sends them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_ui_screens import play_to
from textual import events
from textual._xterm_parser import XTermParser
from ui_kit import Stage, staged

from tutor.ui.keys import FALSE_BACKSPACE_SECONDS, LEARNT_KEYS, learnable, meaning
from tutor.ui.laptop import Laptop, LaptopFile, terminal_name
from tutor.ui.screens.setup import NameScreen

VIETNAMESE = "ăâêô"
FRENCH = "&é\"'"
ENTER, LEFT, BACKSPACE = "\r", "\x1b[D", "\x7f"


async def send(stage: Stage, text: str, after: float = 1.0) -> None:
    """Let bytes arrive at once, some seconds after the last ones."""
    stage.clock[0] += after
    for event in XTermParser().feed(text):
        if isinstance(event, events.Key):
            await stage.app._post_message(event)
    await stage.pilot.pause()


async def wait_for_backspace(stage: Stage) -> None:
    """Wait until a Backspace that may be an input method's counts."""
    await stage.pilot.pause(FALSE_BACKSPACE_SECONDS)


async def to_keys(stage: Stage) -> None:
    await stage.press("1", "h", "6", "5")
    assert stage.screen == "KeysScreen"


def asked(stage: Stage) -> str:
    """The key that is asked for."""
    screen = stage.app.screen
    return str(screen._asked[0]) if stage.screen == "KeysScreen" else ""  # type: ignore[attr-defined]


def learnt(stage: Stage) -> dict[str, str]:
    return dict(stage.app.session.services.laptop.now.keys)


async def test_plain_keys_are_asked_for_one_by_one_and_nothing_is_learnt() -> None:
    async with staged(people=("Vinh",), laptop=LaptopFile()) as stage:
        await to_keys(stage)
        seen = []
        for key in ("1", "2", "3", "4", "R", ENTER, LEFT):
            seen.append(asked(stage))
            await send(stage, key)
        assert seen == ["1", "2", "3", "4", "r", "enter", "left"]
        assert stage.screen == "SetupScreen"
        assert stage.app.session.services.laptop.now == Laptop(keys_tried=True)


@pytest.mark.parametrize("row", [VIETNAMESE + "\u0300\u0309\u0303\u0301\u0323", FRENCH + "(§è!ç"])
async def test_another_row_of_digits_is_learnt_to_its_end_and_acts_from_then_on(
    row: str, tmp_path: Path
) -> None:
    async with staged(people=("Vinh",), home=tmp_path) as stage:
        await to_keys(stage)
        for sign in (*row, "r", ENTER, LEFT):
            await send(stage, sign)
        assert stage.screen == "SetupScreen"
        assert learnt(stage) == {sign: str(i + 1) for i, sign in enumerate(row)}
    async with staged(home=tmp_path) as stage:
        await send(stage, row[0])
        assert stage.screen == "HomeScreen"
        await send(stage, row[8])
        assert stage.screen == "WhoScreen"


async def test_signs_that_were_not_learnt_stay_without_a_meaning() -> None:
    async with staged(people=("Vinh",)) as stage:
        for sign in (*VIETNAMESE, *FRENCH):
            await send(stage, sign)
            assert stage.screen == "WhoScreen"
            await send(stage, "r")


async def test_who_presses_a_strange_row_in_vain_is_led_to_try_the_keys_and_back() -> None:
    async with staged((100, 26), lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        title = stage.lines()[0]
        for _ in range(3):
            assert stage.lines()[0] == title
            await send(stage, "â")
        for sign in VIETNAMESE:
            assert stage.screen == "KeysScreen"
            await send(stage, sign)
        await send(stage, ENTER)
        assert stage.lines()[0] == title
        asking = stage.app.screen.run_now.state
        await send(stage, "â")
        assert stage.app.screen.run_now.state != asking


async def test_the_french_6_goes_by_the_number_pad_and_its_sign_still_leads_back() -> None:
    async with staged(people=("Vinh",), laptop=LaptopFile()) as stage:
        await to_keys(stage)
        for sign in (*FRENCH, "(", "-"):
            await send(stage, sign)
        assert asked(stage) == "7"
        assert "-" not in learnt(stage)
        await send(stage, "-")
        await send(stage, ENTER)
        assert stage.screen == "SetupScreen"
        await send(stage, "-")
        assert stage.screen == "HelpScreen"


async def test_a_wrong_key_is_not_learnt() -> None:
    async with staged(people=("Vinh",), laptop=LaptopFile()) as stage:
        await to_keys(stage)
        for sign in ("q", "7", "p"):
            await send(stage, sign)
            assert asked(stage) == "1"
        await send(stage, "ă")
        await send(stage, "ă")
        assert asked(stage) == "2"
        await send(stage, ENTER)
        assert learnt(stage) == {"ă": "1"}


@pytest.mark.parametrize("arrives", ["ả", "\x7fả"])
async def test_an_input_method_on_r_is_named_and_not_learnt(arrives: str) -> None:
    async with staged(people=("Vinh",), laptop=LaptopFile()) as stage:
        await to_keys(stage)
        for sign in "1234":
            await send(stage, sign)
        await send(stage, arrives)
        await wait_for_backspace(stage)
        assert "Unikey" in stage.text()
        assert asked(stage) == "r"
        await send(stage, "r")
        assert asked(stage) == "enter"
        await send(stage, ENTER)
        await send(stage, LEFT)
        assert learnt(stage) == {}


async def test_a_digit_that_was_rewritten_is_not_learnt() -> None:
    async with staged(people=("Vinh",), laptop=LaptopFile()) as stage:
        await to_keys(stage)
        await send(stage, "\x7fé")
        await wait_for_backspace(stage)
        assert asked(stage) == "1"
        assert "Unikey" in stage.text()


async def test_a_key_held_down_counts_once() -> None:
    async with staged(people=("Vinh",), laptop=LaptopFile()) as stage:
        await to_keys(stage)
        for _ in range(20):
            await send(stage, "1", after=0.03)
        assert asked(stage) == "2"
        assert stage.app.session.phrases("Key {key}: that arrived.", key="1") in stage.text()


async def test_help_and_back_are_there_while_keys_are_tried() -> None:
    async with staged(laptop=LaptopFile()) as stage:
        while stage.screen != "KeysScreen":
            await stage.press("enter")
        await send(stage, "h")
        assert stage.screen == "HelpScreen"
        await send(stage, "h")
        assert stage.screen == "KeysScreen"
        await send(stage, BACKSPACE)
        await wait_for_backspace(stage)
        assert stage.screen == "LettersScreen"


async def test_what_was_learnt_can_be_unlearnt() -> None:
    laptop = LaptopFile()
    laptop.keep(Laptop((("ă", "1"),), keys_tried=True))
    async with staged(people=("Vinh",), laptop=laptop) as stage:
        await to_keys(stage)
        await send(stage, ENTER)
        assert learnt(stage) == {"ă": "1"}
        await stage.press("5")
        for key in ("1", "2", "3", "4", "r", ENTER, LEFT):
            await send(stage, key)
        assert learnt(stage) == {}


async def test_learnt_signs_are_letters_in_a_name_and_numbers_in_a_number() -> None:
    laptop = LaptopFile()
    laptop.keep(Laptop((("ă", "1"), ("ê", "3")), keys_tried=True))
    async with staged(laptop=laptop, lesson="ld-gia-cong-an") as stage:
        await play_to(stage, "type")
        await send(stage, "ăăê")
        assert any("113█" in line for line in stage.lines())
        stage.app.push_screen(NameScreen())
        await stage.press("enter")
        stage.assert_on("NameScreen")
        await send(stage, "ăăê")
        assert "113" not in stage.text()
        assert "ăăê" in stage.text()


# Unikey where nothing is typed: a letter, then Backspace and another letter in its place.


@pytest.mark.parametrize("between", [0.02, 0.15, 0.5])
async def test_a_letter_that_an_input_method_rewrites_leads_nowhere(between: float) -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        title = stage.lines()[0]
        await send(stage, "a")
        await send(stage, "\x7fả", after=between)
        await wait_for_backspace(stage)
        assert stage.lines()[0] == title


async def test_backspace_after_a_letter_leads_back_when_no_other_letter_follows() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        title = stage.lines()[0]
        await send(stage, "a")
        await send(stage, BACKSPACE, after=0.3)
        await wait_for_backspace(stage)
        assert stage.lines()[0] != title


# The file.


@given(st.text(max_size=2), st.sampled_from(sorted(LEARNT_KEYS)))
def test_what_means_something_is_never_learnt(sign: str, key: str) -> None:
    if learnable(sign, key):
        assert len(sign) == 1
        assert sign.isprintable()
        assert meaning(sign) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 50_000,
        '{"keys": ["1"], "keys-tried": 1, "letters-seen": 3}',
        json.dumps({"keys": {"1": "2", "h": "1", "é": "h", "ăă": "1", "\x1b": "1", "-": "6"}}),
        json.dumps({"keys": {"é": 2, "ả": "r"}, "keys-tried": "yes"}),
    ],
)
def test_a_strange_file_teaches_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "laptop.json"
    path.write_text(text, encoding="utf-8")
    assert LaptopFile(path).now == Laptop()


def test_a_file_keeps_what_was_learnt_and_names_are_cleaned(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "laptop.json"
    kept = Laptop((("ă", "1"), ("к", "r")), True, frozenset({"xterm"}))
    assert LaptopFile(path).keep(kept)
    assert LaptopFile(path).now == kept
    assert [one.name for one in path.parent.iterdir()] == ["laptop.json"]
    assert terminal_name({"TERM_PROGRAM": "a\x1b[2Jb" + "c" * 99}).startswith("a[2Jb")
    assert len(terminal_name({"TERM": "x" * 99})) == 40


def test_a_laptop_that_cannot_write_remembers_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    laptop = LaptopFile(tmp_path / "home" / "laptop.json")
    assert not laptop.keep(Laptop(keys_tried=True))
    assert laptop.now.keys_tried


def test_a_terminal_is_named_by_what_it_says_first() -> None:
    assert terminal_name({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(398)"}) == "xterm"
    assert terminal_name({"TERM": "xterm-256color", "KONSOLE_VERSION": "250402"}) == "konsole"
    assert terminal_name({"TERM": "xterm-256color", "WT_SESSION": "1"}) == "windows-terminal"
    assert terminal_name({"TERM": "xterm-256color"}) == "xterm-256color"
    assert terminal_name({"TERM_PROGRAM": "vscode", "VTE_VERSION": "8001"}) == "vscode"
