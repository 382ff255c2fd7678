"""Better voices: the table, and how a voice comes from a stick or from a network that breaks off."""

import hashlib
import io
import re
from http.client import BadStatusLine
from pathlib import Path

import pytest
from click.testing import CliRunner
from voice_files_kit import model

from tutor.cli.voice import voices
from tutor.paths import bundled_voices
from tutor.speech.engines.recorded import VoiceFileError
from tutor.speech.installing import Installed
from tutor.speech.offers import (
    Offer,
    OfferedFile,
    fetch_offer,
    installed_models,
    offers_for,
    open_address,
    read_offers,
    take_offer,
)
from tutor.speech.profiles import SYSTEMS, read_profiles

FREE = {"CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0", "MIT"}


@pytest.mark.parametrize("offer", read_offers(), ids=lambda offer: offer.name)
def test_the_table_names_each_voice_with_its_licence_and_its_bytes(offer: Offer) -> None:
    assert offer.licence in FREE
    assert offer.attribution
    assert offer.title
    assert [file.name for file in offer.files] == [f"{offer.name}.onnx.json", f"{offer.name}.onnx"]
    for file in offer.files:
        assert re.fullmatch(r"[0-9a-f]{64}", file.sha256)
        assert file.size > 1_000
        # A revision, not a branch: the bytes are the same each time.
        assert re.match(r"https://[\w.]+/[\w/-]+/resolve/[0-9a-f]{40}/", file.address)
        assert file.address.endswith(f"/{file.name}")


def offer_of(folder: Path) -> Offer:
    """Return an offer of the small model in a folder."""
    file = model(folder)
    files = [
        OfferedFile(
            path.name,
            f"https://voices.example/{path.name}",
            path.stat().st_size,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in (folder / f"{file.name}.json", file)
    ]
    return Offer(file.stem, "vi", "bac", "Hoa", "MIT", "Hoa", tuple(files))


class Sent(io.BytesIO):
    """What a server sends."""

    def __init__(self, data: bytes, status: int = 200) -> None:
        super().__init__(data)
        self.status = status


class Server:
    """Serves a folder; a connection breaks after `limit` bytes."""

    def __init__(self, folder: Path, limit: int | None = None, *, continues: bool = True) -> None:
        self.folder, self.limit, self.continues = folder, limit, continues
        self.asked: list[tuple[str, int]] = []

    def __call__(self, address: str, first: int) -> Sent:
        name = address.rsplit("/", 1)[1]
        self.asked.append((name, first))
        data = (self.folder / name).read_bytes()
        if first and self.continues:
            return Sent(data[first:][: self.limit], 206)
        return Sent(data[: self.limit])


def spoke(_model: Path, _language: str) -> None:
    """Stand for a model that has spoken."""


def heard(_: int) -> None:
    """Ignore how much has come."""


def files(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def test_a_voice_comes_from_the_network_and_is_told_how_far_it_is(tmp_path: Path) -> None:
    source, home = tmp_path / "server", tmp_path / "voices"
    offer = offer_of(source)
    told: list[int] = []
    assert fetch_offer(offer, home, spoke, told.append, Server(source)) == Installed(
        "piper", offer.name, "vi"
    )
    assert told[-1] == offer.size
    assert told == sorted(told)
    assert files(home) == [f"piper/{offer.name}.onnx", f"piper/{offer.name}.onnx.json"]
    assert installed_models(home) == {offer.name}


@pytest.mark.parametrize("continues", [True, False])
def test_a_download_that_broke_off_is_continued(tmp_path: Path, continues: bool) -> None:
    source, home = tmp_path / "server", tmp_path / "voices"
    offer = offer_of(source)
    server = Server(source, limit=60, continues=continues)
    with pytest.raises(VoiceFileError, match="try again"):
        fetch_offer(offer, home, spoke, heard, server)
    assert installed_models(home) == set()
    server.limit = None
    fetch_offer(offer, home, spoke, heard, server)
    assert server.asked[1] == (offer.files[0].name, 60)
    assert installed_models(home) == {offer.name}


def test_without_a_network_one_sentence_says_so(tmp_path: Path) -> None:
    for fault in (OSError("no route"), BadStatusLine("SSH-2.0")):

        def nothing(address: str, first: int, fault: Exception = fault) -> Sent:
            raise fault

        with pytest.raises(VoiceFileError, match="could not be fetched"):
            fetch_offer(offer_of(tmp_path / "s"), tmp_path / "voices", spoke, heard, nothing)
    with pytest.raises(OSError, match="https"):
        open_address("file:///etc/passwd", 0)


def test_other_bytes_than_expected_are_deleted(tmp_path: Path) -> None:
    source, home = tmp_path / "server", tmp_path / "voices"
    offer = offer_of(source)
    for change in (b"x" * offer.files[1].size, bytes(5_000)):
        (source / offer.model).write_bytes(change)
        with pytest.raises(VoiceFileError, match="not the file that was expected"):
            fetch_offer(offer, home, spoke, heard, Server(source))
        assert not [name for name in files(home) if name.endswith(".onnx")]


def test_a_voice_comes_from_a_folder_of_a_stick(tmp_path: Path) -> None:
    stick, home = tmp_path / "stick", tmp_path / "voices"
    offer = offer_of(stick / "giong")
    assert take_offer(offer, [tmp_path / "none", stick], home, spoke).name == offer.name
    (stick / "giong" / offer.model).write_bytes(b"\x08\x07" + bytes(99) + b"x")
    with pytest.raises(VoiceFileError, match="in none of these folders"):
        take_offer(offer, [stick], tmp_path / "other", spoke)
    assert not (tmp_path / "other").exists()


def test_an_installed_voice_is_not_offered_again() -> None:
    names = [offer.name for offer in offers_for("vi", [])]
    assert names
    assert offers_for("vi", names) == offers_for("tlh", []) == ()


def test_learners_of_the_south_get_the_better_voice_too() -> None:
    profiles = {p.name: p for p in read_profiles([bundled_voices()])[0]}
    for system in SYSTEMS:
        order = profiles["vi-nam"].order[system]
        assert order[:2] == ("recorded", "piper")
        assert order[-1] == "espeak"


def test_the_list_says_which_better_voice_there_is_and_how_large() -> None:
    listed = CliRunner().invoke(voices, [], obj="vi").stdout
    assert "vi_VN-vais1000-medium: 63 MB" in listed
    assert "CC BY 4.0" in listed
    assert "tutor voices get vi_VN-vais1000-medium" in listed
    wrong = CliRunner().invoke(voices, ["get", "x"], standalone_mode=False, obj="en")
    assert "vi_VN-vais1000-medium" in str(wrong.exception)


def test_the_command_reports_that_a_stick_has_no_voice(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        voices, ["get", "--from", str(tmp_path)], standalone_mode=False, obj="en"
    )
    assert done.return_value == 1
    assert "in none of these folders" in done.stderr
