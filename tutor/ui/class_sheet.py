"""A class minute by minute as a page to print, for the volunteers' screens and the commands alike."""

from collections.abc import Callable, Sequence

from tutor.classroom.plan_text import PlanText
from tutor.dates import written_day
from tutor.i18n import N_
from tutor.play.phrases import Phrases
from tutor.records.class_views import Session


def about_class(session: Session, phrases: Phrases, titles: Callable[[Sequence[str]], str]) -> str:
    """Return in one line when and where a class is, for how many, and what is learnt."""
    parts = (
        written_day(session.day, phrases.translate),
        session.hamlet,
        phrases(N_("{minutes} minutes"), minutes=session.minutes),
        phrases(N_("{people} people"), people=session.expected),
        titles(session.lessons),
    )
    return " · ".join(part for part in parts if part)


def class_sheet(about: str, plan: PlanText, phrases: Phrases) -> bytes:
    """Return the plan of a class as a PDF."""
    from tutor.publish.run_sheet import RunRow, run_sheet

    rows = [
        RunRow(
            phrases(N_("{start} ({minutes} min)"), start=one.item.start, minutes=one.item.minutes),
            one.title,
            f"{one.note} {one.power}",
        )
        for one in plan.items
    ]
    title = phrases(N_("The class minute by minute"))
    return run_sheet(title, rows, phrases.translate, about=about, below=plan.below)
