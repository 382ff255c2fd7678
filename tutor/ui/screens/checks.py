"""Screens: the set-up checks of letter size, sound, font and keys, from the menu or in a first run."""

from dataclasses import replace

from textual import events
from typing_extensions import override

from tutor.i18n import N_
from tutor.lesson.view import Choice, Line, MarkedKey, View
from tutor.speech.speaker import LOUDEST
from tutor.ui.keys import FIRST_DIGITS, MORE_DIGITS, is_vietnamese, learnable, meaning
from tutor.ui.laptop import FONT_LINE, GOOD_FONTS, LETTERS, TEST_SENTENCE
from tutor.ui.layout.pages import first_that_fits
from tutor.ui.screens.base import PagedScreen
from tutor.ui.session import SIZE_NAMES, Session

LARGER, SMALLER = 1, 2
HEARD, LOUDER, NOTHING = 1, 2, 3
ALL_THERE, WRONG = 1, 2
OPEN_WINDOW = 1
_LOUDER_BY = 2
_NO_BREAK_SPACE = "\u00a0"
_KEY_NAMES = {"enter": "ENTER", "left": "←"}
_SWITCH_TO_E = N_("Vietnamese letters arrive. Switch Unikey from V to E: press Ctrl and Shift.")
_OTHER_KEY = N_("That was another key. A wrong press breaks nothing.")
_NUMBER_PAD = N_("This number goes by the number pad alone.")


class CheckScreen(PagedScreen):
    """Base class of a check; Enter leads back to the menu, and in a first run to the next check.

    There each check is shown above the one before, so that Back leads to that.
    """

    def __init__(self, *, first_run: bool = False) -> None:
        super().__init__()
        self._first_run = first_run

    @override
    async def go_on(self) -> None:
        check = _next_check(self.session, type(self))
        if not self._first_run:
            self.back()
        elif check is not None:
            self.app.push_screen(check(first_run=True))
        else:
            await self.host.begin_first_lesson()


class SizeScreen(CheckScreen):
    """Show a sentence and change the letter size; if the terminal cannot magnify, explain how to do it."""

    @override
    def make_view(self) -> View:
        p, letters = self.phrases, self.host.letters
        question = (Line(p("Is this sentence easy to read?"), "lead"),)
        larger: tuple[Line, ...] = ()
        choices = []
        if letters.can_grow:
            larger = (Line(p("For larger letters press 1.")),)
            choices.append(Choice(LARGER, p("Larger letters")))
        if letters.can_shrink:
            choices.append(Choice(SMALLER, p("Smaller letters")))
        suiting = (Line(p("When they suit you, press Enter.")),)
        name = p("Letter size: {size}.", size=p(SIZE_NAMES[letters.step])).rstrip(".")
        # With few rows, omit the sentences that repeat what to press.
        views = [
            View(name, lines, tuple(choices), next_label=p("Just right"))
            for lines in (question + larger + suiting, question + suiting, question)
        ]
        return first_that_fits(views, self.port, default=views[-1], menu=True)

    @override
    def enter_goes_on(self) -> bool:
        return True

    @override
    async def choose(self, number: int) -> None:
        if number == LARGER:
            await self.host.letters.grow(self)
        else:
            await self.host.letters.shrink(self)

    @override
    async def go_on(self) -> None:
        # The user accepted the size on the screen.
        await self.session.change(size_step=self.host.letters.step)
        await super().go_on()


