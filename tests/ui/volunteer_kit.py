"""The volunteers' side in tests: a class of invented people, and the way in."""

from datetime import date

from ui_kit import NOW, Stage

from tutor.classroom import rights
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.ui.app import TutorApp
from tutor.ui.screens.volunteer.consent import ConsentScreen

PIN = "2580"
TODAY = NOW.date()
_FAMILY = ("Nguyễn Thị", "Trần Văn", "Lê Thị", "Phạm Văn", "Hoàng Thị", "Đỗ Văn")
_GIVEN = (  # noqa: SIM905 - thirty names are read more easily without their quotation marks
    "An Bình Cúc Dung Đào Giang Hà Hiền Hoa Hồng Hùng Hương Khánh Lan Lâm Liên Loan Mai Minh Nga "
    "Ngọc Nhung Oanh Phúc Quý Sơn Tâm Thảo Vinh Yến"
).split()
NAMES = tuple(f"{_FAMILY[i % 6]} {name}" for i, name in enumerate(_GIVEN))


def enrol(
    app: TutorApp, count: int = 30, *, asked: bool = True, language: str = "en"
) -> list[Person]:
    """Put so many learners and two of the team on the roster; `asked`: they all said yes."""
    store = app.session.services.store
    learners = store.add_people(
        {"name": name, "language": language, "hamlet": "Đông", "on_roster": True}
        for name in NAMES[:count]
    )
    store.add_people(
        {"name": name, "language": language, "role": "staff", "on_roster": True}
        for name in ("Tuấn", "Thủy")
    )
    if asked:
        for one in learners:
            store.classes.give_consent(one.id, rights.CONSENT_VERSION, "aloud")
    return list(learners)


def plan_today(app: TutorApp, day: date = TODAY, *lessons: str) -> Session:
    """Plan a class in the hamlet, for today unless said otherwise."""
    lessons = lessons or ("ld-gia-cong-an",)
    return app.session.services.store.classes.plan_session(
        day=day, hamlet="Đông", expected=30, lessons=lessons
    )


async def type_text(stage: Stage, text: str) -> None:
    names = {" ": "space", "/": "slash", ".": "full_stop"}
    await stage.press(*(names.get(sign, sign) for sign in text))


async def answered(stage: Stage, number: str) -> None:
    """Read the consent to its end and press an answer."""
    screen = stage.app.screen
    assert isinstance(screen, ConsentScreen)
    while not screen._pages[screen.page_index].numbers:
        await stage.press("enter")
    await stage.press(number)


async def opened(stage: Stage) -> None:
    """Stand on the volunteers' first screen, behind a PIN that counts as typed."""
    volunteers = stage.app.volunteers
    if not volunteers.pin.is_set:
        volunteers.pin.set(PIN)
    await stage.press("v")
    stage.assert_on("PinScreen")
    volunteers.unlock()
    await stage.pilot.pause()
    stage.assert_on("VolunteerHomeScreen")
