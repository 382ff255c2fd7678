"""Home with a scam bulletin: one line while it is new and not finished, and then as ever."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from solver import walk
from ui_kit import LESSONS, NOW, Stage, staged
from volunteer_kit import TODAY, enrol, opened

from tutor.authoring.bulletin import compose
from tutor.authoring.bulletin_form import BulletinForm, Disguise
from tutor.i18n import Translator
from tutor.lesson.library import Library
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.volunteer.plan_detail import PlanDetailScreen

KEYS, BEGUN = "lam-quen-phim", "dt-bat-tat-khoa"
TITLE = "Gọi báo trúng quạt"
NEW = Translator("vi")("New scam this week: {lesson}").format(lesson=TITLE)


def library(folder: Path) -> Library:
    """Return the lessons with a bulletin of yesterday."""
    shipped = Library((LESSONS,))
    says = "Bác trúng quạt điện rồi. Bác chuyển ngay phí gửi nhé."
    form = BulletinForm(
        title=TITLE,
        way="call",
        pretends="shop",
        wants="money",
        disguises=(Disguise(says=says),) * 2,
        instead="Cúp máy, hỏi người nhà",
        source="Công an xã Đông Hòa",
        day=NOW.date(),
    )
    text = compose(form, NOW.date() - timedelta(days=1), shipped.glossary("vi"))
    file = folder / "vi" / "lua-dao" / "bt.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return Library((LESSONS, folder))


def learned(stage: Stage, lesson: str, *, events: int | None = None) -> None:
    """Let the one person of the laptop have finished a lesson, or have begun it."""
    (person,) = stage.app.session.people()
    script = stage.app.session.services.library.script(lesson, "vi")
    played = walk(script, astray=False, now=NOW - timedelta(hours=1))
    found = [replace(event, run=lesson) for _, step in played for event in step]
    stage.app.session.services.store.append(person.id, found[:events])


def choices(stage: Stage) -> list[tuple[str, str]]:
    assert isinstance(stage.app.screen, PagedScreen)
    return [(choice.text, choice.detail) for choice in stage.app.screen._view.choices]


async def test_home_has_one_line_for_a_new_bulletin_until_it_is_finished(tmp_path: Path) -> None:
    with_bulletin = library(tmp_path)
    (bulletin,) = (e for e in with_bulletin.catalogue.lessons("vi") if e.bulletin)
    async with staged((66, 17), people=("Vinh",), library=with_bulletin) as stage:
        await stage.press("1")
        assert (NEW, "") not in choices(stage)  # the keys first
        learned(stage, KEYS)
        learned(stage, BEGUN, events=6)
        await stage.app.go_home()
        await stage.pilot.pause()
        assert choices(stage)[1] == (NEW, "")
        assert len(stage.app.screen._pages) == 1
        learned(stage, bulletin.id)
        await stage.app.go_home()
        await stage.pilot.pause()
        assert TITLE not in stage.text()


async def test_a_class_that_was_planned_before_takes_a_new_bulletin_in(tmp_path: Path) -> None:
    with_bulletin = library(tmp_path)
    (bulletin,) = (e for e in with_bulletin.catalogue.lessons("vi") if e.bulletin)
    async with staged((100, 26), library=with_bulletin) as stage:
        enrol(stage.app, 8)
        classes = stage.app.session.services.store.classes
        hamlet = stage.app.session.people()[0].hamlet
        first, second = (
            classes.plan_session(
                day=TODAY + timedelta(days=days),
                hamlet=hamlet,
                minutes=90,
                expected=8,
                lessons=(BEGUN,),
            )
            for days in (3, 6)
        )
        await opened(stage)
        stage.app.push_screen(PlanDetailScreen(first))
        await stage.pilot.pause()
        await stage.press("5")
        assert [session.lessons for session in classes.sessions()] == [
            (bulletin.id, BEGUN),
            (BEGUN,),
        ]
        assert len(choices(stage)) == 4
        stage.app.push_screen(PlanDetailScreen(second))
        await stage.pilot.pause()
        assert len(choices(stage)) == 4
