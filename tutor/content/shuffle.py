"""The order in which answers and cards are shown: a seed decides it, the same on every machine."""

from hashlib import sha256

from tutor.content.steps import Call, Chat, Choose, Compare, Pairs, Sort

MEANINGS = "means"
"""Stands for the node of a conversation where the meanings of pairs are shuffled."""


def shown_order(
    step: Choose | Sort | Pairs | Compare | Call | Chat, seed: str, node: str = ""
) -> tuple[int, ...]:
    """Return the positions that a lesson file gives, from 0, in the order in which they are shown.

    They are the options of a `choose`, the messages of a `compare`, the cards of a `sort`, the items of
    `pairs` or their MEANINGS, or the answers at a node of a conversation.
    The texts do not count, so every language has the same order.
    """
    if isinstance(step, Choose):
        positions = range(len(step.options))
    elif isinstance(step, Sort):
        positions = range(len(step.cards))
    elif isinstance(step, Pairs):
        positions = range(len(step.items))
    elif isinstance(step, Compare):
        positions = range(len(step.messages))
    else:
        positions = range(len(step.nodes[node].answers))
    if not isinstance(step, Pairs | Compare) and step.fixed:
        return tuple(positions)
    place = f"{seed}:{step.id}:{node}"
    return tuple(sorted(positions, key=lambda i: sha256(f"{place}:{i}".encode()).digest()))
