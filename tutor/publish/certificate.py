"""The certificate of a finished topic: in Vietnamese, with the lesson's own language below it."""

from tutor.content.text import one_line
from tutor.dates import written_date
from tutor.i18n import N_, Translator
from tutor.languages import DEFAULT_LANGUAGE
from tutor.publish.material import Material, Occasion
from tutor.publish.typesetting import typeset


def certificate(material: Material, occasion: Occasion) -> bytes:
    """Return one A4 page across; a name, day or place that is not known stays a line to fill in."""
    language = material.lesson.language
    both = [Translator(known) for known in dict.fromkeys((DEFAULT_LANGUAGE, language))]

    def said(message: str) -> list[str]:
        return [words(message) for words in both]

    return typeset(
        "certificate",
        {
            "language": DEFAULT_LANGUAGE,
            "title": both[0](N_("CERTIFICATE")),
            "heading": said(N_("CERTIFICATE")),
            "given": said(N_("The digital skills class certifies that")),
            "name": one_line(occasion.name),
            "finished": said(N_("has finished the topic")),
            "topic": [material.topic.get(w.language, material.lesson.topic) for w in both],
            "lessons_label": both[-1](N_("Lessons:")),
            "lessons": [one_line(title) for title in material.titles],
            "place_label": said(N_("Place")),
            "place": one_line(occasion.place),
            "day_label": said(N_("Day")),
            "day": [written_date(occasion.on, words) for words in both] if occasion.on else [],
            "sign": said(N_("For the class (signature and name)")),
        },
    )
