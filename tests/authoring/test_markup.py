"""Stars and braces: what emphasises, what is written as itself, and what `tutor check` tells."""

from datetime import date
from pathlib import Path

import pytest

from tutor.authoring.check import check
from tutor.content.placeholders import Filler
from tutor.content.text import Span, split_emphasis, split_sentences, strip_emphasis

GROUND = Path(__file__).parents[1] / "content" / "ground"
LESSON = """format: 1
id: vi-du
language: vi
topic: lua-dao
title: Ví dụ
objective: Thấy dấu sao
minutes: 5
steps:
  - say: |
      {text}
"""


def codes(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "vi-du.yaml"
    path.write_text(LESSON.replace("{text}", text), encoding="utf-8")
    return [problem.code for problem in check([path], GROUND, date(2026, 6, 1)).all()]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*Mở* rồi *đóng*.", "Mở rồi đóng."),
        ("2*3 và 4*5", "2*3 và 4*5"),
        (r"Dấu \*sao\* đây", "Dấu *sao* đây"),
        (r"*Dấu \* đây*", "Dấu * đây"),
        (r"Gõ \{bac\} là {bac}", "Gõ {bac} là bác"),
        ("Bấm *101# hoặc *102#", "Bấm *101# hoặc *102#"),
    ],
)
def test_stars_and_braces_are_shown(tmp_path: Path, text: str, shown: str) -> None:
    filler = Filler("vi")

    assert strip_emphasis(filler.fill(text)) == shown
    assert filler.fill(strip_emphasis(text)) == shown
    assert "".join(span.text for span in split_emphasis(filler.fill(text))) == shown
    assert not {"stray-star", "place-open", "place-unknown"} & set(codes(tmp_path, text))


def test_stars_around_whole_words_emphasise() -> None:
    assert split_emphasis("(*Mở*) xem") == (Span("("), Span("Mở", strong=True), Span(") xem"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bấm **ENTER** nhé.", "stray-star"),
        ("Bấm * rồi chờ.", "stray-star"),
        ("*Bấm rồi chờ.", "stray-star"),
        ("Bấm <b>ENTER</b> nhé.", "markup-tag"),
        ("Bấm ENTER<br/>rồi chờ.", "markup-tag"),
        ("Bấm {bac rồi chờ.", "place-open"),
    ],
)
def test_marks_that_mean_nothing_are_told(tmp_path: Path, text: str, code: str) -> None:
    assert code in codes(tmp_path, text)


def test_signs_of_comparison_are_no_tags(tmp_path: Path) -> None:
    assert "markup-tag" not in codes(tmp_path, "Số a < b và b > c.")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gặp BS. Hà ở TP. Huế. Hết.", ["Gặp BS. Hà ở TP. Huế.", "Hết."]),
        ("Ở P. Hàng Bạc, Đ. Lê Lợi. Hết.", ["Ở P. Hàng Bạc, Đ. Lê Lợi.", "Hết."]),
        ("Bác bấm T. Máy nói. Chọn B. Xong.", ["Bác bấm T.", "Máy nói.", "Chọn B.", "Xong."]),
    ],
)
def test_a_title_before_a_name_ends_no_sentence(text: str, sentences: list[str]) -> None:
    assert list(split_sentences(text)) == sentences
