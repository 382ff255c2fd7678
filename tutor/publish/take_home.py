"""The page to take home: what to do, in which order, the practice phone in pictures, room to write."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from tutor.content.steps import Lesson, Practise, Recap, Show
from tutor.dates import written_day
from tutor.i18n import N_
from tutor.publish.keeping import passages
from tutor.publish.material import Material, Occasion
from tutor.publish.pen import Pen, Run, Runs
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
            "keep": [(pen(N_("To keep in mind")), kept) for kept in _kept(lesson, pen)],
            "passages": [asdict(passage) for passage in passages(lesson, walks, pen)],
            "pictures": [asdict(picture) for picture in shown],
            **_foot(pen, occasion),
            "pictured": bool(shown),
        },
    )


def missed_class(materials: Sequence[Material], occasion: Occasion) -> bytes:
    """Return one A4 page of a class for somebody who missed it: of each lesson what to keep, and what to do.

    What does not fit is left out from the end; what to keep of each lesson stays. A class of one lesson has
    the page of that lesson. The first material says the language.
    """
    if len(materials) == 1:
        return take_home(materials[0], occasion, missed=True)
    pen = materials[0].pen()
    kept, done = [], []
    for one in materials:
        title = one.pen().text(one.lesson.title)
        kept += [(title, said) for said in _kept(one.lesson, one.pen())]
        found = passages(one.lesson, walks_of(one), one.pen())
        done += [asdict(replace(found[0], heading=[Run(text=title, strong=True)]))] if found else []
    return typeset(
        "take-home",
        {
            "language": pen.translate.language,
            "title": pen(N_("What the class learnt")),
            "first": _missed(pen, occasion),
            "objective": [],
            "keep": kept,
            "passages": done,
            "pictures": [],
            **_foot(pen, occasion),
            "pictured": False,
        },
    )


def _kept(lesson: Lesson, pen: Pen) -> list[Runs]:
    """Return the sentence of a lesson to keep, if it has one."""
    return [pen.runs(step.keep) for step in lesson.steps if isinstance(step, Recap)][:1]


def _foot(pen: Pen, occasion: Occasion) -> dict[str, str]:
    return {
        "notes_label": pen(N_("My notes")),
        "next_label": pen(N_("Next class:")),
        "next": written_day(occasion.next_on, pen.translate) if occasion.next_on else "",
        "footer": pen(N_("PRACTICE PHONE: its names and numbers are invented")),
    }


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
    day = written_day(occasion.on, pen.translate) if occasion.on else "…………………………"
    if occasion.name.strip():
        said = N_("For {name}: the class of {day}, which you missed.")
        return pen(said, name=occasion.name, day=day)
    return pen(N_("The class of {day}, which you missed."), day=day)
