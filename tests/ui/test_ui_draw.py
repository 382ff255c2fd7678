"""Drawing as pure functions: whatever a lesson says, it fits, whole, at every size."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tutor.content.text import clean, strip_emphasis
from tutor.lesson.view import Choice, Entry, Line, View
from tutor.ui.layout.bars import Key, place_keys, title_row
from tutor.ui.layout.blocks import Ink, text_block
from tutor.ui.layout.bubble import Piece, bubble_bands
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.rows import Run, width_of, wrap
from tutor.ui.layout.sizes import size_step, viewport

roles = st.sampled_from(["lead", "body", "quote", "note", "banner"])
texts = st.text(max_size=400).map(clean).map(lambda t: t.replace("\n", " "))
ports = st.tuples(st.integers(32, 220), st.integers(8, 60)).map(lambda p: viewport(*p))
views = st.builds(
    lambda lines, choices, entry: View(
        "Bài", tuple(lines), tuple(choices), entry=Entry() if entry else None
    ),
    st.lists(
        st.builds(Line, texts, roles),
        max_size=6,
    ),
    st.lists(st.builds(Choice, st.integers(1, 9), texts, texts, texts), max_size=9),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        (
            "Mời bác làm điện thoại tập sáng lên ạ.",
            37,
            ["Mời bác làm điện thoại tập sáng", "lên ạ."],
        ),
        ("Câu nên chọn là *số 1*.", 20, ["Câu nên chọn là", "số 1."]),
        ("Thưa ạ.", 4, ["Thưa", "ạ."]),
        ("Mời bác bấm ENTER", 11, ["Mời bác bấm", "ENTER"]),
    ],
)
def test_no_row_holds_the_last_short_word_alone(text: str, width: int, rows: list[str]) -> None:
    wrapped = wrap(text, width)
    assert ["".join(run.text for run in row) for row in wrapped] == rows


@settings(max_examples=150)
@given(views, ports, st.text(max_size=60).map(clean), st.booleans())
def test_any_view_fits_at_any_size(view: View, port, draft: str, menu: bool) -> None:  # type: ignore[no-untyped-def]
    pages = paginate(view, port, draft, menu=menu)
    assert pages
    for page in pages:
        assert page.height <= port.body_rows
        for row in page.rows(Ink(spoken=1, focus=2, draft=draft)):
            assert width_of(row) == port.columns


@settings(max_examples=200)
@given(texts, st.integers(4, 90))
def test_wrapping_loses_nothing_and_never_overflows(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert all(width_of(row) <= width for row in rows)
    seen = "".join(run.text for row in rows for run in row)
    assert "".join(seen.split()) == "".join(text.replace("*", "").split()) or "*" in text


def test_words_are_broken_at_spaces() -> None:
    rows = wrap("Người gọi thật thì *không giục* ai bao giờ", 14)
    lines = ["".join(run.text for run in row) for row in rows]
    assert lines == ["Người gọi thật", "thì không giục", "ai bao giờ"]
    assert any(run == Run("không giục", "strong") for row in rows for run in row)


def test_a_number_is_not_broken_over_two_rows() -> None:
    rows = wrap("Số lạ, 0912 ••• 630 nói: chuyển 2 000 000 đồng", 14)
    lines = ["".join(run.text for run in row) for row in rows]
    assert lines == ["Số lạ,", "0912 ••• 630", "nói: chuyển", "2 000 000 đồng"]


def test_the_number_to_press_stays_with_its_word() -> None:
    rows = wrap("Mời bác bấm số 3. Có 2 000 đồng.", 13)
    lines = ["".join(run.text for run in row) for row in rows]
    assert lines == ["Mời bác bấm", "số 3. Có", "2 000 đồng."]


def test_a_short_last_word_is_not_alone_on_its_row() -> None:
    rows = wrap("Mời bác hỏi thêm cô.", 17)
    assert ["".join(run.text for run in row) for row in rows] == ["Mời bác hỏi", "thêm cô."]


def test_what_is_ticked_goes_on_below_its_words() -> None:
    block = text_block(Line("✓ Cúp máy, thở một hơi cho bình tĩnh", "quote"), 0, 34)
    drawn = ["".join(run.text for run in row).rstrip() for row in block.draw(Ink())]
    assert drawn == ["  ✓ Cúp máy, thở một hơi cho", "    bình tĩnh"]


def test_a_key_that_is_told_of_nowhere_else_keeps_its_words() -> None:
    told = Key(9, "9", ("Chặn người này", "Chặn"), worded=True)
    more = Key("on", "→", ("Xem thêm", "Thêm"), worded=True)
    usual = [Key(k, k, ("Lùi lại", "Lùi")) for k in ("←", "R", "H")] + [Key("size", "F2", ("A+",))]
    for size in ((100, 26), (66, 17), (50, 13), (34, 9)):
        port = viewport(*size)
        for key in (told, more):
            placed = place_keys((*usual, key, Key("next", "ENTER", ("Chọn",), "go")), port)
            assert any(word in placed[-2].label for word in key.words)
            assert placed[-1].x + placed[-1].width == port.columns
            assert cell_len(placed[-1].label) <= placed[-1].width


def test_the_last_key_keeps_its_words_rather_than_what_can_be_spared() -> None:
    usual = [Key(k, k, ("Lùi lại", "Lùi")) for k in ("←", "R", "H")]
    larger = Key("size", "F2", ("A+",), spare=True)
    for size in ((50, 13), (34, 9)):
        port = viewport(*size)
        room = port.columns - (22 if port.step == 3 else 9)
        for words in ("x" * (room - len("ENTER ")), "Chọn"):
            placed = place_keys((*usual, larger, Key("next", "ENTER", (words,), "go")), port)
            assert placed[-1].label == f"ENTER {words}"
            assert (larger in [one.key for one in placed]) == (words == "Chọn")


def test_the_four_sizes_give_the_four_steps() -> None:
    assert [size_step(*size) for size in ((100, 26), (66, 17), (50, 13), (34, 9))] == [1, 2, 3, 4]
    assert size_step(100, 10) == 4
    assert not viewport(31, 20).usable


@given(st.integers(32, 200), st.integers(8, 50), st.text(max_size=60).map(clean))
def test_the_title_is_left_out_whole_before_it_is_cut(columns: int, rows: int, title: str) -> None:
    port = viewport(columns, rows)
    title = title.replace("\n", " ")
    (run,) = title_row(title, "Bước 3 / 8", "●●●○○○○○", port)
    assert cell_len(run.text) == port.columns == min(columns, 100)
    assert title in run.text or title.strip() not in run.text or not title.strip()


@given(st.integers(32, 200), st.integers(8, 50))
def test_the_key_bar_always_fits(columns: int, rows: int) -> None:
    port = viewport(columns, rows)
    keys = (
        Key("back", "←", ("Lùi lại", "Lùi")),
        Key("again", "R", ("Nghe lại", "Nghe")),
        Key("help", "H", ("Trợ giúp",)),
        Key("size", "F2", ("A+",)),
        Key("next", "", ("Chọn số  1  2  3  4  5  6  7  8  9", "Chọn số"), "pick"),
    )
    placed = place_keys(keys, port)
    assert placed[-1].x + placed[-1].width <= max(port.columns, 32)
    for a, b in itertools.pairwise(placed):
        assert a.x + a.width <= b.x
    for p in placed:
        assert cell_len(p.label) <= p.width


@given(st.integers(0, 11), st.integers(10, 40))
def test_the_word_under_the_voice_is_marked_wherever_it_was_wrapped(word: int, width: int) -> None:
    text = "Người gọi *thật thì không* giục ai bao giờ, bác cứ bình tĩnh"
    shown = strip_emphasis(text)
    words = shown.split()
    start = sum(len(w) + 1 for w in words[:word])
    block = text_block(Line(text), 0, width)
    drawn = block.draw(Ink(spoken=0, word=(start, start + len(words[word]))))
    marked = "".join(run.text for row in drawn for run in row if run.style == "word")
    assert marked == words[word]
    assert all(width_of(row) == width for row in drawn)


@given(st.integers(0, 5), st.integers(16, 60))
def test_the_band_of_the_voice_is_whole_in_what_a_caller_says(word: int, width: int) -> None:
    words = ["Chuyện", "này", "phải", "giữ", "kín", "đấy."]
    pieces = [Piece("Chào bác.", 0), Piece(" ".join(words), 1)]
    start = sum(len(w) + 1 for w in words[:word])
    ink = Ink(spoken=1, word=(start, start + len(words[word])))
    filled = []
    for band in bubble_bands(pieces, width, "quote"):
        runs = [run for _, block in band.parts for row in block.draw(ink) for run in row]
        styles = [run.style for run in runs for _ in run.text]
        spoken = [style in ("spoken-strong", "word") for style in styles]
        if True in spoken:
            last = len(spoken) - spoken[::-1].index(True)
            assert all(spoken[spoken.index(True) : last])
            row = "".join(run.text for run in runs)
            filled.append(row[spoken.index(True) : last])
    assert " ".join(filled) == " ".join(words)
