"""Days: read as people type them, written in figures and in words."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from tutor.i18n import N_, Translator

_FORMATS = ("%d/%m/%Y", "%Y-%m-%d")
_TYPED_FORMATS = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y")
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
"""From Monday on."""
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def parse_day(text: str) -> date | None:
    """Return the day of 31/12/2026 or 2026-12-31, None for any other text."""
    return _parse(text, _FORMATS)


def parse_day_ahead(text: str, today: date) -> date | None:
    """Return the day of 5/12 or 5/12/2026; without a year it is the next such day from today on."""
    found = _parse(text, _TYPED_FORMATS)
    if found is not None:
        return found
    for year in (today.year, today.year + 1):
        found = _parse(f"{text.strip()}/{year}", _FORMATS[:1])
        if found is None or found >= today:
            return found
    return None


def parse_day_past(text: str, today: date) -> date | None:
    """Return the day of 5/12 or 5/12/2026; without a year it is the last such day up to today."""
    found = _parse(text, _TYPED_FORMATS)
    if found is not None:
        return found
    for year in (today.year, today.year - 1):
        found = _parse(f"{text.strip()}/{year}", _FORMATS[:1])
        if found is None or found <= today:
            return found
    return None


_HOUR = re.compile(r"(\d{1,2})\s*(?:[:.hHgG]|giờ)?\s*(\d{2})?\s*(?:phút|p)?")
_LAST_HOUR, _LAST_MINUTE = 23, 59


def parse_hour(text: str) -> str | None:
    """Return the time of day of 19:30, 19h30, 19.30, 19 giờ 30 or 19 as "19:30"; None for any other text."""
    found = _HOUR.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (_LAST_HOUR + 1, 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        return None
    return f"{hour:02}:{minute:02}"


def _parse(text: str, forms: Iterable[str]) -> date | None:
    for form in forms:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def day_in_figures(day: date) -> str:
    """Return a day as 31/12/2026."""
    return f"{day:%d/%m/%Y}"


def written_day(day: date, translate: Translator) -> str:
    """Return a day with its weekday, such as "Thursday, 12 March 2026"."""
    return translate(
        N_("{weekday}, {date}"),
        weekday=translate(WEEKDAYS[day.weekday()]),
        date=written_date(day, translate),
    )


def short_day(day: date, translate: Translator) -> str:
    """Return a day with its weekday in few letters, such as "Thursday 12/3"."""
    weekday = translate(WEEKDAYS[day.weekday()])
    return translate(N_("{weekday} {day}/{month}"), weekday=weekday, day=day.day, month=day.month)


def written_date(day: date, translate: Translator) -> str:
    """Return a day without its weekday, such as "12 March 2026"."""
    return translate(
        N_("{day} {month} {year}"),
        month=translate(_MONTHS[day.month - 1]),
        day=day.day,
        year=day.year,
    )
