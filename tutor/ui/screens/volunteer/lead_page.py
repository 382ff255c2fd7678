"""Texts and layout of the class panel: two columns on a wide window, else one column on several pages."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.cells import cell_len
from typing_extensions import override

from tutor.classroom.live_class import (
    Advice,
    ItemStatus,
    Status,
    advice_messages,
    minutes_until_break,
)
from tutor.classroom.plan import Item, PhoneTables
from tutor.classroom.plan_text import (
    QuestionsOf,
    cards_note,
    guide_lines,
    item_note,
    item_title,
    power_cut_note,
    prompts,
)
from tutor.engine.run import place_in_lesson
from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Choice, Line
from tutor.ui.layout.blocks import Block, Ink, TextBlock, text_block
from tutor.ui.layout.flow import Page, PlacedBlock
from tutor.ui.layout.list_pages import action_rows
from tutor.ui.layout.rows import Row, Run, Style, pad, restyle, wrap
from tutor.ui.layout.sizes import Viewport

# Minimum window width for two columns: run-of-show on the left, notes on the right.
_TWO_COLUMNS_FROM = 90
_LEFT_COLUMNS = 52
_GUTTER = 3
_MARK = 2
_MARKS: dict[Status, str] = {"finished": "✓", "now": "▶", "dropped": "–", "": " "}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the run-of-show: the title of an item, and its planned and elapsed minutes."""

    title: str
    state: ItemStatus

    @property
    def mark(self) -> str:
        """The sign before the title: "+" for a droppable item that has not started, else by status."""
        return (
            "+"
            if self.state.item.droppable and not self.state.status
            else _MARKS[self.state.status]
        )

    @property
    def value(self) -> str:
        """Planned and elapsed minutes."""
        gone = "" if self.state.elapsed is None else str(self.state.elapsed)
        return f"{self.state.item.minutes:>3} /{gone:>3}"


@dataclass(frozen=True, slots=True)
class PlanRowBlock(Block):
    """A drawn row of the run-of-show; the current item has a filled mark and bold words."""

    rows: tuple[Row, ...]
    mark: str
    width: int
    sentence: int | None
    status: Status
    number: int | None = None
    bordered: bool = False

    @property
    @override
    def height(self) -> int:
        return len(self.rows)

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        spoken = self.sentence is not None and self.sentence == ink.spoken
        now = self.status == "now"
        mark: Style = "spoken-strong" if spoken else "focus-strong" if now else "strong"
        words: Style = "strong" if spoken or now else "text"
        return tuple(
            pad(
                (
                    Run(f"{self.mark if i == 0 else ' '} ", mark),
                    *restyle(row, words, "strong"),
                ),
                self.width,
            )
            for i, row in enumerate(self.rows)
        )


def _plan_row_block(row: PlanRow, sentence: int, width: int) -> PlanRowBlock:
    room = width - _MARK - cell_len(row.value) - 1
    first, *others = wrap(row.title, room)
    space = room - sum(run.width for run in first) + 1
    rows = ((*first, Run(" " * space), Run(row.value, "strong")), *others)
    return PlanRowBlock(rows, row.mark, width, sentence, row.state.status)


@dataclass(frozen=True, slots=True)
class Panel:
    """What the panel says, in the order in which it is read: `head`, `notes`, the rows, `foot`."""

    head: tuple[Line, ...]
    notes: tuple[Line, ...]
    heading: Line
    rows: tuple[PlanRow, ...]
    foot: tuple[Line, ...]

    def lines(self) -> tuple[Line, ...]:
        """Return all lines in reading order; a row is shown with its minutes and read as its title."""
        rows = (Line(f"{row.mark} {row.title} {row.value}", spoken=row.title) for row in self.rows)
        return (*self.head, *self.notes, self.heading, *rows, *self.foot)


