"""Every page of the practice phone in every lesson: what is named is there, in the order of its numbers."""

from collections.abc import Iterator
from functools import cache

import pytest
from shipped import IN_ALL_WINDOWS, NOW, SIZES, library, paginated
from solver import walk

from tutor.content.model import MAX_ITEMS
from tutor.engine.responses import Choose
from tutor.engine.run import respond
from tutor.engine.state import Practising
from tutor.lesson.present import present
from tutor.lesson.view import PhoneFrame, View
from tutor.phone import targets
from tutor.ui.layout.blocks import TileBlock
from tutor.ui.layout.flow import Page
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.sizes import viewport


def phone_views(
    language: str, size: tuple[int, int]
) -> Iterator[tuple[View, PhoneFrame, tuple[Page, ...]]]:
    """Yield every view of the phone once, of right answers and wrong ones, with its pages."""
    for moment, pages in paginated(language, size):
        if moment.view.phone is not None:
            yield moment.view, moment.view.phone, pages


@cache
def strayed(language: str) -> tuple[View, ...]:
    """Every view right after a press that leads no nearer, from wherever the right way comes by."""
    return tuple(dict.fromkeys(_strayed(language)))


def _strayed(language: str) -> Iterator[View]:
    phrases = library().phrases(language, "bac")
    for entry in library().catalogue.lessons(language):
        script = library().script(entry.id, language)
        for state, _ in walk(script, astray=False, now=NOW):
            now = state.moment.step
            if not isinstance(now, Practising) or now.phase != "ask":
                continue
            for target in targets(script.world, now.phone):
                if target.kind == "field":
                    continue
                after, _ = respond(script, state, Choose(target.number), NOW)
                moment = after.moment.step
                if isinstance(moment, Practising) and moment.strayed:
                    yield present(script, after, phrases)


def tiles(page: Page) -> list[int]:
    """The numbers on a page as they stand, those that cannot be pressed as well."""
    placed = [(p.y, p.x, p.block) for p in page.placed if isinstance(p.block, TileBlock)]
    placed.sort(key=lambda at: at[:2])
    return [block.choice.number for _, _, block in placed if isinstance(block, TileBlock)]


@IN_ALL_WINDOWS
def test_what_is_named_stands_on_the_page_of_the_sentence(
    language: str, size: tuple[int, int]
) -> None:
    met = 0
    for view, phone, pages in phone_views(language, size):
        marked = [c.number for c in phone.choices if c.mark == "shown"]
        naming = [i for i, line in enumerate(view.lines) if line.role == "press"]
        assert len(naming) <= 1
        if not naming or not marked:
            continue
        met += 1
        naming_pages = [page for page in pages if naming[0] in page.sentences]
        assert naming_pages, view.lines
        for page in naming_pages:
            assert marked[0] in page.numbers, (view.lines[naming[0]].text, tiles(page))
    assert met > 50


@IN_ALL_WINDOWS
def test_the_guide_comes_with_the_word_on_a_wrong_press(
    language: str, size: tuple[int, int]
) -> None:
    """Only where the whole phone leaves no room it comes on the next, and then the first is no empty one."""
    port = viewport(*size)
    met = 0
    for view in strayed(language):
        naming = [i for i, line in enumerate(view.lines) if line.role == "press"]
        if not naming:
            continue
        met += 1
        first, *_ = paginate(view, port)
        if naming[0] not in first.sentences:
            said = [line.role for line in view.lines if line.role in ("because", "note")]
            assert said != ["note"] or size in SIZES[2:], view.lines
            long = first.height * 2 >= port.body_rows
            assert long or (size in SIZES[2:] and len(first.sentences) > 1), view.lines
    assert met > 50


@IN_ALL_WINDOWS
def test_numbers_ascend_on_every_page(language: str, size: tuple[int, int]) -> None:
    for view, _, pages in phone_views(language, size):
        for page in pages:
            assert tiles(page) == sorted(tiles(page)), view.lines


@IN_ALL_WINDOWS
def test_enter_on_a_watched_phone_shows_what_it_says(language: str, size: tuple[int, int]) -> None:
    """The page whose Enter makes the move is the one that says so; none holds only the phone's own keys."""
    for view, phone, pages in phone_views(language, size):
        if phone.live:
            continue
        *before, last = pages
        naming = [i for i, line in enumerate(view.lines) if line.role == "press"]
        assert set(naming) <= set(last.sentences), view.lines
        for page in before:
            assert not set(naming) & set(page.sentences), view.lines
            own = [number for number in tiles(page) if number > MAX_ITEMS]
            assert not own or own != tiles(page), view.lines


@pytest.mark.parametrize(("language", "size"), [("vi", size) for size in SIZES])
def test_a_watched_phone_shows_both_of_two_that_look_alike(
    language: str, size: tuple[int, int]
) -> None:
    seen = 0
    for view, phone, pages in phone_views(language, size):
        alike = [c.number for c in phone.choices if c.text.startswith("Sổ Tay Xã")]
        if phone.live or not any(line.role == "press" for line in view.lines):
            continue
        if len(alike) == 2:
            seen += 1
            assert any(set(alike) <= set(tiles(page)) for page in pages)
    assert seen


@IN_ALL_WINDOWS
def test_no_page_holds_the_head_of_the_phone_alone(language: str, size: tuple[int, int]) -> None:
    for view, phone, pages in phone_views(language, size):
        for page in pages:
            head = len(view.lines)
            below = [s for s in page.sentences if s > head]
            if phone.choices and head in page.sentences:
                assert tiles(page) or below, view.lines
