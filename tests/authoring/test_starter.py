"""A new lesson passes the check: all that is told are the places that its author writes."""

from datetime import date
from pathlib import Path
from typing import get_args

from tutor.authoring.check import check
from tutor.authoring.starter import NewLesson, StarterKind, suggest_id
from tutor.content.catalogue import Catalogue
from tutor.paths import lessons_folder

TODAY = date(2026, 11, 29)
SHIPPED = lessons_folder()
KINDS: tuple[StarterKind, ...] = get_args(StarterKind)


def test_every_kind_of_new_lesson_passes_the_check_in_both_languages(tmp_path: Path) -> None:
    for number, kind in enumerate(KINDS):
        lesson = NewLesson(
            id=f"ld-thu-{kind}",
            topic="lua-dao",
            kind=kind,
            own_phone=number % 2 == 0,
            titles={"vi": "Chợ: đi hay không", "en": "Market: go or stay"},
            objectives={"vi": "Làm được việc ấy", "en": "Do it alone"},
        )
        for place, text in lesson.texts().items():
            file = tmp_path / place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    report = check([tmp_path], SHIPPED, TODAY)

    assert report.lessons == 2 * len(KINDS)
    assert {(problem.code, problem.warning) for problem in report.all()} == {("unwritten", True)}


def test_an_id_is_suggested_that_no_lesson_has() -> None:
    catalogue = Catalogue((SHIPPED,))

    assert suggest_id("Chợ quê, bán rau sạch ở xã", "ket-noi", catalogue) == "kn-cho-que-ban-rau"
    assert suggest_id("Wifi dữ liệu", "ket-noi", catalogue) == "kn-wifi-du-lieu-2"
    assert suggest_id("…", "khong-co", catalogue) == "bai-moi"
