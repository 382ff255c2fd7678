"""A laptop of a test: one stick, two voices and cheap keys, whatever the computer has that runs it."""

import os
from collections.abc import Callable
from pathlib import Path

from ui_kit import NOW
from volunteer_kit import NAMES

from tutor.classroom import pin
from tutor.classroom.roster import files
from tutor.speech import offers

PASSPHRASE = "bon con trau do"
LIST_FILE = "danh-sach-lop-ky-nang-so-cong-dong-2026.csv"


def close_laptop(set_attribute: Callable[[object, str, object], None], stick: Path) -> None:
    """Keep the sticks, folders and voices of this computer out; `stick` need not exist yet."""
    own_stick = (files.Folder("stick", stick, "KINGSTON"),)
    voices = [
        {
            "language": language,
            "title": title,
            "engine": "espeak",
            "engine_voice": language,
            "reason": None,
        }
        for language, title in (("vi", "Giọng Bắc"), ("en", "English"))
    ]
    set_attribute(files, "usual_folders", lambda: own_stick)
    set_attribute(offers, "voices_here", lambda: voices)
    set_attribute(pin, "HASHING", pin.Hashing(rounds=1, memory_kib=8))


def put_list_on_stick() -> Path:
    """Write a list of learners that has something to ask onto the stick, and return its file."""
    (stick,) = files.usual_folders()
    stick.path.mkdir(exist_ok=True)
    rows = [
        "STT;Họ và tên;Thôn;Ngày sinh",
        *(f"{n};{name};;1950" for n, name in enumerate(NAMES[18:24])),
        *("7;Lê Thị Hoa 0900 000 000;Thôn Đoài;", "8;???;;", "9;Lê Thị Hoa;Thôn Đoài;"),
    ]
    file = stick.path / LIST_FILE
    file.write_text("\n".join(rows), "utf-8")
    os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    return file
