import heapq
import math
import threading
from array import array
from collections.abc import Callable
from itertools import count
from pathlib import Path

from patience import PATIENCE_SECONDS

from tutor.speech.clip import Clip
from tutor.speech.speaker import Finished, SpeechEvent

ENGINES = """
import os, threading
from array import array
from pathlib import Path
from tutor.speech.clip import Clip

class Engine:
    name = "tone"
    clauses = False
    def cache_tag(self, voice):
        return ""
    def voice(self, language, wanted):
        return wanted
    def caller_voice(self, voice):
        return voice
    def render(self, spoken, voice, rate):
        with (Path(__file__).parent / "asked").open("a", encoding="utf-8") as out:
            out.write(f"{self.name} {spoken}\\n")
        return self.sound()
    def sound(self):
        return Clip(array("h", [8000, -8000] * 1000).tobytes(), 8000)

class Hanging(Engine):
    name = "hanging"
    def sound(self):
        threading.Event().wait()

class HangingLater(Hanging):
    name = "hanging-later"
    def render(self, spoken, voice, rate):
        if "ngồi" in spoken:
            return super().render(spoken, voice, rate)
        return Engine().render(spoken, voice, rate)

class Crashing(Engine):
    name = "crashing"
    def sound(self):
        os.kill(os.getpid(), 11)
        threading.Event().wait()

class CrashingOnce(Crashing):
    name = "crashing-once"
    def sound(self):
        mark = Path(__file__).parent / "crashed"
        if mark.exists():
            return Engine.sound(self)
        mark.touch()
        return super().sound()

class Chattering(Engine):
    name = "chattering"
    def sound(self):
        print("stray print", flush=True)
        os.write(1, b"stray to 1\\n")
        os.write(2, b"stray to 2\\n")
        return super().sound()

if __name__ == "__main__":
    from tutor.speech.worker import main
    main([Engine(), Hanging(), HangingLater(), Crashing(), CrashingOnce(), Chattering()])
"""

PROFILE = """
name: test
language: {language}
engines: {{{engines}}}
order: [{order}]
pauses:
  slow: {{comma: 0, sentence: 0.4, question: 0.6}}
  normal: {{comma: 0, sentence: 0.05, question: 0.05}}
  fast: {{comma: 0, sentence: 0, question: 0}}
"""


def write_profile(folder: Path, *engines: str, language: str = "vi") -> Path:
    rate = "{rate: {slow: 1, normal: 2, fast: 3}}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "test.yaml").write_text(
        PROFILE.format(
            language=language,
            engines=", ".join(f"{name}: {rate}" for name in engines),
            order=", ".join(engines),
        ),
        encoding="utf-8",
    )
    return folder


def tone(seconds: float, rate: int = 8000) -> Clip:
    wave = (int(8000 * math.sin(n / 3)) for n in range(int(seconds * rate)))
    return Clip(array("h", wave).tobytes(), rate)


class FastTime(threading.Condition):
    """A condition with a simulated clock: a wait with a time-out advances it and returns at once.

    Planned actions run at their exact second, however busy the machine is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self._plans: list[tuple[float, int, Callable[[], object]]] = []
        self._numbers = count()

    def clock(self) -> float:
        """Return the simulated seconds since the start."""
        return self.now

    def plan(self, seconds: float, act: Callable[[], object]) -> None:
        """Run `act` at a second of the clock."""
        with self:
            heapq.heappush(self._plans, (seconds, next(self._numbers), act))

    def wait(self, timeout: float | None = None) -> bool:
        """Advance to the end of the time-out or the next planned action; without one, really wait."""
        if timeout is None:
            return super().wait()
        # A shorter step could vanish in the rounding of the clock.
        self.now += max(timeout, 0.0001)
        if self._plans and self._plans[0][0] <= self.now:
            self.now, _, act = heapq.heappop(self._plans)
            act()
        return False


class Listener:
    """Collects the events of one `say`."""

    def __init__(self) -> None:
        self.events: list[SpeechEvent] = []
        self._over = threading.Event()

    def __call__(self, event: SpeechEvent) -> None:
        self.events.append(event)
        if isinstance(event, Finished):
            self._over.set()

    def wait(self) -> list[SpeechEvent]:
        """Return all events once speech has finished."""
        assert self._over.wait(PATIENCE_SECONDS), self.events
        return self.events
