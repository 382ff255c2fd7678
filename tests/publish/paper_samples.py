"""Sample lessons, a sample phone and materials for the tests of printed pages."""

from functools import cache

from tutor.content.catalogue import Catalogue
from tutor.content.facts import Facts
from tutor.content.model import Effect, PhoneApp, PhoneItem, PhoneScreen
from tutor.content.placeholders import Filler
from tutor.content.steps import Lesson, Step
from tutor.i18n import Translator
from tutor.paths import lessons_folder
from tutor.phone import PhoneWorld
from tutor.publish.material import Material, PageTexts, Runs, load_material


@cache
def catalogue() -> Catalogue:
    return Catalogue((lessons_folder(),))


@cache
def shipped(lesson_id: str, language: str) -> Material:
    return load_material(catalogue(), lesson_id, language)


def lesson(*steps: Step, title: str = "A strange call", objective: str = "Hang up") -> Lesson:
    return Lesson(
        format=1,
        id="thu",
        language="en",
        topic="x",
        title=title,
        objective=objective,
        minutes=6,
        steps=steps,
    )


def material(*steps: Step, title: str = "A strange call", objective: str = "Hang up") -> Material:
    return Material(
        lesson=lesson(*steps, title=title, objective=objective), facts=Facts(), world=PHONE
    )


def texts(language: str = "en") -> PageTexts:
    return PageTexts(Translator(language), Filler(language))


def read(runs: Runs) -> str:
    return "".join(run["text"] for run in runs)


def _button(item_id: str, label: str, **effect: object) -> PhoneItem:
    return PhoneItem(kind="button", id=item_id, label=label, tap=Effect(**effect))  # type: ignore[arg-type]


PHONE = PhoneWorld(
    {
        "home": PhoneApp(
            id="home",
            title="Home",
            values={"wifi": False, "password": ""},
            screens=(
                PhoneScreen(
                    id="main",
                    title="Home screen",
                    items=(
                        *(_button(f"app-{n}", f"App {n}") for n in range(1, 7)),
                        _button("settings", "Settings", goes="settings"),
                    ),
                ),
            ),
        ),
        "settings": PhoneApp(
            id="settings",
            title="Settings",
            screens=(
                PhoneScreen(
                    id="main",
                    title="Settings",
                    items=(
                        PhoneItem(kind="text", id="network", label="Networks nearby"),
                        PhoneItem(
                            kind="toggle", id="wifi", label="Wi-Fi", tap=Effect(toggles="wifi")
                        ),
                        PhoneItem(kind="field", id="password", label="Password", fills="password"),
                        PhoneItem(
                            kind="key",
                            id="hold-power",
                            label="Hold the power button",
                            gesture="hold power",
                            tap=Effect(sets={"wifi": False}),
                        ),
                    ),
                ),
            ),
        ),
    }
)
