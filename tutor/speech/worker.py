"""The worker process, `python -m tutor.speech.worker`: it renders and plays the sentences that it is sent.

It reads commands from stdin, writes events to stdout (see `protocol`) and exits when stdin ends. Sound
libraries print to the descriptors 1 and 2 directly; here both lead to the log, and events have a copy of
the original stdout.
"""

import argparse
import logging
import os
import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from tutor.paths import voice_folders
from tutor.speech.clip import ClipCache
from tutor.speech.engines import Engine, builtin_engines
from tutor.speech.performer import Performer, Renderer, Script, clip_key
from tutor.speech.player import PAGE_SOUND, DevicePlayer, PagePlayer, Player, load_device_library
from tutor.speech.process import Message, decode, encode, unpack
from tutor.speech.profiles import read_profiles
from tutor.speech.voices import Voices

_log = logging.getLogger("tutor.speech.worker")


def main(more_engines: Iterable[Engine] = ()) -> None:
    """Run the worker until its input ends; `more_engines` are tried beside those of the program."""
    options = _options().parse_args()
    commands, tell = _take_pipes()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    profiles, problems = read_profiles(voice_folders())
    for problem in problems:
        _log.warning("voice profile left out: %s", problem)
    condition = threading.Condition()
    voices = Voices(
        profiles,
        (*builtin_engines(), *more_engines),
        without=options.without,
        watch=partial(_report_busy, tell),
        degraded=lambda reason: tell({"event": "degraded", "reason": reason}),
        cache=ClipCache(options.cache) if options.cache else None,
    )
    renderer = Renderer(voices, condition)
    performer = Performer(renderer, _player(options.silent), condition, tell)
    for run in (renderer.run, performer.run):
        threading.Thread(target=run, daemon=True).start()
    if options.silent:
        tell({"event": "degraded", "reason": "no-device"})
    tell({"event": "ready"})
    _run_commands(commands, tell, renderer, performer)
    # A hung engine or device must not keep the process alive.
    os._exit(0)


def _player(silent: bool) -> Player | None:
    """Return the player: a browser page where the app runs in one, else the sound device."""
    if silent:
        return None
    if page := os.environ.get(PAGE_SOUND):
        return PagePlayer(page)
    threading.Thread(target=load_device_library, daemon=True).start()
    return DevicePlayer()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tutor.speech.worker")
    parser.add_argument("--without", action="append", default=[], metavar="ENGINE")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep clips of slow engines here")
    parser.add_argument("--silent", action="store_true", help="open no sound device")
    return parser


def _take_pipes() -> tuple[BinaryIO, Callable[[Message], None]]:
    """Return the pipes to the app; redirect stdin to nothing and stdout to the log."""
    commands = os.fdopen(os.dup(0), "rb")
    answers = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    lock = threading.Lock()

    def tell(message: Message) -> None:
        line = encode(message)
        with lock:
            try:
                while line:
                    line = line[os.write(answers, line) :]
            except OSError:
                os._exit(0)  # the app is gone

    return commands, tell


@contextmanager
def _report_busy(tell: Callable[[Message], None], engine: str, seconds: float) -> Generator[None]:
    """Report to the app that an engine is busy, so that it can replace a worker whose engine hangs."""
    tell({"event": "busy", "what": engine, "seconds": seconds})
    try:
        yield
    finally:
        tell({"event": "idle", "what": engine})


def _run_commands(
    commands: BinaryIO,
    tell: Callable[[Message], None],
    renderer: Renderer,
    performer: Performer,
) -> None:
    for line in commands:
        message = decode(line) or {}
        match message.get("do"):
            case "say":
                number, first, delay = message["id"], message["first"], message["delay"]
                utterances = unpack(message["items"])
                performer.say(Script(number, utterances, first, delay, time.monotonic()))
                tell({"event": "accepted", "id": number})
            case "prepare":
                utterances = unpack(message["items"])
                renderer.prepare([clip_key(u, performer.speed) for u in utterances])
            case "stop":
                performer.stop()
            case "pause":
                performer.pause()
            case "resume":
                performer.resume()
            case "settings":
                performer.speed = message["speed"]
                performer.volume = message["volume"]


if __name__ == "__main__":
    main()
