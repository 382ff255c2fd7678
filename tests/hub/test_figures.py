"""Figures without names: nobody and no class is counted twice, and a changed file is found out."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import click
import pytest
from cheap_keys import make_cheap_keys

from tutor.cli import DONE, USAGE, USER_DATA, wiring
from tutor.cli.group import run
from tutor.content.text import is_unsafe
from tutor.engine.events import RunFinished, RunStarted
from tutor.hub.figures import (
    Figures,
    FiguresError,
    digest_of,
    figures_of,
    put_together,
    sums_of,
)
from tutor.hub.figures_file import read_figures, write_figures
from tutor.hub.figures_report import figures_report
from tutor.hub.signers import distrust, keep_signer, new_signer, number_of
from tutor.i18n import Translator
from tutor.paths import home_folder, records_file
from tutor.records.store import Store, open_store
from tutor.reports.exports import as_text
from tutor.reports.hamlets import HamletIndex
from tutor.reports.report import ReportRequest, Scope, load_report_data
from tutor.reports.targets import Targets

NOW = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
COMMUNE, OTHER = "12472", "12499"


def laptop(seed: int) -> Store:
    return open_store(None, clock=lambda: NOW, random=Random(seed))


def person(store: Store, name: str, commune: str = COMMUNE, household: str = "") -> str:
    return store.add_person(
        name=name, hamlet="Thôn Đông", commune=commune, household=household, on_roster=True
    ).id


def held(store: Store, *present: str, unnamed: int = 0) -> str:
    session = store.classes.plan_session(
        day=date(2026, 12, 7), hamlet="Thôn Đông", commune=COMMUNE
    ).id
    store.classes.start_session(session)
    store.classes.note_attendances(session, dict.fromkeys(present, ("present", "")))
    if unnamed:
        store.classes.count_unnamed(session, unnamed)
    return session


def finish(store: Store, who: str) -> None:
    run = f"run-{who}"
    store.append(
        who,
        [
            RunStarted(at=NOW, run=run, lesson="a", language="vi", revision="r", seed="s", steps=1),
            RunFinished(at=NOW, run=run, lesson="a"),
        ],
    )


def figures(store: Store, by: str = "Đội 1") -> Figures:
    translate = Translator("en")
    request = ReportRequest(
        translate=translate,
        today=date(2027, 1, 2),
        hamlets=HamletIndex(Targets(), translate),
        scope=Scope(since=date(2026, 12, 1), until=date(2026, 12, 31)),
    )
    device, number = store.exchange.device()
    data = load_report_data(store, with_events=True)
    return figures_of(data, request, laptop=device, number=number, by=by, made_on=date(2027, 1, 2))


def in_all(figures: Figures) -> tuple[int, int, int, int, int, int]:
    """Return classes, present, not written down, different people, who finished a lesson, homes."""
    sums = sums_of(figures)[-1]
    people = sums.people
    counts = people["came"], people["finished"], people["homes"]
    return sums.classes, sums.present, sums.unnamed, *counts


@pytest.fixture
def three() -> list[Figures]:
    """Return figures of three laptops, of which two have met."""
    first, second, third = laptop(1), laptop(2), laptop(3)
    hoa, lan = person(first, "Hoa", household="H1"), person(first, "Lan", household="H1")
    held(first, hoa, lan, unnamed=2)
    second.exchange.join([first.exchange.content()])
    held(second, hoa)
    finish(second, hoa)
    held(third, person(third, "Nam", OTHER))
    return [figures(store, f"Đội {n}") for n, store in enumerate((first, second, third), 1)]


def together(*files: Figures) -> Figures:
    return put_together(files, "Xã", date(2027, 1, 3))


def test_who_and_what_two_laptops_have_counts_once(three: list[Figures]) -> None:
    assert in_all(three[0]) == (1, 4, 2, 2, 0, 1)
    assert in_all(three[1]) == (2, 5, 2, 2, 1, 1)
    assert in_all(together(*three)) == (3, 6, 2, 3, 1, 1)
    assert [(sums.commune, sums.classes) for sums in sums_of(together(*three))] == [
        (COMMUNE, 3),
        (OTHER, 0),
        (None, 3),
    ]


def test_any_order_and_repetition_and_any_sums_of_sums_are_the_same(three: list[Figures]) -> None:
    whole = together(*three)
    for order in permutations(three):
        assert together(*order) == whole
        assert together(together(*order[:2]), order[2], order[0]) == whole
        assert together(together(*order), together(*order[1:])) == whole


def test_the_later_figures_of_a_laptop_replace_the_earlier() -> None:
    store = laptop(1)
    hoa = person(store, "Hoa")
    session = held(store, hoa)
    before = figures(store)
    store.classes.note_attendances(session, {hoa: ("absent", "ill")})
    after = figures(store)
    for files in ((before, after), (after, before)):
        assert in_all(together(*files)) == (1, 0, 0, 0, 0, 0)


def test_two_entries_of_one_person_count_once_when_that_was_said() -> None:
    first, second = laptop(1), laptop(2)
    hoa, too = person(first, "Hoa"), person(second, "Hoa")
    for store, who in ((first, hoa), (second, too)):
        held(store, who)
        store.exchange.join([first.exchange.content(), second.exchange.content()])
    apart = together(figures(first), figures(second))
    first.classes.compare_people([(hoa, too)], same=True)
    second.exchange.join([first.exchange.content()])
    joined = together(figures(first), figures(second))
    assert (in_all(apart)[3], in_all(joined)[3]) == (2, 1)
    assert in_all(apart)[0] == in_all(joined)[0] == 2


def test_a_file_has_no_names_and_no_ids_of_people(three: list[Figures]) -> None:
    text = write_figures(together(*three)).decode()
    for name in ("Hoa", "Lan", "Nam", "H1", "Thôn Đông"):
        assert name not in text
    store = laptop(1)
    hoa = person(store, "Hoa")
    held(store, hoa)
    finish(store, hoa)
    file = figures(store)
    assert hoa not in write_figures(file).decode()
    # Nor does one figure tell who is meant by another.
    (counts,) = file.parts[0].people.values()
    assert not counts["came"] & counts["finished"]


def test_a_file_is_read_as_it_was_written_and_changes_are_found(three: list[Figures]) -> None:
    whole = together(*three)
    data = write_figures(whole)
    assert read_figures(data) == whole
    values = json.loads(data)
    changes: list[Callable[[Any], object]] = [
        lambda v: v["sums"][0].update(classes=99),
        lambda v: v["parts"][0].update(by="Đội khác"),
        lambda v: v["parts"][0]["classes"][0].update(present=99),
        lambda v: v["parts"].pop(),
        lambda v: v.update(month="2026-11"),
    ]
    for change in changes:
        changed = json.loads(data)
        change(changed)
        assert changed != values
        with pytest.raises(FiguresError) as error:
            read_figures(json.dumps(changed).encode())
        assert error.value.fault == "damaged"
    for other, fault in (
        (data[:-30], "damaged"),
        (b"", "foreign"),
        (b"PK\x03\x04", "foreign"),
        (b"[1]", "foreign"),
        (json.dumps(values | {"format": 2}).encode(), "newer"),
    ):
        with pytest.raises(FiguresError) as error:
            read_figures(other)
        assert error.value.fault == fault


def test_a_signature_says_who_made_a_file_and_fits_nothing_else(three: list[Figures]) -> None:
    signer, other = new_signer("Đội 1"), new_signer("Đội 2")
    data = write_figures(three[0], signer)
    assert read_figures(data) == replace(three[0], signer=signer.public)
    assert read_figures(write_figures(three[0])).signer == b""
    values = json.loads(data)
    stolen = json.loads(write_figures(three[1], signer))["signature"]
    as_pack = signer.sign(values["sha256"].encode()).hex()
    for signature in (stolen, as_pack, other.public.hex() + values["signature"][64:], "zz", 7):
        with pytest.raises(FiguresError) as error:
            read_figures(json.dumps(values | {"signature": signature}).encode())
        assert error.value.fault == "damaged"


def test_what_others_wrote_in_a_file_controls_no_terminal() -> None:
    store = laptop(1)
    hoa = person(store, "Hoa")
    held(store, hoa)
    file = figures(store, by="Đội\x1b[2J 1\u202e")
    assert read_figures(write_figures(file)) == file
    report = figures_report(file, Translator("vi"))
    assert report.about == "Đội[2J 1"
    assert not any(map(is_unsafe, as_text(report, Translator("vi")).replace("\n", "")))


def test_texts_that_cannot_be_written_are_damage() -> None:
    (part,) = figures(laptop(1)).parts
    torn = Figures(
        month="2026-12", by="Đội", made_on="2026-12-01", parts=(replace(part, by="\ud800"),)
    )
    data = write_figures(replace(torn, parts=(part,)))
    values = json.loads(data)
    del values["sha256"]
    values["parts"][0] |= {"by": "\ud800", "sha256": torn.parts[0].digest}
    with pytest.raises(FiguresError) as error:
        read_figures(json.dumps(values | {"sha256": digest_of(values)}).encode())
    assert error.value.fault == "damaged"


def test_months_are_not_mixed(three: list[Figures]) -> None:
    other = Figures(month="2026-11", by="", made_on="2026-12-01", parts=())
    with pytest.raises(FiguresError):
        together(three[0], other)


def test_the_command_makes_sums_and_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cheap_keys(monkeypatch.setattr)
    typed = ["bon con trau do", "n", "y"]
    monkeypatch.setattr(click, "prompt", lambda *_, **__: typed.pop(0))
    signer = new_signer("Đội Đông")
    keep_signer(home_folder(), signer, typed[0])
    store = open_store(records_file(), clock=wiring.now)
    hoa = person(store, "Hoa")
    session = store.classes.plan_session(day=wiring.now().date(), commune=COMMUNE).id
    store.classes.start_session(session)
    store.classes.note_attendances(session, {hoa: ("present", "")})
    store.close()
    month = f"{wiring.now():%m/%Y}"

    def said(status: int, *arguments: object) -> str:
        assert run(["--lang", "en", "figures", *map(str, arguments)]) == status
        captured = capsys.readouterr()
        return captured.out + captured.err

    team, sum_ = tmp_path / "team.json", tmp_path / "commune.json"
    out = said(DONE, "make", "--month", month, "--by", "Đội", "--sign", "--out", team)
    assert "Signed by Đội Đông." in out
    distrust(home_folder(), signer.public)
    assert number_of(signer.public) in said(USER_DATA, "trust", team)
    said(DONE, "trust", team)
    assert "Signed by Đội." in said(DONE, "show", team)
    distrust(home_folder(), signer.public)
    assert "calls themselves Đội" in said(DONE, "show", team)
    out = said(DONE, "make", "--month", month, "--by", "Đội Thôn Đông", "--out", team)
    said(USER_DATA, "trust", team)
    assert f"Figures of month {month}" in out
    assert "not over yet" in out
    said(DONE, "sum", team, team, "--by", "Xã", "--out", sum_)
    assert "Đội Thôn Đông" in said(DONE, "show", sum_)
    sum_.write_bytes(sum_.read_bytes().replace(b'"present": 1', b'"present": 7'))
    assert "check number does not fit" in said(USER_DATA, "show", sum_)
    assert "Hoa" not in team.read_text()
    said(USAGE, "make", "--month", "13/2026", "--by", "x", "--out", team)
