"""What becomes of bytes that no key sends."""

import pytest
from textual import events

from tutor.terminal.parser import ScreenPixels, TerminalParser

# Key codes and texts beyond Unicode, and so large that no number of the machine holds them.
BEYOND = (
    "\x1b[1114112;1;u",
    "\x1b[4294967296;1u",
    "\x1b[99999999999999999999;1u",
    "\x1b[97;1;1114112u",
    "\x1b[97;1;99999999999999999999:98u",
    "\x1b[:::;;u",
    "\x1b[0;0;0A",
    "\x1b[48;0;0;0;0t\x1b[<0;5;5M",
)
PASTED = "ab c"


class Clock:
    """A clock that stands still until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def keys(parser: TerminalParser, data: str) -> list[str]:
    return [event.key for event in parser.feed(data) if isinstance(event, events.Key)]


@pytest.mark.parametrize("sequence", BEYOND)
def test_a_sequence_that_cannot_be_read_takes_no_key_with_it(sequence: str) -> None:
    parser = TerminalParser()
    assert keys(parser, "a")[-1] == "a"
    assert keys(parser, f"{sequence}b")[-1] == "b"
    assert keys(parser, "c") == ["c"]


def test_a_paste_without_an_end_ends_when_nothing_more_comes() -> None:
    clock = Clock()
    parser = TerminalParser(clock=clock)
    assert list(parser.feed(f"\x1b[200~{PASTED}")) == []
    clock.now = 1.0
    assert list(parser.tick()) == []
    assert list(parser.feed("d")) == []
    clock.now = 2.5
    (pasted,) = parser.tick()
    assert isinstance(pasted, events.Paste)
    assert pasted.text == f"{PASTED}d"
    assert keys(parser, "e") == ["e"]


def test_a_whole_paste_is_one_event() -> None:
    (pasted, *more) = TerminalParser().feed(f"\x1b[200~{PASTED}\x1b[201~x")
    assert isinstance(pasted, events.Paste)
    assert pasted.text == PASTED
    assert [event.key for event in more if isinstance(event, events.Key)] == ["x"]


def test_the_report_of_the_screen_is_no_key() -> None:
    (report,) = TerminalParser().feed("\x1b[5;1080;1920t")
    assert isinstance(report, ScreenPixels)
    assert report.pixels == (1920, 1080)
