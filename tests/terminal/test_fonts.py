"""What is sent to a window of our own to set its font."""

import json
import socket
from pathlib import Path

from tutor.terminal.fonts import KittyFont, font_control

POINTS = (17, 25, 34, 50)


def test_kitty_gets_the_points_of_a_step_by_its_socket(tmp_path: Path) -> None:
    path = str(tmp_path / "kitty")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as kitty:
        kitty.bind(path)
        kitty.listen()
        environ = {"KITTY_LISTEN_ON": f"unix:{path}"}
        font = font_control("kitty", "Mono", POINTS, environ, lambda _: None)
        assert font is not None
        assert font.show_step(3)
        asking, _ = kitty.accept()
        with asking:
            command = asking.recv(1000).decode()
    assert command.startswith("\x1bP@kitty-cmd")
    assert command.endswith("\x1b\\")
    told = json.loads(command.removeprefix("\x1bP@kitty-cmd").removesuffix("\x1b\\"))
    assert (told["cmd"], told["payload"]) == ("set-font-size", {"size": 34})


def test_a_kitty_that_is_gone_says_no(tmp_path: Path) -> None:
    assert not KittyFont(str(tmp_path / "gone"), POINTS).show_step(2)


def test_xterm_gets_the_name_of_the_font_with_its_size() -> None:
    written: list[str] = []
    font = font_control("xterm", "JetBrains Mono", POINTS, {}, written.append)
    assert font is not None
    assert font.show_step(4)
    assert written == ["\x1b]50;JetBrains Mono:size=50\x1b\\"]


def test_others_cannot() -> None:
    assert font_control("kitty", "Mono", POINTS, {}, lambda _: None) is None
    assert (
        font_control("kitty", "Mono", POINTS, {"KITTY_LISTEN_ON": "tcp:1"}, lambda _: None) is None
    )
    assert font_control("foot", "Mono", POINTS, {}, lambda _: None) is None
