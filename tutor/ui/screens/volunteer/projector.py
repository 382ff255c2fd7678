"""Screen: the class view in a separate window, as for a projector. It follows the panel.

It reads the records once a second. If they changed, it replays the lesson up to the current step.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from typing_extensions import override

from tutor.classroom.evenings import lessons_before, plan_after
from tutor.classroom.live_class import current_item as present_item
from tutor.classroom.live_class import item_statuses, lessons_had
from tutor.classroom.plan import lesson_key
from tutor.classroom.plan_text import class_lines, item_title
from tutor.content.catalogue import LessonError
from tutor.i18n import N_
from tutor.lesson.present import present
from tutor.lesson.present_talk import after_ringing, call_that_rings, ringing
from tutor.lesson.run import LessonRun, restore_run
from tutor.lesson.view import Choice, Line, View
from tutor.records.class_views import Hands, ItemRecord, Session
from tutor.records.database import StoreUnavailable
from tutor.records.people import GUEST
from tutor.records.projections import RunRecord
from tutor.records.store import Store
from tutor.ui.layout.bars import Key
from tutor.ui.layout.pages import first_that_fits, fits
from tutor.ui.layout.sizes import SIZE_STEPS, Viewport, viewport
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.volunteer.base import lesson_title, own_phone_acts
from tutor.ui.screens.volunteer.class_view import card_view
from tutor.ui.vote_bars import bar_lines, counted_lines
from tutor.ui.voting import question_of, rounds_of

_LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _ClassState:
    """The records that determine the class view."""

    session: Session | None
    items: tuple[ItemRecord, ...]
    run: RunRecord | None
    answers: int
    hands: tuple[Hands, ...]
    # The lessons of the class before, which this one refreshes.
    before: tuple[str, ...] = ()
    # The first sentence of the page that the class reads.
    sentence: str = ""


def _read_state(store: Store, session_id: str) -> _ClassState:
    classes = store.classes
    items = classes.items(session_id)
    start_times = {item.key: item.at for item in items if item.state == "started"}
    record = next(
        (
            run
            for run in store.open_runs(GUEST)
            if (at := start_times.get(lesson_key(run.lesson))) is not None and run.started_at >= at
        ),
        None,
    )
    answers = 0 if record is None else len(store.responses(record.run))
    session = classes.session(session_id)
    before = session and lessons_before(session, classes.sessions(), classes.items)
    hands = classes.hands(session_id)
    sentence = store.wall_place.read()
    return _ClassState(session, items, record, answers, hands, before or (), sentence)


class FollowScreen(PagedScreen):
    """Show what the class sees now; keys only turn pages."""

    # What is shown is laid out as in the lesson, where it was tried whether it fits.
    menu = False

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session_id = session
        self._state = _ClassState(None, (), None, 0, ())
        self._replay: LessonRun | None = None

    def on_mount(self) -> None:
        """Read the records now and once a second."""
        self.run_worker(self._look(), exclusive=True)
        self.set_interval(_LOOK_SECONDS, self._look)

    async def _look(self) -> None:
        store = self.services.store
        try:
            state = await asyncio.to_thread(_read_state, store, self._session_id)
        except StoreUnavailable:
            return  # keep the view; the next reading is in a second
        if state == self._state:
            return
        self._state = state
        self._replay = None
        if state.run is not None:
            self._replay = await asyncio.to_thread(self._replay_run, state.run)
        self._fit()
        if self.is_active:
            self.show_view()

    def _replay_run(self, record: RunRecord) -> LessonRun | None:
        services = self.services
        with suppress(LessonError, StoreUnavailable):
            script = services.library.script(record.lesson, record.language)
            return restore_run(script, record, GUEST, services.store, services.wall)
        return None

    @override
    def make_view(self) -> View:
        ways = self._ways(self.port)
        return first_that_fits(ways, self.port, default=ways[0])

    def _ways(self, port: Viewport) -> tuple[View, ...]:
        """Return the candidate views of the present step, its counted cards, or the current item.

        There are as many in each window.
        """
        run = self._replay
        if run is None:
            return (self._card(),)
        p = self.phrases
        view = self._call(run, present(run.script, run.state, p))
        question = question_of(run, p)
        counts = {} if question is None else rounds_of(question, self._state.hands)
        if question is None or not counts:
            return ways_to_show(view, sentence=self._state.sentence)
        lines = counted_lines(question.options, counts, port.text_columns, p)
        counted = replace(view, lines=(*question.asked, *lines), choices=())
        bars = replace(counted, lines=bar_lines(counts, port.text_columns, p))
        return (*ways_to_show(counted, lines), bars)

    def _call(self, run: LessonRun, view: View) -> View:
        """Return a call as it rings while the class sees that, and without what stood there once answered."""
        talk = call_that_rings(run.script, run.state)
        if talk is None:
            return view
        rung = ringing(view, talk, self.phrases)
        rings = {line.plain for line in rung.lines if line.role == "ring"}
        return rung if self._state.sentence in rings else after_ringing(view)

    def _card(self) -> View:
        """Return the view while no lesson is open."""
        p = self.phrases
        session = self._state.session
        if session is None or session.started_at is None:
            return card_view(p(N_("The class begins soon.")))
        if session.state == "ended":
            return card_view(p(N_("The class is over. Thank you.")))
        catalogue, language = self.services.library.catalogue, self.settings.language
        plan = plan_after(session, self._state.before, catalogue, language)
        rows = item_statuses(plan, self._state.items, session.started_at, self.services.wall())
        item = present_item(rows)
        if item is None:
            return card_view(p("The class begins soon."))
        lines = class_lines(item, lessons_had(rows), p, partial(own_phone_acts, self))
        return card_view(item_title(item, p, partial(lesson_title, self)), lines)

    def _keys(self) -> tuple[Key, ...]:
        """Return no real keys, since the class has no keyboard: only a hint that there are more pages."""
        p = self.phrases
        more = p("More") + " →"
        if self._more():
            return (Key("next", "ENTER", (more,), "go"),)
        return (Key("next", "", (p(N_("The whole class")),), "go"),)

    def _fit(self) -> None:
        """Choose the largest letters at which a candidate view fits on one page.

        Nobody sits at this window to turn pages. In a terminal that cannot magnify, letters stay as they are.
        """
        letters = self.host.letters
        ports = [viewport(*letters.size_at(step)) for step in SIZE_STEPS]
        self.session.adopt(replace(self.settings, size_step=largest_step(self._ways, ports)))

    @override
    async def go_on(self) -> None:
        """Do nothing: the panel controls this view."""

    @override
    async def go_back(self) -> None:
        """Do nothing: the panel controls this view."""

    def speak(self, delay: float = 0.0, *, whole: bool = True) -> None:
        """Do nothing: the window of the panel reads aloud."""


_MARKS = {"": "", "shown": " ←", "ticked": " ✓", "found": " ✓", "placed": " ✓"}


def largest_step(ways_at: Callable[[Viewport], Sequence[View]], ports: Sequence[Viewport]) -> int:
    """Return the largest size step at which the first view that fits anywhere fits on one page.

    `ports` holds the viewport of each size step, and `ways_at` returns the candidate views of one of them.
    Return the smallest step if no view fits.
    """
    usable = [(step, port) for step, port in zip(SIZE_STEPS, ports, strict=True) if port.usable]
    for way in zip(*(ways_at(port) for _, port in usable), strict=True):
        fitting = [step for (step, port), view in zip(usable, way, strict=True) if fits(view, port)]
        if fitting:
            return max(fitting)
    return SIZE_STEPS[0]


def ways_to_show(
    view: View, answers: tuple[Line, ...] = (), sentence: str = ""
) -> tuple[View, ...]:
    """Return the view, followed by shorter and shorter versions that keep all answers.

    `answers` are the last lines of the view if these are the answers; else its choices are. A view without
    answers begins with `sentence`, where the page that the class reads begins, and loses its last lines.
    """
    # There are no keys on the wall: what the key bar names stands with the answers.
    choices = tuple(replace(choice, in_bar=False) for choice in view.choices)
    view = replace(view, choices=choices)
    return (view, *_shorter(view, answers, sentence))


def _shorter(view: View, answers: tuple[Line, ...], sentence: str) -> Iterator[View]:
    rows = answers or tuple(map(_as_line, view.numbered()))
    if not rows:
        first = next((i for i, line in enumerate(view.lines) if line.plain == sentence), 0)
        lines = view.lines[first:]
        yield from (replace(view, lines=lines[:end]) for end in range(len(lines), 0, -1))
        return
    above = view.lines[: len(view.lines) - len(answers)]
    screen = () if view.phone is None else tuple(map(Line, (view.phone.title, *view.phone.lines)))
    bare = replace(view, choices=(), phone=None, picture=None)
    for lines in (
        (*above, *screen),
        (*_question_lines(above), *screen),
        _question_lines(above),
        (),
    ):
        yield replace(bare, lines=(*lines, *rows))


def _as_line(choice: Choice) -> Line:
    text = " · ".join(part for part in (choice.text, choice.value) if part)
    return Line(f"*{choice.number}.* {text}{_MARKS[choice.mark]}", "quote", spoken=choice.said)


def _question_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines from the last question or quotation on, including the speaker of a quotation."""
    starts = [i for i, line in enumerate(lines) if line.role in ("lead", "quote")]
    at = starts[-1] if starts else 0
    while at and lines[at].role == "quote" and lines[at - 1].role in ("quote", "note", "sender"):
        at -= 1
    return lines[at:]
