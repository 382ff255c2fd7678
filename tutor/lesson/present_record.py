"""Presenter of the own record: successes with their number, failures without."""

from collections.abc import Iterator, Sequence

from tutor.content.catalogue import Catalogue
from tutor.content.signs import SIGN_OF
from tutor.i18n import N_
from tutor.learning.own_record import OwnRecord
from tutor.learning.refresh import when_next
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present_talk import SIGN_TITLES, TACTIC_NAMES
from tutor.lesson.view import Line

TITLE = N_("What you can do already")

# The latest say enough; the lists of lessons show all that is done.
_LISTED = 6
_TRICKS = 3


def own_words(record: OwnRecord, catalogue: Catalogue, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return the record sentence by sentence; lessons that are there no more are left out."""
    return (
        *_lessons(record.finished, catalogue, phrases),
        *_scams(record, phrases),
        *_genuine(record, phrases),
        *_cards(record, phrases),
        *_tricks(record.tactics, phrases),
        *_own_phone(record, catalogue, phrases),
        *_next(record, catalogue, phrases),
    )


def _titles(lessons: Sequence[str], catalogue: Catalogue, phrases: LessonPhrases) -> list[str]:
    languages = (phrases.language, *catalogue.languages())
    found = (
        next((entry for of in languages if (entry := catalogue.entry(lesson, of))), None)
        for lesson in lessons
    )
    return [phrases.fill(entry.title) for entry in found if entry is not None]


def _lessons(
    lessons: Sequence[str], catalogue: Catalogue, phrases: LessonPhrases
) -> Iterator[Line]:
    titles = _titles(lessons, catalogue, phrases)
    if titles:
        yield Line(phrases("You have finished these lessons:"), "lead")
    yield from (Line(title) for title in titles[:_LISTED])
    more = len(titles) - _LISTED
    if more > 0:
        said = phrases.plural(
            "And {count} lesson before these.", "And {count} lessons before these.", more
        )
        yield Line(said)


def _scams(record: OwnRecord, phrases: LessonPhrases) -> Iterator[Line]:
    if record.scams_refused:
        said = phrases.plural(
            "In the lessons you turned away {count} scam call or message.",
            "In the lessons you turned away {count} scam calls and messages.",
            record.scams_refused,
        )
        yield Line(said, "lead")
    if record.turns:
        first, latest = record.turns[0], record.turns[-1]
        if latest < first:
            sooner = N_(
                "The first time you listened to {first} lines; now you hang up after {latest}."
            )
            yield Line(phrases(sooner, first=first, latest=latest))
        elif latest == 1:
            yield Line(phrases("You hang up after the very first line."))
    if record.believed:
        yield Line(
            phrases(
                "There was one that you listened to for longer; "
                "when you refresh it you can try it again."
            )
        )


def _genuine(record: OwnRecord, phrases: LessonPhrases) -> Iterator[Line]:
    if record.genuine_accepted:
        said = phrases.plural(
            "You also saw that {count} call or message was genuine.",
            "You also saw that {count} calls and messages were genuine.",
            record.genuine_accepted,
        )
        yield Line(said)
    if record.false_alarm:
        yield from phrases.note(
            "Now and then you turned away a genuine one too. "
            "That is safe: you can always call back on a number that you know."
        )


def _cards(record: OwnRecord, phrases: LessonPhrases) -> Iterator[Line]:
    if record.cards_right:
        yield Line(
            phrases.plural(
                "Of the cards to sort, you put {count} in the right place at once.",
                "Of the cards to sort, you put {count} in the right place at once.",
                record.cards_right,
            )
        )


def _tricks(tactics: Sequence[str], phrases: LessonPhrases) -> Iterator[Line]:
    known = [tactic for tactic in TACTIC_NAMES if tactic in tactics]
    known.sort(key=tactics.index)
    yield from (Line(_trick(tactic, phrases)) for tactic in known[:_TRICKS])


def _trick(tactic: str, phrases: LessonPhrases) -> str:
    name = phrases(TACTIC_NAMES[tactic])
    sign = SIGN_OF.get(tactic)
    if sign is None:
        return phrases("They often used this: {tactic}, only to win your trust.", tactic=name)
    title = phrases(SIGN_TITLES[sign])
    return phrases(
        "They often used this: {tactic}. It is the sign {sign}.", tactic=name, sign=title
    )


def _own_phone(record: OwnRecord, catalogue: Catalogue, phrases: LessonPhrases) -> Iterator[Line]:
    for said, lessons in (
        (
            N_("A helper saw you do by yourself, on your own phone, what “{lesson}” teaches."),
            record.alone,
        ),
        (
            N_("With a helper beside you, you did on your own phone what “{lesson}” teaches."),
            record.helped,
        ),
    ):
        for title in _titles(lessons, catalogue, phrases)[:_LISTED]:
            yield Line(phrases(said, lesson=title))


def _next(record: OwnRecord, catalogue: Catalogue, phrases: LessonPhrases) -> Iterator[Line]:
    due = record.due
    titles = _titles((due.lesson,), catalogue, phrases) if due else []
    if due is None or not titles:
        return
    if due.day <= record.today:
        yield Line(phrases("Today there is something to refresh: “{lesson}”.", lesson=titles[0]))
        return
    yield Line(phrases("To be refreshed next: “{lesson}”.", lesson=titles[0]))
    yield Line(phrases(when_next(due.day, record.classes, record.today)))
