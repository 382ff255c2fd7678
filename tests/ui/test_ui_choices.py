"""Questions and lists on pages: nothing to choose from is hidden, and no answer stands out by chance."""

import pytest
from shipped import IN_ALL_WINDOWS, LessonMoment, paginated, windows
from solver import shown_number
from test_ui_phone_help import play_to_step
from test_ui_screens import lesson_of, play_right
from ui_kit import LIBRARY, SIZES, Stage, staged

from tutor.engine import responses as r
from tutor.engine.state import Talking
from tutor.lesson.view import View
from tutor.ui.layout.blocks import Ink
from tutor.ui.layout.flow import Page
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.sizes import viewport
from tutor.ui.screens.base import PagedScreen

AT_ALL_SIZES = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


Question = tuple[LessonMoment, tuple[Page, ...]]


def questions(language: str, size: tuple[int, int]) -> tuple[Question, ...]:
    """Return every question without a phone of every lesson once, with its pages."""
    return tuple(
        (moment, pages)
        for moment, pages in paginated(language, size)
        if moment.view.choices and moment.view.phone is None
    )


def places(view: View, *roles: str) -> set[int]:
    return {i for i, line in enumerate(view.lines) if line.role in roles}


def drawn(page: Page) -> str:
    rows = page.rows(Ink())
    return "\n".join("".join(run.text for run in row).rstrip() for row in rows)


@IN_ALL_WINDOWS
def test_no_answer_of_several_stands_alone_below_a_hint(
    language: str, size: tuple[int, int]
) -> None:
    for moment, pages in questions(language, size):
        for page in pages if len(moment.view.choices) > 1 else ():
            if places(moment.view, "hint").intersection(page.sentences):
                assert len(page.numbers) != 1, f"{moment}\n{drawn(page)}"


@IN_ALL_WINDOWS
def test_the_answer_that_is_shown_stands_below_the_sentence_that_names_it(
    language: str, size: tuple[int, int]
) -> None:
    shown = [at for at in questions(language, size) if places(at[0].view, "shown")]
    assert len(shown) > 20
    for moment, pages in shown:
        view = moment.view
        (told,) = places(view, "shown")
        (marked,) = (choice.number for choice in view.choices if choice.mark == "shown")
        assert any(told in p.sentences and marked in p.picks for p in pages), str(moment)


@IN_ALL_WINDOWS
def test_words_of_a_caller_that_fit_one_page_are_on_one(
    language: str, size: tuple[int, int]
) -> None:
    port = viewport(*size)
    for moment, pages in questions(language, size):
        view = moment.view
        said = places(view, "quote")
        alone = View("", tuple(view.lines[i] for i in sorted(places(view, "banner") | said)))
        if not any(line.caller for line in view.lines) or len(paginate(alone, port)) > 1:
            continue
        assert any(said <= set(page.sentences) for page in pages), str(moment)


@IN_ALL_WINDOWS
def test_the_end_of_what_was_said_before_is_marked_as_an_end(
    language: str, size: tuple[int, int]
) -> None:
    for moment, pages in questions(language, size):
        view = moment.view
        if not any(line.caller for line in view.lines):
            continue
        for page in pages:
            begun = min(places(view, "quote")) in page.sentences
            if page.numbers and places(view, "quote").intersection(page.sentences) and not begun:
                assert "“… " in drawn(page), f"{moment}\n{drawn(page)}"


@windows(SIZES[:3])
def test_the_signs_met_stand_on_a_page_with_answers(language: str, size: tuple[int, int]) -> None:
    for moment, pages in questions(language, size):
        view, step = moment.view, moment.state.moment.step
        signs = places(view, "pressure")
        if isinstance(step, Talking) and signs and not places(view, "shown"):
            (page,) = (p for p in pages if signs <= set(p.sentences))
            roomy = len(view.choices) <= 3 and size != (50, 13)
            assert page.numbers or not roomy, f"{moment}\n{drawn(page)}"


@IN_ALL_WINDOWS
async def test_the_way_out_of_a_call_is_named_on_every_page_and_works_there(
    language: str, size: tuple[int, int]
) -> None:
    hang_up = LIBRARY.phrases(language, "bac")("Hang up")
    async with staged(size, lesson="ld-cap-cuu", language=language) as stage:
        await play_to_step(stage, "goi-benh-vien")
        refuse = LIBRARY.phrases(language, "bac")("Decline")
        await turn_through(stage, lambda: named_in_bar(stage, refuse))
        await stage.press("1")
        for _ in range(3):
            await turn_through(stage, lambda: named_in_bar(stage, hang_up))
            run = lesson_of(stage).run_now
            await stage.press(str(shown_number(run.script, run.state, r.Choose(1))))
        await stage.press("backspace")
        lesson_of(stage)._turn(0)
        rings = any(line.role == "ring" for line in lesson_of(stage)._view.lines)
        end = refuse if rings else hang_up
        await stage.click(end.upper() if size[1] > 9 else end)
        assert getattr(lesson_of(stage).run_now.state.moment.step, "phase", "") == "done"


def named_in_bar(stage: Stage, way_out: str) -> bool:
    return f"9 {way_out}".upper() in spaced(stage).upper() and not bare_enter(stage)


def spaced(stage: Stage) -> str:
    return " ".join(stage.text().split())


def bare_enter(stage: Stage) -> bool:
    """Tell whether the key bar says ENTER alone, without what it does."""
    return stage.text().rstrip("╰─╯ \n").endswith("ENTER")


