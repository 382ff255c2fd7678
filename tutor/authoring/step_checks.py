"""Checks of steps: ids, answers, conversations, patterns and skills."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from tutor.authoring.script import Script
from tutor.content.decoding import nearest
from tutor.content.model import Problem
from tutor.content.signs import signs_met
from tutor.content.step_parts import DETAILS, Answer, Node
from tutor.content.step_texts import Keys
from tutor.content.steps import (
    ENDINGS,
    JUDGED,
    RECORDED,
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Do,
    Order,
    Pairs,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Type,
)
from tutor.languages import LANGUAGES

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHEN = re.compile(r"(?:wrong|right) +(?P<answered>\S+)|chose +(?P<chosen>\S+) +(?P<option>[1-9])")
MINUTES = range(1, 31)


def check_ids(script: Script) -> Iterator[Problem]:
    """Yield the problems of a lesson's own id, of its steps' ids and of `when`."""
    lesson, document = script.lesson, script.document
    for key, name in (("id", lesson.id), ("topic", lesson.topic)):
        if not ID.fullmatch(name):
            yield Problem(document.place(key), "bad-id", {"id": name})
    topics = script.context.topics
    if topics and ID.fullmatch(lesson.topic) and lesson.topic not in topics:
        near = nearest(lesson.topic, topics) or topics[0]
        details = {"id": lesson.topic, "near": near}
        yield Problem(document.place("topic"), "topic-unknown", details, warning=True)
    for index, skill in enumerate(lesson.skills):
        if not ID.fullmatch(skill):
            yield Problem(document.place("skills", index), "bad-id", {"id": skill})
    if lesson.minutes not in MINUTES:
        yield Problem(document.place("minutes"), "minutes-range", {"most": str(MINUTES[-1])})
    first: dict[str, int] = {}
    judged: list[str] = []
    for index, step in enumerate(lesson.steps):
        if not step.text.strip():
            yield script.problem("empty-value", index, step.kind, key=step.kind)
        if step.when:
            yield from _check_when(script, index, step.when, judged)
        if step.id:
            if not ID.fullmatch(step.id):
                yield script.problem("bad-id", index, "id", id=step.id)
            if step.id in first:
                line = str(script.step_place(first[step.id], "id").line)
                yield script.problem("id-twice", index, "id", id=step.id, line=line)
            first.setdefault(step.id, index)
            if step.kind in JUDGED:
                judged.append(step.id)
        elif step.kind in RECORDED:
            yield script.problem("id-missing", index, kind=step.kind)


def _check_when(script: Script, index: int, when: str, judged: list[str]) -> Iterator[Problem]:
    match = _WHEN.fullmatch(when.strip())
    if match is None:
        yield script.problem("when-form", index, "when", value=when)
        return
    steps = script.lesson.steps
    options = {step.id: len(step.options) for step in steps if isinstance(step, Choose)}
    chosen = match["chosen"] is not None
    named = match["chosen"] or match["answered"]
    known = [name for name in judged if name in options] if chosen else judged
    if named not in known:
        near = nearest(named, known) or (known[-1] if known else "…")
        yield script.problem("when-unknown", index, "when", id=named, near=near)
    elif chosen and int(match["option"]) > options[named]:
        details = {"number": match["option"], "count": str(options[named])}
        yield script.problem("when-option", index, "when", id=named, **details)


OPTIONS = range(2, 5)
ORDER_ITEMS = range(3, 7)
PAIRS = range(3, 5)
# Two messages with their senders stand on one page at the largest letters.
LONGEST_COMPARED = 70
CHECKLIST = range(1, 7)


def check_answers(script: Script) -> Iterator[Problem]:
    """Yield the problems of what the learner can answer, conversations and the phone excepted."""
    for at, step in script.played():
        match step:
            case Choose():
                yield from _choose(script, at, step)
            case Sort():
                yield from _sort(script, at, step)
            case Compare():
                yield from _compare(script, at, step)
            case Pairs():
                yield from _pairs(script, at, step)
            case Spot():
                yield from _spot(script, at, step)
            case Order():
                yield from _order(script, at, step)
            case Type():
                yield from _type(script, at, step)
            case Aloud():
                if not step.sentence.strip():
                    yield script.problem("empty-value", *at, "sentence", key="sentence")
            case Do():
                if len(step.checklist) not in CHECKLIST:
                    most = str(CHECKLIST[-1])
                    yield script.problem("checklist-count", *at, "checklist", most=most)
            case Recap():
                if not step.keep.strip():
                    yield script.problem("empty-value", *at, "keep", key="keep")
            case Say() | Show() | Practise() | Call() | Chat():
                pass  # `check_conversations` and `phone_checks` check the others
            case _:
                assert_never(step)


def _choose(script: Script, at: Keys, step: Choose) -> Iterator[Problem]:
    if len(step.options) not in OPTIONS:
        yield script.problem("options-count", *at, "options", count=str(len(step.options)))
    right = [i for i, option in enumerate(step.options) if option.right]
    if not right:
        yield script.problem("right-missing", *at, "options")
    elif step.several and not 1 < len(right) < len(step.options):
        count = str(len(right))
        yield script.problem("several-count", *at, "several", count=count)
    for i in right[1:] if not step.several else ():
        yield script.problem("right-twice", *at, "options", i, "right")
    texts: set[str] = set()
    for i, option in enumerate(step.options):
        if not option.because.strip():
            yield script.problem("because-missing", *at, "options", i, text=option.text)
        if option.text in texts:
            yield script.problem("same-twice", *at, "options", i, "text", text=option.text)
        texts.add(option.text)


def _sort(script: Script, at: Keys, step: Sort) -> Iterator[Problem]:
    if len(step.sides) != 2 and script.says_itself(at, "sides"):
        yield script.problem("sides-count", *at, "sides", count=str(len(step.sides)))
    for i, card in enumerate(step.cards):
        if card.side not in step.sides:
            near = nearest(card.side, step.sides) or " / ".join(step.sides)
            yield script.problem("side-unknown", *at, "cards", i, "side", side=card.side, near=near)
        if not card.because.strip():
            yield script.problem("because-missing", *at, "cards", i, text=card.text)
    used = {card.side for card in step.cards}
    for side in step.sides:
        if side not in used:
            yield script.problem("side-empty", *at, "cards", side=side)


def _pairs(script: Script, at: Keys, step: Pairs) -> Iterator[Problem]:
    if len(step.items) not in PAIRS:
        yield script.problem("pairs-count", *at, "items", count=str(len(step.items)))
    for key in ("text", "means"):
        texts = [getattr(pair, key) for pair in step.items]
        for i, text in enumerate(texts):
            if not text.strip():
                yield script.problem("empty-value", *at, "items", i, key, key=key)
            elif text in texts[:i]:
                yield script.problem("same-twice", *at, "items", i, key, text=text)
    for i, pair in enumerate(step.items):
        if not pair.because.strip():
            yield script.problem("because-missing", *at, "items", i, text=pair.text)


def _compare(script: Script, at: Keys, step: Compare) -> Iterator[Problem]:
    for key, shown in (("genuine", step.genuine), ("scam", step.scam)):
        for part in ("sender", "text"):
            if not getattr(shown, part).strip():
                yield script.problem("empty-value", *at, key, part, key=part)
        if len(shown.text) > LONGEST_COMPARED:
            most = str(LONGEST_COMPARED)
            yield script.problem("compared-long", *at, key, "text", text=shown.text, most=most)
    if step.genuine.text == step.scam.text:
        yield script.problem("same-twice", *at, "scam", "text", text=step.scam.text)
    if not step.because.strip():
        yield script.problem("because-missing", *at, "because", text=step.scam.text)


def _spot(script: Script, at: Keys, step: Spot) -> Iterator[Problem]:
    if not step.message.parts:
        yield script.problem("needs-list", *at, "message", "parts", key="parts")
    has_details = step.message.has_details
    for i, part in enumerate(step.message.parts):
        if part.flag and not part.because.strip():
            yield script.problem("because-missing", *at, "message", "parts", i, text=part.text)
        if part.flag and (part.flag in DETAILS) != has_details:
            yield script.problem("flags-mixed", *at, "message", "parts", i, "flag", flag=part.flag)
        if part.because and not part.flag and not has_details:
            yield script.problem("flag-missing", *at, "message", "parts", i, text=part.text)


def _order(script: Script, at: Keys, step: Order) -> Iterator[Problem]:
    if len(step.items) not in ORDER_ITEMS:
        yield script.problem("items-count", *at, "items", count=str(len(step.items)))
    texts = [item.text for item in step.items]
    for i, text in enumerate(texts):
        if text in texts[:i]:
            yield script.problem("same-twice", *at, "items", i, text=text)


def _type(script: Script, at: Keys, step: Type) -> Iterator[Problem]:
    if not step.expect or not all(text.strip() for text in step.expect):
        yield script.problem("empty-value", *at, "expect", key="expect")
    if step.keyboard == "number":
        for i, text in enumerate(step.expect):
            if "{" not in text and not text.replace(" ", "").isdigit():
                yield script.problem("not-a-number", *at, "expect", i, text=text)


def check_patterns(script: Script) -> Iterator[Problem]:
    """Yield the patterns of scams that there are not."""
    known = script.context.patterns
    for index, name in enumerate(script.lesson.patterns):
        if name not in known:
            place = script.document.place("patterns", index)
            details = {"key": name, "near": nearest(name, known) or "…"}
            yield Problem(place, "pattern-unknown", details)


def check_skills(script: Script) -> Iterator[Problem]:
    """Yield the skills of steps that are none of their lesson's, and, as warnings, those without a name."""
    known = script.lesson.skills
    for at, step in enumerate(script.lesson.steps):
        for index, skill in enumerate(step.skills):
            if skill not in known:
                details = {"key": skill, "known": ", ".join(known) or "…"}
                yield script.problem("skill-of-step", at, "skills", index, **details)
    language, skills = script.lesson.language, script.context.skills
    for index, skill in enumerate(script.lesson.skills):
        if ID.fullmatch(skill) and not isinstance(skills.get(skill, {}).get(language), str):
            details = {"key": skill, "language": language, "near": nearest(skill, skills) or "…"}
            place = script.document.place("skills", index)
            yield Problem(place, "skill-unnamed", details, warning=True)


