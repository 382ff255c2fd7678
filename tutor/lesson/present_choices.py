"""What steps answered by picking a number show: choose, sort, spot, order."""

from tutor.content.steps import Choose, Do, Order, Sort, Spot, Type
from tutor.engine.events import HINTED, SHOWN
from tutor.engine.state import Choosing, Ordering, Sorting, Spotting, Ticking, Typing
from tutor.engine.steps_choice import flagged
from tutor.lesson.phrases import Phrases
from tutor.lesson.view import Choice, Entry, Line, Mark, View


def help_lines(phrases: Phrases, rung: int, hint: str, number: int, text: str) -> tuple[Line, ...]:
    """Return what the hint ladder says while the learner is asked: nothing, a hint, or the answer."""
    if rung == SHOWN:
        return phrases.shown(
            "Here it is number {number}: {text}. Please press {number}.",
            number=number,
            text=phrases.fill(text).rstrip("."),
        )
    return phrases.hint(hint) if rung == HINTED else ()


def present_choose(step: Choose, state: Choosing, phrases: Phrases) -> View:
    """Show a question with its options, or the explanation of the one picked."""
    picked = None if state.picked is None else step.options[state.picked]
    if state.phase == "done" and picked is not None:
        return View("", phrases.right(picked.because), next_label=phrases("Continue"))
    if state.phase == "told" and picked is not None:
        lines = phrases.told(picked.text, picked.because)
        return View("", lines, next_label=phrases("Choose again"))
    right = next((i for i, option in enumerate(step.options) if option.right), 0)
    options = tuple(
        Choice(i + 1, phrases.fill(option.text), mark=_shown(state.rung, i == right))
        for i, option in enumerate(step.options)
    )
    more = help_lines(phrases, state.rung, step.hint, right + 1, step.options[right].text)
    return View("", (*phrases.opening(step), *more), options)


def _shown(rung: int, right: bool) -> Mark:
    return "shown" if rung == SHOWN and right else ""


def present_sort(step: Sort, state: Sorting, phrases: Phrases) -> View:
    """Show one card and the sides it can go to."""
    card = step.cards[state.card]
    names = tuple(step.sides.values())
    quote = Line(phrases.quoted(card.text), "quote")
    if state.phase == "done":
        last = state.card + 1 == len(step.cards)
        label = phrases("Continue") if last else phrases("Next card")
        return View("", (quote, *phrases.right(card.because)), next_label=label)
    if state.phase == "told" and state.picked is not None:
        lines = phrases.told(names[state.picked], card.because)
        return View("", (quote, *lines), next_label=phrases("Choose again"))
    right = list(step.sides).index(card.side)
    count = phrases("Card {card} of {cards}", card=state.card + 1, cards=len(step.cards))
    opening = phrases.opening(step) if state.card == 0 else phrases.lines(step.text, "lead")
    lines = (
        *opening,
        Line(count, "note"),
        quote,
        *help_lines(phrases, state.rung, step.hint, right + 1, names[right]),
    )
    sides = tuple(
        Choice(i + 1, phrases.fill(name), mark=_shown(state.rung, i == right))
        for i, name in enumerate(names)
    )
    return View("", lines, sides)


def present_spot(step: Spot, state: Spotting, phrases: Phrases) -> View:
    """Show a message with a number on each part, or what the part pointed at means."""
    parts = step.message.parts
    left = flagged(step) - state.found
    to_press = min(left) if left else len(parts)
    if state.phase == "told" and state.picked is not None:
        return _pointed(step, state, state.picked, phrases)
    if state.phase == "done":
        return View("", _all_found(step, state, phrases), next_label=phrases("Continue"))
    choices = [
        Choice(
            i + 1,
            phrases.fill(part.text),
            mark="found" if i in state.found else _shown(state.rung, i == to_press),
        )
        for i, part in enumerate(parts)
    ]
    nothing = (
        phrases("Nothing more is suspicious") if state.found else phrases("Nothing is suspicious")
    )
    choices.append(Choice(len(parts) + 1, nothing, mark=_shown(state.rung, not left)))
    fresh = not state.found and state.rung == 0
    lines = (
        Line(phrases("Practice message"), "banner"),
        *(phrases.opening(step) if fresh else phrases.lines(step.text, "lead")),
        *phrases.note("Message from: {sender}", sender=phrases.fill(step.message.sender)),
        *_spot_help(step, state, phrases),
    )
    return View("", lines, tuple(choices))


def _spot_help(step: Spot, state: Spotting, phrases: Phrases) -> tuple[Line, ...]:
    if state.rung == SHOWN:
        left = flagged(step) - state.found
        if not left:
            number = len(step.message.parts) + 1
            return phrases.shown("All is well here. Please press {number}.", number=number)
        return phrases.shown(
            "The place to look at is number {number}. Please press {number}.",
            number=min(left) + 1,
        )
    return phrases.hint(step.hint) if state.rung == HINTED else ()