async def turn_through(stage: Stage, holds) -> None:  # type: ignore[no-untyped-def]
    """Look at every page of what is shown now."""
    screen = stage.app.screen
    assert isinstance(screen, PagedScreen)
    for at in range(len(screen._pages)):
        screen._turn(at)
        await stage.pilot.pause()
        assert holds(), stage.text()


@IN_ALL_WINDOWS
async def test_what_a_list_with_a_mark_has_more_is_named_and_led_to(
    language: str, size: tuple[int, int]
) -> None:
    p = LIBRARY.phrases(language, "bac")
    async with staged(size, people=("Vinh",), language=language) as stage:
        await stage.press("1", "enter", "enter")
        await stage.app.go_home()
        await stage.pilot.pause()
        await reach(stage, p("All lessons"), p)
        await stage.press("1")
        await play_right(stage)
        assert stage.screen == "DoneScreen"
        await reach(stage, p("Rest"), p)


@AT_ALL_SIZES
async def test_every_form_of_address_can_be_seen(size: tuple[int, int]) -> None:
    p = LIBRARY.phrases("vi", "bac")
    async with staged(size) as stage:
        await stage.press("enter", "enter", "enter")
        await play_right(stage)
        await stage.press("enter")
        assert stage.screen == "AddressScreen"
        await reach(stage, "Chú", p)


async def reach(stage: Stage, text: str, p) -> None:  # type: ignore[no-untyped-def]
    """See a text by → or by a click on what the key bar says of it, as long as it says so."""
    screen = stage.app.screen
    assert isinstance(screen, PagedScreen)
    by_click = False
    while text not in stage.text():
        bar = stage.lines()[-1 if screen.port.step == 4 else -2]
        named = (p("More choices"), p("Others"), p("More"))
        more = next((word for word in named if word in bar), "")
        assert more, stage.text()
        before = screen.page_index
        await (stage.click(more) if by_click else stage.press("right"))
        assert screen.page_index == before + 1
        by_click = True
    while screen.page_index:
        await stage.press("left")
    assert stage.app.screen is screen


async def test_without_a_next_page_the_arrow_does_as_enter() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("right")
        assert stage.app.screen._view.step == 2


@IN_ALL_WINDOWS
async def test_the_shown_answer_is_what_is_seen_first_and_another_number_is_answered(
    language: str, size: tuple[int, int]
) -> None:
    async with staged(size, lesson="ld-tin-ngan-hang", language=language) as stage:
        while stage.app.screen._view.step < 3:
            await stage.press("enter")
        lesson = lesson_of(stage)
        for response in (r.Choose(1), r.Next(), r.Choose(1), r.Next()):
            await lesson.respond(response)
        await stage.pilot.pause()
        page = lesson._pages[lesson.page_index]
        assert places(lesson._view, "shown").issubset(page.sentences)
        assert lesson.focus_number in page.picks
        assert stage.text().count("▶") == 1
        marked, state = lesson.focus_number, lesson.run_now.state
        told = LIBRARY.phrases(language, "bac")("This time please press {number}.", number=marked)
        for other in {choice.number for choice in lesson._view.choices} - {marked}:
            await stage.press(f"{other}")
            assert lesson.run_now.state == state
            assert told in spaced(stage)
        await stage.press(f"{marked}")
        assert lesson.run_now.state != state


@AT_ALL_SIZES
async def test_a_number_pressed_before_there_is_anything_to_choose_shows_what_there_is(
    size: tuple[int, int],
) -> None:
    async with staged(size, lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        await stage.press("5")
        page = lesson_of(stage)._pages[lesson_of(stage).page_index]
        assert 1 in page.numbers
        assert "Ấm trà" in stage.text()


async def test_home_keeps_its_numbers_whatever_else_is_listed() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        await stage.press("1")
        before = {choice.text: choice.number for choice in stage.app.screen._view.choices}
        # A lesson of another topic is begun: it is listed beside the next one.
        await stage.press("7", "3", "1", "enter", "h", "8")
        after = {choice.text: choice.number for choice in stage.app.screen._view.choices}
        assert len(after) > len(before)
        p = LIBRARY.phrases("vi", "bac")
        for text in (p("All lessons"), p("Somebody else learns")):
            assert after[text] == before[text]
        await stage.press("7")
        assert stage.screen == "TopicsScreen"


async def test_back_from_the_name_leads_to_the_form_of_address() -> None:
    async with staged() as stage:
        await stage.press("enter", "enter", "enter")
        await play_right(stage)
        await stage.press("enter", "3")
        assert stage.screen == "NameScreen"
        await stage.press(*"Hoa", "enter", "left")
        assert stage.app.screen._view.entry is not None, "the name can be typed again"
        await stage.press("left")
        assert stage.screen == "AddressScreen"
        await stage.press("1")
        assert stage.screen == "NameScreen"


async def test_the_lines_of_a_call_looked_back_on_have_air_between_them() -> None:
    async with staged(lesson="ld-cap-cuu") as stage:
        lesson = lesson_of(stage)
        await play_to_step(stage, "goi-benh-vien")
        for response in (r.Choose(1), r.Next(), r.Choose(1), r.Next(), r.Choose(9)):
            await lesson.respond(response)
        await stage.pilot.pause()
        seen = []
        for at in range(len(lesson._pages)):
            lesson._turn(at)
            await stage.pilot.pause()
            seen += stage.lines()
        lines = [y for y, row in enumerate(seen) if row.lstrip().startswith("Câu ")]
        assert len(lines) > 1
        assert all(not seen[y - 1].strip() for y in lines)
