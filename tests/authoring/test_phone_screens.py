"""The practice phone as a whole, and what `tutor check` proves about the goals on it."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from checked_course import checked_course

from tutor.authoring.check import check
from tutor.authoring.wording_checks import looks_real
from tutor.paths import lessons_folder

TODAY = date(2026, 6, 1)
LESSON = """format: 1
id: mot
language: vi
topic: ket-noi
title: Ví dụ
objective: Thử
minutes: 5
steps:
  - practise: Mời {bac} nối Wi-Fi.
    id: noi
    phone: {screen: home}
    goal: {wifi.network: NhaVanHoa}
  - practise: Mời {bac} nối Wi-Fi một lần nữa.
    id: noi-nua
    phone: {screen: home}
    goal: {wifi.network: NhaVanHoa}
  - practise: Mời {bac} bật dữ liệu.
    id: bat
    phone: {screen: home}
    goal: {data.on: true}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a practice phone of its own and one lesson."""
    folder = tmp_path / "lessons"
    shutil.copytree(lessons_folder() / "phone", folder / "phone")
    lesson = folder / "vi" / "ket-noi" / "mot.yaml"
    lesson.parent.mkdir(parents=True)
    lesson.write_text(LESSON, encoding="utf-8")
    return folder


def problems_of(root: Path, *codes: str) -> list[tuple[str, str, dict[str, str]]]:
    report = check([root], lessons_folder(), TODAY)
    return [
        (Path(p.place.file).name, p.code, dict(p.details)) for p in report.all() if p.code in codes
    ]


def test_the_shipped_phone_has_a_way_home_from_each_screen_and_no_real_name() -> None:
    report = checked_course()

    assert [p for p in report.all() if p.code in ("phone-dead-end", "phone-real-name")] == []
    assert report.screens > 170


def test_report_has_the_place_and_the_presses_of_each_goal(root: Path) -> None:
    report = check([root], lessons_folder(), TODAY)

    assert [(goal.place.line, len(goal.presses)) for goal in report.goals] == [
        (12, 4),
        (16, 4),
        (20, 2),
    ]
    assert len({goal.task for goal in report.goals}) == 2
    assert [str(gesture) for gesture in report.goals[2].presses] == ["tap settings", "tap data"]


def test_screen_without_a_way_home_is_reported(root: Path) -> None:
    path = root / "phone" / "system.yaml"
    text = path.read_text(encoding="utf-8")
    wakes = "sets: {awake: true, locked: true}"
    assert wakes in text
    path.write_text(text.replace(wakes, "sets: {awake: false}"), encoding="utf-8")

    assert ("system.yaml", "phone-dead-end", {"screen": "system/asleep"}) in problems_of(
        root, "phone-dead-end"
    )


@pytest.mark.parametrize("name", ["Zalo", "vnbank.com"])
def test_real_name_on_a_screen_is_reported_once_with_its_file(root: Path, name: str) -> None:
    path = root / "phone" / "store.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("vi: Bản cập nhật,", f"vi: {name},"), encoding="utf-8")

    assert problems_of(root, "phone-real-name") == [
        ("store.yaml", "phone-real-name", {"text": name})
    ]


def test_check_of_a_single_lesson_does_not_check_the_screens(root: Path) -> None:
    report = check([root / "vi" / "ket-noi" / "mot.yaml"], lessons_folder(), TODAY)

    assert report.screens == 0
    assert len(report.goals) == 3


@pytest.mark.parametrize(
    "text",
    ["Zalo", "Vietcombank", "dichvucong.gov.vn", "https://a.example", "Ví MoMo", "Xem lua.ngo"],
)
def test_real_names_and_links_look_real(text: str) -> None:
    assert looks_real(text)


@pytest.mark.parametrize(
    "text",
    ["Ngân hàng Làng", "dichvucong-vip.example", "Xóa CapNhat.apk", "62.000 đồng", "Mở. Đọc"],
)
def test_invented_names_and_links_do_not_look_real(text: str) -> None:
    assert not looks_real(text)
