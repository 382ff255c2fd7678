"""Help: it never leaves the lesson, and everything that can be set is one number away."""

from tutor.i18n import N_
from tutor.languages import LANGUAGES
from tutor.play.view import Choice, Line, View
from tutor.ui.screens.paged import PagedScreen

HINT, CALL, SPEED, VOLUME, SIZE, SETUP, LANGUAGE, HOME, LEAVE = range(1, 10)

SPEED_NAMES = {"slow": N_("slow"), "normal": N_("normal"), "fast": N_("quick")}
SIZE_NAMES = {1: N_("medium"), 2: N_("large"), 3: N_("very large"), 4: N_("largest")}
THEME_NAMES = {"paper": N_("dark on light"), "board": N_("light on dark")}


class HelpScreen(PagedScreen):
    """What do you need? The lesson waits as it is."""

    repeatable = frozenset({SPEED, VOLUME})

    def make_view(self) -> View:
        """List what help there is."""
        p = self.phrases
        now = self.tutor.settings
        hint = p("A hint for this step") if self.tutor.lesson_screen() else p("Where do I begin?")
        choices = (
            Choice(HINT, hint),
            Choice(CALL, p("Call the helper over")),
            Choice(SPEED, p("Reading speed"), value=p(SPEED_NAMES[now.speed])),
            Choice(VOLUME, p("Loudness"), value=p("{volume} of 10", volume=now.volume)),
            Choice(SIZE, p("Letter size"), value=p(SIZE_NAMES[self.port.step])),
            Choice(SETUP, p("Set up letters, sound, colours")),
            Choice(LANGUAGE, p("Language"), value=LANGUAGES[now.language].name),
            Choice(HOME, p("To the start")),
            Choice(LEAVE, p("Rest, leave"), way_out=True),
        )
        calm = p("Everything stays as it is. Nothing is lost.")
        lines = (Line(f"{p('What do you need?')} {calm}", "lead"),)
        return View(p("Help"), lines, choices, next_label=p("Back to the lesson"))

    async def went_on(self) -> None:
        """Go back to where the learner was."""
        self.tutor.back()

    async def chosen(self, number: int) -> None:
        """Do what was picked."""
        match number:
            case 1:
                await self.tutor.give_hint()
            case 2:
                self.tutor.call_helper()
            case 3:
                self.tutor.next_speed()
                self._changed()
            case 4:
                self.tutor.louder()
                self._changed()
            case 5:
                self.tutor.larger()
            case 6:
                self.tutor.open_setup()
            case 7:
                self.tutor.other_language()
                self._changed()
            case 8:
                self.tutor.go_home()
            case _:
                self.tutor.ask_to_leave()

    def _changed(self) -> None:
        self.redraw()
        self.speak()


SEATED = {1: N_("One learns alone"), 2: N_("Two learn together"), 3: N_("Three learn together")}


class CallHelperScreen(PagedScreen):
    """A few words that a helper across the room can read; once there, they may sit others down too."""

    def make_view(self) -> View:
        """Ask the helper to come."""
        p = self.phrases
        lines = (
            Line(p("Please, a helper to this table."), "keep"),
            Line(p("The lesson waits. Press Enter when the helper is here.")),
        )
        seats = self.tutor.seats
        choices = tuple(
            Choice(number, p(name), mark="ticked" if number == seats else "")
            for number, name in SEATED.items()
            if number > 1 or seats > 1
        )
        return View(p("Help"), lines, choices, next_label=p("Back to the lesson"))

    async def chosen(self, number: int) -> None:
        """Let so many learn together, and go back to where they were."""
        await self.tutor.sit(number)
        await self.went_on()

    async def went_on(self) -> None:
        """Go back to where the learner was."""
        self.tutor.back()
        self.tutor.back()
