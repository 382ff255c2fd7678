"""Compile the message catalogues: `tutor/locale/*/LC_MESSAGES/tutor.po` into the `.mo` beside each."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent.parent / "tutor" / "locale"


def compiled(source: Path) -> bytes:
    from io import BytesIO

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parents[1].name)
    result = BytesIO()
    write_mo(result, catalogue)
    return result.getvalue()


def main() -> None:
    for source in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))


if __name__ == "__main__":
    main()
