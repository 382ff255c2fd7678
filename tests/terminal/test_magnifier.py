"""Byte for byte what is written, and that an eye sees in large letters what Textual drew in small ones."""

import pytest
from fake_terminal import FakeTerminal
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tutor.terminal.magnifier import Magnifier
from tutor.terminal.probe import Way

ESC = "\x1b"


def begun(way: Way, scale: int = 2, columns: int = 20, rows: int = 6) -> Magnifier:
    magnifier = Magnifier()
    magnifier.begin(way, scale, columns, rows)
    return magnifier


def test_nothing_is_touched_at_the_usual_size() -> None:
    data = f"{ESC}[3;4H{ESC}[1mChào{ESC}[0m\n{ESC}]52;c;eA==\a{ESC}[?2026l"
    assert Magnifier().translate(data) == data


def test_beginning_clears_and_then_marks_every_row() -> None:
    assert Magnifier().begin("lines", 2, 20, 5) == (
        f"{ESC}[0m{ESC}[2J{ESC}[H{ESC}[1;1H{ESC}#3{ESC}[2;1H{ESC}#4{ESC}[3;1H{ESC}#3"
        f"{ESC}[4;1H{ESC}#4{ESC}[5;1H{ESC}#5{ESC}[H"
    )
    assert Magnifier().begin("text", 3, 20, 5) == f"{ESC}[0m{ESC}[2J{ESC}[H"


def test_ending_makes_every_row_normal_and_then_clears() -> None:
    assert begun("lines", rows=3).end() == (
        f"{ESC}[0m{ESC}[1;1H{ESC}#5{ESC}[2;1H{ESC}#5{ESC}[3;1H{ESC}#5{ESC}[2J{ESC}[H"
    )
    assert begun("text").end() == f"{ESC}[0m{ESC}[2J{ESC}[H"


def test_a_run_is_written_into_the_upper_and_the_lower_line() -> None:
    out = begun("lines").translate(f"{ESC}[2;5H{ESC}[1mệ{ESC}[0m")
    assert out == (f"{ESC}[4;5H{ESC}#4{ESC}[1mệ{ESC}[0m{ESC}[3;5H{ESC}#3{ESC}[1mệ{ESC}[0m")


@pytest.mark.parametrize(("way", "box"), [("lines", "┏━┓┃"), ("text", "╭─╮│")])
def test_boxes_get_heavy_lines_where_light_ones_break(way: Way, box: str) -> None:
    magnifier = Magnifier(xterm=True)
    magnifier.begin(way, 2, 20, 6)
    assert box in magnifier.translate(f"{ESC}[2;5H╭─╮│")
    assert "╭─╮│" in begun(way).translate(f"{ESC}[2;5H╭─╮│")


def test_xterm_underlines_the_upper_half_alone() -> None:
    magnifier = Magnifier(xterm=True)
    magnifier.begin("lines", 2, 20, 6)
    word, colours = "mã", "38;2;4;14;4;48;5;4"
    out = magnifier.translate(f"{ESC}[1;1H{ESC}[1;4;{colours}m{word}{ESC}[4m{word}{ESC}[0m")
    lower, upper = out.split(f"{ESC}[1;1H")
    assert lower.endswith(f"#4{ESC}[1;24;{colours}m{word}{ESC}[24m{word}{ESC}[0m")
    assert upper.endswith(f"#3{ESC}[1;4;{colours}m{word}{ESC}[4m{word}{ESC}[0m")


@pytest.mark.parametrize(("scale", "place"), [(2, "3;9"), (3, "4;13")])
def test_a_run_is_written_in_the_size_of_its_letters(scale: int, place: str) -> None:
    out = begun("text", scale, 30, 9).translate(f"{ESC}[2;5H{ESC}[1mệ{ESC}[0m ở")
    sized = f"{ESC}[1m{ESC}]66;s={scale};ệ{ESC}\\{ESC}[0m{ESC}]66;s={scale}; ở{ESC}\\"
    assert out == f"{ESC}[{place}H{sized}"


def test_text_sizing_carries_no_more_than_4096_bytes_at_once() -> None:
    out = begun("text", 2, 6000, 4).translate(f"{ESC}[1;1H" + "ế" * 2500)
    assert [len(part) for part in out.split(f"{ESC}]66;s=2;")[1:]] == [1002, 1002, 502]


@pytest.mark.parametrize(
    "control",
    [
        f"{ESC}[?2026h",
        f"{ESC}[?1049l",
        f"{ESC}[>25u",
        f"{ESC}[<u",
        f"{ESC}[?2026$p",
        f"{ESC}]52;c;eA==\a",
        f"{ESC}]22;pointer\a",
        f"{ESC}]8;;http://x{ESC}\\",
        f"{ESC}P+q00{ESC}\\",
        f"{ESC}[2 q",
        f"{ESC}[6n",
        f"{ESC}c",
        f"{ESC}[>4;1m",
        "\a",
    ],
)
def test_what_is_no_drawing_passes_in_its_place(control: str) -> None:
    magnifier = begun("text")
    out = magnifier.translate(f"{ESC}[1;1Ha{control}b")
    a, b = f"{ESC}]66;s=2;a{ESC}\\", f"{ESC}]66;s=2;b{ESC}\\"
    assert out == f"{ESC}[1;1H{a}{control}{ESC}[1;3H{b}"


def test_a_run_goes_on_after_the_end_of_a_write() -> None:
    magnifier = begun("lines")
    magnifier.translate(f"{ESC}[1;3H{ESC}[1mđi")
    assert magnifier.translate("ra").startswith(f"{ESC}[2;5H{ESC}#4ra")


