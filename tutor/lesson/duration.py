"""About how long a step and a lesson take, at the pace of a learner who listens to all of it."""

import sys
from typing import assert_never

from tutor.content.branches import ways
from tutor.content.steps import (
    Aloud,
    Call,
    Chat,
    Choose,
    Compare,
    Conversation,
    Do,
    Lesson,
    Order,
    Pairs,
    Practise,
    Recap,
    Say,
    Show,
    Sort,
    Spot,
    Step,
    Type,
)
from tutor.content.text import strip_emphasis

ANSWER_SECONDS = 8
_SYLLABLE_SECONDS = 0.4
_PRESSES = 5


def lesson_minutes(lesson: Lesson) -> float:
    """Return about how many minutes a lesson takes where every answer is right at once."""
    return sum(step_seconds(step) for step in lesson.steps if not step.when) / 60


def step_seconds(step: Step, most_turns: int = sys.maxsize) -> float:
    """Return about how long a step takes to hear and to answer, of a conversation so many turns at most."""
    heard, answers = _asks(step, most_turns)
    syllables = sum(len(strip_emphasis(text).split()) for text in (step.text, step.say, *heard))
    return syllables * _SYLLABLE_SECONDS + answers * ANSWER_SECONDS


def _longest_way(step: Conversation) -> tuple[str, ...]:
    """Return the lines on the shortest way to the line that is farthest from the first."""
    to_lines = (way for name, way in ways(step).items() if name in step.nodes)
    return max(to_lines, key=len, default=())


def _asks(step: Step, most_turns: int) -> tuple[list[str], int]:
    """Return what is heard beside the words of the step, and how many answers it takes."""
    match step:
        case Choose():
            right = [option.because for option in step.options if option.right]
            return [*(option.text for option in step.options), *right], len(right)
        case Sort():
            return [f"{c.text} {c.because}" for c in step.cards], len(step.cards)
        case Compare():
            return [step.genuine.text, step.scam.text, step.because], 1
        case Pairs():
            means = [pair.means for pair in step.items]
            each = [f"{pair.text} {pair.because}" for pair in step.items]
            return [*each, *means * len(means)], len(step.items)
        case Spot():
            parts = step.message.parts
            flagged = sum(bool(part.flag) for part in parts)
            return [f"{part.text} {part.because}" for part in parts], max(1, flagged)
        case Call() | Chat():
            nodes = [step.nodes[name] for name in _longest_way(step)[:most_turns]]
            texts = [node.says for node in nodes]
            return [*texts, *(a.text for node in nodes for a in node.answers)], len(nodes)
        case Order():
            return [item.text for item in step.items], len(step.items)
        case Practise():
            return [], _PRESSES
        case Recap():
            return [step.keep], 1
        case Aloud():
            return [step.sentence, step.answers], 2 if step.answers else 1
        case Do():
            return list(step.checklist), 2 * len(step.checklist)
        case Say() | Show() | Type():
            return [], 1
        case _:
            assert_never(step)
