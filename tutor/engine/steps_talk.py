"""Conversations with a caller or a writer: call, chat.

The same number always ends the contact. In a scam that is right at any point. Who ended a genuine contact
may take it up again. Where a genuine caller asks to be called back, ending is right.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from tutor.content.signs import SIGN_OF, signs_met
from tutor.content.step_parts import TACTICS, Answer, Node, Tactic
from tutor.content.steps import ENDINGS, Call, Chat, Conversation
from tutor.engine import responses as r
from tutor.engine.events import SHOWN, UNAIDED, ScamOutcome, Verdict
from tutor.engine.state import Talking, Watching
from tutor.engine.steps_common import StepContext, StepResult, after_wrong, asked_again, helped

WAY_OUT = 9
# Takes a genuine contact up again, once it was ended.
HEAR_AFTER_ALL = 1

_VERDICTS: Mapping[ScamOutcome, Verdict] = {
    "scam-refused": "right",
    "scam-believed": "wrong",
    "genuine-accepted": "right",
    "genuine-refused": "unneeded",
}

# The item number of the question to those who watched; answers of the call or chat have item 0.
WATCHED_ITEM = 1
_OPTIONS_OF_EACH = 2
# These tactics last: a claim to be a doctor, fright and sweet words still work in the next line.
_LASTING: frozenset[Tactic] = frozenset({"authority", "affection", "fear"})


@dataclass(frozen=True, slots=True)
class TacticLine:
    """A line heard that used one tactic or several; `number` counts all lines heard, from 1."""

    number: int
    node: str
    tactics: tuple[Tactic, ...]
    says: str


def first_node(step: Conversation) -> str:
    """Return the node at which the conversation starts."""
    return next(iter(step.nodes), "")


def way_out(step: Conversation) -> str:
    """Return the ending that the always present way out leads to."""
    return "block" if isinstance(step, Chat) else "hang-up"


def tactics_met(step: Conversation, state: Talking) -> tuple[Tactic, ...]:
    """Return the tactics of the lines heard so far, in order, each as often as a line used it."""
    return tuple(tactic for line in lines_met(step, state) for tactic in line.tactics)


def lines_met(step: Conversation, state: Talking) -> tuple[TacticLine, ...]:
    """Return each line heard so far that used a tactic, in order."""
    heard = [node for node, _ in state.path]
    if state.node and (not heard or heard[-1] != state.node):
        heard.append(state.node)
    lines = ((name, step.nodes[name]) for name in dict.fromkeys(heard))
    return tuple(
        TacticLine(number, name, tuple(dict.fromkeys(node.tactic)), node.says)
        for number, (name, node) in enumerate(lines, 1)
        if node.tactic
    )


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


def respond_talk(
    step: Call | Chat, state: Talking, response: r.Response, context: StepContext, *, watched: bool
) -> StepResult:
    """Follow one answer through the conversation, and judge it once it is over.

    Where somebody watched, a question to them comes after it.
    """
    match response, state.phase:
        case r.Next(), "done":
            return StepResult(_asked_who_watched(step, state, context) if watched else None)
        case r.Next(), "explain":
            return StepResult(_taken_up_again(state))
        case r.Choose(number), "done" if number == HEAR_AFTER_ALL and was_cut_short(step, state):
            return StepResult(_taken_up_again(state))
        case r.Next(), "ask" if state.aside:
            return StepResult(replace(state, aside=""))
        case r.Hint(), "ask":
            return StepResult(replace(state, rung=helped(state.rung)))
        case r.Choose(number), "ask" if not state.aside:
            return _answered(step, state, number, context)
        case r.Choose(number), "ask" if number == WAY_OUT:
            # The caller's next line was not heard yet: the contact ends where it was.
            return _answered(
                step, replace(state, node=state.path[-1][0], aside=""), WAY_OUT, context
            )
        case _:
            return StepResult(state)


def _taken_up_again(state: Talking) -> Talking:
    """Return a contact as it goes on where it had ended."""
    return replace(state, phase="ask", ending="", aside="", rung=asked_again(state.rung))


def was_cut_short(step: Conversation, state: Talking) -> bool:
    """Tell whether a genuine contact was ended before its good end."""
    return step.genuine and state.phase == "done" and state.ending != "end"


def unsaid_lines(step: Conversation, state: Talking) -> tuple[str, ...]:
    """Return what a genuine caller would still have said, by the shortest way to the good end.

    Nobody knows whether the first words were heard: who ended it there is told these as well.
    """
    ways: list[tuple[str, ...]] = [(state.node,)]
    seen = {state.node}
    for way in ways:
        answers = step.nodes[way[-1]].answers
        if any(answer.to == "end" for answer in answers):
            return tuple(step.nodes[name].says for name in way[1 if state.path else 0 :])
        for answer in answers:
            if answer.to in step.nodes and answer.to not in seen:
                seen.add(answer.to)
                ways.append((*way, answer.to))
    return ()


def _answered(step: Call | Chat, state: Talking, number: int, context: StepContext) -> StepResult:
    node = step.nodes.get(state.node)
    if number == WAY_OUT and node is not None:
        number = _meant_by_way_out(node)
    if number == WAY_OUT or node is None:
        answer = Answer(text=way_out(step), to=way_out(step))
        path = state.path
    elif 1 <= number <= len(node.answers):
        answer = node.answers[number - 1]
        path = (*state.path, (state.node, number - 1))
    else:
        return StepResult(state)
    if answer.to not in step.nodes and answer.to not in ENDINGS:
        # In a script that was not checked: the conversation ends here.
        answer = replace(answer, to=way_out(step))
    stops = answer.to == way_out(step)
    if state.rung == SHOWN and not stops and not leads_well(step, answer):
        return StepResult(state)
    if answer.to not in ENDINGS:
        return StepResult(replace(state, node=answer.to, path=path, aside=answer.because))
    again = answer.because_again if state.believed else ""
    ended = replace(state, path=path, ending=answer.to, aside=again or answer.because)
    outcome = outcome_of(step, answer.to)
    verdict = _VERDICTS[outcome]
    turns = len(path) + (1 if number == WAY_OUT else 0)
    events = (
        context.attempted(verdict, state.rung, answer.text, outcome=outcome),
        context.ended(answer.to, turns, tactics_met(step, state), outcome),
    )
    if verdict == "right":
        return StepResult(replace(ended, phase="done"), events)
    if verdict == "unneeded":
        # Ending it is allowed at any time, so nobody is called back.
        return StepResult(replace(ended, phase="done", stopped=True), events, wrong=True)
    return StepResult(
        replace(ended, phase="explain", rung=after_wrong(state.rung), believed=True),
        events,
        wrong=True,
    )


def _meant_by_way_out(node: Node) -> int:
    """Return the number of the answer that the way out means at a line, or its own where there is none."""
    return next((i for i, a in enumerate(node.answers, 1) if a.stops), WAY_OUT)


def asks_who_watched(step: Conversation, state: Talking) -> bool:
    """Tell whether there is a line to ask those who watched about."""
    return _question(step, state) is not None


def _asked_who_watched(step: Conversation, state: Talking, context: StepContext) -> Watching | None:
    question = _question(step, state)
    if question is None:
        return None
    asked, wrong = question
    options = [*asked.tactics[: len(wrong)], *wrong]
    Random(f"{context.run}:{context.step_id}").shuffle(options)  # noqa: S311 - a shuffle, not a secret
    return Watching(asked.node, tuple(options), state)


def _question(step: Conversation, state: Talking) -> tuple[TacticLine, tuple[Tactic, ...]] | None:
    """Return the last line that used a tactic and wrong answers, None where none did or all could have.

    Each tactic of the line is right. What could be argued to be in it too is no wrong answer: one that
    lasts from an earlier line, or one that shows the same sign as another of these.
    """
    lines = lines_met(step, state)
    if not lines:
        return None
    asked, met = lines[-1], tactics_met(step, state)
    fitting = {*asked.tactics, *_LASTING.intersection(met)}
    signs = signs_met(fitting)
    others = [t for t in TACTICS if t not in fitting and SIGN_OF.get(t) not in signs]
    others.sort(key=met.__contains__)
    return (asked, tuple(others[:_OPTIONS_OF_EACH])) if others else None


def respond_watch(
    step: Call | Chat, state: Watching, response: r.Response, context: StepContext
) -> StepResult:
    """Take the one answer of those who watched; the right one is explained next."""
    match response, state.phase:
        case r.Next(), "done":
            return StepResult(None)
        case r.Choose(number), "ask" if 1 <= number <= len(state.tactics):
            picked = state.tactics[number - 1]
            right = picked in step.nodes[state.node].tactic
            verdict: Verdict = "right" if right else "wrong"
            event = context.attempted(verdict, UNAIDED, picked, item=WATCHED_ITEM)
            return StepResult(replace(state, picked=number - 1, phase="done"), (event,))
        case _:
            return StepResult(state)


def outcome_of(step: Conversation, ending: str) -> ScamOutcome:
    """Return what an ending says about the learner's guard: scam or genuine, trusted or not."""
    if step.genuine:
        return "genuine-accepted" if ending == "end" else "genuine-refused"
    return "scam-believed" if ending == "lost" else "scam-refused"