def test_line_ends_write_nothing() -> None:
    assert begun("lines").translate("\n\r") == ""


def test_the_cursor_is_left_where_textual_left_it() -> None:
    assert begun("lines").translate(f"{ESC}[3;7H") == f"{ESC}[5;7H"
    assert begun("text").translate(f"{ESC}[3;7H") == f"{ESC}[5;13H"


def test_colours_at_the_start_of_a_run_are_the_same_in_its_upper_half() -> None:
    magnifier = begun("lines")
    out = magnifier.translate(f"{ESC}[31m{ESC}[1;1Ha{ESC}[1mb")
    assert (
        out == f"{ESC}[31m{ESC}[2;1H{ESC}#4a{ESC}[1mb{ESC}[1;1H{ESC}#3{ESC}[0m{ESC}[31ma{ESC}[1mb"
    )


@pytest.mark.parametrize("way", ["lines", "text"])
def test_what_a_larger_frame_has_outside_is_left_out_but_for_its_colours(way: Way) -> None:
    out = begun(way, columns=21, rows=7).translate(f"{ESC}[4;1H{ESC}[1mx{ESC}[1;11Hy{ESC}[0m")
    assert out == f"{ESC}[1m{ESC}[0m"


@pytest.mark.parametrize(
    ("way", "kind", "scale"), [("lines", "xterm", 2), ("text", "kitty", 2), ("text", "kitty", 3)]
)
@given(
    st.text("aệởỮ ", max_size=12),
    st.text("aệởỮ漢 ", max_size=4),
    st.integers(1, 9),
    st.integers(1, 2),
)
def test_what_reaches_out_of_the_window_is_cut_where_it_ends(
    way: Way, kind: str, scale: int, text: str, more: str, place: int, odd: int
) -> None:
    large = FakeTerminal(kind, 9 * scale + min(odd, scale - 1), 2 * scale, wraps=False)
    magnifier = Magnifier()
    large.feed(magnifier.begin(way, scale, large.columns, large.rows))
    large.feed(magnifier.translate(f"{ESC}[1;{place}H{ESC}[1m{text}{ESC}[31m{more}{ESC}[0m"))
    shown = "".join(letter for letter, _ in large.seen(scale)[0])
    whole = " " * (place - 1) + text + more
    if "漢" not in more:
        assert shown == whole[:9].ljust(9)
    assert large.colours == ()


def test_a_frame_for_a_wider_window_leaves_the_odd_column_empty() -> None:
    wide = f"{ESC}[2;1H{ESC}[42m" + "y" * 65 + f"{ESC}[0m"
    out = begun("lines", columns=65).translate(wide)
    assert out.count("y") == 2 * 32
    assert begun("text", columns=65).translate(wide).count("y") == 32


# Any output of Textual: places, coloured runs within the row, line ends, modes, in any number of writes.

COLUMNS, ROWS = 9, 4
letters = st.sampled_from("aệởỮ漢 ")
colour = st.sampled_from(["", f"{ESC}[1m", f"{ESC}[38;2;1;2;3m", f"{ESC}[0m", f"{ESC}[m"])
between = st.sampled_from(["", "\n", "\a", f"{ESC}[?25l", f"{ESC}]22;text\a", f"{ESC}[?2026h"])


@st.composite
def run(draw: st.DrawFn) -> str:
    row, column = draw(st.integers(1, ROWS)), draw(st.integers(1, COLUMNS))
    out = f"{ESC}[{row};{column}H"
    room = COLUMNS - column + 1
    for colours, letter in draw(st.lists(st.tuples(colour, letters), max_size=8)):
        room -= cell_len(letter)
        if room < 0:
            break
        out += colours + letter
    return out + draw(colour)


@st.composite
def writes(draw: st.DrawFn) -> list[str]:
    frames = draw(st.lists(st.lists(st.tuples(run(), between), min_size=1, max_size=6), max_size=4))
    return [
        "".join(
            text + (gap if gap != "\n" or i + 1 < len(frame) else "")
            for i, (text, gap) in enumerate(frame)
        )
        for frame in frames
    ]


def seen_at_the_usual_size(data: list[str]) -> FakeTerminal:
    # One row more, so that a line end on the last one does not scroll: Textual names a place after it.
    small = FakeTerminal("vte", COLUMNS, ROWS + 1, wraps=False)
    for text in data:
        small.feed(text)
    return small


@given(
    writes(),
    st.sampled_from([("xterm", "lines", 2), ("kitty", "text", 2), ("kitty", "text", 3)]),
    st.data(),
)
def test_large_letters_show_what_textual_drew(
    data: list[str], by: tuple[str, Way, int], more: st.DataObject
) -> None:
    kind, way, scale = by
    odd = more.draw(st.tuples(st.integers(0, scale - 1), st.integers(0, scale - 1)))
    large = FakeTerminal(kind, COLUMNS * scale + odd[0], ROWS * scale + odd[1], wraps=False)
    magnifier = Magnifier()
    large.feed(magnifier.begin(way, scale, large.columns, large.rows))
    for text in data:
        large.feed(magnifier.translate(text))
    small = seen_at_the_usual_size(data)
    assert large.seen(scale) == small.seen(1)[:ROWS]
    assert (large.colours, large.bells, large.modes) == (small.colours, small.bells, small.modes)
    large.feed(magnifier.end())
    assert large.plain
    assert not any(large.lines())
