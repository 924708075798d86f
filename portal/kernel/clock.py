"""The only reader of the clock. Everything else is told the day.

Dates of law are civil dates of Kazakhstan: UTC+5 everywhere since 1 March 2024; before that most regions kept UTC+6,
which is taken for the whole country (a few western regions were at UTC+5 already; no duty of the portal turns on it).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

#: Offset in force since 1 March 2024, 00:00 local time.
ZONE = timezone(timedelta(hours=5), "UTC+5")
_EARLIER_ZONE = timezone(timedelta(hours=6), "UTC+6")
_UNIFIED_AT = datetime(2024, 2, 29, 18, 0, tzinfo=UTC)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """Civil date of Kazakhstan at this instant."""
    return civil_date(now())


def local(instant: datetime) -> datetime:
    """`instant` on Kazakhstan's clock face."""
    if instant.tzinfo is None:
        raise ValueError("an instant must carry its zone")
    return instant.astimezone(ZONE if instant >= _UNIFIED_AT else _EARLIER_ZONE)


def civil_date(instant: datetime) -> date:
    """Civil date of Kazakhstan at `instant`."""
    return local(instant).date()


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """The instant at which Kazakhstan's clocks show `hour:minute` on `day`."""
    wanted = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
    return wanted if wanted >= _UNIFIED_AT else wanted.replace(tzinfo=_EARLIER_ZONE)
