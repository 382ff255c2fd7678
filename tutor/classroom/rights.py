"""The rights of a person: to see all that is recorded of them, to withdraw consent, and to be erased."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from tutor.classroom import labels
from tutor.content.text import one_line
from tutor.dates import day_in_figures
from tutor.i18n import N_, Translator
from tutor.languages import address_of
from tutor.records.people import Person
from tutor.records.store import Store

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
    person = next((one for one in store.people() if one.id == person_id), None)
    if person is None:
        raise KeyError(person_id)
    classes = store.classes
    sessions = {one.id: one for one in classes.sessions()}
    kept = {
        "person": asdict(person) | {"needs": sorted(person.needs)},
        "consent": [asdict(one) for one in classes.consents() if one.learner == person_id],
        "classes": [
            asdict(one)
            | {
                "day": sessions[one.session].day if one.session in sessions else None,
                "form": sessions[one.session].form if one.session in sessions else None,
            }
            for one in classes.attendance_of(person_id)
        ],
        "skills": [asdict(one) for one in classes.observations_of(person_id)],
        "visits": [
            asdict(one) for one in classes.visits() if person_id in (one.learner, one.staff)
        ],
        "lessons": [asdict(one) for one in store.history(person_id)],
        "events": [
            {"id": one.id, "at": one.at, "kind": one.kind, "payload": one.payload}
            for one in store.events(person_id)
        ],
    }
    plain: dict[str, Any] = _plain(kept)
    return plain


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(name): _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def person_page(
    kept: Mapping[str, Any],
    translate: Translator,
    titles: Mapping[str, str],
    skill_name: Callable[[str], str],
) -> str:
    """Return the result of `export_person` as a page to read; `titles` are those of lessons by id."""
    return "\n".join(_lines(kept, translate, titles, skill_name)) + "\n"


def _lines(
    kept: Mapping[str, Any],
    translate: Translator,
    titles: Mapping[str, str],
    skill_name: Callable[[str], str],
) -> Iterator[str]:
    person = kept["person"]
    yield translate(
        N_("What this laptop keeps about {name}"),
        name=person["name"] or translate(N_("(no name yet)")),
    )
    yield ""
    address = address_of(person["address"]).one if person["address"] else ""
    for label, value in (
        (N_("Form of address"), address),
        (N_("Hamlet"), person["hamlet"]),
        (N_("Commune (code)"), person["commune"]),
        (N_("Household"), person["household"]),
        (
            N_("To mind when teaching"),
            ", ".join(translate(labels.NEEDS[n]) for n in person["needs"]),
        ),
        (N_("Phone"), translate(labels.PHONES[person["phone"]])),
        (N_("Role"), translate(labels.ROLES[person["role"]])),
        (N_("First here"), _day(person["created_at"])),
        (N_("Last here"), _day(person["last_seen"])),
    ):
        yield f"{translate(label)}: {value or translate(labels.PHONES[''])}"
    yield from _section(translate(N_("Consent")), _consents(kept, translate), translate)
    yield from _section(translate(N_("Classes and visits")), _classes(kept, translate), translate)
    yield from _section(translate(N_("Lessons")), _lessons(kept, translate, titles), translate)
    yield from _section(
        translate(N_("On your own phone")), _skills(kept, translate, skill_name), translate
    )
    yield from _section(translate(N_("Visits at home")), _visits(kept, translate), translate)
    yield ""
    yield translate.plural(
        "Besides this, {count} single note with its time.",
        "Besides this, {count} single notes with their times.",
        len(kept["events"]),
    )
    yield translate(N_("It can be put right or erased at any time: tell one of the team."))


def _section(heading: str, lines: Iterator[str], translate: Translator) -> Iterator[str]:
    yield ""
    yield heading
    found = False
    for line in lines:
        found = True
        yield f"- {line}"
    if not found:
        yield f"- {translate(N_('nothing'))}"


def _day(text: str | None) -> str:
    if not text:
        return ""
    return day_in_figures(date.fromisoformat(text[:10]))


def _consents(kept: Mapping[str, Any], translate: Translator) -> Iterator[str]:
    for one in kept["consent"]:
        if one["given"]:
            yield translate(
                N_("given on {day}, {method}, text of {version}"),
                day=_day(one["at"]),
                method=translate(labels.METHODS[one["method"]]),
                version=one["text_version"],
            )
        else:
            yield translate(N_("consent withdrawn on {day}"), day=_day(one["at"]))


def _classes(kept: Mapping[str, Any], translate: Translator) -> Iterator[str]:
    for one in kept["classes"]:
        state = translate(labels.ATTENDANCE[one["state"]])
        reason = f" ({translate(labels.ABSENCE[one['reason']])})" if one["reason"] else ""
        form = translate(labels.SESSIONS[one["form"] or "class"])
        yield f"{_day(one['day'] or one['at'])}, {form}: {state}{reason}"


def _lessons(
    kept: Mapping[str, Any], translate: Translator, titles: Mapping[str, str]
) -> Iterator[str]:
    for one in kept["lessons"]:
        times = translate.plural(
            "finished {count} time", "finished {count} times", one["times_finished"]
        )
        last = translate(N_("last on {day}"), day=_day(one["last_at"]))
        yield f"{titles.get(one['lesson'], one['lesson'])}: {times}, {last}"


def _skills(
    kept: Mapping[str, Any], translate: Translator, skill_name: Callable[[str], str]
) -> Iterator[str]:
    for one in kept["skills"]:
        yield f"{_day(one['at'])}, {skill_name(one['skill'])}: {translate(labels.HOW[one['how']])}"


def _visits(kept: Mapping[str, Any], translate: Translator) -> Iterator[str]:
    for one in kept["visits"]:
        reason = translate(labels.VISITS[one["reason"]])
        if one["done_at"]:
            done = translate(N_("made on {day}"), day=_day(one["done_at"]))
        else:
            done = translate(N_("still to be made"))
        yield f"{_day(one['assigned_at'])}, {reason}: {done}"


def erase(store: Store, person: Person, translate: Translator) -> tuple[str, ...]:
    """Erase a person; return sentences on what was erased, what stays and what is out of reach."""
    erasure = store.erase_person(person.id)
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
    return (
        gone,
        copies,
        translate(N_("What stays is how many people came to each class, without names.")),
        translate(
            N_(
                "Out of reach of this laptop: USB sticks, printed pages, files that were exported, other "
                "laptops. Please see to these yourself, each one."
            )
        ),
    )


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
