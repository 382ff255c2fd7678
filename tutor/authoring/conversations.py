"""Practice calls and chats as graphs: every line is reached, and every line can come to an end."""

from collections.abc import Iterator, Mapping

from tutor.authoring.script import Script
from tutor.content.decoding import nearest
from tutor.content.model import ENDINGS, Answer, Conversation, Node, Problem

_ANSWERS = range(1, 5)
# The way out that only the other kind of conversation has.
_FOREIGN = {"call": "block", "chat": "hang-up"}
_OWN = {"call": "hang-up", "chat": "block"}


def check_conversations(script: Script) -> Iterator[Problem]:
    """Yield the problems of the calls and chats of a lesson."""
    for index, step in enumerate(script.lesson.steps):
        if isinstance(step, Conversation):
            if step.nodes:
                yield from _check(script, index, step)
            else:
                yield script.problem("needs-map", index, "nodes", key="nodes")


def _check(script: Script, index: int, step: Conversation) -> Iterator[Problem]:
    for name, node in step.nodes.items():
        if name in ENDINGS:
            yield script.problem("node-name", index, "nodes", name, name=name)
        if len(node.answers) not in _ANSWERS:
            count = str(len(node.answers))
            yield script.problem("answers-count", index, "nodes", name, "answers", count=count)
        for i, answer in enumerate(node.answers):
            yield from _check_answer(script, index, step, (name, i), answer)
    start = next(iter(step.nodes))
    reached = _reach(step.nodes, start)
    for name in step.nodes:
        if name not in reached:
            yield script.problem("node-unreached", index, "nodes", name, name=name)
        elif not _reach(step.nodes, name) & set(ENDINGS):
            yield script.problem("node-endless", index, "nodes", name, name=name)
    if step.genuine and "end" not in reached:
        yield script.problem("genuine-no-end", index, "nodes")


def _check_answer(
    script: Script, index: int, step: Conversation, at: tuple[str, int], answer: Answer
) -> Iterator[Problem]:
    keys = ("nodes", at[0], "answers", at[1])
    kind = script.lesson.steps[index].kind
    if answer.to == _FOREIGN[kind]:
        yield script.problem("ending-elsewhere", index, *keys, "to", to=answer.to, near=_OWN[kind])
    elif answer.to not in step.nodes and answer.to not in ENDINGS:
        near = nearest(answer.to, (*step.nodes, *ENDINGS)) or _OWN[kind]
        yield script.problem("to-unknown", index, *keys, "to", to=answer.to, near=near)
    if answer.to == "lost":
        if step.genuine:
            yield script.problem("genuine-lost", index, *keys, "to")
        elif not answer.because.strip():
            yield script.problem("because-missing", index, *keys, text=answer.text)


def _reach(nodes: Mapping[str, Node], start: str) -> set[str]:
    """Return the nodes and endings that lie on any way from a node, itself included."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in nodes:
            waiting += [answer.to for answer in nodes[name].answers]
    return seen
