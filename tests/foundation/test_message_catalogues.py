"""The program's words in Vietnamese: all there, composed, with the same places, and compiled as committed."""

import ast
import re
import runpy
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import tutor

PACKAGE = Path(tutor.__file__).parent
SCRIPT = Path(__file__).parents[2] / "scripts" / "catalogues.py"
SOURCES = sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/tutor.po"))
# How a message is marked in the code, with how many texts it has. Parsed here instead of by Babel, which
# overlooks what stands within an f-string.
MARKS = {
    **dict.fromkeys(
        ("_", "N_", "translate", "_translate", "p", "phrases", "_phrases", "note", "_say"), 1
    ),
    "self": 1,
    "plural": 2,
}
FORMS_OF_ADDRESS = {"{bac}", "{Bac}", "{cac_bac}", "{Cac_bac}"}
_PLACE = re.compile(r"\{\w*\}")


def _read(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, locale=source.parents[1].name)


def _messages() -> set[str]:
    modules = (ast.parse(path.read_bytes()) for path in PACKAGE.rglob("*.py"))
    calls = (node for one in modules for node in ast.walk(one) if isinstance(node, ast.Call))
    return {text for call in calls for text in _marked(call)}


def _marked(call: ast.Call) -> Iterator[str]:
    name = str(getattr(call.func, "attr", getattr(call.func, "id", "")))
    for argument in call.args[: MARKS.get(name, 0)]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def test_vietnamese_has_every_message() -> None:
    catalogue = _read(PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "tutor.po")
    known = {t for m in catalogue if m.string and not m.fuzzy for t in _forms(m.id)}
    assert sorted(_messages() - known - {""}) == []


def test_the_messages_of_the_code_are_found() -> None:
    assert {"Hear again", "What do you need?", "{count} lesson", "{count} lessons"} <= _messages()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parents[1].name)
def test_compiled_catalogue_is_that_of_its_source(source: Path) -> None:
    for name, compile_catalogue in runpy.run_path(str(SCRIPT))["COMPILED"].items():
        assert source.with_name(name).read_bytes() == compile_catalogue(source), "make catalogues"


def test_the_help_page_reads_its_own_messages_alone() -> None:
    """The whole catalogue takes longer to read than the rest of `tutor --help` to run."""
    script = """if 1:
        import gettext
        from pathlib import Path
        from tutor.cli import help_page
        from tutor.i18n import Translator
        read = []
        class Recording(gettext.GNUTranslations):
            def __init__(self, file):
                read.append(Path(file.name).name)
                super().__init__(file)
        gettext.GNUTranslations = Recording
        translate = Translator("vi")
        help_page(translate)
        print(list(read), translate("Hear again") != "Hear again", read)
    """
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.split("\n")[0] == "['help.mo'] True ['help.mo', 'tutor.mo']"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parents[1].name)
def test_translations_are_composed_and_keep_the_places(source: Path) -> None:
    for message in _read(source):
        known = set(_PLACE.findall(" ".join(_forms(message.id))))
        for text in _forms(message.string):
            assert unicodedata.is_normalized("NFC", text), text
            assert set(_PLACE.findall(text)) - FORMS_OF_ADDRESS <= known, text


def _forms(texts: object) -> list[str]:
    """Return the singular and the plural of a message or of its translation, or its only form."""
    return [text for text in texts if text] if isinstance(texts, tuple | list) else [str(texts)]
