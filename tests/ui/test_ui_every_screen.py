"""Every screen of the app, at all sizes, in both themes and languages, measured on its cells."""

import importlib
import pkgutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cells_kit import faults, paged
from cheap_keys import make_cheap_keys
from laptop_kit import PASSPHRASE, put_list_on_stick
from lead_kit import Lead, in_the_lesson, leading, to_a_question
from packs_kit import have_few_lessons, put_pack
from preview_kit import LESSON, previewing
from test_ui_refresh import learned
from test_ui_screens import play_right
from ui_kit import SIZES, Stage, staged
from volunteer_kit import NAMES, PIN, TODAY, answered, enrol, plan_today, type_text

import tutor.ui.screens
from tutor.classroom.roster import files
from tutor.records.store import open_store
from tutor.ui.class_view import ClassViewApp
from tutor.ui.laptop import LaptopFile
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.home import FindScreen
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.pin import ForgottenPinScreen
from tutor.ui.screens.volunteer.projector import FollowScreen
from tutor.ui.screens.words import WordsScreen

# What others are made of; nobody sees them by themselves.
BASES = {
    "PagedScreen",
    "MenuScreen",
    "CheckScreen",
    "FinishedLessonsScreen",
    "VolunteerScreen",
    "VolunteerMenu",
    "FormScreen",
    "ListScreen",
    "StandingsScreen",
    "PrintingMenu",
    "TargetsForm",
    "ExplainingScreen",
    "StickMenu",
    "SigningMenu",
}

Way = AsyncIterator[str]
Sizes = tuple[tuple[int, int], ...]


async def go(stage: Stage, screen: str, *keys: str) -> str:
    """Press keys and be on a screen; returns what was pressed to be there."""
    for key in keys:
        await stage.press(key)
    stage.assert_on(screen)
    return f"{screen} {' '.join(keys)}"


async def as_newcomer(stage: Stage) -> Way:
    """Come for the first time, with a laptop that was never looked after."""
    yield await go(stage, "WhoScreen")
    yield await go(stage, "SizeScreen", "enter")
    yield await go(stage, "SoundScreen", "enter")
    yield await go(stage, "SoundScreen", "3")
    yield await go(stage, "LettersScreen", "enter")
    yield await go(stage, "LettersScreen", "2")
    await stage.press("backspace")
    yield await go(stage, "KeysScreen", "enter")
    yield await go(stage, "KeysScreen", "x")
    yield await go(stage, "LessonScreen", "enter")
    await play_right(stage)
    yield await go(stage, "FirstDoneScreen")
    await stage.press("enter")
    if stage.screen == "AddressScreen":
        yield "AddressScreen"
        await stage.press("enter")
    yield await go(stage, "NameScreen")
    await type_text(stage, "vinh")
    yield "NameScreen typing"
    yield await go(stage, "NameScreen", "enter")
    yield await go(stage, "HomeScreen", "enter")


async def as_learner(stage: Stage) -> Way:
    """Be known, have something to refresh, and look everywhere."""
    learned(stage, days_ago=4)
    yield await go(stage, "WhoScreen")
    yield await go(stage, "WhoScreen", "x", "x", "x")
    yield await go(stage, "HomeScreen", "1")
    yield await go(stage, "HomeScreen", "down")
    yield await go(stage, "HelpScreen", "h")
    yield await go(stage, "CallHelperScreen", "2")
    yield await go(stage, "LoudnessScreen", "backspace", "4")
    yield await go(stage, "LoudnessScreen", "2")
    yield await go(stage, "VoicesScreen", "3")
    yield await go(stage, "LanguageScreen", "enter", "enter", "7")
    yield await go(stage, "SetupScreen", "enter", "6")
    yield await go(stage, "LeaveScreen", "ctrl+q")
    yield await go(stage, "SetupScreen", "enter")
    yield await go(stage, "HomeScreen", "backspace", "backspace")
    yield await go(stage, "OwnRecordScreen", "8")
    stage.app.push_screen(WordsScreen(tuple(stage.app.session.phrases.glossary.words)))
    yield await go(stage, "WordsScreen")
    yield await go(stage, "WordScreen", "7")
    yield await go(stage, "OwnRecordScreen", "enter")
    stage.app.push_screen(FindScreen())
    yield await go(stage, "FindScreen")
    await type_text(stage, "zz")
    yield await go(stage, "FindScreen", "enter")
    yield await go(stage, "OwnRecordScreen", "left")
    yield await go(stage, "TopicsScreen", "left", "7")
    yield await go(stage, "LessonsScreen", "1")
    yield await go(stage, "LessonScreen", "1")
    await play_right(stage)
    yield await go(stage, "DoneScreen")


