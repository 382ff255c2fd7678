"""Compile the message catalogues: `tutor/locale/*/LC_MESSAGES/tutor.po` into two `.mo` beside each.

`tutor.mo` has every message; `help.mo` has those of `tutor/cli/__init__.py`, read in a tenth of the time.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parent.parent / "tutor"
SOURCES = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/tutor.po"))
_MARKS = {"N_": None, "translate": None, "plural": (1, 2)}


def compile_all(source: Path) -> bytes:
    """Return the compiled catalogue of every message of a source."""
    return _bytes_of(_read(source))


def compile_help(source: Path) -> bytes:
    """Return the compiled catalogue of the messages that `tutor --help` and `tutor list` may show."""
    whole = _read(source)
    helps = Catalog(locale=whole.locale)
    helps.mime_headers = whole.mime_headers
    for _, message, *_ in extract_from_file("python", PACKAGE / "cli" / "__init__.py", _MARKS):
        translated = whole.get(message)
        if translated is not None:
            helps.add(message, translated.string)
    return _bytes_of(helps)


def _read(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, locale=source.parents[1].name)


def _bytes_of(catalogue: Catalog) -> bytes:
    result = BytesIO()
    write_mo(result, catalogue)
    return result.getvalue()


COMPILED = {"tutor.mo": compile_all, "help.mo": compile_help}


def main() -> None:
    for source in SOURCES:
        for name, compile_catalogue in COMPILED.items():
            source.with_name(name).write_bytes(compile_catalogue(source))


if __name__ == "__main__":
    main()
