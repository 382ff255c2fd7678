"""Days as they are written on paper."""

from datetime import date

from tutor.i18n import N_, Words

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


def written_day(day: date, words: Words) -> str:
    """Return a day with its weekday, such as "Thursday, 12 March 2026"."""
    said = words(N_("{weekday}, {date}"))
    return said.replace("{weekday}", words(_WEEKDAYS[day.weekday()])).replace(
        "{date}", written_date(day, words)
    )


def written_date(day: date, words: Words) -> str:
    """Return a day without its weekday, such as "12 March 2026"."""
    said = words(N_("{day} {month} {year}")).replace("{month}", words(_MONTHS[day.month - 1]))
    return said.replace("{day}", str(day.day)).replace("{year}", str(day.year))
