"""What plain mode prints is what the screens show, word for word, for every moment of every lesson."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from shipped import IN_ALL_WINDOWS, LANGUAGES, distinct_moments, paginated

from tutor.content.text import strip_emphasis
from tutor.lesson.plain_page import label_of, transcript
from tutor.lesson.view import View
from tutor.ui.layout.blocks import Block, EntryBlock, Ink, TextBlock, TileBlock
from tutor.ui.layout.bubble import FragmentBlock
from tutor.ui.layout.drawings import DrawingBlock, LaptopKeysBlock
from tutor.ui.layout.flow import Page

# What fits a row of a tile on the phone that stands beside the words.
LONGEST_WORD = 13
PLAIN = Ink()
NOT_WORDS = re.compile(r"[─│╭╮╰╯━┃┏┓┗┛├┤┬┴┼▶●○✓▌█():.*•…]")


def words(text: str) -> Counter[str]:
    return Counter(NOT_WORDS.sub(" ", text).split())


def printed(view: View) -> Counter[str]:
    """The words that plain mode prints."""
    return words("\n".join(transcript(view)))


def as_shown(view: View, pages: tuple[Page, ...]) -> View:
    """Return a view without a task that has no room on its pages, with a label as brief as theirs."""
    read = {place for page in pages for place in page.sentences}
    blocks = [p.block for p in pages[0].placed if isinstance(p.block, TextBlock)]
    labels = {"".join(run.text for run in block.rows[0]) for block in blocks}
    lines = [line for i, line in enumerate(view.lines) if line.role != "again" or i in read]
    brief = (replace(x, text=x.brief) if x.brief in labels - {""} else x for x in lines)
    return replace(view, lines=tuple(brief))


def drawn(view: View, pages: tuple[Page, ...]) -> Counter[str]:
    """The words on the pages: what stands on each page anew counts once, parts of a sentence together."""
    parts: dict[tuple[object, ...], list[str]] = {}
    # The row of signs is for the eye; `remarks` has its words.
    signs = {i for i, line in enumerate(view.lines) if line.role == "pressure"}
    for page in pages:
        for block, rows in _blocks(page):
            if block.sentence in signs:
                continue
            if isinstance(block, DrawingBlock | LaptopKeysBlock | EntryBlock) or not _needed(
                view, block
            ):
                continue
            number = block.choice.number if isinstance(block, TileBlock) else None
            said = parts.setdefault((type(block), block.sentence, number), [])
            if number is not None and said:
                # A place of the phone in brief says more on another page.
                if not words(rows) - words(said[0]):
                    continue
                if not words(said[0]) - words(rows):
                    said.clear()
            # The end of a caller's words that stands again above the answers begins with dots.
            again_said = " ".join(rows.replace("“…", "", 1).split())
            if rows not in said and again_said != " ".join("\n".join(said).split()):
                # The second part of a tile repeats its number.
                again = f" {number} " if said and number is not None else ""
                said.append(rows.replace(again, "", 1) if again else rows)
    bar = [c.said for c in view.choices if c.number in pages[0].bar_numbers]
    return words("\n".join([*(text for said in parts.values() for text in said), *bar]))


def _blocks(page: Page) -> Iterator[tuple[Block, str]]:
    """Yield the blocks of a page with their text; the fragments of a sentence are one."""
    sentences: dict[int, list[str]] = {}
    for placed in page.placed:
        block = placed.block
        rows = "\n".join("".join(run.text for run in row) for row in block.draw(PLAIN))
        if not isinstance(block, FragmentBlock):
            yield block, rows
        elif block.sentence is not None:
            sentences.setdefault(block.sentence, []).append(rows)
    for sentence, parts in sentences.items():
        yield FragmentBlock("", sentence=sentence), " ".join(parts)


def _needed(view: View, block: object) -> bool:
    """Tell whether a block is no mere background: of a phone that is watched, all that is not pressed is."""
    watched = view.phone is not None and not view.phone.live
    return not (watched and isinstance(block, TileBlock)) or block.choice in view.numbered()


@IN_ALL_WINDOWS
def test_plain_mode_prints_the_words_of_the_screens(language: str, size: tuple[int, int]) -> None:
    for moment, pages in paginated(language, size):
        view = moment.view
        expected, found = printed(as_shown(view, pages)), drawn(view, pages)
        if found != expected:
            # A word longer than a row, an address, is parted between rows: its letters are all there.
            assert max(map(len, " ".join(transcript(view)).split())) > LONGEST_WORD, (
                expected - found,
                found - expected,
            )
            assert sorted("".join(found.elements())) == sorted("".join(expected.elements()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_mode_prints_in_the_order_of_the_screens(language: str) -> None:
    """The sentences first, then the phone and what can be read on it, then what can be picked."""
    for moment in distinct_moments(language):
        view = moment.view
        phone = view.phone
        read = [line for line in view.lines if line.role != "pressure"]
        texts = [strip_emphasis(line.text).removeprefix("✓ ") for line in read if not line.caller]
        callers = [place for place, line in enumerate(read) if line.caller]
        if callers:
            # What a caller says stands in one line.
            texts.insert(callers[0], " ".join(strip_emphasis(read[i].text) for i in callers))
        texts += [] if phone is None else [phone.title, *phone.lines]
        texts += [label_of(choice) for choice in view.numbered()]
        lines = list(transcript(view))
        assert len(lines) == len(texts)
        assert all(
            text.replace("•••", "…").rstrip(".") in line
            for text, line in zip(texts, lines, strict=True)
        )