@dataclass(frozen=True, slots=True)
class PanelTexts:
    """The texts of the panel; `title_of` returns the title of a lesson, `questions_of` those to vote on."""

    phrases: LessonPhrases
    title_of: Callable[[str], str]
    questions_of: QuestionsOf

    def name(self, item: Item) -> str:
        """Return the title of an item."""
        return item_title(item, self.phrases, self.title_of)

    def title(self, rows: Sequence[ItemStatus], now: datetime) -> str:
        """Return the title of the panel: the time of day, and the time of the next break."""
        until = minutes_until_break(rows)
        if until is None:
            return self.phrases("Class, {now}", now=f"{now:%H:%M}")
        at = now + timedelta(minutes=until)
        return self.phrases("Class, {now}; break at {at}", now=f"{now:%H:%M}", at=f"{at:%H:%M}")

    def advice(self, advice: Advice) -> tuple[Line, ...]:
        """Return the advice; its first message is the lead line."""
        item = advice.drop or advice.shorten
        count = advice.over if advice.over > 0 and advice.late <= 0 else abs(advice.late)
        name = "" if item is None else self.name(item)
        messages = [
            self.phrases(message, count=count, item=name, minutes=advice.to_minutes)
            for message in advice_messages(advice)
        ]
        return tuple(Line(text, "body" if i else "lead") for i, text in enumerate(messages))

    def notes(
        self, now: Item | None, run: LessonRun | None, seats: PhoneTables
    ) -> tuple[Line, ...]:
        """Return the notes on the current lesson step, or on the current item if no lesson is open."""
        p = self.phrases
        if now is None:
            return ()
        if run is not None and run.script.lesson.id == now.lesson:
            step = run.script.lesson.steps[run.state.moment.index]
            # Counted as on the class view.
            number, steps = place_in_lesson(run.script.lesson, run.state.moment)
            place = p("Step {step} / {steps}", step=number, steps=steps)
            lines = guide_lines(step.guide, p) or prompts(now, p)
            votes = {question.step for question in self.questions_of(now.lesson)}
            if number in votes and not step.when:
                lines = (p(N_("Cards are worth it at this question: V, then T.")), *lines)
            return (Line(place, "lead"), *map(Line, lines))
        cards = cards_note(now, p, self.questions_of)
        return (
            Line(self.name(now), "lead"),
            Line(item_note(now, p, self.title_of, seats)),
            *map(Line, filter(None, (cards, *prompts(now, p)))),
            Line(power_cut_note(now, p), "note"),
        )

    def heading(self) -> Line:
        """Return the line above the rows."""
        return Line(self.phrases("Minutes planned / gone"), "note")

    def rows(self, rows: Iterable[ItemStatus]) -> tuple[PlanRow, ...]:
        """Return the rows of the run-of-show."""
        return tuple(PlanRow(self.name(row.item), row) for row in rows)

    def people(
        self, present: Collection[str], team: Collection[str], unnamed: int
    ) -> tuple[Line, ...]:
        """Return how many people are present, those not written down too, and how many of the team."""
        helpers = sum(person in team for person in present)
        text = self.phrases(
            N_("{people} people, with {helpers} helpers."),
            people=len(present) - helpers + unnamed,
            helpers=helpers,
        )
        return (Line(text, "note"),)


def panel_pages(panel: Panel, actions: Sequence[Choice], port: Viewport) -> tuple[Page, ...]:
    """Return the pages of a panel, each with the digit actions at its foot."""
    first_action = len(panel.lines())
    foot = action_rows(actions, first_action, port.text_columns)
    height = port.body_rows - len(foot)
    at_notes = len(panel.head)
    at_heading = at_notes + len(panel.notes)
    at_rows = at_heading + 1
    at_foot = at_rows + len(panel.rows)
    two = port.columns >= _TWO_COLUMNS_FROM
    left = _LEFT_COLUMNS if two else port.text_columns
    right = min(port.columns - left - _GUTTER, port.text_columns) if two else left
    rows: list[Block] = [text_block(panel.heading, at_heading, left)]
    rows += [_plan_row_block(row, at_rows + i, left) for i, row in enumerate(panel.rows)]
    head = _texts(panel.head, 0, left)
    notes = _texts(panel.notes, at_notes, right)
    after = _texts(panel.foot, at_foot, right)
    columns = [(0, _stacked([rows, head] if two else [head, notes, rows, after], height))]
    if two:
        columns.append((left + _GUTTER, _stacked([notes, after], height)))
    count = max(len(pages) for _, pages in columns)
    return tuple(
        _page([(x, pages[min(i, len(pages) - 1)]) for x, pages in columns], foot, port)
        for i in range(count)
    )


def _texts(lines: Iterable[Line], first: int, width: int) -> list[Block]:
    return [text_block(line, first + i, width) for i, line in enumerate(lines)]


def _stacked(groups: Sequence[Sequence[Block]], height: int) -> list[list[PlacedBlock]]:
    """Stack blocks into pages, with an empty row between groups if it fits."""
    pages: list[list[PlacedBlock]] = [[]]
    y = 0
    for group in groups:
        waiting = list(group)
        gap = 1 if y else 0
        while waiting:
            block = waiting.pop(0)
            if y + gap + block.height > height:
                parted = block.split(height) if isinstance(block, TextBlock) and not y else None
                if parted is None and pages[-1]:
                    waiting.insert(0, block)
                    pages.append([])
                    y = gap = 0
                    continue
                if parted is not None:
                    block = parted[0]
                    waiting.insert(0, parted[1])
            pages[-1].append(PlacedBlock(block, 0, y + gap))
            y += gap + block.height
            gap = 0
    return pages


def _page(
    columns: Sequence[tuple[int, list[PlacedBlock]]],
    foot: Sequence[Sequence[PlacedBlock]],
    port: Viewport,
) -> Page:
    placed = [
        PlacedBlock(piece.block, piece.x + x, piece.y) for x, column in columns for piece in column
    ]
    y = port.body_rows - len(foot)
    for pieces in foot:
        placed += [PlacedBlock(piece.block, piece.x, y) for piece in pieces]
        y += 1
    return Page(tuple(placed), port.columns, port.body_rows)
