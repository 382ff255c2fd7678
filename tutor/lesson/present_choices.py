"""Presenter of what one number answers: options to choose, cards to sort, things and their meanings."""

from collections.abc import Sequence
from dataclasses import replace

from tutor.content.step_parts import Card, Option, Pair
from tutor.content.steps import FALSE_ONE, Choose, Compare, Pairs, Sort
from tutor.content.text import with_stop
from tutor.engine.events import HINTED, SHOWN, UNAIDED
from tutor.engine.state import Choosing, Sorting
from tutor.engine.steps_answer import right_options, side_outcome
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Choice, Line, Mark, View, as_heard


def help_lines(
    phrases: LessonPhrases, rung: int, hint: str, number: int, text: str
) -> tuple[Line, ...]:
    """Return what the hint ladder says while the learner is asked: nothing, a hint, or the answer."""
    if rung == SHOWN:
        return phrases.number_to_press(
            "Here it is number {number}: {text} Please press {number}.",
            number=number,
            text=with_stop(phrases.fill(text)),
        )
    return phrases.hint(hint) if rung == HINTED else ()


def present_choose(
    step: Choose, state: Choosing, phrases: LessonPhrases, order: tuple[int, ...] = ()
) -> View:
    """Show a question with its options in this order, or the explanation of the one picked."""
    picked = None if state.picked is None else step.options[state.picked]
    if state.phase == "done" and picked is not None:
        return View("", phrases.right(picked.because), next_label=phrases("Continue"))
    if state.phase == "explain" and picked is not None:
        if state.picked in state.found:
            return View(
                "", phrases.right(picked.because), next_label=phrases("Choose the next one")
            )
        lines = phrases.explanation(picked.text, _reason(picked, state.rung))
        return View("", lines, next_label=phrases("Choose again"))
    shown = order or range(len(step.options))
    left = right_options(step) - state.found
    right = next((i for i, place in enumerate(shown) if place in left), 0)
    options = tuple(
        Choice(
            i + 1,
            phrases.fill(step.options[place].text),
            value=phrases("chosen") if place in state.found else "",
            mark="placed" if place in state.found else shown_mark(state.rung, i == right),
        )
        for i, place in enumerate(shown)
    )
    answer = step.options[shown[right]].text
    lines = (
        *(as_heard(phrases.lines(step.text, "lead")) if state.found else phrases.opening(step)),
        *(_how_many(len(left), phrases, begun=bool(state.found)) if step.several else ()),
        *help_lines(phrases, state.rung, step.hint, right + 1, answer),
    )
    return View("", lines, options)


def _how_many(left: int, phrases: LessonPhrases, *, begun: bool) -> tuple[Line, ...]:
    """Return how many options are right, or are still to be found: nobody has to guess that."""
    if begun:
        return (
            Line(phrases.plural("{count} more is right.", "{count} more are right.", left), "note"),
        )
    return phrases.note("{count} answers are right: please choose one at a time.", count=left)


def _reason(item: Option | Card | Pair | Compare, rung: int) -> str:
    """Return why an answer is wrong, on the rung on which it is explained: a second reason at the end."""
    return (item.because_again if rung == SHOWN else "") or item.because


def shown_mark(rung: int, right: bool) -> Mark:
    """Return the mark of an answer: the right one is marked once the hint ladder shows it."""
    return "shown" if rung == SHOWN and right else ""


def present_compare(
    step: Compare, state: Choosing, phrases: LessonPhrases, order: tuple[int, ...] = ()
) -> View:
    """Show two messages, one of them false, or what tells them apart."""
    if state.phase == "done":
        lead, *because = phrases.right(step.because)
        false = phrases.lines(phrases.quoted(step.scam.text), "quote")
        return View("", (lead, *false, *because), next_label=phrases("Continue"))
    if state.phase == "explain":
        lines = phrases.explanation(step.genuine.text, _reason(step, state.rung))
        return View("", lines, next_label=phrases("Choose again"))
    shown = order or tuple(range(len(step.messages)))
    right = shown.index(FALSE_ONE)
    messages = tuple(
        Choice(
            i + 1,
            f"*{phrases.fill(message.sender)}:* {phrases.fill(message.text)}",
            mark=shown_mark(state.rung, i == right),
        )
        for i, message in enumerate(step.messages[place] for place in shown)
    )
    more = help_lines(phrases, state.rung, step.hint, right + 1, step.scam.text)
    return View("", (*phrases.opening(step), *more), messages)


def present_sort(step: Sort, state: Sorting, phrases: LessonPhrases) -> View:
    """Show one card and the sides it can go to."""
    card = step.cards[state.card]
    sides = tuple(step.sides.values())
    quote = Line(phrases.quoted(card.text), "quote")
    if state.phase == "explain" and state.picked is not None:
        careful = side_outcome(card, right=False) == "genuine-refused"
        thanks = card.careful if careful and state.rung != SHOWN else ""
        reason = _reason(card, state.rung)
        lines = phrases.explanation(sides[state.picked], reason, careful=careful, thanks=thanks)
        return View("", (quote, *lines), next_label=phrases("Choose again"))
    return _one_of_several(step, state, quote, sides, list(step.sides).index(card.side), phrases)


def present_pairs(
    step: Pairs, state: Sorting, phrases: LessonPhrases, order: tuple[int, ...] = ()
) -> View:
    """Show one thing and the meanings it can have, always in the same order."""
    pair = step.items[state.card]
    looks = Line(phrases.fill(pair.text), "quote")
    if state.phase == "explain" and state.picked is not None:
        lines = phrases.explanation(step.items[state.picked].means, _reason(pair, state.rung))
        return View("", (looks, *lines), next_label=phrases("Choose again"))
    shown = order or tuple(range(len(step.items)))
    meanings = [step.items[place].means for place in shown]
    view = _one_of_several(step, state, looks, meanings, shown.index(state.card), phrases)
    return view if state.phase == "done" else replace(view, picture=phrases.picture(pair.picture))


def _one_of_several(
    step: Sort | Pairs,
    state: Sorting,
    shown: Line,
    answers: Sequence[str],
    right: int,
    phrases: LessonPhrases,
) -> View:
    """Show a card or thing with its answers, or why the right one is right."""
    cards = step.cards if isinstance(step, Sort) else step.items
    if state.phase == "done":
        label = phrases("Continue") if state.last else phrases("Next card")
        return View("", (shown, *phrases.right(cards[state.card].because)), next_label=label)
    count = phrases("Card {card} of {cards}", card=state.place + 1, cards=len(cards))
    lines = (
        *_question(step, state, phrases),
        Line(count, "note"),
        shown,
        *help_lines(phrases, state.rung, step.hint, right + 1, answers[right]),
    )
    choices = tuple(
        Choice(i + 1, phrases.fill(answer), mark=shown_mark(state.rung, i == right))
        for i, answer in enumerate(answers)
    )
    return View("", lines, choices)


def _question(step: Sort | Pairs, state: Sorting, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return the question; of a further card it is read aloud once more only after a wrong answer."""
    if state.place == 0 and state.rung == UNAIDED:
        return phrases.opening(step)
    lead = phrases.lines(step.text, "lead")
    if isinstance(step, Pairs):
        # What leads to the question comes only once.
        lead = lead[-1:]
    return as_heard(lead) if state.rung == UNAIDED else lead
