"""Words are explained before they are used, and explained well."""

from datetime import date
from pathlib import Path

from tutor.authoring.check import check

TODAY = date(2026, 6, 1)
GROUND = Path(__file__).parents[1] / "content" / "ground"

WORDS = """format: 1
words:
  ung-dung:
    name: {vi: ứng dụng, en: app}
    means: {vi: Một dụng cụ trong điện thoại., en: A tool in the phone.}
  duong-dan:
    name: {vi: đường dẫn, en: link}
    means: {vi: Chữ bấm vào là sang trang khác., en: Text that leads elsewhere.}
"""
LESSON = """format: 1
id: {id}
language: vi
topic: ket-noi
title: Ví dụ
objective: Thử
minutes: 5
{head}
steps:
  - say: {text}
  - recap: Xong rồi ạ.
    keep: Nhớ nhé.
"""


def write(root: Path, lesson: str, text: str, head: str = "") -> None:
    path = root / "vi" / "ket-noi" / f"{lesson}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(LESSON.format(id=lesson, text=text, head=head), encoding="utf-8")


def problems(root: Path, words: str = WORDS) -> list[tuple[str, int, str, str]]:
    (root / "words.yaml").write_text(words, encoding="utf-8")
    report = check([root], GROUND, TODAY)
    return [
        (Path(p.place.file).name, p.place.line, p.code, p.details.get("key", ""))
        for p in report.all()
        if p.code.startswith(("word-", "breath"))
    ]


def test_a_word_is_explained_in_the_lesson_or_before_it(tmp_path: Path) -> None:
    write(tmp_path, "mot", "Đây là ứng dụng.", "explains: [ung-dung]")
    write(tmp_path, "hai", "Mở ứng dụng.", "after: [mot]")
    write(tmp_path, "ba", "Ứng dụng có đường dẫn.", "after: [hai]")
    write(tmp_path, "bon", "Ứng dụng đây.")
    assert problems(tmp_path) == [
        ("ba.yaml", 10, "word-early", "duong-dan"),
        ("bon.yaml", 10, "word-early", "ung-dung"),
    ]
    report = check([tmp_path], GROUND, TODAY)
    early = [p for p in report.all() if p.code == "word-early"]
    assert [p.details["where"] for p in early] == ["…", "mot"]
    assert all(p.warning for p in early)


def test_a_lesson_explains_words_that_there_are_and_that_it_uses(tmp_path: Path) -> None:
    write(tmp_path, "mot", "Xin chào.", "explains: [ung-dung, dung-cu]")
    assert problems(tmp_path) == [
        ("mot.yaml", 8, "word-absent", "ung-dung"),
        ("mot.yaml", 8, "word-unknown", "dung-cu"),
    ]


def test_faults_of_the_list_of_words_are_told_with_their_lines(tmp_path: Path) -> None:
    write(tmp_path, "mot", "Xin chào.")
    faulty = WORDS + (
        "  lien-ket:\n"
        "    name: {vi: liên kết, en: Link}\n"
        "    means: {vi: Một câu. Hai câu.}\n"
        "    like:\n"
        "      vi: Câu này dài quá nên không ai nói hết được trong một hơi đâu ạ nhé.\n"
    )
    assert problems(tmp_path, faulty) == [
        ("words.yaml", 10, "word-language", "lien-ket"),
        ("words.yaml", 10, "word-twice", "duong-dan"),
        ("words.yaml", 11, "word-sentences", "lien-ket"),
        ("words.yaml", 13, "breath-long", ""),
    ]


def test_one_folder_of_several_is_judged_as_in_the_whole(tmp_path: Path) -> None:
    write(tmp_path, "mot", "Xin chào.", "explains: [ung-dung]\nafter: [hai]")
    english = tmp_path / "en" / "ket-noi" / "mot.yaml"
    english.parent.mkdir(parents=True)
    text = (tmp_path / "vi" / "ket-noi" / "mot.yaml").read_text(encoding="utf-8")
    text = text.replace("language: vi", "language: en").replace("Xin chào.", "This is an app.")
    english.write_text(text, encoding="utf-8")
    (tmp_path / "vi" / "khac").mkdir()
    other = LESSON.format(id="hai", text="Xin chào.", head="").replace("ket-noi", "khac")
    (tmp_path / "vi" / "khac" / "hai.yaml").write_text(other, encoding="utf-8")
    assert problems(tmp_path) == []

    report = check([tmp_path / "vi" / "ket-noi"], GROUND, TODAY)

    assert [p.code for p in report.all() if p.code in ("word-absent", "after-unknown")] == []
