"""Files of records damaged at random: it is noticed, and nothing that a backup has is lost."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from fuzzing import round_of, seeds
from records_damage import damaged_at, survives
from records_samples import journal_of

PAGE = 4096
SECTOR = 512


def interrupted(path: Path) -> tuple[bytes, bytes]:
    """Return a file in the middle of a transaction that changed all events, and its rollback journal."""
    damaged_at(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA cache_size = 4")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE event SET payload = payload || ' '")
        content, journal = path.read_bytes(), journal_of(path).read_bytes()
        connection.execute("ROLLBACK")
    return content, journal


def damage(raw: bytes, random: Random) -> bytes:
    damaged = bytearray(raw)
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        place = random.randrange(len(damaged)) if damaged else 0
        match random.randrange(7):
            case 0 if damaged:
                damaged[place] ^= 1 << random.randrange(8)
            case 1:
                start, length = place - place % PAGE, PAGE * random.choice((1, 1, 4))
                damaged[start : start + length] = bytes(len(damaged[start : start + length]))
            case 2:
                start = place - place % SECTOR
                damaged[start : start + SECTOR] = random.randbytes(SECTOR)
            case 3:
                del damaged[place:]
            case 4:
                other = random.randrange(len(damaged)) if damaged else 0
                page = damaged[other - other % PAGE :][:PAGE]
                damaged[place - place % PAGE :][:PAGE] = page
                damaged[place - place % PAGE : place - place % PAGE + len(page)] = page
            case 5:
                damaged += random.choice((bytes(PAGE), random.randbytes(PAGE), damaged[:PAGE]))
            case _:
                damaged[place : place + 8] = random.randbytes(8)
    return bytes(damaged)


def test_an_interrupted_transaction_is_rolled_back(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    content, journal = interrupted(path)
    assert survives(path, content) == "counted"
    assert survives(path, content, journal) == "whole"


@pytest.mark.slow
def test_damaged_files(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    content = damaged_at(path).read_bytes()
    outcomes: Counter[str] = Counter()
    for seed in seeds(2_000):
        with round_of(seed) as random:
            outcomes[survives(path, damage(content, random))] += 1
    print(dict(outcomes))


@pytest.mark.slow
def test_damaged_files_with_a_journal_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    content, journal = interrupted(path)
    whole = damaged_at(tmp_path / "other" / "tutor.db").read_bytes()
    outcomes: Counter[str] = Counter()
    for seed in seeds(2_000):
        with round_of(seed) as random:
            match random.randrange(3):
                case 0:
                    outcome = survives(path, content, damage(journal, random))
                case 1:
                    outcome = survives(path, damage(content, random), journal)
                case _:
                    outcome = survives(path, damage(whole, random), damage(journal, random))
            outcomes[outcome] += 1
    print(dict(outcomes))
