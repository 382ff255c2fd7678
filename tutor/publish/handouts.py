"""The printed pages of a lesson: to take home, for the fridge, a certificate, an invitation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Literal

from tutor.content.model import LocalContact
from tutor.content.steps import (
    Lesson,
    Recap,
)
from tutor.content.text import one_line
from tutor.dates import written_date, written_day
from tutor.i18n import N_, Translator
from tutor.languages import DEFAULT_LANGUAGE
from tutor.publish.material import Material, Occasion, PageTexts, Run, Runs
from tutor.publish.notes import notes
from tutor.publish.passages import passages
from tutor.publish.pictures import (
    MOST_PICTURES,
    pictures,
    presses_by_step,
)
from tutor.publish.typesetting import typeset

Kind = Literal["handout", "missed", "card", "notes", "numbers", "certificate", "invitation"]


def render(kind: Kind, material: Material, occasion: Occasion | None = None) -> bytes:
    """Return a page of a lesson as a PDF in the lesson's language.

    Args:
        kind: `handout` is one page to take home, `missed` the same for somebody who was not there, `card`
            two cards for the fridge, `notes` what a volunteer needs, `numbers` the four cards to hold up,
            `certificate` that a topic is finished, `invitation` two invitations to the class.
        material: The lesson and what belongs to it, as `load_material` reads it.
        occasion: The name, days and place to write on the page; what is missing stays a line to fill in.
    """
    return KINDS[kind](material, occasion or Occasion())


# The page to take home.


def take_home_page(material: Material, occasion: Occasion, *, missed: bool = False) -> bytes:
    """Return one A4 page in large type; what does not fit is left out, the letters stay as large.

    For somebody who missed the class the first line says so.
    """
    texts = material.texts()
    lesson = material.lesson
    ways = presses_by_step(material)
    photos = _photos(material, texts)
    screens = pictures(lesson, ways.values(), texts)
    return typeset(
        "take-home",
        {
            "language": lesson.language,
            "title": texts.line(lesson.title),
            "first": _missed_line(texts, occasion) if missed else "",
            "objective": texts.runs(lesson.objective),
            "keep": [(texts(N_("To keep in mind")), line) for line in _to_keep(lesson, texts)],
            "passages": [asdict(passage) for passage in passages(lesson, ways, texts)],
            "pictures": [*photos, *(asdict(picture) for picture in screens)][:MOST_PICTURES],
            "words": _words(material, texts),
            **_foot(texts, occasion),
            "pictured": bool(screens),
        },
        material.photos,
    )


def _photos(material: Material, texts: PageTexts) -> list[dict[str, str]]:
    """Return the photographs of a lesson with what they show."""
    shown = [step.photo for step in material.lesson.steps if step.photo is not None]
    says = {photo.file: texts.line(photo.says) for photo in reversed(shown)}
    names = dict.fromkeys(photo.file for photo in shown if photo.file in material.photos)
    return [{"photo": name, "caption": says[name]} for name in names]


def missed_class_page(materials: Sequence[Material], occasion: Occasion) -> bytes:
    """Return one A4 page for somebody who missed a class: of each lesson what to keep, and what to do.

    What does not fit is left out from the end; what to keep of each lesson stays. A class of one lesson has
    the page of that lesson. The first material gives the language.
    """
    if len(materials) == 1:
        return take_home_page(materials[0], occasion, missed=True)
    texts = materials[0].texts()
    keep: list[tuple[str, Runs]] = []
    first_passages = []
    for material in materials:
        own = material.texts()
        title = own.line(material.lesson.title)
        keep += [(title, line) for line in _to_keep(material.lesson, own)]
        for passage in passages(material.lesson, presses_by_step(material), own)[:1]:
            heading = [Run(text=title, strong=True)]
            first_passages.append(asdict(replace(passage, heading=heading)))
    return typeset(
        "take-home",
        {
            "language": texts.translate.language,
            "title": texts(N_("What the class learnt")),
            "first": _missed_line(texts, occasion),
            "objective": [],
            "keep": keep,
            "passages": first_passages,
            "pictures": [],
            "words": [],
            **_foot(texts, occasion),
            "pictured": False,
        },
    )


def _to_keep(lesson: Lesson, texts: PageTexts) -> list[Runs]:
    """Return the sentence of a lesson to keep, if it has one."""
    return [texts.runs(step.keep) for step in lesson.steps if isinstance(step, Recap)][:1]


def _words(material: Material, texts: PageTexts) -> list[tuple[str, str]]:
    """Return the names and meanings of the words that a lesson explains."""
    language = material.lesson.language
    return [
        (texts.line(name[:1].upper() + name[1:]), texts.line(word.means[language]))
        for word in material.words
        if (name := word.name.get(language)) and language in word.means
    ]


def _foot(texts: PageTexts, occasion: Occasion) -> dict[str, str]:
    return {
        "words_label": texts(N_("Words")),
        "notes_label": texts(N_("My notes")),
        "next_label": texts(N_("Next class:")),
        "next": written_day(occasion.next_on, texts.translate) if occasion.next_on else "",
        "footer": texts(N_("PRACTICE PHONE: its names and numbers are invented")),
    }


def _missed_line(texts: PageTexts, occasion: Occasion) -> str:
    day = written_day(occasion.on, texts.translate) if occasion.on else "…………………………"
    if occasion.name.strip():
        message = N_("For {name}: the class of {day}, which you missed.")
        return texts(message, name=occasion.name, day=day)
    return texts(N_("The class of {day}, which you missed."), day=day)


# The card for the fridge.

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
    texts = material.texts()
    return typeset(
        "card",
        {
            "language": material.lesson.language,
            "title": texts(N_("When something seems strange")),
            "signs": [[texts(sign), texts(meaning)] for sign, meaning in _SIGNS],
            "acts": [texts(act) for act in _ACTS],
            "keep": [
                texts.runs(step.keep)
                for step in material.lesson.steps
                if isinstance(step, Recap) and step.card
            ],
            "ask_label": texts(N_("Whom to ask")),
            "contacts": _contacts(material, texts),
        },
    )


def _contacts(material: Material, texts: PageTexts) -> list[tuple[str, str]]:
    """Return names and numbers; a number that nobody has filled in is empty, to be written by hand."""
    language, facts = material.lesson.language, material.facts
    police = facts.value(_POLICE, language)
    rows = []
    if police is not None:
        rows.append((texts(N_("In an emergency: the police")), texts.line(police)))
    # Everybody's own bank is another: a line to write its number on.
    rows.append((texts(N_("My bank")), ""))
    for contact in list(facts.contacts.values())[:_MOST_CONTACTS]:
        rows.append(_contact(contact, facts.contact(contact.key, language), texts))
    return rows


def _contact(contact: LocalContact, number: str | None, texts: PageTexts) -> tuple[str, str]:
    # Brackets tell how to find the number; the card has a line there to write it on.
    fallback = contact.fallback.get(texts.translate.language, contact.key)
    name = texts.line(fallback).partition(" (")[0]
    known = number if number is not None and number != fallback else ""
    return name[:1].upper() + name[1:], texts.line(known)


def number_cards(translate: Translator) -> bytes:
    """Return one A4 page to be cut into the four cards that one person holds up."""
    title = translate(N_("Cards with the numbers 1 to 4"))
    return typeset("numbers", {"language": translate.language, "title": title})


# The certificate.


def certificate(material: Material, occasion: Occasion, names: Sequence[str] = ()) -> bytes:
    """Return A4 pages, landscape, in Vietnamese with the lesson's language below it.

    Each of the `names` has one; without names it is one page for the name of the occasion. A name, day or
    place that is unknown stays a line to fill in.
    """
    languages = dict.fromkeys((DEFAULT_LANGUAGE, material.lesson.language))
    translators = [Translator(language) for language in languages]

    def in_all(message: str) -> list[str]:
        return [translate(message) for translate in translators]

    return typeset(
        "certificate",
        {
            "language": DEFAULT_LANGUAGE,
            "title": translators[0](N_("CERTIFICATE")),
            "organisation": one_line(occasion.organisation),
            "heading": in_all(N_("CERTIFICATE")),
            "given": in_all(N_("The digital skills class certifies that")),
            "names": [*map(one_line, names)] or [one_line(occasion.name)],
            "finished": in_all(N_("has finished the topic")),
            "topic": [
                material.topic.get(language, material.lesson.topic) for language in languages
            ],
            "lessons_label": translators[-1](N_("Lessons:")),
            "lessons": [one_line(title) for title in material.titles],
            "place_label": in_all(N_("Place")),
            "place": one_line(occasion.place),
            "day_label": in_all(N_("Day")),
            "day": [written_date(occasion.on, each) for each in translators] if occasion.on else [],
            "sign": in_all(N_("For the class (signature and name)")),
        },
    )


# The invitation.


def invitation_page(
    materials: Sequence[Material], occasion: Occasion, names: Sequence[str] = ()
) -> bytes:
    """Return A4 pages to be cut in two: two invitations each to a class with these lessons.

    Each of the `names` has one; without names the name of the occasion has one. What is left of the last
    page has a line for the name.

    The objective is printed only for a single lesson. The first material gives the language.
    """
    texts = materials[0].texts()
    lessons = [material.lesson for material in materials]
    to = [*map(one_line, names)] or [one_line(occasion.name)]
    # What is left of the last page is for somebody who comes along.
    to += [""] * (len(to) % 2)
    day = written_day(occasion.on, texts.translate) if occasion.on else ""
    return typeset(
        "invitation",
        {
            "language": texts.translate.language,
            "title": texts(N_("An invitation to the class")),
            "to_label": texts(N_("To:")),
            "names": to,
            "warm": texts(N_("We would be glad to see you at the class in our village.")),
            "topic_label": texts(N_("We will learn:")),
            "topics": [texts.line(lesson.title) for lesson in lessons],
            "objective": texts.runs(lessons[0].objective) if len(lessons) == 1 else [],
            "when": [
                [texts(N_("Day:")), day],
                [texts(N_("Time:")), one_line(occasion.at)],
                [texts(N_("Place:")), one_line(occasion.place)],
            ],
            "calm": texts(
                N_(
                    "You need to know nothing before, and a wrong press breaks nothing. "
                    "If you have a phone and glasses, please bring them."
                )
            ),
        },
    )


KINDS: Mapping[Kind, Callable[[Material, Occasion], bytes]] = {
    "handout": take_home_page,
    "missed": lambda material, occasion: take_home_page(material, occasion, missed=True),
    "card": lambda material, _: card(material),
    "notes": lambda material, _: notes(material),
    "numbers": lambda material, _: number_cards(material.texts().translate),
    "certificate": certificate,
    "invitation": lambda material, occasion: invitation_page([material], occasion),
}
