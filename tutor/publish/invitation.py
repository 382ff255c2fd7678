"""An invitation to the class: when, where, what will be learnt, and that nothing need be known before."""

from collections.abc import Sequence

from tutor.content.text import one_line
from tutor.dates import written_day
from tutor.i18n import N_
from tutor.publish.material import Material, Occasion
from tutor.publish.typesetting import typeset


def invitation_to(materials: Sequence[Material], occasion: Occasion) -> bytes:
    """Return one A4 page to be cut in two: twice the same invitation to a class with these lessons.

    What a lesson is for stands there only where it is the one; the first material says the language.
    """
    pen = materials[0].pen()
    lessons = [one.lesson for one in materials]
    return typeset(
        "invitation",
        {
            "language": pen.translate.language,
            "title": pen(N_("An invitation to the class")),
            "to_label": pen(N_("To:")),
            "to": one_line(occasion.name),
            "warm": pen(N_("We would be glad to see you at the class in our village.")),
            "topic_label": pen(N_("We will learn:")),
            "topics": [pen.text(one.title) for one in lessons],
            "objective": pen.runs(lessons[0].objective) if len(lessons) == 1 else [],
            "when": [
                [pen(N_("Day:")), written_day(occasion.on, pen.translate) if occasion.on else ""],
                [pen(N_("Time:")), one_line(occasion.at)],
                [pen(N_("Place:")), one_line(occasion.place)],
            ],
            "calm": pen(
                N_(
                    "You need to know nothing before, and a wrong press breaks nothing. "
                    "If you have a phone and glasses, please bring them."
                )
            ),
        },
    )
