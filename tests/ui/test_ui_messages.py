"""Messages to send, as text and as a code for a camera; a forgotten PIN, certificates, by keys."""

from datetime import date, timedelta

import pytest
import segno
from pdf_kit import Pages
from ui_kit import LIBRARY, SIZES, Stage, staged
from volunteer_kit import NAMES, PIN, TODAY, enrol, opened, plan_today, type_text

from tutor.classroom import messages
from tutor.paths import prints_folder
from tutor.records.class_views import Session
from tutor.ui.layout.codes import Code, code_that_fits

_BLOCKS = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


def _session() -> Session:
    return Session(
        id="s",
        day=date(2026, 12, 2),
        hamlet="Thôn Đông",
        commune="",
        minutes=90,
        expected=12,
        form="class",
        state="planned",
        lessons=(),
        started_at=None,
        ended_at=None,
        time="19:00",
        place="Nhà văn hóa thôn Đông",
    )


def _read_blocks(rows: list[str]) -> list[list[int]]:
    """Return the modules that half blocks show, two rows of them for each row of text."""
    return [[_BLOCKS[sign][half] for sign in row] for row in rows for half in (0, 1)]


def _as_text(code: Code) -> list[str]:
    return ["".join(run.text for run in row) for row in code.rows()]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("columns", "rows"), [(66, 17), (100, 26)])
def test_a_code_has_the_modules_of_its_text_and_a_light_margin(
    language: str, columns: int, rows: int
) -> None:
    p = LIBRARY.phrases(language, "bac")
    text = messages.reminder(_session(), p, TODAY)
    code = code_that_fits(messages.shorter(text, _session(), p), columns, rows)
    assert code is not None
    assert (code.columns <= columns, code.height <= rows) == (True, True)
    # The day, the hour and the place are in it however small the window is.
    assert all(part in code.text for part in ("2", "19:00", "Nhà văn hóa thôn Đông"))
    made = segno.make_qr(code.text, error="l", encoding="utf-8", boost_error=False)
    modules = [list(row) for row in made.matrix]
    margin = (code.columns - len(modules)) // 2
    assert margin >= 2
    drawn = _read_blocks(_as_text(code))
    blank = [0] * code.columns
    middle = drawn[margin : margin + len(modules)]
    assert [row[margin:-margin] for row in middle] == modules
    outside = [*drawn[:margin], *drawn[margin + len(modules) :]]
    assert all(row == blank for row in outside)
    assert all(not any(row[:margin] + row[-margin:]) for row in middle)


def test_no_code_is_drawn_where_none_has_room() -> None:
    p = LIBRARY.phrases("vi", "bac")
    assert code_that_fits(messages.shorter("a", _session(), p), 34 - 18, 9) is None


def test_messages_say_when_where_and_what() -> None:
    p = LIBRARY.phrases("vi", "bac")
    session = _session()
    assert messages.invitation(session, "Ba dấu hiệu", p).split("\n") == [
        "Lớp mình mời các bác đến học: thứ Tư, ngày 2 tháng 12 năm 2026.",
        "Giờ học: 19:00",
        "Nơi học: Nhà văn hóa thôn Đông",
        "Sẽ học: Ba dấu hiệu",
        "Bác nào có điện thoại, có kính thì mang theo ạ.",
    ]
    tomorrow = messages.reminder(session, p, date(2026, 12, 1))
    assert tomorrow.startswith("Nhắc các bác: ngày mai, thứ Tư, ngày 2 tháng 12 năm 2026,")
    assert "ngày mai" not in messages.reminder(session, p, date(2026, 11, 30))
    away = messages.word_to_absent(session, p)
    assert "Lâu chưa gặp bác ở lớp" in away
    assert "{" not in away


async def _messages(stage: Stage) -> None:
    learners = enrol(stage.app, 4)
    classes = stage.app.session.services.store.classes
    for days in (14, 7):
        past = plan_today(stage.app, TODAY - timedelta(days=days))
        classes.start_session(past.id)
        classes.note_attendances(
            past.id,
            {one.id: ("absent" if one is learners[0] else "present", "") for one in learners},
        )
        classes.end_session(past.id)
    plan_today(stage.app, TODAY + timedelta(days=1))
    await opened(stage)
    await stage.press("2", "1", "6")
    stage.assert_on("PlanDetailScreen")
    await stage.press("4")
    stage.assert_on("MessagesScreen")


