"""Everything that fits the laptop to eyes, ears and hands, to be repeated at any time."""

from tutor.languages import LANGUAGES
from tutor.play.view import Choice, Line, View
from tutor.ui.screens.address import AddressScreen
from tutor.ui.screens.help import SIZE_NAMES, THEME_NAMES
from tutor.ui.screens.paged import PagedScreen
from tutor.ui.screens.setup_keys import KeysScreen
from tutor.ui.screens.setup_letters import LettersScreen
from tutor.ui.screens.setup_size import SizeScreen
from tutor.ui.screens.setup_sound import SoundScreen

SIZE, SOUND, COLOURS, LETTERS, KEYS, ADDRESS = range(1, 7)


class SetupScreen(PagedScreen):
    """What shall be set up anew? Each leads back here."""

    def make_view(self) -> View:
        """List what can be set up."""
        p = self.phrases
        now = self.tutor.settings
        choices = [
            Choice(SIZE, p("Letter size"), value=p(SIZE_NAMES[self.port.step])),
            Choice(SOUND, p("Is the voice heard well?")),
            Choice(COLOURS, p("Colours"), value=p(THEME_NAMES.get(now.theme, ""))),
            Choice(LETTERS, p("Are the marks on letters whole?")),
            Choice(KEYS, p("Try the keys")),
        ]
        if self.tutor.person is not None and LANGUAGES[now.language].asks_address:
            choices.append(Choice(ADDRESS, p("Form of address"), value=p.fill("{bac}")))
        lines = (Line(p("What would you like to change?"), "lead"),)
        return View(p("Set up"), lines, tuple(choices), next_label=p("Done"))

    async def went_on(self) -> None:
        """Go back to help."""
        self.tutor.back()

    async def chosen(self, number: int) -> None:
        """Open what was picked; colours change at once."""
        match number:
            case 1:
                self.app.push_screen(SizeScreen(self._done))
            case 2:
                self.app.push_screen(SoundScreen(self._done))
            case 3:
                self.tutor.other_colours()
                self.redraw()
                self.speak()
            case 4:
                self.app.push_screen(LettersScreen(self._done))
            case 5:
                self.app.push_screen(KeysScreen(self._done))
            case _:
                self.app.push_screen(AddressScreen(self._done))

    async def _done(self) -> None:
        self.tutor.back()
