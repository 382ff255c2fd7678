"""How soon the voice begins, and how soon it is silent after an order to stop."""

import os
import queue
import time
from pathlib import Path
from typing import TypeAlias

from measures.figures import Figure
from tutor.speech.clip import silence
from tutor.speech.engines.espeak import EspeakEngine
from tutor.speech.normalise import spoken_text
from tutor.speech.player import DevicePlayer, NoDeviceError, Player, TimedPlayer
from tutor.speech.process import Message, WorkerProcess, pack, worker_command
from tutor.speech.speaker import Utterance

STARTS = 30
STOPS = 30
_RATE = 168
_SENTENCE = Utterance("Bác cứ thong thả mà bấm, bấm nhầm thì không hỏng gì cả đâu ạ.", "vi")


_MESSAGE = (
    "LangBank: TK 0451xxxx89 -500,000VND luc 14:05 12/11. SD 3,215,600VND. "
    "Neu khong phai quy khach, goi 1900 6688."
)
READINGS = 200

_Heard: TypeAlias = "queue.SimpleQueue[tuple[float, Message]]"


def beginning(folder: Path) -> Figure:
    """Return the time from the order to speak until the device takes the first sound of a prepared clip.

    The baseline calls espeak-ng and opens the device in this process. All is at volume 0.
    """
    heard: _Heard = queue.SimpleQueue()
    worker = _worker(folder, heard)
    waits = []
    try:
        items = pack([_SENTENCE])
        worker.send({"do": "prepare", "items": items})
        for number in range(STARTS):
            time.sleep(0.1)
            asked = time.perf_counter()
            worker.send({"do": "say", "id": number, "items": items, "first": 0, "delay": 0.0})
            started = _await(heard, {"event": "started", "id": number, "index": 0})
            waits.append((started - asked) * 1000)
            worker.send({"do": "stop"})
            _await(heard, {"event": "idle", "what": "sound"})
    finally:
        worker.end(1.0)
    # The first loads libraries on both sides.
    return Figure("press to sound", "ms", waits[1:], _in_process()[1:], "espeak-ng in process", 1.1)


def reading() -> Figure:
    """Return the time in which a message without marks is put into words."""
    waits = []
    for _ in range(READINGS):
        asked = time.perf_counter()
        spoken_text(_MESSAGE, "vi")
        waits.append((time.perf_counter() - asked) * 1000)
    # The first reads the lexicon and the phrases.
    return Figure("message to words", "ms", waits[1:], [], "", 6)


def _in_process() -> list[float]:
    engine = EspeakEngine()
    voice = engine.voice("vi", "")
    spoken = spoken_text(_SENTENCE.text, _SENTENCE.language)
    player = _player()
    waits = []
    for _ in range(STARTS):
        time.sleep(0.1)
        asked = time.perf_counter()
        playback = player.play(engine.render(spoken, voice, _RATE), 0, lambda: 0.0)
        while playback.frames == 0:
            time.sleep(0.0005)
        waits.append((time.perf_counter() - asked) * 1000)
        playback.close()
    return waits


def _player() -> Player:
    """Return the sound device, or silence where there is none, as the worker does."""
    # Sound libraries complain on the descriptor itself.
    kept = os.dup(2)
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 2)
    try:
        DevicePlayer().play(silence(0.01), 0, lambda: 0.0).close()
    except NoDeviceError:
        return TimedPlayer()
    finally:
        os.dup2(kept, 2)
        os.close(kept)
    return DevicePlayer()


def stopping(folder: Path) -> Figure:
    """Return the time from the order to stop until the voice's own process reports silence.

    All is at volume 0. What a sound device still holds, 30 ms at most, is not measured.
    """
    heard: _Heard = queue.SimpleQueue()
    worker = _worker(folder, heard)
    waits = []
    try:
        for number in range(STOPS):
            items = pack([_SENTENCE])
            worker.send({"do": "say", "id": number, "items": items, "first": 0, "delay": 0.0})
            _await(heard, {"event": "started", "id": number, "index": 0})
            time.sleep(0.2)
            asked = time.perf_counter()
            worker.send({"do": "stop"})
            waits.append((_await(heard, {"event": "idle", "what": "sound"}) - asked) * 1000)
    finally:
        worker.end(1.0)
    return Figure("stop to silence", "ms", waits, [], "", 10)


def _worker(folder: Path, heard: "_Heard") -> WorkerProcess:
    worker = WorkerProcess(
        worker_command([]),
        folder,
        lambda _worker, message: heard.put((time.perf_counter(), message)),
        lambda _worker: None,
    )
    worker.send({"do": "settings", "speed": "normal", "volume": 0})
    return worker


def _await(heard: "_Heard", wanted: Message) -> float:
    while True:
        at, message = heard.get(timeout=20)
        if message == wanted:
            return at
