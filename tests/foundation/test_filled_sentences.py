"""Sentences with places, and what is put into them."""

from tutor.i18n import fill


def test_each_place_takes_its_value_and_other_braces_stay() -> None:
    assert fill("{a}, {b} {c}", {"a": 1, "b": "hai"}) == "1, hai {c}"


def test_quotation_marks_within_quotation_marks_are_single_ones() -> None:
    title = "Cuộc gọi “Cháu đang cấp cứu!”"
    said = fill("Học “{lesson}”: {lesson}", {"lesson": title})
    assert said == f"Học “Cuộc gọi ‘Cháu đang cấp cứu!’”: {title}"


def test_a_value_with_braces_is_not_filled_again() -> None:
    assert fill("{a} {b}", {"a": "{b}", "b": 2}) == "{b} 2"
