"""The commands about lessons: `tutor play`, `list`, `show` and `check`."""

import gc
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import COMMANDS, DONE, USER_DATA, print_lessons, print_problems
from tutor.cli.console import print_json, print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import InPath
from tutor.content.catalogue import Catalogue, LessonEntry, LessonError, load_file
from tutor.content.path import path
from tutor.i18n import N_, Translator, pick_language
from tutor.paths import lesson_roots, lessons_folder

if TYPE_CHECKING:
    from tutor.authoring.check import CheckReport
    from tutor.authoring.course import CourseLesson
    from tutor.authoring.guessing import Decision, Strategy
    from tutor.content.model import Problem
    from tutor.content.placeholders import Filler
    from tutor.content.steps import Lesson
    from tutor.lesson.library import Library

# Playing.


@click.command(help=COMMANDS["play"])
@click.argument("lesson")
@click.option("--plain", is_flag=True, help=N_("Line by line, for screen readers and pipes."))
@click.option("--size", type=click.IntRange(1, 4), help=N_("Letter size, 1 to 4."))
@click.option("--lang", metavar="CODE", help=N_("Language of the lesson: vi or en."))
@click.option("--no-speech", is_flag=True, help=N_("Without the voice."))
def play_lesson(
    lesson: str, plain: bool, size: int | None, lang: str | None, no_speech: bool
) -> None:
    """Play a lesson on the screen, or line by line with `--plain`; a file always line by line."""
    from tutor.cli import wiring

    if _is_file(lesson):
        _play_file(Path(lesson))
        return
    language = pick_language(lang or current_translator().language)
    library = wiring.library()
    if library.catalogue.entry(lesson, language) is None:
        raise unknown_lesson(lesson, library.catalogue, Translator(language))
    if plain:
        _play_plain(lesson, language, library)
    else:
        from tutor.cli.app import open_app

        open_app(language, lesson, size, speech=not no_speech)


def _is_file(lesson: str) -> bool:
    return lesson.endswith(".yaml") and Path(lesson).is_file()


def _play_file(file: Path) -> None:
    """Play the lesson of a file from its beginning, with the apps of its folder; nothing is kept."""
    from tutor.cli import wiring
    from tutor.lesson.library import Library
    from tutor.lesson.plain import PlainSession
    from tutor.lesson.run import open_run
    from tutor.records.people import GUEST

    # A lesson lies in its lessons folder as <language>/<topic>/<id>.yaml.
    own = file.resolve().parents[:3][-1]
    roots = lesson_roots()
    library = Library(roots if own in roots else (*roots, own))
    try:
        script = library.script_of_file(file)
    except LessonError as error:
        _print_all(error.problems, current_translator(), err=True)
        raise click.exceptions.Exit(USER_DATA) from None
    phrases = library.phrases(script.lesson.language, "bac")
    store = wiring.guest_records().store
    try:
        run = open_run(script, GUEST, store, wiring.now, wiring.new_id)
        PlainSession(run, phrases, _read_line, _write_line, "").play()
    finally:
        store.close()


def _play_plain(lesson: str, language: str, library: "Library") -> None:
    from tutor.cli import wiring
    from tutor.cli.records_access import print_notices
    from tutor.lesson.plain import PlainSession
    from tutor.lesson.run import open_run
    from tutor.records.people import GUEST

    translate = Translator(language)
    try:
        script = library.script(lesson, language)
    except LessonError as error:
        _print_all(error.problems, translate, err=True)
        raise click.exceptions.Exit(USER_DATA) from None
    phrases = library.phrases(language, "bac")
    records = wiring.open_records()
    if not records.keeps:
        note = N_("This laptop cannot keep what is learned today. The lessons work.")
        print_note(phrases, note)
    print_notices(records.store, translate)
    try:
        run = open_run(script, GUEST, records.store, wiring.now, wiring.new_id)
        restart = _restart_command(lesson, language) if records.keeps else ""
        PlainSession(run, phrases, _read_line, _write_line, restart).play()
    finally:
        records.store.close()


