"""What `tutor check` finds in the lessons of the program; they are read once for all tests."""

from datetime import date
from functools import cache

from tutor.authoring.check import CheckReport, check
from tutor.paths import lessons_folder


@cache
def checked_course() -> CheckReport:
    return check([lessons_folder()], lessons_folder(), date(2026, 6, 1))
