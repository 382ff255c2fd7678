"""The app on a real pseudo-terminal, by its keyboard alone."""

import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS
from plain_lines import NOW
from terminal_kit import (
    BACKSPACE,
    CTRL_Q,
    ENTER,
    ESCAPE,
    SAID,
    TUTOR,
    Terminal,
    environment,
    run_tutor,
    said_to,
    terminal,
)

from tutor.engine.events import RunStarted
from tutor.records.store import open_store
from tutor.ui.laptop import LaptopFile

pytestmark = pytest.mark.real

_NO_SOUND = SAID("No sound today. A helper may read aloud.")
_TO_BEGIN = SAID("Please press Enter to begin.")


def last_of(raw: bytes, mode: str) -> str:
    """Return whether a private mode of the terminal was set (h) or reset (l) last."""
    found = re.findall(rb"\x1b\[\?(?:\d+;)*" + mode.encode() + rb"(?:;\d+)*([hl])", raw)
    return found[-1].decode() if found else ""


def play_to_the_end(app: Terminal, right: tuple[str, ...]) -> list[int]:
    """Play a lesson of pages and choices; `right` are its right answers in order."""
    left = list(right)
    steps = [app.step]
    while app.step:
        if "Chọn số" in app.text:
            app.press_and_see_change(app.number_of(left.pop(0)))
        else:
            app.press_and_see_change(ENTER)
        if app.step not in (0, steps[-1]):
            steps.append(app.step)
    assert not left
    return steps


def come_to_the_keys(app: Terminal) -> None:
    """Come to the last page before the first lesson by Enter alone."""
    asked = [
        SAID("Is this sentence easy to read?"),
        *([SAID("Can you hear this well?")] if sound_device() else []),
        SAID("Do these letters look right?"),
        SAID("Please press the key {key}.", key="1"),
    ]
    for question in asked:
        app.press(ENTER)
        app.see(question)


def begin_as_newcomer(app: Terminal) -> None:
    """Come to the first lesson by Enter alone; letters, voice and keys are looked after on the way."""
    come_to_the_keys(app)
    app.press(ENTER)
    app.wait(lambda: app.step == 1, "the first lesson")
    app.settle()


def leave(app: Terminal, address: str = "bac") -> int:
    """Leave by the key for it; return the exit status."""
    app.press_until(CTRL_Q, said_to(address)("Would you like to rest here?"))
    app.press(app.number_of(SAID("Rest")))
    return app.end()


def test_a_newcomer_learns_is_named_and_leaves(tmp_path: Path) -> None:
    with terminal(["--lang", "vi"], tmp_path) as app:
        app.see(_TO_BEGIN)
        assert last_of(app.raw, "1049") == "h"
        if not sound_device():
            app.see(_NO_SOUND)
        begin_as_newcomer(app)
        assert play_to_the_end(app, ("Ấm trà", "Phím R")) == [1, 2, 3, 4, 5, 6]
        app.see(SAID("Finished"))
        app.press(ENTER)
        app.see(SAID("How shall we address you?"))
        app.press_and_see_change(app.number_of("Bà"))
        app.child.send("Hoa")
        app.see("Hoa")
        app.press_and_see_change(ENTER)
        app.see(SAID("Is the name written right?"))
        app.press_and_see_change(ENTER)
        app.see("bà Hoa")
        app.settle()
        status = leave(app, "ba")
    assert status == 0
    assert last_of(app.raw, "1049") == "l", "the alternate screen is left"
    assert last_of(app.raw, "25") == "h", "the cursor is shown"
    for mode in ("1000", "1003", "2004"):
        assert last_of(app.raw, mode) in ("l", ""), f"mode {mode} is reset"
    assert app.modes_after == app.modes_before, "the terminal echoes and waits for whole lines"
    with closing(open_store(tmp_path / "tutor.db", clock=lambda: NOW)) as store:
        (person,) = store.people()
        assert (person.name, person.address, person.language) == ("Hoa", "ba", "vi")
        (lesson,) = store.history(person.id)
        assert (lesson.lesson, lesson.times_finished) == ("lam-quen-phim", 1)
        assert store.verify() == []
    laptop = LaptopFile(tmp_path / "laptop.json").now
    assert laptop.keys_tried
    assert laptop.letters_seen


