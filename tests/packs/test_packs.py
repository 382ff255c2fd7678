"""Packs: every changed byte is refused, and whatever happens one version or the other is whole."""

import errno
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

import pytest
from packs_kit import DAY, OTHER, SIGNER, archive_of, have_few_lessons, put_pack

from tutor.content.facts import load_facts
from tutor.hub.signers import Signer, number_of, trust
from tutor.packs import contents, store
from tutor.packs.faults import PackError
from tutor.packs.manifest import About, Manifest, PackedFile, write_manifest
from tutor.packs.pack import Pack, read_pack
from tutor.paths import lesson_roots


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    have_few_lessons(monkeypatch.setattr)
    home = tmp_path / "tutor-home"
    trust(home, SIGNER.public, SIGNER.name)
    return home


def make(folder: Path, version: int = 1, signer: Signer = SIGNER, name: str = "so-moi") -> Pack:
    return read_pack(put_pack(folder, version, signer, name))


def fault_of(call: Callable[[], object]) -> str:
    with pytest.raises(PackError) as refused:
        call()
    return refused.value.fault


def test_any_changed_bytes_are_refused(tmp_path: Path) -> None:
    whole = make(tmp_path).path.read_bytes()
    changed, random = tmp_path / "changed", Random(17)
    places = [[at] for at in range(len(whole))]
    places += [random.sample(range(len(whole)), random.randint(2, 40)) for _ in range(300)]
    for at in places:
        data = bytearray(whole)
        for place in at:
            data[place] ^= random.randint(1, 255)
        changed.write_bytes(data)
        with pytest.raises(PackError):
            read_pack(changed)
    for other in (whole[: random.randrange(len(whole))], whole + b"x", b"PK" + whole, b""):
        changed.write_bytes(other)
        with pytest.raises(PackError):
            read_pack(changed)


FACT_FILE = PackedFile("lessons/facts.yaml", 1, "0" * 64)


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ([], "too-large"),
        ([FACT_FILE] * 2, "damaged"),
        ([replace(FACT_FILE, path="lessons/../../facts.yaml")], "damaged"),
        ([replace(FACT_FILE, path="/lessons/facts.yaml")], "damaged"),
        ([replace(FACT_FILE, path="lessons\\facts.yaml")], "damaged"),
        ([replace(FACT_FILE, path="lessons/contacts.yaml")], "damaged"),
        ([replace(FACT_FILE, path="lessons/vi/lua-dao/con.yaml")], "damaged"),
        ([replace(FACT_FILE, path="current")], "damaged"),
        ([replace(FACT_FILE, size=2 << 20)], "too-large"),
        ([replace(FACT_FILE, size=-1)], "too-large"),
        ([replace(FACT_FILE, digest="0")], "damaged"),
        ([FACT_FILE], "damaged"),
    ],
)
def test_what_a_signer_must_not_pack_is_refused(
    tmp_path: Path, files: list[PackedFile], fault: str
) -> None:
    about = About(name="so-moi", title={"vi": "Số mới"}, version=1, kind="facts")
    raw = write_manifest(Manifest(about=about, by="A", made_on=DAY, files=tuple(files)))
    members = [(file.path, b"x") for file in files]
    heads = [("tutor-pack-1.json", raw), ("tutor-pack-1.sig", SIGNER.sign(raw))]
    path = tmp_path / "x.tutorpack"
    path.write_bytes(archive_of([*heads, *members]))
    assert fault_of(lambda: read_pack(path)) == fault


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        (b"[" * 100_000, "damaged"),
        (b"null", "damaged"),
        (b'{"format": 2}', "newer"),
        (b'{"format": 1}', "damaged"),
        (b" " * (1 << 20) + b"{}", "damaged"),
    ],
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, values: bytes, fault: str) -> None:
    path = tmp_path / "x.tutorpack"
    path.write_bytes(
        archive_of([("tutor-pack-1.json", values), ("tutor-pack-1.sig", SIGNER.sign(values))])
    )
    assert fault_of(lambda: read_pack(path)) == fault


