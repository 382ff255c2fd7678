"""Packs by a signer who means harm: installed whole, or refused and nothing written."""

import json
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fuzzing import round_of, seeds
from packs_kit import SIGNER, archive_of, have_few_lessons

from tutor.hub.signers import trust
from tutor.i18n import Translator
from tutor.packs import contents, store
from tutor.packs.faults import PackError
from tutor.packs.messages import describe_fault
from tutor.packs.pack import MANIFEST_FILE, SIGNATURE_FILE, read_pack

TODAY = date(2026, 6, 1)
LESSON = b"""format: 1
id: vi-du
language: vi
topic: lua-dao
title: A
objective: B
minutes: 1
steps:
  - say: Nghe.
    id: nghe
"""
PATHS = (
    *("lessons/vi/lua-dao/vi-du.yaml", "lessons/facts.yaml", "lessons/words.yaml"),
    *("lessons/topics.yaml", "lessons/skills.yaml", "lessons/phone/may.yaml", "voices/x.yaml"),
    *("lessons/media/a.png", "voices/piper/m.onnx", "voices/recorded/co-hoa/manifest.yaml"),
    *(
        "../x.yaml",
        "lessons/../../x.yaml",
        "/x",
        "C:/x",
        "lessons\\x.yaml",
        "lessons/vi/a/con.yaml",
    ),
    *("lessons/vi/a/\u202e.yaml", "lessons/contacts.yaml", "current", "lessons/vi/a/B.yaml", ""),
    *(MANIFEST_FILE, "lessons/facts.yaml/x", "lessons/vi/" + "a" * 250 + "/a.yaml"),
)
DATA = (
    *(LESSON, b"", b"format: 1\nfacts: {}\n", b"facts: [1]\n", b"\x00" * 2_000, b"[" * 5_000),
    *(b"format: 1\ntopics:\n  - {id: a}\n", b"a: &a [1]\nb: [*a, *a]\n", b"app: x\nscreens: {}\n"),
    *(b"name: x\nlanguage: vi\nengines: {}\npauses: {}\n", b"\x89PNG\r\n\x1a\n", b"x" * 1_100_000),
)
# The first ones may stand in a pack of some kind.
GOOD = PATHS[:10]
VALUES: tuple[Any, ...] = (
    None,
    0,
    -1,
    1,
    2**70,
    1.5,
    True,
    "",
    "x",
    "\x1b[2J",
    "../x",
    [],
    {},
    [[]],
    {"vi": "A"},
)


def hostile(random: Random) -> bytes:
    """Return the bytes of a pack that is signed as it stands, whatever it holds."""
    names = random.sample(PATHS if random.random() < 0.3 else GOOD, random.choice((0, 0, 1, 2)))
    files = {name: random.choice(DATA) for name in names}
    if random.random() < 0.9:
        files[PATHS[0]] = LESSON
    rows = [[name, len(data), sha256(data).hexdigest()] for name, data in sorted(files.items())]
    manifest: dict[str, Any] = {
        "format": 1,
        "name": "vi-du",
        "title": {"vi": "A"},
        "version": 1,
        "kind": random.choice(("lessons",) * 5 + ("bulletin", "facts", "voice")),
        "program": "",
        "by": "A",
        "made_on": "2026-06-01",
        "files": rows,
    }
    if random.random() < 0.4:
        manifest[random.choice(list(manifest))] = random.choice(VALUES)
    if rows and random.random() < 0.2:
        random.choice(rows)[random.randrange(3)] = random.choice(VALUES)
    raw = json.dumps(manifest).encode()
    members = [(name, data) for name, data in sorted(files.items()) if name.isascii()]
    if random.random() < 0.1:
        random.shuffle(members)
    return archive_of([(MANIFEST_FILE, raw), (SIGNATURE_FILE, SIGNER.sign(raw)), *members])


def add(folder: Path, random: Random) -> str:
    """Add a pack, use what is there then, and remove it; return what came of it."""
    home, file = folder / "tutor-home", folder / "x.tutorpack"
    file.write_bytes(hostile(random))
    outcome = "added"
    try:
        store.install(read_pack(file), home, TODAY, replacing=True, prove=lambda *_: None)
    except PackError as error:
        outcome = error.fault
        sentence = describe_fault(error, file.name, Translator("vi"))
        assert sentence
        assert "{" not in sentence
    assert store.damaged_packs(home) == []
    assert {path.name for path in folder.iterdir()} <= {"tutor-home", "x.tutorpack"}
    assert {path.name for path in home.iterdir()} <= {"packs", "pack-signers.json"}
    packs = home / "packs"
    assert outcome == "added" or not packs.exists() or not list(packs.iterdir())
    for each in store.installed(home):
        contents.contents_of(each.folder)
        store.remove(home, each.name)
    return outcome


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    have_few_lessons(monkeypatch.setattr)
    trust(tmp_path / "tutor-home", SIGNER.public, SIGNER.name)
    return tmp_path


def test_a_few_hostile_packs(folder: Path) -> None:
    for seed in range(20):
        with round_of(seed) as random:
            add(folder, random)


@pytest.mark.slow
def test_hostile_packs(folder: Path) -> None:
    outcomes: Counter[str] = Counter()
    for seed in seeds(2_000):
        with round_of(seed) as random:
            outcomes[add(folder, random)] += 1
    print(dict(outcomes))
