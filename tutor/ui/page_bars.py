"""The words of the title bar and the key bar of a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from tutor.content.placeholders import Phrases
from tutor.lesson.view import View
from tutor.ui.layout.bars import Key, dots, title_row
from tutor.ui.layout.flow import Page
from tutor.ui.layout.rows import Row, Style
from tutor.ui.layout.sizes import Viewport


@dataclass(frozen=True, slots=True)
class PageState:
    """What the key bar depends on: the page that is seen, and what Enter does there.

    `typed`: something was typed; `focus`: what Enter picks; `more`: Enter turns the page; `others`:
    Enter leads away although more choices are on the next page; `menu`: numbers act before they are seen;
    `hints`: Enter gives a hint where it has nothing else to do.
    """

    view: View
    page: Page
    typed: bool
    focus: int | None
    more: bool
    others: bool
    menu: bool
    hints: bool


def page_title(view: View, index: int, pages: int, phrases: Phrases, port: Viewport) -> Row:
    """Return the title bar: the title, and the step of the lesson or the number of the page."""
    progress = dots(view.step, view.steps) if view.steps else ""
    return title_row(view.title, page_place(view, index, pages, phrases), progress, port)


def page_place(view: View, index: int, pages: int, phrases: Phrases) -> str:
    """Return the step of the lesson or the number of the page, "" where there is only one."""
    if view.steps:
        return phrases("Step {step} / {steps}", step=view.step, steps=view.steps)
    return phrases("Page {page} / {pages}", page=index + 1, pages=pages) if pages > 1 else ""


def page_keys(state: PageState, phrases: Phrases) -> tuple[Key, ...]:
    """Return the keys of the bar; the last of them tells what Enter does."""
    p = phrases
    typing = state.view.entry is not None
    back = p("Erase") if typing and state.typed else p("Go back")
    ways_out = _ways_out(state)
    # Beside the way out the usual keys have no words, so that it never moves.
    usual = (
        Key("back", "←", () if ways_out else (back, p("Back"))),
        Key("again", "" if typing else "R", () if ways_out else (p("Hear again"), p("Again"))),
        Key("help", "F1" if typing else "H", () if ways_out else (p("Help"), p("Help me"))),
    )
    return (
        *usual,
        *ways_out,
        Key("size", "F2", ("A+",), spare=True),
        *_more_choices(state, p),
        _enter_key(state, p, "" if state.others else " →"),
    )


def _enter_key(state: PageState, p: Phrases, arrow: str) -> Key:
    typing, label = state.view.entry is not None, state.view.next_label
    # Red never stands beside green.
    go: Style = "pick" if any(choice.in_bar for choice in state.view.choices) else "go"
    if state.focus is not None:
        return Key("next", "ENTER", (p("Choose") + arrow, p("Choose")), go)
    if typing and state.typed:
        return Key("next", "ENTER", (p("Done"),), go)
    if state.more:
        return Key("next", "ENTER", (p("More") + " →", p("More"), p("On")), go)
    if label:
        return Key("next", "ENTER", (label + arrow, label), go, short_word=p("On"))
    if typing:
        return Key("next", "ENTER", (p("Done"),), go)
    words, figures = _numbers_that_act(state.view, p)
    if state.hints:
        labels: tuple[str, ...] = (
            p("Pick {numbers}, ENTER hints", numbers=words),
            p("Pick {numbers}, ENTER hints", numbers=figures),
            p("No. {numbers}, ENTER hints", numbers=figures),
        )
        return Key("next", "", labels, "pick")
    labels = (
        p("Pick {numbers}", numbers=words),
        p("Pick {numbers}", numbers=figures),
        p("No. {numbers}", numbers=figures),
    )
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


def _ways_out(state: PageState) -> tuple[Key, ...]:
    """Return the keys that end a talk, whatever page of it is seen."""
    return tuple(
        Key(
            choice.number,
            f"▶ {choice.number}" if choice.number == state.focus else f"{choice.number}",
            (choice.short or choice.text,),
            "hang",
            worded=True,
        )
        for choice in state.view.choices
        if choice.in_bar
    )


def _more_choices(state: PageState, p: Phrases) -> tuple[Key, ...]:
    """Name the choices of the next page where Enter leads elsewhere."""
    if not state.others:
        return ()
    return (Key("on", "→", (p("More choices"), p("Others")), worded=True),)
