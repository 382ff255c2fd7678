"""The encoding of a list is detected, or refused as ambiguous."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from roster_samples import ALL_LETTERS, in_bytes, names, typed_in_tcvn3, typed_in_vni

from tutor.classroom.roster.encodings import (
    NAMES,
    UNKNOWN,
    Encoding,
    RosterError,
    decode,
    from_tcvn3,
    from_vni,
)
from tutor.vietnamese import capitalise_name, count_spelling, is_spelled

_WAYS = ("utf-8", "utf-8-sig", "nfd", "utf-16", "utf-16-le", "utf-16-be", "cp1258", "tcvn3", "vni")


def read(data: bytes, asked: Encoding | None = None) -> list[str]:
    text = unicodedata.normalize("NFC", decode(data, asked).text)
    return [capitalise_name(line) for line in text.splitlines()]


def test_the_alphabet_has_134_letters() -> None:
    assert len(ALL_LETTERS) * 2 == 134


@pytest.mark.parametrize("letter", ALL_LETTERS)
def test_every_letter_is_read_in_both_cases(letter: str) -> None:
    assert from_vni(typed_in_vni(letter)) == letter
    assert from_vni(typed_in_vni(letter.upper())) == letter.upper()
    assert from_tcvn3(typed_in_tcvn3(letter)) == letter
    for sign in (letter, letter.upper()):
        written = decode(in_bytes(sign, "cp1258"), "cp1258").text
        assert unicodedata.normalize("NFC", written) == sign


def test_tcvn3_capitals_with_a_code_are_read() -> None:
    assert from_tcvn3("¡¢£¤¥¦§") == "ĂÂÊÔƠƯĐ"


def test_running_text_of_old_documents_is_read() -> None:
    tcvn3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc; ng\xadêi, tr\xadëng"
    vni = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc; ngöôøi, tröôûng"
    meant = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc; người, trưởng"
    assert from_tcvn3(tcvn3).replace("hoà", "hòa") == meant
    assert from_vni(vni) == meant
    assert from_vni("Aùnh AÙnh") == "Ánh Ánh"


def test_other_text_is_not_taken_for_an_old_font() -> None:
    for text in ("Nguyễn Thị Hạnh", "Àà", "¿", "ß\u0323"):
        assert UNKNOWN in from_tcvn3(text) + from_vni(text)
    assert UNKNOWN in from_vni("beê")


@given(st.lists(names, min_size=2, max_size=30, unique=True), st.sampled_from(_WAYS))
def test_a_list_of_names_is_read_exactly(many: list[str], way: str) -> None:
    assert read(in_bytes("\n".join(many), way)) == many


@given(names, st.sampled_from(_WAYS))
def test_a_single_name_is_read_exactly_or_refused_as_ambiguous(name: str, way: str) -> None:
    with suppress(RosterError):
        assert read(in_bytes(name, way)) == [name]


@example(["Vũ Kim Hoa", "Vũ Kim Nhẫn"])
@given(st.lists(names, min_size=2, max_size=10, unique=True))
def test_old_fonts_in_a_unicode_file_are_detected(many: list[str]) -> None:
    text = "\n".join(many)
    in_tcvn3, in_vni = typed_in_tcvn3(text), typed_in_vni(text)
    # Names that are well spelled as they stand, such as Vò for Vũ, are taken as they are.
    assume(count_spelling(in_tcvn3).odd and count_spelling(in_vni).odd)
    assert read(in_tcvn3.encode("utf-8")) == many
    assert read(in_vni.encode("utf-16")) == many


@given(names)
def test_a_given_encoding_is_used(name: str) -> None:
    stated: tuple[Encoding, ...] = ("utf-8", "cp1258", "tcvn3", "vni")
    for encoding in stated:
        assert read(in_bytes(name, encoding), encoding) == [name]


def test_an_impossible_encoding_is_refused() -> None:
    with pytest.raises(RosterError) as caught:
        decode(in_bytes("Nguyễn Thị Hạnh", "tcvn3"), "utf-8")
    assert caught.value.message.values == {"encoding": "UTF-8"}


def test_an_ambiguous_word_is_refused() -> None:
    # "Bê" in one set of letters is "Bờ" in another, and nothing else is there to tell them apart.
    with pytest.raises(RosterError) as caught:
        decode("Bê".encode("cp1258"))
    assert caught.value.message.values["encodings"] == ", ".join(NAMES)


def test_foreign_names_do_not_make_utf_8_ambiguous() -> None:
    for text in ("José Ñuñez", "Êban Y Bhăm", "Ksor H'Lưng", "Maria"):
        assert decode(text.encode()).text == text


@given(st.binary(max_size=300), st.sampled_from([None, *NAMES]))
def test_any_bytes_are_read_or_refused(data: bytes, asked: Encoding | None) -> None:
    with suppress(RosterError):
        assert isinstance(decode(data, asked).text, str)


def test_syllables_differ_from_wrongly_decoded_words() -> None:
    words = "Nguyễn quốc giếng khuỷu ngoẵng Thuở quýt hoạch nghiêng Khuê Thúy Thuý Ý Oanh ĐỖ"
    for word in words.split(" "):
        assert is_spelled(word), word
    for word in ("NguyÔn", "Côc", "H¹nh", "Vaên", "bĐ", "Thị́", "ngữngữ", "xờờ"):
        assert not is_spelled(word), word
