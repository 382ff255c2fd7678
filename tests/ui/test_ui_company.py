"""No short sentence has a page for itself where it can stand with others."""

from itertools import pairwise

from shipped import IN_ALL_WINDOWS, SIZES, LessonMoment, paginated, windows

from tutor.lesson.view import Line, View
from tutor.ui.layout.blocks import Ink, TextBlock
from tutor.ui.layout.density import lonely_pages
from tutor.ui.layout.flow import Page, with_notice
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.sizes import Viewport, viewport

SMALL = windows(SIZES[2:])


def alone(view: View, page: Page, port: Viewport) -> int:
    """Return the rows of a sentence that has a page for itself, if they are few: 0 where there is none."""
    named = [i for i, line in enumerate(view.lines) if line.role == "banner"]
    (sentence, *others) = [i for i in page.sentences if i not in named] or [-1]
    if others or sentence < 0 or page.numbers:
        return 0
    if sentence < len(view.lines) and view.lines[sentence].role == "gain":
        return 0  # what a learner did not lose has a frame, and may have the page
    blocks = [p.block for p in page.placed if p.block.sentence not in named]
    words = all(isinstance(block, TextBlock) for block in blocks)
    rows = sum(block.height for block in blocks) if words else port.body_rows
    return rows if rows * 3 <= port.body_rows else 0


def looked_back_on(moment: LessonMoment) -> bool:
    """Tell whether a view has the lines of a talk one by one, each on a page."""
    return any(line.role == "heard" for line in moment.view.lines)


@IN_ALL_WINDOWS
def test_no_sentence_stands_alone_at_the_end(language: str, size: tuple[int, int]) -> None:
    port = viewport(*size)
    for moment, pages in paginated(language, size):
        if len(pages) > 1 and not looked_back_on(moment):
            assert not alone(moment.view, pages[-1], port), moment


@IN_ALL_WINDOWS
def test_a_sentence_before_a_page_has_no_room_there(language: str, size: tuple[int, int]) -> None:
    port, met, turned = viewport(*size), 0, 0
    for moment, pages in paginated(language, size):
        turned += len(pages)
        for page, below in () if looked_back_on(moment) else pairwise(pages):
            rows = alone(moment.view, page, port)
            met += bool(rows)
            used = sum(bool("".join(run.text for run in row).strip()) for row in below.rows(Ink()))
            assert not rows or used + rows > port.body_rows or below.numbers, moment
    assert met <= turned * (0 if port.step <= 2 else 0.01 if port.step == 3 else 0.02)


@SMALL
def test_a_task_that_was_read_before_never_leads_away_from_the_phone(
    language: str, size: tuple[int, int]
) -> None:
    for moment, pages in paginated(language, size):
        view = moment.view
        if view.phone is not None and view.phone.live:
            assert any(i >= len(view.lines) for i in pages[-1].sentences) or pages[-1].numbers, (
                moment
            )


def test_the_last_sentence_takes_the_one_before_it_along() -> None:
    sentence = "Mỗi câu này dài vừa đúng hai hàng ở cỡ chữ to nhất ạ."
    view = View("", tuple(Line(sentence) for _ in range(5)))
    first, second = paginate(view, viewport(34, 9))
    assert (len(first.sentences), len(second.sentences)) == (3, 2)


def test_a_title_never_stands_alone_before_the_line_it_announces() -> None:
    told = [
        Line("Practice call", "banner"),
        Line("That is right.", "lead"),
        Line("You stopped it.", "note"),
        Line("What they wanted: the code on your phone, to take your VNeID account.", "note"),
        Line("You still have it.", "gain"),
        Line("This is how they begin:", "note"),
        Line(
            "Line 1 – frightening you: “A stranger is in your account. " + "We must act now! " * 6,
            "heard",
        ),
    ]
    pages = paginate(View("", tuple(told)), viewport(34, 9))
    assert not lonely_pages(pages, viewport(34, 9))
    assert [page.sentences[1:] for page in pages] == [(1, 2), (3, 4, 5), (6,)]


def test_a_notice_stands_on_the_page_that_is_seen() -> None:
    port = viewport(34, 9)
    view = View(
        "", tuple(Line("Mỗi câu này dài vừa đúng hai hàng ở cỡ chữ to nhất ạ.") for _ in range(5))
    )
    pages = paginate(view, port)
    first, second = pages
    full, rest = with_notice(pages, 1, "Phím này không dùng ở đây.", port)
    assert (full, rest.sentences) == (first, second.sentences)
    assert rest.height == second.height + 2
    alone = with_notice(pages, 0, "Phím này không dùng ở đây.", port)
    assert [page.sentences for page in alone] == [(), first.sentences, second.sentences]
