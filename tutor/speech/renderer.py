"""Renders sentences ahead of the voice, in a thread of its own, and keeps what was rendered."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

from tutor.speech.speaker import Speed, Utterance
from tutor.speech.voices import Rendered, Voices

# Memory for clips; about six minutes of speech.
_KEPT_BYTES = 16_000_000

Order = tuple[str, str, str, bool, bool, Speed]


def order_of(utterance: Utterance, speed: Speed) -> Order:
    """Return what the sound of a sentence depends on."""
    u = utterance
    return (u.text, u.language, u.voice, u.authored, u.caller, speed)


class Renderer:
    """Keeps clips by what was said; `stage` is the condition that it shares with who plays them."""

    def __init__(self, voices: Voices, stage: threading.Condition) -> None:
        self._voices = voices
        self._stage = stage
        self._wanted: list[Order] = []
        self._prepared: list[Order] = []
        self._kept: OrderedDict[Order, Rendered] = OrderedDict()
        self._size = 0

    def want(self, orders: Sequence[Order]) -> None:
        """Render these next, in this order, instead of those wanted before."""
        with self._stage:
            self._wanted = list(orders)
            self._stage.notify_all()

    def prepare(self, orders: Sequence[Order]) -> None:
        """Render these when nothing is wanted."""
        with self._stage:
            self._prepared = list(orders)
            self._stage.notify_all()

    def wait(self, order: Order, given_up: Callable[[], bool]) -> Rendered | None:
        """Return a wanted sentence once it is rendered; None when the caller gave up meanwhile."""
        with self._stage:
            self._stage.wait_for(lambda: given_up() or order in self._kept)
            if given_up():
                return None
            self._kept.move_to_end(order)
            return self._kept[order]

    def run(self) -> None:
        """Render for ever; the engines are used from the thread that runs this."""
        while True:
            with self._stage:
                self._stage.wait_for(lambda: self._next() is not None)
                order = self._next()
            if order is not None:
                text, language, voice, authored, caller, speed = order
                utterance = Utterance(text, language, voice=voice, authored=authored, caller=caller)
                rendered = self._voices.render_or_silence(utterance, speed)
                self._keep(order, rendered)

    def _next(self) -> Order | None:
        for order in (*self._wanted, *self._prepared):
            if order not in self._kept:
                return order
        return None

    def _keep(self, order: Order, rendered: Rendered) -> None:
        with self._stage:
            self._kept[order] = rendered
            self._size += len(rendered.clip.pcm)
            if order in self._prepared:
                self._prepared.remove(order)
            for old in list(self._kept):
                if self._size <= _KEPT_BYTES:
                    break
                if old not in self._wanted and old != order:
                    self._size -= len(self._kept.pop(old).clip.pcm)
            self._stage.notify_all()
