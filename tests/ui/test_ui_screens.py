"""The screens under keys and clicks: every way through the app that a learner can take."""

import pytest
from solver import shown_number
from ui_kit import LIBRARY, SIZES, Stage, staged

from tutor.authoring.right_way import right_response
from tutor.engine import responses as r
from tutor.phone import targets
from tutor.ui.screens.home import LessonsScreen
from tutor.ui.screens.lesson import LessonScreen


def lesson_of(stage: Stage) -> LessonScreen:
    assert isinstance(stage.app.screen, LessonScreen)
    return stage.app.screen


async def play_right(stage: Stage) -> None:
    """Play the open lesson to its end by keys alone."""
    for _ in range(400):
        if stage.screen != "LessonScreen":
            return
        screen = lesson_of(stage)
        run = screen.run_now
        before = run.state
        response = right_response(run.script, run.state)
        for _ in range(12):
            if stage.screen != "LessonScreen" or run.state != before:
                break
            await answer(stage, screen, response)
    raise AssertionError("the lesson does not end")


async def play_to(stage: Stage, kind: str) -> None:
    """Play the open lesson up to its first step of a kind."""
    screen = lesson_of(stage)
    for _ in range(400):
        run = screen.run_now
        if run.script.lesson.steps[run.state.moment.index].kind == kind:
            return
        await answer(stage, screen, right_response(run.script, run.state))
    raise AssertionError(f"no step {kind}")


async def answer(stage: Stage, screen: LessonScreen, response: r.Response) -> None:
    match response:
        case r.Choose():
            run = screen.run_now
            if any(line.role == "ring" for line in screen._view.lines):
                await stage.press("1")
            await stage.press(str(shown_number(run.script, run.state, response)))
        case r.Enter(text):
            await stage.press(*key_names(text), "enter")
        case r.Act(gesture):
            state = screen.run_now.state.moment.step
            shown = targets(screen.run_now.script.world, state.phone)  # type: ignore[union-attr]
            for target in shown:
                same = target.gesture == gesture
                typed = gesture.kind == "type" and target.gesture.target == gesture.target
                if same or (typed and target.kind == "field"):
                    await stage.press(str(target.number))
                    if typed and target.kind == "field" and screen._field is not None:
                        await stage.press(*key_names(gesture.text), "enter")
                    return
            raise AssertionError(f"{gesture} has no target")
        case _:
            await stage.press("enter")


def key_names(text: str) -> list[str]:
    names = {" ": "space", ".": "full_stop", "-": "minus"}
    return [names.get(c, c) for c in text]


@pytest.mark.parametrize("size", SIZES)
async def test_a_newcomer_finishes_the_first_lesson_and_is_asked_who_they_are(
    size: tuple[int, int],
) -> None:
    async with staged(size) as stage:
        assert stage.screen == "WhoScreen"
        await stage.press("enter", "enter", "enter")
        assert stage.screen == "LessonScreen"
        await play_right(stage)
        await stage.press("enter")
        assert stage.screen == "AddressScreen"
        await stage.press("3")
        assert stage.screen == "NameScreen"
        await stage.press("H", "o", "a", "enter")
        assert "Hoa" in stage.text()
        await stage.press("2", "H", "o", "a", "backspace", "backspace", "backspace", "backspace")
        assert stage.screen == "NameScreen"
        # A phone number is not taken for a name, and not kept.
        await stage.press(*"0900000000", "enter")
        assert "0900" not in stage.text()
        await stage.press("H", "o", "a", "enter", "enter")
        assert stage.screen == "HomeScreen"
        assert "bà Hoa" in stage.text()
        assert stage.app.session.people()[0].name == "Hoa"


@pytest.mark.parametrize("lesson", ["kn-wifi-du-lieu", "dv-cong-qg", "ld-gia-cong-an"])
@pytest.mark.parametrize("size", [(100, 26), (34, 9)])
async def test_a_whole_lesson_plays_by_keys_alone(lesson: str, size: tuple[int, int]) -> None:
    async with staged(size, people=("Vinh",), lesson=lesson) as stage:
        await play_right(stage)
        assert stage.screen == "DoneScreen"


async def test_home_offers_to_continue_first_and_goes_on_at_the_same_place() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1")
        assert stage.screen == "HomeScreen"
        await stage.press("enter", "enter", "enter", "2")
        before = lesson_of(stage).run_now.state
        await stage.press("h", "8")
        assert "Học tiếp" in stage.text()
        await stage.press("enter")
        assert lesson_of(stage).run_now.state == before


