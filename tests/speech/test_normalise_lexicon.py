from pathlib import Path

import pytest

from tutor.paths import bundled_voices
from tutor.speech.normalise import normalise, spoken_text
from tutor.speech.normalise.lexicon import build_lexicon, read_lexicon
from tutor.speech.normalise.text import join_spoken
from tutor.speech.normalise.vi.roman import roman_value
from tutor.speech.profiles import ConfigError
from tutor.vietnamese import is_syllable, split_syllables

LETTERS = {"a": "a", "b": "bê", "c": "xê", "o": "o", "t": "tê", "p": "pê"}


def say(text: str, **words: str) -> str:
    lexicon = build_lexicon({"words": words, "letters": LETTERS})
    return join_spoken(normalise(text, "vi", lexicon=lexicon))


def test_a_form_in_small_letters_stands_for_every_case() -> None:
    assert [say(t, otp="ô tê pê") for t in ("otp", "OTP", "Otp")] == ["ô tê pê"] * 3


def test_a_form_with_capitals_stands_for_itself_alone() -> None:
    assert say("AI và ai", AI="ây ai") == "ây ai và ai"


def test_an_unknown_word_in_capitals_is_spelt_unless_it_is_a_syllable() -> None:
    assert say("BCT") == "bê xê tê"
    assert say("TẬP") == "tập"


def test_a_dot_may_belong_to_a_form() -> None:
    assert say("TX. Mỹ Hào", **{"TX.": "thị xã"}) == "thị xã Mỹ Hào"


@pytest.mark.parametrize("text", ["bup chuon", "Bup Chuon", "BupChuon", "bup*chuon", "bup_chuon"])
def test_words_that_are_spoken_side_by_side_match_one_form(text: str) -> None:
    assert say(f"cho {text} xem", **{"bup chuon": "búp chuồn"}) == "cho búp chuồn xem"


def test_words_with_a_pause_between_them_are_not_one_form() -> None:
    assert say("bup, chuon", **{"bup chuon": "búp chuồn"}) == "bup, chuon"


def test_the_longest_of_several_matching_forms_is_taken() -> None:
    forms = {"bup chuon": "búp chuồn", "cua bup chuon": "của búp chuồn"}
    assert say("xin cua*bup chuon", **forms) == "xin cua búp chuồn"
    assert say("xin cua*bup*chuon", **forms) == "xin của búp chuồn"


def test_an_entry_of_a_later_layer_replaces_an_earlier_one() -> None:
    lexicon = build_lexicon({"words": {"kg": "cân"}}, {"words": {"kg": "ký"}})
    assert join_spoken(normalise("mấy kg", "vi", lexicon=lexicon)) == "mấy ký"


def test_a_region_overrides_entries(tmp_path: Path) -> None:
    file = tmp_path / "vi.yaml"
    file.write_text(
        "words: {vd: ví dụ, on: on}\nregions: {nam: {words: {vd: thí dụ}}}\n", encoding="utf-8"
    )
    assert read_lexicon(file, "bac").words == {"vd": "ví dụ", "on": "on"}
    assert read_lexicon(file, "nam").words["vd"] == "thí dụ"


@pytest.mark.parametrize(
    "content",
    ["", "- a", "wrods: {a: b}", "words: [a]", "words: {a: [b]}", "regions: []", "a: {", "\xff"],
)
def test_an_invalid_lexicon_is_refused_with_its_file_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "vi.yaml"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"vi\.yaml"):
        read_lexicon(file)


def test_a_missing_lexicon_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"xx\.yaml"):
        read_lexicon(tmp_path / "xx.yaml")


def test_a_voice_uses_the_forms_of_its_region() -> None:
    assert spoken_text("1.005 đồng", "vi") == "một nghìn không trăm linh năm đồng"
    assert spoken_text("1.005 đồng", "vi", "nam") == "một ngàn không trăm lẻ năm đồng"


def test_letters_written_as_one_are_split_into_the_fewest_syllables() -> None:
    assert split_syllables("capnhat") == ["cap", "nhat"]
    assert split_syllables("xyz") == []


def test_syllables_are_recognised_by_their_letters() -> None:
    assert all(map(is_syllable, ["nghiêng", "HOÀ", "hoà", "chuyen", "giờ", "QUYÊN"]))
    assert not any(map(is_syllable, ["otp", "bhyt", "strong", "zalo"]))


def test_roman_numerals() -> None:
    assert [roman_value(r) for r in ("IV", "XXI", "MCMXCIX", "IIX", "")] == [
        4,
        21,
        1999,
        None,
        None,
    ]


def test_each_sense_of_an_abbreviation_is_told_by_words_and_said_again_without_a_change() -> None:
    lines = (bundled_voices() / "lexicon" / "vi-senses.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    assert [row for row in rows if not any(row[2:])] == []
    assert [row for row in rows if "" in "|".join(filter(None, row[2:])).split("|")] == []
    assert [row[1] for row in rows if row[1] != "=" and spoken_text(row[1], "vi") != row[1]] == []
