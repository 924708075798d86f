"""On which days the demonstration's people do what: counted from the law's own due days, plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.kernel.periods import Period
from portal.law.owner_decisions import SHIPPED
from portal.law.registry import rule_for
from schedules.rules import APPROVAL_DUTY, CALENDAR_DUTY, DRAFT_DUTY, PROPOSAL_DUTY

#: Whose people the demonstration's logins are: its proposal for the next year waits to be finished.
UNFINISHED = "water"
#: The body that answers for access to information.
AUTHORISED = "culture"
#: Ministries that were late in the season that is over, by days.
LATE_LAST_SEASON = {"transport": 2, "trade": 4}
#: Whose proposal was returned and mended in the season that is over.
RETURNED_LAST_SEASON = "ecology"
#: Who gave remarks on the draft, and who said nothing.
REMARKED_LAST_SEASON = "health"
SILENT_LAST_SEASON = "tourism"
#: Who says only after weeks that a meeting was held; and whose meeting of which quarter did not take place.
FORGETFUL = "tourism"
OFF, OFF_QUARTER = "trade", 2

#: A calendar of akims is corrected when it was public for so many days.
_CORRECTED = 30

#: The season of proposals begins so many days before they are due; until it is under way there are only drafts.
_SEASON_DAYS = 85
_UNDER_WAY = 10
#: How many ministries file in time, how many of them are accepted, how many file late.
_IN_TIME, _ACCEPTED, _LATE = 10, 2, 2


def _days(number: int) -> timedelta:
    return timedelta(days=number)


@dataclass(frozen=True)
class LastSeason:
    """How the schedule of `year` came to be, from the first proposal to its publication."""

    year: Period

    def filed_on(self, slug: str, place: int) -> date:
        """In the last week before the day, or late."""
        due_on = _due_on(PROPOSAL_DUTY, self.year)
        late = LATE_LAST_SEASON.get(slug, 0)
        return due_on + _days(late) if late else due_on - _days(1 + place % 7)

    @property
    def accepted_on(self) -> date:
        return _due_on(PROPOSAL_DUTY, self.year) + _days(5)

    @property
    def agreement_on(self) -> date:
        return self.accepted_on + _days(1)

    @property
    def answered_on(self) -> date:
        return self.agreement_on + _days(2)

    @property
    def remarks_answered_on(self) -> date:
        return self.answered_on + _days(1)

    @property
    def silent_on(self) -> date:
        """First day on which silence counts as agreement."""
        return self.agreement_on + _days(6)

    @property
    def sent_on(self) -> date:
        return _due_on(DRAFT_DUTY, self.year) - _days(1)

    @property
    def approved_on(self) -> date:
        return _due_on(APPROVAL_DUTY, self.year) - _days(12)

    @property
    def published_on(self) -> date:
        return self.approved_on + _days(1)


@dataclass(frozen=True)
class CalendarSeason:
    """How the calendar of akims of `year` came to be, as seen on `today`: to the Government before its last day."""

    year: Period
    today: date

    @property
    def begun_on(self) -> date:
        return self._last - _days(40)

    @property
    def submitted_on(self) -> date:
        return self._last - _days(7)

    @property
    def told_on(self) -> date:
        """The maslikhat is notified."""
        return self._last - _days(6)

    @property
    def approved_on(self) -> date:
        return self._last - _days(4)

    @property
    def published_on(self) -> date:
        return self._last - _days(3)

    @property
    def sent_on(self) -> date:
        return self._last - _days(2)

    @property
    def acknowledged_on(self) -> date:
        return self._last

    @property
    def joined_on(self) -> date:
        """Offices of the region are on the portal from the day on which their calendar is public."""
        return max(self.year.start, self.published_on)

    @property
    def corrected_on(self) -> date | None:
        """A third of the way from publication to today; None while too little has happened."""
        on = self.published_on + (self.today - self.published_on) / 3
        return on if on - self.published_on >= _days(_CORRECTED) else None

    @property
    def _last(self) -> date:
        return min(_due_on(CALENDAR_DUTY, self.year), self.today)


@dataclass(frozen=True)
class PartsSeason:
    """The calendar of the year to come, given out to the akimats below."""

    year: Period
    today: date

    @property
    def proposed_on(self) -> date:
        return self.given_on - _days(2)

    @property
    def given_on(self) -> date:
        return self.today - _days(9)

    @property
    def changed_on(self) -> date:
        return self.today - _days(5)

    @property
    def ready_on(self) -> date:
        return self.today - _days(3)

    @property
    def inner_due_on(self) -> date:
        """Ahead, and before the day on which the region approves."""
        return min(self.today + _days(15), _due_on(CALENDAR_DUTY, self.year) - _days(10))


@dataclass(frozen=True)
class Filing:
    """What a ministry has done about its proposal for the next year; None: not yet."""

    slug: str
    filed_on: date
    returned_on: date | None = None
    accepted_on: date | None = None


@dataclass(frozen=True)
class NextSeason:
    """How far the planning of `year` has come on `today`."""

    year: Period
    today: date

    @property
    def due_on(self) -> date:
        return _due_on(PROPOSAL_DUTY, self.year)

    @property
    def draft_due_on(self) -> date:
        return _due_on(DRAFT_DUTY, self.year)

    @property
    def begins_on(self) -> date:
        return self.due_on - _days(_SEASON_DAYS)

    @property
    def is_under_way(self) -> bool:
        return self.today >= self.begins_on + _days(_UNDER_WAY)

    @property
    def is_sent(self) -> bool:
        """The draft schedule lies before the Government."""
        return self.today > self.draft_due_on

    def filings(self, slugs: Sequence[str]) -> list[Filing]:
        """Who has filed, of the ministries in the order in which they file; the one left unfinished is not asked."""
        if not self.is_under_way:
            return []
        asked = [slug for slug in slugs if slug != UNFINISHED]
        if self.is_sent:
            return [self._accepted(slug, self._day(place, len(asked))) for place, slug in enumerate(asked)]
        filings = [self._filing(place, slug) for place, slug in enumerate(asked[:_IN_TIME])]
        for late, slug in enumerate(asked[_IN_TIME : _IN_TIME + _LATE], start=1):
            filed_on = self.due_on + _days(2 * late)
            if filed_on <= self.today:
                filings.append(Filing(slug, filed_on))
        return filings

    def _filing(self, place: int, slug: str) -> Filing:
        filed_on = self._day(place, _IN_TIME)
        reviewed_on = min(filed_on + _days(2), self.today)
        if place < _ACCEPTED:
            return Filing(slug, filed_on, accepted_on=reviewed_on)
        if place == _ACCEPTED:
            return Filing(slug, filed_on, returned_on=reviewed_on)
        return Filing(slug, filed_on)

    def _accepted(self, slug: str, filed_on: date) -> Filing:
        return Filing(slug, filed_on, accepted_on=self.due_on + _days(2))

    def _day(self, place: int, of: int) -> date:
        """The filings are spread from the beginning of the season until yesterday, or the last day in time."""
        last = min(self.today - _days(1), self.due_on)
        return self.begins_on + _days((last - self.begins_on).days * (place + 1) // of)


def _due_on(duty: str, year: Period) -> date:
    return rule_for(duty, year, SHIPPED).due_on
