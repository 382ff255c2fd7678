"""What is typed wrongly, and what the computer refuses, is said in whole sentences of one language."""

import errno
from pathlib import Path

import click
import pytest

from tutor.cli import COMMANDS
from tutor.cli.console import confirm, describe_refusal
from tutor.cli.group import group, run
from tutor.i18n import Translator

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("class", "plan", "--day", "1/12/2026", "--minutes", "0"), "--minutes cần một số nguyên"),
        (("class", "plan"), "Thiếu --day."),
        (("class", "plan", "--day"), "Sau --day còn thiếu một giá trị."),
        (("class", "plan", "--json=1"), "--json đứng một mình, không ghi gì theo sau."),
        (("report", "scam", "--from", "mai"), "--from chưa hợp: viết ngày như 31/12/2026"),
        (("report", "scam", "--format", "doc"), "--format cần một trong các giá trị: text, csv,"),
        (("report", "scam", "thừa"), "Phần này thừa: thừa"),
        (("people", "import", "/tmp"), "/tmp là thư mục; FILE cần tên của một tệp."),
        (("people", "import", "/không/có.csv"), "Không có tệp hay thư mục /không/có.csv."),
        (("people", "import", ""), "FILE cần tên của một tệp."),
        (("check", "/không/có"), "Không có tệp hay thư mục /không/có."),
        (("people", "exprt"), "Không có lệnh exprt. Có phải là export không?"),
        (("people", "--"), "Còn thiếu tên lệnh."),
    ],
)
def test_wrong_usage_is_reported_in_vietnamese(
    capsys: Capture, arguments: tuple[str, ...], sentence: str
) -> None:
    assert run(["--lang", "vi", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[0][: len(sentence)]) == ("", sentence)


def test_what_click_adds_to_help_is_in_vietnamese(capsys: Capture) -> None:
    assert run(["--lang", "vi", "class", "plan", "--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for text in ("[bắt buộc]", "[mặc định: 90; 15–300]", "[0–500]"):
        assert text in out


_OUTS = [
    ("print", "ld-gia-cong-an"),
    ("report", "scam"),
    ("people", "export", "Hoa"),
    ("class", "plan", "--day", "1/12/2026"),
    ("say", "Chào bác."),
]


@pytest.mark.parametrize("command", _OUTS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("out", "sentence"),
    [
        ("", "--out needs the name of a file."),
        (" ", "--out needs the name of a file."),
        ("{folder}", "{folder} is a folder; --out needs the name of a file."),
    ],
)
def test_an_unwritable_place_is_refused_first(
    capsys: Capture, tmp_path: Path, command: tuple[str, ...], out: str, sentence: str
) -> None:
    out, sentence = (text.replace("{folder}", str(tmp_path)) for text in (out, sentence))
    assert run(["--lang", "en", *command, "--out", out]) == 2
    assert capsys.readouterr().err.splitlines()[0] == sentence


@pytest.mark.parametrize("name", ["a" * 300, "b" * 300 + "/a"])
def test_an_impossible_file_name_is_refused(capsys: Capture, tmp_path: Path, name: str) -> None:
    assert run(["--lang", "en", "report", "scam", "--out", str(tmp_path / name)]) == 3
    assert capsys.readouterr().err.startswith("This name is too long for a file: ")


def test_audio_refuses_a_file_as_its_folder(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for out, sentence in (
        (str(file), f"{file} is a file; --out needs the name of a folder."),
        ("", "--out needs the name of a folder."),
    ):
        assert run(["--lang", "en", "audio", "lam-quen-phim", "--out", out]) == 2
        assert capsys.readouterr().err.splitlines()[0] == sentence


def test_errors_of_the_system_are_described_in_sentences() -> None:
    translate = Translator("vi")
    denied = PermissionError(errno.EACCES, "Permission denied", "/a/b")
    assert describe_refusal(denied, translate) == "Máy không cho đọc hoặc ghi ở đây: /a/b"
    full = OSError(errno.ENOSPC, "No space left on device")
    assert describe_refusal(full, translate).startswith("Ổ đĩa đã đầy")
    rare = OSError(errno.ELOOP, "Too many levels", "/a")
    assert describe_refusal(rare, translate) == "Máy không cho làm việc này: Too many levels"
    assert describe_refusal(PermissionError(errno.EACCES, "Denied"), translate).endswith(": Denied")


@pytest.mark.parametrize(
    ("given", "needed", "answer"),
    [
        ("c", False, True),
        ("CÓ", False, True),
        ("y", False, True),
        ("k", False, False),
        ("", False, False),
        ("hả|không", False, False),
        ("||c", True, True),
    ],
)
def test_confirm_asks_in_vietnamese_until_yes_or_no(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, given: str, needed: bool, answer: bool
) -> None:
    answers = iter(given.split("|"))
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
    assert confirm("Thật không?", Translator("vi"), needed=needed) == answer
    assert capsys.readouterr().err.count("Bạn trả lời c là có") == given.count("|")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_is_in_the_catalogue(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help
    assert Translator("vi")(command.help) != command.help
