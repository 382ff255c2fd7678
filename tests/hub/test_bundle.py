"""Bundles: sealed files of records, and a stick that holds what was on it whenever it is pulled out."""

import errno
import gzip
import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from cheap_keys import make_cheap_keys
from nacl import exceptions
from nacl.pwhash import argon2id

from tutor.hub import bundle, sealing, stick
from tutor.hub.namesakes import pairs_to_ask
from tutor.hub.sealing import SealError
from tutor.hub.summary import describe
from tutor.i18n import Translator
from tutor.records.exchange import Content
from tutor.records.store import Store, open_store

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
WORDS = "bốn con trâu đỏ"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys with little memory: how much is tried in one test alone."""
    make_cheap_keys(monkeypatch.setattr)


def laptop(seed: int, *names: str) -> Store:
    store = open_store(None, clock=lambda: NOW, random=Random(seed))
    for name in names:
        store.add_person(name=name, hamlet="Xóm 3", on_roster=True)
    return store


def pack(store: Store, folder: Path, words: str = WORDS) -> stick.Packed:
    return stick.pack_onto(
        folder,
        store.exchange.content(),
        stick.read_bundles(folder, words),
        words,
    )


def names_on(folder: Path, words: str = WORDS) -> list[str]:
    contents = stick.contents_of(stick.read_bundles(folder, words))
    return sorted(row["name"] for content in contents for row in content.people)


def test_a_stick_that_goes_round_gathers_what_every_laptop_has(tmp_path: Path) -> None:
    first, second = laptop(1, "Hoa"), laptop(2, "Lan")
    assert pack(first, tmp_path).new_people == 1
    packed = pack(second, tmp_path)
    assert (packed.new_people, names_on(tmp_path)) == (1, ["Hoa", "Lan"])
    # One file, and nothing is written when there is nothing new.
    assert [file.name for file in tmp_path.iterdir()] == ["tutor-0002.goi"]
    assert pack(first, tmp_path).file is None
    first.exchange.join(stick.contents_of(stick.read_bundles(tmp_path, WORDS)))
    assert sorted(person.name for person in first.people()) == ["Hoa", "Lan"]
    first.change_person(first.people()[0].id, household="Hộ 3")
    assert pack(first, tmp_path).file is not None


def test_who_was_erased_leaves_the_stick_too(tmp_path: Path) -> None:
    first = laptop(1, "Hoa", "Lan")
    pack(first, tmp_path)
    first.erase_person(next(person.id for person in first.people() if person.name == "Hoa"))
    pack(first, tmp_path)
    assert names_on(tmp_path) == ["Lan"]


def test_nobody_reads_a_bundle_without_the_passphrase(tmp_path: Path) -> None:
    packed = pack(laptop(1, "Nguyễn Thị Hoa-Mẫu"), tmp_path)
    assert packed.file is not None
    sealed = packed.file.read_bytes()
    # Two bytes alone stand in any long row of chance.
    gzip_head = gzip.compress(b"", mtime=0)[:8]
    for part in ("Mẫu".encode(), "Xóm".encode(), b"person", gzip_head):
        assert part not in sealed
    # Capitals, marks and spaces are typed differently on different keyboards.
    assert names_on(tmp_path, " BON con  trau do") == ["Nguyễn Thị Hoa-Mẫu"]
    assert [read.fault for read in stick.read_bundles(tmp_path, "năm con trâu")] == ["passphrase"]


def test_a_bundle_of_another_team_stays_on_the_stick(tmp_path: Path) -> None:
    pack(laptop(1, "Hoa"), tmp_path, "một hai ba bốn năm")
    pack(laptop(2, "Lan"), tmp_path)
    assert names_on(tmp_path, "một hai ba bốn năm") == ["Hoa"]
    assert names_on(tmp_path) == ["Lan"]


def test_a_key_costs_an_attacker_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    header = sealing._read_header(sealing.seal(b"", WORDS, sealing.new_salt()))
    assert (header.operations, header.mebibytes) == (3, 64)
    assert not sealing.is_long_enough("trâu đỏ")
    assert sealing.is_long_enough(WORDS)


def sealed_bundle() -> bytes:
    content = laptop(1, "Hoa").exchange.content()
    return bundle.write_bundle(content, WORDS, sealing.new_salt())


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda data: b"", "foreign"),
        (lambda data: b"PK\x03\x04" + data, "foreign"),
        (lambda data: data[:4], "damaged"),
        (lambda data: data[:40], "damaged"),
        (lambda data: data[:-1], "damaged"),
        (lambda data: data + b"x", "damaged"),
        (lambda data: data[:-20] + bytes([data[-20] ^ 1]) + data[-19:], "damaged"),
        (lambda data: data[:10] + b"\x02" + data[11:], "newer"),
        (lambda data: data[:11] + b"\xff" + data[12:], "damaged"),
        # Another salt or nonce than those the data were sealed with.
        (lambda data: data[:20] + bytes([data[20] ^ 1]) + data[21:], "passphrase"),
    ],
)
def test_each_damage_has_its_name(change: Callable[[bytes], bytes], fault: str) -> None:
    with pytest.raises(SealError) as error:
        bundle.read_bundle(change(sealed_bundle()), WORDS)
    assert error.value.fault == fault


def test_a_file_that_asks_for_more_memory_than_there_is_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def kdf(*_args: object, **_limits: int) -> bytes:
        raise exceptions.RuntimeError

    sealed = sealed_bundle()
    monkeypatch.setattr(argon2id, "kdf", kdf)
    with pytest.raises(SealError) as error:
        bundle.read_bundle(sealed, "mot hai ba bon nam sau")
    assert error.value.fault == "too-large"


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([{"format": 2}], "newer"),
        ([{"format": "1"}], "damaged"),
        ([[]], "damaged"),
        ([], "damaged"),
        ([{"format": 1, "events": 1, "people": 0}], "damaged"),
        ([{"format": 1, "events": 0, "people": 1}, {"name": "Hoa"}], "damaged"),
        ([{"format": 1, "events": 0, "people": 0}, 7], "damaged"),
        ([{"format": 1, "events": 0, "people": 0, "x": "x" * (1 << 20)}], "too-large"),
    ],
)
def test_sealed_lines_that_no_program_wrote_are_refused(lines: list[object], fault: str) -> None:
    data = gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    with pytest.raises(SealError) as error:
        bundle.unpack(data)
    assert error.value.fault == fault


def test_a_stick_that_is_pulled_out_or_full_has_what_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writing fails at each of its calls of the system in turn."""
    pack(laptop(1, "Hoa"), tmp_path)
    for name in ("fsync", "rename", "_read_back", "unlink"):
        with monkeypatch.context() as patch:

            def fail(*_: object, **__: object) -> None:
                raise OSError(errno.ENOSPC, "full")

            match name:
                case "fsync":
                    patch.setattr(os, "fsync", fail)
                case "_read_back":
                    patch.setattr(stick, "_read_back", lambda _: b"")
                case _:
                    patch.setattr(Path, name, fail)
            with pytest.raises((OSError, SealError)):
                pack(laptop(2, "Lan"), tmp_path)
        assert "Hoa" in names_on(tmp_path), name
    # Whatever was left by that is put in order by the next time.
    pack(laptop(2, "Lan"), tmp_path)
    assert names_on(tmp_path) == ["Hoa", "Lan"]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_cut_off_copy_of_any_length_gives_nothing() -> None:
    sealed = sealed_bundle()
    for length in range(0, len(sealed), 37):
        with pytest.raises(SealError):
            bundle.read_bundle(sealed[:length], WORDS)


