"""`tutor class`: plan a class minute by minute, list the classes, try one out before it is held."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

import click

from tutor.classroom import labels
from tutor.classroom.evenings import (
    card_questions,
    papers_of,
    plan_class,
    plan_of,
)
from tutor.classroom.people import communes_of, learners_of_hamlet, usual_spelling
from tutor.classroom.plan import LEAST_MINUTES, MOST_MINUTES, Copies, Plan, phone_tables
from tutor.classroom.plan_text import (
    TIMETABLE,
    PlanText,
    about_class,
    describe_plan,
    item_title,
    rehearsal_lines,
    timetable,
    timetable_headings,
)
from tutor.classroom.planning import OTHER_DAY, Needs, can_be_planned, day_passed
from tutor.cli import COMMANDS, DONE, USER_DATA, wiring
from tutor.cli.class_month import month
from tutor.cli.class_shared import ClassTexts, people_option
from tutor.cli.console import (
    NOTHING_KEPT,
    confirm,
    print_json,
    print_note,
    report_refusals,
    usage_error,
)
from tutor.cli.group import current_translator
from tutor.cli.params import CommuneCode, Day, OutFile
from tutor.cli.records_access import open_records, unlocked_records
from tutor.i18n import N_, Translator
from tutor.records.class_views import Session
from tutor.records.people import Person, clean_name, looks_like_number
from tutor.records.store import Store

_SHORT_ID = 8

_pdf_option = click.option("--out", type=OutFile(), help=N_("Write the plan as a PDF too."))


@click.group(help=COMMANDS["class"])
def command() -> None:
    """Group the commands about classes."""


command.add_command(month)


class _Texts(ClassTexts):
    """The texts of plans, classes and their papers."""

    def about(self, session: Session) -> str:
        """Return day, place and lessons of a class in one line."""
        return about_class(
            session, self.phrases, lambda lessons: ", ".join(map(self.title, lessons))
        )

    def about_with_state(self, session: Session) -> str:
        """Return a class in one line, and whether it is planned, runs, or is over."""
        return f"{self.about(session)}  ({self.translate(labels.STATES[session.state])})"

    def papers(self, plan: Plan) -> tuple[Copies, ...]:
        """Return what to print for a class."""
        return papers_of(plan, self.catalogue, self.translate.language)

    def describe(self, plan: Plan, learners: Iterable[Person]) -> PlanText:
        """Return the texts of a plan, with the tables for the phones of its learners."""
        seats = phone_tables(person.phone for person in learners)
        questions = partial(
            card_questions, catalogue=self.catalogue, language=self.translate.language
        )
        papers = self.papers(plan)
        return describe_plan(plan, self.phrases, self.title, papers, seats, questions)

    def plan_of(self, session: Session, store: Store) -> Plan:
        """Return the run-of-show of a stored class."""
        classes = store.classes.snapshot()
        return plan_of(session, classes, self.catalogue, self.translate.language)


@command.command("plan", help=N_("Plan a class and print what is done minute by minute."))
@click.option("--day", type=Day(), required=True, help=N_("The day of the class."))
@click.option("--hamlet", default="", metavar="NAME", help=N_("Hamlet."))
@click.option(
    "--commune",
    type=CommuneCode(),
    default="",
    help=N_(
        "Its code, or its name with its province; that of the hamlet's people when not stated."
    ),
)
@click.option(
    "--minutes",
    type=click.IntRange(LEAST_MINUTES, MOST_MINUTES),
    default=90,
    show_default=True,
    help=N_("How long the class is."),
)
@people_option
@click.option(
    "--lesson",
    "lessons",
    multiple=True,
    metavar="LESSON",
    help=N_("A lesson; may be given several times. Without any: what this group needs next."),
)
@_pdf_option
@click.option("--json", "as_json", is_flag=True, help=N_("Print the plan as JSON."))
def plan(
    day: date,
    hamlet: str,
    commune: str,
    minutes: int,
    people: int | None,
    lessons: tuple[str, ...],
    out: Path | None,
    as_json: bool,
) -> int:
    """Store a class and print its plan."""
    texts = _Texts()
    translate = texts.translate
    hamlet = clean_name(hamlet)
    known = {entry.id for entry in texts.catalogue.lessons(translate.language)}
    if unknown := [lesson for lesson in lessons if lesson not in known]:
        message = N_("There is no lesson {name}. `tutor list` shows all.")
        raise usage_error(message, name=", ".join(unknown))
    if looks_like_number(hamlet):
        raise usage_error(N_("A hamlet has a name, not a number."))
    now = wiring.now()
    with unlocked_records() as store:
        passed = day_passed(store.known_time(), now)
        if not can_be_planned(day, now.date(), passed or now.date()):
            raise usage_error(OTHER_DAY)
        if passed is not None and day < passed and not _confirm_day(day, passed, translate):
            print_note(translate, NOTHING_KEPT)
            return USER_DATA
        roster = store.people()
        hamlet = usual_spelling(roster, hamlet)
        planned = plan_class(
            store,
            texts.catalogue,
            translate.language,
            day=day,
            hamlet=hamlet,
            commune=commune or _commune_of(roster, hamlet),
            minutes=minutes,
            expected=people,
            lessons=lessons,
        )
    session = planned.session
    described = texts.describe(planned.plan, planned.learners)
    if as_json:
        print_json(_plan_data(session, planned.plan, texts))
    else:
        if planned.learners:
            _print_needs(planned.needs, texts)
        else:
            print_note(translate, N_("Nobody on the list learns there yet."))
        _print_plan(session, described, texts)
    return DONE if out is None else _write(out, session, described, texts)


def _confirm_day(day: date, passed: date, translate: Translator) -> bool:
    """Ask about a day before one that is known to have been: the clock may have been set back."""
    from tutor.dates import written_date

    question = N_("{passed} has been already: the clock of this laptop is behind. Plan for {day}?")
    days = {"passed": written_date(passed, translate), "day": written_date(day, translate)}
    return confirm(translate(question, **days), translate)


def _commune_of(people: Iterable[Person], hamlet: str) -> str:
    """Return the commune of those who learn in a hamlet, "" if none is noted; several are wrong usage."""
    from tutor import places

    communes = communes_of(people, hamlet)
    if hamlet and len(communes) > 1:
        message = N_("{hamlet} is noted in several communes: {several}. Please add --commune.")
        several = "; ".join(f"{places.commune(code) or code} ({code})" for code in communes)
        raise usage_error(message, hamlet=hamlet, several=several)
    return communes[0] if len(communes) == 1 else ""


def _print_needs(needs: Needs, texts: _Texts) -> None:
    for message, lessons in (
        (N_("{people} need “{lesson}” once more."), needs.refresh),
        (N_("{people} come to “{lesson}” next."), needs.following),
    ):
        for need in lessons[:3]:
            title = texts.title(need.lesson)
            click.echo(texts.phrases(message, people=need.people, lesson=title), err=True)


def _print_plan(session: Session, plan: PlanText, texts: _Texts) -> None:
    click.echo(f"{session.id[:_SHORT_ID]}  {texts.about(session)}")
    for text in plan.items:
        click.echo(f"{text.item.start:>4}  {text.item.minutes:>3}  {text.title}")
        click.echo(f"           {text.note}")
        click.echo(f"           {text.power}")
    for line in plan.below:
        click.echo(line)


def _plan_data(session: Session, plan: Plan, texts: _Texts) -> dict[str, object]:
    return {
        **_row(session),
        "items": [
            {
                "start": item.start,
                "minutes": item.minutes,
                "key": item.key,
                "title": item_title(item, texts.phrases, texts.title),
                "droppable": item.droppable,
            }
            for item in plan.items
        ],
        "left_out": list(plan.left_out),
        "print": [
            {"paper": papers.paper, "lesson": papers.lesson, "copies": papers.copies}
            for papers in texts.papers(plan)
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


def _write(out: Path, session: Session, plan: PlanText, texts: _Texts) -> int:
    """Write the plan as a PDF."""
    from tutor.paths import write_atomic
    from tutor.publish.typesetting import class_sheet

    with report_refusals(texts.translate):
        rows = timetable(plan, texts.phrases, session.time)
        title, about = texts.phrases(TIMETABLE), texts.about(session)
        headings = timetable_headings(texts.phrases, session.time)
        write_atomic(out, class_sheet(title, rows, texts.translate, headings, about, plan.below))
    click.echo(out, err=True)
    return DONE


def _classes(store: Store) -> list[Session]:
    return [session for session in store.classes.sessions() if session.form == "class"]


@command.command("list", help=N_("List the classes by day."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON."))
def list_(as_json: bool) -> int:
    """Print all classes, without home visits."""
    with unlocked_records() as store:
        classes = _classes(store)
    if as_json:
        print_json([_row(session) for session in classes])
        return DONE
    texts = _Texts()
    for session in classes:
        click.echo(f"{session.id[:_SHORT_ID]}  {texts.about_with_state(session)}")
    return DONE


def _session(store: Store, prefix: str) -> Session:
    """Return the class with this id or prefix of one; anything else is wrong usage."""
    matches = [known for known in _classes(store) if prefix and known.id.startswith(prefix)]
    if len(matches) == 1:
        return matches[0]
    message = N_("No class has the id {asked}. `tutor class list` shows them.")
    raise usage_error(message, asked=prefix)


@command.command("show", help=N_("Print the plan of a class."))
@click.argument("session")
@_pdf_option
def show(session: str, out: Path | None) -> int:
    """Print the plan of a stored class."""
    with unlocked_records() as store:
        stored = _session(store, session)
        learners = learners_of_hamlet(store.people(), stored.hamlet)
        texts = _Texts()
        described = texts.describe(texts.plan_of(stored, store), learners)
    _print_plan(stored, described, texts)
    return DONE if out is None else _write(out, stored, described, texts)


@command.command("start", help=N_("Note that a class begins now; the app then leads it."))
@click.argument("session")
def start(session: str) -> int:
    """Record the start of a class."""
    return _change(session, lambda store, stored: store.classes.start_session(stored.id))


@command.command("cancel", help=N_("Note that a class does not take place."))
@click.argument("session")
def cancel(session: str) -> int:
    """Cancel a class."""
    return _change(session, lambda store, stored: store.classes.cancel_session(stored.id))


def _change(session: str, write: Callable[[Store, Session], None]) -> int:
    with unlocked_records() as store:
        stored = _session(store, session)
        write(store, stored)
        changed = store.classes.session(stored.id)
    if changed is None:
        return USER_DATA
    click.echo(_Texts().about_with_state(changed))
    return DONE


@command.command("rehearse", help=N_("Go through a class beforehand; nothing is noted."))
@click.argument("session")
def rehearse(session: str) -> int:
    """Show item by item what to say, ask and avoid; Enter goes on."""
    with unlocked_records() as store:
        stored = _session(store, session)
        texts = _Texts()
        items = texts.plan_of(stored, store).items
    for place, item in enumerate(items, 1):
        click.echo(f"{place}/{len(items)}  {item_title(item, texts.phrases, texts.title)}")
        for line in rehearsal_lines(item, texts.phrases, texts.catalogue):
            click.echo(f"  {line}")
        if place < len(items):
            click.prompt(texts.translate(N_("Enter goes on")), "", show_default=False, err=True)
    click.echo(texts.translate(N_("That was the whole class. Nothing was noted.")))
    return DONE


@command.command("view", help=N_("Show the class on a second screen; it follows the panel."))
@click.argument("session")
def view(session: str) -> int:
    """Open a window for the projector; it shows nobody's name."""
    from tutor.cli.app import open_class_view

    with open_records() as store:
        stored = _session(store, session)
    open_class_view(current_translator().language, stored.id)
    return DONE
