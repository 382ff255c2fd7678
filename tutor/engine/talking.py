"""Conversations with a caller or a writer: call, chat.

Ending the contact is always possible with the same number, and in a scam it is right at any point.
"""

from dataclasses import replace
from functools import lru_cache

from tutor.content.model import ENDINGS, Answer, Call, Chat, Conversation
from tutor.engine import responses as r
from tutor.engine.events import ScamOutcome
from tutor.engine.state import SHOWN, Talking
from tutor.engine.turn import Here, Turn, after_wrong, asked_again, helped

WAY_OUT = 9


def first_node(step: Conversation) -> str:
    """Return the node at which the conversation starts."""
    return next(iter(step.nodes), "")


def way_out(step: Conversation) -> str:
    """Return the ending that the always present way out leads to."""
    return "block" if isinstance(step, Chat) else "hang-up"


def tactics_met(step: Conversation, state: Talking) -> tuple[tuple[str, str], ...]:
    """Return (tactic, what was said) for each line heard so far that used one, in order."""
    heard = [node for node, _ in state.path]
    if state.node and (not heard or heard[-1] != state.node):
        heard.append(state.node)
    lines = (step.nodes[name] for name in dict.fromkeys(heard))
    return tuple((node.tactic, node.says) for node in lines if node.tactic)


def leads_well(step: Conversation, answer: Answer) -> bool:
    """Tell whether an answer is a right move: out of a scam, or towards a genuine caller's good end."""
    if not step.genuine:
        return answer.to in ENDINGS and answer.to != "lost"
    return answer.to == "end" or answer.to in _ends_well(
        tuple((name, tuple(a.to for a in node.answers)) for name, node in step.nodes.items())
    )


@lru_cache(maxsize=64)
def _ends_well(graph: tuple[tuple[str, tuple[str, ...]], ...]) -> frozenset[str]:
    good = {"end"}
    while True:
        more = {name for name, to in graph if name not in good and good.intersection(to)}
        if not more:
            return frozenset(good)
        good |= more


def respond_talk(step: Call | Chat, state: Talking, response: r.Response, here: Here) -> Turn:
    """Follow one answer through the conversation, and judge it once it is over."""
    match response, state.phase:
        case r.Next(), "done":
            return Turn(None)
        case r.Next(), "told":
            again = replace(state, phase="ask", ending="", aside="", rung=asked_again(state.rung))
            return Turn(again)
        case r.Next(), "ask" if state.aside:
            return Turn(replace(state, aside=""))
        case r.Hint(), "ask":
            return Turn(replace(state, rung=helped(state.rung)))
        case r.Choose(number), "ask" if not state.aside:
            return _answered(step, state, number, here)
        case r.Choose(number), "ask" if number == WAY_OUT:
            # The caller's next line was not heard yet: the contact ends where it was.
            return _answered(step, replace(state, node=state.path[-1][0], aside=""), WAY_OUT, here)
        case _:
            return Turn(state)


def _answered(step: Call | Chat, state: Talking, number: int, here: Here) -> Turn:
    node = step.nodes.get(state.node)
    if number == WAY_OUT or node is None:
        answer = Answer(text=way_out(step), to=way_out(step))
        path = state.path
        blocked = state.rung == SHOWN and step.genuine
    elif 1 <= number <= len(node.answers):
        answer = node.answers[number - 1]
        path = (*state.path, (state.node, number - 1))
        blocked = state.rung == SHOWN and not leads_well(step, answer)
    else:
        return Turn(state)
    if blocked:
        return Turn(state)
    if answer.to not in ENDINGS:
        return Turn(replace(state, node=answer.to, path=path, aside=answer.because))
    ended = replace(state, path=path, ending=answer.to, aside=answer.because)
    outcome = outcome_of(step, answer.to)
    right = outcome in ("scam-refused", "genuine-accepted")
    turns = len(path) + (1 if number == WAY_OUT else 0)
    tactics = tuple(tactic for tactic, _ in tactics_met(step, state))
    events = (
        here.attempted("right" if right else "wrong", state.rung, answer.text, outcome=outcome),
        here.ended(answer.to, turns, tactics, outcome),
    )
    if right:
        return Turn(replace(ended, phase="done"), events)
    return Turn(replace(ended, phase="told", rung=after_wrong(state.rung)), events, wrong=True)


def outcome_of(step: Conversation, ending: str) -> ScamOutcome:
    """Return what an ending says about the learner's guard: scam or genuine, trusted or not."""
    if step.genuine:
        return "genuine-accepted" if ending == "end" else "genuine-refused"
    return "scam-believed" if ending == "lost" else "scam-refused"
