import runpy
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "phone_ids.py"


def test_the_list_of_ids_is_current() -> None:
    """`python scripts/phone_ids.py` writes it anew."""
    script = runpy.run_path(str(SCRIPT))
    assert script["TARGET"].read_text(encoding="utf-8") == script["written"]()
