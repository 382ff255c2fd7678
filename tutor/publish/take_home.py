"""The page to take home: what to do, in which order, the practice phone in pictures, room to write."""

from dataclasses import asdict

from tutor.content.model import Practise, Recap, Show
from tutor.i18n import N_
from tutor.publish.dates import written_day
from tutor.publish.keeping import passages
from tutor.publish.material import Material, Occasion
from tutor.publish.pen import Pen
from tutor.publish.pictures import pictures
from tutor.publish.typesetting import typeset
from tutor.publish.walk import Press, walk


def take_home(material: Material, occasion: Occasion, *, missed: bool = False) -> bytes:
    """Return one A4 page in large type; what does not fit is left out, and letters stay as large.

    For somebody who missed a class it says so in its first line.
    """
    pen = material.pen()
    lesson = material.lesson
    walks = walks_of(material)
    shown = pictures(lesson, walks.values(), pen)
    return typeset(
        "take-home",
        {
            "language": lesson.language,
            "title": pen.text(lesson.title),
            "first": _missed(pen, occasion) if missed else "",
            "objective": pen.runs(lesson.objective),
            "keep": [pen.runs(s.keep) for s in lesson.steps if isinstance(s, Recap)][:1],
            "keep_label": pen(N_("To keep in mind")),
            "passages": [asdict(passage) for passage in passages(lesson, walks, pen)],
            "pictures": [asdict(picture) for picture in shown],
            "notes_label": pen(N_("My notes")),
            "next_label": pen(N_("Next class:")),
            "next": written_day(occasion.next_on, pen.words) if occasion.next_on else "",
            "footer": pen(N_("PRACTICE PHONE: its names and numbers are invented")),
            "pictured": bool(shown),
        },
    )


def walks_of(material: Material) -> dict[int, tuple[Press, ...]]:
    """Return the presses of each step that everybody makes on the practice phone, by the step's index."""
    if material.world is None:
        return {}
    return {
        at: walk(material.world, step)
        for at, step in enumerate(material.lesson.steps)
        if isinstance(step, Show | Practise) and not step.when
    }


def _missed(pen: Pen, occasion: Occasion) -> str:
    day = written_day(occasion.on, pen.words) if occasion.on else "…………………………"
    if occasion.name.strip():
        said = N_("For {name}: the class of {day}, which you missed.")
        return pen(said, name=occasion.name, day=day)
    return pen(N_("The class of {day}, which you missed."), day=day)