async def test_the_reminder_goes_to_those_planned_and_a_word_to_those_who_were_away_twice() -> None:
    async with staged((100, 26), language="en") as stage:
        await _messages(stage)
        await stage.press("2")
        said = " ".join(stage.text().split())
        assert "our class is tomorrow" in said
        assert all(name.split()[-1] in said for name in NAMES[:4])
        await stage.press("left", "3")
        said = " ".join(stage.text().split())
        assert "We have missed you in class" in said
        assert NAMES[0] in said
        assert NAMES[1] not in said
        await stage.press("3")
        (file,) = prints_folder().glob("message-a-word-to-those-who-were-away-*.txt")
        assert file.read_text("utf-8-sig").startswith("We have missed you")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_code_stands_over_the_whole_window_or_says_what_to_do(
    size: tuple[int, int],
) -> None:
    async with staged(size, language="vi") as stage:
        await _messages(stage)
        await stage.press("1", "2")
        stage.assert_on("CodeScreen")
        lines = stage.lines()
        drawn = [line for line in lines if set(line) & set("▀▄█")]
        if size[0] >= 50:
            assert len(drawn) >= 11
            assert "ENTER" in stage.text()
        else:
            assert not drawn
            assert "Ctrl" in stage.text()
        await stage.press("enter")
        stage.assert_on("MessageScreen")


async def test_a_forgotten_pin_is_taken_away_by_the_code_in_a_file_and_nothing_else_is() -> None:
    async with staged((66, 17), language="en") as stage:
        enrol(stage.app, 3)
        stage.app.volunteers.pin.set(PIN)
        await stage.press("v")
        stage.assert_on("PinScreen")
        await stage.press("q")
        stage.assert_on("ForgottenPinScreen")
        file = prints_folder() / "new-pin-code.txt"
        assert not any(name in stage.text() for name in NAMES[:3])
        code = file.read_text().split(": ")[1].strip()
        wrong = "0" * 8 if code != "0" * 8 else "1" * 8
        await type_text(stage, wrong)
        await stage.press("enter")
        assert "not the code" in stage.text()
        assert stage.app.volunteers.pin.is_set
        await type_text(stage, code)
        await stage.press("enter")
        stage.assert_on("PinScreen")
        assert not file.exists()
        assert "choose" in stage.text()
        for _ in range(2):
            await type_text(stage, "9753")
            await stage.press("enter")
        stage.assert_on("VolunteerHomeScreen")
        assert len(stage.app.session.services.store.people()) == 5


async def test_five_wrong_codes_make_a_code_worthless_and_going_back_deletes_it() -> None:
    async with staged((66, 17), language="en") as stage:
        stage.app.volunteers.pin.set(PIN)
        await stage.press("v", "q")
        for _ in range(5):
            stage.assert_on("ForgottenPinScreen")
            await type_text(stage, "123")
            await stage.press("enter")
        stage.assert_on("PinScreen")
        assert stage.app.volunteers.pin.is_set
        await stage.press("q", "enter", "enter")
        stage.assert_on("PinScreen")
        assert not list(prints_folder().glob("*code*"))


async def test_certificates_are_printed_for_all_who_finished_a_topic() -> None:
    async with staged((66, 17), language="vi") as stage:
        learners = enrol(stage.app, 3)
        catalogue = stage.app.session.services.library.catalogue
        topic = catalogue.entry("ld-gia-cong-an", "vi").topic
        classes = stage.app.session.services.store.classes
        lessons = tuple(entry.id for entry in catalogue.lessons("vi", topic))
        held = plan_today(stage.app, TODAY, *lessons)
        classes.start_session(held.id)
        classes.note_attendances(held.id, {one.id: ("present", "") for one in learners[:2]})
        classes.end_session(held.id)
        await opened(stage)
        await stage.press("3", "3")
        stage.assert_on("CertificatesScreen")
        await stage.press("enter")
        (file,) = prints_folder().glob(f"giay-chung-nhan-{topic}-*.pdf")
        pages = Pages(file.read_bytes())
        assert len(pages) == 2
        assert {NAMES[0], NAMES[1]} == {
            name for name in NAMES for page in range(2) if name in pages.text(page)
        }
        await stage.press("1")
        assert len(Pages(file.read_bytes())) == 1
