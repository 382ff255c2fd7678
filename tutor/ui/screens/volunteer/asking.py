"""Small questions of the volunteers' side: something to type, or something to pick."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tutor.lesson.view import Choice, Entry, Line, View
from tutor.ui.screens.volunteer.base import VolunteerScreen

_LISTED = 7
_MORE = 8


Take = Callable[[str], Awaitable[str]]


class AskScreen(VolunteerScreen):
    """Asks for a text. `take` returns what is wrong with it, "" where it was taken; then it goes back."""

    def __init__(
        self,
        title: str,
        question: str,
        take: Take,
        *,
        now: str = "",
        number: bool = False,
    ) -> None:
        super().__init__()
        self._asked = title, question
        self._take = take
        self._now_is = now
        self._number = number
        self._fault = ""

    def make_view(self) -> View:
        """Ask, and say what is kept now."""
        p = self.phrases
        title, question = self._asked
        lines = [Line(question, "lead")]
        if self._fault:
            lines.insert(0, Line(self._fault, "keep"))
        if self._now_is:
            lines.append(Line(p("Now: {value}", value=self._now_is)))
        return View(
            title,
            tuple(lines),
            entry=Entry(keyboard="number" if self._number else "any"),
            next_label=p("Go back"),
        )

    async def typed(self, text: str) -> None:
        """Hand the text on; go back if it was taken."""
        self._fault = await self._take(text)
        if self.is_current:
            if self._fault:
                self.opened()
            else:
                self.back()

    async def went_on(self) -> None:
        """Go back without an answer."""
        self.back()


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick, what stands below it, and whether it holds now."""

    text: str
    detail: str = ""
    ticked: bool = False


class PickScreen(VolunteerScreen):
    """Asks which of some options; after `take`, which gets the place of the one picked, it goes back.

    With `many` each press ticks one or takes its tick away, and Enter goes back; the options are asked for
    anew each time. `done`, where there is one, makes it so too, and is called after Enter alone.
    """

    def __init__(
        self,
        title: str,
        question: str,
        options: Callable[[], Sequence[Option]],
        take: Callable[[int], Awaitable[None]],
        *,
        many: bool = False,
        done: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__()
        self._asked = title, question
        self._options = options
        self._take = take
        self._many = many or done is not None
        self._done = done
        self._from = 0

    def make_view(self) -> View:
        """List the options."""
        p = self.phrases
        options = self._options()
        choices = [
            Choice(i + 1, one.text, detail=one.detail, mark="ticked" if one.ticked else "")
            for i, one in enumerate(options[self._from : self._from + _LISTED])
        ]
        if len(options) > _LISTED:
            choices.append(Choice(_MORE, p("More")))
        title, question = self._asked
        label = p("Done") if self._many or not choices else ""
        return View(title, (Line(question, "lead"),), tuple(choices), next_label=label)

    async def chosen(self, number: int) -> None:
        """Hand on the option picked, or list the next ones."""
        if number == _MORE:
            following = self._from + _LISTED
            self._from = following if following < len(self._options()) else 0
            self.opened()
            return
        await self._take(self._from + number - 1)
        if not self.is_current:
            return
        if self._many:
            self.redraw()
        else:
            self.back()

    async def went_on(self) -> None:
        """Go back; what was ticked is taken."""
        self.back()
        if self._done is not None:
            await self._done()
