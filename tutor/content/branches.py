"""The branches of a conversation: which lines and endings answers lead to, and by which way."""

from collections import deque
from collections.abc import Mapping

from tutor.content.steps import Conversation


def ways(step: Conversation) -> Mapping[str, tuple[str, ...]]:
    """Return by line and ending a shortest way there: the lines before it, and itself; the nearest first."""
    first = next(iter(step.nodes), "")
    found: dict[str, tuple[str, ...]] = {first: (first,)}
    waiting = deque([first])
    while waiting:
        name = waiting.popleft()
        for answer in step.nodes[name].answers if name in step.nodes else ():
            if answer.to not in found:
                found[answer.to] = (*found[name], answer.to)
                waiting.append(answer.to)
    return found