async def as_volunteer(stage: Stage, count: int = 12) -> Way:
    """Prepare a class of so many, hold it, and look at what is left to do."""
    _two_classes(stage, count)
    yield await go(stage, "PinScreen", "v")
    await type_text(stage, PIN)
    yield "PinScreen typing"
    yield await go(stage, "PinScreen", "enter")
    await type_text(stage, PIN)
    yield await go(stage, "VolunteerHomeScreen", "enter")
    yield await go(stage, "VolunteerHelpScreen", "f1")
    stage.app.push_screen(ForgottenPinScreen())
    yield await go(stage, "ForgottenPinScreen")
    await go(stage, "VolunteerHomeScreen", "left", "left")
    async for place in _voices(stage):
        yield place
    async for place in _carrying(stage):
        yield place
    async for place in _planning(stage):
        yield place
    async for place in _people(stage):
        yield place
    async for place in _lists(stage):
        yield place
    async for place in _at_home_and_reports(stage):
        yield place
    async for place in _the_class(stage):
        yield place


async def _voices(stage: Stage) -> Way:
    """Look which voice there is, and begin to read a lesson for a voice of the village."""
    yield await go(stage, "VoiceDeskScreen", "8")
    await go(stage, "AskScreen", "3")
    await type_text(stage, "Hoa")
    await go(stage, "PickScreen", "enter")
    yield await go(stage, "LessonToReadScreen", "1")
    yield await go(stage, "ReadAloudScreen", "enter")
    await go(stage, "VolunteerHomeScreen", "9", "left")


