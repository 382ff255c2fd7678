"""Consent, and the rights of a person: to see what is recorded of them, to withdraw, to be erased."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from tutor.classroom import labels
from tutor.content.catalogue import Catalogue
from tutor.content.text import fold_case, one_line
from tutor.dates import day_in_figures
from tutor.i18n import N_, Translator
from tutor.languages import address_of
from tutor.records.class_events import TaskChecked
from tutor.records.class_views import Attendance
from tutor.records.people import Person
from tutor.records.store import Store

# The text that is read aloud before anything is recorded of a person; a change needs a new version.
CONSENT_VERSION = "2026-11-29"

CONSENT_SENTENCES: tuple[str, ...] = (
    N_(
        "We would like to note on this laptop what you learn. "
        "Then next time you go on where you stopped."
    ),
    N_(
        "We note the name you go by, your hamlet and your household. "
        "We note when you come, or stay away and why. "
        "We note what you practised, and what you did on your own phone. "
        "We note the kind of phone you have. "
        "We note what to mind when teaching, such as hearing or unsteady hands."
    ),
    N_("We note no number of any paper, no phone number, no date of birth and no password."),
    N_(
        "The team of this class looks at it, and the commune may keep it in its store of records. "
        "Everybody else gets numbers without names."
    ),
    N_(
        "You may see it, have it put right or have it erased at any time. "
        "You can change your mind later. Just tell one of the team."
    ),
    N_("You can learn here just as well if you say no."),
)
CONSENT_QUESTION = N_("Do you agree that we note this?")

# A shorter prefix of an id may be a number that means something else, such as a line of a list.
_SHORTEST_ID = 6


def find_people(people: Sequence[Person], asked: str) -> tuple[Person, ...]:
    """Return the people with this name or id, or with an id that begins so (six characters or more)."""
    wanted = one_line(asked).casefold()
    exact = tuple(
        person for person in people if wanted and wanted in (person.id, person.name.casefold())
    )
    if exact or len(wanted) < _SHORTEST_ID:
        return exact
    return tuple(person for person in people if person.id.startswith(wanted))


def display_name(person: Person, translate: Translator) -> str:
    """Return the name of a person, or a note that there is none yet."""
    return person.name or translate(N_("(no name yet)"))


def export_person(store: Store, person_id: str) -> dict[str, Any]:
    """Return all that is recorded of a person as plain JSON values; raise KeyError for an unknown id."""
    classes, events = store.classes.snapshot(), tuple(store.events(person_id))
    person = classes.person(person_id)
    if person is None:
        raise KeyError(person_id)

    def about(mark: Attendance) -> dict[str, Any]:
        session = classes.session(mark.session)
        day, form = (session.day, session.form) if session else (None, None)
        return asdict(mark) | {"day": day, "form": form}

    exported: dict[str, Any] = _to_json(
        {
            "person": asdict(person) | {"needs": sorted(person.needs)},
            "consent": [asdict(given) for given in classes.consents if given.learner == person_id],
            "classes": [about(mark) for mark in classes.attendance if mark.learner == person_id],
            "skills": [asdict(seen) for seen in classes.observations if seen.learner == person_id],
            "checks": [
                {**event.payload, "at": event.at}
                for event in events
                if event.kind == TaskChecked.kind
            ],
            "visits": [
                asdict(visit)
                for visit in classes.visits
                if person_id in (visit.learner, visit.staff)
            ],
            "lessons": [asdict(progress) for progress in store.history(person_id)],
            "events": [
                {"id": event.id, "at": event.at, "kind": event.kind, "payload": event.payload}
                for event in events
            ],
        }
    )
    return exported


def export_texts(store: Store, person_id: str, catalogue: Catalogue) -> tuple[str, str]:
    """Return all that is recorded of a person as JSON and as a page in the person's language.

    Raises KeyError for an unknown id, StoreUnavailable.
    """
    exported = export_person(store, person_id)
    language = str(exported["person"]["language"])
    titles = {entry.id: entry.title for entry in catalogue.lessons(language, audience=None)}
    page = person_page(
        exported, Translator(language), titles, lambda skill: catalogue.skill_name(skill, language)
    )
    return json.dumps(exported, ensure_ascii=False, indent=2) + "\n", page


def _to_json(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(name): _to_json(item) for name, item in value.items()}
        case list() | tuple():
            return [_to_json(item) for item in value]
        case _:
            return value


def person_page(
    exported: Mapping[str, Any],
    translate: Translator,
    titles: Mapping[str, str],
    skill_name: Callable[[str], str],
) -> str:
    """Return the result of `export_person` as a page to read; `titles` are those of lessons by id."""
    # Imported here, because the table of places is large.
    from tutor.places import name_of

    person = exported["person"]
    lines = [
        translate(
            N_("What this laptop keeps about {name}"),
            name=person["name"] or translate(N_("(no name yet)")),
        ),
        "",
    ]
    address = address_of(person["address"]).singular if person["address"] else ""
    needs = ", ".join(translate(labels.NEEDS[need]) for need in person["needs"])
    for label, value in (
        (N_("Form of address"), address),
        (N_("Hamlet"), person["hamlet"]),
        (N_("Commune"), name_of(person["commune"])),
        (N_("Household"), person["household"]),
        (N_("To mind when teaching"), needs),
        (N_("Phone"), translate(labels.PHONES[person["phone"]])),
        (N_("Role"), translate(labels.ROLES[person["role"]])),
        (N_("First here"), _day(person["created_at"])),
        (N_("Last here"), _day(person["last_seen"])),
    ):
        lines.append(f"{translate(label)}: {value or translate(labels.PHONES[''])}")
    page = _Page(translate, titles, skill_name)
    for heading, key, line_of in (
        (N_("Consent"), "consent", page.consent),
        (N_("Classes and visits"), "classes", page.attendance),
        (N_("Lessons"), "lessons", page.lesson),
        (N_("On your own phone"), "skills", page.skill),
        (N_("Short check"), "checks", page.check),
        (N_("Visits at home"), "visits", page.visit),
    ):
        rows = [line_of(row) for row in exported[key]] or [translate(N_("nothing"))]
        lines += ["", translate(heading), *(f"- {line}" for line in rows)]
    lines += [
        "",
        translate.plural(
            "Besides this, {count} single note with its time.",
            "Besides this, {count} single notes with their times.",
            len(exported["events"]),
        ),
        translate(N_("It can be put right or erased at any time: tell one of the team.")),
    ]
    return "\n".join(lines) + "\n"


_Exported = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page on a person, each of one exported row."""

    translate: Translator
    titles: Mapping[str, str]
    skill_name: Callable[[str], str]

    def consent(self, row: _Exported) -> str:
        if not row["given"]:
            return self.translate(N_("consent withdrawn on {day}"), day=_day(row["at"]))
        return self.translate(
            N_("given on {day}, {method}, text of {version}"),
            day=_day(row["at"]),
            method=self.translate(labels.METHODS[row["method"]]),
            version=row["text_version"],
        )

    def attendance(self, row: _Exported) -> str:
        state = self.translate(labels.ATTENDANCE[row["state"]])
        reason = f" ({self.translate(labels.ABSENCE[row['reason']])})" if row["reason"] else ""
        form = self.translate(labels.SESSIONS[row["form"] or "class"])
        return f"{_day(row['day'] or row['at'])}, {form}: {state}{reason}"

    def lesson(self, row: _Exported) -> str:
        times = self.translate.plural(
            "finished {count} time", "finished {count} times", row["times_finished"]
        )
        last = self.translate(N_("last on {day}"), day=_day(row["last_at"]))
        return f"{self.titles.get(row['lesson'], row['lesson'])}: {times}, {last}"

    def skill(self, row: _Exported) -> str:
        how = self.translate(labels.HOW[row["how"]])
        return f"{_day(row['at'])}, {self.skill_name(row['skill'])}: {how}"

    def check(self, row: _Exported) -> str:
        stage = self.translate(labels.STAGES[row["stage"]])
        result = self.translate(labels.RESULTS[row["result"]])
        return f"{_day(row['at'])}, {stage}, {self.skill_name(row['skill'])}: {result}"

    def visit(self, row: _Exported) -> str:
        reason = self.translate(labels.VISITS[row["reason"]])
        done = (
            self.translate(N_("made on {day}"), day=_day(row["done_at"]))
            if row["done_at"]
            else self.translate(N_("still to be made"))
        )
        return f"{_day(row['assigned_at'])}, {reason}: {done}"


