"""An event loop without real time, for tests: its clock moves only when nothing else can run."""

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from selectors import SelectorKey
from typing import Any, TypeVar

import textual._time
import textual.app
import textual.pilot
from textual._compositor import Compositor

T = TypeVar("T")

# Far shorter than any timer: whoever sleeps for it wakes when nothing else can run.
_MOMENT = 1e-6


class TurningLoop(asyncio.SelectorEventLoop):
    """Jumps to the next timer as soon as every task waits; `asyncio.to_thread` runs at once, in the loop.

    So nothing depends on how fast the machine is: what a timer does happens after all that is ready, and
    a task that waits for a second takes no time.
    """

    def __init__(self) -> None:
        self._seconds = 0.0
        super().__init__(_Selector(self._jump))
        self.set_default_executor(InlineExecutor())

    def time(self) -> float:
        """Return the seconds that timers were waited for so far."""
        return self._seconds

    def _jump(self, seconds: float) -> None:
        self._seconds += seconds


async def idle(*_: object) -> None:
    """Wait until no task can go on without a timer."""
    await asyncio.sleep(_MOMENT)


async def _screen_idle(*_: object) -> bool:
    await idle()
    return True


async def _pause(pilot: textual.pilot.Pilot[object], delay: float | None = None) -> None:
    """Wait so many seconds of the loop's clock, and until the app has done all that it can and is painted."""
    if delay is not None:
        await asyncio.sleep(delay)
    await idle()
    pilot.app.screen._on_timer_update()
    await idle()


def _paint_nothing(compositor: Compositor, **_: object) -> None:
    compositor._dirty_regions.clear()


def _loop_seconds() -> float:
    return asyncio.get_running_loop().time()


def without_real_time(set_attribute: Callable[[object, str, object], None]) -> None:
    """Have Textual's pilot and timers go by the loop: its own pilot polls the clock of the processor."""
    set_attribute(textual.app, "wait_for_idle", idle)
    set_attribute(textual.pilot, "wait_for_idle", idle)
    set_attribute(textual.pilot.Pilot, "_wait_for_screen", _screen_idle)
    set_attribute(textual.pilot.Pilot, "pause", _pause)
    # Tests read the cells of the widgets; nobody sees the terminal.
    set_attribute(Compositor, "render_update", _paint_nothing)
    set_attribute(textual._time, "get_time", _loop_seconds)


class _Selector(selectors.DefaultSelector):
    """Tells the loop how long it would have waited, instead of waiting."""

    def __init__(self, jump: Callable[[float], None]) -> None:
        super().__init__()
        self._jump_by = jump

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        ready = super().select(0)
        if not ready:
            self._jump_by(timeout)
        return ready


class InlineExecutor(ThreadPoolExecutor):
    """Runs what it is given in the thread that gives it."""

    running = False
    """Whether the code that asks would run in a thread of its own, were this not a test."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        future: Future[T] = Future()
        InlineExecutor.running = True
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        finally:
            InlineExecutor.running = False
        return future
