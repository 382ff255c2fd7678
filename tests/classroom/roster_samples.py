"""Invented names, and how each old set of letters writes them: worked out here from the marks of a letter."""

import unicodedata

from hypothesis import strategies as st

LETTERS = "aăâeêioôơuưyđ"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
ALL_LETTERS = [
    unicodedata.normalize("NFC", letter + tone)
    for letter in LETTERS
    for tone in (TONES if letter != "đ" else ("",))
    if (letter + tone) not in ("a", "e", "i", "o", "u", "y")
]

_SURNAMES, _MIDDLE, _GIVEN = (
    line.split(" ")
    for line in (
        "Nguyễn Trần Lê Phạm Hoàng Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Phan Đinh Trịnh Mai Tạ Quách Giàng",
        "Thị Văn Đức Hữu Ngọc Xuân Kim Thanh Minh Quốc Bá Thế Công Mạnh Thuý",
        "Hạnh Hoa Tú Bé Cúc Dũng Đạt Hằng Hiền Huệ Khuê Lộc Lụa Mùi Mỹ Ngà Nhẫn Oanh Phượng Quyên Quý Sửu "
        "Tẹo Thắm Thuận Tuyết Ước Vượng Xuyến Yến Ý Ánh Ẩn Gấm Giỏi Nghĩa Ngoãn Chuẩn Bưởi Sáu Bảy Tám Mười "
        "Đào Hường Hòa",
    )
)
HAMLETS = ["Xóm 3", "Thôn Đông", "Bản Phố", "Ấp Mỹ Hoà", ""]

names = st.tuples(
    st.sampled_from(_SURNAMES), st.sampled_from(_MIDDLE), st.sampled_from(_GIVEN)
).map(" ".join)

_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedf"
            "e1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        ).decode("latin-1"),
        strict=True,
    )
)
_VNI_ALONE = dict(zip("đơưíìỉĩịỵĐƠƯÍÌỈĨỊỴ", "ñôöíìæóòîÑÔÖÍÌÆÓÒÎ", strict=True))
_VNI_MARKS = {
    "\u0300": "ø",
    "\u0301": "ù",
    "\u0309": "û",
    "\u0303": "õ",
    "\u0323": "ï",
    "\u0302": "â",
    "\u0302\u0300": "à",
    "\u0302\u0301": "á",
    "\u0302\u0309": "å",
    "\u0302\u0303": "ã",
    "\u0302\u0323": "ä",
    "\u0306": "ê",
    "\u0306\u0300": "è",
    "\u0306\u0301": "é",
    "\u0306\u0309": "ú",
    "\u0306\u0303": "ü",
    "\u0306\u0323": "ë",
}
_TONE_SIGNS = frozenset(TONES[1:])


def typed_in_tcvn3(text: str) -> str:
    """Return the content of a file typed with .VnTime; capitals with tones are small in it."""
    return "".join(_TCVN3.get(sign) or _TCVN3.get(sign.lower(), sign) for sign in text)


def typed_in_vni(text: str) -> str:
    """Return the content of a file typed with VNI-Times."""
    return "".join(_vni(sign) for sign in text)


def _vni(sign: str) -> str:
    if sign in _VNI_ALONE or sign.isascii():
        return _VNI_ALONE.get(sign, sign)
    apart = unicodedata.normalize("NFD", sign)
    tones = "".join(sign for sign in apart if sign in _TONE_SIGNS)
    shape = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in _TONE_SIGNS))
    if shape in _VNI_ALONE:
        base, marks = _VNI_ALONE[shape], tones
    else:
        base, marks = shape[0], tones
        if not shape.isascii():
            parts = unicodedata.normalize("NFD", shape)
            base, marks = parts[0], parts[1:] + tones
    mark = _VNI_MARKS[marks] if marks else ""
    return base + (mark.upper() if base.isupper() else mark)


def in_cp1258(text: str) -> bytes:
    """Return text as Windows 1258 has it: tones follow as combining characters."""
    written = b""
    for sign in unicodedata.normalize("NFC", text):
        try:
            written += sign.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", sign)
            tone = "".join(sign for sign in apart if sign in _TONE_SIGNS)
            shape = unicodedata.normalize(
                "NFC", "".join(sign for sign in apart if sign not in _TONE_SIGNS)
            )
            written += (shape + tone).encode("cp1258")
    return written


def in_bytes(text: str, encoding: str) -> bytes:
    """Return text in the bytes of this encoding."""
    match encoding:
        case "tcvn3":
            return typed_in_tcvn3(text).encode("latin-1")
        case "vni":
            return typed_in_vni(text).encode("latin-1")
        case "cp1258":
            return in_cp1258(text)
        case "nfd":
            return unicodedata.normalize("NFD", text).encode()
        case _:
            return text.encode(encoding)
