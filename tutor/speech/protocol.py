"""The protocol between the app and the speech worker: one JSON object a line, in UTF-8.

To the worker, by `do`: `say` (id, items, first, delay), `prepare` (items), `stop`, `pause`, `resume`,
`settings` (speed, volume). From the worker, by `event`: `ready`; `accepted` (id); `started` and `finished`
(id, index); `word` (id, index, start, end); `done` (id); `degraded` (reason);
`busy` (what, seconds) before anything that may hang, and `idle` (what) after it.
"""

import json
from collections.abc import Sequence
from typing import Any

from tutor.speech.speaker import Utterance

Message = dict[str, Any]


def encode(message: Message) -> bytes:
    """Return the line of a message."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Message | None:
    """Return the message in a line; None when the line is not a JSON object."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def pack(utterances: Sequence[Utterance]) -> list[list[Any]]:
    """Return sentences as JSON values."""
    return [[u.text, u.language, u.pause, u.voice, u.authored, u.caller] for u in utterances]


def unpack(items: list[list[Any]]) -> tuple[Utterance, ...]:
    """Return the sentences that `pack` wrote."""
    return tuple(Utterance(*item) for item in items)
