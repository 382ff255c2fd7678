"""Screen: the voices of this computer on the volunteers' side, with those of people of the village."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from textual import work
from typing_extensions import override

from tutor.classroom.roster import files
from tutor.content.facts import load_facts
from tutor.content.placeholders import Filler
from tutor.i18n import N_
from tutor.lesson.to_record import sentences_to_record
from tutor.lesson.view import Line
from tutor.paths import lesson_roots, own_voices
from tutor.speech import offers, proving
from tutor.speech.engines.recorded import Pack, VoiceFileError, read_packs
from tutor.speech.installing import Installed, install_voice
from tutor.speech.offers import Offer
from tutor.speech.recording import Takes, delete_pack
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.voices import TITLE, better_voices, offer_lines, voice_line
from tutor.ui.screens.volunteer import recording
from tutor.ui.screens.volunteer.dialogs import AskScreen, Option, PickScreen, VolunteerMenu

NETWORK, STICK, READER, DELETE = 1, 2, 3, 4
_REDRAW_SECONDS = 0.5

_DONE = N_("The voice {name} is installed. It reads from now on.")
_COMING = N_("{here} of {megabytes} MB are here. Please leave this page open.")
_PREPARING = N_("The computer is preparing the voice. Please leave this page open.")


class VoiceDeskScreen(VolunteerMenu[None]):
    """Install a better voice, let somebody of the village read, or delete what they read."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Mapping[str, Any]] = ()
        self._offers: tuple[Offer, ...] = ()
        self._packs: list[Pack] = []
        self._busy = False
        # The bytes of the voice that have come so far.
        self._here = 0
        self._result = ""

    @override
    async def load(self) -> None:
        await super().load()
        await asyncio.to_thread(self._find_voices)

    def _find_voices(self) -> None:
        self._rows = offers.voices_here()
        self._offers = better_voices()
        self._packs = read_packs([own_voices()])

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        now = voice_line(self._rows, self.language, p)
        if self._busy:
            return Menu(p(TITLE), [now, Line(self._progress())], (), next_label=p("Go back"))
        result = [Line(self._result, "keep")] if self._result else []
        lines = [*result, now, *offer_lines(self._offers, p)]
        items: list[Item] = []
        if self._offers:
            network, stick = partial(self.get, self._fetch), partial(self.get, self._take)
            items.append(Item(p("Get it from the network"), network, number=NETWORK))
            items.append(Item(p("Take it from a stick or the downloads"), stick, number=STICK))
        items.append(Item(p("Somebody of the village reads"), self._record, number=READER))
        for pack in self._packs[:1]:
            delete = p("Delete the voice of {reader}", reader=pack.title)
            items.append(Item(delete, partial(self._delete, pack), number=DELETE))
        return Menu(p(TITLE), lines, items, next_label=p("Go back"))

    # Getting a voice; `_fetch` and `_take` run in a thread.

    def _fetch(self, offer: Offer) -> Installed:
        proving.install_piper(None)
        return offers.fetch_offer(offer, own_voices(), proving.prove_model, self._set_progress)

    def _take(self, offer: Offer) -> Installed:
        model = offers.find_model(offer, [folder.path for folder in files.usual_folders()])
        proving.install_piper(model.parent)
        return install_voice(model, own_voices(), proving.prove_model)

    def _set_progress(self, here: int) -> None:
        self._here = here

    def _progress(self) -> str:
        if not self._here:
            return self.phrases(_PREPARING)
        megabytes = self._offers[0].megabytes
        return self.phrases(_COMING, here=round(self._here / 1_000_000), megabytes=megabytes)

    @work(group="voice", exclusive=True)
    async def get(self, way: Callable[[Offer], Installed]) -> None:
        """Get the first offered voice, and say what came of it."""
        p = self.phrases
        self._busy, self._here, self._result = True, 0, ""
        self.show_view()
        timer = self.set_interval(_REDRAW_SECONDS, self.redraw)
        try:
            installed = await asyncio.to_thread(way, self._offers[0])
            self._result = p(_DONE, name=installed.name)
        except VoiceFileError as error:
            self._result = p(error.message, **error.values)
        except OSError as error:
            self._result = self.refusal(error)
        finally:
            timer.stop()
            self._busy = False
        await self.load()
        self.show_view()

    # Voices of people.

    @asking
    async def _record(self) -> None:
        p, title = self.phrases, self.phrases(recording.TITLE)
        reader = await self.ask(AskScreen(title, p(recording.WHO)))
        if not reader:
            return
        options = [
            Option(p("Yes, on the laptops of our team"), p(recording.OUR_LICENCE)),
            Option(p("Yes, everybody may use the voice (CC BY 4.0)"), "CC BY 4.0"),
            Option(p("No"), ""),
        ]
        licence = await self.ask(PickScreen(title, p(recording.CONSENT, name=reader), options))
        if not licence:
            return
        lesson = await self.ask(recording.LessonToReadScreen())
        if not lesson:
            return
        language, year = self.settings.language, self.services.wall().year
        loaded = await asyncio.to_thread(self.services.library.catalogue.load, lesson, language)
        filler = Filler(language, facts=partial(load_facts, *lesson_roots()))
        sentences = await asyncio.to_thread(sentences_to_record, loaded.lesson, filler)
        takes = await asyncio.to_thread(Takes, own_voices(), reader, language, licence, year)
        self.app.push_screen(recording.ReadAloudScreen(sentences, takes))

    @asking
    async def _delete(self, pack: Pack) -> None:
        p = self.phrases
        question = p("Delete all that {reader} has read?", reader=pack.title)
        options = [Option(p("Keep the voice"), False), Option(p("Delete the voice"), True)]
        if await self.ask(PickScreen(p(TITLE), question, options)):
            try:
                await asyncio.to_thread(delete_pack, own_voices(), pack.name)
            except OSError as error:
                self.session.tell_next(self.refusal(error))
            await self.load()
            self.show_view()
