"""What decides and what is decided stand on one page, in every lesson."""

from itertools import product

from shipped import SIZES, LessonMoment, paginated, windows

from tutor.content.steps import Call, Chat, Choose, Order, Sort, Spot
from tutor.engine.state import Talking
from tutor.lesson.view import View
from tutor.ui.layout.blocks import TileBlock
from tutor.ui.layout.bubble import FragmentBlock
from tutor.ui.layout.flow import Page

# Where letters are largest there may be no room: what decides is then repeated where an answer stands.
WHOLE = windows(SIZES[:3])
REPEATED = windows(SIZES[3:])


def deciding(moment: LessonMoment) -> list[set[int]]:
    """Return the lines that decide: what a caller says, what stands on a card, else the question.

    The sentence that names the answer to a question says what is asked for.
    """
    view, step = moment.view, moment.step
    talk = isinstance(step, Call | Chat | Sort)
    lines = [i for i, line in enumerate(view.lines) if line.role == ("quote" if talk else "lead")]
    naming = [] if talk else [i for i, line in enumerate(view.lines) if line.role == "shown"]
    return [set(lines if talk else lines[-1:]), *({i} for i in naming)]


def asked(moment: LessonMoment) -> bool:
    state = moment.state.moment.step
    asks = getattr(state, "phase", "") == "ask"
    heard = not (isinstance(state, Talking) and state.aside)
    return asks and heard and isinstance(moment.step, Call | Chat | Sort | Choose | Order)


def numbers(view: View) -> set[int]:
    return {choice.number for choice in view.choices if not choice.in_bar}


def places(page: Page) -> set[int]:
    """Return the numbers of all places of the phone on a page, those that cannot be pressed as well."""
    blocks = (placed.block for placed in page.placed)
    return {block.choice.number for block in blocks if isinstance(block, TileBlock)}


@WHOLE
def test_a_phone_is_whole_on_a_page(language: str, size: tuple[int, int]) -> None:
    for moment, pages in paginated(language, size):
        view = moment.view
        if view.phone is not None and view.phone.live:
            every = {choice.number for choice in view.phone.choices}
            texts = range(len(view.lines), len(view.lines) + 1 + len(view.phone.lines))
            whole = [page for page in pages if places(page) == every]
            assert any(set(texts) <= set(page.sentences) for page in whole), view


@WHOLE
def test_answers_stand_below_what_decides(language: str, size: tuple[int, int]) -> None:
    met = 0
    for moment, pages in paginated(language, size):
        if not asked(moment):
            continue
        met += 1
        assert any(
            lines <= set(page.sentences) and numbers(moment.view) <= set(page.numbers)
            for lines, page in product(deciding(moment), pages)
        ), moment
    assert met > 150


@REPEATED
def test_no_page_of_a_call_names_the_caller_alone(language: str, size: tuple[int, int]) -> None:
    for moment, pages in paginated(language, size):
        lines = moment.view.lines
        names = {i for i, line in enumerate(lines) if line.role == "sender"}
        labels = {i for i, line in enumerate(lines) if line.role == "banner"}
        if isinstance(moment.step, Call) and len(pages) > 1:
            assert all(set(page.sentences) - names - labels for page in pages), moment


@REPEATED
def test_what_decides_is_repeated_above_answers_on_two_pages(
    language: str, size: tuple[int, int]
) -> None:
    for moment, pages in paginated(language, size):
        if asked(moment):
            naming = {i for i, line in enumerate(moment.view.lines) if line.role == "shown"}
            deciders = naming.union(*deciding(moment))
            for page in pages:
                answers = numbers(moment.view) & set(page.numbers)
                assert not answers or deciders & set(page.sentences), moment


@WHOLE
def test_a_message_to_be_searched_is_whole(language: str, size: tuple[int, int]) -> None:
    met = 0
    for moment, pages in paginated(language, size):
        view = moment.view
        if isinstance(moment.step, Spot) and any(choice.within for choice in view.choices):
            met += 1
            assert any(numbers(view) <= set(page.numbers) for page in pages), moment
            blocks = [placed.block for page in pages for placed in page.placed]
            assert any(isinstance(block, FragmentBlock) for block in blocks)
    assert met > 5
