"""The title bar above and the key bar below a page; on every screen in the same place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rich.cells import cell_len

from tutor.ui.layout.rows import Row, Run, Style, pad
from tutor.ui.layout.sizes import Viewport

_BAR_CELLS = 20


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the bar: its action, its cap, and its words from the longest to the shortest.

    A `worded` key never stands without words: no other place names it. A `spare` key is left out rather
    than the words of the last key. The last key says its `short_word` only where its words fit nowhere.
    """

    action: str | int
    cap: str
    words: tuple[str, ...] = ()
    style: Style = "text"
    worded: bool = False
    spare: bool = False
    short_word: str = ""

    def labels(self) -> tuple[str, ...]:
        """Return what can stand on it, longest first; the cap alone is the last resort."""
        worded = tuple(f"{self.cap} {w}".strip() for w in self.words if w)
        return worded if self.worded else (*worded, self.cap or self.words[-1])


@dataclass(frozen=True, slots=True)
class PlacedKey:
    """A key with its first cell and its width."""

    key: Key
    label: str
    x: int
    width: int


def title_row(title: str, place: str, dots: str, port: Viewport) -> Row:
    """Return the title bar: what does not fit beside the rest is left out whole, never cut."""
    width = port.columns
    for left, right in (
        (title, f"{place}  {dots}".strip()),
        (title, place),
        ("", place),
        ("", ""),
    ):
        if cell_len(left) + cell_len(right) + 6 <= width:
            space = width - cell_len(left) - cell_len(right) - 4
            return (Run(f"  {left}{' ' * space}{right}  ", "title"),)
    return (Run(" " * width, "title"),)


def notice_row(notice: str, place: str, port: Viewport) -> Row:
    """Return a notice, which the caller knows to fit; what stands on its right where there is room."""
    free = port.columns - cell_len(notice) - cell_len(place) - 4
    right = f"{' ' * free}{place}" if place and free > 0 else ""
    return pad((Run(f"  {notice}{right}", "pick"),), port.columns, "pick")


def dots(step: int, steps: int) -> str:
    """Return the progress as dots, nothing when there are no steps."""
    return "●" * step + "○" * (steps - step)


def filled_bar(share: float) -> str:
    """Return a bar that is filled to a share from 0 to 1; only 1 fills it."""
    filled = int(share * _BAR_CELLS)
    return "█" * filled + "─" * (_BAR_CELLS - filled)


# What the last key has at least, so that the others keep their words from page to page.
_RESERVED = {1: 18, 2: 18, 3: 18, 4: 0}


# Most pages of a screen have the keys of the page before.
@lru_cache(maxsize=32)
def place_keys(keys: tuple[Key, ...], port: Viewport) -> tuple[PlacedKey, ...]:
    """Fit the keys into the bar: the last one takes what the others leave and keeps its words longest."""
    fewer = [key for key in keys if not key.spare]
    last = keys[-1]
    in_words = [replace(key, worded=bool(key.words)) for key in keys]
    # Beside a further key the usual ones keep their words rather than the one that can be spared.
    further = any(key.worded and key.style == "text" for key in keys)
    fewer_in_words = [key for key in in_words if not (further and key.spare)]
    *words, cap = last.labels()
    short_words = [f"{last.cap} {last.short_word}"] if last.short_word else []
    for some, reserved, labels in (
        (in_words, _RESERVED[port.step], words),
        (in_words, 0, words),
        (fewer_in_words, 0, words),
        (keys, _RESERVED[port.step], words),
        (keys, 0, words),
        (fewer, 0, words),
        (keys, 0, short_words),
        (fewer, 0, short_words),
        (keys, _RESERVED[port.step], [cap]),
        (keys, 0, [cap]),
    ):
        for word in labels:
            placed = _fit(some, word, reserved, port)
            if placed is not None:
                return placed
    return _place(keys, [key.labels()[-1] for key in keys], port)


def _fit(
    keys: Sequence[Key], word: str, reserved: int, port: Viewport
) -> tuple[PlacedKey, ...] | None:
    """Fit the keys beside these words of the last one, None where that cannot be."""
    *others, _ = keys
    frame, gap = _frame_and_gap(port)
    taken = max(cell_len(word), reserved)
    left = port.columns - taken - frame - (frame + gap) * len(others)
    labels = _shorten(others, left)
    return None if labels is None else _place(keys, (*labels, word), port)


def _frame_and_gap(port: Viewport) -> tuple[int, int]:
    return (4, 1) if port.step < 4 else (0, 2)


def _shorten(keys: Sequence[Key], room: int) -> tuple[str, ...] | None:
    """Return labels that fit the room, shortening the widest first; None when even the caps do not."""
    chosen = [0] * len(keys)
    while True:
        labels = [key.labels()[depth] for key, depth in zip(keys, chosen, strict=True)]
        if sum(cell_len(label) for label in labels) <= room:
            return tuple(labels)
        shorter = [i for i, key in enumerate(keys) if chosen[i] + 1 < len(key.labels())]
        if not shorter:
            return None
        chosen[max(shorter, key=lambda i: cell_len(labels[i]))] += 1


def _place(keys: Sequence[Key], labels: Sequence[str], port: Viewport) -> tuple[PlacedKey, ...]:
    frame, gap = _frame_and_gap(port)
    x = 0
    placed = []
    for i, (key, label) in enumerate(zip(keys, labels, strict=True)):
        last = i == len(keys) - 1
        taken = port.columns - x if last else cell_len(label) + frame
        placed.append(PlacedKey(key, label, x, taken))
        x += taken + gap
    return tuple(placed)


def key_rows(placed: Sequence[PlacedKey], port: Viewport) -> tuple[Row, ...]:
    """Draw the key bar: three rows of keys, bordered unless columns are few; one row where rows are few."""
    if port.step == 4:
        words = _one_row(placed, port.columns)
        fill = _one_row([replace(p, label="") for p in placed], port.columns)
        return (words,) if port.footer_rows == 1 else (fill, words, fill)
    top: list[Run] = []
    middle: list[Run] = []
    bottom: list[Run] = []
    x = 0
    for p in placed:
        lead = p.x - x
        for row in (top, middle, bottom):
            row.append(Run(" " * lead))
        label = p.label.upper() if p.key.style == "hang" else p.label
        text = _centre(label, p.width - 2 if p.key.style == "text" else p.width)
        if p.key.style == "text":
            across = "─" * (p.width - 2)
            top.append(Run(f"╭{across}╮", "line"))
            middle += [Run("│", "line"), Run(text, "strong"), Run("│", "line")]
            bottom.append(Run(f"╰{across}╯", "line"))
        else:
            top.append(Run(" " * p.width, p.key.style))
            middle.append(Run(text, p.key.style))
            bottom.append(Run(" " * p.width, p.key.style))
        x = p.x + p.width
    return tuple(pad(row, port.columns) for row in (top, middle, bottom))


def _one_row(placed: Sequence[PlacedKey], columns: int) -> Row:
    runs: list[Run] = []
    x = 0
    for p in placed:
        runs.append(Run(" " * (p.x - x)))
        style: Style = "strong" if p.key.style == "text" else p.key.style
        runs.append(Run(_centre(p.label, p.width), style))
        x = p.x + p.width
    return pad(runs, columns)


def _centre(label: str, width: int) -> str:
    spare = max(0, width - cell_len(label))
    return " " * (spare // 2) + label + " " * (spare - spare // 2)
