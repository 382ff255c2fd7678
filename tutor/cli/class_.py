"""`tutor class`: plan a class minute by minute, list the classes, try one out before it is held."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from tutor.classroom import labels
from tutor.classroom.needs import Need, Needs, needs_of_group
from tutor.classroom.people import communes_of, learners_of_hamlet, usual_spelling
from tutor.classroom.plan import LEAST_MINUTES, PhoneTables, Plan, phone_tables, run_of_show
from tutor.classroom.plan_text import PlanText, describe_plan, item_title, rehearsal_lines
from tutor.classroom.planning import (
    OTHER_DAY,
    can_be_planned,
    day_passed,
    lesson_minutes,
    lessons_that_fill,
    papers_of,
    plan_of,
)
from tutor.cli import DONE, USER_DATA, wiring
from tutor.cli.console import confirm, report_refusals
from tutor.cli.group import Context, translator_of
from tutor.cli.kept import guarded_records, kept_records
from tutor.cli.params import CommuneCode, Day, OutFile
from tutor.content.text import clean
from tutor.i18n import N_, Translator
from tutor.play.phrases import Phrases
from tutor.records.class_views import Session
from tutor.records.people import Person, clean_name, looks_like_number
from tutor.records.store import Store
from tutor.ui.class_sheet import about_class, class_sheet

_MOST_MINUTES = 300
_MOST_PEOPLE = 500
_SHORT_ID = 8


@click.group(help=N_("Plan a class minute by minute, list the classes, try one out."))
def command() -> None:
    """Hold the commands about classes."""


class _Telling:
    """The words of a plan in one language, with the titles of its lessons."""

    def __init__(self, translate: Translator) -> None:
        library = wiring.library()
        self.translate = translate
        self.catalogue = library.catalogue
        self.phrases: Phrases = library.phrases(translate.language, "bac")

    def title(self, lesson: str) -> str:
        """Return the title of a lesson, its id where this language has none."""
        return clean(self.catalogue.title(lesson, self.translate.language))

    def titles(self, lessons: Sequence[str]) -> str:
        """Return the titles of lessons in one line."""
        return ", ".join(map(self.title, lessons))


@command.command("plan", help=N_("Plan a class and print what is done minute by minute."))
@click.option("--day", type=Day(), required=True, metavar="DAY", help=N_("The day of the class."))
@click.option("--hamlet", default="", metavar="NAME", help=N_("Hamlet."))
@click.option(
    "--commune",
    type=CommuneCode(),
    default="",
    metavar="COMMUNE",
    help=N_(
        "Its code, or its name with its province; that of the hamlet's people when not stated."
    ),
)
@click.option(
    "--minutes",
    type=click.IntRange(LEAST_MINUTES, _MOST_MINUTES),
    default=90,
    show_default=True,
    help=N_("How long the class is."),
)
@click.option(
    "--people",
    type=click.IntRange(0, _MOST_PEOPLE),
    help=N_("How many people are expected; those on the list of the hamlet when not stated."),
)
@click.option(
    "--lesson",
    "lessons",
    multiple=True,
    metavar="LESSON",
    help=N_("A lesson; may be given several times. Without any: what this group needs next."),
)
@click.option(
    "--out",
    type=OutFile(),
    metavar="FILE",
    help=N_("Write the plan as a PDF too."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print the plan as JSON."))
@click.pass_context
def plan(
    ctx: click.Context,
    day: date,
    hamlet: str,
    commune: str,
    minutes: int,
    people: int | None,
    lessons: tuple[str, ...],
    out: Path | None,
    as_json: bool,
) -> int:
    """Keep a planned class in the records, and print its plan."""
    translate = translator_of(ctx)
    telling = _Telling(translate)
    hamlet = clean_name(hamlet)
    unknown = [one for one in lessons if telling.catalogue.entry(one, translate.language) is None]
    if unknown:
        raise click.UsageError(
            translate(
                N_("There is no lesson {name}. `tutor list` shows all."), name=", ".join(unknown)
            ),
            ctx,
        )
    if looks_like_number(hamlet):
        raise click.UsageError(translate(N_("A hamlet has a name, not a number.")), ctx)
    now = wiring.now()
    with guarded_records(translate) as store:
        passed = day_passed(store, now)
        if not any(can_be_planned(day, first) for first in (now.date(), passed or now.date())):
            raise click.UsageError(translate(OTHER_DAY), ctx)
        if passed is not None and day < passed and not _meant(day, passed, translate):
            click.echo(translate(N_("Nothing was kept.")), err=True)
            return USER_DATA
        roster = store.people()
        hamlet = usual_spelling(roster, hamlet)
        group = learners_of_hamlet(roster, hamlet)
        commune = commune or _commune_of(ctx, roster, hamlet)
        needs = needs_of_group(store, telling.catalogue, group, day, translate.language)
        expected = len(group) if people is None else people
        chosen = lessons or lessons_that_fill(
            needs, minutes, expected, telling.catalogue, translate.language
        )
        timed = lesson_minutes(chosen, telling.catalogue, translate.language)
        planned = run_of_show(minutes, expected, timed)
        seats = phone_tables(one.phone for one in group)
        session = store.classes.plan_session(
            day=day,
            hamlet=hamlet,
            commune=commune,
            minutes=minutes,
            expected=expected,
            lessons=tuple(timed),
        )
    if as_json:
        click.echo(json.dumps(_data(session, planned, telling), ensure_ascii=False))
    else:
        if group:
            _print_needs(needs, telling)
        else:
            click.echo(translate(N_("Nobody on the list learns there yet.")), err=True)
        _print(session, _told(planned, telling, seats), telling)
    return DONE if out is None else _write(out, session, _told(planned, telling, seats), telling)


def _meant(day: date, passed: date, translate: Translator) -> bool:
    """Ask whether a day is meant that lies before one that has been: the clock may have been set back."""
    from tutor.dates import written_date

    asked = N_("{passed} has been already: the clock of this laptop is behind. Plan for {day}?")
    days = {"passed": written_date(passed, translate), "day": written_date(day, translate)}
    return confirm(translate(asked, **days), translate)


def _commune_of(ctx: click.Context, people: Iterable[Person], hamlet: str) -> str:
    """Return the commune of those who learn in a hamlet; several are wrong usage, none is none."""
    from tutor.reports import places

    found = communes_of(people, hamlet)
    if hamlet and len(found) > 1:
        said = N_("{hamlet} is noted in several communes: {several}. Please add --commune.")
        several = "; ".join(f"{places.commune(one) or one} ({one})" for one in found)
        values = {"hamlet": hamlet, "several": several}
        raise click.UsageError(translator_of(ctx)(said, **values), ctx)
    return found[0] if len(found) == 1 else ""


def _print_needs(needs: Needs, telling: _Telling) -> None:
    for need in needs.refresh[:3]:
        click.echo(_need(N_("{people} need “{lesson}” once more."), need, telling), err=True)
    for need in needs.following[:3]:
        click.echo(_need(N_("{people} come to “{lesson}” next."), need, telling), err=True)


def _need(message: str, need: Need, telling: _Telling) -> str:
    return telling.phrases(message, people=need.people, lesson=telling.title(need.lesson))


def _told(planned: Plan, telling: _Telling, seats: PhoneTables) -> PlanText:
    papers = papers_of(planned, telling.catalogue, telling.translate.language)
    return describe_plan(planned, telling.phrases, telling.title, papers, seats)


def _print(session: Session, plan: PlanText, telling: _Telling) -> None:
    click.echo(f"{session.id[:_SHORT_ID]}  {_about(session, telling)}")
    for one in plan.items:
        click.echo(f"{one.item.start:>4}  {one.item.minutes:>3}  {one.title}")
        click.echo(f"           {one.note}")
        click.echo(f"           {one.power}")
    for line in plan.below:
        click.echo(line)


def _about(session: Session, telling: _Telling) -> str:
    return about_class(session, telling.phrases, telling.titles)


def _data(session: Session, planned: Plan, telling: _Telling) -> dict[str, object]:
    return {
        **_row(session),
        "items": [
            {
                "start": item.start,
                "minutes": item.minutes,
                "key": item.key,
                "title": item_title(item, telling.phrases, telling.title),
                "droppable": item.droppable,
            }
            for item in planned.items
        ],
        "left_out": list(planned.left_out),
        "print": [
            {"paper": one.paper, "lesson": one.lesson, "copies": one.copies}
            for one in papers_of(planned, telling.catalogue, telling.translate.language)
        ],
    }


def _row(session: Session) -> dict[str, object]:
    return {
        "id": session.id,
        "day": session.day.isoformat(),
        "hamlet": session.hamlet,
        "commune": session.commune,
        "minutes": session.minutes,
        "people": session.expected,
        "lessons": list(session.lessons),
        "form": session.form,
        "state": session.state,
    }


def _write(out: Path, session: Session, plan: PlanText, telling: _Telling) -> int:
    """Write the plan as a PDF."""
    from tutor.paths import write_atomic

    with report_refusals(telling.translate):
        write_atomic(out, class_sheet(_about(session, telling), plan, telling.phrases))
    click.echo(out, err=True)
    return DONE


@command.command("list", help=N_("List the classes by day."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON."))
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> int:
    """Print all sessions of the form class."""
    translate = translator_of(ctx)
    with guarded_records(translate) as store:
        classes = [one for one in store.classes.sessions() if one.form == "class"]
    if as_json:
        click.echo(json.dumps([_row(one) for one in classes], ensure_ascii=False))
        return DONE
    telling = _Telling(translate)
    for one in classes:
        state = translate(labels.STATES[one.state])
        click.echo(f"{one.id[:_SHORT_ID]}  {_about(one, telling)}  ({state})")
    return DONE


def _session(ctx: click.Context, store: Store, asked: str) -> Session:
    """Return the class of an id or its beginning; anything else is wrong usage."""
    classes = [one for one in store.classes.sessions() if one.form == "class"]
    found = [one for one in classes if one.id.startswith(asked)] if asked else []
    if len(found) == 1:
        return found[0]
    raise click.UsageError(
        translator_of(ctx)(
            N_("No class has the id {asked}. `tutor class list` shows them."), asked=asked
        ),
        ctx,
    )


@command.command("show", help=N_("Print the plan of a class."))
@click.argument("session")
@click.option(
    "--out",
    type=OutFile(),
    metavar="FILE",
    help=N_("Write the plan as a PDF too."),
)
@click.pass_context
def show(ctx: click.Context, session: str, out: Path | None) -> int:
    """Print the plan of a class that is in the records."""
    translate = translator_of(ctx)
    with guarded_records(translate) as store:
        found = _session(ctx, store, session)
        group = learners_of_hamlet(store.people(), found.hamlet)
    telling = _Telling(translate)
    planned = plan_of(found, telling.catalogue, translate.language)
    said = _told(planned, telling, phone_tables(one.phone for one in group))
    _print(found, said, telling)
    return DONE if out is None else _write(out, found, said, telling)


@command.command("start", help=N_("Note that a class begins now; the app then leads it."))
@click.argument("session")
@click.pass_context
def start(ctx: click.Context, session: str) -> int:
    """Note the beginning of a class."""
    return _note(ctx, session, lambda store, found: store.classes.start_session(found.id))


@command.command("cancel", help=N_("Note that a class does not take place."))
@click.argument("session")
@click.pass_context
def cancel(ctx: click.Context, session: str) -> int:
    """Take a class off the plan."""
    return _note(ctx, session, lambda store, found: store.classes.cancel_session(found.id))


def _note(ctx: click.Context, session: str, write: Callable[[Store, Session], None]) -> int:
    translate = translator_of(ctx)
    with guarded_records(translate) as store:
        found = _session(ctx, store, session)
        write(store, found)
        now = store.classes.session(found.id)
    if now is None:
        return USER_DATA
    click.echo(f"{_about(now, _Telling(translate))}  ({translate(labels.STATES[now.state])})")
    return DONE


@command.command("rehearse", help=N_("Go through a class beforehand; nothing is noted."))
@click.argument("session")
@click.pass_context
def rehearse(ctx: click.Context, session: str) -> int:
    """Show item by item what to say, ask and avoid; Enter goes on."""
    translate = translator_of(ctx)
    with guarded_records(translate) as store:
        found = _session(ctx, store, session)
    telling = _Telling(translate)
    planned = plan_of(found, telling.catalogue, translate.language)
    for place, item in enumerate(planned.items, 1):
        title = item_title(item, telling.phrases, telling.title)
        click.echo(f"{place}/{len(planned.items)}  {title}")
        for line in rehearsal_lines(item, telling.phrases, telling.catalogue):
            click.echo(f"  {line}")
        if place < len(planned.items):
            click.prompt(translate(N_("Enter goes on")), "", show_default=False, err=True)
    click.echo(translate(N_("That was the whole class. Nothing was noted.")))
    return DONE


@command.command("view", help=N_("Show the class on a second screen; it follows the panel."))
@click.argument("session")
@click.pass_context
def view(ctx: click.Context, session: str) -> int:
    """Open a window for the projector; it shows nobody's name."""
    from tutor.cli.app import open_class_view

    translate = translator_of(ctx)
    with kept_records(translate) as store:
        found = _session(ctx, store, session)
    open_class_view(translate.language, found.id)
    return DONE


for one in command.commands.values():
    one.context_class = Context