ANSWERS = range(1, 5)
# The ending that belongs to the other kind of conversation.
FOREIGN_ENDINGS = {"call": "block", "chat": "hang-up"}
_OWN = {"call": "hang-up", "chat": "block"}


def check_conversations(script: Script) -> Iterator[Problem]:
    """Yield the problems of the calls and chats of a lesson."""
    for at, step in script.played():
        if isinstance(step, Call | Chat):
            if step.nodes:
                yield from _check_conversation(script, at, step)
            else:
                yield script.problem("needs-map", *at, "nodes", key="nodes")


def _check_conversation(script: Script, at: Keys, step: Call | Chat) -> Iterator[Problem]:
    for name, node in step.nodes.items():
        if name in ENDINGS:
            yield script.problem("node-name", *at, "nodes", name, name=name)
        if len(node.answers) not in ANSWERS:
            count = str(len(node.answers))
            yield script.problem("answers-count", *at, "nodes", name, "answers", count=count)
        for i, tactic in enumerate(node.tactic):
            if tactic in node.tactic[:i]:
                yield script.problem("same-twice", *at, "nodes", name, "tactic", i, text=tactic)
        if not step.genuine and _asks_without_tactic(script.lesson.language, node):
            where = (*at, "nodes", name, "says")
            yield replace(script.problem("tactic-missing", *where), warning=True)
        yield from _check_stops(script, (*at, "nodes", name, "answers"), step, node)
        for i, answer in enumerate(node.answers):
            yield from _check_answer(script, (*at, "nodes", name, "answers", i), step, answer)

    def following(name: str) -> Iterable[str]:
        return [answer.to for answer in step.nodes[name].answers] if name in step.nodes else ()

    reached = reach([next(iter(step.nodes))], following)
    for name in step.nodes:
        if name not in reached:
            yield script.problem("node-unreached", *at, "nodes", name, name=name)
        elif not reach([name], following) & set(ENDINGS):
            yield script.problem("node-endless", *at, "nodes", name, name=name)
    if step.genuine and "end" not in reached:
        yield script.problem("genuine-no-end", *at, "nodes")


def _asks_without_tactic(language: str, node: Node) -> bool:
    """Return whether a line asks for money or a code without a tactic that says so."""
    asks = re.search(LANGUAGES[language].wording.asking, node.says.lower())
    # Who offers money names it too, and asks for nothing yet.
    offers = "greed" in node.tactic
    return asks is not None and not offers and "money" not in signs_met(node.tactic)


def _check_answer(script: Script, at: Keys, step: Call | Chat, answer: Answer) -> Iterator[Problem]:
    kind = step.kind
    if answer.to == FOREIGN_ENDINGS[kind]:
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
    stopping = [i for i, answer in enumerate(node.answers) if answer.stops]
    for i in stopping:
        if not step.genuine or node.answers[i].to != "end":
            yield script.problem("stops-unfit", *at, i, "stops")
        elif i != stopping[0]:
            yield script.problem("stops-twice", *at, i, "stops")


def reach(starts: Iterable[str], following: Callable[[str], Iterable[str]]) -> set[str]:
    """Return the names that can be reached from some names, and these."""
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += following(name)
    return reached
