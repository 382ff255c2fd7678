import pytest

from tutor import places


def codes(asked: str) -> list[str]:
    return [commune.code for commune in places.find(asked)]


def test_there_are_34_provinces_and_all_their_communes() -> None:
    found = places._places().communes.values()
    assert len({one.province for one in found}) == 34
    assert len(found) == 3321


@pytest.mark.parametrize(
    "asked",
    [
        "12472",
        "Quỳnh Phụ",
        "xã Quỳnh Phụ, tỉnh Hưng Yên",
        "XÃ QUỲNH PHỤ",
        "quynh phu, hung yen",
        "  Quỳnh  Phụ ,Hưng Yên",
    ],
)
def test_a_commune_is_found_by_code_and_by_name(asked: str) -> None:
    assert codes(asked) == ["12472"]


@pytest.mark.parametrize(
    "asked", ["12505", "Quỳnh Hồng", "xã Quỳnh Hồng, huyện Quỳnh Phụ, tỉnh Thái Bình"]
)
def test_a_commune_from_before_2025_means_its_successor(asked: str) -> None:
    assert [str(commune) for commune in places.find(asked)] == ["Xã Quỳnh Phụ, Tỉnh Hưng Yên"]


def test_a_name_of_several_communes_is_not_guessed() -> None:
    assert len(codes("Tân Tiến")) > 1
    assert codes("Tân Tiến, Hưng Yên") == ["12583"]
    # A commune that was parted became several.
    assert len(codes("19")) == 4
    assert codes("Hoà Bình, Phú Thọ") == codes("Hòa Bình, Phú Thọ") != []
    # Without marks it may be another name.
    assert {"12472", "17212"} <= set(codes("Quynh Phu"))


@pytest.mark.parametrize(
    "asked", ["", ",", "Hưng", "phường Quỳnh Phụ", "Quỳnh Phụ, Nghệ An", "999999999", "=1+1"]
)
def test_another_text_means_no_commune(asked: str) -> None:
    assert codes(asked) == []
    assert places.commune(asked) is None


def test_every_old_commune_became_current_ones() -> None:
    listed = places._places()
    assert all(code in listed.communes for codes in listed.became.values() for code in codes)
    # Where an old code is in force still, the place that bears it now is part of what the old one became.
    kept = listed.became.keys() & listed.communes.keys()
    assert all(code in listed.became[code] for code in kept)