async def _carrying(stage: Stage) -> Way:
    """Look at a pack on a stick that is plugged in, and put the records beside it."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as stick:
        patch.setattr(files, "usual_folders", lambda: (files.Folder("stick", Path(stick), "USB"),))
        make_cheap_keys(patch.setattr)
        have_few_lessons(patch.setattr)
        put_pack(Path(stick), 1)
        yield await go(stage, "CarryScreen", "7")
        yield await go(stage, "PacksScreen", "6")
        yield await go(stage, "PackScreen", "enter")
        await go(stage, "CarryScreen", "left", "left")
        yield await go(stage, "FiguresScreen", "5")
        yield await go(stage, "BulletinsScreen", "left", "7")
        yield await go(stage, "BulletinScreen", "1")
        await go(stage, "CarryScreen", "left", "left")
        yield await go(stage, "PassphraseScreen", "1")
        await type_text(stage, PASSPHRASE)
        await go(stage, "PassphraseScreen", "enter")
        await type_text(stage, PASSPHRASE)
        yield await go(stage, "CarriedScreen", "enter")
        await go(stage, "VolunteerHomeScreen", "enter", "left")


def _two_classes(stage: Stage, count: int) -> None:
    """Have a class today, after two that one person missed; a few people were never asked."""
    learners = enrol(stage.app, count)
    classes = stage.app.session.services.store.classes
    for days in (14, 7):
        session = plan_today(stage.app, TODAY - timedelta(days=days))
        classes.start_session(session.id)
        marks = {
            one.id: ("present", "") if i else ("absent", "transport")
            for i, one in enumerate(learners)
        }
        classes.note_attendances(session.id, marks)  # type: ignore[arg-type]
        classes.end_session(session.id)
    stage.app.session.services.store.add_people(
        {"name": name, "language": "en", "hamlet": "Đông", "on_roster": True}
        for name in NAMES[20:23]
    )
    for neighbour in learners[:2]:
        stage.app.session.services.store.change_person(neighbour.id, household="Nhà số một")
    plan_today(stage.app)


async def _planning(stage: Stage) -> Way:
    yield await go(stage, "PlansScreen", "2")
    yield await go(stage, "TeamLessonsScreen", "6")
    yield await go(stage, "PastClassesScreen", "left", "7")
    yield await go(stage, "PastClassScreen", "enter")
    yield await go(stage, "PaperClassScreen", "4")
    yield await go(stage, "MonthScreen", "left", "left", "left", "8")
    yield await go(stage, "TickScreen", "2")
    yield await go(stage, "EveningsScreen", "left", "enter")
    yield await go(stage, "PlansScreen", "left", "left")
    yield await go(stage, "PlanScreen", "9")
    yield await go(stage, "PickScreen", "1")
    yield await go(stage, "PickScreen", "left", "2")
    yield await go(stage, "AskScreen", "left", "4")
    await type_text(stage, "1/2")
    yield await go(stage, "AskScreen", "enter")
    yield await go(stage, "LessonsPick", "left", "5")
    yield await go(stage, "LessonsPick", "enter", "down", "down")
    yield await go(stage, "PlanScreen", "left")
    yield await go(stage, "PlanDetailScreen", "6")
    yield await go(stage, "PapersScreen", "3")
    yield await go(stage, "MessagesScreen", "left", "4")
    yield await go(stage, "MessageScreen", "1")
    yield await go(stage, "CodeScreen", "2")
    yield await go(stage, "RehearsalScreen", "left", "left", "left", "1")
    yield await go(stage, "RehearsalScreen", "enter")
    await go(stage, "PlanDetailScreen", "left", "left")
    await go(stage, "VolunteerHomeScreen", "left", "left", "left")


async def _lists(stage: Stage) -> Way:
    file = put_list_on_stick()
    yield await go(stage, "RosterFilesScreen", "3", "2")
    yield await go(stage, "RosterFilesScreen", "3")
    yield await go(stage, "ImportFilesScreen", "1")
    yield await go(stage, "ImportScreen", "enter")
    yield await go(stage, "ImportedPeopleScreen", "2")
    yield await go(stage, "AskScreen", "left", "4")
    yield await go(stage, "PickScreen", "left", "5")
    yield await go(stage, "PickScreen", "left", "1")
    # Whether there are several to ask about depends on the names that are here already.
    several = "  4  " in stage.text()
    yield await go(stage, "ImportScreen", "4" if several else "1")
    yield await go(stage, "RosterScreen", "1")
    yield await go(stage, "PickScreen", "2", "4")
    yield await go(stage, "RosterScreen", "2")
    file.write_text("1;2;3", "utf-8")
    yield await go(stage, "ImportScreen", "2", "1", "enter")
    await go(stage, "VolunteerHomeScreen", "left", "left", "left", "left")


async def _people(stage: Stage) -> Way:
    yield await go(stage, "RosterScreen", "3")
    yield await go(stage, "CertificatesScreen", "3")
    yield await go(stage, "RosterScreen", "left", "down", "down")
    yield await go(stage, "AskScreen", "1")
    await type_text(stage, "lan 091234567890")
    yield await go(stage, "AskScreen", "enter")
    yield await go(stage, "PersonScreen", "left", "enter")
    yield await go(stage, "NeedsScreen", "4")
    yield await go(stage, "NeedsScreen", "1")
    yield await go(stage, "ConsentScreen", "left", "7")
    yield await go(stage, "RightsScreen", "left", "9")
    yield await go(stage, "TextScreen", "1")
    yield await go(stage, "PickScreen", "left", "5")
    await go(stage, "VolunteerHomeScreen", "left", "left", "left", "left")
    yield await go(stage, "FollowUpScreen", "4")
    yield await go(stage, "PickScreen", "enter")
    yield await go(stage, "FollowUpScreen", "1")
    await go(stage, "VolunteerHomeScreen", "left")


async def _at_home_and_reports(stage: Stage) -> Way:
    yield await go(stage, "VisitsScreen", "5")
    yield await go(stage, "HouseScreen", "a", "enter")
    yield await go(stage, "TickScreen", "1")
    await go(stage, "VisitsScreen", "left", "left")
    yield await go(stage, "HouseScreen", "c", "enter")
    yield await go(stage, "HouseScreen", "1")
    yield await go(stage, "PickScreen", "1")
    yield await go(stage, "SkillsScreen", "left", "2")
    await go(stage, "VolunteerHomeScreen", "left", "left", "left")
    yield await go(stage, "ReportsScreen", "6")
    yield await go(stage, "ReportScreen", "2")
    for part in ("1", "2", "6"):
        yield await go(stage, "ReportPartScreen", part)
        await go(stage, "ReportScreen", "left")
    yield await go(stage, "OurPeopleScreen", "left", "7")
    yield await go(stage, "StandingScreen", "enter")
    yield await go(stage, "OurSkillsScreen", "left", "1")
    yield await go(stage, "CourseCheckScreen", "left", "2")
    yield await go(stage, "PersonTasksScreen", "enter")
    yield await go(stage, "PersonTasksScreen", "1", "3")
    yield await go(stage, "TargetsScreen", "left", "left", "left", "8")
    yield await go(stage, "HamletsScreen", "7")
    yield await go(stage, "HamletTotalsScreen", "1")
    await go(stage, "VolunteerHomeScreen", "left", "left", "left", "left")


async def _the_class(stage: Stage) -> Way:
    yield await go(stage, "ClassMenuScreen", "1")
    yield await go(stage, "RollScreen", "1")
    yield await go(stage, "RollScreen", "3")
    yield await go(stage, "RollScreen", "1", "2")
    yield await go(stage, "ConsentScreen", "7")
    await answered(stage, "2")
    yield await go(stage, "ConsentScreen")
    for _ in range(3):
        await answered(stage, "3")
    yield await go(stage, "WalkInScreen", "8")
    await type_text(stage, "091234567890")
    yield await go(stage, "WalkInScreen", "enter")
    await go(stage, "ClassMenuScreen", "left", "left")
    yield await go(stage, "WrapUpScreen", "3")
    yield await go(stage, "SkillsScreen", "1")
    yield await go(stage, "SeenScreen", "enter")
    yield await go(stage, "SeenScreen", "1", "2")
    yield await go(stage, "WeakSpotsScreen", "left", "left", "3")


async def in_class(stage: Lead) -> AsyncIterator[str]:
    """Lead a class, have it raise cards, and let it see what is on."""
    yield await go(stage, "LeadScreen")
    yield await go(stage, "ClassCardScreen", "v")
    yield await go(stage, "LeadScreen", "v", "enter", "enter", "enter")
    yield await go(stage, "PickScreen", "2")
    yield await go(stage, "ClassLessonScreen", "left", "v")
    await to_a_question(stage)
    yield "ClassLessonScreen asking"
    yield await go(stage, "VoteScreen", "t")
    yield await go(stage, "VoteScreen", "enter")
    yield await go(stage, "VoteScreen", "enter")
    while stage.ballot.stage == "count":
        await go(stage, "VoteScreen", "1", "2", "enter")
    yield "VoteScreen counted"


@dataclass
class Look:
    """Looks at screens at all sizes, and remembers which there were and what is wrong with them."""

    screens: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    async def at(self, stage: Stage, place: str, sizes: Sizes = SIZES) -> None:
        self.screens.add(stage.screen)
        before = (stage.app.size.width, stage.app.size.height)
        for size in sizes:
            await stage.resize(size)
            screen = paged(stage)
            for page in range(len(screen._pages)):
                screen._turn(page)
                # Whatever the language, the voice marks the same cells.
                read = stage.app.session.settings.language == "vi"
                where = f"{place}, page {page + 1} at {size[0]}x{size[1]}: "
                self.wrong += [where + one for one in faults(stage, read=read)]
                self.words.append(" ".join(stage.text().split()))
        await stage.resize(before)
        paged(stage)._turn(0)


IN_BOTH_LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])

# The screens that each way leads over, beside those that another one has looked at.
NEWCOMER = {
    *("WhoScreen", "SizeScreen", "SoundScreen", "LettersScreen", "KeysScreen", "LessonScreen"),
    *("FirstDoneScreen", "NameScreen", "HomeScreen"),
}
ONLY_VIETNAMESE = {"AddressScreen"}
SMALL_LETTERS = {"WhoScreen", "WindowScreen"}
LEARNER = {
    *("WhoScreen", "HomeScreen", "HelpScreen", "CallHelperScreen", "SetupScreen", "LeaveScreen"),
    *("OwnRecordScreen", "TopicsScreen", "LessonsScreen", "LessonScreen", "DoneScreen"),
    *(
        "LoudnessScreen",
        "VoicesScreen",
        "LanguageScreen",
        "WordsScreen",
        "WordScreen",
        "FindScreen",
    ),
}
VOLUNTEER = {
    *("PinScreen", "VolunteerHomeScreen", "VolunteerHelpScreen", "PlansScreen", "PlanScreen"),
    "TeamLessonsScreen",
    *(
        "PickScreen",
        "AskScreen",
        "TickScreen",
        "NeedsScreen",
        "LessonsPick",
        "PlanDetailScreen",
        "RehearsalScreen",
        "RosterScreen",
        "RosterFilesScreen",
        "ImportFilesScreen",
        "ImportScreen",
        "ImportedPeopleScreen",
    ),
    *("PersonScreen", "ConsentScreen", "FollowUpScreen", "VisitsScreen", "HouseScreen"),
    *("CarryScreen", "PassphraseScreen", "CarriedScreen", "PacksScreen", "PackScreen"),
    *("FiguresScreen", "BulletinsScreen", "BulletinScreen"),
    *("SkillsScreen", "ReportsScreen", "ReportScreen", "ReportPartScreen", "ClassMenuScreen"),
    *("RollScreen", "WalkInScreen", "WrapUpScreen", "SeenScreen"),
    *("CourseCheckScreen", "PersonTasksScreen"),
    *("WeakSpotsScreen", "OurPeopleScreen", "OurSkillsScreen", "StandingScreen"),
    *("PastClassesScreen", "PastClassScreen", "PaperClassScreen", "MonthScreen", "EveningsScreen"),
    *(
        "RightsScreen",
        "TextScreen",
        "PapersScreen",
        "MessagesScreen",
        "MessageScreen",
        "CodeScreen",
    ),
    *("CertificatesScreen", "ForgottenPinScreen"),
    *("VoiceDeskScreen", "LessonToReadScreen", "ReadAloudScreen"),
    *("TargetsScreen", "HamletsScreen", "HamletTotalsScreen"),
}
CLASS_VIEW = {"ClassCardScreen", "ClassLessonScreen", "VoteScreen"}
CLASS = {"LeadScreen", "PickScreen", *CLASS_VIEW}
WALL = {"FollowScreen"}
AUTHOR = {"PreviewScreen", "ProblemsScreen", "PlayedScreen"}


def screens_of(base: type[PagedScreen[Any]], package: str = "tutor.") -> set[str]:
    found = {base.__name__} if base.__module__.startswith(package) else set()
    for below in base.__subclasses__():
        found |= screens_of(below, package)
    return found


def test_no_screen_is_forgotten() -> None:
    for module in pkgutil.walk_packages(tutor.ui.screens.__path__, "tutor.ui.screens."):
        importlib.import_module(module.name)
    looked_at = (
        NEWCOMER | ONLY_VIETNAMESE | SMALL_LETTERS | LEARNER | VOLUNTEER | CLASS | WALL | AUTHOR
    )
    assert screens_of(PagedScreen) - BASES == looked_at


def test_every_screen_of_the_volunteers_side_is_one_that_its_lock_covers() -> None:
    for module in pkgutil.walk_packages(tutor.ui.screens.__path__, "tutor.ui.screens."):
        importlib.import_module(module.name)
    of_that_side = screens_of(PagedScreen, "tutor.ui.screens.volunteer.")
    assert of_that_side - screens_of(VolunteerScreen) == {
        *("ClassLessonScreen", "VoteScreen", "FollowScreen")
    }


@IN_BOTH_LANGUAGES
async def test_what_a_newcomer_sees(language: str) -> None:
    look = Look()
    async with staged((100, 26), language=language, laptop=LaptopFile()) as stage:
        async for place in as_newcomer(stage):
            await look.at(stage, place)
    assert look.screens == NEWCOMER | (ONLY_VIETNAMESE if language == "vi" else set())
    assert look.wrong == []


@IN_BOTH_LANGUAGES
async def test_what_is_seen_where_letters_are_small(language: str) -> None:
    look = Look()
    async with staged((100, 26), language=language, windows=("kitty",)) as stage:
        for keys in ((), ("f2",), ("2",)):
            await stage.press(*keys)
            await look.at(stage, f"{stage.screen} {' '.join(keys)}")
    assert look.screens == SMALL_LETTERS
    assert look.wrong == []


@IN_BOTH_LANGUAGES
async def test_what_a_learner_sees(language: str) -> None:
    look = Look()
    async with staged((100, 26), language=language, people=("Vinh",)) as stage:
        async for place in as_learner(stage):
            await look.at(stage, place)
    assert look.screens == LEARNER
    assert look.wrong == []


@IN_BOTH_LANGUAGES
async def test_what_a_volunteer_sees(language: str) -> None:
    look = Look()
    async with staged((100, 26), language=language) as stage:
        async for place in as_volunteer(stage):
            await look.at(stage, place)
    assert look.screens == VOLUNTEER
    assert look.wrong == []


@IN_BOTH_LANGUAGES
async def test_what_a_class_sees_and_that_it_names_nobody(language: str) -> None:
    look, seen_by_all = Look(), Look()
    async with leading((100, 26), language=language) as stage:
        async for place in in_class(stage):
            await (seen_by_all if stage.screen in CLASS_VIEW else look).at(stage, place)
        people = stage.app.session.services.store.people()
    assert look.screens | seen_by_all.screens == CLASS
    assert look.wrong + seen_by_all.wrong == []
    assert people
    for words in seen_by_all.words:
        assert [one.name for one in people if one.name in words] == []


@IN_BOTH_LANGUAGES
async def test_what_the_wall_shows_and_that_it_names_nobody(language: str, tmp_path: Path) -> None:
    look = Look()
    async with leading((100, 26), language=language, home=tmp_path) as stage:
        services = stage.app.session.services
        people = services.store.people()
        other = open_store(tmp_path / "tutor.db", clock=stage.wall)
        follower = replace(services, store=other, volunteer=False)
        app = ClassViewApp(follower, stage.app.session.settings, stage.session)
        async with app.run_test(size=(66, 17)) as pilot:
            wall = Stage(app, pilot, stage.speaker)
            wall.assert_on("FollowScreen")
            await followed(wall)
            await look.at(wall, "welcome")
            await in_the_lesson(stage)
            await to_a_question(stage)
            await followed(wall)
            await look.at(wall, "question")
        other.close()
    assert look.screens == WALL
    assert look.wrong == []
    assert people
    for words in look.words:
        assert [one.name for one in people if one.name in words] == []


async def followed(wall: Stage) -> None:
    """Have the wall look now what is on, instead of within a second."""
    screen = wall.app.screen
    assert isinstance(screen, FollowScreen)
    await screen._look()
    await wall.pilot.pause()


@IN_BOTH_LANGUAGES
async def test_what_an_author_sees(language: str, tmp_path: Path) -> None:
    look = Look()
    text = LESSON.replace("Hai.", "Hai <b>ba</b>.")
    # In the largest window the problems stand beside the page.
    sizes = SIZES[1:]
    async with previewing(tmp_path / "thu.yaml", text, language) as (_, stage):
        await look.at(stage, await go(stage, "PreviewScreen"), sizes)
        await look.at(stage, await go(stage, "ProblemsScreen", "f4"), sizes)
        await go(stage, "PreviewScreen", "f4", "f7")
        await look.at(stage, await go(stage, "PlayedScreen", "enter"), sizes)
    assert look.screens == AUTHOR
    assert look.wrong == []
