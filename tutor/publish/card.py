"""The card for the fridge: three signs of a scam, three things to do, what to keep, and whom to ask."""

from tutor.content.model import LocalContact
from tutor.content.steps import Recap
from tutor.i18n import N_
from tutor.publish.material import Material
from tutor.publish.pen import Pen
from tutor.publish.typesetting import typeset

_SIGNS = (
    (N_("HURRY"), N_("they rush you")),
    (N_("HIDE"), N_("they tell you to hide it")),
    (N_("MONEY/CODE"), N_("they want money or a code")),
)
_ACTS = (N_("STOP"), N_("HANG UP"), N_("ASK"))
_POLICE = "cong-an-113"
_MOST_CONTACTS = 4


def card(material: Material) -> bytes:
    """Return one A4 page to be cut in two: a card for the fridge, and one more to give away."""
    pen = material.pen()
    return typeset(
        "card",
        {
            "language": material.lesson.language,
            "title": pen(N_("When something seems strange")),
            "signs": [[pen(sign), pen(meaning)] for sign, meaning in _SIGNS],
            "acts": [pen(act) for act in _ACTS],
            "keep": [
                pen.runs(step.keep)
                for step in material.lesson.steps
                if isinstance(step, Recap) and step.card
            ],
            "ask_label": pen(N_("Whom to ask")),
            "contacts": _contacts(material, pen),
        },
    )


def _contacts(material: Material, pen: Pen) -> list[tuple[str, str]]:
    """Return names and numbers; a number that nobody has filled in is empty, to be written by hand."""
    language = material.lesson.language
    facts = material.facts
    police = facts.value(_POLICE, language)
    known = [] if police is None else [(pen(N_("In an emergency: the police")), pen.text(police))]
    contacts = list(facts.contacts.values())[:_MOST_CONTACTS]
    return known + [_row(one, facts.contact(one.key, language), pen) for one in contacts]


def _row(contact: LocalContact, said: str | None, pen: Pen) -> tuple[str, str]:
    # What stands in brackets says how to find the number, and here is where to write it.
    fallback = contact.fallback.get(pen.translate.language, contact.key)
    name = pen.text(fallback).partition(" (")[0]
    filled = said if said is not None and said != fallback else ""
    return name[:1].upper() + name[1:], pen.text(filled)
