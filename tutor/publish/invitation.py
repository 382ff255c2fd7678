"""An invitation to the class: when, where, what will be learnt, and that nothing need be known before."""

from tutor.content.model import one_line
from tutor.i18n import N_
from tutor.publish.dates import written_day
from tutor.publish.material import Material, Occasion
from tutor.publish.typesetting import typeset


def invitation(material: Material, occasion: Occasion) -> bytes:
    """Return one A4 page to be cut in two: the same invitation twice."""
    pen = material.pen()
    lesson = material.lesson
    return typeset(
        "invitation",
        {
            "language": lesson.language,
            "title": pen(N_("An invitation to the class")),
            "to_label": pen(N_("To:")),
            "to": one_line(occasion.name),
            "warm": pen(N_("We would be glad to see you at the class in our village.")),
            "topic_label": pen(N_("We will learn:")),
            "topic": pen.text(lesson.title),
            "objective": pen.runs(lesson.objective),
            "when": [
                [pen(N_("Day:")), written_day(occasion.on, pen.words) if occasion.on else ""],
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
