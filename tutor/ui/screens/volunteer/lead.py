"""Screen: the panel of a running class: current item, elapsed minutes, notes and advice."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial

from typing_extensions import override

from tutor.classroom.evenings import card_questions, plan_of
from tutor.classroom.live_class import (
    ItemStatus,
    advise,
    current_item,
    item_statuses,
    lessons_had,
    next_item,
    previous_item,
)
from tutor.classroom.people import learners_of_hamlet
from tutor.classroom.plan import Item, Plan, phone_tables
from tutor.classroom.plan_text import CardQuestion, class_lines
from tutor.i18n import N_
from tutor.lesson.run import LessonRun
from tutor.lesson.view import Line
from tutor.records.class_events import ItemDropped, ItemEvent, ItemFinished, ItemStarted
from tutor.records.class_views import ItemRecord, Session
from tutor.records.people import GUEST
from tutor.records.projections import LessonProgress, RunRecord
from tutor.ui.layout.bars import Key
from tutor.ui.layout.flow import Page
from tutor.ui.layout.sizes import Viewport
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item as MenuItem
from tutor.ui.screens.menu import Menu
from tutor.ui.screens.paged_view import Start
from tutor.ui.screens.volunteer.base import NO_LESSON, NOT_READ, own_phone_acts
from tutor.ui.screens.volunteer.class_view import ClassCardScreen, ClassLessonScreen, for_the_wall
from tutor.ui.screens.volunteer.dialogs import Option, PickScreen, VolunteerMenu
from tutor.ui.screens.volunteer.lead_page import Panel, PanelTexts, panel_pages
from tutor.ui.screens.volunteer.roll import RollScreen
from tutor.ui.screens.volunteer.wrap_up import WrapUpScreen
from tutor.ui.voting import Room

OPEN, SKIP, EARLIER, END = 1, 2, 3, 9
# Seconds between two updates of the panel.
_LOOK_SECONDS = 10.0
_GOES_ON = N_("The laptop cannot write just now. The class goes on, and this is written later.")
_WENT_ON = N_("The class has gone on in another window. This is what is on now.")
_NOT_OPENED = N_("“{item}” was not opened and counts as left out. 3 goes back to it.")


class LeadScreen(VolunteerMenu):
    """The run-of-show of a running class; V switches between the panel and the class view.

    The records hold the current item, so the panel resumes after a power cut. It shows no names, because
    the projector may show it for a moment; therefore it does not need the lock.
    """

    guarded = False

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session_id = session
        self._panel = Panel((), (), Line(""), (), ())
        # The size step of the panel, saved while the class view uses larger letters.
        self._size_step: int | None = None
        self._on_the_wall = False
        # Runs and history of the guest: a class plays its lessons as a guest.
        self._open_runs: Sequence[RunRecord] = ()
        self._history: Sequence[LessonProgress] = ()
        # The key of the item that the page shows as current.
        self._shown_key = ""
        # The panel is drawn again every few seconds, and a lesson is read from its file.
        self._card_questions = cache(self._read_card_questions)

    # State of the class.

    @property
    def _room(self) -> Room:
        return self.volunteers.room(self._session_id)

    @override
    def read_more(self) -> None:
        self._open_runs, self._history = self.store.runs_and_history(GUEST)

    def _session(self) -> Session | None:
        return self._room.live_class.session(self.records.session(self._session_id))

    def _records(self) -> tuple[ItemRecord, ...]:
        return self._room.live_class.items(self.records.items.get(self._session_id, ()))

    def _planned(self, session: Session) -> Plan:
        return plan_of(session, self.records, self.catalogue, self.language)

    def _rows(self) -> tuple[ItemStatus, ...]:
        session = self._session()
        if session is None:
            return ()
        now = self.services.wall()
        return item_statuses(self._planned(session), self._records(), session.started_at, now)

    # The screen.

    async def on_mount(self) -> None:
        """Start the first item unless the class is already running; update the panel at intervals."""
        self.set_interval(_LOOK_SECONDS, self._look)
        await self.reload()
        rows = self._rows()
        if rows and all(row.status == "" for row in rows):
            await self._note_items((ItemStarted, rows[0].item))

    async def on_screen_resume(self) -> None:
        """Restore the letter size of the panel after the class view."""
        if self._on_the_wall:
            self._on_the_wall = False
            self.session.adopt(replace(self.settings, size_step=self._size_step))

    @override
    def show_view(self, start: Start = "anew") -> None:
        """Show the panel and keep the current notice."""
        notice = self._notice
        super().show_view(start)
        if notice is not None and self._notice is None:
            self.note(notice)
        self._tell_of_waiting()

    def _tell_of_waiting(self) -> None:
        """Tell the user once that events wait in memory because the database cannot be written."""
        if self._room.tells_of_waiting() and self.is_active:
            self.note(self.phrases(_GOES_ON))

    async def _look(self) -> None:
        if not self._room.live_class.all_written:
            await asyncio.to_thread(self._room.live_class.flush)
        if self.is_active:
            await self.reload()
            self._other_panel_moved_on()
            self.redraw()
        self._tell_of_waiting()

    def _other_panel_moved_on(self) -> bool:
        """Return True if another window advanced the class, and close the local lesson."""
        rows = self._rows()
        moved_on = bool(rows) and _key(current_item(rows)) != self._shown_key
        if moved_on:
            self._room.close()
        return moved_on

    def _catch_up(self) -> bool:
        """Return True after telling the user that another window advanced the class."""
        moved_on = self._other_panel_moved_on()
        if moved_on:
            self.note(self.phrases(_WENT_ON))
        return moved_on

    @property
    def _texts(self) -> PanelTexts:
        questions = partial(self._card_questions, language=self.language)
        return PanelTexts(self.phrases, self.title_of, questions)

    def _read_card_questions(self, lesson: str, language: str) -> tuple[CardQuestion, ...]:
        return card_questions(lesson, self.catalogue, language)

    @override
    def make_menu(self) -> Menu:
        p, rows = self.phrases, self._rows()
        now = current_item(rows)
        self._shown_key = _key(now)
        items = []
        if now is not None and now.lesson:
            going_on = self._room.run is not None or self._under_way(now)
            label = p("Go on in the lesson") if going_on else p("Open the lesson")
            items.append(MenuItem(label, self._show_class, number=OPEN))
        if now is not None and now.kind == "roll-call":
            items.append(MenuItem(p("Roll call"), self._call, number=OPEN))
        if self._droppable():
            items.append(MenuItem(p("Skip an item"), self._ask_what_to_skip, number=SKIP))
        before = previous_item(rows)
        if before is not None:
            restart = partial(self._restart, before)
            items.append(MenuItem(p("Item before"), restart, number=EARLIER))
        items.append(MenuItem(p("End the class"), self._end, number=END))
        next_label = p("Next item") if next_item(rows) is not None else p("End the class")
        self._panel = self._make_panel(rows)
        title = self._texts.title(rows, self.services.wall())
        return Menu(title, self._panel.lines(), items, next_label=next_label)

    def _make_panel(self, rows: tuple[ItemStatus, ...]) -> Panel:
        texts, session = self._texts, self._session()
        head: tuple[Line, ...] = (Line(self.phrases(NOT_READ), "lead"),)
        hamlet = ""
        if session is not None:
            advice = advise(
                self._planned(session),
                self._records(),
                session.started_at,
                self.services.wall(),
            )
            head = texts.advice(advice)
            hamlet = session.hamlet
        learners = learners_of_hamlet(self.records.people, hamlet)
        seats = phone_tables(person.phone for person in learners)
        notes = texts.notes(current_item(rows), self._room.run, seats)
        return Panel(head, notes, texts.heading(), texts.rows(rows), self._foot())

    def _foot(self) -> tuple[Line, ...]:
        """Return the number of people present, or no lines before the roll call."""
        marks = self.records.attendance_at(self._session_id)
        present = [mark.learner for mark in marks if mark.state != "absent"]
        team = {person.id for person in self.team()}
        session = self._session()
        unnamed = 0 if session is None else session.unnamed
        return self._texts.people(present, team, unnamed) if present or unnamed else ()

    def _cut(self, port: Viewport, notice: str) -> tuple[Page, ...]:
        panel = self._panel
        if notice:
            panel = replace(panel, head=(Line(notice, "keep"), *panel.head[1:]))
        return panel_pages(panel, self._view.choices, port)

    @override
    def enter_goes_on(self) -> bool:
        return True

    @override
    def initial_focus(self) -> int | None:
        """Return None: Enter always goes to the next item."""
        return None

    def _step_focus(self, by: int) -> None:
        """Turn the pages with the arrow keys, because no choice has the focus."""
        self._turn((self.page_index + by) % max(1, len(self._pages)))

    def _keys(self) -> tuple[Key, ...]:
        p = self.phrases
        label = self._view.next_label
        more = (Key("focus-next", "TAB", (p("More"),)),) if len(self._pages) > 1 else ()
        return (
            Key("back", "←", (p("Go back"), p("Back"))),
            Key("volunteer", "V", (p("Class view"), p("Class"))),
            *more,
            Key("help", "H", (p("Help"), p("Help me"))),
            Key("next", "ENTER", (label + " →", label), "go"),
        )

    # Actions.

    @override
    async def go_on(self) -> None:
        rows = self._rows()
        now, ahead = current_item(rows), next_item(rows)
        if not rows:
            self.show_view()  # the records could not be read
            return
        if self._catch_up():
            return
        skipped = now is not None and bool(now.lesson) and not self._was_opened(now)
        self._room.close()
        changes: list[tuple[type[ItemEvent], Item]] = []
        if now is not None:
            # A lesson that was not opened counts as dropped, so that the next plan offers it again.
            changes.append((ItemDropped if skipped else ItemFinished, now))
        if ahead is not None:
            changes.append((ItemStarted, ahead))
        await self._note_items(*changes)
        if ahead is None:
            self._end()
        else:
            self.show_view()
        if skipped and now is not None and not self.notice:
            self.note(self.phrases(_NOT_OPENED, item=self._texts.name(now)))

    async def _note_items(self, *changes: tuple[type[ItemEvent], Item]) -> None:
        """Record events of items; skip items that are no longer on the plan."""
        keys = [row.item.key for row in self._rows()]
        now = self.services.wall()
        events = [
            kind(at=now, session=self._session_id, index=keys.index(item.key), key=item.key)
            for kind, item in changes
            if item.key in keys
        ]
        await asyncio.to_thread(self._room.live_class.record, *events)
        await self.reload()
        if self.is_active:
            self.redraw()
        self._tell_of_waiting()

    @override
    async def choose(self, number: int) -> None:
        if number == END or not self._catch_up():
            await super().choose(number)

    async def _restart(self, item: Item) -> None:
        """Go back to an earlier item."""
        self._room.close()
        await self._note_items((ItemStarted, item))

    def _call(self) -> None:
        self.app.push_screen(RollScreen(self._session_id))

    def _end(self) -> None:
        self.app.push_screen(WrapUpScreen(self._session_id))

    def _droppable(self) -> list[Item]:
        return [row.item for row in self._rows() if row.item.droppable and row.status == ""]

    @asking
    async def _ask_what_to_skip(self) -> None:
        p, items = self.phrases, self._droppable()
        options = [Option(self._texts.name(item), item) for item in items]
        question = p("What is to be left out?")
        item = await self.ask(PickScreen(p("Skip an item"), question, options))
        if item is None:
            return
        await self.reload(more=False)
        if item in self._droppable():  # another window may have started it meanwhile
            await self._note_items((ItemDropped, item))

    # The class view.

    @override
    async def press_volunteer_key(self) -> None:
        if not self._catch_up():
            self.run_worker(self._show_class(), exclusive=True)

    async def _show_class(self) -> None:
        rows = self._rows()
        now = current_item(rows)
        if now is not None and now.lesson and self._room.run is None:
            resume = self._under_way(now)
            self._room.run = await self.volunteers.begin_run(now.lesson, resume=resume)
            if self._room.run is None:
                self.note(self.phrases(NO_LESSON))
        if not self._on_the_wall:
            self._on_the_wall, self._size_step = True, self.settings.size_step
        self.session.adopt(for_the_wall(self.settings))
        if self._room.run is None:
            title, lines = "", tuple[str, ...]()
            if now is not None:
                title = self._texts.name(now)
                acts_of = partial(own_phone_acts, self)
                lines = class_lines(now, lessons_had(rows), self.phrases, acts_of)
            self.app.push_screen(ClassCardScreen(title, lines))
            return
        lesson = ClassLessonScreen(self._room)
        self.app.push_screen(lesson)
        if self._room.ballot is not None:
            lesson.vote()

    def _began(self) -> datetime | None:
        session = self._session()
        return None if session is None else session.started_at

    def _under_way(self, item: Item) -> bool:
        """Return True if this class has an open run of the lesson; earlier runs belong to other classes."""
        began, lesson = self._began(), item.lesson
        runs = self._open_runs
        return began is not None and any(
            run.lesson == lesson and run.started_at >= began for run in runs
        )

    def _was_opened(self, item: Item) -> bool:
        """Return True if this class opened the lesson."""
        began = self._began()
        if self._room.run is not None or began is None:
            return True
        return any(past.lesson == item.lesson and past.last_at >= began for past in self._history)

    @override
    def finish_lesson(self, run: LessonRun) -> None:
        self._room.close()
        notice = self.phrases(N_("The lesson is over. Enter goes to the next item."))
        self.session.tell_once(run.state.run, notice)


def _key(item: Item | None) -> str:
    return "" if item is None else item.key
