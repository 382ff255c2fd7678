"""The YAML reader: restricted values, places, and files made to do harm."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tutor.content import MAX_BYTES, yaml_reader
from tutor.content.model import Place
from tutor.content.yaml_reader import read_bytes, read_document, read_path


def codes(raw: bytes) -> list[str]:
    return [problem.code for problem in read_document(raw, "f.yaml")[1]]


HOSTILE = {
    "deep list": (b"[" * 200_000, "too-deep"),
    "deep block list": (b"- " * 200_000, "too-deep"),
    "deep mapping": (b"{a: " * 200_000, "too-deep"),
    "mapping as key": (b"{" * 200_000, "key-not-text"),
    "two megabytes": (b"a" * 2_000_000, "file-too-large"),
    "alias bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "alias"),
    "many anchors": (b"&a " * 300_000, "alias"),
    "python tag": (b"a: !!python/object/apply:os.system [ls]\n", "tag"),
    "long tag": (b"!" * 900_000, "tag"),
    "many values": (b"[" + b"a," * 300_000 + b"]", "too-many-nodes"),
    "many keys": (b"\n".join(b"a%d: 1" % i for i in range(60_000)), "too-many-nodes"),
    "many documents": (b"---\n" * 200_000, "several-documents"),
    "NUL": (b"format: 1\ntitle: a\x00b\n", "unsafe-character"),
    "Windows Vietnamese": ("title: Giả".encode("cp1258", "replace") + b"\xf0\xfe\n", "not-utf8"),
    "UTF-16": ("title: Bài\n".encode("utf-16"), "not-utf8"),
    "tabs": (b"\t" * 1_000_000, "tab"),
    "loose marks": (("Gia\u0309 " * 30_000).encode(), "not-nfc"),
    "one long line": (b"a" * 900_000 + b": 1: 2", "yaml-colon"),
    "open quote": (b'a: "' + b"x\n" * 400_000, "yaml-quote"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_before_much_of_it_is_parsed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, code = HOSTILE[name]
    events = 0

    class CountingLoader(yaml_reader._Loader):  # type: ignore[misc]
        def get_event(self) -> object:
            nonlocal events
            events += 1
            return super().get_event()

    monkeypatch.setattr(yaml_reader, "_Loader", CountingLoader)
    assert code in codes(raw)
    assert events <= 2 * yaml_reader.MAX_NODES


@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_problems(raw: bytes) -> None:
    document, problems = read_document(raw, "f.yaml")

    assert document is not None or problems


@given(st.text(alphabet="abc:-[]{}\"'|>&*!%@#,\n\t ?<~", max_size=80))
def test_any_marks_give_a_document_or_problems(text: str) -> None:
    document, problems = read_document(text.encode(), "f.yaml")

    assert document is not None or problems


@given(
    st.recursive(
        st.integers(-9999, 9999) | st.booleans() | st.text("abcăâđêôơư ", min_size=1),
        lambda inner: (
            st.lists(inner, min_size=1)
            | st.dictionaries(st.text("abc", min_size=1), inner, min_size=1)
        ),
        max_leaves=20,
    )
)
def test_plain_data_survives_being_written_and_read(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)

    document, problems = read_document(text.encode(), "f.yaml")

    assert problems == []
    assert document is not None
    assert document.data == data


def test_only_true_false_and_plain_integers_are_resolved() -> None:
    raw = b"[12:30, +84123, 0123, yes, on, No, 2024-01-01, 1.5, 0x1F, True, 12, -3, true, false, ~]"

    document, _ = read_document(raw, "f.yaml")

    assert document is not None
    assert document.data == [
        *("12:30", "+84123", "0123", "yes", "on", "No", "2024-01-01", "1.5", "0x1F", "True"),
        *(12, -3, True, False, None),
    ]


def test_quoted_values_stay_text() -> None:
    document, _ = read_document(b'["113", \'true\', ""]', "f.yaml")

    assert document is not None
    assert document.data == ["113", "true", ""]


def test_block_text_has_no_last_line_break() -> None:
    document, _ = read_document(b"say: |\n  One.\n  Two.\n", "f.yaml")

    assert document is not None
    assert document.data == {"say": "One.\nTwo."}


def test_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    document, problems = read_document("\ufefftitle: Bài\r\nminutes: 5\r\n".encode(), "f.yaml")

    assert problems == []
    assert document is not None
    assert document.data == {"title": "Bài", "minutes": 5}


def test_every_value_and_key_has_its_place() -> None:
    raw = "title: Bài\nsteps:\n  - say: Chào\n    guide: {ask: Ai?, wait: 10}\n".encode()

    document, _ = read_document(raw, "f.yaml")

    assert document is not None
    assert document.place("title") == Place("f.yaml", 1, 8)
    assert document.place("steps", 0) == Place("f.yaml", 3, 5)
    assert document.place("steps", 0, "guide", "wait") == Place("f.yaml", 4, 29)
    assert document.key_place("steps", 0, "guide", "wait") == Place("f.yaml", 4, 23)


def test_unknown_path_has_the_place_of_its_nearest_ancestor() -> None:
    document, _ = read_document(b"steps:\n  - say: a\n", "f.yaml")

    assert document is not None
    assert document.place("steps", 0, "options", 3) == document.place("steps", 0)
    assert document.key_place("steps", 7) == document.place("steps")


def test_duplicate_key_leaves_the_document_readable() -> None:
    document, problems = read_document(b"a: 1\nb: 2\na: 3\n", "f.yaml")

    assert document is not None
    assert [(p.code, p.place.line, p.details["line"]) for p in problems] == [
        ("duplicate-key", 3, "1")
    ]


def test_reading_never_takes_more_of_a_file_than_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a" * (MAX_BYTES * 2))

    raw, _ = read_bytes(path, "big.yaml")

    assert raw is not None
    assert len(raw) == MAX_BYTES + 1
    assert [p.code for p in read_path(path)[1]] == ["file-too-large"]


def test_missing_file_is_a_problem(tmp_path: Path) -> None:
    document, problems = read_path(tmp_path / "no.yaml")

    assert document is None
    assert [p.code for p in problems] == ["file-unreadable"]
