"""How long the voice goes on after it was told to stop."""

import queue
import time
from pathlib import Path

from measures.figures import Figure
from tutor.speech import Utterance
from tutor.speech.process import WorkerProcess, worker_command
from tutor.speech.protocol import Message, pack

STOPS = 30
_SENTENCE = Utterance("Bác cứ thong thả mà bấm, bấm nhầm thì không hỏng gì cả đâu ạ.", "vi")


def stopping(folder: Path) -> Figure:
    """Return how long it takes from the order to stop until the voice's own process reports silence.

    At no loudness, so that nobody need hear it. What a sound device still holds, 30 ms at most, is not
    seen from here; neither is anything of a device where there is none.
    """
    heard: queue.SimpleQueue[tuple[float, Message]] = queue.SimpleQueue()
    worker = WorkerProcess(
        worker_command([]),
        folder,
        lambda _worker, message: heard.put((time.perf_counter(), message)),
        lambda _worker: None,
    )
    waits = []
    try:
        worker.send({"do": "settings", "speed": "normal", "volume": 0})
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


def _await(heard: "queue.SimpleQueue[tuple[float, Message]]", wanted: Message) -> float:
    while True:
        at, message = heard.get(timeout=20)
        if message == wanted:
            return at
