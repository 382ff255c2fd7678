"""How large shall letters be? Chosen by eye: one sentence that grows."""

from tutor.play.view import Choice, Line, View
from tutor.ui.draw.shortest import on_one_page
from tutor.ui.draw.sizes import SIZE_STEPS
from tutor.ui.screens.help import SIZE_NAMES
from tutor.ui.screens.setup_check import CheckScreen

LARGER, SMALLER = 1, 2


class SizeScreen(CheckScreen):
    """Shows a sentence; the letters grow with every press where the terminal can, else it shows how to."""

    def make_view(self) -> View:
        """Ask whether the sentence can be read well; what to press is not told twice where rows are few."""
        p = self.phrases
        asked = (Line(p("Is this sentence easy to read?"), "lead"),)
        larger: tuple[Line, ...] = ()
        choices = []
        if self.port.step < SIZE_STEPS[-1]:
            larger = (Line(p("For larger letters press 1.")),)
            choices.append(Choice(LARGER, p("Larger letters")))
        if self.port.step > SIZE_STEPS[0]:
            choices.append(Choice(SMALLER, p("Smaller letters")))
        suiting = (Line(p("When they suit you, press Enter.")),)
        name = p("Letter size: {size}.", size=p(SIZE_NAMES[self.port.step])).rstrip(".")
        views = (
            View(name, lines, tuple(choices), next_label=p("Just right"))
            for lines in (asked + larger + suiting, asked + suiting, asked)
        )
        return on_one_page(self.port, *views)

    def enter_goes_on(self) -> bool:
        """Let Enter say that the letters suit, whatever page is seen."""
        return True

    async def chosen(self, number: int) -> None:
        """Let the letters grow or shrink."""
        if number == LARGER:
            self.tutor.grow()
        else:
            self.tutor.shrink()

    async def went_on(self) -> None:
        """Keep the size that is seen: it is what was found good."""
        self.tutor.keep_size(self.port.step)
        await super().went_on()
