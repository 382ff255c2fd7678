"""Checks of calls and chats: every node is reachable, and an ending is reachable from every node."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tutor.authoring.script import Keys, Script
from tutor.content.decoding import nearest
from tutor.content.model import Problem
from tutor.content.steps import ENDINGS, Answer, Call, Chat, Node
from tutor.engine.scams import signs_met

_ANSWERS = range(1, 5)
# The ending that belongs to the other kind of conversation.
_FOREIGN = {"call": "block", "chat": "hang-up"}
_OWN = {"call": "hang-up", "chat": "block"}
# A sentence that asks for a code or for money.
_ASKS = {
    "vi": re.compile(
        r"\b(?:đọc|gửi|gõ|nhắn)\b[^.!?]*\b(?:mã|otp|pin|mật khẩu)\b|\bmã\b[^.!?]*\bđọc\b"
        r"|(?<!không )\b(?:chuyển|nộp|gửi|đóng|mượn|vay)\b"
        r"[^.!?]*\b(?:triệu|nghìn|tiền|tài khoản|phí)\b"
    ),
    "en": re.compile(
        r"\b(?:read|send|type|give|tell)\b[^.!?]*\b(?:code|digits|otp|pin|password)\b"
        r"|\bcode\b[^.!?]*\bread\b|(?<!not )\b(?:send|pays?|lend|transfer|move)\b"
        r"[^.!?]*\b(?:money|million|thousand|account|fee)\b"
    ),
}


def check_conversations(script: Script) -> Iterator[Problem]:
    """Yield the problems of the calls and chats of a lesson."""
    for at, step in script.played():
        if isinstance(step, Call | Chat):
            if step.nodes:
                yield from _check(script, at, step)
            else:
                yield script.problem("needs-map", *at, "nodes", key="nodes")


def _check(script: Script, at: Keys, step: Call | Chat) -> Iterator[Problem]:
    for name, node in step.nodes.items():
        if name in ENDINGS:
            yield script.problem("node-name", *at, "nodes", name, name=name)
        if len(node.answers) not in _ANSWERS:
            count = str(len(node.answers))
            yield script.problem("answers-count", *at, "nodes", name, "answers", count=count)
        for i, tactic in enumerate(node.tactic):
            if tactic in node.tactic[:i]:
                yield script.problem("same-twice", *at, "nodes", name, "tactic", i, text=tactic)
        if not step.genuine and _asks_unsaid(script.lesson.language, node):
            where = (*at, "nodes", name, "says")
            yield replace(script.problem("tactic-missing", *where), warning=True)
        yield from _check_stops(script, (*at, "nodes", name, "answers"), step, node)
        for i, answer in enumerate(node.answers):
            yield from _check_answer(script, (*at, "nodes", name, "answers", i), step, answer)
    start = next(iter(step.nodes))
    reached = _reach(step.nodes, start)
    for name in step.nodes:
        if name not in reached:
            yield script.problem("node-unreached", *at, "nodes", name, name=name)
        elif not _reach(step.nodes, name) & set(ENDINGS):
            yield script.problem("node-endless", *at, "nodes", name, name=name)
    if step.genuine and "end" not in reached:
        yield script.problem("genuine-no-end", *at, "nodes")


def _asks_unsaid(language: str, node: Node) -> bool:
    """Return whether a line asks for money or a code without a tactic that says so."""
    asks = _ASKS.get(language)
    asked = asks is not None and asks.search(node.says.lower())
    return bool(asked) and "money" not in signs_met(node.tactic)


def _check_answer(script: Script, at: Keys, step: Call | Chat, answer: Answer) -> Iterator[Problem]:
    kind = step.kind
    if answer.to == _FOREIGN[kind]:
        yield script.problem("ending-elsewhere", *at, "to", to=answer.to, near=_OWN[kind])
    elif answer.to not in step.nodes and answer.to not in ENDINGS:
        near = nearest(answer.to, (*step.nodes, *ENDINGS)) or _OWN[kind]
        yield script.problem("to-unknown", *at, "to", to=answer.to, near=near)
    if answer.to == "lost":
        if step.genuine:
            yield script.problem("genuine-lost", *at, "to")
        elif not answer.because.strip():
            yield script.problem("because-missing", *at, text=answer.text)


def _check_stops(script: Script, at: Keys, step: Call | Chat, node: Node) -> Iterator[Problem]:
    """Yield wrong uses of `stops`: only one answer to `end` of a genuine conversation may have it."""
    meant = [i for i, answer in enumerate(node.answers) if answer.stops]
    for i in meant:
        if not step.genuine or node.answers[i].to != "end":
            yield script.problem("stops-unfit", *at, i, "stops")
        elif i != meant[0]:
            yield script.problem("stops-twice", *at, i, "stops")


def _reach(nodes: Mapping[str, Node], start: str) -> set[str]:
    """Return the nodes and endings that can be reached from a node, with the node itself."""
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