async def test_topics_lead_to_lessons_and_back() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1", "7")
        assert stage.screen == "TopicsScreen"
        await stage.press("6")
        assert stage.screen == "LessonsScreen"
        await stage.press("backspace", "backspace")
        assert stage.screen == "HomeScreen"


async def list_lessons(stage: Stage) -> None:
    """Show all lessons in one list, as where there are few."""
    await stage.press("1")
    stage.app.push_screen(LessonsScreen())
    await stage.pilot.pause()
    stage.assert_on("LessonsScreen")


@pytest.mark.parametrize("size", SIZES)
async def test_all_lessons_stand_in_one_list(size: tuple[int, int]) -> None:
    async with staged(size, people=("Vinh",)) as stage:
        await list_lessons(stage)
        titles = [entry.title for entry in LIBRARY.catalogue.lessons("vi")]
        await stage.press("8")
        listed = [choice.text for choice in stage.app.screen._view.choices]
        assert listed[:7] == titles[7:14]
        await stage.press("1")
        assert lesson_of(stage).run_now.script.lesson.title == titles[7]


async def test_a_click_is_equal_to_a_key() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        await stage.click("Vinh")
        assert stage.screen == "HomeScreen"
        await stage.click("Trợ giúp")
        assert stage.screen == "HelpScreen"
        await stage.click("Lùi lại")
        assert stage.screen == "HomeScreen"
        await stage.click("Người khác học")
        assert stage.screen == "WhoScreen"


async def test_arrows_reach_every_choice_of_a_menu_on_all_its_pages() -> None:
    async with staged((34, 9), people=("Vinh",)) as stage:
        await list_lessons(stage)
        seen = set()
        for _ in range(8):
            await stage.press("down")
            seen.add(stage.app.screen.focus_number)
        assert seen == set(range(1, 9))
        assert len(stage.app.screen._pages) > 1


async def test_after_two_wrong_answers_enter_alone_leads_on() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("enter", "enter", "1", "enter", "3", "enter")
        for _ in range(4):
            await stage.press("enter")
        assert lesson_of(stage).run_now.state.moment.index > 1


@pytest.mark.parametrize("size", [(100, 26), (66, 17), (50, 13)])
async def test_enter_alone_leads_through_the_practice_phone(size: tuple[int, int]) -> None:
    async with staged(size, lesson="dt-bat-tat-khoa") as stage:
        await play_to(stage, "practise")
        step = lesson_of(stage).run_now.state.moment.index
        for _ in range(60):
            await stage.press("enter")
            if lesson_of(stage).run_now.state.moment.index != step:
                return
        raise AssertionError(f"stuck:\n{stage.text()}")


async def test_a_watched_phone_takes_the_number_it_shows_as_well_as_enter() -> None:
    async with staged(lesson="kn-wifi-du-lieu") as stage:
        await play_to(stage, "show")
        before = lesson_of(stage).run_now.state
        await stage.press("1")
        assert lesson_of(stage).run_now.state == before
        await stage.press("4")
        assert lesson_of(stage).run_now.state != before


async def test_what_to_type_is_seen_where_it_is_typed() -> None:
    async with staged((34, 9), lesson="ld-gia-cong-an") as stage:
        await play_to(stage, "type")
        while "█" not in stage.text():
            await stage.press("enter")
        assert "113" in stage.text()


async def test_ticks_are_made_one_after_the_other_on_the_page_they_stand_on() -> None:
    async with staged(lesson="kn-wifi-du-lieu") as stage:
        await play_to(stage, "do")
        while not stage.app.screen._pages[stage.app.screen.page_index].numbers:
            await stage.press("enter")
        numbers = stage.app.screen._pages[stage.app.screen.page_index].numbers
        await stage.press(*(str(number) for number in numbers))
        state = lesson_of(stage).run_now.state.moment.step
        assert len(state.ticked) == len(numbers)  # type: ignore[union-attr]
        assert "xong" in stage.text()


async def test_a_word_typed_where_nothing_is_asked_sets_off_no_command() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        for letter in "hoasen":
            stage.clock[0] += 0.15
            await stage.pilot.press(letter)
        await stage.pilot.pause()
        assert stage.screen == "HelpScreen"  # the first letter alone is a command
        await stage.press("h")
        assert stage.screen == "LessonScreen"


