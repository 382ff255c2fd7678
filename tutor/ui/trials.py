"""What is tried on a laptop, the same in the app and in `tutor doctor`."""

from tutor.i18n import N_

LETTERS = (
    ("ệ", "e mũ nặng"),
    ("ở", "o móc hỏi"),
    ("ữ", "u móc ngã"),
    ("ặ", "a trăng nặng"),
    ("ẫ", "a mũ ngã"),
    ("Ễ", "E mũ ngã"),
    ("Đ", "D gạch ngang"),
)
"""Letters that poor fonts spoil, each with its plain name."""

FONT_LINE = " ".join(letter for letter, _ in LETTERS)
GOOD_FONTS = "Cascadia Mono, JetBrains Mono, Noto Sans Mono, Liberation Mono"
TEST_SENTENCE = N_("Can you hear this well?")
"""What is said to try the sound."""
