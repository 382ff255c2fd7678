"""The order in which answers and cards are shown: a seed decides it, the same on every machine."""

from hashlib import sha256

from tutor.content.steps import Call, Chat, Choose, Sort


def shown_order(step: Choose | Sort | Call | Chat, seed: str, node: str = "") -> tuple[int, ...]:
    """Return the positions that a lesson file gives, from 0, in the order in which they are shown.

    They are the options of a `choose`, the cards of a `sort`, or the answers at a node of a conversation.
    The texts do not count, so every language has the same order.
    """
    if isinstance(step, Choose):
        positions = range(len(step.options))
    elif isinstance(step, Sort):
        positions = range(len(step.cards))
    else:
        positions = range(len(step.nodes[node].answers))
    if step.fixed:
        return tuple(positions)
    place = f"{seed}:{step.id}:{node}"
    return tuple(sorted(positions, key=lambda i: sha256(f"{place}:{i}".encode()).digest()))
