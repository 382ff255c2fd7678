"""Reader of the pictures of lessons folders, which steps name by their keys."""

from pathlib import Path

from tutor.content.model import HIGHEST, INK, PAPER, WIDEST, Picture, Problem
from tutor.content.yaml_reader import read_path

PICTURES_FILE = "pictures.yaml"
_SECTIONS = ("format", "pictures")


def load_pictures(*roots: Path) -> dict[str, Picture]:
    """Read the pictures of lessons folders, a later folder over an earlier one, without faulty ones."""
    return read_pictures(*roots)[0]


def read_pictures(*roots: Path) -> tuple[dict[str, Picture], list[Problem]]:
    """Read pictures and every problem of their files, which need not exist."""
    from tutor.content.decoding import decode_named, unknown_sections

    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    for path in (root / PICTURES_FILE for root in roots):
        if not path.is_file():
            continue
        document, faults = read_path(path)
        problems += faults
        if document is None:
            continue
        data = document.data
        entries = data.get("pictures") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(entries, dict):
            problems.append(Problem(document.place(), "needs-map", {"key": "pictures"}))
            continue
        problems += unknown_sections(data, _SECTIONS, document)
        for key, value in entries.items():
            picture, faults = decode_named(Picture, "pictures", key, value, document)
            problems += faults
            if picture is None:
                continue
            if _drawable(picture):
                pictures[key] = picture
            else:
                size = {"key": key, "width": str(WIDEST), "height": str(HIGHEST)}
                problems.append(Problem(document.place("pictures", key), "bad-picture", size))
    return pictures, problems


def _drawable(picture: Picture) -> bool:
    lines = picture.dots.splitlines()
    return (
        0 < len(lines) <= HIGHEST
        and 0 < picture.width <= WIDEST
        and set(picture.dots) <= {INK, PAPER, "\n"}
    )