class SoundScreen(CheckScreen):
    """Ask whether the voice is heard; if not, explain what to check, and that sound is optional."""

    _silent = False
    _volume_before = 0

    @override
    def make_view(self) -> View:
        p = self.phrases
        heard, louder = Choice(HEARD, p("I can hear it well")), Choice(LOUDER, p("Louder, please"))
        if self._silent:
            lines = (
                Line(p("Is the laptop's sound switched on?"), "lead"),
                Line(p("Look for the key with a loudspeaker on it, or ask a helper.")),
                Line(p("It goes without sound too: every word stands on the screen.")),
            )
            choices = (heard, Choice(LOUDER, p("Try once more")))
            return View(p("Sound"), lines, choices, next_label=p("Without sound"))
        nothing = Choice(NOTHING, p("I hear nothing"))
        question = (Line(p(TEST_SENTENCE), "lead"),)
        # Enter also means "heard", so with few rows only the other choices are listed.
        views = [
            View(p("Sound"), question, choices, next_label=p("I can hear it well"))
            for choices in ((heard, louder, nothing), (louder, nothing))
        ]
        return first_that_fits(views, self.port, default=views[-1], menu=True)

    @override
    def enter_goes_on(self) -> bool:
        return not self._silent

    @override
    async def choose(self, number: int) -> None:
        if number == HEARD:
            await super().go_on()
        elif number == NOTHING:
            self._silent = True
            self._volume_before = self.settings.volume
            await self.session.change(speech_volume=LOUDEST)
            self.show_view()
        elif self._silent:
            self._silent = False
            self.show_view()
        else:
            await self._ask_louder()

    async def _ask_louder(self) -> None:
        volume = self.settings.volume
        await self.session.change(speech_volume=min(LOUDEST, volume + _LOUDER_BY))
        self.show_view("again")
        if volume == LOUDEST:
            self.note(self.phrases("This is the loudest. Please turn up the laptop's own sound."))

    @override
    async def go_on(self) -> None:
        if self._silent:
            # Restore the volume, because the sound may work another day.
            await self.session.change(speech_volume=self._volume_before)
        await super().go_on()

    @override
    async def go_back(self) -> None:
        if self._silent:
            self._silent = False
            self.show_view()
        else:
            await super().go_back()


class LettersScreen(CheckScreen):
    """Show letters that poor fonts draw wrongly, with their names; if one is wrong, offer our own window."""

    _wrong = False

    @override
    def make_view(self) -> View:
        return self._way_out() if self._wrong else self._question()

    def _question(self) -> View:
        p = self.phrases
        named = ", ".join(
            f"{letter} ({name})".replace(" ", _NO_BREAK_SPACE) for letter, name in LETTERS
        )
        question = Line(p("Do these letters look right?"), "lead")
        alone, by_name = Line(FONT_LINE, "quote", spoken=" "), Line(f"{named}.", "quote")
        choices = (
            Choice(ALL_THERE, p("They look right")),
            Choice(WRONG, p("A letter looks wrong")),
        )
        # With few rows the letters stand only beside their names.
        lines = (question, alone, by_name) if self.port.step <= 2 else (question, by_name)
        return View(p("Letters"), lines, choices, next_label=p("They look right"))

    def _way_out(self) -> View:
        p = self.phrases
        lines = [Line(p("This window has no letters for Vietnamese."), "lead")]
        choices: tuple[Choice, ...] = ()
        if self.services.windows and self.services.own_window is None:
            lines += [
                Line(p("A window of our own has them; its font is installed with it.")),
                Line(p("Everything stays as it is.")),
            ]
            choices = (Choice(OPEN_WINDOW, p("Open that window")),)
        else:
            lines += [
                Line(p("A helper can choose another font in the settings of the window.")),
                Line(p("Good ones: {fonts}.", fonts=GOOD_FONTS)),
            ]
        return View(p("Letters"), tuple(lines), choices, next_label=p("Go on like this"))

    @override
    async def choose(self, number: int) -> None:
        if self._wrong:
            self._note_seen()
            await self.host.leave_for_window()
        elif number == WRONG:
            self._wrong = True
            self.show_view()
        else:
            await self.go_on()

    @override
    async def go_on(self) -> None:
        self._note_seen()
        await super().go_on()

    @override
    async def go_back(self) -> None:
        if self._wrong:
            self._wrong = False
            self.show_view()
        else:
            await super().go_back()

    def _note_seen(self) -> None:
        """Store that the letters of this terminal were checked."""
        laptop = self.services.laptop
        seen = laptop.now.letters_seen | {self.services.terminal}
        self.session.report_saved(laptop.keep(replace(laptop.now, letters_seen=seen)))


