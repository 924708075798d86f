"""The only reader of the clock. Everything else is told the day.

Dates of law are civil dates of Kazakhstan: UTC+5 everywhere since 1 March 2024; before that most regions kept UTC+6,
which is taken for the whole country (a few western regions were at UTC+5 already; no duty of the portal turns on it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

#: Offset in force since 1 March 2024, 00:00 local time.
ZONE = timezone(timedelta(hours=5), "UTC+5")
_EARLIER_ZONE = timezone(timedelta(hours=6), "UTC+6")
_UNIFIED_AT = datetime(2024, 2, 29, 18, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Hastened:
    """A clock of a rig: it showed `start` when it was really `since`, and goes `speed` times as fast since then.

    Every process that is told the same three shows the same time.
    """

    start: datetime
    since: datetime
    speed: float

    @classmethod
    def parse(cls, text: str) -> Hastened:
        """From "2026-11-28T03:00:00+00:00 2026-03-01T09:00:00+00:00 14400". Raises ValueError."""
        start, since, speed = text.split()
        made = cls(datetime.fromisoformat(start), datetime.fromisoformat(since), float(speed))
        if made.start.tzinfo is None or made.since.tzinfo is None:
            raise ValueError("an instant must carry its zone")
        if made.speed <= 0:
            raise ValueError("a clock goes forward")
        return made

    def shown_at(self, instant: datetime) -> datetime:
        return (self.start + (instant - self.since) * self.speed).astimezone(UTC)


#: Set by `hasten` alone; nothing but a rig has one.
_hastened: Hastened | None = None


def hasten(face: Hastened | None) -> None:
    """From now on this process lives by another clock; None brings the real one back. Asked for when it starts."""
    global _hastened
    _hastened = face


def now() -> datetime:
    """This instant, aware, in UTC."""
    instant = datetime.now(tz=UTC)
    return instant if _hastened is None else _hastened.shown_at(instant)


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