async def test_the_first_screen_offers_the_other_language() -> None:
    async with staged() as stage:
        await stage.press("7")
        assert "Please press Enter" in stage.text()
        await stage.press("7")
        assert "Kính chào" in stage.text()


async def test_enter_on_a_question_reads_it_again_and_picks_nothing() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        state = lesson_of(stage).run_now.state
        for _ in range(3):
            await stage.press("enter")
        assert lesson_of(stage).run_now.state == state
        assert len(stage.speaker.said) >= 4
        # For whoever hears no voice.
        assert "Mời bác bấm một số ạ." in stage.text()


async def test_a_choice_that_was_not_seen_yet_is_shown_before_it_counts() -> None:
    async with staged((34, 9), lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        state = lesson_of(stage).run_now.state
        assert "Ấm trà" not in "".join(line for line in stage.lines() if "2" in line)
        await stage.press("2")
        assert lesson_of(stage).run_now.state == state
        assert "▶ 2" in stage.text()
        await stage.press("2")
        assert lesson_of(stage).run_now.state != state


async def test_a_held_key_acts_once() -> None:
    async with staged(lesson="ld-gia-cong-an") as stage:
        for _ in range(30):
            stage.clock[0] += 0.03
            await stage.pilot.press("enter")
        await stage.pilot.pause()
        assert lesson_of(stage).run_now.state.moment.index <= 1


async def test_the_backspace_of_an_input_method_does_not_go_back() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        index = lesson_of(stage).run_now.state.moment.index
        stage.clock[0] += 1.0
        await stage.pilot.press("a")
        stage.clock[0] += 0.02
        await stage.pilot.press("backspace")
        assert lesson_of(stage).run_now.state.moment.index == index
        await stage.press("backspace")
        assert lesson_of(stage).run_now.state.moment.index == index - 1


async def test_a_number_that_is_not_there_is_answered_at_once() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("7")
        assert "Phím này chưa dùng ở đây." in stage.text()
        await stage.press("enter")
        assert "chưa dùng" not in stage.text()


async def test_answering_the_phone_says_nothing_yet_and_back_lets_it_ring_again() -> None:
    async with staged((100, 26), lesson="ld-gia-cong-an") as stage:
        p = stage.app.session.phrases
        await stage.press("enter")
        while p("Answer the phone") not in stage.text():
            await stage.press("enter")
        before = lesson_of(stage).run_now.state
        await stage.press("1")
        assert (
            p("Hang up") in " ".join(stage.text().split()) or p("Hang up").upper() in stage.text()
        )
        assert lesson_of(stage).run_now.state == before
        await stage.press("left")
        assert p("Answer the phone") in stage.text()


async def test_three_unknown_keys_bring_one_soft_line() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("x", "z")
        assert "chưa dùng" not in stage.text()
        await stage.press("y")
        assert "Phím này chưa dùng ở đây." in stage.text()
        await stage.press("r")
        assert "Mời bác bấm phím ENTER" in stage.text()


async def test_f2_asks_for_the_next_size_and_keeps_the_place() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        await stage.press("1", "enter", "enter")
        state = lesson_of(stage).run_now.state
        wanted = []
        for size in ((100, 26), (66, 17), (50, 13)):
            await stage.resize(size)
            await stage.press("f2")
            wanted.append(stage.app.session.settings.size_step)
            assert "Cỡ chữ" in stage.text()
        assert wanted == [2, 3, 4]
        assert lesson_of(stage).run_now.state == state


async def test_a_size_is_remembered_for_the_person() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        await stage.press("1", "f2")
        assert stage.app.session.services.store.people()[0].size_step == 2


async def test_help_never_leaves_the_lesson() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        state = lesson_of(stage).run_now.state
        await stage.press("h")
        assert stage.screen == "HelpScreen"
        await stage.press("4", "2", "2", "enter", "3", "6", "3", "escape", "h")
        assert lesson_of(stage).run_now.state == state
        assert stage.speaker.volume == 10
        assert stage.speaker.speed == "fast"
        assert stage.app.session.settings.theme == "board"


async def test_help_gives_a_hint_for_the_step() -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("enter", "h", "1")
        assert stage.screen == "LessonScreen"
        assert "Gợi ý:" in stage.text()


async def test_the_language_changes_in_the_middle_of_a_lesson() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1", "enter", "enter")
        index = lesson_of(stage).run_now.state.moment.index
        await stage.press("h", "7")
        assert stage.screen == "LanguageScreen"
        assert "Which language would you like to read?" in stage.text()
        await stage.press("enter", "7", "2")
        await stage.press("backspace")
        assert stage.screen == "LessonScreen"
        assert lesson_of(stage).run_now.script.lesson.language == "en"
        assert lesson_of(stage).run_now.state.moment.index == index
        assert "Step" in stage.text()


async def test_the_voice_is_made_softer_and_louder_and_heard_at_once() -> None:
    async with staged(people=("Vinh",)) as stage:
        p = stage.app.session.phrases
        await stage.press("1", "h", "4")
        stage.assert_on("LoudnessScreen")
        for key, volume in (("1", 7), ("2", 8), ("2", 9), ("2", 10), ("2", 10)):
            await stage.press(key)
            assert stage.speaker.volume == volume
            assert stage.speaker.said[-1][0].text == p("It sounds like this.")
            assert "●" * volume + "○" * (10 - volume) in stage.text()
        assert p("This is the loudest.") in stage.text()
        await stage.press("enter")
        stage.assert_on("HelpScreen")


@pytest.mark.parametrize("size", [(50, 13), (34, 9)])
async def test_a_number_of_help_that_was_not_seen_shows_its_page(size: tuple[int, int]) -> None:
    async with staged(size, lesson="lam-quen-phim") as stage:
        await stage.press("h", "8")
        stage.assert_on("HelpScreen")
        assert stage.app.screen.focus_number == 8
        assert stage.app.session.phrases("To the start") in stage.text()
        await stage.press("8")
        stage.assert_on("WhoScreen")


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_leaving_is_asked_first_and_enter_stays(key: str) -> None:
    async with staged(lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        await stage.press(key)
        assert stage.screen == "LeaveScreen"
        await stage.press("enter")
        assert stage.screen == "LessonScreen"
        await stage.press(key, "1")
        assert stage.app._exit


async def test_back_from_the_first_step_goes_home_with_everything_kept() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1", "enter")
        await stage.press("backspace")
        assert stage.screen == "HomeScreen"
        kinds = [event.kind for event in stage.app.session.services.store.events()]
        assert kinds[-1] == "run-left"


async def test_typing_takes_letters_that_are_commands_elsewhere() -> None:
    async with staged(people=()) as stage:
        await stage.press("enter", "enter", "enter")
        await play_right(stage)
        await stage.press("enter", "1", "r", "h", "p", "space", "0", "backspace")
        assert "rhp" in stage.text()
        assert stage.screen == "NameScreen"
        await stage.press("enter", "enter")
        assert stage.app.session.people()[0].name == "Rhp"


async def test_a_hostile_name_cannot_steer_the_terminal() -> None:
    async with staged(people=("Hoa\x1b]52;c;aGk=\x07\u202eđảo",)) as stage:
        assert "\x1b" not in stage.text()
        assert "\u202e" not in stage.text()
        assert "Hoa" in stage.text()


async def test_a_window_that_is_too_small_asks_for_fewer_plus() -> None:
    async with staged((30, 7)) as stage:
        assert "Ctrl" in stage.text()
        await stage.resize((66, 17))
        await stage.pilot.pause()
        assert "Kính chào" in stage.text()


async def test_resizing_keeps_the_place() -> None:
    async with staged((100, 26), lesson="ld-gia-cong-an") as stage:
        await stage.press("enter")
        state = lesson_of(stage).run_now.state
        for size in (*SIZES, (1, 1), (200, 60), (66, 17)):
            await stage.resize(size)
            await stage.pilot.pause()
        assert lesson_of(stage).run_now.state == state
        assert "Nghe máy" in stage.text()


async def test_records_that_cannot_be_kept_are_said_and_lessons_still_work() -> None:
    async with staged(keeps=False) as stage:
        assert "không ghi lại được" in stage.text()
        await stage.press("enter", "enter", "enter")
        assert stage.screen == "LessonScreen"


async def test_who_asks_where_to_begin_sees_which_keys_to_press() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1", "h", "1")
        assert stage.screen == "HomeScreen"
        assert stage.app.session.phrases("Please press Enter, or a number.") in stage.text()
