"""The screens that are drawn for the documentation: how each is staged, and the keys that lead to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from laptop_kit import PASSPHRASE, put_list_on_stick
from preview_kit import LESSON, previewing
from test_ui_phone_help import play_to_step
from test_ui_refresh import learned
from test_ui_screens import answer, lesson_of, play_right, play_to
from ui_kit import NOW, SIZES, Stage, staged
from volunteer_kit import NAMES, PIN, TODAY, enrol, opened, plan_today, type_text

from tutor.classroom.roster import files
from tutor.content.steps import Call
from tutor.engine import responses as r
from tutor.engine.state import Talking
from tutor.engine.steps_talk import WAY_OUT
from tutor.paths import home_folder
from tutor.records.store import open_store
from tutor.ui.laptop import LaptopFile
from tutor.ui.screens.volunteer.class_view import ClassLessonScreen, VoteScreen
from tutor.ui.voting import Ballot, question_of
from tutor.ui.voting import Stage as BallotStage

Way = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Scene:
    """One screen: how it is staged, the way there, and the keys pressed at its end."""

    name: str
    keys: tuple[str, ...] = ()
    lesson: str | None = None
    people: tuple[str, ...] = ("Vinh", "Hạnh")
    way: Way | None = None
    new: bool = False
    """Nothing is known of the laptop yet, so that everything is asked that is asked once."""
    written: str | None = None
    """The text of a lesson that its author tries."""

    @asynccontextmanager
    async def stage(self, at: tuple[int, int], language: str, theme: str) -> AsyncIterator[Stage]:
        """Play the app to this scene in a window of so many cells."""
        async with self._begun(at, language, theme) as stage:
            if self.way is not None:
                await self.way(stage)
            for key in self.keys:
                await stage.press(key)
            yield stage

    @asynccontextmanager
    async def _begun(self, at: tuple[int, int], language: str, theme: str) -> AsyncIterator[Stage]:
        if self.written is not None:
            file = home_folder() / "thu.yaml"
            async with previewing(file, self.written, language, at, theme) as (_, stage):
                yield stage
            return
        async with staged(
            at,
            language=language,
            theme=theme,
            lesson=self.lesson,
            people=self.people,
            laptop=LaptopFile() if self.new else None,
        ) as stage:
            yield stage


def step(kind: str) -> Way:
    """Return the way to the first step of a kind in the lesson that is open."""
    return lambda stage: play_to(stage, kind)


def step_named(name: str) -> Way:
    """Return the way to the step of this id in the lesson that is open."""
    return lambda stage: play_to_step(stage, name)


def language_of(stage: Stage) -> str:
    """Return the language that the app is in."""
    return stage.app.session.phrases.language


async def volunteers(stage: Stage) -> None:
    """Come to the volunteers' side, with a class today after two that one person missed."""
    learners = enrol(stage.app, 12, language=language_of(stage))
    classes = stage.app.session.services.store.classes
    for days in (14, 7):
        session = plan_today(stage.app, TODAY - timedelta(days=days), "ld-ba-dau-hieu")
        classes.start_session(session.id)
        for i, one in enumerate(learners):
            if i:
                classes.note_attendances(session.id, {one.id: ("present", "")})
            else:
                classes.note_attendances(session.id, {one.id: ("absent", "transport")})
        classes.end_session(session.id)
    plan_today(stage.app, TODAY, "ld-ba-dau-hieu", "ld-gia-cong-an")
    await opened(stage)


async def known(stage: Stage) -> None:
    """Be somebody who took two lessons some days ago, so that one is due."""
    learned(stage, days_ago=4)


async def welcomed(stage: Stage) -> None:
    """Come for the first time, and finish the first lesson."""
    while stage.screen != "LessonScreen":
        await stage.press("enter")
    await play_right(stage)