class KeysScreen(CheckScreen):
    """Ask for one key after another and store the characters that differ from the expected ones.

    Ask for the digits from 5 on only if one of the first four differs. Enter skips the rest.
    """

    def __init__(self, *, first_run: bool = False) -> None:
        super().__init__(first_run=first_run)
        self._asked = [*FIRST_DIGITS, "r", "enter", "left"]
        self._learnt: dict[str, str] = {}
        self._reply = ""

    @override
    def make_view(self) -> View:
        p = self.phrases
        asked = self._asked[0]
        lines = [Line(p("Please press the key {key}.", key=_key_name(asked)), "lead")]
        if self._reply:
            lines.insert(0, Line(self._reply))
        elif asked != "enter":
            lines.append(Line(p("No need to: Enter goes on.")))
        marked = MarkedKey(asked)
        return View(p("Keys"), tuple(lines), picture=marked, next_label=p("Continue"))

    @override
    async def on_key(self, event: events.Key) -> None:
        now = self.services.monotonic()
        if event.key == "backspace":
            taken = True
            self._input_method.wait_for_letter()
        else:
            taken = self._take(event.key, event.character or "", now)
        if taken:
            self.session.speaker.stop()
            event.stop()
            # Otherwise Textual also calls the handler of the base class.
            event.prevent_default()

    def _take(self, key: str, sign: str, now: float) -> bool:
        """Handle a key as an answer; return False if it keeps its usual meaning."""
        asked = self._asked[0]
        if len(asked) > 1:
            return False
        rewritten = self._input_method.take_letter()
        pressed = key.removeprefix("upper_").lower()
        if pressed != asked and meaning(pressed) in ("next", "on", "help", "size", "leave"):
            return False
        if not self.host.filter.accepts(f"try-{sign}", now):
            return True
        if pressed == asked:
            self._ask_next(self._arrived())
        elif is_vietnamese(sign) and (asked == "r" or rewritten):
            self._tell(self.phrases(_SWITCH_TO_E))
        elif learnable(sign, asked) and sign not in self._learnt:
            self._learnt[sign] = asked
            self._ask_next(self._arrived())
        elif asked in MORE_DIGITS and sign == "-":
            # 6 on a French layout; the same character from the number pad means "back".
            self._ask_next(self.phrases(_NUMBER_PAD))
        elif meaning(pressed) == "back":
            return False
        else:
            self._tell(self.phrases(_OTHER_KEY))
        return True

    def _arrived(self) -> str:
        return self.phrases("Key {key}: that arrived.", key=_key_name(self._asked[0]))

    def _tell(self, words: str) -> None:
        self._reply = words
        self.show_view()

    def _ask_next(self, words: str) -> None:
        if self._asked.pop(0) == FIRST_DIGITS[-1] and self._learnt:
            self._asked = [*MORE_DIGITS, *self._asked]
        self._tell(words)

    @override
    async def go_on(self) -> None:
        if self._asked[0] == "enter":
            self._ask_next(self._arrived())
            return
        # Keep the stored characters of keys that were not tried this time.
        await self._finish({**dict(self.services.laptop.now.keys), **self._learnt})

    @override
    async def go_back(self) -> None:
        if self._asked[0] == "left":
            await self._finish(self._learnt)
        else:
            await super().go_back()

    async def _finish(self, keys: dict[str, str]) -> None:
        laptop = replace(self.services.laptop.now, keys=tuple(keys.items()), keys_tried=True)
        self.session.report_saved(self.services.laptop.keep(laptop))
        await super().go_on()


def _key_name(key: str) -> str:
    return _KEY_NAMES.get(key, key.upper())


def _next_check(session: Session, passed: type[CheckScreen]) -> type[CheckScreen] | None:
    """Return the check of a first run that follows the one just passed, None after the last.

    Letters are looked at once per terminal, keys once per laptop.
    """
    laptop = session.services.laptop.now
    needed: dict[type[CheckScreen], bool] = {
        SizeScreen: True,
        SoundScreen: session.voice_works,
        LettersScreen: session.services.terminal not in laptop.letters_seen,
        KeysScreen: not laptop.keys_tried,
    }
    following = list(needed)[list(needed).index(passed) + 1 :]
    return next((check for check in following if needed[check]), None)
