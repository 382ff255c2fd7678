"""The words of the title bar and the key bar of a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from tutor.content.placeholders import Phrases
from tutor.lesson.view import View
from tutor.ui.layout.bars import Key, dots, title_row
from tutor.ui.layout.flow import Page
from tutor.ui.layout.rows import Row
from tutor.ui.layout.sizes import Viewport


@dataclass(frozen=True, slots=True)
class PageState:
    """What the key bar depends on: the page that is seen, and what Enter does there.

    `typed`: something was typed; `focused`: Enter picks the focus; `more`: Enter turns the page; `others`:
    Enter leads away although more choices are on the next page; `menu`: numbers act before they are seen.
    """

    view: View
    page: Page
    typed: bool
    focused: bool
    more: bool
    others: bool
    menu: bool


def page_title(view: View, index: int, pages: int, phrases: Phrases, port: Viewport) -> Row:
    """Return the title bar: the title, and the step of the lesson or the number of the page."""
    if view.steps:
        place = phrases("Step {step} / {steps}", step=view.step, steps=view.steps)
        return title_row(view.title, place, dots(view.step, view.steps), port)
    place = phrases("Page {page} / {pages}", page=index + 1, pages=pages) if pages > 1 else ""
    return title_row(view.title, place, "", port)


def page_keys(state: PageState, phrases: Phrases) -> tuple[Key, ...]:
    """Return the keys of the bar; the last of them tells what Enter does."""
    p = phrases
    typing = state.view.entry is not None
    back = p("Erase") if typing and state.typed else p("Go back")
    unseen = _keys_of_unseen(state, p)
    return (
        Key("back", "←", (back, p("Back"))),
        Key("again", "" if typing else "R", (p("Hear again"), p("Again"))),
        Key("help", "F1" if typing else "H", (p("Help"), p("Help me"))),
        Key("size", "F2", ("A+",), spare=True),
        *unseen,
        _enter_key(state, p, "" if state.others else " →"),
    )


def _enter_key(state: PageState, p: Phrases, arrow: str) -> Key:
    typing, label = state.view.entry is not None, state.view.next_label
    if state.focused:
        return Key("next", "ENTER", (p("Choose") + arrow, p("Choose")), "go")
    if typing and state.typed:
        return Key("next", "ENTER", (p("Done"),), "go")
    if state.more:
        return Key("next", "ENTER", (p("More") + " →", p("More"), p("On")), "go")
    if label:
        return Key("next", "ENTER", (label + arrow, label), "go")
    if typing:
        return Key("next", "ENTER", (p("Done"),), "go")
    words, figures = _numbers_that_act(state.view, p)
    pick = p("Pick a number")
    labels = (p("Pick {numbers}", numbers=words), p("Pick {numbers}", numbers=figures), pick)
    return Key("next", "", labels, "pick")


def _numbers_that_act(view: View, p: Phrases) -> tuple[str, str]:
    """Return every number that does something now, or the one that was shown, in words and shorter."""
    choices = sorted(view.numbered(), key=lambda choice: choice.number)
    shown = [choice for choice in choices if choice.mark == "shown"]
    words, figures = [], []
    for row in _rows_of_numbers([choice.number for choice in shown or choices]):
        if len(row) > 2:
            words.append(p("{first} to {last}", first=row[0], last=row[-1]))
            figures.append(f"{row[0]}–{row[-1]}")
        else:
            words += map(str, row)
            figures += map(str, row)
    *others, last = words
    listed = p("{numbers} or {last}", numbers=", ".join(others), last=last) if others else last
    return listed, ", ".join(figures)


def _rows_of_numbers(numbers: Iterable[int]) -> list[list[int]]:
    """Return numbers in ascending order as rows of those that follow each other."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def _keys_of_unseen(state: PageState, p: Phrases) -> list[Key]:
    """Name what the page does not show: the way out of a talk, and more choices than Enter's."""
    hidden = () if state.menu else state.view.choices
    keys = [
        Key(choice.number, f"{choice.number}", (choice.text, choice.short), worded=True)
        for choice in hidden
        if choice.way_out and choice.number not in state.page.numbers
    ]
    if state.others:
        keys.append(Key("on", "→", (p("More choices"), p("Others")), worded=True))
    return keys
