"""Write the table of places that the program carries, out of the package vietnam-provinces.

    python scripts/places.py

The versions of the package number communes differently, as the draft of 2025 did and as is in force. Two
laptops must mean the same commune by the same code, so the table comes with the program. It takes a version
of 2026 or later, which also knows what each commune was made of.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "tutor" / "places.tsv"


def _lines() -> Iterator[str]:
    package: Any = import_module("vietnam_provinces")
    legacy: Any = import_module("vietnam_provinces.legacy")
    yield (
        f"# vietnam-provinces {package.__version__}, GPL-3.0-or-later; "
        f"as of {package.__data_version__}"
    )
    became: dict[int, list[int]] = {}
    wards = sorted(package.Ward.iter_all(), key=lambda one: (one.province_code, one.code))
    place: Any = None
    for ward in wards:
        if ward.province_code != place:
            place = ward.province_code
            yield f"province\t{place:d}\t{_name(package.Province.from_code(place))}"
        yield f"commune\t{ward.code:d}\t{_name(ward)}"
        for old in ward.get_legacy_sources():
            became.setdefault(old.code, []).append(int(ward.code))
    olds = sorted(
        map(legacy.Ward.from_code, became),
        key=lambda one: (one.province_code, one.district_code, one.code),
    )
    for old in olds:
        if old.district_code != place:
            place = old.district_code
            district = legacy.District.from_code(place)
            province = legacy.Province.from_code(old.province_code)
            yield f"before\t{_name(province)}\t{_name(district)}"
        yield f"old\t{old.code:d}\t{_name(old)}\t{','.join(map(str, sorted(became[old.code])))}"


def _name(place: Any) -> str:
    name = " ".join(place.name.split())
    return f"{name[:1].upper()}{name[1:]}"


if __name__ == "__main__":
    TABLE.write_text("\n".join(_lines()) + "\n", encoding="utf-8")
