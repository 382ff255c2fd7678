"""Screens read and write the records off the event loop, and read seldom, however many people there are."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from sqlite3 import Connection

import pytest
from lead_kit import leading
from test_ui_every_screen import as_learner, as_newcomer, as_volunteer, in_class
from test_ui_refresh import learned
from test_ui_screens import lesson_of
from turning_loop import InlineExecutor
from ui_kit import NOW, Stage, staged

from tutor.authoring.right_way import right_response
from tutor.engine.run import respond
from tutor.records.store import Store
from tutor.ui.laptop import LaptopFile

MOST_READS = 3
# What is done once an evening at most: plan a month, export, import and what follows it, carry records.
MOST_READS_OF = {
    **{"EveningsScreen": 9, "TextScreen": 5, "ImportScreen": 5, "RosterScreen": 5},
    **{"CarryScreen": 4, "PassphraseScreen": 5, "CarriedScreen": 6},
}
# Reports read the whole journal.
REPORTS = {"ReportScreen"}


class Reads:
    """Counts the reads of the store after each key, by the screen that is open then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.most: dict[str, int] = {}
        self.on_the_loop: set[str] = set()
        self._now = 0
        self._screen = ""
        reading, writing, press = Store._reading, Store._writing, Stage.press

        def look_where() -> None:
            if self._screen and not InlineExecutor.running:
                self.on_the_loop.add(self._screen)

        @contextmanager
        def counted(store: Store) -> Iterator[Connection]:
            self._now += 1
            look_where()
            with reading(store) as connection:
                yield connection

        @contextmanager
        def written(store: Store) -> Iterator[Connection]:
            look_where()
            with writing(store) as connection:
                yield connection

        async def pressed(stage: Stage, *keys: str) -> None:
            for key in keys:
                self._now, self._screen = 0, f"{key} on {stage.screen}"
                await press(stage, key)
                self.most[stage.screen] = max(self._now, self.most.get(stage.screen, 0))

        monkeypatch.setattr(Store, "_reading", counted)
        monkeypatch.setattr(Store, "_writing", written)
        monkeypatch.setattr(Stage, "press", pressed)

    async def follow(self, way: AsyncIterator[str]) -> None:
        """Press the keys of a way to its end; what the test itself reads does not count."""
        async for _place in way:
            pass

    def check(self) -> None:
        too_many = {
            screen: reads
            for screen, reads in self.most.items()
            if reads > MOST_READS_OF.get(screen, MOST_READS)
        }
        assert too_many.keys() <= REPORTS, too_many
        assert self.on_the_loop == set()


async def test_a_newcomer_makes_at_most_three_reads_for_a_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with staged((100, 26), laptop=LaptopFile()) as stage:
        reads = Reads(monkeypatch)
        await reads.follow(as_newcomer(stage))
        assert len(reads.most) > 6
        reads.check()


async def test_a_learner_makes_at_most_three_reads_for_a_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        reads = Reads(monkeypatch)
        await reads.follow(as_learner(stage))
        assert len(reads.most) > 10
        reads.check()


async def test_a_drill_is_ended_with_at_most_three_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        await stage.press("1", "1", "enter")
        run = lesson_of(stage).run_now
        while not respond(run.script, run.state, right_response(run.script, run.state), NOW)[
            0
        ].finished:
            run.respond(right_response(run.script, run.state))
        lesson_of(stage).show_view()
        reads = Reads(monkeypatch)
        while stage.screen == "LessonScreen":
            await stage.press("enter")
        assert stage.screen == "DoneScreen"
        reads.check()


async def test_a_volunteers_screen_is_opened_with_at_most_three_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with staged((100, 26), language="en") as stage:
        reads = Reads(monkeypatch)
        await reads.follow(as_volunteer(stage, 30))
        assert len(reads.most) > 20
        reads.check()


async def test_the_panel_of_a_class_makes_at_most_three_reads_for_a_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with leading((100, 26), learners=30) as stage:
        reads = Reads(monkeypatch)
        await reads.follow(in_class(stage))
        reads.check()