def test_other_zip_files_are_foreign_and_later_formats_newer(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    for name, fault in (("lessons/x.yaml", "foreign"), ("tutor-pack-2.json", "newer")):
        path.write_bytes(archive_of([(name, b"{}")]))
        assert fault_of(lambda: read_pack(path)) == fault
    path.write_bytes(b"%PDF-1.7")
    assert fault_of(lambda: read_pack(path)) == "foreign"


def test_every_zip_program_opens_a_pack(tmp_path: Path) -> None:
    with zipfile.ZipFile(make(tmp_path).path) as opened:
        assert opened.testzip() is None
        assert opened.namelist()[-1] == "lessons/facts.yaml"


def test_who_signs_and_which_version_decides(tmp_path: Path, home: Path) -> None:
    foreign = make(tmp_path / "a", signer=OTHER)
    assert fault_of(lambda: store.install(foreign, home, DAY)) == "unknown-signer"
    trust(home, OTHER.public, OTHER.name)
    second = make(tmp_path, 2)
    store.install(second, home, DAY)
    assert fault_of(lambda: store.install(second, home, DAY)) == "same"
    assert fault_of(lambda: store.install(make(tmp_path, 1), home, DAY)) == "older"
    later = make(tmp_path / "b", 3, OTHER)
    assert fault_of(lambda: store.install(later, home, DAY)) == "other-signer"
    double = make(tmp_path / "c", 1, name="so-khac")
    assert fault_of(lambda: store.install(double, home, DAY)) == "clash"
    assert [(pack.name, pack.version) for pack in store.installed(home)] == [("so-moi", 2)]


def test_a_pack_for_a_later_program_waits_for_it(tmp_path: Path, home: Path) -> None:
    pack = make(tmp_path)
    for program, fault in (("99", "program"), ("0.1", "")):
        later = replace(pack.manifest.about, program=program)
        asked = replace(pack, manifest=replace(pack.manifest, about=later))
        if fault:
            assert fault_of(lambda pack=asked: store.install(pack, home, DAY)) == fault  # type: ignore[misc]
        else:
            assert store.install(asked, home, DAY).version == 1


def test_a_number_tells_keys_apart() -> None:
    assert number_of(SIGNER.public) == "7732 0464 0114 8304 7204"
    assert number_of(OTHER.public) != number_of(SIGNER.public)


def test_any_sequence_leaves_one_version_whole(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is added, taken back, removed or interrupted, what is used is whole or is not there."""
    monkeypatch.setattr(store, "examine", lambda folder, *_: contents.contents_of(folder))
    monkeypatch.setattr(store, "shipped_contents", contents.Contents)
    packs = [make(tmp_path, version) for version in (1, 2, 3)]
    random = Random(17)
    add = [partial(store.install, pack, home, DAY) for pack in packs]
    back, remove = (partial(call, home, "so-moi") for call in (store.roll_back, store.remove))
    actions = [*add, *add, back, back, remove]
    before: list[int] = []
    for _ in range(200):
        steps = count(random.randint(-40, 14))
        with monkeypatch.context() as pulled:
            interrupt(pulled, lambda steps=steps: next(steps) == 0)  # type: ignore[misc]
            action = random.choice(actions)
            with suppress(OSError, PackError):
                action()
        assert store.damaged_packs(home) == []
        value = load_facts(*lesson_roots()[1:]).value("so-mau", "vi")
        used = [pack.version for pack in store.installed(home)]
        assert ([value] if value else []) == [str(version) for version in used]
        assert used or not before or action is remove
        before = used


def interrupt(patch: pytest.MonkeyPatch, now: Callable[[], bool]) -> None:
    """Let a call of the system fail as on a full disk when `now` says so."""
    for name in ("fsync", "rename", "replace", "unlink", "mkdir"):
        whole = getattr(os, name)

        def failing(
            *args: object, whole: Callable[..., object] = whole, **options: object
        ) -> object:
            if now():
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return whole(*args, **options)

        patch.setattr(os, name, failing)


def test_a_pack_is_found_like_own_lessons_and_goes_back(tmp_path: Path, home: Path) -> None:
    for version in (1, 2):
        store.install(make(tmp_path, version), home, DAY)
        assert load_facts(*lesson_roots()).value("so-mau", "vi") == str(version)
    assert store.roll_back(home, "so-moi").version == 1
    assert load_facts(*lesson_roots()).value("so-mau", "vi") == "1"
    assert fault_of(lambda: store.roll_back(home, "so-moi")) == "no-previous"
    store.remove(home, "so-moi")
    assert len(lesson_roots()) == 1
    assert fault_of(lambda: store.remove(home, "so-moi")) == "not-installed"
