"""`tutor bulletin` writes a lesson from a form or from answers, once, or says why not."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutor.cli import bulletin
from tutor.cli.asking import Asked
from tutor.cli.group import group
from tutor.hub.signers import new_signer
from tutor.packs.pack import read_pack

FORM = """title: Gọi báo trúng quạt
way: call
pretends: shop
wants: money
disguises:
  - says: Bác trúng quạt điện rồi. Bác chuyển ngay phí gửi nhé.
  - says: Cháu tặng bác cái quạt. Bác đặt cọc một ít nhé.
instead: Cúp máy, hỏi người nhà
source: Công an xã Đông Hòa
day: 2026-11-27
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUTOR_LESSONS", str(tmp_path / "lessons"))
    return tmp_path / "lessons"


def run(*options: str, typed: str = "") -> Result:
    return CliRunner().invoke(group, ["--lang", "en", "bulletin", *options], input=typed)


def made_of(form: str, folder: Path) -> Result:
    file = folder / "form.yaml"
    file.write_text(form, encoding="utf-8")
    return run("new", str(file))


def test_a_form_becomes_a_lesson_that_is_listed_as_new_and_written_once(
    root: Path, tmp_path: Path
) -> None:
    made = made_of(FORM, tmp_path)

    assert made.exit_code == 0
    (file,) = root.glob("vi/lua-dao/bt-*-goi-bao-trung-quat.yaml")
    assert made.stdout == f"{file}\n"
    text = file.read_text(encoding="utf-8")
    assert run("list").stdout.startswith("* ")
    again = made_of(FORM.replace("quạt điện", "tủ lạnh"), tmp_path)
    assert again.exit_code != 0
    assert file.read_text(encoding="utf-8") == text


def test_a_form_with_a_fault_writes_nothing_and_says_where_it_is(
    root: Path, tmp_path: Path
) -> None:
    refused = made_of(FORM.replace("hỏi người nhà", "gọi 0912345678"), tmp_path)

    assert refused.exit_code == 1
    problem, end = refused.stderr.splitlines()
    assert problem.startswith(f"{tmp_path / 'form.yaml'}:8:10: ")
    assert end == "Nothing was written."
    assert made_of("- no form\n", tmp_path).exit_code == 1
    assert not root.exists()


def test_answers_become_a_lesson_and_what_does_not_fit_is_asked_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = run("new")
    assert missing.exit_code == 2
    assert "FORM is missing." in missing.stderr

    def asked_in_a_terminal(translate) -> Asked:  # type: ignore[no-untyped-def]
        asked = Asked(translate)
        asked.asks = True
        return asked

    monkeypatch.setattr(bulletin, "Asked", asked_in_a_terminal)
    answers = [
        *("", "Tin báo trúng quạt", "message", "7", "money"),
        "Bác chuyển ngay phí gửi quạt về cho cửa hàng của chúng cháu trong buổi sáng nay nhé.",
        *("Bác trúng quạt rồi. Bác chuyển ngay phí gửi nhé.", "Cửa hàng Hoa Sen", ""),
        *("Cháu tặng bác cái quạt. Bác đặt cọc một ít nhé.", "", "1, 3"),
        *("", "Để đấy, hỏi người nhà", "Công an xã Đông Hòa", "1/1/2999", ""),
    ]
    made = run("new", typed="".join(f"{answer}\n" for answer in answers))

    assert made.exit_code == 0, made.stderr
    (file,) = root.glob("vi/lua-dao/bt-*.yaml")
    text = file.read_text(encoding="utf-8")
    assert "name: Cửa hàng Hoa Sen" in text
    assert text.count("- urgency") == 2
    assert text.count("- secrecy") == 1
    again = run("new", typed="Tin báo trúng quạt\n")
    assert f"there already: {file.stem}" in again.stderr
    assert "another title" in again.stderr.splitlines()[-2]
    for said in ("Please write some words.", "in one breath", "write a day such as"):
        assert made.stderr.count(said) == 1


def test_a_bulletin_is_packed_as_one_signed_file(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    root.mkdir()
    fact = (
        "value: {vi: '0226 385 0113'}, source: Công an xã, certainty: A, "
        "verified_on: 2026-11-20, recheck_after: 2027-11-20"
    )
    facts = f"format: 1\nfacts:\n  so-xa: {{{fact}}}\n  khac: {{{fact}}}\n"
    (root / "facts.yaml").write_text(facts, encoding="utf-8")
    made = made_of(FORM.replace("hỏi người nhà", "gọi {fact:so-xa}"), tmp_path)
    assert made.exit_code == 0, made.stderr
    (file,) = root.glob("vi/lua-dao/bt-*.yaml")
    out = tmp_path / "tin.tutorpack"
    refused = run("pack", file.stem, "--out", str(out))
    assert (refused.exit_code, out.exists()) == (1, False)
    assert run("pack", "ld-cap-cuu", "--out", str(out)).exit_code == 2
    monkeypatch.setattr("tutor.cli.pack.ask_signer", lambda *_: new_signer("Đội thôn Đông"))

    packed = run("pack", file.stem, "--number", "2", "--out", str(out))

    assert packed.exit_code == 0, packed.stderr
    pack = read_pack(out)
    about = pack.manifest.about
    with zipfile.ZipFile(out) as zipped:
        [carried] = [name for name in zipped.namelist() if name.endswith("facts.yaml")]
        assert list(json.loads(zipped.read(carried))["facts"]) == ["so-xa"]
    assert (about.name, about.version, about.kind) == (file.stem, 2, "bulletin")
    assert dict(about.title) == {"vi": "Gọi báo trúng quạt"}
