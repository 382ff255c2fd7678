"""Screen: which voice reads now, which better one this computer can have, and the keys that install it."""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from textual import work
from typing_extensions import override

from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.paths import own_voices
from tutor.speech import offers, proving
from tutor.speech.engines.recorded import VoiceFileError
from tutor.speech.installing import Installed, install_voice
from tutor.speech.offers import Offer
from tutor.ui.screens.menu import Item, Menu, MenuScreen

NETWORK, STICK = 1, 2
TITLE = N_("The voice")
_ASKING_SECONDS = 0.5
_ENGINES = {"espeak": "eSpeak", "onecore": "Windows", "system": "SAPI"}

_NOW = N_("Now reads: {title} ({engine}).")
_NOBODY = N_("No voice reads this language on this computer.")
_OFFER = N_("A better voice: {title}, {megabytes} MB, licence {licence}.")
_FALLBACK = N_("It reads for the South too. What it cannot read, the voice of before reads.")
_NONE = N_("Of the voices that may be passed on freely, this computer has the best one known.")
_BY_VOLUNTEER = N_("A volunteer can install it: press V.")
_WINDOWS = N_("Windows has one too: Settings, Time & language, Speech, Add voices, Vietnamese.")
_DONE = N_("The voice {name} is installed. It reads when the program is started again.")
REFUSED = N_("This computer did not allow it: {reason}")
_COMING = N_("{here} of {megabytes} MB are here. Please leave this page open.")
_PREPARING = N_("The computer is preparing the voice. Please leave this page open.")


class VoicesScreen(MenuScreen[None]):
    """Tell which voice reads and which can be had; with `installs`, also get it."""

    def __init__(self, *, installs: bool = False) -> None:
        super().__init__()
        self._installs = installs
        self._rows: list[dict[str, Any]] | None = None
        self._offers: tuple[Offer, ...] = ()
        self._busy = False
        self._here = 0
        self._result = ""

    @override
    async def load(self) -> None:
        if self._rows is None:
            self._rows = await asyncio.to_thread(offers.voices_here)
        installed = await asyncio.to_thread(offers.installed_models, own_voices())
        # In every language of the screens the class is taught in Vietnamese.
        self._offers = tuple(o for o in offers.read_offers() if o.name not in installed)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        lines = [Line(self._result, "keep")] if self._result else []
        lines.append(Line(self._who_reads(), "lead"))
        if self._busy:
            lines.append(Line(self._progress()))
            return Menu(p(TITLE), lines, (), next_label=p("Go back"))
        for offer in self._offers:
            values = {"title": offer.title, "licence": offer.licence}
            lines.append(Line(p(_OFFER, megabytes=offer.megabytes, **values)))
        if not self._offers:
            lines.append(Line(p(_NONE)))
            return Menu(p(TITLE), lines, self._other_ways(), next_label=p("Go back"))
        lines.append(Line(p(_FALLBACK)))
        if sys.platform == "win32":
            lines.append(Line(p(_WINDOWS)))
        if not self._installs:
            lines.append(Line(p(_BY_VOLUNTEER)))
            return Menu(p(TITLE), lines, (), next_label=p("Go back"))
        items = (
            Item(p("Get it from the network"), partial(self.get, self._fetch), number=NETWORK),
            Item(
                p("Take it from a stick or the downloads"),
                partial(self.get, self._take),
                number=STICK,
            ),
            *self._other_ways(),
        )
        return Menu(p(TITLE), lines, items, next_label=p("Go back"))

    def _other_ways(self) -> tuple[Item, ...]:
        """Return further items of the volunteers' side."""
        return ()

    def _who_reads(self) -> str:
        language = self.settings.language
        speaking = (
            row for row in self._rows or () if row["language"] == language and row["reason"] is None
        )
        row = next(speaking, None)
        if row is None:
            return self.phrases(_NOBODY)
        named = row["engine"] in ("piper", "recorded") and row["engine_voice"]
        engine = named or _ENGINES.get(row["engine"], row["engine"])
        return self.phrases(_NOW, title=row["title"], engine=engine)

    def _progress(self) -> str:
        if not self._here:
            return self.phrases(_PREPARING)
        megabytes = self._offers[0].megabytes
        return self.phrases(_COMING, here=round(self._here / 1_000_000), megabytes=megabytes)

    # Getting a voice; the two functions run in a thread.

    def _fetch(self, offer: Offer) -> Installed:
        proving.install_piper(None)
        return offers.fetch_offer(offer, own_voices(), proving.prove_model, self._told)

    def _take(self, offer: Offer) -> Installed:
        from tutor.classroom.roster.files import usual_folders

        folders: list[Path] = [folder.path for folder in usual_folders()]
        model = offers.find_model(offer, folders)
        proving.install_piper(model.parent)
        return install_voice(model, own_voices(), proving.prove_model)

    def _told(self, here: int) -> None:
        self._here = here

    @work(group="voice", exclusive=True)
    async def get(self, way: Callable[[Offer], Installed]) -> None:
        """Get the first offered voice, and say what came of it."""
        p = self.phrases
        self._busy, self._here, self._result = True, 0, ""
        self.show_view()
        timer = self.set_interval(_ASKING_SECONDS, self.redraw)
        try:
            installed = await asyncio.to_thread(way, self._offers[0])
            self._result = p(_DONE, name=installed.name)
        except VoiceFileError as error:
            self._result = p(error.message, **error.values)
        except OSError as error:
            self._result = p(REFUSED, reason=error.strerror or str(error))
        finally:
            timer.stop()
            self._busy = False
        self._rows = None
        await self.load()
        self.show_view()
        self.speak()
