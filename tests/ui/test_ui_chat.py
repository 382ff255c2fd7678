"""A chat is seen as one: what was written before stands above the new message, as far as there is room."""

from dataclasses import replace

import pytest
from cells_kit import faults
from shipped import IN_ALL_WINDOWS, LANGUAGES, SIZES, distinct_moments, library
from test_ui_phone_help import play_to_step
from test_ui_screens import lesson_of
from ui_kit import staged

from tutor.content.steps import Chat
from tutor.engine.state import Talking
from tutor.lesson.plain_page import transcript
from tutor.lesson.speaking import spoken_texts
from tutor.lesson.view import View
from tutor.ui.layout.bubble import FragmentBlock
from tutor.ui.layout.flow import Page
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.sizes import viewport
from tutor.ui.themes import THEMES


def chats(language: str) -> list[View]:
    return [moment.view for moment in distinct_moments(language) if moment.view.history]


def texts(page: Page, style: str) -> str:
    """Return the text of the earlier messages on a page, of one side."""
    blocks = (placed.block for placed in page.placed)
    fragments = (block for block in blocks if isinstance(block, FragmentBlock))
    return "".join(block.text for block in fragments if block.style == style)


def joined(text: str) -> str:
    return "".join(text.split())


@IN_ALL_WINDOWS
def test_what_was_written_before_takes_no_page(language: str, size: tuple[int, int]) -> None:
    port, whole, seen = viewport(*size), 0, 0
    views = chats(language)
    assert len(views) > 20
    for view in views:
        pages = paginate(view, port)
        without = paginate(replace(view, history=()), port)
        if size == SIZES[-1]:
            # There it may stand with the name, on a page before what is written now.
            assert len(pages) - len(without) <= bool(texts(pages[0], "own"))
        else:
            assert len(pages) == len(without)
            assert pages[1:] == without[1:]
        for style, own in (("own", True), ("earlier", False)):
            shown = joined(texts(pages[0], style))
            written = joined("".join(m.text for m in view.history if m.own is own))
            assert written.endswith(shown)
        last = view.history[-1]
        seen += joined(last.text) in joined(texts(pages[0], "own"))
        whole += joined(view.history[0].text) in joined(texts(pages[0], "earlier"))
    assert seen >= len(views) * (0.95 if port.step <= 2 else 0.6)
    assert port.step > 1 or whole == len(views)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_before_is_neither_read_nor_printed_again(language: str) -> None:
    for view in chats(language):
        without = replace(view, history=())
        assert spoken_texts(view) == spoken_texts(without)
        assert list(transcript(view)) == list(transcript(without))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_was_taken_back_was_never_sent(language: str) -> None:
    for moment in distinct_moments(language):
        state = moment.state.moment.step
        if isinstance(moment.step, Chat) and isinstance(state, Talking) and state.phase == "ask":
            new = moment.step.nodes[state.node].says
            phrases = library().phrases(language, "bac")
            assert phrases.fill(new) not in [message.text for message in moment.view.history]
            theirs = [message.text for message in moment.view.history if not message.own]
            assert len(theirs) == len(set(theirs))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
async def test_a_chat_is_legible_on_the_screen(size: tuple[int, int], theme: str) -> None:
    async with staged(size, theme=theme, lesson="ld-gia-cong-an") as stage:
        await play_to_step(stage, "nhan-tin-ngot")
        screen = lesson_of(stage)
        await stage.press("1")
        for _ in range(9):
            if not screen._view.history:
                # A number on the page of a reason would answer again.
                await stage.press("enter")
        own = screen._view.history[-1].text
        assert joined(own) in joined(stage.text())
        assert list(faults(stage)) == []
