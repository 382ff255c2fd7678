"""Leading a class: the panel, the view of the class, and raised cards."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lead_kit import Lead, in_the_lesson, leading, states, to_a_question, to_the_lesson
from test_ui_whole import to_the_message
from textual.pilot import Pilot
from ui_kit import LIBRARY, NOW, SIZES, staged
from volunteer_kit import opened, plan_today

from tutor.authoring.right_way import right_response
from tutor.classroom.plan import class_minutes
from tutor.content.steps import Call
from tutor.engine.run import place_in_lesson
from tutor.engine.state import Talking
from tutor.languages import CLASS_ADDRESS
from tutor.lesson.present import present
from tutor.records.people import GUEST
from tutor.records.store import open_store
from tutor.ui.class_view import ClassViewApp
from tutor.ui.screens.volunteer.plan_detail import PlanDetailScreen
from tutor.ui.screens.volunteer.projector import FollowScreen
from tutor.ui.sheet import Sheet


async def test_the_panel_begins_with_the_welcome_and_enter_goes_on_item_by_item() -> None:
    async with leading() as stage:
        assert states(stage) == {"welcome": "started"}
        assert "▶ Welcome, and the keys" in stage.text()
        stage.wall.go(4)
        await stage.press("enter")
        assert states(stage) == {"welcome": "finished", "roll-call": "started"}
        line = next(line for line in stage.lines() if "✓ Welcome" in line)
        assert "3 /  4" in line


async def test_at_the_widest_the_notes_stand_beside_the_run_of_show() -> None:
    async with leading() as stage:
        line = next(line for line in stage.lines() if "Welcome, and the keys" in line)
        assert line.count("Welcome, and the keys") >= 1
        text = stage.text()
        assert "Say: " in text
        assert "What we take home" in text


async def test_the_panel_says_at_which_questions_cards_are_raised() -> None:
    async with leading() as stage:
        await to_the_lesson(stage)
        assert "Cards at: step 4" in " ".join(stage.text().split())
        await stage.press("v")
        await to_a_question(stage)
        await stage.press("v")
        assert "Cards are worth it at this question" in " ".join(stage.text().split())


async def test_a_late_class_is_told_what_to_skip() -> None:
    async with leading() as stage:
        await to_the_lesson(stage)
        stage.wall.go(45)
        stage.panel.redraw()
        text = stage.text()
        assert "minutes late." in text
        assert "Best leave out: Fake police and prosecutors." in text
        assert "Do not talk faster." in text
        await stage.press("2")
        stage.assert_on("PickScreen")
        await stage.press("1")
        stage.assert_on("LeadScreen")
        assert states(stage)["lesson:ld-gia-cong-an"] == "dropped"


async def test_the_panel_shows_no_name_and_neither_does_the_class_view() -> None:
    async with leading() as stage:
        for person in stage.app.session.services.store.people()[:3]:
            stage.classes.note_attendances(stage.session, {person.id: ("present", "")})
        await in_the_lesson(stage)
        shown = stage.text()
        await stage.press("v")
        stage.assert_on("LeadScreen")
        shown += stage.text()
        for person in stage.app.session.services.store.people():
            assert person.name not in shown


async def test_v_leads_from_the_panel_to_the_class_and_back_to_the_same_step() -> None:
    async with leading() as stage:
        await in_the_lesson(stage)
        await stage.press("enter")
        run = stage.lesson.run_now
        assert run.state.moment.index > 0
        place = "Step {} / {}".format(*place_in_lesson(run.script.lesson, run.state.moment))
        assert place in stage.text()
        await stage.press("v")
        stage.assert_on("LeadScreen")
        assert place in stage.text()
        await stage.press("v")
        stage.assert_on("ClassLessonScreen")
        assert stage.lesson.run_now is run


async def test_the_class_view_asks_for_the_largest_letters_and_the_panel_for_its_own() -> None:
    async with leading() as stage:
        before = stage.app.session.settings.size_step
        await in_the_lesson(stage)
        assert stage.app.session.settings.size_step == 4
        await stage.press("v")
        stage.assert_on("LeadScreen")
        assert stage.app.session.settings.size_step == before


async def test_between_lessons_the_class_sees_what_is_on() -> None:
    async with leading((34, 9)) as stage:
        await stage.press("v")
        stage.assert_on("ClassCardScreen")
        assert "Welcome" in stage.text()
        await stage.press("v")
        stage.assert_on("LeadScreen")


async def test_a_lesson_for_the_class_is_nobodys_record() -> None:
    async with leading() as stage:
        await in_the_lesson(stage)
        await stage.press("enter")
        store = stage.app.session.services.store
        assert [one.learner for one in store.events() if one.kind == "run-started"] == [GUEST]


async def test_the_item_before_can_be_taken_up_again() -> None:
    async with leading() as stage:
        await stage.press("enter")
        await stage.press("3")
        assert "▶ Welcome" in stage.text()
        await stage.press("enter")
        assert states(stage) == {"welcome": "finished", "roll-call": "started"}


async def test_after_a_power_cut_the_panel_goes_on_at_the_same_item_with_its_minutes(
    tmp_path: Path,
) -> None:
    async with leading(home=tmp_path) as stage:
        stage.wall.go(3)
        await in_the_lesson(stage)
        await stage.press("enter")
        index = stage.lesson.run_now.state.moment.index
        # The power fails here: nothing is closed by hand.
    async with leading(home=tmp_path, go_on=True) as stage:
        stage.wall.go(10)
        stage.panel.redraw()
        line = next(line for line in stage.lines() if "▶" in line)
        entry = LIBRARY.catalogue.entry("ld-ba-dau-hieu", "en")
        assert entry is not None
        assert f"{class_minutes(entry.minutes)} /  7" in line
        await stage.press("v")
        stage.assert_on("ClassLessonScreen")
        assert stage.lesson.run_now.state.moment.index == index


async def test_the_last_item_leads_to_the_minutes_after_the_class() -> None:
    async with leading(lessons=("ld-ba-dau-hieu",)) as stage:
        for _ in range(12):
            if stage.screen != "LeadScreen":
                break
            await stage.press("enter")
        assert stage.screen == "WrapUpScreen"
        left_out = {key for key, state in states(stage).items() if state == "dropped"}
        assert left_out == {"lesson:ld-ba-dau-hieu"}
        assert set(states(stage).values()) == {"finished", "dropped"}


async def test_a_lesson_that_nobody_opened_counts_as_left_out_and_can_be_gone_back_to() -> None:
    key = "lesson:ld-ba-dau-hieu"
    async with leading(lessons=("ld-ba-dau-hieu",)) as stage:
        while states(stage).get(key) != "started":
            await stage.press("enter")
        await stage.press("enter")
        assert states(stage)[key] == "dropped"
        assert "was not opened" in " ".join(stage.text().split())
        await stage.press("3")
        assert states(stage)[key] == "started"


async def test_going_back_to_a_lesson_goes_on_where_the_class_was_in_it() -> None:
    async with leading() as stage:
        await in_the_lesson(stage)
        await stage.press("enter", "enter")
        index = stage.lesson.run_now.state.moment.index
        assert index > 0
        await stage.press("v")
        stage.assert_on("LeadScreen")
        stage.wall.go(1)
        await stage.press("enter")
        await stage.press("3")
        assert "Go on in the lesson" in stage.text()
        await stage.press("1")
        stage.assert_on("ClassLessonScreen")
        assert stage.lesson.run_now.state.moment.index == index


async def count(stage: Lead, counts: tuple[int, ...]) -> None:
    for cards in counts:
        for digit in str(cards):
            await stage.press(digit)
        await stage.press("enter")


async def test_cards_are_counted_twice_and_only_then_the_right_answer_is_told() -> None:
    async with leading((66, 17)) as stage:
        await in_the_lesson(stage)
        await to_a_question(stage)
        step = stage.lesson.run_now.state.moment.index
        await stage.press("t")
        stage.assert_on("VoteScreen")
        question = stage.ballot.question
        counts = (12, 3, 1, 0)[: len(question.options)]
        for round_ in (1, 2):
            await stage.to_count()
            assert "That is right" not in stage.text()
            await count(stage, counts)
            bars = [line for line in stage.text().splitlines() if "■" in line]
            assert len({line.index("■") for line in bars}) == 1
            assert max(line.count("■") for line in bars) > 45
            assert ("Round 1:" in stage.text()) == (round_ == 2)
            assert stage.ballot.round == round_
            found = [(one.round, one.counts) for one in stage.classes.hands(stage.session)]
            assert found[-1] == (round_, question.to_record(counts))
        while stage.screen == "VoteScreen":
            await stage.press("enter")
        assert stage.screen == "ClassLessonScreen"
        assert stage.lesson.run_now.state.moment.index == step
        assert "That is right" in stage.text()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_both_rounds_are_seen_at_once_in_every_window(size: tuple[int, int]) -> None:
    async with leading(size) as stage:
        await in_the_lesson(stage)
        await to_a_question(stage)
        await stage.press("t")
        answers = len(stage.ballot.question.options)
        for cards in (2, 3):
            await stage.to_count()
            await count(stage, (cards,) * answers)
        shown = stage.text()
        assert [shown.count(f"Round {number}:") for number in (1, 2)] == [answers] * 2


async def test_a_wrong_number_of_cards_is_asked_for_again_and_back_takes_one_away() -> None:
    async with leading((66, 17)) as stage:
        await in_the_lesson(stage)
        await to_a_question(stage)
        await stage.press("t")
        stage.assert_on("VoteScreen")
        await stage.to_count()
        await count(stage, (999,))
        seen = [stage.ballot.counts]
        await count(stage, (4,))
        seen.append(stage.ballot.counts)
        await stage.press("left")
        seen.append(stage.ballot.counts)
        assert seen == [(), (4,), ()]
        assert stage.classes.hands(stage.session) == ()


async def test_v_in_the_middle_of_raised_cards_comes_back_to_them() -> None:
    async with leading((66, 17)) as stage:
        await in_the_lesson(stage)
        await to_a_question(stage)
        await stage.press("t")
        stage.assert_on("VoteScreen")
        await stage.press("v")
        stage.assert_on("LeadScreen")
        await stage.press("v")
        stage.assert_on("VoteScreen")


async def test_cards_counted_once_are_not_counted_anew_after_a_power_cut() -> None:
    async with leading((66, 17)) as stage:
        await in_the_lesson(stage)
        await to_a_question(stage)
        await stage.press("t")
        stage.assert_on("VoteScreen")
        question = stage.ballot.question
        first = (2, 9, 1, 0)[: len(question.options)]
        await stage.to_count()
        await count(stage, first)
        # What was on the screen is gone; the records are all that is left.
        stage.lesson_room().ballot = None
        stage.app.pop_screen()
        stage.assert_on("ClassLessonScreen")
        await stage.press("t")
        stage.assert_on("VoteScreen")
        assert (stage.ballot.stage, stage.ballot.round, stage.ballot.counts) == (
            "counted",
            1,
            first,
        )
        await stage.to_count()
        await count(stage, first)
        recorded = stage.ballot.question.to_record(first)
        assert [(one.round, one.counts) for one in stage.classes.hands(stage.session)] == [
            (1, recorded),
            (2, recorded),
        ]


async def test_a_resident_can_press_instead() -> None:
    async with leading((66, 17)) as stage:
        await in_the_lesson(stage)
        await to_a_question(stage)
        before = stage.lesson.run_now.state
        for key in ("1", "1"):
            await stage.press(key)
        assert stage.lesson.run_now.state != before
        assert stage.classes.hands(stage.session) == ()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["vi", "en"])
async def test_nothing_is_cut_off_at_any_size(size: tuple[int, int], language: str) -> None:
    """Every block of every page lies within the page, and all that is said stands on some page."""
    async with leading(size, language=language) as stage:

        def whole() -> None:
            screen = stage.panel
            port = screen.port
            seen: set[int] = set()
            for page in screen._pages:
                seen |= set(page.sentences)
                for one in page.placed:
                    assert one.x + one.block.width <= port.columns
                    assert one.y + one.block.height <= port.body_rows
                    for row in one.block.draw(screen._ink):
                        assert sum(run.width for run in row) <= one.block.width
            assert seen >= set(range(len(screen._view.lines)))

        whole()
        for _ in range(7):
            await stage.press("enter")
            whole()
            stage.wall.go(14)
            stage.panel.redraw()
            whole()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_arrows_turn_the_pages_of_the_panel(size: tuple[int, int]) -> None:
    async with leading(size) as stage:
        pages = len(stage.panel._pages)
        texts = set()
        for _ in range(pages):
            texts.add(stage.text())
            await stage.press("down")
        assert len(texts) == pages
        assert states(stage) == {"welcome": "started"}


async def _until_shown(pilot: Pilot[Any], app: ClassViewApp, text: str) -> str:
    for _ in range(60):
        assert isinstance(app.screen, FollowScreen)
        await app.screen._look()
        await pilot.pause(0.01)
        sheet = app.screen.query_one(Sheet)
        rows = (sheet.render_line(y) for y in range(app.size.height))
        shown = "\n".join("".join(segment.text for segment in row) for row in rows)
        if text in shown:
            return shown
    raise AssertionError(f"{text!r} is not in\n{shown}")


async def test_more_cards_than_people_are_counted_again_and_the_same_number_twice_is_believed() -> (
    None
):
    async with leading((66, 17), learners=5) as stage:
        people = [person.id for person in stage.app.session.services.store.people()]
        stage.classes.note_attendances(stage.session, dict.fromkeys(people, ("present", "")))
        await in_the_lesson(stage)
        await to_a_question(stage)
        await stage.press("t")
        await stage.to_count()
        await count(stage, (99,))
        assert "5 are here" in stage.text()
        seen = [stage.ballot.counts]
        for cards in (4, 3, 3):
            await count(stage, (cards,))
            seen.append(stage.ballot.counts[:2])
        assert seen == [(), (4,), (4,), (4, 3)]


async def test_a_second_window_follows_the_panel_step_by_step_and_writes_nothing(
    tmp_path: Path,
) -> None:
    async with leading((66, 17), home=tmp_path) as stage:
        services = stage.app.session.services
        other = open_store(tmp_path / "tutor.db", clock=stage.wall)
        wall = ClassViewApp(
            replace(services, store=other, volunteer=False),
            stage.app.session.settings,
            stage.session,
        )
        async with wall.run_test(size=(66, 17)) as pilot:
            await _until_shown(pilot, wall, "Welcome, and the keys")
            assert wall.session.settings.address == CLASS_ADDRESS.id
            await in_the_lesson(stage)
            await _until_shown(pilot, wall, "Step 1 / ")
            await to_a_question(stage)
            place = stage.lesson.run_now.state.moment.index + 1
            before = len(list(other.events()))
            shown = await _until_shown(pilot, wall, f"Step {place} / ")
            assert not any(one.name in shown for one in other.people())
            await stage.press("t")
            stage.assert_on("VoteScreen")
            await stage.to_count()
            options = stage.ballot.question.options
            await count(stage, (7, 5, 2, 1)[: len(options)])
            shown = await _until_shown(pilot, wall, "■■■■■■■ 7")
            assert "That is right" not in shown
            await stage.press("v")
            stage.assert_on("LeadScreen")
            await pilot.press("enter", "1", "v", "t")
            assert len(list(other.events())) == before + 1
            stage.classes.end_session(stage.session)
            for _ in range(9):
                if stage.screen == "LeadScreen":
                    await stage.press("enter")
            await _until_shown(pilot, wall, "The class is over")
        other.close()


async def test_a_second_window_shows_all_answers_at_once(tmp_path: Path) -> None:
    async with leading((66, 17), home=tmp_path, lessons=("ld-gia-cong-an",)) as stage:
        services = stage.app.session.services
        other = open_store(tmp_path / "tutor.db", clock=stage.wall)
        wall = ClassViewApp(
            replace(services, store=other, volunteer=False),
            stage.app.session.settings,
            stage.session,
        )
        async with wall.run_test(size=(100, 26)) as pilot:
            await to_the_message(stage)
            run = stage.lesson.run_now
            number, _ = place_in_lesson(run.script.lesson, run.state.moment)
            shown = await _until_shown(pilot, wall, f"Step {number} / ")
            for choice in stage.lesson._view.numbered():
                assert f" {choice.number} " in shown
            assert "ENTER" not in shown
        other.close()


async def test_a_second_window_shows_the_way_out_of_a_call_and_the_page_of_its_explanation(
    tmp_path: Path,
) -> None:
    async with leading((66, 17), home=tmp_path, lessons=("ld-ba-dau-hieu",)) as stage:
        services = stage.app.session.services
        other = open_store(tmp_path / "tutor.db", clock=stage.wall)
        wall = ClassViewApp(
            replace(services, store=other, volunteer=False),
            stage.app.session.settings,
            stage.session,
        )
        async with wall.run_test(size=(66, 17)) as pilot:
            await in_the_lesson(stage)
            while not isinstance(stage.lesson.run_now.state.moment.step, Talking):
                run = stage.lesson.run_now
                await stage.lesson.respond(right_response(run.script, run.state))
            # The panel lets the phone ring first, and so does the wall: what is said is not read ahead.
            run = stage.lesson.run_now
            step = run.script.lesson.steps[run.state.moment.index]
            assert isinstance(step, Call)
            said = stage.lesson.phrases.fill(next(iter(step.nodes.values())).says)[:14]
            await stage.pilot.pause()
            shown = await _until_shown(pilot, wall, stage.lesson.phrases("Answer the phone"))
            assert said not in shown
            await stage.lesson.choose(1)
            choices = list(present(run.script, run.state, stage.lesson.phrases).numbered())
            shown = await _until_shown(pilot, wall, choices[0].text[:12])
            assert [choice.number for choice in choices][-1] == 9
            for choice in choices:
                assert re.search(rf" {choice.number}[ .] *{re.escape(choice.text[:12])}", shown)
            await stage.lesson.respond(right_response(run.script, run.state))
            pages = len(stage.lesson._pages)
            assert pages > 1
            for page in range(pages):
                stage.lesson._turn(page)
                await stage.pilot.pause()
                await stage.pilot.pause()
                first = stage.lesson._view.lines[stage.lesson._page.sentences[0]].plain
                await _until_shown(pilot, wall, first[:20])
                assert isinstance(wall.screen, FollowScreen)
                assert wall.screen._view.lines[wall.screen._page.sentences[0]].plain == first
        other.close()


async def test_the_panel_stays_open_while_people_talk_and_what_has_names_asks_for_the_pin() -> None:
    async with leading() as stage:
        stage.clock[0] += 1000
        stage.app.volunteers.guard()
        await stage.press("enter")
        assert states(stage)["roll-call"] == "started"
        await stage.press("9")
        stage.assert_on("PinScreen")


async def test_records_that_can_not_be_read_end_no_class() -> None:
    async with leading() as stage:
        stage.app.session.services.store.close()
        await stage.press("enter")
        assert stage.screen == "LeadScreen"
        assert "The records cannot be read just now." in stage.text()


async def test_a_lesson_in_another_language_goes_on_in_it_after_a_look_at_the_panel() -> None:
    async with leading() as stage:
        await in_the_lesson(stage)
        await stage.press("enter")
        index = stage.lesson.run_now.state.moment.index
        await stage.press("h")
        await stage.app.use_language("vi")
        await stage.press("h")
        stage.assert_on("ClassLessonScreen")
        for screen in ("LeadScreen", "ClassLessonScreen"):
            await stage.press("v")
            stage.assert_on(screen)
        assert stage.lesson.run_now.script.lesson.language == "vi"
        assert stage.lesson.run_now.state.moment.index == index


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_class_is_rehearsed_from_its_plan_and_nothing_is_noted(
    size: tuple[int, int],
) -> None:
    async with staged(size, language="en") as stage:
        await opened(stage)
        store = stage.app.session.services.store
        plan = plan_today(stage.app, NOW.date(), "ld-gia-cong-an")
        before = len(list(store.events()))
        stage.app.push_screen(PlanDetailScreen(plan))
        stage.assert_on("PlanDetailScreen")
        await stage.press("1")
        stage.assert_on("RehearsalScreen")
        seen = ""
        for _ in range(120):
            if stage.screen != "RehearsalScreen":
                break
            seen += stage.text() + "\n"
            await stage.press("enter")
        assert stage.screen == "PlanDetailScreen"
        for title in ("Welcome, and the keys", "Break", "The next class"):
            assert f"{title}: " in seen
        words = " ".join(seen.split())
        assert "Say: " in words
        assert "Step 1: Ask: " in words
        assert len(list(store.events())) == before
