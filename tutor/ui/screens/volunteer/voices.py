"""Screen: the voices of this computer on the volunteers' side, with those of people of the village."""

import asyncio
from functools import partial

from typing_extensions import override

from tutor.content.facts import load_facts
from tutor.content.placeholders import Filler
from tutor.lesson.to_record import sentences_to_record
from tutor.paths import lesson_roots, own_voices
from tutor.speech.engines.recorded import Pack, read_packs
from tutor.speech.recording import Takes, delete_pack
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item
from tutor.ui.screens.voices import REFUSED, TITLE, VoicesScreen
from tutor.ui.screens.volunteer import recording
from tutor.ui.screens.volunteer.dialogs import AskScreen, Option, PickScreen

READER, DELETE = 3, 4


class VoiceDeskScreen(VoicesScreen):
    """Install a better voice, let somebody of the village read, or delete what they read."""

    def __init__(self) -> None:
        super().__init__(installs=True)
        self._packs: list[Pack] = []

    @override
    async def load(self) -> None:
        await super().load()
        self._packs = await asyncio.to_thread(read_packs, [own_voices()])

    @override
    def _other_ways(self) -> tuple[Item, ...]:
        p = self.phrases
        items = [Item(p("Somebody of the village reads"), self._record, number=READER)]
        for pack in self._packs[:1]:
            delete = p("Delete the voice of {reader}", reader=pack.title)
            items.append(Item(delete, partial(self._delete, pack), number=DELETE))
        return tuple(items)

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
        self._rows = None
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
                self.session.tell_next(p(REFUSED, reason=error.strerror or str(error)))
            self._rows = None
            await self.load()
            self.show_view()
