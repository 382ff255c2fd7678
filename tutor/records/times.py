"""Times as the records keep them: text of ISO 8601 in UTC, and milliseconds where they are compared."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """Return a time as whole milliseconds since 1970 in UTC."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def read_time(text: str) -> datetime:
    """Return the time of a text; 1970 for one that was harmed, so that the rest of a row stays readable."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _EPOCH