async def unasked(stage: Stage) -> None:
    """Come to the volunteers' side, with a class whose people were not asked yet what may be noted."""
    enrol(stage.app, 12, asked=False, language=language_of(stage))
    plan_today(stage.app, TODAY, "ld-ba-dau-hieu")
    await opened(stage)


async def came_back(stage: Stage) -> None:
    """Come to the volunteers' side once a class was held and certificates are due."""
    learners = enrol(stage.app, 12, language=language_of(stage))
    services = stage.app.session.services
    lessons = services.library.catalogue.lessons(language_of(stage), "lua-dao")
    classes = services.store.classes
    held = plan_today(stage.app, TODAY - timedelta(days=7), *(lesson.id for lesson in lessons))
    classes.start_session(held.id)
    marks = {one.id: ("absent" if one is learners[2] else "present", "") for one in learners}
    classes.note_attendances(held.id, marks)  # type: ignore[arg-type]
    classes.end_session(held.id)
    for one in learners[:4]:
        classes.note_skill(one.id, "giu-ma", alone=one is learners[0])
    await opened(stage)


async def with_list(stage: Stage) -> None:
    """Come to the volunteers' side, with a list of learners on the stick."""
    put_list_on_stick()
    await volunteers(stage)


async def all_of_list(stage: Stage) -> None:
    """Read what was understood of the list, and look at all its people."""
    await with_list(stage)
    await stage.press("3", "2", "3", "1", "enter")
    while stage.screen == "ImportScreen":
        await stage.press("2")


async def with_stick(stage: Stage) -> None:
    """Come to the volunteers' side, and begin to put the records onto a stick that has none yet."""
    (stick,) = files.usual_folders()
    stick.path.mkdir(exist_ok=True)
    for bundle in stick.path.iterdir():
        bundle.unlink()
    await volunteers(stage)
    await stage.press("7", "1")


async def carried(stage: Stage) -> None:
    """Put the records onto the stick."""
    await with_stick(stage)
    for _ in range(2):
        await type_text(stage, PASSPHRASE)
        await stage.press("enter")


async def namesakes(stage: Stage) -> None:
    """Come to the volunteers' side, with a learner of the same name from another laptop."""
    await volunteers(stage)
    other = open_store(None, clock=lambda: NOW, random=Random(1))
    other.add_person(name=NAMES[0], hamlet="Đông", household="Hộ 4", on_roster=True)
    stage.app.session.services.store.exchange.join([other.exchange.content()])
    other.close()


async def to_read(stage: Stage) -> None:
    """Have Hoa begin to read a lesson for a voice of the village."""
    await volunteers(stage)
    await stage.press("8", "3")
    await type_text(stage, "Hoa")
    await stage.press("enter")


async def forgotten(stage: Stage) -> None:
    """Come to the PIN that nobody knows any more."""
    stage.app.volunteers.pin.set(PIN)
    await stage.press("v", "q")


async def debriefed(stage: Stage) -> None:
    """Listen to all that a caller is after, end the call, and look back on it."""
    await play_to(stage, "call")
    screen = lesson_of(stage)
    run = screen.run_now
    call = run.script.lesson.steps[run.state.moment.index]
    assert isinstance(call, Call)
    while isinstance(now := run.state.moment.step, Talking) and now.phase == "ask":
        heard = {node for node, _ in now.path}
        onward = (
            r.Choose(number)
            for number, one in enumerate(call.nodes[now.node].answers, 1)
            if one.to in call.nodes.keys() - heard
        )
        await answer(stage, screen, r.Next() if now.aside else next(onward, r.Choose(WAY_OUT)))
    # The second line is the first with a sign.
    while " 2 –" not in stage.text():
        await stage.press("enter")


def behind_v(name: str, *keys: str, way: Way = volunteers) -> Scene:
    """Return a scene of the volunteers' side."""
    return Scene(name, keys, people=(), way=way)


FAULTY = LESSON.replace("Hai.", "Hai <b>ba</b>.")
_TO_LESSON = ("1", "2", *("enter",) * 5)


