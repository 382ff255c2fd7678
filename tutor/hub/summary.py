"""What a bundle brings, by laptop: classes, hamlets, people, days; without a name of anybody."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tutor.content.text import one_line
from tutor.dates import day_in_figures, parse_day
from tutor.i18n import N_, Translator
from tutor.records.exchange import DEVICE, KIND, PAYLOAD, RUN, SEQ, Content

_HELD = ("session-started", "session-held")


@dataclass(slots=True)
class Laptop:
    """What one laptop has noted: the days of its classes by their ids, their hamlets, the people it added."""

    days: dict[str, date] = field(default_factory=dict)
    hamlets: dict[str, str] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)


def laptops_of(contents: Sequence[Content]) -> dict[str, Laptop]:
    """Return what each laptop has noted, by its id."""
    laptops: dict[str, Laptop] = {}
    planned: dict[str, tuple[int, str, date, str]] = {}
    held: dict[str, tuple[int, str]] = {}
    for content in contents:
        for row in content.events:
            seq, device, kind, session = row[SEQ], row[DEVICE], row[KIND], row[RUN]
            if not device:
                # What an erasure made anonymous is of no laptop.
                continue
            laptops.setdefault(device, Laptop())
            if kind == "session-planned":
                payload = json.loads(row[PAYLOAD])
                day = parse_day(str(payload.get("day")))
                if payload.get("form") == "class" and day is not None:
                    hamlet = one_line(str(payload.get("hamlet", "")))
                    planned[session] = max(
                        planned.get(session, (-1, "", day, "")), (seq, device, day, hamlet)
                    )
            elif kind in _HELD:
                held[session] = min(held.get(session, (seq, device)), (seq, device))
        for person in content.people:
            laptops.setdefault(person["origin"], Laptop()).people.add(person["id"])
    for session, (_, device) in held.items():
        if session in planned:
            _, _, day, hamlet = planned[session]
            laptops[device].days[session] = day
            laptops[device].hamlets[session] = hamlet
    return laptops


def describe(contents: Sequence[Content], translate: Translator) -> list[str]:
    """Return sentences on what bundles hold: all together, then each laptop."""
    laptops = laptops_of(contents)
    days = [day for laptop in laptops.values() for day in laptop.days.values()]
    people = {person for laptop in laptops.values() for person in laptop.people}
    lines = [
        translate(
            N_("Laptops: {laptops}. Classes held: {classes}. People: {people}."),
            laptops=len(laptops),
            classes=len(days),
            people=len(people),
        )
    ]
    if days:
        first, last = day_in_figures(min(days)), day_in_figures(max(days))
        lines.append(translate(N_("Classes from {first} to {last}."), first=first, last=last))
    for device, laptop in sorted(laptops.items()):
        hamlets = ", ".join(sorted(set(filter(None, laptop.hamlets.values()))))
        counts = translate(
            N_("Laptop {id}: classes {classes}, people {people}"),
            id=device[:4],
            classes=len(laptop.days),
            people=len(laptop.people),
        )
        lines.append(f"{counts}; {hamlets}" if hamlets else counts)
    return lines