def _day(text: str | None) -> str:
    return day_in_figures(date.fromisoformat(text[:10])) if text else ""


def erase(store: Store, person: Person, translate: Translator) -> tuple[str, ...]:
    """Erase a person; return sentences on what was erased, what stays and what is out of reach."""
    erasure = store.erase_person(person.id)
    named = _households_named_after(person, store.people())
    gone = translate.plural(
        "Erased from this laptop: {name}, and {count} note.",
        "Erased from this laptop: {name}, and {count} notes.",
        erasure.events,
        name=display_name(person, translate),
    )
    if erasure.copies is None:
        copies = translate(
            N_(
                "A copy of the records could not be deleted now. Close every window of this program and "
                "start it once more: then it will be."
            )
        )
    else:
        copies = translate.plural(
            "{count} older copy of the records that had the name in it was deleted.",
            "{count} older copies of the records that had the name in them were deleted.",
            erasure.copies,
        )
    households = (
        translate(
            N_(
                "The name may still stand in the household of: {names}. Please write another word there."
            ),
            names=", ".join(display_name(other, translate) for other in named),
        ),
    )
    return (
        gone,
        copies,
        *(households if named else ()),
        translate(N_("What stays is how many people came to each class, without names.")),
        translate(
            N_(
                "Out of reach of this laptop: printed pages and files that were exported. Please see to "
                "these yourself, each one. Other laptops erase it too when records are carried to them next."
            )
        ),
        translate(
            N_(
                "This laptop does not remember who was erased. Strike the name from lists in files too: a "
                "list that is read in again brings it back."
            )
        ),
    )


def _households_named_after(person: Person, people: Iterable[Person]) -> list[Person]:
    """Return the people whose household, as somebody wrote it, has the name of an erased person in it."""
    given = fold_case(person.name).split()[-1:]
    return [other for other in people if given and given[0] in fold_case(other.household).split()]


def withdraw(store: Store, person: Person, translate: Translator) -> tuple[str, ...]:
    """Withdraw a person's consent; return sentences on what that means."""
    store.classes.withdraw_consent(person.id)
    return declined_notice(person, translate)


def declined_notice(person: Person, translate: Translator) -> tuple[str, ...]:
    """Return sentences on what it means that nothing more is recorded of a person."""
    name = display_name(person, translate)
    return tuple(
        translate(message, name=name, id=person.id[:8])
        for message in (
            N_("From now on nothing more is noted about {name}."),
            N_("All lessons can be played as before; they count as a guest's."),
            N_("What was noted before stays until it is erased: tutor people erase {id}"),
        )
    )