def _restart_command(lesson: str, language: str) -> str:
    """Return the command that goes on with a lesson, its language named where it is not the usual one."""
    usual = pick_language(None) == language
    return f"tutor play {lesson} --plain" + ("" if usual else f" --lang {language}")


def _read_line() -> str | None:
    try:
        return sys.stdin.readline() or None
    except KeyboardInterrupt:
        return None


def _write_line(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()


# Listing.


@click.command(help=COMMANDS["list"])
@click.option("--topic", metavar="TOPIC", help=N_("Only the lessons of this topic."))
@click.option("--path", "along", is_flag=True, help=N_("In the order in which they are learnt."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON."))
def list_lessons(topic: str | None, along: bool, as_json: bool) -> int:
    """Print the lessons in the language of the program."""
    translate = current_translator()
    catalogue = Catalogue(lesson_roots())
    topics = [known.id for known in catalogue.topics(translate.language)]
    if topic is not None and topic not in topics:
        message = N_("There is no topic {name}. Topics: {known}")
        raise usage_error(message, name=topic, known=", ".join(topics))
    entries = catalogue.lessons(translate.language, topic)
    if along:
        # The whole path, so that a topic keeps its place in it.
        whole = path(catalogue.lessons(translate.language))
        entries = tuple(entry for entry in whole if topic in (None, entry.topic))
    if as_json:
        print_json([_entry_row(entry) for entry in entries])
    elif along:
        _print_path(entries, translate)
    else:
        print_lessons(catalogue, translate, topic)
    print_problems(catalogue, translate)
    return DONE


def _print_path(entries: Sequence[LessonEntry], translate: Translator) -> None:
    """Print lessons as they are learnt one after another, each with those it comes after."""
    for number, entry in enumerate(entries, 1):
        minutes = translate(N_("{minutes} min"), minutes=entry.minutes)
        after = translate(N_("after {lessons}"), lessons=", ".join(entry.after))
        text = f"{number:>3}  {entry.id}  {entry.title}  ({minutes})"
        click.echo(f"{text}  {after}" if entry.after else text)


def _entry_row(entry: LessonEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "topic": entry.topic,
        "title": entry.title,
        "objective": entry.objective,
        "minutes": entry.minutes,
        "steps": entry.step_count,
        "after": entry.after,
        "languages": entry.languages,
    }


# Showing.


@click.command(help=N_("Show one lesson as text, with its answers and notes."))
@click.argument("lesson")
@click.option("--map", "as_map", is_flag=True, help=N_("Only the branches of its conversations."))
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help=N_("Draw the branches of each conversation as SVG in this folder."),
)
def show_lesson(lesson: str, as_map: bool, pictures: Path | None) -> int:
    """Print a lesson, by its id or its file, or a map of its conversations."""
    from tutor.authoring.outline import outline
    from tutor.content.facts import load_facts
    from tutor.content.placeholders import Filler

    translate = current_translator()
    loaded = load_lesson(lesson, translate.language)
    filler = Filler(loaded.language, facts=partial(load_facts, *lesson_roots()))
    if as_map or pictures is not None:
        _show_map(loaded, filler, translate, pictures)
        return DONE
    for line in outline(loaded, filler, translate):
        click.echo(line)
    return DONE


def _show_map(
    lesson: "Lesson", filler: "Filler", translate: Translator, folder: Path | None
) -> None:
    """Print the branches of the conversations of a lesson, or draw them in a folder."""
    from tutor.authoring.branches import picture, talks, text_map
    from tutor.content.text import strip_emphasis
    from tutor.paths import write_atomic

    def plain(text: str) -> str:
        return filler.fill(strip_emphasis(text))

    for number, talk in enumerate(talks(lesson)):
        if folder is None:
            lines = ([""] if number else []), text_map(talk, plain, translate)
            click.echo("\n".join(line for part in lines for line in part))
            continue
        name = "-".join(filter(None, (lesson.id, talk.id, str(talk.variant or ""))))
        with report_refusals(translate):
            drawn = picture(talk, plain, translate).encode()
            click.echo(write_atomic(folder / f"{name}.svg", drawn))


def load_lesson(lesson: str, language: str) -> "Lesson":
    """Return a lesson by its id or its file.

    One that is missing is wrong usage, and one with problems ends the command with 1.
    """
    catalogue = Catalogue(lesson_roots())
    translate = current_translator()
    try:
        if _is_file(lesson):
            return load_file(Path(lesson)).lesson
        return catalogue.load(lesson, language).lesson
    except LessonError as error:
        if not error.problems:
            raise unknown_lesson(lesson, catalogue, translate) from None
        _print_all(error.problems, translate, err=True)
        raise click.exceptions.Exit(USER_DATA) from None


def unknown_lesson(lesson: str, catalogue: Catalogue, translate: Translator) -> click.UsageError:
    """Return the usage error that there is no such lesson, with the name that was perhaps meant."""
    from difflib import get_close_matches

    ids = [entry.id for entry in catalogue.lessons(translate.language)]
    message = N_("There is no lesson {name}. `tutor list` shows those that there are.")
    if near := "".join(get_close_matches(lesson, ids, n=1)):
        message = N_("There is no lesson {name}. Did you mean {near}?")
    sentence = translate(message, name=lesson, near=near)
    return click.UsageError(sentence, click.get_current_context())


# Checking.

_CHECK_HELP = N_(
    "Find every problem in lesson files. PATH is a lesson or a folder; without one, all lessons are checked."
)


@click.command(help=_CHECK_HELP)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=InPath())
@click.option("--json", "as_json", is_flag=True, help=N_("Print the problems as JSON."))
@click.option("--spoken", is_flag=True, help=N_("Print how each sentence is spoken."))
@click.option(
    "--verbose",
    is_flag=True,
    help=N_("Print the presses to each goal on the practice phone as well."),
)
@click.option(
    "--guessing",
    is_flag=True,
    help=N_("Print how many first answers are right for learners who do not read."),
)
@click.option(
    "--fix",
    is_flag=True,
    help=N_("First mend in the files what needs no judgement: quotes, spaces, loose marks."),
)
def check_lessons(
    paths: tuple[Path, ...], as_json: bool, spoken: bool, guessing: bool, verbose: bool, fix: bool
) -> int:
    """Print the problems of lesson files; the status is 1 where there is one that must be fixed."""
    from tutor.authoring.check import check, course_lessons, spoken_forms

    translate = current_translator()
    roots = paths or lesson_roots()
    if fix:
        # The lessons of the program are mended only where they are named.
        _fix(paths or [root for root in roots if root != lessons_folder()], translate)
    if spoken:
        for file, written, speech in spoken_forms(roots, lessons_folder()):
            click.echo(f"{file}: {written} → {speech}")
        return DONE
    if guessing:
        for language, lessons in sorted(course_lessons(roots, lessons_folder()).items()):
            for line in _guessing_table(language, lessons, translate):
                click.echo(line)
        return DONE
    # Lessons have no reference cycles, so the cyclic garbage collector would only take time.
    gc.disable()
    report = check(roots, lessons_folder(), date.today())
    if as_json:
        problems = [_problem_row(problem, translate) for problem in report.all()]
        print_json({"lessons": report.lessons, "problems": problems})
    else:
        _print_all(report.all(), translate)
        for line in _ways(report, translate) if verbose else ():
            click.echo(line)
    click.echo(_summary(report, translate), err=True)
    if report.screens:
        click.echo(_phone_summary(report, translate), err=True)
    return USER_DATA if report.failed else DONE


def _fix(paths: Sequence[Path], translate: Translator) -> None:
    from tutor.authoring.fixing import fix_files

    with report_refusals(translate):
        for file in fix_files(paths):
            print_note(translate, N_("Mended: {file}"), file=file)


def _print_all(problems: "Iterable[Problem]", translate: Translator, *, err: bool = False) -> None:
    from tutor.content.messages import line_of

    for problem in problems:
        click.echo(line_of(problem, translate), err=err)


def _problem_row(problem: "Problem", translate: Translator) -> dict[str, object]:
    from tutor.content.messages import describe

    what, fix = describe(problem, translate)
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "code": problem.code,
        "warning": problem.warning,
        "what": what,
        "fix": fix,
    }


