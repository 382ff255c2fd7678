"""The app: who uses it, how it looks and sounds to them, and the way from screen to screen."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Unpack

from textual.binding import Binding, BindingType

from tutor.content.catalogue import LessonEntry, LessonError, Topic
from tutor.content.wording import address_of
from tutor.i18n import LANGUAGES, N_
from tutor.play.phrases import Phrases
from tutor.records import GUEST, LessonProgress, Person, PersonChanges, StoreUnavailable
from tutor.speech import SPEEDS, Speaker
from tutor.speech.speaker import LOUDEST
from tutor.ui.keyfilter import KeyFilter
from tutor.ui.magnified import MagnifiedApp
from tutor.ui.screens.address import AddressScreen
from tutor.ui.screens.help import CallHelperScreen, HelpScreen
from tutor.ui.screens.home import HomeScreen, LessonsScreen, TopicsScreen
from tutor.ui.screens.leave import LeaveScreen
from tutor.ui.screens.paged import PagedScreen
from tutor.ui.screens.who import NameScreen, WhoScreen
from tutor.ui.services import Services
from tutor.ui.settings import Settings
from tutor.ui.themes import other_theme

if TYPE_CHECKING:
    from tutor.play.run import LessonRun
    from tutor.ui.screens.lesson import LessonScreen

WARM_UP = "lam-quen-phim"

_DEGRADED = {
    "no-voice": N_("This laptop has no voice today. A helper may read aloud."),
    "no-device": N_("No sound comes out of this laptop today. A helper may read aloud."),
    "worker-lost": N_("The voice stopped. The lesson goes on without it."),
}


class TutorApp(MagnifiedApp):
    """Lessons in large letters. `lesson` opens that lesson at once instead of asking who learns."""

    ENABLE_COMMAND_PALETTE = False
    # Textual would quit at once; leaving is always asked first.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "ask_to_leave", show=False, priority=True)
    ]

    def __init__(self, services: Services, settings: Settings, lesson: str | None = None) -> None:
        super().__init__()
        self.services = services
        self.settings = settings
        self._first_settings = settings
        self.filter = KeyFilter()
        self.person: Person | None = None
        self._newcomer = False
        self._lesson: LessonScreen | None = None
        self._asked_for = lesson
        self._notices: list[str] = []
        self._told: set[str] = set()

    # Looks and words.

    @property
    def speaker(self) -> Speaker:
        """The voice."""
        return self.services.speaker

    @property
    def phrases(self) -> Phrases:
        """The program's words for the one who learns now."""
        return self.services.library.phrases(self.settings.language, self.settings.address)

    def take_notice(self) -> str:
        """Return a sentence that the learner should see on the next page, once."""
        return self._notices.pop(0) if self._notices else ""

    def tell_once(self, key: str, text: str) -> None:
        """Show a sentence softly on the present page, the first time only."""
        if key in self._told:
            return
        self._told.add(key)
        if isinstance(self.screen, PagedScreen):
            self.screen.note(text)
        else:
            self._notices.append(text)

    def degraded(self, reason: str) -> None:
        """Say once that the voice has failed; the lesson goes on."""
        if reason in _DEGRADED:
            self.tell_once(reason, self.phrases(_DEGRADED[reason]))

    def kept(self, safe: bool) -> None:
        """Say once that nothing can be kept at the moment, should that be so."""
        if not safe:
            text = self.phrases("The laptop cannot write just now. You can learn on all the same.")
            self.tell_once("not-kept", text)

    def keep_size(self, step: int | None) -> None:
        """Keep a size step for the present person."""
        self._change(size_step=step)

    def other_colours(self) -> None:
        """Change between dark on light and light on dark."""
        self._change(theme=other_theme(self.settings.theme))

    @property
    def next_language(self) -> str:
        """The language that the program changes to next."""
        at = LANGUAGES.index(self.settings.language)
        return LANGUAGES[(at + 1) % len(LANGUAGES)]

    def other_language(self) -> None:
        """Change to the next language; a lesson goes on at the same place."""
        self._change(language=self.next_language)
        lesson = self.lesson_screen()
        if lesson is not None:
            try:
                script = self.services.library.script(
                    lesson.run_now.script.lesson.id, self.settings.language
                )
            except LessonError:
                return
            lesson.run_now = lesson.run_now.translated(script)

    def next_speed(self) -> None:
        """Change to the next reading speed."""
        at = SPEEDS.index(self.settings.speed)
        self._change(speech_speed=SPEEDS[(at + 1) % len(SPEEDS)])

    def louder(self) -> None:
        """Make the voice louder; after the loudest comes the softest."""
        self._change(speech_volume=self.settings.volume % LOUDEST + 1)

    def toggle_pause(self) -> None:
        """Stop the voice where it is, or let it go on."""
        if self.speaker.paused:
            self.speaker.resume()
        else:
            self.speaker.pause()

    def _change(self, **changes: Unpack[PersonChanges]) -> None:
        """Take a setting over at once, and keep it for the person."""
        self.settings = self.settings.changed(changes)
        self._apply_voice()
        self.change_person(**changes)

    def _apply_voice(self) -> None:
        self.speaker.settings(self.settings.speed, self.settings.volume)

    # People.

    @property
    def learner(self) -> str:
        """The id under which events are kept."""
        return self.person.id if self.person is not None else GUEST

    def people(self) -> tuple[Person, ...]:
        """Return the people on this laptop, the last seen first; none when they can't be read."""
        try:
            return self.services.store.people()
        except StoreUnavailable:
            return ()

    def called(self, person: Person | None = None) -> str:
        """Return how someone is called: form of address and name."""
        whom = person or self.person
        if whom is None or not whom.name:
            return self.phrases("(no name yet)")
        if self.settings.language == "vi":
            return f"{address_of(whom.address).one} {whom.name}"
        return whom.name

    def change_person(self, **changes: Unpack[PersonChanges]) -> None:
        """Keep something about the present person."""
        if self.person is None:
            return
        try:
            self.person = self.services.store.change_person(self.person.id, **changes)
        except StoreUnavailable:
            self.kept(False)
        else:
            self.settings = self.settings.of(self.person)

    def come_home(self, person: Person) -> None:
        """Make this person the present one, and show their home."""
        self.person = person
        self.settings = self.settings.of(person)
        self._apply_voice()
        self.fit_letters()
        try:
            self.services.store.seen(person.id)
        except StoreUnavailable:
            self.kept(False)
        self.go_home()

    async def begin_as_newcomer(self) -> None:
        """Start the first lesson for somebody new; address and name are asked after it."""
        self._newcomer = True
        try:
            self.person = self.services.store.add_person(language=self.settings.language)
        except StoreUnavailable:
            self.person = None
            self.kept(False)
        await self.open_lesson(WARM_UP)

    def ask_who(self) -> None:
        """Show the names."""
        self.person = None
        self.settings = self._first_settings
        self._apply_voice()
        self.fit_letters()
        self._show_alone(WhoScreen())

    def ask_name(self) -> None:
        """Ask for the name of the present person."""
        self._show_alone(NameScreen())

    # Lessons.

    def topics(self) -> tuple[Topic, ...]:
        """Return the topics that have lessons in this language."""
        catalogue = self.services.library.catalogue
        used = {entry.topic for entry in catalogue.lessons(self.settings.language)}
        return tuple(t for t in catalogue.topics(self.settings.language) if t.id in used)

    def lessons_of(self, topic: str) -> tuple[LessonEntry, ...]:
        """Return the lessons of a topic in the order of the curriculum."""
        lessons = self.services.library.catalogue.lessons(self.settings.language)
        return tuple(entry for entry in lessons if entry.topic == topic)

    def _history(self) -> tuple[LessonProgress, ...]:
        try:
            return self.services.store.history(self.learner)
        except StoreUnavailable:
            return ()

    def finished_lessons(self) -> frozenset[str]:
        """Return the lessons that the present person finished at least once."""
        return frozenset(p.lesson for p in self._history() if p.times_finished)

    def unfinished(self) -> tuple[LessonEntry, LessonProgress] | None:
        """Return the lesson that was left last, with how far it went."""
        entries = self._entries()
        left = [p for p in self._history() if p.open_run is not None and p.lesson in entries]
        if not left:
            return None
        newest = max(left, key=lambda p: p.last_at)
        return entries[newest.lesson], newest

    def suggested(self) -> LessonEntry | None:
        """Return the first lesson of the curriculum that was neither finished nor begun."""
        known = {p.lesson for p in self._history() if p.times_finished or p.open_run is not None}
        return next((e for e in self._entries().values() if e.id not in known), None)

    def _entries(self) -> dict[str, LessonEntry]:
        lessons = self.services.library.catalogue.lessons(self.settings.language)
        return {entry.id: entry for entry in lessons}

    async def open_lesson(self, lesson_id: str) -> None:
        """Open a lesson where it was left, or from its start.

        What plays lessons is imported here: the first screen is there without it.
        """
        from tutor.play.run import open_run
        from tutor.ui.screens.lesson import LessonScreen

        services = self.services
        try:
            script = services.library.script(lesson_id, self.settings.language)
            run = await asyncio.to_thread(
                open_run, script, self.learner, services.store, services.wall, services.new_id
            )
        except LessonError:
            self.tell_once(
                lesson_id, self.phrases("This lesson cannot be read. Please pick another.")
            )
            return
        self.kept(run.kept)
        self._lesson = LessonScreen(run)
        self._show_above_home(self._lesson)

    def finished_lesson(self, run: "LessonRun") -> None:
        """Show what was learned; a newcomer is asked for the form of address first."""
        from tutor.ui.screens.lesson import DoneScreen

        if self._newcomer and self.person is not None:
            self._newcomer = False
            vietnamese = self.settings.language == "vi"
            self._show_alone(AddressScreen() if vietnamese else NameScreen())
        else:
            self._show_above_home(DoneScreen(run))

    async def pause_lesson(self) -> None:
        """Leave the lesson for home; it is kept at this step."""
        lesson = self.lesson_screen()
        if lesson is not None:
            await asyncio.to_thread(lesson.run_now.leave)
        self.go_home()

    def lesson_screen(self) -> "LessonScreen | None":
        """Return the lesson that is open, perhaps under help."""
        return self._lesson if self._lesson in self.screen_stack else None

    async def give_hint(self) -> None:
        """Close help and climb the hint ladder of the present step, or begin what comes first."""
        lesson = self.lesson_screen()
        self.back()
        if lesson is not None:
            await lesson.hint()
        elif isinstance(self.screen, PagedScreen):
            self.screen.note(self.phrases("Please press Enter, or a number."))

    # From screen to screen.

    def on_mount(self) -> None:
        """Open the first screen."""
        self._apply_voice()
        if not self.services.keeps:
            self._notices.append(
                self.phrases("This laptop cannot keep what is learned today. The lessons work.")
            )
        self.push_screen(WhoScreen())
        if self._asked_for is not None:
            self.call_later(self.open_lesson, self._asked_for)

    def go_home(self) -> None:
        """Show home, or the names when nobody is known."""
        self._show_alone(WhoScreen() if self.person is None else HomeScreen())

    def open_topics(self) -> None:
        """Show the topics."""
        self.push_screen(TopicsScreen())

    def open_topic(self, topic: Topic) -> None:
        """Show the lessons of a topic."""
        self.push_screen(LessonsScreen(topic))

    def open_help(self) -> None:
        """Show help above the present screen; from help the same key leads back."""
        if isinstance(self.screen, HelpScreen | CallHelperScreen | LeaveScreen):
            self.back()
        else:
            self.push_screen(HelpScreen())

    def call_helper(self) -> None:
        """Show the call for a helper."""
        self.push_screen(CallHelperScreen())

    def ask_to_leave(self) -> None:
        """Ask before the app closes; once is enough."""
        if not isinstance(self.screen, LeaveScreen):
            self.push_screen(LeaveScreen())

    def action_ask_to_leave(self) -> None:
        """Ask before the app closes."""
        self.ask_to_leave()

    def leave(self) -> None:
        """Close the app with everything kept."""
        lesson = self.lesson_screen()
        if lesson is not None:
            lesson.run_now.leave()
        self.exit()

    def back(self) -> None:
        """Go back to the screen below."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.ask_who()

    def _show_alone(self, screen: PagedScreen) -> None:
        """Show a screen with nothing but Textual's own below it."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        self.switch_screen(screen)

    def _show_above_home(self, screen: PagedScreen) -> None:
        """Show a screen right above home, so that back leads there."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        self.push_screen(screen)
