"""The texts of a row of evenings, on the screen, in the terminal and on paper; keeping them as classes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tutor.classroom.evenings import Evening
from tutor.classroom.people import only_commune_of
from tutor.classroom.plan import class_minutes, sheets_of_cards
from tutor.content.placeholders import Phrases
from tutor.dates import short_day
from tutor.i18n import N_, Translator
from tutor.records.store import Store

_HEADINGS = (N_("Evening"), N_("Lessons"), N_("Think of"))
TITLE = N_("Evenings along the path")


@dataclass(frozen=True, slots=True)
class EveningTexts:
    """The texts of evenings; `minutes` are those of each lesson for one person."""

    phrases: Phrases
    translate: Translator
    title_of: Callable[[str], str]
    minutes: Mapping[str, int]

    def titles(self, lessons: Sequence[str]) -> str:
        """Return the titles of lessons in one line; there are commas in some."""
        return "; ".join(map(self.title_of, lessons))

    def row(self, number: int, evening: Evening, before: Sequence[str]) -> tuple[str, str, str]:
        """Return the day of an evening, its lessons, and what to think of.

        The lessons of the evening `before` stand in the row above: they are not named once more.
        """
        p = self.phrases
        lessons = [lesson for lesson in evening.lessons if lesson in self.minutes]
        minutes = sum(class_minutes(self.minutes[lesson]) for lesson in lessons)
        if tuple(evening.again) == tuple(before):
            again = p("First what we learnt last time.")
        else:
            titles = self.titles(evening.again)
            again = p("First what we learnt last time: {lessons}.", lessons=titles)
        new = p("The new lessons take the class about {minutes} minutes.", minutes=minutes)
        day = p("{number}. {day}", number=number, day=short_day(evening.day, self.translate))
        return day, self.titles(evening.lessons), f"{again} {new}" if evening.again else new

    def rows(self, evenings: Sequence[Evening]) -> list[tuple[str, str, str]]:
        """Return the rows of all evenings in order."""
        before = ((), *(evening.lessons for evening in evenings))
        return [
            self.row(number, evening, lessons)
            for number, (evening, lessons) in enumerate(zip(evenings, before, strict=False), 1)
        ]

    def about(self, evenings: int, hamlet: str, minutes: int, people: int) -> str:
        """Return in one line where the evenings are, how many, how long and for how many people."""
        p = self.phrases
        parts = (
            hamlet,
            self.translate.plural("{count} evening", "{count} evenings", evenings),
            p("{minutes} minutes", minutes=minutes),
            p("{people} people", people=people),
        )
        return " · ".join(part for part in parts if part)

    def headings(self) -> list[str]:
        """Return the headings of the three columns of `rows`."""
        return [self.phrases(heading) for heading in _HEADINGS]

    def copies(self, people: int) -> str:
        """Return how many pages to print."""
        return self.phrases(
            "For each lesson print {copies} pages to take home and {sheets} sheets with two cards for the "
            "fridge each.",
            copies=max(1, people),
            sheets=sheets_of_cards(people),
        )


def keep_evenings(
    store: Store,
    evenings: Sequence[Evening],
    *,
    hamlet: str,
    minutes: int,
    expected: int,
    time: str = "",
    place: str = "",
) -> None:
    """Store each evening as a planned class. Raises StoreUnavailable."""
    commune = only_commune_of(store.people(), hamlet)
    for evening in evenings:
        store.classes.plan_session(
            day=evening.day,
            hamlet=hamlet,
            commune=commune,
            minutes=minutes,
            expected=expected,
            lessons=evening.lessons,
            time=time,
            place=place,
        )
