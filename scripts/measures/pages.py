"""How many pages a learner turns in each lesson, every step answered right at once and every call heard.

Run as a script it prints a table, for windows of four sizes, of the lessons in a folder: `pages.py [FOLDER]`.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "support"))

from solver import walk

from tutor.content.steps import Call, Chat
from tutor.engine.run import Script
from tutor.engine.state import Talking
from tutor.lesson.library import Library
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.present_talk import after_ringing, ringing, rings
from tutor.lesson.view import View
from tutor.paths import lessons_folder
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.sizes import Viewport, viewport
from tutor.ui.pacing import reply_ahead

SIZES = ((100, 26), (66, 17), (50, 13), (34, 9))
LANGUAGE, ADDRESS = "vi", "bac"
_NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def views(script: Script, phrases: LessonPhrases, port: Viewport) -> Iterator[View]:
    """Yield all that is seen of a lesson one after another; the replies to answers where they take a page."""
    for state, _ in walk(script, astray=False, now=_NOW):
        if state.finished or reply_ahead(script, state, phrases, port, _NOW).lines:
            continue
        view, step, now = (
            present(script, state, phrases),
            script.lesson.steps[state.moment.index],
            state.moment.step,
        )
        if isinstance(step, Call | Chat) and isinstance(now, Talking) and rings(step, now):
            yield ringing(view, step, phrases)
            view = after_ringing(view)
        yield view


def main(folder: Path) -> None:
    """Print the table."""
    library = Library((folder,))
    phrases = library.phrases(LANGUAGE, ADDRESS)
    ports = [viewport(*size) for size in SIZES]
    heads = [f"{port.columns}x{port.rows}" for port in ports]
    print(f"{'lesson':20}", *(f"{head:>7}" for head in heads))
    totals = [0] * len(ports)
    for entry in library.catalogue.lessons(LANGUAGE, audience=None):
        script = library.script(entry.id, LANGUAGE)
        counts = [
            sum(len(paginate(view, port)) for view in views(script, phrases, port))
            for port in ports
        ]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        print(f"{entry.id:20}", *(f"{count:7}" for count in counts))
    print(f"{'all':20}", *(f"{total:7}" for total in totals))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else lessons_folder())
