"""A better voice by keys: told to learners, installed by volunteers once it has spoken."""

from pathlib import Path

import pytest
from ui_kit import staged
from volunteer_kit import opened

from tutor.classroom.roster import files
from tutor.speech import offers, proving
from tutor.speech.engines.recorded import VoiceFileError
from tutor.speech.installing import Installed
from tutor.speech.offers import Offer


def words(text: str) -> str:
    return " ".join(text.split())


async def test_help_tells_a_learner_which_voice_a_volunteer_can_install() -> None:
    async with staged((66, 17), language="vi") as stage:
        await stage.press("h", "4", "3")
        stage.assert_on("VoicesScreen")
        page = words(stage.text())
        assert "Giọng hay hơn: VAIS-1000, nặng 63 MB, giấy phép CC BY 4.0." in page
        assert "bấm phím V" in page
        await stage.press("1")
        stage.assert_on("VoicesScreen")
        await stage.press("enter")
        stage.assert_on("LoudnessScreen")


async def test_in_english_the_voice_is_offered_as_what_it_is() -> None:
    async with staged((66, 17), language="en") as stage:
        await stage.press("h", "4", "3")
        assert "A better Vietnamese voice: VAIS-1000" in words(stage.text())


async def test_a_voice_from_the_network_is_installed_by_one_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fetched(offer: Offer, voices: Path, prove: object, tell: object) -> Installed:
        (voices / "piper").mkdir(parents=True)
        (voices / "piper" / offer.model).touch()
        return Installed("piper", offer.name, "vi")

    monkeypatch.setattr(proving, "install_piper", lambda _: None)
    monkeypatch.setattr(offers, "fetch_offer", fetched)
    async with staged((66, 17), language="vi") as stage:
        await opened(stage)
        await stage.press("8", "1")
        await stage.app.workers.wait_for_complete()
        page = words(stage.text())
        assert "Đã cài giọng vi_VN-vais1000-medium" in page
        assert "giọng hay nhất rồi" in page


async def test_what_stands_in_the_way_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> Installed:
        raise VoiceFileError(offers._NO_NETWORK)

    monkeypatch.setattr(proving, "install_piper", lambda _: None)
    monkeypatch.setattr(offers, "fetch_offer", broken)
    monkeypatch.setattr(files, "usual_folders", lambda: (files.Folder("stick", tmp_path, "USB"),))
    async with staged((66, 17), language="vi") as stage:
        await opened(stage)
        await stage.press("8")
        for key, sentence in (("1", "Chưa tải được giọng từ mạng."), ("2", "Không thư mục nào")):
            await stage.press(key)
            await stage.app.workers.wait_for_complete()
            await stage.pilot.pause()
            assert sentence in words(stage.text())