_STRATEGIES: "Mapping[Strategy, str]" = {
    "first": N_("first"),
    "second": N_("second"),
    "last": N_("last"),
    "longest": N_("longest"),
    "shortest": N_("shortest"),
    "consenting": N_("yes"),
    "declining": N_("no"),
    "refusing": N_("refusal"),
    "stopping": N_("stop all"),
    "trusting": N_("trust all"),
}


def _guessing_table(
    language: str, lessons: "Sequence[CourseLesson]", translate: Translator
) -> Iterator[str]:
    """Yield a table of the shares of right first answers, of each lesson, of all, and of each kind."""
    from tutor.authoring.outline import KIND_NAMES

    every = [decision for lesson in lessons for decision in lesson.decisions]
    rows = [(lesson.id, lesson.decisions) for lesson in sorted(lessons, key=lambda one: one.id)]
    rows.append((translate(N_("all lessons")), every))
    for kind in KIND_NAMES:
        if own := [decision for decision in every if decision.kind == kind]:
            rows.append((kind, own))
    width = max(len(name) for name, _ in rows) + 2
    heads = [translate(name) for name in _STRATEGIES.values()]
    yield translate(
        N_("{language}: % right in the file’s order / in the runs’ order (answers)"),
        language=language,
    )
    yield " " * width + "".join(f"{head:>14}" for head in heads)
    for name, made in rows:
        yield f"{name:<{width}}" + "".join(f"{_share_cell(made, s):>14}" for s in _STRATEGIES)