@pytest.mark.parametrize("first_read", [0.0, 0.03, 0.06, 0.1, 0.15])
def test_a_second_enter_while_the_laptop_stands_still_makes_no_second_learner(
    tmp_path: Path, first_read: float
) -> None:
    with terminal(["--lang", "vi"], tmp_path) as app:
        app.see(_TO_BEGIN)
        if not sound_device():
            app.see(_NO_SOUND)
        come_to_the_keys(app)
        app.press(ENTER)
        app.read(first_read)
        app.child.kill(signal.SIGSTOP)
        app.press(ENTER)
        app.child.kill(signal.SIGCONT)
        app.wait(lambda: app.step, "the first lesson")
        app.settle()
        assert leave(app) == 0
    with closing(open_store(tmp_path / "tutor.db", clock=lambda: NOW)) as store:
        assert len(store.people()) == 1
        assert sum(isinstance(stored.event, RunStarted) for stored in store.events()) == 1


def test_leaving_is_asked_and_enter_stays(tmp_path: Path) -> None:
    with terminal(["play", "lam-quen-phim", "--no-speech"], tmp_path) as app:
        app.wait(lambda: app.step == 1)
        app.settle()
        app.press_and_see_change(CTRL_Q)
        app.see(SAID("Would you like to rest here?"))
        app.press_and_see_change(ENTER)
        app.wait(lambda: app.step == 1, "step 1")
        assert app.child.isalive()
        status = leave(app)
    assert status == 0


def test_a_lesson_that_was_left_goes_on_at_the_same_step(tmp_path: Path) -> None:
    with terminal(["play", "lam-quen-phim", "--no-speech"], tmp_path) as app:
        app.wait(lambda: app.step == 1)
        app.settle()
        app.press_and_see_change(ENTER)
        app.wait(lambda: app.step == 2, "step 2")
        status = leave(app)
        assert status == 0
    with terminal(["play", "lam-quen-phim", "--no-speech"], tmp_path) as app:
        app.wait(lambda: app.step == 2)
        app.settle()
        app.press_and_see_change(BACKSPACE)
        app.wait(lambda: app.step == 1, "step 1")
        app.press_and_see_change(ESCAPE)
        app.see(SAID("What do you need?"))


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_letters_are_whole_whatever_the_locale(tmp_path: Path, locale: str) -> None:
    play = ["--lang", "vi", "play", "lam-quen-phim", "--no-speech"]
    with terminal(play, tmp_path, LC_ALL=locale) as app:
        app.see("Mời bác bấm phím ENTER.")


def test_an_exported_size_does_not_stand_for_the_windows_own(tmp_path: Path) -> None:
    play = ["play", "lam-quen-phim", "--no-speech"]
    with terminal(play, tmp_path, COLUMNS="120", LINES="40") as app:
        app.wait(lambda: app.step == 1)
        app.settle()
        assert app.text.splitlines()[0].strip().startswith("Làm quen phím")
        assert "ENTER" in app.text.splitlines()[-2]


def sound_device() -> bool:
    code = (
        "from tutor.speech.clip import silence\n"
        "from tutor.speech.player import DevicePlayer\n"
        "DevicePlayer().play(silence(0.01), 0, lambda: 0.0).close()"
    )
    return not subprocess.run([sys.executable, "-c", code], capture_output=True).returncode


def test_without_a_sound_device_one_sentence_says_so_and_nothing_else_does(tmp_path: Path) -> None:
    if sound_device():
        pytest.skip("this computer has a sound device")
    with terminal([], tmp_path) as app:
        app.see(_NO_SOUND)
        app.settle()
        assert len(re.findall(_NO_SOUND, app.words)) == 1
        begin_as_newcomer(app)
        for _ in range(2):
            app.settle()
            assert _NO_SOUND not in app.words
            app.press_and_see_change(ENTER)
        app.wait(lambda: app.step == 2, "step 2")
        status = leave(app)
    assert status == 0
    for noise in (b"ALSA", b"Traceback", b"lib", b".py", b"jack", b"pulse"):
        assert noise not in app.raw


def test_without_a_terminal_it_says_how_to_learn_line_by_line(tmp_path: Path) -> None:
    for arguments in ([], ["play", "lam-quen-phim"]):
        done = run_tutor(arguments, tmp_path)
        assert (done.returncode, done.stdout) == (3, "")
        assert "tutor play lam-quen-phim --plain" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


# A shell that heeds no hang-up stays in front of the app, which then is told nothing either.
_DEAF_SHELL = ("sh", "-c", 'trap "" HUP; "$@"; exit $?', "sh")


@pytest.mark.parametrize("before", [(), _DEAF_SHELL], ids=["told", "not-told"])
def test_it_ends_by_itself_when_its_window_is_closed(
    tmp_path: Path, before: tuple[str, ...]
) -> None:
    ours, theirs = os.openpty()
    app = subprocess.Popen(
        ["setsid", "--ctty", *before, *TUTOR],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(tmp_path),
    )
    os.close(theirs)
    seen = b""
    while b"ENTER" not in seen:
        seen += os.read(ours, 65_536)
    os.close(ours)
    assert app.wait(PATIENCE_SECONDS) == 0
