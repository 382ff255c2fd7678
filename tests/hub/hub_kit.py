"""Records of communes for tests of the store, and short ways to load and to report them."""

from datetime import date, datetime, timedelta
from pathlib import Path

from reports_kit import EN, NOW, SUBJECTS, TODAY, Village

from tutor.hub import areas, decoding, loading, settling
from tutor.hub.bundle import pack
from tutor.hub.postgres import Connection
from tutor.records.exchange import Content
from tutor.reports.build import KINDS, make_request
from tutor.reports.report import Report, ReportKind, Scope


def load(hub: Connection, *contents: Content, area: str = "") -> list[loading.Merged]:
    return [loading.merge(hub, decoding.decode(pack(content)), area) for content in contents]


def records_of(hub: Connection) -> dict[str, object]:
    queries = {
        "event": f"SELECT {areas.EVENT_COLUMNS} FROM event ORDER BY id",
        "person": "SELECT * FROM person ORDER BY id",
        "session": "SELECT session, area FROM session ORDER BY session",
    }
    return {name: hub.execute(query).fetchall() for name, query in queries.items()}


def village(seed: int, commune: str) -> Village:
    """Return the records of a commune: two hamlets, three evenings, lessons on several days, visits."""
    village = Village(seed=seed)
    people = [
        *village.people(7, "Thôn Đông", commune=commune, household="Hộ 1"),
        *village.people(6, "Thôn Tây", commune=commune),
    ]
    team = village.person("Tư", role="staff", commune=commune)
    for evening in range(3):
        there = people[evening : 6 + evening]
        hamlet = "Thôn Đông" if evening else "Thôn Tây"
        day = date(2026, 11, 3) + timedelta(days=7 * evening)
        village.now = datetime.combine(day, NOW.timetz())
        session = village.class_on(
            day, [*there, team], people[:evening], people[9:10], hamlet, commune
        )
        village.store.classes.count_unnamed(session, evening)
        village.store.classes.note_skill(there[0].id, "giu-ma", alone=True, session=session)
        for who in there:
            village.played(who, "otp", evening % 2, day)
            village.played(who, "goi", 0, day, ("scam-refused", "genuine-accepted"), turns=3)
    village.now = NOW
    visit = village.store.classes.assign_visit(people[-1].id, team.id, "missed")
    village.store.classes.finish_visit(visit)
    village.store.classes.note_task(people[0].id, "giu-ma", "before", "helped")
    village.store.classes.compare_people([(people[0].id, people[1].id)], same=True)
    village.store.erase_person(people[2].id)
    return village


def report_of(hub: Connection, kind: ReportKind, commune: str) -> Report:
    request = make_request(SUBJECTS, Path("/nowhere"), translate=EN, today=TODAY, scope=Scope())
    return KINDS[kind](areas.report_data_of(hub, commune, NOW, areas.OF_REPORTS), request)


def settle(hub: Connection) -> None:
    settling.settle_all(hub, settling.Settling("", SUBJECTS.skills_of, NOW), 1)
