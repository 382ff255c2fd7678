"""`PagePlayer`: the clips that it sends to a browser page and the answers of the page."""

import json
import socket
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from patience import PATIENCE_SECONDS, wait_until
from speech_kit import tone

from tutor.speech.player import NoDeviceError, PagePlayer, Playback


class ListeningPage:
    """A fake of the server and the page."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(PATIENCE_SECONDS)
        self._voice: socket.socket | None = None
        self.key = ""

    @property
    def place(self) -> str:
        return f"{self._listening.getsockname()[1]} the-key"

    def attend(self) -> None:
        self._voice, _ = self._listening.accept()
        self._lines = self._voice.makefile("rb")
        self.key = self._lines.readline().decode().strip()

    def take(self) -> tuple[dict[str, Any], bytes]:
        size = int.from_bytes(self._lines.read(4), "big")
        line, _, samples = self._lines.read(size).partition(b"\n")
        return json.loads(line), samples

    def answer(self, **message: float) -> None:
        assert self._voice is not None
        self._voice.sendall(json.dumps(message).encode() + b"\n")

    def drop(self) -> None:
        if self._voice is not None:
            self._lines.close()
            self._voice.close()

    def close(self) -> None:
        self._listening.close()
        self.drop()


@pytest.fixture
def page() -> Iterator[ListeningPage]:
    page = ListeningPage()
    yield page
    page.close()


def quiet() -> float:
    return 0.25


@pytest.fixture
def clock() -> list[float]:
    """Return the clock of the player, in seconds."""
    return [100.0]


@pytest.fixture
def player(page: ListeningPage, clock: list[float]) -> PagePlayer:
    return PagePlayer(page.place, lambda: clock[0])


def passes(seconds: float, clock: list[float], has_come: Callable[[], bool]) -> bool:
    """Advance the clock by `seconds`; return whether the condition holds then."""
    clock[0] += seconds
    return has_come()


def begin(page: ListeningPage, player: PagePlayer, seconds: float = 2) -> Playback:
    """Play a clip in the page and wait until the page has received it."""
    playback = player.play(tone(seconds), 0, quiet)
    page.attend()
    page.take()
    return playback


def test_a_clip_goes_to_the_page_from_its_frame_on(page: ListeningPage, player: PagePlayer) -> None:
    clip = tone(0.5)
    player.play(clip, 3000, quiet)
    page.attend()
    assert page.key == "the-key"
    message, samples = page.take()
    assert message == {"do": "play", "id": 1, "rate": 8000, "gain": 0.25}
    assert array("h", samples) == array("h", clip.pcm)[3000:]


def test_frames_count_from_when_the_page_is_heard(
    page: ListeningPage, player: PagePlayer, clock: list[float]
) -> None:
    playback = begin(page, player)
    clock[0] += 0.5
    assert (playback.frames, playback.due()) == (0, 2)
    asked = clock[0]
    page.answer(heard=1, delay=0.2)
    wait_until(partial(passes, 0.01, clock, lambda: playback.frames > 0))
    assert clock[0] - asked >= 0.2
    assert 0 < playback.due() < 2


def test_the_answer_to_another_clip_is_ignored(page: ListeningPage, player: PagePlayer) -> None:
    playback = begin(page, player)
    page.answer(heard=7, delay=0.0)
    page.answer(deaf=1)
    # A clip that is heard never stalls.
    wait_until(playback.stalled)
    assert playback.frames == 0


def test_a_clip_ends_after_its_time(
    page: ListeningPage, player: PagePlayer, clock: list[float]
) -> None:
    playback = begin(page, player, 0.1)
    page.answer(heard=1, delay=0.0)
    wait_until(partial(passes, 0.1, clock, lambda: playback.due() == 0))
    assert playback.frames == 800
    assert not playback.stalled()


def test_a_page_that_does_not_answer_or_is_deaf_is_no_device(
    page: ListeningPage, player: PagePlayer, clock: list[float]
) -> None:
    silent = player.play(tone(1), 0, quiet)
    page.attend()
    assert not silent.stalled()
    clock[0] += 1.6
    assert silent.stalled()
    deaf = player.play(tone(1), 0, quiet)
    assert not deaf.stalled()
    page.answer(deaf=2)
    wait_until(deaf.stalled)


def test_silence_is_sent_once_and_the_frames_stop(
    page: ListeningPage, player: PagePlayer, clock: list[float]
) -> None:
    playback = begin(page, player)
    page.answer(heard=1, delay=0.0)
    wait_until(partial(passes, 0.001, clock, lambda: playback.frames > 0))
    playback.silence()
    stood = playback.frames
    clock[0] += 1
    playback.close()
    player.play(tone(1), 0, quiet)
    assert [page.take()[0]["do"] for _ in range(2)] == ["hush", "play"]
    assert playback.frames == stood


def test_silence_is_not_sent_after_the_end_of_a_clip(
    page: ListeningPage, player: PagePlayer, clock: list[float]
) -> None:
    playback = begin(page, player, 0.05)
    page.answer(heard=1, delay=0.0)
    wait_until(partial(passes, 0.05, clock, lambda: playback.due() == 0))
    playback.close()
    player.play(tone(1), 0, quiet)
    assert page.take()[0]["do"] == "play"


def test_a_server_that_cannot_be_reached_is_no_device() -> None:
    with pytest.raises(NoDeviceError):
        PagePlayer("1 the-key").play(tone(1), 0, quiet)


def test_a_lost_server_is_connected_again(page: ListeningPage, player: PagePlayer) -> None:
    begin(page, player)
    page.drop()

    def refused() -> bool:
        try:
            player.play(tone(1), 0, quiet)
        except NoDeviceError:
            return True
        return False

    wait_until(refused)
    player.play(tone(1), 0, quiet)
    page.attend()
    assert page.key == "the-key"
