"""Screen: which voice reads now, and which better one a volunteer can install on this computer."""

import asyncio
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from typing_extensions import override

from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line
from tutor.paths import own_voices
from tutor.speech import offers
from tutor.speech.offers import Offer
from tutor.ui.screens.menu import Menu, MenuScreen

TITLE = N_("The voice")
_ENGINES = {"espeak": "eSpeak", "onecore": "Windows", "system": "SAPI"}

_NOW = N_("Now reads: {title} ({engine}).")
_NOBODY = N_("No voice reads this language on this computer.")
_OFFER = N_("A better Vietnamese voice: {title}, {megabytes} MB, licence {licence}.")
_FALLBACK = N_("Listeners from the South follow it too. What it cannot read, the old voice reads.")
_NONE = N_("Of the voices that may be passed on freely, this computer has the best one known.")
_BY_VOLUNTEER = N_("A volunteer can install it: press V.")
_WINDOWS = N_("Windows has one too: Settings, Time & language, Speech, Add voices, Vietnamese.")


class VoicesScreen(MenuScreen):
    """Tell which voice reads and which better ones can be had."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Mapping[str, Any]] | None = None
        self._offers: tuple[Offer, ...] = ()

    @override
    async def load(self) -> None:
        if self._rows is None:
            self._rows = await asyncio.to_thread(offers.voices_here)
        self._offers = await asyncio.to_thread(better_voices)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        lines = [voice_line(self._rows or (), self.settings.language, p)]
        lines += offer_lines(self._offers, p)
        if self._offers:
            lines.append(Line(p(_BY_VOLUNTEER)))
        return Menu(p(TITLE), lines, (), next_label=p("Go back"))


def better_voices() -> tuple[Offer, ...]:
    """Return the voices that can be installed and are not.

    Those of all languages: in every language of the screens the class is taught in Vietnamese.
    """
    installed = offers.installed_models(own_voices())
    return tuple(offer for offer in offers.read_offers() if offer.name not in installed)


def voice_line(rows: Iterable[Mapping[str, Any]], language: str, p: LessonPhrases) -> Line:
    """Return which voice reads a language, of the rows of `tutor voices --json`."""
    speaking = (row for row in rows if row["language"] == language and row["reason"] is None)
    row = next(speaking, None)
    if row is None:
        return Line(p(_NOBODY), "lead")
    named = row["engine"] in ("piper", "recorded") and row["engine_voice"]
    engine = named or _ENGINES.get(row["engine"], row["engine"])
    return Line(p(_NOW, title=row["title"], engine=engine), "lead")


def offer_lines(offered: Sequence[Offer], p: LessonPhrases) -> list[Line]:
    """Return which better voices this computer can have."""
    if not offered:
        return [Line(p(_NONE))]
    lines: list[Line] = []
    for offer in offered:
        values = {"title": offer.title, "licence": offer.licence}
        lines.append(Line(p(_OFFER, megabytes=offer.megabytes, **values)))
    lines.append(Line(p(_FALLBACK)))
    if sys.platform == "win32":
        lines.append(Line(p(_WINDOWS)))
    return lines
