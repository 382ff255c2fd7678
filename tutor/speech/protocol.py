"""What the app and the worker process write to each other: one JSON object a line, in UTF-8.

To the worker, by `do`: `say` (id, items, first, delay), `prepare` (items), `stop`, `pause`, `resume`,
`settings` (speed, volume). From the worker, by `event`: `ready`; `accepted` (id); `started` and `finished`
(id, index); `word` (id, index, start, end); `done` (id); `degraded` (reason);
`busy` (what, seconds) before anything that may hang, and `idle` (what) after it.
"""

import json
from collections.abc import Sequence
from typing import Any

from tutor.speech.speaker import Utterance

# The environment variable that tells the worker to play in the page of a browser: a port and a key.
PAGE_SOUND = "TUTOR_PAGE_SOUND"

Message = dict[str, Any]


def encode(message: Message) -> bytes:
    """Return a message as its line."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Message | None:
    """Return the message of a line; None when it is none."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def pack(utterances: Sequence[Utterance]) -> list[list[Any]]:
    """Return sentences as plain values."""
    return [[u.text, u.language, u.pause, u.voice, u.authored, u.caller] for u in utterances]


def unpack(items: list[list[Any]]) -> tuple[Utterance, ...]:
    """Return the sentences that `pack` wrote."""
    return tuple(Utterance(*item) for item in items)