def ballot(stage: Stage) -> Ballot:
    """Return what the class is asked; there is one as long as cards are raised."""
    assert isinstance(stage.app.screen, VoteScreen)
    return stage.app.screen.ballot


def vote(upto: BallotStage) -> Way:
    """Return the way to the first question of a class, and on in it until its cards are counted or before."""

    async def way(stage: Stage) -> None:
        await volunteers(stage)
        for key in (*_TO_LESSON, "v"):
            await stage.press(key)
        lesson = stage.app.screen
        assert isinstance(lesson, ClassLessonScreen)
        while question_of(lesson.run_now, stage.app.session.phrases) is None:
            await stage.press("enter")
        await stage.press("t")
        cards = iter("236")
        while ballot(stage).stage != upto:
            if ballot(stage).stage == "count":
                await stage.press(next(cards))
            await stage.press("enter")

    return way


SCENES = (
    Scene("begin", people=(), new=True),
    Scene("size", ("enter",), people=(), new=True),
    Scene("sound", ("enter",) * 2, people=(), new=True),
    Scene("letters", ("enter",) * 3, people=(), new=True),
    Scene("keys", ("enter",) * 4, people=(), new=True),
    Scene("first-done", people=(), way=welcomed, new=True),
    Scene("address", ("enter",), people=(), way=welcomed, new=True),
    Scene("name", ("enter",) * 2, people=(), way=welcomed, new=True),
    Scene("who"),
    Scene("home", ("1",)),
    Scene("something-due", ("1",), people=("Vinh",), way=known),
    Scene("own-record", ("1", "8"), people=("Vinh",), way=known),
    Scene("all-lessons", ("1", "7")),
    Scene("help", ("h",)),
    Scene("voices", ("h", "4", "3")),
    Scene("loudness", ("1", "h", "4")),
    Scene("language", ("1", "h", "7")),
    Scene("helper", ("1", "h", "2")),
    Scene("set-up", ("1", "h", "6")),
    Scene("leave", ("1", "ctrl+q")),
    Scene("words", lesson="dt-bat-tat-khoa"),
    Scene("question", lesson="ld-ba-dau-hieu", way=step("choose")),
    Scene("demonstration", lesson="dt-bat-tat-khoa", way=step("show")),
    Scene("practice", lesson="dt-bat-tat-khoa", way=step("practise")),
    Scene("call", lesson="ld-gia-cong-an", way=step("call")),
    Scene("chat", lesson="ld-gia-cong-an", way=step_named("nhan-tin-ngot")),
    Scene("chat-over", ("9",), lesson="ld-gia-cong-an", way=step_named("nhan-tin-ngot")),
    Scene("spot", lesson="ld-tin-ngan-hang", way=step_named("tin-khoa")),
    Scene("spot-details", lesson="tt-nguon-tin", way=step("spot")),
    Scene("compare", lesson="ld-tin-ngan-hang", way=step("compare")),
    Scene("pairs", lesson="dt-bieu-tuong", way=step("pairs")),
    Scene("several", lesson="ld-mat-quen", way=step_named("cau-hoi")),
    Scene("aloud", lesson="bv-lo-bi-lua", way=step("aloud")),
    Scene("looking-back", lesson="ld-gia-cong-an", way=debriefed),
    Scene("sort", lesson="ld-ba-dau-hieu", way=step("sort")),
    Scene("order", lesson="bv-lo-bi-lua", way=step("order")),
    Scene("type", lesson="dv-cong-qg", way=step("type")),
    Scene("recap", lesson="ld-ba-dau-hieu", way=step("recap")),
    Scene("done", lesson="lam-quen-phim", way=play_right),
    Scene("pin", ("v",)),
    Scene("pin-forgotten", people=(), way=forgotten),
    behind_v("volunteers"),
    behind_v("volunteer-help", "h"),
    behind_v("plans", "2"),
    behind_v("month", "2", "8"),
    behind_v("past-classes", "2", "7"),
    behind_v("past-class", "2", "7", "enter"),
    behind_v("team-lessons", "2", "6"),
    behind_v("plan", "2", "9"),
    behind_v("how-many", "2", "9", "4"),
    behind_v("lessons", "2", "9", "5"),
    behind_v("minutes", "2", "1", "6"),
    behind_v("messages", "2", "1", "6", "4"),
    behind_v("message", "2", "1", "6", "4", "1"),
    behind_v("message-code", "2", "1", "6", "4", "1", "2"),
    behind_v("rehearsal", "2", "1", "6", "1"),
    behind_v("people", "3"),
    behind_v("person", "3", "enter"),
    behind_v("needs", "3", "enter", "4"),
    behind_v("rights", "3", "enter", "9"),
    behind_v("records-of-one", "3", "enter", "9", "1"),
    behind_v("certificates", "3", "3", way=came_back),
    behind_v("list-files", "3", "2", "3", "1", way=with_list),
    behind_v("list-preview", "3", "2", "3", "1", "enter", way=with_list),
    behind_v("list-people", way=all_of_list),
    behind_v("class", "1"),
    behind_v("consent", "1", "1", "enter", way=unasked),
    behind_v("roll-call", "1", "1", "enter", "2", "3", "1", "enter"),
    behind_v("reason", "1", "1", "enter", "2", "3"),
    behind_v("walk-in", "1", "1", "8"),
    behind_v("lead", "1", "2"),
    behind_v("class-card", "1", "2", "v"),
    behind_v("lead-lesson", *_TO_LESSON),
    behind_v("class-view", *_TO_LESSON, "v"),
    behind_v("vote-think", way=vote("think")),
    behind_v("vote-raise", way=vote("raise")),
    behind_v("vote-count", way=vote("count")),
    behind_v("class-vote", way=vote("counted")),
    behind_v("wrap-up", "1", "3"),
    behind_v("skills", "1", "3", "1"),
    behind_v("seen", "1", "1", "7", "left", "3", "1", "enter", "1", "2"),
    behind_v("to-go-over-again", "1", "3", "3"),
    behind_v("follow-up", "4"),
    behind_v("visit", "5"),
    behind_v("house", "5", "enter"),
    behind_v("reports", "6"),
    behind_v("report", "6", "2"),
    behind_v("report-table", "6", "2", "1"),
    behind_v("our-people", "6", "7", way=came_back),
    behind_v("standing", "6", "7", "enter", way=came_back),
    behind_v("our-skills", "6", "7", "1", way=came_back),
    behind_v("course-check", "6", "7", "2", way=came_back),
    behind_v("course-check-person", "6", "7", "2", "enter", way=came_back),
    behind_v("targets", "6", "8"),
    behind_v("hamlet", "6", "8", "7", "1"),
    behind_v("carry", "7"),
    behind_v("passphrase", way=with_stick),
    behind_v("carried", way=carried),
    behind_v("namesakes", "7", "3", way=namesakes),
    behind_v("figures", "7", "5"),
    behind_v("bulletins", "7", "7"),
    behind_v("bulletin-form", "7", "7", "1"),
    behind_v("voice-desk", "8"),
    behind_v("lesson-to-read", "1", way=to_read),
    behind_v("read-aloud", "1", "enter", way=to_read),
    Scene("author", ("f7",), written=FAULTY),
    Scene("author-problems", ("f4",), written=FAULTY),
    Scene("author-end", ("f7", "enter"), written=LESSON),
)
# The panel has its two columns at the smallest letters alone, and the first screen all of its choices.
IN_DOCS = {
    "home": SIZES[1],
    "practice": SIZES[1],
    "call": SIZES[1],
    "volunteers": SIZES[0],
    "roll-call": SIZES[1],
    "lead": SIZES[0],
    "class-vote": SIZES[1],
}
