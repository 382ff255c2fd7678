"""Who is learning? Names by number; a newcomer starts the first lesson before anything is asked."""

from tutor.languages import LANGUAGES
from tutor.play.view import Choice, Entry, Line, View
from tutor.records.people import Person, looks_like_number
from tutor.ui.draw.shortest import on_one_page
from tutor.ui.screens.help import LANGUAGE
from tutor.ui.screens.paged import PagedScreen
from tutor.vietnamese import capitalise_words

NAMES_ON_A_LIST = 7
MORE, NEW = 8, 9
RIGHT, ANEW = 1, 2


class WhoScreen(PagedScreen):
    """The first screen."""

    def __init__(self) -> None:
        super().__init__()
        self._from = 0

    def _people(self) -> tuple[Person, ...]:
        # Those of the team learn as newcomers do: nobody calls them by a form of address.
        return tuple(one for one in self.tutor.people() if one.role == "learner")

    def _listed(self) -> tuple[Person, ...]:
        return self._people()[self._from : self._from + NAMES_ON_A_LIST]

    def make_view(self) -> View:
        """List the people on this laptop, the last seen first."""
        p = self.phrases
        if not self._people():
            welcome = (
                Line(p("Welcome. These lessons are for learning at your own pace."), "lead"),
            )
            calm = (Line(p("A wrong press breaks nothing.")),)
            begin = (Line(p("Please press Enter to begin.")),)
            other = (Choice(LANGUAGE, LANGUAGES[self.tutor.next_language].name),)
            views = (
                View(p("Lessons"), lines, other, next_label=p("Begin"))
                for lines in (welcome + calm + begin, welcome + begin)
            )
            return on_one_page(self.port, *views)
        everybody = self._people()
        choices = [
            Choice(i + 1, self.tutor.called(person, everybody))
            for i, person in enumerate(self._listed())
        ]
        if len(everybody) > NAMES_ON_A_LIST:
            choices.append(Choice(MORE, p("Other names")))
        choices.append(Choice(NEW, p("I am new here"), way_out=True))
        lines = (Line(p("Hello. Who is learning today?"), "lead"),)
        return View(p("Lessons"), lines, tuple(choices))

    async def chosen(self, number: int) -> None:
        """Go home with the person picked."""
        if not self._people():
            self.tutor.other_language()
            self.opened()
        elif number == NEW:
            await self.tutor.begin_as_newcomer()
        elif number == MORE:
            following = self._from + NAMES_ON_A_LIST
            self._from = following if following < len(self._people()) else 0
            self.opened()
        else:
            self.tutor.come_home(self._listed()[number - 1])

    def enter_goes_on(self) -> bool:
        """Let Enter begin at once where nobody is listed: it is all that a newcomer is asked to press."""
        return not self._people()

    async def went_on(self) -> None:
        """Begin as a newcomer where nobody is listed yet."""
        await self.tutor.begin_as_newcomer()

    async def went_back(self) -> None:
        """Stay: this is the first screen, and nobody asked to leave."""
        self.speak()


class NameScreen(PagedScreen):
    """What is your name? Going on without one is fine, and it is shown once more before it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._written = ""

    def make_view(self) -> View:
        """Ask for a name to put on the list, or whether it is written right."""
        p = self.phrases
        if self._written:
            asked = (Line(p("Is the name written right?"), "lead"), Line(self._written, "keep"))
            answers = (Choice(RIGHT, p("It is right")), Choice(ANEW, p("Type it again")))
            return View(p("Your name"), asked, answers)
        lines = (
            Line(p("What name shall we write?"), "lead"),
            Line(p("Please type it, or press Enter to go on without a name.")),
        )
        return View(p("Your name"), lines, entry=Entry(), next_label=p("Continue"))

    async def typed(self, text: str) -> None:
        """Show the name before it is kept."""
        # A number of a paper or phone is not kept: the name is asked for once more.
        name = "" if looks_like_number(text) else text
        self._written = capitalise_words(name)
        self.opened()

    def first_focus(self) -> int | None:
        """Let Enter say that the name is right."""
        return RIGHT if self._written else None

    async def chosen(self, number: int) -> None:
        """Keep the name and go home, or type it again."""
        if number == RIGHT:
            self.tutor.change_person(name=self._written)
            self.tutor.go_home()
        else:
            self._written = ""
            self.opened()

    async def went_on(self) -> None:
        """Go home without a name."""
        self.tutor.go_home()

    async def went_back(self) -> None:
        """Type the name again, or go back to the form of address where that was asked."""
        if self._written:
            self._written = ""
            self.opened()
        else:
            self.tutor.ask_address()
