"""Which words are forms of address, which claims age, and which only look like it."""

import pytest
from small_lesson import codes


@pytest.mark.parametrize(
    "text",
    [
        "Mời bác xem.",
        "Bác xem nhé.",
        "Các bác ngồi đây.",
        "Mời cụ ngồi.",
        "Ông bà xem nhé.",
        "Kính mời quý vị.",
    ],
)
def test_literal_form_of_address(text: str) -> None:
    assert codes(text) == ["literal-you"]


@pytest.mark.parametrize(
    "text",
    [
        "Mời {bac} xem.",
        "Bác sĩ khám cho mình.",
        "Bác Hoa ở cạnh nhà.",
        "Một bác hàng xóm gọi.",
        "Công cụ này có ích, cụ thể là thế.",
        "Họ nói “bác chuyển ngay”, mình dừng lại.",
        "Ông bà nội gọi cho cháu.",
    ],
)
def test_similar_words_are_no_form_of_address(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vào vneid.gov.vn xem.", "literal-address"),
        ("Xem www.tintuc.com nhé.", "literal-address"),
        ("Gọi 0912 345 678 nhé.", "literal-phone"),
        ("Gọi +84 912 345 678 nhé.", "literal-phone"),
        ("Gọi 115 nhé.", "literal-hotline"),
        ("Gọi 1900 9068 nhé.", "literal-hotline"),
        ("Theo Thông tư 08/2026.", "literal-law"),
        ("Làm thẻ mất lệ phí 20.000 đồng.", "literal-fee"),
    ],
)
def test_claim_that_can_change_is_a_problem(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Vào nganhang.example xem.",
        "Vào dichvucong.gov.example là giả.",
        "Vào dichvucong.example/gov.vn là giả.",
        "Gọi 0388 ••• 152 nhé.",
        "Mua 2 cân gạo giá 50.000 đồng.",
        "Mã tập là 482913.",
        "Máy tập có 1.125 ảnh.",
        "Chọn xong.Mời xem tiếp.",
    ],
)
def test_text_without_a_claim_has_no_problem(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Giỏi quá.", "vi"),
        ("Đây là bài kiểm tra.", "vi"),
        ("This is a test.", "en"),
        ("You failed.", "en"),
    ],
)
def test_words_that_shame_or_examine(text: str, language: str) -> None:
    assert codes(text, language) == ["shaming-word"]


def test_reading_load_counts_filled_words_without_marks() -> None:
    assert codes("một hai ba bốn. " * 11 + "– {bac}.") == []
    assert codes("một hai ba bốn. " * 11 + "Năm {bac}.") == ["too-much"]


def test_reading_load_of_english_is_smaller() -> None:
    assert codes("one two. " * 17 + "Three.", "en") == []
    assert codes("one two. " * 18, "en") == ["too-much"]
