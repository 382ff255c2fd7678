"""Days as they are written on paper."""

from datetime import date

from tutor.i18n import N_, Translator

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
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


def written_day(day: date, translate: Translator) -> str:
    """Return a day with its weekday, such as "Thursday, 12 March 2026"."""
    return translate(
        N_("{weekday}, {date}"),
        weekday=translate(_WEEKDAYS[day.weekday()]),
        date=written_date(day, translate),
    )


def written_date(day: date, translate: Translator) -> str:
    """Return a day without its weekday, such as "12 March 2026"."""
    return translate(
        N_("{day} {month} {year}"),
        month=translate(_MONTHS[day.month - 1]),
        day=day.day,
        year=day.year,
    )