def _share_cell(made: "Sequence[Decision]", strategy: "Strategy") -> str:
    from tutor.authoring.guessing import share

    written = share(made, strategy, as_shown=False)
    shown = share(made, strategy, as_shown=True)
    if not written.count:
        return "–"
    return f"{100 * written.value:.0f}/{100 * shown.value:.0f} ({written.count})"


def _ways(report: "CheckReport", translate: Translator) -> Iterator[str]:
    """Yield each step to practise with the presses of the shortest way to its goal."""
    for goal in report.goals:
        count = translate.plural("{count} press", "{count} presses", len(goal.presses))
        way = ", ".join(map(str, goal.presses))
        yield f"{goal.place.file}:{goal.place.line}:{goal.place.column}: {count}: {way}"


def _phone_summary(report: "CheckReport", translate: Translator) -> str:
    """Return the results for the practice phone as a whole; what has a problem is left out."""
    codes = [problem.code for problem in report.all()]
    goals = len({goal.task for goal in report.goals})
    most = max((len(goal.presses) for goal in report.goals), default=0)
    results = [
        translate.plural("{count} goal reached", "{count} goals reached", goals),
        translate.plural("at most {count} press away", "at most {count} presses away", most),
        translate.plural(
            "{count} screen with a way home",
            "{count} screens, each with a way home",
            report.screens - codes.count("phone-dead-end"),
        ),
    ]
    if "phone-real-name" not in codes:
        results.append(translate(N_("no real name or link")))
    return translate(N_("Practice phone: {found}"), found=", ".join(results))


def _summary(report: "CheckReport", translate: Translator) -> str:
    lessons = translate.plural("{count} lesson", "{count} lessons", report.lessons)
    warnings = sum(problem.warning for problem in report.all())
    faults = len(list(report.all())) - warnings
    counts = translate.plural("{count} problem", "{count} problems", faults)
    if warnings:
        counts += ", " + translate.plural("{count} warning", "{count} warnings", warnings)
    return f"{lessons}: {counts}"