def test_what_it_brings_is_said_without_names() -> None:
    store = laptop(1, "Hoa", "Lan")
    session = store.classes.plan_session(day=date(2026, 12, 7), hamlet="Xóm 3").id
    store.classes.plan_session(day=date(2026, 12, 9), hamlet="Xóm 5")
    store.classes.start_session(session)
    device = store.exchange.device()[0][:4]
    assert describe([store.exchange.content()] * 2, Translator("en")) == [
        "Laptops: 1. Classes held: 1. People: 2.",
        "Classes from 07/12/2026 to 07/12/2026.",
        f"Laptop {device}: classes 1, people 2; Xóm 3",
    ]
    row = list(next(row for row in store.exchange.content().events if row[7] == "session-started"))
    row[1] = ""
    assert len(describe([store.exchange.content(), Content((tuple(row),))], Translator("en"))) == 3
    assert describe([Content()], Translator("en")) == ["Laptops: 0. Classes held: 0. People: 0."]


def test_namesakes_of_two_laptops_are_asked_about_once() -> None:
    first, second = laptop(1, "Nguyễn Thị Hoa", "Trần Văn Nam"), laptop(2, "Nguyễn Thị Hoa")
    second.add_person(name="Trần Văn Nam", hamlet="Xóm 5")
    # Two of one laptop were told apart when they were put on the list.
    second.add_person(name="Nguyễn Thị Hoa", hamlet="Xóm 3")
    first.exchange.join([second.exchange.content()])
    pairs = pairs_to_ask(first.people(), first.exchange.entries())
    assert [(one.name, other.name) for one, other in pairs] == [("Nguyễn Thị Hoa",) * 2] * 2
    one, other = pairs[0]
    first.classes.compare_people([(one.id, other.id)], same=False)
    assert len(pairs_to_ask(first.people(), first.exchange.entries())) == 1
    one, other = pairs[1]
    first.classes.compare_people([(one.id, other.id)], same=True)
    assert pairs_to_ask(first.people(), first.exchange.entries()) == []
    # The answer is known to whoever receives it.
    second.exchange.join([first.exchange.content()])
    assert pairs_to_ask(second.people(), second.exchange.entries()) == []


def test_a_name_is_compared_as_in_a_list_and_nobody_without_one_is_asked_about() -> None:
    first, second = laptop(1, "Hoa (beo)", ""), laptop(2, "Hoa béo", "")
    first.exchange.join([second.exchange.content()])
    pairs = pairs_to_ask(first.people(), first.exchange.entries())
    assert [{one.name, other.name} for one, other in pairs] == [{"Hoa (beo)", "Hoa béo"}]