def _pointed(step: Spot, state: Spotting, picked: int, phrases: Phrases) -> View:
    if picked == len(step.message.parts):
        lines = (
            *phrases.note("Let us stop here for a moment."),
            *phrases.note("There is still something to look at in this message."),
        )
        return View("", lines, next_label=phrases("Look again"))
    part = step.message.parts[picked]
    quote = Line(phrases.quoted(part.text), "quote")
    if picked in state.found:
        lines = (
            Line(phrases("That is the place."), "lead"),
            quote,
            *phrases.lines(part.because, "because"),
            *phrases.note("There may be more. Please look on."),
        )
        return View("", lines, next_label=phrases("Keep looking"))
    lines = (
        quote,
        *phrases.note("By itself this part is ordinary."),
        *phrases.lines(part.because, "because"),
    )
    return View("", lines, next_label=phrases("Look again"))


def _all_found(step: Spot, state: Spotting, phrases: Phrases) -> tuple[Line, ...]:
    if not flagged(step):
        return (
            Line(phrases("That is right."), "lead"),
            *phrases.note("This message is genuine. Not every message is a trap."),
        )
    lines: tuple[Line, ...] = (Line(phrases("That is right."), "lead"),)
    if state.picked is not None and state.picked < len(step.message.parts):
        part = step.message.parts[state.picked]
        lines = (
            *lines,
            Line(phrases.quoted(part.text), "quote"),
            *phrases.lines(part.because, "because"),
        )
    return (*lines, *phrases.note("You have found every suspicious place."))


def present_order(step: Order, state: Ordering, phrases: Phrases) -> View:
    """Show what is already in place and what can come next."""
    items = tuple(phrases.fill(item) for item in step.items)
    placed = tuple(Line(f"✓ {items[i]}", "quote", spoken=items[i]) for i in range(state.placed))
    if state.phase == "done":
        lines = (Line(phrases("That is right."), "lead"), *placed)
        return View("", lines, next_label=phrases("Continue"))
    if state.phase == "told" and state.picked is not None:
        lines = (
            *phrases.note("Let us stop here for a moment."),
            *phrases.note("“{item}” comes a little later.", item=items[state.picked]),
        )
        return View("", lines, next_label=phrases("Choose again"))
    number = state.shuffled.index(state.placed) + 1
    asked = phrases("What comes first?") if state.placed == 0 else phrases("What comes next?")
    lines = (
        *phrases.opening(step),
        *placed,
        Line(asked, "lead"),
        *_order_help(step, state, number, phrases),
    )
    choices = tuple(
        Choice(i + 1, items[item], mark=_shown(state.rung, item == state.placed))
        for i, item in enumerate(state.shuffled)
        if item >= state.placed
    )
    return View("", lines, choices)


def _order_help(step: Order, state: Ordering, number: int, phrases: Phrases) -> tuple[Line, ...]:
    if state.rung == SHOWN:
        return phrases.shown(
            "Now comes number {number}: {text}. Please press {number}.",
            number=number,
            text=phrases.fill(step.items[state.placed]).rstrip("."),
        )
    return phrases.hint(step.hint) if state.rung == HINTED else ()


def present_type(step: Type, state: Typing, phrases: Phrases) -> View:
    """Show what to type, or what was typed and what is still to mend."""
    expected = phrases.fill(step.expect[0])
    if state.phase == "done":
        typed = phrases.note("You typed: {text}", text=phrases.quoted(expected))
        return View("", (*phrases.right(), *typed), next_label=phrases("Continue"))
    if state.phase == "told":
        lines = (
            *phrases.note("Let us stop here for a moment."),
            *phrases.note("You typed: {text}", text=phrases.quoted(state.text)),
            *_nearly(step, state.text, phrases),
        )
        return View("", lines, next_label=phrases("Type again"))
    lines = phrases.opening(step)
    label = ""
    if state.rung == HINTED:
        lines = (*lines, *phrases.hint(step.hint))
    elif state.rung == SHOWN:
        lines = (
            *lines,
            *phrases.note("Please type just this:"),
            Line(expected, "keep"),
            *phrases.note("Or press Enter to go on and come back to it another day."),
        )
        label = phrases("Continue")
    return View("", lines, entry=Entry(step.keyboard), next_label=label)


def _nearly(step: Type, typed: str, phrases: Phrases) -> tuple[Line, ...]:
    if step.keyboard == "number" and any(sign.isalpha() for sign in typed):
        return phrases.note("Only digits are asked for here. Nothing is lost.")
    if step.keyboard == "number":
        return phrases.note("A digit is still different. Nothing is lost.")
    return phrases.note("A letter or two is still different. Nothing is lost.")


def present_do(step: Do, state: Ticking, phrases: Phrases) -> View:
    """Show an own-phone checklist with what is ticked."""
    choices = tuple(
        Choice(
            i + 1,
            phrases.fill(item),
            value=phrases("done") if i in state.ticked else "",
            mark="ticked" if i in state.ticked else "",
        )
        for i, item in enumerate(step.checklist)
    )
    lines = (
        *phrases.opening(step),
        *phrases.note("Press a number when it is done. It can wait for another day, too."),
    )
    return View("", lines, choices, next_label=phrases("Continue"))
