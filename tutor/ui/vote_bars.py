"""The counted cards of a vote as bars that begin below each other, the second round under the first."""

from collections.abc import Mapping

from tutor.content.text import strip_emphasis
from tutor.i18n import N_
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line
from tutor.records.class_events import Round
from tutor.ui.layout.blocks import MARGIN

Counts = Mapping[Round, tuple[int, ...]]
"""The counts of each round in the order in which the answers are shown."""

_BLOCK = "■"


def counted_lines(
    options: tuple[str, ...], counts: Counts, columns: int, phrases: LessonPhrases
) -> tuple[Line, ...]:
    """Return each answer with a bar for every round; the right answer is not marked.

    The longest bar takes the whole row of `columns` cells.
    """
    return tuple(
        line
        for place, text in enumerate(options)
        for line in (
            Line(f"*{place + 1}.* {text}", "quote", spoken=f"{place + 1}. {strip_emphasis(text)}"),
            *_bars(place, counts, columns, phrases),
        )
    )


def bar_lines(counts: Counts, columns: int, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return the bars alone, each after the number of its answer."""
    answers = len(next(iter(counts.values()), ()))
    return tuple(
        line
        for place in range(answers)
        for line in _bars(place, counts, columns, phrases, numbered=True)
    )


def _bars(
    place: int, counts: Counts, columns: int, phrases: LessonPhrases, *, numbered: bool = False
) -> tuple[Line, ...]:
    most = max((count for round_counts in counts.values() for count in round_counts), default=0)
    last = max(counts, default=1)
    lines = []
    for round_, round_counts in sorted(counts.items()):
        count = round_counts[place]
        label = phrases(N_("Round {round}:"), round=round_) if len(counts) > 1 else ""
        lead = " ".join(filter(None, (f"{place + 1}." if numbered else "", label)))
        room = columns - MARGIN - len(lead) - len(str(most)) - 2
        words = (lead, bar(count, most, room), str(count))
        text = " ".join(filter(None, words))
        # The latest round stands out from the one before.
        text = f"*{text}*" if round_ == last else text
        lines.append(Line(text, "quote", spoken=f"{lead} {count}".strip()))
    return tuple(lines)


def bar(count: int, most: int, room: int) -> str:
    """Return a count as a bar of at most `room` cells, which `most` fills; whoever was counted is seen."""
    if not count:
        return ""
    return _BLOCK * max(1, round(count * max(1, room) / most))
